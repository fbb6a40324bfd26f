"""What two runs differ in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dapipe import schema
from dapipe.difference import Change, difference
from dapipe.facts.figure import Figure
from tests.test_schema import FIGURE


class Rows:
    """Some figures."""

    def __init__(self, *figures: Figure) -> None:
        self.figures = figures

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        return (schema.row(fact) for fact in (self.figures if table == "figures" else ()))


def between(old: Rows, new: Rows) -> list[Change]:
    return list(difference(old, new))


def moved(start: int, doc: str = FIGURE.source.doc) -> Figure:
    return replace(FIGURE, source=replace(FIGURE.source, doc=doc, start=start, end=start + 3))


def test_the_same_facts_are_no_difference() -> None:
    assert between(Rows(FIGURE, moved(50)), Rows(FIGURE, moved(50))) == []


def test_how_sure_dapipe_is_makes_no_difference() -> None:
    assert between(Rows(FIGURE), Rows(replace(FIGURE, confidence=0.1, rule="other"))) == []


def test_gained_and_lost_facts_are_named() -> None:
    other = replace(moved(50), source=replace(moved(50).source, sentence="Another."))
    assert [str(change)[:9] for change in between(Rows(FIGURE), Rows(other))] == ["- figures", "+ figures"]


def test_a_changed_field_shows_both_values() -> None:
    (change,) = between(Rows(FIGURE), Rows(replace(FIGURE, measure="arrests")))
    assert (change.sign, change.fields) == ("~", {"measure": ("", "arrests")})


def test_a_fact_with_another_id_at_the_same_place_is_a_change() -> None:
    (change,) = between(Rows(FIGURE), Rows(replace(FIGURE, value=43)))
    assert change.fields["value"] == (34, 43)


def test_the_same_words_in_another_edition_are_the_same_fact() -> None:
    assert between(Rows(FIGURE), Rows(moved(900, "1" * 16))) == []
