from __future__ import annotations

from collections.abc import Callable

from dapipe.facts.forces import ForceInDocument
from dapipe.work import Reading

TEXT = "Kent Police fails victims\n\nInspectors visited Kent Police. The force has asked Essex Police for help."


def rows(reading: Reading) -> list[ForceInDocument]:
    return [fact for fact in reading.facts["forces"] if isinstance(fact, ForceInDocument)]


def test_a_force_is_one_row_with_the_number_of_its_names(understood: Callable[[str], Reading]) -> None:
    found = [(row.force, row.mentions, row.main) for row in rows(understood(TEXT))]
    assert found == [("kent", 2, True), ("essex", 1, False)]


def test_a_row_points_to_the_first_name_and_has_name_and_code(understood: Callable[[str], Reading]) -> None:
    row = rows(understood(TEXT))[0]
    assert (row.source.words, row.source.start, row.first_page) == ("Kent Police", 0, 1)
    assert (row.force_name, row.ons_code) == ("Kent Police", "E23000032")
