"""What a printed number may stand for: the interval that rounds to it, wider for words such as "almost a third"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.errors import BadLexicon
from dapipe.facts.figure import Figure

NUMBER = re.compile(r"\d[\d,\u00a0\u202f ]*(?:\.(\d+))?")
SCALE = re.compile(r"^\s*(?:(thousand|k)|(million|m)|(billion|bn))\b", re.I)
SCALES = (1e3, 1e6, 1e9)
ONE_IN = re.compile(r"(?:one|1)\b.{0,30}?\bin\b", re.I | re.S)
HAIR = 1e-9
# Counts of a thousand or more that end in two noughts or more are read as rounded: news prints 1,500 for 1,482. They
# are given at most a fortieth either way, or "5,000" would hold for 4,500.
ROUND_FROM = 1000
ROUNDED_BY = 0.05
BEFORE = 30
QUALIFIERS = {"about": "about", "at_least": "least", "at_most": "most", "more_than": "above", "less_than": "below"}


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """From one end to the other; infinite for a bound."""
        return self.high - self.low

    def meets(self, other: Interval) -> bool:
        """True if some value is in both; a hair of tolerance covers the arithmetic of floats."""
        slack = HAIR * max(1.0, abs(self.low), abs(other.low))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def over(self, other: Interval) -> Interval:
        """The interval of one value divided by another; both are positive."""
        return Interval(self.low / other.high, self.high / other.low if other.low > 0 else math.inf)

    def less(self, other: Interval) -> Interval:
        """The interval of the differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def plus(self, other: Interval) -> Interval:
        """The interval of the sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> Interval:
        """Both ends times a positive factor."""
        return Interval(self.low * factor, self.high * factor)


@cache
def bands() -> tuple[tuple[re.Pattern[str], Interval], ...]:
    """The shares in words with their bands. Raises BadLexicon."""
    known = lexicon.read("rounding")["bands"]
    if not all(len(band) == 2 and band[0] < band[1] for band in known.values()):
        raise BadLexicon("a band must be two numbers that rise", where="lexicons/rounding.toml")
    return tuple((re.compile(words, re.I), Interval(low, high)) for words, (low, high) in known.items())


@cache
def bound_words() -> dict[str, str]:
    """The words that bound a number, in lower case, with their class."""
    names = ("short", "beyond", "about", "above", "below", "least", "most")
    return {word: name for name in names for word in lexicon.words("rounding", f"words.{name}")}


@cache
def bounding() -> re.Pattern[str]:
    """Words that bound a number, at the end of what stands before it; the longest first."""
    listed = sorted(bound_words(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(listed)})\s+$", re.I)


def bound(figure: Figure, before: str) -> str:
    """The class of the words that bound a figure: those right before it, else what its qualifier tells; "" if none."""
    found = bounding().search(before[-BEFORE:])
    return bound_words()[found[1].lower()] if found else QUALIFIERS.get(figure.qualifier, "")


def stands_for(figure: Figure, before: str = "") -> Interval:
    """The values that a printed figure may stand for, `before` being the words before it in its sentence."""
    base = printed(figure)
    if figure.value_high is not None:
        base = Interval(base.low, figure.value_high + step(figure) / 2)
    return bounded(base, figure.value, bound(figure, before))


def bounded(base: Interval, value: float, kind: str) -> Interval:
    """An interval as words of a class widen it or turn it into a bound on `value`."""
    slack = abs(value) * float(lexicon.read("rounding")["words"]["tolerance"])
    above, below = math.nextafter(value, math.inf), math.nextafter(value, -math.inf)
    widened = {
        "short": Interval(min(value - slack, base.low), value),
        "beyond": Interval(value, max(value + slack, base.high)),
        "about": Interval(min(value - slack, base.low), max(value + slack, base.high)),
        "above": Interval(above + HAIR * abs(value) * 4, math.inf),
        "below": Interval(-math.inf, below - HAIR * abs(value) * 4),
        "least": Interval(value, math.inf),
        "most": Interval(-math.inf, value),
    }
    return widened.get(kind, base)


def exactly(figure: Figure) -> Interval:
    """The printed value alone."""
    return Interval(figure.value, figure.value)


def printed(figure: Figure) -> Interval:
    """The values that round to what is printed."""
    words = figure.value_text.strip()
    for pattern, band in bands():
        if figure.unit == "percent" and pattern.search(words):
            return band
    half = step(figure) / 2
    return Interval(figure.value - half, figure.value + half)


def step(figure: Figure) -> float:
    """The unit of the last printed digit: 1 for "34", 0.1 for "34.0", 100 000 for "3.2 million"; 0 for a count."""
    every = NUMBER.finditer(figure.value_text)
    match = next((item for item in every if plain(item[0]) == figure.value), NUMBER.search(figure.value_text))
    if not match:
        return 0.0 if figure.unit == "count" else 1.0
    scale = SCALE.match(figure.value_text[match.end() :])
    if scale:
        return SCALES[(scale.lastindex or 1) - 1] / math.pow(10, len(match[1] or ""))
    if match[1]:
        return math.pow(10, -len(match[1]))
    return whole_step(figure)


def plain(digits: str) -> float:
    """The value of digits with separators."""
    return float(re.sub(r"[^\d.]", "", digits))


def whole_step(figure: Figure) -> float:
    """The step of a whole number: a count is exact unless it ends in noughts."""
    if figure.value >= ROUND_FROM and figure.value % 100 == 0:
        digits = str(int(figure.value))
        return min(float(10 ** (len(digits) - len(digits.rstrip("0")))), figure.value * ROUNDED_BY)
    return 0.0 if figure.unit == "count" else 1.0


def share(figure: Figure) -> Interval:
    """The share, in per cent, that "39 of 112" or "one in nine" stands for."""
    per = figure.per or 1.0
    if ONE_IN.match(figure.value_text):
        return Interval(100 / (per + 0.5), 100 / (per - 0.5))
    for pattern, band in bands():
        if pattern.fullmatch(figure.value_text.strip()):
            return band
    return Interval(100 * figure.value / per, 100 * figure.value / per)


def shown(interval: Interval, *, decimals: int = 1) -> str:
    """An interval for a sentence: one number if its ends round to the same."""
    low, high = (f"{end:,.{decimals}f}".removesuffix("." + "0" * decimals) for end in (interval.low, interval.high))
    return low if low == high else f"{low} to {high}"
