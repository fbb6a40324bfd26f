"""Which figures a stretch of time in their sentence measures, and which it only stands beside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.facts.figure import Figure
from dapipe.work import Reading

Understood = Callable[[str], Reading]
HEAD = "Kent Police: an inspection\n\n12 March 2015\n\nKent Police was inspected in January.\n\n"


def periods(understood: Understood, text: str) -> list[str]:
    facts = understood(HEAD + text).facts["figures"]
    return [f"{f.period_start}/{f.period_end}".strip("/") for f in facts if isinstance(f, Figure)]


DAY_14, DAY_13 = "2014-03-31/2014-03-31", "2013-03-31/2013-03-31"
YEAR_14, YEAR_13 = "2013-04-01/2014-03-31", "2012-04-01/2013-03-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The average wait was 94 seconds in the 12 months to 31 March 2014.", [YEAR_14]),
        (
            "It fell from 94 seconds in the year to March 2013 to 71 seconds in the year to March 2014.",
            [YEAR_13, YEAR_14],
        ),
        ("Some 640 officers and staff attended a course in the year to March 2014.", [YEAR_14]),
        ("Fraud made up 14 percent of crime in England and Wales in the year to March 2014.", [YEAR_14]),
        ("It lost 49 files; of these 14 were found, 29 percent of losses in the year to March 2014.", [YEAR_14] * 3),
        ("That was 5 percent more than the 900 of the 12 months to 31 March 2013.", ["", YEAR_13]),
        ("It costs £169 a head against £183 in other forces (2013/14).", [YEAR_14, YEAR_14]),
        ("It took 900 calls in 2013/14, 70 fewer than in the same period of 2012.", [YEAR_14, YEAR_14]),
        ("It must save £20m, or 15% of its budget (18% elsewhere), over the year to March 2014.", [YEAR_14] * 3),
        ("In 2013/14 it took 900 calls, up from 700 in 2012/13; a fifth were lost.", [YEAR_14, YEAR_13, YEAR_14]),
        ("Devices waiting, 31 March 2014: Kent 944; Essex 402", ["2014-03-31/2014-03-31"] * 2),
        ("In 2013/14 it took 900 calls; in the year before it was 700.", [YEAR_14, YEAR_13]),
        ("It had 610 cars on 31 March 2014, against 893 on the same date in 2013.", [DAY_14, DAY_13]),
        ("Calls fell from 900 in 2012/13 to 700 a year later.", [YEAR_13, YEAR_14]),
        ("It took 900 calls in 2013/14. Over the same 12 months 8 per cent were lost.", [YEAR_14, YEAR_14]),
        ("Searches fell to 900 in 2013/14, a fall of 38 percent on the previous year.", [YEAR_14, YEAR_14]),
        ("The force records 77 percent of crimes, a drop of 11 points from 2012/13.", ["", ""]),
        ("Some 64 percent are now kept during the call itself, against 9 percent in 2013/14.", ["", YEAR_14]),
        ("The queue stood at 410 at the end of the second quarter of 2014.", ["2014-06-30/2014-06-30"]),
        ("The queue was bad. It stood at 85 on 31 March.", [DAY_14]),
        (
            "Waits grew from 48 minutes in the third quarter of 2012/13 to 71 in the same quarter of 2013/14.",
            ["2012-10-01/2012-12-31", "2013-10-01/2013-12-31"],
        ),
        ("As at 31 March 2014, 410 suspects were on bail.", [DAY_14]),
        ("By the end of March 2014 the force had trained 1,200 officers.", [DAY_14]),
        ("On 31 March 2014 there were 410 on bail, 96 of them for longer than six months.", [DAY_14, DAY_14, ""]),
        ("Violence was up to 900 in 2013/14, compared with 800 the previous year.", [YEAR_14, YEAR_13]),
        ("We read 40 records for March 2014.", ["2014-03-01/2014-03-31"]),
        ("In 2013/14, the three forces spent £5.2m.", ["", YEAR_14]),
        ("It was above the rate elsewhere (7.6 percent) but below the 12.9 percent of the year before.", ["", ""]),
        ("In October 131 forms were due and 130 were received.", ["2014-10-01/2014-10-31"] * 2),
        ("The queue stood at 412 in December.", ["2014-12-01/2014-12-31"]),
        ("Some 212 permits were left as of Friday.", ["2015-03-06/2015-03-06"]),
        ("On Saturday 17 January, 14 calls were waiting.", ["2015-01-17/2015-01-17"]),
        ("In 2013 a cell was asked for 118 times, although it was given only 26 times.", ["2013-01-01/2013-12-31"] * 2),
        ("A sample of 40 was drawn from all opened in the week from 22 to 28 April 2014.", ["2014-04-22/2014-04-28"]),
    ],
)  # fmt: skip
def test_a_period_reaches_its_figures(text: str, expected: list[str], understood: Understood) -> None:
    assert periods(understood, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Of 21 recommendations made after our visit in 2011, nine were achieved.",
        "In 2013 the inspectorate rated the force as good in each of three areas.",
        "In September 2014 inspectors read 40 files.",
        "The force wants to have 1,200 officers by the end of March 2016.",
        "In our 2013/14 inspection the proportion was 81 percent.",
        "When we last tested it, in 2013, the figure was 94 percent.",
        "The force plans to cut the team to 14 in April 2016.",
        "Bills will go up by £13 for most homes in April.",
        "Since the scheme was implemented in January 2014, 1,100 letters have been sent to schools.",
        "In 2013 we introduced new checks in 43 forces.",
        "A new course was mandated in January, and 2,344 officers have taken it.",
        "A team of 48 staff went live in January.",
        "Of 12 recommendations which were made in 2011, five were met.",
        "Replacing the system that dates from 1998 will cost £34m.",
        "A new suite with 18 cells is due to open in 2016.",
        "Demand stood 62 per cent above its level in 2011.",
        "In 2011 a report by a panel followed the loss of two dogs.",
        "The backlog, which was large in 2011, had been cut to 671.",
        "It has done all nine of the things asked for, and the targets were scrapped in January.",
        "Of 70 files reviewed in February, 26 had no plan.",
        "Ms Deal, who took up the post in May, said that 29 people were missing.",
        "The force polices 900 miles with a budget, for 2013/14, that is small.",
        "Falls teams, which it runs with four councils, were praised in 2013.",
        "A survey in 2013 put it at nine per cent.",
        "A report by the watchdog in November said that it was £29m over budget.",
        "She will bring it to the panel in October with £400,000 for cameras.",
        "The number of trained officers should rise to 20 by the summer of 2016.",
        "We inspected nine forces between March and June 2014.",
        "Three orders were made, the first of them in Deal in January.",
        "The 13 profiles were rewritten between April and October 2014.",
        "In 2013 it closed one of its cells, and it now has 9.",
        "Surrey, which was poor in 2013, is now good in all but two areas.",
        "The audit has a confidence interval of 95 percent in the year to March 2014.",
        "An audit in September found that 71 of 72 referrals were made.",
    ],
)
def test_a_period_that_dates_an_event_measures_nothing(text: str, understood: Understood) -> None:
    assert set(periods(understood, text)) == {""}


def test_a_target_has_no_period(understood: Understood) -> None:
    text = "In the year to March 2014 it answered 81 percent of calls, against a target of 90 percent."
    assert periods(understood, text) == [YEAR_14, ""]


def test_the_level_of_another_time_of_day_is_left_behind(understood: Understood) -> None:
    text = "In 2013 it took 900 calls, when the standard for a force of its size is 700."
    assert periods(understood, text) == ["2013-01-01/2013-12-31", ""]
