"""Patterns that are searched for fast find what the plain ones find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dapipe import lexicon
from dapipe.annotate import moves
from dapipe.annotate.patterns import any_of, small, spaced
from dapipe.annotate.periods import plain

WORDS = ("cut", "cuts", "cut back", "rose", "risen", "lost", "a", "ask", "up")
EDGED = (r"\bcuts?\b", r"\b(?:rose|risen)\b|\bup\b", r"x\d")


@given(st.text(alphabet="aceiknoprstux1 -.", max_size=40))
def test_any_of_some_patterns_is_found_where_one_of_them_is(text: str) -> None:
    found = re.search(any_of(EDGED), text)
    starts = [match.start() for pattern in EDGED if (match := re.search(pattern, text))]
    assert (found.start() if found else None) == min(starts, default=None)


@given(st.lists(st.sampled_from(("cut", "cuts", "back", "rose", "risen", "lost", "ask", "up", "a", "x")), max_size=8))
def test_words_that_stand_together_by_letter_are_found_as_they_are_one_by_one(words: list[str]) -> None:
    text = " ".join(words)
    longest = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))
    found, plainly = re.search(rf"\b(?:{moves.either(WORDS)})\b", text), re.search(rf"\b(?:{longest})\b", text)
    assert (found and found.span()) == (plainly and plainly.span())


def test_every_word_of_change_is_a_cue() -> None:
    known = lexicon.read("amounts")
    words = {word for name in moves.DIRECTIONS for group in moves.LISTS for word in known[name][group]}
    assert len(words) > 200
    assert [word for word in words if not moves.cue().match(word)] == []


@given(st.text(max_size=60))
def test_small_letters_stand_where_the_text_has_theirs(text: str) -> None:
    assert len(small(text)) == len(text) == len(plain(text))


def test_plain_text_keeps_the_capitals_of_months_alone() -> None:
    assert plain("In March THEY May march, Sept. 2019 or JUNE") == "in March they May march, Sept. 2019 or JUNE"


def test_a_blank_in_a_pattern_stands_for_any_run_of_blanks_but_in_brackets() -> None:
    found = re.compile(spaced(r"per cent of[ ]all \w+"))
    assert found.match("per \n cent of all  crimes")
    assert not found.match("per cent of  all crimes") and not found.match("percent of all crimes")
