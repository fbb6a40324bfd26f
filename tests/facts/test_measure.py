"""What figures of invented sentences measure, with a counted noun beside them and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.facts.figure import Figure
from dapipe.work import Reading

Understood = Callable[[str], Reading]
HEAD = "Kent Police: an inspection\n\nPublished 12 March 2015\n\nKent Police was inspected in January. "


def measures(understood: Understood, text: str) -> list[str]:
    return [fact.measure for fact in understood(HEAD + "\n\n" + text).facts["figures"] if isinstance(fact, Figure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The average time from report to charge fell by 74 days to 288 days.",
            ["average time from report to charge"] * 2,
        ),
        ("The arrest rate rose from 11 percent to 16 percent.", ["arrest rate"] * 2),
        ("Nearly a year on, satisfaction stands at 71 percent.", ["satisfaction"]),
        ("The number of people waiting for a visit had climbed to 241.", ["number of people waiting for a visit"]),
        ("Data volumes will grow tenfold.", ["Data volumes"]),
        ("Waiting times ranged from six weeks to 21 months.", ["Waiting times"]),
        ("Overtime cost £2.4 million in the year.", ["Overtime"]),
        ("The proportion of victims who withdrew was 38 percent.", ["proportion of victims who withdrew"]),
        (
            "Detection rates were 9 percent for burglary and 4 percent for arson.",
            ["Detection rates for burglary", "Detection rates for arson"],
        ),
        ("The backlog in the new unit grew to 655.", ["backlog in the new unit"]),
        ("The sickness rate among those on the scheme is 7 percent.", ["sickness rate among those on the scheme"]),
        ("The proportion of women officers has risen from 29 to 33 percent.", ["proportion of women officers"] * 2),
        ("The share of 101 calls that were abandoned was 12 percent.", ["share of 101 calls that were abandoned"]),
        ("The gap between the two forces narrowed to 3 percentage points.", ["forces", "gap"]),
        ("The median delay is 19 days, and the longest was 204 days.", ["median delay"] * 2),
    ],
)
def test_the_subject_of_a_verb_of_being_or_moving_is_measured(
    text: str, expected: list[str], understood: Understood
) -> None:
    assert measures(understood, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The force has cut the backlog of online referrals from 118 to nine.", ["backlog of online referrals"] * 2),
        ("It has reduced its vacancy rate by 4 percent.", ["vacancy rate"]),
        ("Patrols by two partners have reduced knife crime by 8 percent.", ["partners", "knife crime"]),
        ("It has a general reserve of £3.9m.", ["general reserve"]),
        ("We saw a fall of 38 percent in burglaries.", ["burglaries"]),
        ("The force has put £310,000 into a new laboratory.", ["new laboratory"]),
        ("The commissioner set aside £90,000 for domestic abuse advisers.", ["domestic abuse advisers"]),
        ("It has cut van theft by 8 percent and shop theft by 16 percent.", ["van theft", "shop theft"]),
        ("The team filed some 600 Merlin reports without a reply.", ["Merlin reports"]),
        ("We found a 75 percent rise in van theft.", ["van theft"]),
        ("Another £4 million will go into rural patrols.", ["rural patrols"]),
        ("Officers attended 74 percent of grade one incidents on time.", ["grade one incidents"]),
        ("More than 8 in 10 (83%) of crimes are recorded.", ["crimes"] * 2),
        ("Officers made arrests in 25% of cases.\n\nThis compares with 31% elsewhere.", ["cases"] * 2),
        ("Vacancy rate: 19 per cent", ["Vacancy rate"]),
        ("Complaints per 1,000 staff: 263", ["Complaints"]),
    ],
)
def test_what_a_number_is_put_to_is_measured(text: str, expected: list[str], understood: Understood) -> None:
    assert measures(understood, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took officers an average of 51 hours to visit a victim.", ["visit a victim"]),
        ("Everybody at high risk is seen within seven days.", ["Everybody at high risk is seen"]),
        ("The force should give feedback to every candidate within ten days.", ["give feedback to every candidate"]),
        (
            "The force should, within three months, publish a plan for its control room.",
            ["publish a plan for its control room"],
        ),
        ("Within six months, the force should train every response officer.", ["train every response officer"]),
        ("It was told to agree, within six weeks, which phones come first.", ["agree which phones come first"]),
        ("The force has been given eight weeks to visit every offender.", ["visit every offender"]),
        ("The force kept the phones for nine months.", ["kept the phones"]),
    ],
)
def test_a_length_of_time_measures_what_is_done_in_it(text: str, expected: list[str], understood: Understood) -> None:
    assert measures(understood, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We watched 18 incidents. Fifteen were well handled.", ["incidents", "incidents"]),
        ("The arrest rate was 14 percent. In Essex it was 17 percent.", ["arrest rate", "arrest rate"]),
        ("It recorded 940 burglaries, up from 870 the year before.", ["burglaries", "burglaries"]),
        ("It made 2,915 home visits. 72 percent of them were to people at risk.", ["home visits", "home visits"]),
        ("The charge rate was 8 percent. The average for all forces was 9 percent.", ["charge rate", "charge rate"]),
    ],
)
def test_a_number_alone_measures_what_the_one_before_does(
    text: str, expected: list[str], understood: Understood
) -> None:
    assert measures(understood, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inspectors read 34 reports of rape.", ["reports of rape"]),
        ("It recorded 90 assaults with injury.", ["assaults with injury"]),
        ("It takes 900 calls; of these calls 20 percent were made before.", ["calls", "calls"]),
        ("It surveyed 212 members of staff.", ["members of staff"]),
        ("It lost 12 of the files.", ["files"]),
        ("It should audit one handover in 10 every month.", ["handover"]),
        ("In 34 of the 90 the operator did not ask.", [""]),
        (
            "It has 38 officers, and the number of people hurt on its roads climbed to 241.",
            ["officers", "number of people hurt on its roads"],
        ),
    ],
)
def test_a_counted_noun_is_measured_with_what_it_is_of(text: str, expected: list[str], understood: Understood) -> None:
    assert measures(understood, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It made 48 arrests for every 100 domestic abuse crimes.", ["arrests for every 100 domestic abuse crimes"]),
        ("For every 100 crimes recorded there were 84 arrests.", ["arrests for every 100 crimes"]),
        ("The arrest rate was 43 per 100 crimes.", ["arrest rate per 100 crimes"]),
        ("It took 5.1 calls for each 1,000 people, where others took 6.8.", ["calls for each 1,000 people"] * 2),
        ("It recorded crime at a rate of 62 per 1,000 population.", ["per 1,000 population"]),
        ("It solved three in every 100 burglaries.", ["burglaries"]),
    ],
)
def test_a_rate_measures_something_on_a_base(text: str, expected: list[str], understood: Understood) -> None:
    assert measures(understood, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We spent £40.",
        "She said nine per cent.",
        "The force managed 11 per cent.",
        "Victims come first: 58 per cent said so.",
        "Hampshire: 21 months",
    ],
)
def test_nothing_is_measured_where_nothing_is_told(text: str, understood: Understood) -> None:
    assert measures(understood, text) == [""]
