"""Recommendations against gold made by hand (tests/golden/recommendations)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.facts.deadlines import deadline, response_due
from dapipe.facts.recommendations import Recommendation
from dapipe.work import Reading

Understood = Callable[[str], Reading]
GOLD = sorted((Path(__file__).parents[1] / "golden" / "recommendations").glob("*.txt"))


def expected(path: Path) -> tuple[str, list[list[str]]]:
    text, rows = path.read_text(encoding="utf-8").split("====\n")
    return text, [[cell.strip() for cell in line.split("|")] for line in rows.splitlines()]


def extracted(reading: Reading) -> list[Recommendation]:
    return [fact for fact in reading.facts["recommendations"] if isinstance(fact, Recommendation)]


def same_item(row: list[str], fact: Recommendation) -> bool:
    start = fact.text.startswith(row[3]) and fact.kind == row[0] and fact.number == row[1]
    return start and (not row[2] or fact.addressee == row[2]) and str(fact.restated).lower() == row[4]


@pytest.fixture(scope="module")
def pairs(understood: Understood) -> list[tuple[list[list[str]], list[Recommendation]]]:
    gold = [expected(path) for path in GOLD]
    return [(rows, extracted(understood(text))) for text, rows in gold]


def test_items_with_kind_number_and_addressee_reach_90_in_100(
    pairs: list[tuple[list[list[str]], list[Recommendation]]],
) -> None:
    right = sum(any(same_item(row, fact) for fact in facts) for rows, facts in pairs for row in rows)
    total = sum(len(rows) + len(facts) for rows, facts in pairs)
    assert 2 * right / total >= 0.9


@pytest.mark.parametrize("column", ["due", "response_due"])
def test_dates_reach_90_in_100(column: str, pairs: list[tuple[list[list[str]], list[Recommendation]]]) -> None:
    place = {"due": 5, "response_due": 6}[column]
    gold = {(number, row[3][:20], row[place]) for number, (rows, _) in enumerate(pairs) for row in rows if row[place]}
    made = {
        (number, fact.text[:20], getattr(fact, column))
        for number, (_, facts) in enumerate(pairs)
        for fact in facts
        if getattr(fact, column)
    }
    wanted = {(number, words[:20], day) for number, words, day in gold}
    assert 2 * len(made & wanted) / (len(made) + len(wanted)) >= 0.9


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Within six months, the force should train.", "2019-05-13"),
        ("By 30 November 2021, the force should have a plan.", "2021-11-30"),
        ("The force should immediately stop.", "immediately"),
        ("By no later than the end of the financial year, it should report.", "2019-03-31"),
        ("It should report by the end of September.", "2019-09-30"),
        ("It should report by April 2020.", "2020-04-30"),
        ("It should urgently report, by the summer.", ""),
        ("The force should check within 24 hours of a report.", ""),
        ("Minutes of meetings should be sent out within two days.", ""),
        ("Each victim should be told within ten days.", ""),
        ("The force should, within 14 days, tell each victim.", "2018-11-27"),
    ],
)
def test_a_deadline_is_a_day(words: str, due: str) -> None:
    assert deadline(words, "2018-11-13", runs=True).due == due


def test_a_length_of_time_runs_only_in_the_report_that_asks(understood: Understood) -> None:
    assert deadline("Within six months, it should act.", "2018-11-13", runs=False).due == ""
    assert deadline("Within six months, it should act.", "", runs=True).due == ""


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_the_56_days_begin_with_the_day_of_publication(day: date) -> None:
    last = date.fromisoformat(response_due(day.isoformat()))
    assert len([day + timedelta(days=number) for number in range((last - day).days + 1)]) == 56


@given(st.text(max_size=80), st.sampled_from(["", "2018-11-13", "no day"]), st.booleans())
def test_no_text_makes_the_deadline_reader_raise(words: str, published: str, runs: bool) -> None:
    deadline(words, published, runs)


@pytest.mark.parametrize(
    "piece", ["recommends that the force must, by 3 May, and that ", "a" + " " * 9, "good at x, graded "]
)
def test_a_sentence_without_end_is_read_in_bounded_time(piece: str, understood: Understood) -> None:
    reading = understood("Kent Police was inspected\n\n" + piece * (6000 // len(piece)) + ".")
    assert not extracted(reading)


TERMS = """National child protection inspections: Kent Police

Published on 20 August 2018

Recommendations

We recommend that Kent Police:

Immediately

• makes sure that officers speak to children.

Within three months

• reviews its visits to offenders; and

• trains those who make them.
"""


JOINT = """Joint targeted area inspection of Medway

12 May 2019

Kent Police and the council work well together.

Areas for improvement

• School nurses' records are poor.

• Police officers do not always see the child.

Next steps

The London Borough of Bexley should send a written statement of action by 13 December 2019.
"""


def test_where_agencies_were_inspected_together_the_force_is_asked_only_by_name(understood: Understood) -> None:
    found = [(fact.addressee, fact.force) for fact in extracted(understood(JOINT))]
    assert found == [("", ""), ("", "kent"), ("London Borough of Bexley", "")]


def test_a_deadline_above_a_list_leads_in_to_it(understood: Understood) -> None:
    found = [(fact.addressee, fact.due, fact.text) for fact in extracted(understood(TERMS))]
    assert found == [
        ("Kent Police", "immediately", "Immediately • makes sure that officers speak to children."),
        (
            "Kent Police",
            "2018-11-20",
            "Within three months • reviews its visits to offenders; and • trains those who make them.",
        ),
    ]


def test_a_demand_with_a_deadline_parts_from_the_cause_of_concern(understood: Understood) -> None:
    text = (
        "An inspection of Kent Fire and Rescue Service\n\nPublished on 27 July 2022\n\nProtecting the public\n\n"
        "Inadequate\n\nCause of concern\n\nThe service visits too few buildings. By 30 November 2022, the service "
        "should send us a plan.\n"
    )
    assert [(fact.kind, fact.due) for fact in extracted(understood(text))] == [
        ("cause_of_concern", ""),
        ("recommendation", "2022-11-30"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Officers told us that they should have more training.",
        "HM Inspectorate of Constabulary should be called HMIC after its first mention.",
        "We must now make sure that it is used.",
        "Victims shouldn’t have to wait for so long.",
    ],
)
def test_what_staff_know_and_notes_to_editors_ask_for_nothing(words: str, understood: Understood) -> None:
    assert extracted(understood(f"Kent Police: an inspection\n\nRecommendations\n\n{words}\n")) == []


def test_an_older_recommendation_is_one_even_in_a_sentence_of_findings(understood: Understood) -> None:
    text = (
        "Police integrity: Kent Police\n\nPublished on 27 November 2014\n\nFindings\n\nIn 2012 HMIC recommended that "
        "the force should keep a register of gifts. It does so now.\n"
    )
    (fact,) = extracted(understood(text))
    assert fact.restated


BOXED = """An inspection of how children are protected in Kent

12 June 2019

Inspectors found that Kent Police does some things well.

Areas for improvement

Decisions at the front door

• Kent Police does not share what it knows with schools.

Areas for priority action

• There are no areas for priority action.
"""


def test_a_line_that_names_what_a_boxed_list_is_about_is_no_item(understood: Understood) -> None:
    found = [(fact.kind, fact.text) for fact in extracted(understood(BOXED))]
    assert found == [("area_for_improvement", "Kent Police does not share what it knows with schools.")]


def test_that_somebody_knows_what_is_needed_is_no_demand(understood: Understood) -> None:
    text = "PEEL 2022: Kent Police\n\nRecommendations\n\nThe force understands that it needs to train its staff.\n"
    assert not extracted(understood(text))


def test_what_an_office_asks_for_in_its_own_answer_is_no_recommendation(understood: Understood) -> None:
    title = "Kent Police and Crime Commissioner: response to the inspection of Kent Police"
    quoted = "HMICFRS recommended that the force should train its staff."
    text = f"{title}\n\nI welcome this.\n\n{quoted}\n\nThe Home Office should provide a form for it.\n"
    assert [fact.text for fact in extracted(understood(text))] == [quoted]
