"""Periods that figures take from the figures beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.facts.figure import Figure
from dapipe.work import Reading

Understood = Callable[[str], Reading]
HEAD = "Kent Police: an inspection\n\n12 March 2015\n\nKent Police was inspected in January.\n\n"
YEAR_14 = "2014-03-31"


def figures(understood: Understood, text: str) -> list[Figure]:
    return [fact for fact in understood(HEAD + text).facts["figures"] if isinstance(fact, Figure)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It held 93 children in the year to March 2014. Exit talks were held with six of the 93.", [YEAR_14, YEAR_14]),
        ("It took 214 requests in the year to March 2014. They took 51 days on average.", [YEAR_14, YEAR_14]),
        ("It recorded 900 crimes in the year to March 2014. It made 400 arrests for them.", [YEAR_14, YEAR_14]),
        ("It made 900 visits in the year to March 2014. But 37 percent of the visits were late.", [YEAR_14] * 2),
        ("It recorded 900 crimes in the year to March 2014. It has 400 officers.", [YEAR_14, ""]),
        ("We read 60 files closed in the year to March 2014. Thirty-seven were good.", [YEAR_14, YEAR_14]),
        ("It took 900 calls in the year to March 2014. We read 12 files; nine of them were good.", [YEAR_14, "", ""]),
        ("It took 9 percent in the year to March 2014. This compares with 7 percent elsewhere.", [YEAR_14, YEAR_14]),
        ("It lost 900 calls a week in the year to March 2014. It aims to lose none of the calls.", [YEAR_14]),
        ("It took 9,000 calls in the year to March 2014. That is 26 a day.", [YEAR_14, YEAR_14]),
        ("It hired 90 people in the year to March 2014. During that time it lost 144.", [YEAR_14, YEAR_14]),
        ("It took 9,000 calls in the year to March 2014. A year later it took 8,000.", [YEAR_14, "2015-03-31"]),
        ("We read 60 files from the year to March 2014. In total, 14 were poor.", [YEAR_14, YEAR_14]),
        ("We read 60 files from the year to March 2014. Supervisors had signed off 31.", [YEAR_14, YEAR_14]),
        ("It took 9,000 calls in the year to March 2014. In five of the files nothing was done.", [YEAR_14, ""]),
        ("Abuse in numbers (year to 31 March 2014)\n\n12,410 reports\n\n4,300 arrests", [YEAR_14, YEAR_14]),
        ("It took 9,000 calls in the year to March 2014.\n\nOf those, 3 per cent were lost.", [YEAR_14, YEAR_14]),
        ("It recorded 9 per cent in the year to March 2014. For rape the figure was 3.", [YEAR_14, YEAR_14]),
        ("Table 1: Outcomes, year to March 2014\n\nCharged: 8 per cent\n\nCautioned: 3 per cent", [YEAR_14] * 2),
        ("In the year to March 2014:\n\n• 93,110 crimes were recorded;\n\n• 12,000 led to a charge.", [YEAR_14] * 2),
        ("We read 60 files from the year to March 2014. Another nine lacked a plan.", [YEAR_14, YEAR_14]),
        ("It took 40 dogs. This was 20 per cent of all dogs taken in the year to March 2014.", [YEAR_14, YEAR_14]),
    ],
)  # fmt: skip
def test_a_figure_takes_the_period_of_what_it_is_a_part_of(text: str, ends: list[str], understood: Understood) -> None:
    assert [figure.period_end for figure in figures(understood, text)] == ends


def test_an_inherited_period_has_the_words_of_the_one_it_comes_from(understood: Understood) -> None:
    part = figures(understood, "It held 93 children in the year to March 2014. Of these, 12 were girls.")[1]
    assert (part.period_text, part.period_basis) == ("the year to March 2014", "inherited")
