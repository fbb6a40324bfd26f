"""Marks: <words> in the examples are inside quotation marks; every other mark is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.annotate.marks import Quoted, quoted

PARAGRAPH = re.compile(r"[^\n]*\S")


def paragraphs(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in PARAGRAPH.finditer(text)]


def stretches(text: str) -> tuple[Quoted, ...]:
    return quoted(text, paragraphs(text))


def check(marked: str) -> None:
    text = re.sub("[<>]", "", marked)
    assert [text[item.start : item.end] for item in stretches(text)] == re.findall(r"<([^>]*)>", marked)


@pytest.mark.parametrize(
    "marked",
    [
        "“<We know,>” he said. “<We will act.>”",
        '"<We know,>" he said. "<We will act.>"',
        "''<We know,>'' he said. ''<We will act.>''",
        "‘<We know,>’ he said. ‘<We will act.>’",
        "'<We know,>' he said. '<We will act.>'",
        "She said: “<He told me ‘wait’ and I did.>”",
        "She said: '<He told me \"wait\" and I did.>'",
        "He said: “<She called it “a mess” twice.>” Then he left.",
    ],
)
def test_marks_of_every_kind_are_paired(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "It’s the officers’ duty, and in the ’90s it wasn’t.",
        "It's the officers' duty, and we'll keep at it.",
        "He said: '<It's the officers' duty and we'll do it.>'",
        "The force's '<rock 'n' roll era>' is over.",
    ],
)
def test_apostrophes_are_no_marks(marked: str) -> None:
    check(marked)


def test_a_quote_reopened_in_each_paragraph_is_one() -> None:
    check("He said: “<We are sorry.\n\n“We will do better.\n\n“We thank them.>”\n\nShe said: “<Good.>”")


def test_a_quote_of_single_marks_goes_on_too() -> None:
    check("She told us: '<We've had a bad year. I'm sorry.\n\n'We've changed the rota.>'")


def test_a_closed_quote_does_not_swallow_the_next_paragraph() -> None:
    check("He said: “<We are sorry.>”\n\n“<I am not,>” she said.")


def test_a_quote_runs_on_after_a_line_break_in_its_sentence() -> None:
    check("He said: “<We have a plan for\n\nevery street.>” She nodded.")


def test_a_quote_that_is_never_closed_ends_with_its_paragraph() -> None:
    check(
        "He said: “<We are sorry.\n\nA spokesman declined to comment.>"[:-1].replace(
            "<We are sorry.", "<We are sorry.>"
        )
    )


def test_lines_pasted_into_a_quote_are_passed_over() -> None:
    check("He said: “<We are sorry.\n\nHide Ad\nHide Ad\n\n“We will do better.>” She nodded.")


def test_the_end_of_an_unclosed_quote_is_told() -> None:
    (item,) = stretches("He said: “We are sorry.")
    assert not item.closed


SIGNS = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "''", "«", "\n\n", " ", "word", "it's", "We", ".", ",", ":", "s"]
)


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_arrangement_gives_spans_inside_the_text_that_do_not_overlap(text: str) -> None:
    end = 0
    for item in stretches(text):
        assert end <= item.outer_start < item.start < item.end <= item.outer_end <= len(text)
        assert text[item.start : item.end].strip() == text[item.start : item.end]
        end = item.outer_end
