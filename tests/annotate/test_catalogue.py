"""How figures are written in reports and news: a sentence that has each form, and one that only looks like it.

The notation is that of test_numbers: [34 per cent|34 percent] is a figure, every other number is none.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.work import Reading
from tests.annotate.test_numbers import check

Understood = Callable[[str], Reading]

PATTERNS = {
    "number in words": "Kent has [twenty-seven|27 count] officers.",
    "number in words, a pronoun": "One of them said that no one had been told.",
    "per cent of every spelling": "[11 percent|11 percent], [13 per cent|13 percent] and [9%|9 percent] were late.",
    "per cent, confidence level": "All estimates have 95% confidence.",
    "so many for every so many": "For every [100 burglaries there were 14|14 ratio /100] arrests.",
    "for every, without a number": "For every burglary there is a victim.",
    "rate per population": "It took [388 calls per 1,000|388 ratio /1000] people.",
    "rate behind its label": "Incidents attended per [1,000 people: 12.9|12.9 ratio /1000]",
    "base alone": "Forces are compared per 1,000 people.",
    "one in N": "Fewer than [1 in 20|1 ratio /20 less_than] thefts were solved, or [nine times in ten|9 ratio /10].",
    "one in a place": "One in Deal was closed.",
    "fraction": "[A third|33.3 percent] of callers and [two-thirds|66.7 percent] of victims agreed.",
    "fraction that is an order": "A third man was seen in the northern half of the county in the second quarter.",
    "each quarter": "It looks at [20|20 count] videos a quarter.",
    "range": "It takes between [45 and 90|45~90 count] calls, from [8% to 19%|8~19 percent] of all.",
    "range of days": "It was open from 3 to 7 June 2013.",
    "bound": "Over [60|60 count more_than] cells, almost [30|30 count about] of them old.",
    "bound that is none": "He worried about [six|6 count] of them.",
    "change with both ends": "Thefts fell from [66%|66 percent] to [25%|25 percent decrease].",
    "two changes under one verb": (
        "The rate has gone from [78.6|78.6 percent] to [93.9 per cent|93.9 percent increase], and for thefts from "
        "[88 per cent|88 percent] to [97.2|97.2 percent increase]."
    ),
    "the nearest verb tells": (
        "Thefts rose by [27 per cent|27 percent increase] in 2015/16 to [3,384|3384 count increase], "
        "while fires fell from [1,902|1902 count] to [1,155|1155 count decrease]."
    ),
    "change, size only": "Thefts are up [21%|21 percent increase], with [1.7%|1.7 percent decrease] fewer fires.",
    "improvement in points": "That is an improvement of [11.4 percentage points|11.4 percentage_points increase].",
    "level, then earlier level": (
        "It solved [58 per cent|58 percent decrease] of the crimes reported to it, down from [66 per cent|66 percent]."
    ),
    "level, then the change": "It made [800|800 count increase] calls, [a sixth|16.7 percent increase] more than ever.",
    "level of others": "It has [620|620 count] cars; [78%|78 percent decrease] work, down from [89%|89 percent].",
    "a new level after a size": (
        "Theft fell by [2.4 percentage points|2.4 percentage_points decrease], to [6.8 percent|6.8 percent decrease]."
    ),
    "size after its noun": "The fall since 1995 is [58 per cent|58 percent decrease].",
    "as low as": "It was rising, then falling as low as [31 percent|31 percent decrease].",
    "more that is no rise": "It failed in [three|3 count] areas and [two|2 count] more required help.",
    "gangs broken up": "It broke up [31|31 count] gangs.",
    "posters taken down in time": "They were taken down within [48 hours|48 duration_hours within].",
    "a denied bound": "Nothing in it was more than [two hours|2 duration_hours at_most] old.",
    "older than": "The papers were older than [three weeks|3 duration_weeks more_than].",
    "metres are no millions": "Roads cost [£5.2m|5200000 currency_gbp] apart.",
    "minutes and seconds before a verb": "On average [seven minutes 41|461 duration_seconds] is fast.",
    "one of several grades": "It is good in [five|5 count] areas, adequate in [one|1 count] and bad in [one|1 count].",
    "one against more": "You have [one|1 count] set of rules instead of [three|3 count].",
    "one of some": "Of the [22|22 count] held since April, [one|1 count] had led to a change.",
    "an officer's number": "PC 1482 of Operation Vigil 2 called.",
    "odd": "Some [3,000|3000 count about]-odd calls were lost.",
    "how often, and how far on": "A nurse comes three days a week, and they are ten months into the work.",
    "a standard's number": "The laboratory works to ISO 17025.",
    "when he comes home": "Her husband came home at six.",
    "how old an officer is": "Last month a PC of 24 called.",
    "years in the job": "He has been in policing 26 years.",
    "within the same months": "It found [17|17 count] children in the same twelve months.",
    "a time told again": (
        "Kent took [201 days|201 duration_days]; Essex, with [14|14 count] stations, took [88|88 duration_days]."
    ),
    "a policy in the same unit": "They took [141 days|141 duration_days] against a policy of [28|28 duration_days].",
    "multiple": "It [trebled|3 multiple increase]; waits are [four times|4 multiple increase] longer than last year.",
    "multiple that is a count": "She rang [four times|4 count].",
    "duration": "It took [96 days|96 duration_days], and nobody had looked for [six years|6 duration_years].",
    "duration that dates": "In the last three years and over the same 12 months he served for two years.",
    "work done in so long": "All requests are made in [10 days|10 duration_days].",
    "deadline as a date": "The force should do so by 31 March 2019.",
    "money": "It cost [£3.2m|3200000 currency_gbp] and [55 pence|55 currency_gbp] a day.",
    "pounds that are none": "The pound shop closed.",
    "subset by reference back": "Of these [1,118|1118 count], [seven|7 count] were late while [33|33 count] were not.",
    "reference without a number": "One of the three, said the officer, was late.",
    "audit": "Of the [120|120 count] incidents, [96|96 count] should have been recorded; [85|85 count] were.",
    "audit, cases in a list": "[Nineteen|19 count], [18|18 count] and [20|20 count] of them were right.",
    "confidence interval": "It was [91.4%|91.4 percent increase] (+/- [1.6%|1.6 percent]), up from [82%|82 percent].",
    "comparator": "It was [21 percent|21 percent], above the average of [12 percent|12 percent].",
    "comparator of the same kind": "Kent took [19 days|19 duration_days]. In Sussex it took [eight|8 duration_days].",
    "comparator of another kind": "Kent took [19 days|19 duration_days]. In Sussex it closed [eight|8 count] cells.",
    "wait that was cut": "It cut the wait for visits to [nine days|9 duration_days decrease].",
    "charges raised": "It has raised the charge rate by [six percentage points|6 percentage_points increase].",
    "staff lost": "It lost [127|127 count decrease] officers.",
    "files lost": "It lost [127|127 count] files.",
    "minutes before other words": "It took [1 minute 50|110 duration_seconds] in all.",
    "minutes and a count": "In [2 hours|2 duration_hours] [15|15 count] cars came.",
    "spread over names": "It ranged from [6 weeks|6 duration_weeks] at Kent to [9 months|9 duration_months] at York.",
    "issue and closing time": "Issue 214: the desk shuts at ten.",
    "rank": "It was fourth of the [43|43 count] forces and the second lowest.",
    "period": "In the 12 months to 31 March 2018, in 2013/14 and in Quarter 2 it fell ill.",
    "footnote mark": "It solved thefts.12 In 2012/13.2 robberies[4] fell to [3,093|3093 count decrease](1).",
    "section, page, recommendation": "2.6 The suites: see page 41, Annex 2 and recommendation 3.",
    "numbers that are names": "Ring 999, 101 or 0800 555 0199 on the A45 about section 60 or outcome 16 at 10.45pm.",
    "numbers to text": "Text 61016 or sort the list by date, 5 per page.",
    "turns of speech": "There are no two ways about it, at ten past, with one or two rough edges.",
    "age": "A 15-year-old, people aged 16 to 24 and a woman, 34, were seen.",
    "bracketed count": "Almost [90 percent|90 percent about] ([191|191 count]) were good.",
    "list with a shared noun": "[Ten|10 count] were good, [64|64 count] middling and [61|61 count] poor.",
    "vague amount": "Hundreds of calls and dozens of files were lost.",
    "nought": "Not a single file was kept.",
    "tally of grades": "It was good in [two|2 count] areas and poor in [four|4 count].",
    "grade": "It was given grade 1 and level 2.",
    "per time": "There are [774|774 count] burglaries a day.",
    "base of a survey": "Of the [1,024|1024 count] adults surveyed, [63 percent|63 percent] agreed.",
    "scaled": "[3.7million|3700000 count] calls, [1.76m|1760000 count] and [half a million|500000 count].",
    "damage of PDF text": "It lost [1 ,261|1261 count] files.",
    "three kinds of minus": "Change: [−4.2%|4.2 percent decrease] and [-9%|9 percent decrease]",
    "estimate": "It is an estimated [£15bn|15000000000 currency_gbp about] a year.",
    "one unit for two numbers": "[4|4 percent] and [6 percent|6 percent] agreed.",
    "unit of the number before, by the same verb": (
        "Fines fell by [81 per cent|81 percent decrease] and for not wearing a belt by [76|76 percent decrease]."
    ),
    "full-time equivalents": "It has [1,204.5|1204 count] full-time equivalent officers.",
    "half a day": "All had [a half day’s|0.5 duration_days] input.",
}  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_each_form_of_the_catalogue_is_read(name: str, understood: Understood) -> None:
    check(PATTERNS[name], understood)
