"""What the classifier is told of a sentence: in whose voice it is, where it stands, what kind of heading it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.annotate.units import units
from dapipe.work import Reading

Understood = Callable[[str], Reading]

REGISTER = """Recommendations: Kent Police

Filter: Force = kent

PEEL 2017 (1234)

Recommendation

The force should train its call handlers.

Force: Achieved. All 80 have been trained.

HMICFRS comment: We listened to 20 calls. They were handled well.

This recommendation is complete

PEEL 2018 (1299)

Status: closed

Being progressed

This recommendation is closed
"""
LETTER = """15 May 2019

Dear Home Secretary,

This letter is about the report of 2 April.

Calls are now answered within ten seconds.

Yours sincerely,

Ann Field

Police and Crime Commissioner for Kent

cc Chief Constable
"""
REPORT = """PEEL 2021/22: An inspection of Kent Police

Published on 3 March 2022

How well does the force answer calls?

The force answers calls quickly

We listened to 40 calls. In 38 of them the caller was asked where they were.

Response times

We found that officers arrive late.
"""
COLUMN = """Comment

Police still do not listen

Ann Field is director of Kent Women’s Refuge

We took in 40 women last year. I asked each of them who had come. We wrote it down. I have the list here.
"""
INSPECTORS_LETTER = LETTER.replace("Police and Crime Commissioner for Kent", "HM Chief Inspector of Constabulary")
FORCE_RELEASE = """Press release

HMICFRS publishes report

Kent Police answers calls quickly, according to a report by HMICFRS.

It graded us good in two areas. Our officers will be proud of it.

Ends
"""
INSPECTORATE_RELEASE = """Press release

Kent Police answers calls quickly

Kent Police and Essex Police answer most calls within ten seconds.

We reviewed 40 cases in each. We have told the force to do more.

Ends
"""


def marks(reading: Reading) -> dict[str, set[str]]:
    """Marks of each statement by its words."""
    text = reading.document.text
    return {text[unit.start : unit.end]: set(unit.marks) for unit in units(reading.doc)}


def test_a_label_gives_its_party_the_sentences_that_follow(understood: Understood) -> None:
    found = marks(understood(REGISTER))
    assert "voice=force" in found["All 80 have been trained."]
    assert "voice=inspectorate" in found["They were handled well."]


def test_a_voice_ends_with_the_next_heading(understood: Understood) -> None:
    assert "voice=register" in marks(understood(REGISTER))["Being progressed"]


def test_a_letter_is_in_the_voice_of_who_signs_it(understood: Understood) -> None:
    assert "voice=commissioner" in marks(understood(LETTER))["Calls are now answered within ten seconds."]


def test_a_report_is_in_the_voice_of_the_inspectorate(understood: Understood) -> None:
    assert "voice=inspectorate" in marks(understood(REPORT))["We found that officers arrive late."]


def test_a_column_is_in_the_voice_of_its_writers_body(understood: Understood) -> None:
    assert "voice=charity" in marks(understood(COLUMN))["We wrote it down."]


def test_an_inspectors_letter_is_in_the_voice_of_the_inspectorate(understood: Understood) -> None:
    assert "voice=inspectorate" in marks(understood(INSPECTORS_LETTER))["Calls are now answered within ten seconds."]


@pytest.mark.parametrize(("text", "voice"), [(FORCE_RELEASE, "force"), (INSPECTORATE_RELEASE, "inspectorate")])
def test_a_release_is_in_the_voice_of_those_who_say_we(understood: Understood, text: str, voice: str) -> None:
    assert f"voice={voice}" in marks(understood(text))["Press release"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("How well does the force answer calls?", "question"),
        ("The force answers calls quickly", "clause"),
        ("Response times", "name"),
    ],
)
def test_a_heading_is_a_question_a_clause_or_a_name(understood: Understood, heading: str, kind: str) -> None:
    assert f"heading={kind}" in marks(understood(REPORT))[heading]


def test_a_sentence_knows_its_place_in_its_paragraph(understood: Understood) -> None:
    found = marks(understood(REPORT))
    assert "opens-block" in found["We listened to 40 calls."]
    assert "alone" in found["We found that officers arrive late."]


INSPECTED = """Press release

Kent answers more calls

The police inspectorate looked at Kent Police in May.

{first}

{second}

Notes to editors

1. Call us.
"""
PRAISED = "HM Inspector of Constabulary Ann Field said: “This force answers its calls quickly.”"
PROUD = "Chief Constable Joan Reed of Kent Police said: “We are proud of everybody who works here.”"


@pytest.mark.parametrize(("first", "second", "voice"), [(PRAISED, PROUD, "inspectorate"), (PROUD, PRAISED, "force")])
def test_a_release_is_in_the_voice_of_who_is_quoted_first(
    understood: Understood, first: str, second: str, voice: str
) -> None:
    found = marks(understood(INSPECTED.format(first=first, second=second)))
    assert f"voice={voice}" in found["The police inspectorate looked at Kent Police in May."]


@pytest.mark.parametrize(
    ("words", "last", "heard"),
    [
        ("One officer told inspectors: “We stay late. It is always the same.”", "It is always the same.”", True),
        (
            "“He sat down with me. He never looked at his watch.” (victim, Dover)",
            "He never looked at his watch.”",
            True,
        ),
        ("Sergeant Ann Field told a meeting: “We stay late. It is always so.”", "It is always so.”", False),
    ],
)
def test_what_inspectors_were_told_is_evidence(understood: Understood, words: str, last: str, heard: bool) -> None:
    found = marks(understood(f"How calls are answered\n\nCalls come in at night.\n\n{words}\n"))
    quoted = next(marks for text, marks in found.items() if text.startswith(last.rstrip("”")))
    assert ("evidence" in quoted) is heard
