"""A title, a label or one line for all give the lines around them their period."""

from __future__ import annotations

from collections.abc import Callable

from dapipe.facts.figure import Figure
from dapipe.work import Reading

Understood = Callable[[str], Reading]
HEAD = "Kent Police: an inspection\n\nKent Police was inspected by us in January, and this is what we found there.\n\n"
YEAR = "2014-03-31"


def ends(understood: Understood, text: str) -> list[str]:
    return [fact.period_end for fact in understood(HEAD + text).facts["figures"] if isinstance(fact, Figure)]


def test_a_title_dates_the_lines_below_it(understood: Understood) -> None:
    text = "Average wait for a visit, 2013/14\n\nKent: 71 days\n\nEssex: 19 days\n\n"
    prose = "The force, which has grown in every way that we could think of, now has 900 cars of its own at last."
    assert ends(understood, text + prose) == [YEAR, YEAR, ""]


def test_a_line_for_all_figures_dates_those_around_it(understood: Understood) -> None:
    text = "In numbers\n\nAll figures are for the year to March 2014\n\n41% of calls came twice\n\n16% were kept\n\n"
    assert ends(understood, text) == [YEAR, YEAR]


def test_a_dated_label_holds_for_the_next_line(understood: Understood) -> None:
    text = "Detentions, 1 April 2013 to 31 March 2014: 17,412\n\nChildren held: 1,206\n\n"
    assert ends(understood, text) == [YEAR, YEAR]


def test_a_date_line_is_no_title(understood: Understood) -> None:
    assert ends(understood, "HMIC, November 2013\n\nKent: 71 days\n") == [""]
