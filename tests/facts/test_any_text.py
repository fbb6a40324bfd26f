"""Whatever a text strings together, its figures lie inside it, and their periods end after they begin."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dapipe.errors import Unreadable
from dapipe.facts.figure import Figure
from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import read_all

PIECES = (
    "Kent Police",
    "Essex",
    "We audited",
    "The audit covered the period from November 2012 to October 2013.",
    "Table 2: crimes audited in the year to March 2014",
    "12 reports of crime",
    "made between",
    "1 April",
    "and",
    "30 June 2014",
    "2013/14",
    "of these",
    "Of the 12",
    "34 per cent",
    "were recorded",
    "(was 9)",
    "the year before",
    "in the same period",
    "up from",
    "£3.2m",
    "15p",
    "within 10 seconds",
    "should",
    "at least one in 20",
    "per 1,000 people: 12.9",
    "as of Monday",
    "fell to",
    "All figures are for the year to March 2014",
    "•",
    ":",
    ".",
    ";",
    ",",
    "\n",
    "\n\n",
    "\t",
    "-9%",
    "±",
    "29 February 2015",
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40))
def test_figures_of_any_text_lie_inside_it(pieces: list[str]) -> None:
    try:
        reading = read_all(" ".join(pieces).encode("utf-8", "replace"), "any.txt", Limits(), Settings().model)
    except Unreadable:
        return
    for figure in reading.facts["figures"]:
        assert isinstance(figure, Figure)
        assert reading.document.text[figure.source.start : figure.source.end] == figure.source.words
        assert bool(figure.period_start) == bool(figure.period_end) == bool(figure.period_text)
        assert figure.period_start <= figure.period_end
