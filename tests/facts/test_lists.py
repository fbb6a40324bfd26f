"""Bare numbers of a list take unit, period and role from the line above it."""

from __future__ import annotations

from collections.abc import Callable

from dapipe.facts.figure import Figure
from dapipe.work import Reading

Understood = Callable[[str], Reading]
LEAD = (
    "The list below gives the arrests for every 100 crimes in the 12 months to 31 March 2014, with those for the "
    "12 months to 31 March 2012 in brackets:"
)
HEAD = "Nine forces\n\n12 May 2014\n\nInspectors looked at how many people are arrested.\n\n"


def figures(understood: Understood, text: str) -> list[Figure]:
    return [fact for fact in understood(HEAD + text).facts["figures"] if isinstance(fact, Figure)]


def test_a_list_with_an_older_number_in_brackets(understood: Understood) -> None:
    found = figures(understood, f"{LEAD}\n\n• Durham Constabulary 66 (71)\n• Gwent Police 47 (49)\n")[-4:]
    assert [(f.value, f.unit, f.per, f.period_end, f.role) for f in found] == [
        (66, "ratio", 100, "2014-03-31", "value"),
        (71, "ratio", 100, "2012-03-31", "comparator"),
        (47, "ratio", 100, "2014-03-31", "value"),
        (49, "ratio", 100, "2012-03-31", "comparator"),
    ]
    assert {f.measure for f in found} == {"arrests for every 100 crimes"}


def test_a_number_with_a_unit_or_a_thing_counted_keeps_it(understood: Understood) -> None:
    found = figures(understood, f"{LEAD}\n\n• Durham Constabulary lost 12 cars\n• Gwent Police took 30 minutes\n")[-2:]
    assert [(f.unit, f.period_end) for f in found] == [("count", ""), ("duration_minutes", "")]


def test_a_list_under_a_full_stop_has_no_lead_in(understood: Understood) -> None:
    found = figures(understood, "Arrests for every 100 crimes are low.\n\n• Durham Constabulary 66\n")[-1]
    assert (found.unit, found.period_end) == ("count", "")
