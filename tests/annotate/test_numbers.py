"""Marked-up sentences: [34 per cent|34 percent about] is a figure, every other number is none.

After the bar: value (low~high for a range), unit, then in any order /62 for a denominator, a qualifier, a change.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dapipe.annotate.found import found
from dapipe.mentions import Quantity
from dapipe.work import Reading

Understood = Callable[[str], Reading]
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def expected(marked: str) -> list[tuple[str, str]]:
    return [(words, " ".join(sorted(about.split()))) for words, about in MARK.findall(marked)]


def plain(value: float) -> str:
    return f"{round(value, 1):g}" if value < 1000 else f"{value:.0f}"


def shown(text: str, item: Quantity) -> tuple[str, str]:
    value = plain(item.value) if item.value_high is None else f"{plain(item.value)}~{plain(item.value_high)}"
    about = [value, item.unit]
    about += [f"/{plain(item.per)}"] if item.per else []
    about += [item.qualifier] if item.qualifier != "exact" else []
    about += [item.change] if item.change != "none" else []
    return text[item.start : item.end], " ".join(sorted(about))


def check(marked: str, understood: Understood) -> None:
    reading = understood(MARK.sub(r"\1", marked))
    text = reading.document.text
    counted = [item for item in found(reading.doc, "numbers", Quantity) if not item.outside]
    assert [shown(text, item) for item in counted] == expected(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Eleven per cent|11 percent] of callers hung up, as did [14%|14 percent] and [9 pc|9 percent] before.",
        "The team has [twenty-three|23 count] officers and [1,406|1406 count] open files.",
        "It cost [£4.6m|4600000 currency_gbp], of which [£820,000|820000 currency_gbp] went on cars.",
        "Calls cost [12 pence|12 currency_gbp] a minute in that town.",
        "Victims waited [three weeks|3 duration_weeks] and one waited [2 hours 25|145 duration_minutes].",
        "The suite is [four miles|4 other] away from the court.",
        "[Two thirds|66.7 percent] of the files were thin and [a quarter|25 percent] were empty.",
        "[One in six|1 ratio /6] callers hung up and [31 of the 58|31 ratio /58] files were late.",
        "[Seven out of every ten|7 ratio /10] victims agreed, or [72 in 100|72 ratio /100].",
        "It had [8.4 per 1,000|8.4 ratio /1000] people; for every [100 thefts there were 12|12 ratio /100] arrests.",
        "They made [51 arrests for every 100|51 ratio /100] such crimes.",
        "Reports have [doubled|2 multiple increase] and are [four times|4 multiple] more likely to be closed.",
        "He waited [three hours and a half|3.5 duration_hours] and drove [14 and a half miles|14.5 other].",
        "In [nine cases out of 50|9 ratio /50] nobody came, and [one call in eight|1 ratio /8] was lost.",
        "Reviews are due after [14|14 duration_days], [28|28 duration_days] and [56 days|56 duration_days].",
        "She rang [five times|5 count] before a car came.",
        "The margin is plus or minus [2.1 percent|2.1 percent].",
        "Delays of [30 to 50 minutes|30~50 duration_minutes] were common.",
        "Most made between [40 and 85|40~85 count] searches; caseloads vary from [6 to 18|6~18 count].",
        "The backlog is about [half an hour|0.5 duration_hours about] long.",
    ],
)
def test_figures_have_span_value_and_unit(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "More than [300|300 count more_than] files and at least [40|40 count at_least] tapes were lost.",
        "Some [70|70 count about] staff, nearly [a fifth|20 percent about], had left.",
        "Up to [12|12 count at_most] people and no fewer than [9|9 count at_least] dogs were seen.",
        "Under [5 per cent|5 percent less_than] said so, but [15|15 count at_least] people or more disagreed.",
        "We estimate that [6 per cent|6 percent about] were lost.",
        "It took longer than [six days|6 duration_days more_than] each time.",
        "They had seen about [20|20 count about] people, and were told nothing about [six|6 count] of them.",
    ],
)
def test_bounds_belong_to_the_number_they_touch(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Thefts fell from [61%|61 percent] to [48%|48 percent decrease].",
        "Thefts rose by almost [a tenth|10 percent about increase] to [2,417|2417 count increase].",
        "It solved [9 per cent|9 percent decrease] of crimes, down from [12 per cent|12 percent].",
        "There were [3%|3 percent decrease] fewer searches.",
        "There are [140|140 count increase] more constables and [20|20 count increase] extra cars.",
        "That is a reduction of [16%|16 percent decrease] in a year.",
        "Searches dropped by between [18 and 61 percent|18~61 percent decrease].",
        "Waits fell to [74 seconds|74 duration_seconds decrease], from [231|231 duration_seconds].",
        "Change in officer numbers: [-7%|7 percent decrease]",
        "The rate is up [two percentage points|2 percentage_points increase].",
        "Searches made up [11 per cent|11 percent] of the total, and it turns up [four times|4 count] in the text.",
        "The force recorded [4|4 percent decrease] and [6 percent|6 percent decrease] fewer crimes.",
    ],
)
def test_changes_have_a_direction_on_the_new_level_only(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "It took [96 days|96 duration_days] on average, against [71|71 duration_days] for similar forces.",
        "The average wait is now [4 weeks|4 duration_weeks] (was [13|13 duration_weeks]).",
        "The arrest rate has gone up from [12|12 percent] to [19 per cent|19 percent increase].",
        "It visited [3.1 per 1,000|3.1 ratio /1000] people. The rate for England was [5.2|5.2 ratio /1000].",
        "It charged [5 per cent|5 percent] of suspects. For England and Wales the figure was [8.1|8.1 percent].",
    ],
)
def test_a_bare_number_takes_the_unit_of_the_one_before(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "On 4 May 2016, at 10.45pm, the 999 and 101 lines failed, and again on 12/06/2016.",
        "In 2015/16, 2016-17 and the 12 months to 31 March 2018 nothing changed.",
        "See section 12, pages 3 and 4, Annex 2, figure 6 and recommendation 3.",
        "A grade 2 call on the A45 near junction 15 of the M1 was given outcome 16.",
        "Ring 01604 555 0134 or 0800 555 0199 for help. ISBN: 978-1-00000-321-7",
        "The day as it went\n\n09.30\n\nGood morning.\n\n14.25\n\nThe chief speaks.",
        "The 0–19 service, the under-18 form and 16- and 17-year-olds; she was hurt between the ages of seven and 10.",
        "A 15-year-old boy, a man of 34, women aged 16 to 24, and Jo Hart, 41, were there.",
        "One of the officers said that no one had asked the other one.",
        "It was the third time in two years, 18 months after the first visit and four years ago.",
        "Hundreds of people wrote in, and a few rang.",
        "It is a two-tier service, open 24 hours a day, seven days a week.",
        "The chief constable has been in post for six years.",
        "Confidence intervals are given at the 95 percent confidence level.",
        "Call 116 123 between eight o’clock and one minute past ten, or ring from eight until six.",
        "A girl of 13 and two-year-old twins lived there with anyone over 70.",
        "He lives at 14 Mill Lane, NN4 0JQ, and was seen at four in the morning.",
        "The result was the best for 12 years.",
    ],
)
def test_numbers_that_are_names_dates_or_ages_are_no_figures(marked: str, understood: Understood) -> None:
    check(marked, understood)


def test_a_footnote_mark_is_no_part_of_the_number_or_word_before_it(understood: Understood) -> None:
    check("The force lost [1,240|1240 count] files.12 It kept [30|30 count] tapes[4] in 2012/13.2", understood)


def test_a_paragraph_number_is_no_figure(understood: Understood) -> None:
    check("4.12  The force closed [two|2 count] suites.", understood)


def test_what_is_counted_is_the_noun_phrase_beside_the_number(understood: Understood) -> None:
    reading = understood("Inspectors read 45 domestic abuse files and 30 new forms.")
    text = reading.document.text
    nouns = [text[item.noun[0] : item.noun[1]] for item in found(reading.doc, "numbers", Quantity) if item.noun]
    assert nouns == ["domestic abuse files", "new forms"]
