"""The words of rising and falling, as patterns over text in small letters: several times as fast as any case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dapipe import lexicon
from dapipe.annotate.patterns import literal

SPREAD = re.compile(r"\b(?:somewhere|anywhere|rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))\b[^.;:!?]{0,40}$")
LISTS = ("verbs", "market", "nouns", "after", "transitive")
DIRECTIONS = {"rise": "increase", "fall": "decrease"}


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one direction. Those that look left end at the number, the others begin after its unit."""

    direction: str
    verb: re.Pattern[str]
    far_verb: re.Pattern[str]
    market: re.Pattern[str]
    noun_of: re.Pattern[str]
    noun_after: re.Pattern[str]
    hired: re.Pattern[str]
    moved_thing: re.Pattern[str]
    after: re.Pattern[str]
    down_from: re.Pattern[str]


@cache
def words() -> tuple[Words, ...]:
    """The patterns of both directions from the lexicon `amounts`."""
    known = lexicon.read("amounts")
    return tuple(compiled(known[name], known["change"], direction) for name, direction in DIRECTIONS.items())


def compiled(known: dict[str, list[str]], change: dict[str, Any], direction: str) -> Words:
    """The patterns of one direction."""
    verbs, market, nouns, after = (either(known[name]) for name in ("verbs", "market", "nouns", "after"))
    verbs = rf"(?<![\w-])(?:{verbs})\b"
    gap, short = change["gap"], "up" if direction == "increase" else "down"
    return Words(
        direction=direction,
        verb=re.compile(rf"{verbs}(?P<gap>{gap})$"),
        far_verb=re.compile(rf"{verbs}(?:[^.;:!?\n]|\.(?=\d)){{0,80}}$"),
        market=re.compile(rf"\b(?:{market})\s+(?:(?:just|only|a\s+further|another|as\s+much\s+as)\s+)?$"),
        noun_of=re.compile(
            rf"\b(?:the|this|that)\s+(?:\w+\s+)?(?:{nouns})\s+(?:since|in|over)\s+[^.;:!?\d]{{0,30}}(?:\d{{4}}\s+)?(?:is|was)\s+$|"
            rf"(?P<head>(?:\b(?:is|was|represents?|means|marks)\s+|[–—,:-]\s*|^\s*)?)\b(?:an?|the|this)\s+(?:\w+\s+)?"
            rf"(?:{nouns})s?\s+of\s+(?:(?:the|only|just|some)\s+)*$",
        ),
        noun_after=re.compile(rf"\s+(?:\w+\s+)?(?:{nouns})\b(?!\s+(?:in|to)\s+fund)"),
        moved_thing=re.compile(rf"(?<![\w-])(?:{either(known['transitive'])})\s+{change['thing']}\b(?P<to>by|to)\s+$"),
        hired=re.compile(rf"\b(?:{either(change['resources'])})\s+(?:an?\s+)?(?:further|additional|extra|another)\s+$"),
        after=re.compile(
            rf"(?:\s+of)?\s+(?:{after})\b(?!\s+(?:required?|requires|were|was|had|have|has|need(?:ed|s)?|likely|than\s+(?:a|one|two|three|four|five|six|ten)\b))"
        ),
        down_from=re.compile(
            rf"{change['before_old']}(?:,?\s*\(?\b{short}\s+(?:slightly\s+|sharply\s+)?from\b|,\s*{short}\s+on\b|,\s*{short}\s+(?:by\s+)?"
            rf"(?:\w+\s+)?(?:[\d£$]|one|two|three|four|five|six|seven|eight|nine|ten|a\s+(?:third|quarter|fifth|tenth|half)))"
            rf"|{change['before_old']}(?:,\s*\(?{short}\s+(?:slightly\s+|sharply\s+)?from\b|,\s+{change['size']}\s+(?:{after})\s+than\b"
            rf"|,\s+an?\s+(?:\w+\s+)?(?:{nouns})\s+(?:of|on)\b)",
        ),
    )


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, with any blank for a blank; those of one letter stand together.

    So only they are tried where a word begins with it.
    """
    longest = sorted(words, key=len, reverse=True)
    letters = dict.fromkeys(word[0] for word in longest)
    return "|".join(
        f"{letter}(?:{'|'.join(rest(word) for word in longest if word[0] == letter)})" for letter in letters
    )


def rest(word: str) -> str:
    """A pattern for a word without its first letter."""
    return literal(word[1:])


@cache
def cue() -> re.Pattern[str]:
    """What every form of change has a word of: where this is not found none is, and nothing else need be tried."""
    known = lexicon.read("amounts")
    words = {word for name in DIRECTIONS for group in LISTS for word in known[name][group]}
    return re.compile(
        rf"\b(?:{either(shortest({*words, *known['change']['resources'], *known['change']['other_cues']}))})"
    )


def shortest(words: Iterable[str]) -> list[str]:
    """The words that begin with no other of them."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return kept


@cache
def no_rise() -> re.Pattern[str]:
    """A verb whose "up" tells of no rise: made up, took up."""
    return re.compile(rf"\b(?:{either(lexicon.words('amounts', 'change.no_rise'))})\s+up\b")


@cache
def either_way() -> re.Pattern[str]:
    """Verbs of change without a direction of their own: improved, went, changed."""
    verbs = either(lexicon.words("amounts", "change.verbs"))
    return re.compile(rf"\b(?:{verbs})\b(?:[^.;:!?\n]|\.(?=\d)){{0,80}}$")


def spreads(left: str) -> bool:
    """True if the text that ends at "from 66 …" tells of a spread, not a change: "it ranged from"."""
    return bool(SPREAD.search(left.lower()))


def moving(left: str) -> bool:
    """True if something rises, falls or changes in the text that ends at "from 66 …"."""
    if spreads(left):
        return False
    small = left.lower()
    return bool(either_way().search(small)) or any(known.far_verb.search(small) for known in words())
