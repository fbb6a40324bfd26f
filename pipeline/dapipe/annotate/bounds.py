"""What bounds a number: more than, at most, about … from the words that touch it."""

from __future__ import annotations

import re
from functools import cache

from dapipe import lexicon

BEFORE = 60
AFTER = 30
WORD = r"(?:\s+(?!or\b)\w+)?"
FILLER = r"(?:the|a|an|its|his|her|their|our|just|only|another|perhaps|a\s+further|a\s+total\s+of|an\s+average\s+of|as\s+well\s+as)"


@cache
def before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(qualifier, what it looks like before a number), longest words first."""
    known: dict[str, list[str]] = lexicon.read("amounts")["bounds"]
    pairs = sorted(((word, name) for name, words in known.items() for word in words), key=lambda pair: -len(pair[0]))
    return tuple(
        (name, re.compile(rf"{before_cue(word)}{spaced(word)}\s*(?:{filler(word)}\s+)?$", re.I)) for word, name in pairs
    )


def before_cue(word: str) -> str:
    """What may not stand before a cue: letters, and for "about" what makes it mean concerning."""
    not_concerning = "".join(rf"(?<!{other} )" for other in lexicon.words("amounts", "concerning.words"))
    return r"(?<![\w-])" + (not_concerning if word == "about" else "")


def filler(word: str) -> str:
    """What may stand between a cue and its number; "more than the 12" compares and does not bound."""
    compares = word.endswith(" than") or word in ("above", "below", "over", "under", "exceeding", "exceeds", "exceeded")
    return FILLER.replace("the|", "") if compares else FILLER


def spaced(word: str) -> str:
    """A pattern for a cue with any blank for a blank."""
    return re.escape(word).replace(r"\ ", r"\s+") + (r"\b" if word[-1].isalpha() else "")


@cache
def after() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(qualifier, what it looks like after a number with its unit)."""
    known: dict[str, list[str]] = lexicon.read("amounts")["bounds_after"]
    return tuple(
        (name, re.compile(rf"{WORD if word.startswith('or') else ''},?\s*{spaced(word)}(?!\w)", re.I))
        for name, words in known.items()
        for word in words
    )


@cache
def estimate() -> re.Pattern[str]:
    """Words of estimating earlier in the clause."""
    return re.compile(lexicon.read("amounts")["estimated"]["words"], re.I)


def find(text: str, start: int, end: int) -> tuple[str, int]:
    """The qualifier of the number at [start, end) and where its words begin; ("exact", start) if nothing bounds it.

    Besides the qualifiers of a figure there is "within".
    """
    left = text[max(0, start - BEFORE) : start]
    for name, pattern in before():
        cue = pattern.search(left)
        if cue:
            return name, start - (len(left) - cue.start())
    for name, pattern in after():
        if pattern.match(text, end, end + AFTER):
            return name, start
    return ("about", start) if estimate().search(left) else ("exact", start)
