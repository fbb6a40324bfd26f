"""An audit's period holds for its results."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.facts.figure import Figure
from dapipe.work import Reading

Understood = Callable[[str], Reading]
HEAD = "Kent Police: crime data integrity\n\nWe audited 900 reports of crime made between 1 April and 30 June 2014.\n\n"
AUDIT = "2014-06-30"


def ends(understood: Understood, text: str) -> list[str]:
    return [fact.period_end for fact in understood(text).facts["figures"] if isinstance(fact, Figure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only 85 percent of domestic abuse crimes are recorded.", [AUDIT]),
        ("Of 214 violent crimes, 183 had been recorded. Of the 31 that were missing, 17 were assaults.", [AUDIT] * 4),
        ("The confidence interval is plus or minus 1.6 percentage points.", [AUDIT]),
        ("In our audit the average delay was 11 hours.", [AUDIT]),
        ("We listened to 40 callers and 12 were angry.", ["", ""]),
        ("Of the 86 cancelled crimes, 80 should not have been recorded.", ["", ""]),
        ("Domestic abuse is 11 percent of all recorded crime.", [""]),
        ("More than 7,900 crimes a year are not recorded.", [""]),
        ("The force has 40 cars.", [""]),
        ("In 2013 it recorded 70 percent of crimes.", ["2013-12-31"]),
    ],
)
def test_results_of_an_audit_have_its_period(text: str, expected: list[str], understood: Understood) -> None:
    assert ends(understood, HEAD + text) == [AUDIT, *expected]


@pytest.mark.parametrize(
    "text",
    [
        "We audited crime reports made between 1 April and 30 June 2014.\n\nThe force records 91 percent of crime.",
        "Our audit covered crimes reported from 1 April to 30 June 2014. It found that 89 percent were recorded.",
    ],
)
def test_an_audit_without_its_size_has_results_too(text: str, understood: Understood) -> None:
    assert ends(understood, "Kent Police: crime data integrity\n\n" + text) == [AUDIT]


def test_an_audit_without_any_figure_is_read(understood: Understood) -> None:
    assert ends(understood, "The audit looked at crimes recorded between April 2013 and March 2014.") == []


def test_a_table_of_the_audit_has_its_period(understood: Understood) -> None:
    rows = (
        "Type        Crimes audited    Recording rate",
        "Violence    452               88.1%",
        "Other       448               91.0%",
    )
    table = "Table 1: Crime reports audited\n\n" + "\n".join(rows)
    assert ends(understood, HEAD + table) == [AUDIT] * 5


def test_a_later_audit_takes_over(understood: Understood) -> None:
    text = (
        "We audited 300 reports of crime made from 1 July to 30 September 2016.\n\n85 percent of crimes are recorded."
    )
    assert ends(understood, HEAD + text) == [AUDIT, "2016-09-30", "2016-09-30"]


def test_the_size_of_the_only_sample_is_known_before_its_period_is_told(understood: Understood) -> None:
    body = "Kent Police\n\nWe looked at 40 records and in 13 of them the times were wrong."
    text = (
        f"{body}\n\nAnnex\n\nA sample of 40 records was drawn from those opened in the week from 22 to 28 April 2014."
    )
    assert ends(understood, text) == ["2014-04-28"] * 3


def test_figures_that_rest_on_an_audit_have_its_period_wherever_they_stand(understood: Understood) -> None:
    body = "Kent Police: crime data\n\nKent Police records 91 percent of crimes."
    text = f"{body}\n\nThe figures are based on 900 reports of crime made between 1 April and 30 June 2014."
    assert ends(understood, text) == [AUDIT, AUDIT]
