"""Text -> numerals: every number written in digits or words, with its value and without its unit.

Reads digits with separators (also "1 ,261" as damaged PDF text has it), three kinds of minus, powers of ten, scale
words and suffixes (3.7m, £1bn, half a million), numbers in words, fractions ("two-thirds", ½, 1/16). What a number
means is decided later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dapipe import lexicon


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at text[start:end]. `form` is digits, words or fraction; `sign` ("-", "+", "minus " or "") stands before
    `start`; `value` is without it. `scale` is the factor of a scale word or suffix in it, 0 if it has none."""

    start: int
    end: int
    value: float
    form: str = "digits"
    sign: str = ""
    scale: float = 0.0


VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
SEPARATED = r"\d{1,3}(?:(?:,| ,|[\u00a0\u2009\u202f])\d{3})+(?!\d)(?:\.\d+)?"
PLAIN = r"\d+(?:\.\d+)?|(?<![\d\w.])\.\d+"
DIGITS = re.compile(rf"(?:{SEPARATED}|{PLAIN})")
POWER = re.compile(r"\s?[×x]\s?10\s?\^?([-−–]?\d{1,2})(?!\d)")
SLASHED = re.compile(r"(?<![\d/⁄.,])(\d{1,3})[/⁄](\d{1,3})(?![\d/⁄])")
AND_A_PART = re.compile(r"\s+and\s+a\s+(half|quarter)(?=\s+[a-z])", re.I)
WORD = re.compile(r"[A-Za-z]+")
GAP = re.compile(r"(?=[^A-Za-z])[^\S\n]*[-\u2010\u2011\u00ad]?[^\S\n]*\n?[^\S\n]*")
CURRENCIES = ("£", "$", "€")
LARGEST_DIGITS = 30
LARGEST_FACTOR = 1e15


@cache
def values() -> dict[str, float]:
    """Word -> value for the words from nought to ninety."""
    table: dict[str, Any] = lexicon.read("numbers")["words"]
    return {word: float(value) for word, value in table.items()}


@cache
def scales() -> dict[str, float]:
    """Word -> factor for hundred, thousand, million …"""
    table: dict[str, Any] = lexicon.read("numbers")["scales"]
    return {word: float(value) for word, value in table.items()}


@cache
def suffixes(money: bool) -> re.Pattern[str]:
    """A scale after digits, glued or apart: 3.7m, 1bn, 25k, 3.7 million; but for `money` no m of metres: 330m tall."""
    glued = sorted(lexicon.read("numbers")["suffixes"], key=len, reverse=True)
    apart = sorted(scales(), key=len, reverse=True)
    long = "|".join(lexicon.words("numbers", "metres.words"))
    metres = rf"(?!(?<=m)\s+(?:{long})\b)"
    scale = rf"(?:\s?-?(?P<apart>{'|'.join(apart)})|\s?(?P<glued>{'|'.join(glued)}))"
    return re.compile(rf"{scale}(?![A-Za-z0-9²³]|\.[a-z]\.){'' if money else metres}", re.I)


@cache
def fractions() -> dict[str, float]:
    """Word -> value of one part: third, thirds -> 1/3."""
    table: dict[str, Any] = lexicon.read("numbers")["parts"]
    return {word: 1 / value for word, value in table.items()}


def read(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text, in its order; no two overlap."""
    found = sorted([*in_digits(text), *in_words(text)], key=lambda numeral: (numeral.start, -numeral.end))
    kept: list[Numeral] = []
    for numeral in found:
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return tuple(kept)


def in_digits(text: str) -> Iterator[Numeral]:
    """Numerals that begin with a digit or a vulgar fraction sign."""
    for slashed in SLASHED.finditer(text):
        over, under = int(slashed[1]), int(slashed[2])
        if 0 < over < under:
            yield Numeral(slashed.start(), slashed.end(), over / under, "fraction")
    for sign in re.finditer(rf"(?<!\d)[{VULGAR}]", text):
        yield Numeral(sign.start(), sign.end(), unicodedata.numeric(sign.group()), "fraction")
    for match in DIGITS.finditer(text):
        if match.end() - match.start() <= LARGEST_DIGITS:
            yield scaled(text, match)


def scaled(text: str, match: re.Match[str]) -> Numeral:
    """The numeral of a run of digits with what multiplies it."""
    digits, end = match.group(), match.end()
    value = float(digits if digits.isdecimal() else re.sub(r"[^\d.]", "", digits))
    if end < len(text) and text[end] in VULGAR:
        value, end = value + unicodedata.numeric(text[end]), end + 1
    half = AND_A_PART.match(text, end)
    if half:
        value, end = value + (0.5 if half[1].lower() == "half" else 0.25), half.end()
    power = POWER.match(text, end)
    if power:
        value *= 10.0 ** int(re.sub("[−–]", "-", power[1]))
        end = power.end()
    factor = 0.0
    money = text[match.start() - 1 : match.start()] in CURRENCIES
    while factor < LARGEST_FACTOR and (scale := suffixes(money).match(text, end)):
        word = (scale["apart"] or scale["glued"]).lower()
        factor = (factor or 1.0) * (scales().get(word) or float(lexicon.read("numbers")["suffixes"][word]))
        end = scale.end()
    value *= factor or 1.0
    return Numeral(match.start(), end, value, "digits", sign_before(text, match.start()), factor)


def sign_before(text: str, start: int) -> str:
    """The plus or minus sign that touches a number and belongs to it."""
    if re.search(r"(?<!or )\bminus[\s-]$", text[max(0, start - 9) : start], re.I):
        return text[start - 6 : start - 1]
    before = text[max(0, start - 2) : start]
    opens = len(before) < 2 or before[0] in " \t\n(£$€[/≈"
    sign = before[-1:]
    if opens and sign in "-−–‐‑" and sign:
        return "-"
    return "+" if opens and sign == "+" else ""


def in_words(text: str) -> Iterator[Numeral]:
    """Numerals written in words, fractions included."""
    words = [(match.group().lower(), match.start(), match.end()) for match in WORD.finditer(text)]
    known, after = openers(), 0
    for place in [number for number, word in enumerate(words) if word[0] in known]:
        if place >= after and not glued_to_digits(text, words[place]):
            numeral, after = starting(text, words, place)
            if numeral:
                yield numeral


Words = list[tuple[str, int, int]]


def starting(text: str, words: Words, place: int) -> tuple[Numeral | None, int]:
    """The numeral that begins with the word at `place`, if any, and the place after it."""
    for reader in (fraction_at, whole_at):
        value, after, form = reader(text, words, place)
        if after > place:
            return Numeral(words[place][1], words[after - 1][2], value, form), after
    return None, place + 1


@cache
def openers() -> frozenset[str]:
    """Words that can begin a numeral."""
    return frozenset({"a", "an", "half", *values()})


def glued_to_digits(text: str, word: tuple[str, int, int]) -> bool:
    """True for a word that continues digits: the million of "3.7million"."""
    return word[1] > 0 and text[word[1] - 1].isdigit()


def joined(text: str, words: Words, place: int) -> bool:
    """True if nothing but blanks or a hyphen stands between the words at place - 1 and place."""
    return 0 < place < len(words) and bool(GAP.fullmatch(text, words[place - 1][2], words[place][1]))


def fraction_at(text: str, words: Words, place: int) -> tuple[float, int, str]:
    """A fraction that begins here: "half", "a third", "two-thirds"; (0, place, "") if there is none."""
    first = words[place][0]
    if first == "half":
        return half_at(text, words, place)
    over = 1.0 if first in ("a", "an") else values().get(first, 0.0)
    if 0 < over < 20 and joined(text, words, place + 1):
        part = words[place + 1][0]
        under = fractions().get(part, 0.0)
        plural = part.endswith(("s", "ves"))
        if under and plural == (over > 1) and over * under < 1:
            return over * under, place + 2, "fraction"
    return 0.0, place, ""


def half_at(text: str, words: Words, place: int) -> tuple[float, int, str]:
    """ "half", or a scale halved: "half a million", "half a dozen"."""
    if joined(text, words, place + 1) and words[place + 1][0] == "a" and joined(text, words, place + 2):
        scale = scales().get(words[place + 2][0], 0.0)
        if scale:
            return scale / 2, place + 3, "words"
    return 0.5, place + 1, "fraction"


def whole_at(text: str, words: Words, place: int) -> tuple[float, int, str]:
    """A whole number in words, with "and a half" if it follows; (0, place, "") if there is none."""
    total, current, after, smallest = 0.0, 0.0, place, float("inf")
    while after < len(words) and (after == place or joined(text, words, after)):
        word = words[after][0]
        if word == "and" and after > place and continues(text, words, after, current):
            after += 1
            continue
        step = next_value(word, current, smallest, after == place)
        if step is None:
            break
        current, smallest, done = step
        total, current = (total + current, 0.0) if done else (total, current)
        after += 1
    if after == place or (after == place + 1 and words[place][0] in ("a", "an")):
        return 0.0, place, ""
    total, after = half_more(text, words, after, total + current)
    return total, after, "words"


def continues(text: str, words: Words, place: int, current: float) -> bool:
    """True if the "and" at `place` stands inside a number: one hundred and twelve."""
    after = words[place + 1][0] if joined(text, words, place + 1) else ""
    return words[place - 1][0] in scales() and words[place - 1][0] != "dozen" and 0 < values().get(after, 0.0) < 100


def next_value(word: str, current: float, smallest: float, first: bool) -> tuple[float, float, bool] | None:
    """The current group after `word`, the smallest place filled so far, and whether the group is closed."""
    if word in ("a", "an"):
        return (0.0, float("inf"), False) if first else None
    if word in scales():
        factor = scales()[word]
        closed = factor >= 1000
        return (current or 1.0) * factor, factor, closed
    value = values().get(word)
    room = value is not None and value < smallest and (current == 0 or fits(current, value))
    if value is None or not room or (value == 0 and not first):
        return None
    return current + value, 10.0 if value >= 20 else 1.0, False


def fits(current: float, value: float) -> bool:
    """True if `value` can fill the empty places of `current`: twenty + seven, one hundred + twelve."""
    return (current % 100 == 0 and value < 100) or (current % 10 == 0 and current % 100 >= 20 and value < 10)


def half_more(text: str, words: Words, after: int, value: float) -> tuple[float, int]:
    """The number with "and a half" or "and a quarter" added, if that follows."""
    following = [words[place][0] if joined(text, words, place) else "" for place in range(after, after + 3)]
    if following[:2] != ["and", "a"] or following[2] not in ("half", "quarter"):
        return value, after
    value, after = value + (0.5 if following[2] == "half" else 0.25), after + 3
    if joined(text, words, after) and words[after][0] in scales():
        return value * scales()[words[after][0]], after + 1
    return value, after
