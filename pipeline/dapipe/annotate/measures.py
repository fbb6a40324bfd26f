"""Units of measurement beside a number: per cent, money, time, length …, from the lexicon `units`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dapipe import lexicon
from dapipe.annotate.patterns import lowered, small
from dapipe.errors import BadLexicon

KINDS = ("percent", "points", "money", "duration", "age", "times", "measure")
LONGEST_SIGN = 6
GAP = r"[\s\u00ad-]{0,2}|\s(?:more|further|extra|additional|full|whole|long|us|imperial)\s"


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: its plain name ("mile per hour"), kind, and the name it has in a figure ("other" if it has none)."""

    name: str
    kind: str
    guide: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The units of the lexicon: all of them by spelling, and patterns that find a spelling beside a number."""

    by_spelling: dict[str, Measure]
    by_pattern: tuple[tuple[re.Pattern[str], Measure], ...]
    words: re.Pattern[str]
    symbols: re.Pattern[str]


@cache
def lists() -> Lists:
    """The units of the lexicon, checked; their words are for small letters. Raises BadLexicon for an unknown kind."""
    spellings: dict[str, Measure] = {}
    words: list[tuple[str, Measure]] = []
    symbols: list[tuple[str, Measure]] = []
    for entry in lexicon.read("units")["unit"]:
        measure = checked(entry)
        words += [(plural(word), measure) for word in entry.get("words", ())]
        symbols += [(escaped(symbol), measure) for symbol in entry.get("symbols", ())]
        spellings |= dict.fromkeys(entry.get("before", ()), measure)
    words.sort(key=lambda pair: -len(pair[0]))
    symbols.sort(key=lambda pair: -len(pair[0]))
    patterns = [(re.compile(word, re.I), measure) for word, measure in words]
    patterns += [(re.compile(symbol), measure) for symbol, measure in symbols]
    return Lists(
        by_spelling=spellings,
        by_pattern=tuple(patterns),
        words=re.compile(rf"(?:{GAP})({'|'.join(small(word) for word, _ in words)})(?![a-z])"),
        symbols=re.compile(rf"(?:[^\S\n]|-)?({'|'.join(symbol for symbol, _ in symbols)})(?![A-Za-z0-9])"),
    )


def checked(entry: dict[str, Any]) -> Measure:
    """The unit of one entry of the lexicon."""
    if entry["kind"] not in KINDS:
        raise BadLexicon(f"unknown kind of unit '{entry['kind']}'", where=f"lexicons/units.toml, {entry['name']}")
    return Measure(entry["name"], entry["kind"], entry.get("guide", "other"))


def plural(word: str) -> str:
    """A pattern for a word and its plural, with any blank for a blank."""
    return word.replace(" ", r"\s+") + ("s?" if word[-1].isalpha() and word[-2:] != "s?" else "")


def escaped(symbol: str) -> str:
    """A pattern for a symbol; one with a backslash or a group is a pattern already."""
    return symbol if "\\" in symbol or "(?" in symbol else re.escape(symbol)


@cache
def named(spelling: str) -> Measure | None:
    """The unit that is spelled so after a number."""
    return next((measure for pattern, measure in lists().by_pattern if pattern.fullmatch(spelling)), None)


def before(text: str, start: int) -> tuple[Measure | None, int]:
    """The currency that stands before a number, and where its sign begins."""
    for length in range(min(LONGEST_SIGN, start), 0, -1):
        sign = text[start - length : start]
        measure = lists().by_spelling.get(sign)
        if measure and not letter_at(text, start - length - 1, sign):
            return measure, start - length
    return None, start


def letter_at(text: str, place: int, sign: str) -> bool:
    """True if the character at `place` would run into a sign that begins with a letter."""
    return place >= 0 and sign[0].isalpha() and text[place].isalnum()


def after(text: str, end: int) -> tuple[Measure | None, int]:
    """The unit that follows a number, and where its spelling ends."""
    match = lists().words.match(lowered(text), end) or lists().symbols.match(text, end)
    if not match:
        return None, end
    spelling = match.group(1)
    return spelled(spelling), match.end()


def spelled(spelling: str) -> Measure | None:
    """The unit of a spelling; patterns that look ahead are tried on their plain part."""
    found = named(spelling)
    if found:
        return found
    for pattern, measure in lists().by_pattern:
        plain = re.sub(r"\(\?[=!].*\)$", "", pattern.pattern)
        if plain != pattern.pattern and re.fullmatch(plain, spelling):
            return measure
    return None
