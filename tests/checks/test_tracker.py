"""Answers to recommendations, and the tracker on a given day."""

from __future__ import annotations

from datetime import date

import pytest

from dapipe.checks.answers import answers
from dapipe.checks.evidence import Evidence, evidence
from dapipe.checks.tracker import Tracked, track
from dapipe.facts.quotes import Quote
from dapipe.facts.recommendations import Recommendation
from tests.checks.made_up import demand, document, source, statement

PASS_CASES = "Wiltshire Police should immediately pass every high-risk case to the panel."
CHECK_FILES = "Within three months, Wiltshire Police should have each decision checked by a supervisor."
TRAIN = "By 31 March 2017, Wiltshire Police should train all call handlers to spot repeat victims."


def letter(*sentences: str, kind: str = "letter", published: str = "2017-01-10") -> Evidence:
    """A report of 24 November 2016 and a letter or press release with these sentences."""
    documents = (document("report", "report", "2016-11-24"), document("letter", kind, published))
    said = tuple(statement(words, "letter", number * 1000) for number, words in enumerate(sentences))
    return evidence(documents, (), (), said)


def spoken(words: str, *, force: str = "", organisation: str = "", published: str = "2017-01-10") -> Evidence:
    """The same report and an article in which somebody is quoted."""
    documents = (document("report", "report", "2016-11-24"), document("article", "article", published))
    quote = Quote(source=source(words, "article"), kind="direct", force=force, organisation=organisation)
    return evidence(documents, (), (quote,), (statement(words, "article"),))


def states(known: Evidence, *demands: Recommendation) -> list[str]:
    """How each demand was answered; "" if it was not."""
    found = answers(known, demands)
    return [found[item.id].state if item.id in found else "" for item in demands]


def test_words_below_a_quoted_recommendation_accept_it() -> None:
    assert states(letter(f"Recommendation 1: {PASS_CASES}", "Accepted."), demand(1, PASS_CASES)) == ["answered"]


def test_words_below_a_quoted_recommendation_refuse_it() -> None:
    known = letter(f"Recommendation 2: {CHECK_FILES}", "Not accepted.", "It would take up officers’ time.")
    assert states(known, demand(2, CHECK_FILES)) == ["refused"]


def test_the_answer_to_the_next_recommendation_is_not_taken_for_this_one() -> None:
    known = letter(f"Recommendation 1: {PASS_CASES}", f"Recommendation 2: {CHECK_FILES}", "Accepted.")
    assert states(known, demand(1, PASS_CASES), demand(2, CHECK_FILES)) == ["", "answered"]


def test_the_same_number_of_another_report_is_no_answer() -> None:
    known = letter("Recommendation 1: The council should mend its roads before the winter.", "Accepted.")
    assert states(known, demand(1, PASS_CASES)) == [""]


def test_accepting_all_three_answers_three() -> None:
    known = spoken("We have accepted all three recommendations.", force="wiltshire")
    made = (demand(1, PASS_CASES), demand(2, CHECK_FILES), demand(3, TRAIN))
    assert states(known, *made) == ["answered"] * 3


def test_accepting_both_does_not_answer_three() -> None:
    known = spoken("We accept both recommendations.", force="wiltshire")
    assert states(known, demand(1, PASS_CASES), demand(2, CHECK_FILES), demand(3, TRAIN)) == ["", "", ""]


def test_accepting_the_recommendation_does_not_answer_two() -> None:
    known = spoken("We accept the recommendation.", force="wiltshire")
    assert states(known, demand(1, PASS_CASES), demand(2, CHECK_FILES)) == ["", ""]


def test_another_force_cannot_accept() -> None:
    assert states(spoken("We accept the recommendation.", force="kent"), demand(1, PASS_CASES)) == [""]


def test_a_body_answers_for_itself() -> None:
    known = spoken("We accept the recommendation and will act on it.", organisation="Home Office")
    assert states(known, demand(4, "The Home Office should publish guidance.", addressee="Home Office")) == ["answered"]


def test_rejecting_the_recommendations_refuses_them() -> None:
    known = spoken("We reject the recommendations.", force="wiltshire")
    assert states(known, demand(1, PASS_CASES), demand(2, CHECK_FILES)) == ["refused", "refused"]


def test_telling_what_is_done_about_the_matter_answers_it() -> None:
    known = letter("The force has now trained all its call handlers to spot repeat victims.", kind="press release")
    assert states(known, demand(3, TRAIN)) == ["answered"]


def test_words_on_another_matter_are_no_answer() -> None:
    known = letter("The force has now bought forty cars for its rural officers.", kind="press release")
    assert states(known, demand(3, TRAIN)) == [""]


def test_an_answer_cannot_come_before_the_report() -> None:
    known = spoken("We accept the recommendation.", force="wiltshire", published="2016-10-01")
    assert states(known, demand(1, PASS_CASES)) == [""]


def test_a_recommendation_quoted_again_is_not_owed_twice() -> None:
    assert track(letter("Accepted."), [demand(1, PASS_CASES, restated=True)], date(2018, 1, 1)) == ()


def on(day: date, known: Evidence, item: Recommendation) -> Tracked:
    """The row of one demand on a day."""
    (row,) = track(known, [item], day)
    return row


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2017, 1, 18), "silent"), (date(2017, 1, 19), "overdue"), (date(2017, 6, 1), "overdue")],
)
def test_without_an_answer_it_is_overdue_after_56_days(day: date, state: str) -> None:
    assert on(day, letter("Nothing."), demand(3, TRAIN, due="2017-03-31")).state == state


def test_its_own_deadline_may_run_out_first() -> None:
    assert on(date(2016, 12, 2), letter("Nothing."), demand(3, TRAIN, due="2016-12-01")).state == "overdue"


def test_immediately_has_no_clock_of_its_own() -> None:
    assert on(date(2016, 12, 2), letter("Nothing."), demand(1, PASS_CASES, due="immediately")).state == "silent"


def test_an_answer_counts_from_the_day_it_was_given() -> None:
    known = letter(f"Recommendation 1: {PASS_CASES}", "Accepted.", published="2017-03-01")
    item = demand(1, PASS_CASES)
    assert [on(day, known, item).state for day in (date(2017, 2, 1), date(2017, 3, 1))] == ["overdue", "answered"]


def test_a_cause_of_concern_is_answered_through_the_recommendations_after_it() -> None:
    known = spoken("We accept both recommendations.", force="wiltshire")
    cause = demand(0, "Victims are left at risk.", kind="cause_of_concern")
    rows = track(known, [cause, demand(1, PASS_CASES), demand(2, CHECK_FILES)], date(2018, 1, 1))
    assert {row.state for row in rows} == {"answered"}
