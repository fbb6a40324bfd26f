"""What bounds a number: more than, at most, about … from the words that touch it."""

from __future__ import annotations

import re
from functools import cache

from dapipe import lexicon
from dapipe.annotate.patterns import literal, lowered

BEFORE = 48
AFTER = 30
WORD = r"(?:\s+(?!or\b)\w+)?"
FILLER = (
    r"(?:the|a|an|its|his|her|their|our|just|only|another|perhaps|a\s+further|a\s+total\s+of|an\s+average\s+of"
    r"|as\s+well\s+as)"
)


@cache
def before() -> re.Pattern[str]:
    """What bounds look like before a number, in small letters; the group that matched is the qualifier."""
    known: dict[str, list[str]] = lexicon.read("amounts")["bounds"]
    groups = (f"(?P<{name}>{'|'.join(map(cue, longest_first(words)))})" for name, words in known.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})$")


@cache
def after() -> re.Pattern[str]:
    """What bounds look like after a number with its unit, in small letters; the group that matched is the qualifier."""
    known: dict[str, list[str]] = lexicon.read("amounts")["bounds_after"]
    groups = (f"(?P<{name}>{'|'.join(map(cue_after, longest_first(words)))})" for name, words in known.items())
    return re.compile(rf"(?:{'|'.join(groups)})(?!\w)")


def longest_first(words: list[str]) -> list[str]:
    """The words, the longest first."""
    return sorted(words, key=len, reverse=True)


def cue(word: str) -> str:
    """A pattern for a cue and what may stand between it and its number."""
    not_concerning = "".join(rf"(?<!{other} )" for other in lexicon.words("amounts", "concerning.words"))
    return rf"{not_concerning if word == 'about' else ''}{spaced(word)}\s*(?:{filler(word)}\s+)?"


def cue_after(word: str) -> str:
    """A pattern for a cue after its number; "or more" may follow the thing counted."""
    return rf"{WORD if word.startswith('or') else ''},?\s*{spaced(word)}"


def filler(word: str) -> str:
    """What may stand between a cue and its number; "more than the 12" compares and does not bound."""
    compares = word.endswith(" than") or word in ("above", "below", "over", "under", "exceeding", "exceeds", "exceeded")
    return FILLER.replace("the|", "") if compares else FILLER


def spaced(word: str) -> str:
    """A pattern for a cue with any blank for a blank."""
    return literal(word) + (r"\b" if word[-1].isalpha() else "")


@cache
def estimate() -> re.Pattern[str]:
    """Words of estimating earlier in the clause, in small letters."""
    return re.compile(lexicon.read("amounts")["estimated"]["words"])


@cache
def negated() -> re.Pattern[str]:
    """A denial before a lower bound, which makes it an upper one: "none was older than two days"."""
    return re.compile(lexicon.read("amounts")["negated"]["words"])


def find(text: str, start: int, end: int) -> tuple[str, int]:
    """The qualifier of the number at [start, end) and where its words begin; ("exact", start) if nothing bounds it.

    Besides the qualifiers of a figure there is "within".
    """
    left = text[max(0, start - BEFORE) : start].lower()
    bound = before().search(left)
    if bound and bound.lastgroup:
        none = bound.lastgroup == "more_than" and negated().search(left, 0, bound.start())
        return "at_most" if none else bound.lastgroup, start - (len(left) - bound.start())
    bound = after().match(lowered(text), end, end + AFTER)
    if bound and bound.lastgroup:
        return bound.lastgroup, start
    return ("about", start) if estimate().search(lowered(text), max(0, start - 2 * BEFORE), start) else ("exact", start)
