"""Words in marks that are no speech, and asides in reported speech: patterns from the lexicon `quotes`."""

from __future__ import annotations

import re
from functools import cache

from dapipe import lexicon

TITLE_WORDS = 8
ASIDE_AFTER = 12
SMALL = frozenset(("a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with", "by", "from", "is"))
YES = frozenset(("Yes", "No", "Yes,", "No,", "Yes.", "No."))
FEWEST_WORDS = 4


def is_title(words: str) -> bool:
    """True if every word but the small ones begins with a capital: Question Time, The Killing of X."""
    heavy = [word for word in re.findall(r"[\w’'&-]+", words) if word.lower() not in SMALL]
    return 0 < len(heavy) <= TITLE_WORDS and all(not word[0].islower() for word in heavy) and words not in YES


def without_aside(text: str, start: int, end: int) -> int:
    """The end of a clause without a trailing aside, if a few words are left before it."""
    aside = aside_pattern().search(text, start + ASIDE_AFTER, end)
    return aside.start() if aside and len(text[start : aside.start()].split()) >= FEWEST_WORDS else end


@cache
def aside_pattern() -> re.Pattern[str]:
    """How an aside begins."""
    return re.compile("|".join(lexicon.words("quotes", "asides")))


@cache
def grade_pattern() -> re.Pattern[str]:
    """The words of a grade."""
    return re.compile("|".join(lexicon.words("quotes", "grades")), re.IGNORECASE)


@cache
def term_pattern() -> re.Pattern[str]:
    """What stands before a title or term."""
    return re.compile(r"\b(?:" + "|".join(lexicon.words("quotes", "terms")) + r")\s*,?\s*(?:the\s+)?$", re.IGNORECASE)


@cache
def question_pattern() -> re.Pattern[str]:
    """What ends with the name of a question that an inspection asks."""
    return re.compile("|".join(lexicon.words("quotes", "questions")))


@cache
def after_term_pattern() -> re.Pattern[str]:
    """What stands after a term."""
    return re.compile(r"\s*(?:" + "|".join(lexicon.words("quotes", "after_terms")) + ")", re.IGNORECASE)


@cache
def verdict_pattern() -> re.Pattern[str]:
    """How the next paragraph points to a speaker."""
    return re.compile("(?:" + "|".join(lexicon.words("quotes", "verdicts")) + ")", re.IGNORECASE)
