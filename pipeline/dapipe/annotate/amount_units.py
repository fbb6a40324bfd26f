"""The unit that a figure is in: its own, or carried over from the number before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from dapipe.annotate import measures, numerals
from dapipe.annotate.amounts import Amount
from dapipe.annotate.patterns import pattern
from dapipe.mentions import Quantity

BEFORE = 90
AFTER = 14
NO_GIVERS = ("date", "base", "age")
RATE_REACH = 260
FAR_RATE = 700
MOST_PERCENT = 100
# No rule looks further back.
LAST = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """Unit of a figure, kind, plain name of a measure, denominator."""

    unit: str = "count"
    kind: str = "count"
    name: str = ""
    per: float | None = None


def find(text: str, amount: Amount, found: list[Quantity], origin: int) -> Unit:
    """The unit of an amount after the quantities `found` so far; `origin` is where the old level starts, -1 if none."""
    later = takewhile(lambda item: item.start >= origin, givers(found)) if origin >= 0 else ()
    old = next((item for item in later if item.start == origin), None)
    found = list(islice(givers(found), LAST))[::-1]
    own = own_unit(text, amount, found)
    if own:
        return own
    if old:
        return Unit(old.unit, old.kind, old.name, old.per)
    last = found[-1] if found else None
    if last and (sure(text, last, amount) or goes_on(text, last, amount)):
        return Unit(last.unit, last.kind, last.name, last.per)
    before = found[-2] if len(found) > 1 else None
    if before and before.kind == "duration" and took_again(text, before, amount):
        return Unit(before.unit, before.kind, before.name, before.per)
    if on_a_scale(text, amount, found):
        return Unit(kind="measure", name="point")
    labelled = of_label(text, amount)
    if labelled:
        return labelled
    rate = next((item for item in reversed(found[-4:]) if item.rate), None)
    return Unit("ratio", per=rate.per) if rate and is_such_a_rate(text, amount, rate) else Unit()


def givers(found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities that can give another their unit, the last first."""
    return (item for item in reversed(found) if item.outside not in NO_GIVERS)


def on_a_scale(text: str, amount: Amount, found: list[Quantity]) -> bool:
    """True for the level of an index whose points were given earlier in the sentence: "1,463.9 points … to 1,334.2"."""
    points = [item for item in found if item.name == "point" and same_sentence(text, item.end, amount.start)]
    level = pattern("beside", "index_left").search(text[max(0, amount.start - BEFORE) : amount.start])
    return bool(points and level) and "," in text[amount.number_start : amount.number_end]


def of_label(text: str, amount: Amount) -> Unit | None:
    """The unit that the label at the head of a line gives its bare numbers: "Crimes per 1,000 population: Kent 54"."""
    line = text[text.rfind("\n", 0, amount.start) + 1 : amount.start]
    bare = pattern("beside", "listed_right").match(text[amount.end : amount.end + AFTER])
    label = pattern("beside", "label").match(line)
    if not bare or not label or pattern("beside", "label_ends").search(line[label.end() :]):
        return None
    if label["per"]:
        return Unit("ratio", per=numerals.read(label["per"])[0].value)
    measure = measures.named(label["unit"])
    return Unit(measure.guide, measure.kind, measure.name) if measure else None


def own_unit(text: str, amount: Amount, found: list[Quantity]) -> Unit | None:
    """The unit that stands with an amount, None if none does."""
    if amount.per is not None:
        return Unit("ratio", per=amount.per)
    if amount.kind == "times":
        many = amount.form == "multiple" or pattern("beside", "multiple_right").match(text, amount.end)
        return Unit("multiple" if many else "count", "times", "time")
    if amount.measure and found and points_of_percent(text, amount, found[-1]):
        return Unit("percentage_points", "points", "percentage point")
    if amount.measure:
        return Unit(amount.measure.guide, amount.kind, amount.measure.name)
    return Unit("percent") if amount.form == "fraction" else None


def same_sentence(text: str, end: int, start: int) -> bool:
    """True if no sentence ends between two numbers."""
    return not re.search(r"[.!?]\s|\n", text[end:start])


def points_of_percent(text: str, amount: Amount, last: Quantity) -> bool:
    """True for "seven points worse" after a percentage in the same sentence."""
    points = amount.measure is not None and amount.measure.name == "point" and last.kind == "percent"
    near = points and same_sentence(text, last.end, amount.start)
    return near and bool(pattern("beside", "points_right").match(text, amount.end))


def sure(text: str, last: Quantity, amount: Amount) -> bool:
    """True for a bare number in the unit of the last one of its sentence: "5 weeks (was 19)"."""
    if last.unit in ("count", "multiple") or last.form == "fraction" or last.kind == "age":
        return False
    if last.kind == "percent" and amount.value > MOST_PERCENT:
        return False
    if not same_sentence(text, last.end, amount.start):
        return False
    left = text[max(last.end, amount.start - BEFORE) : amount.start]
    right = text[amount.end : amount.end + AFTER]
    cue = pattern("beside", "unit_left").search(left) and pattern("beside", "unit_right").match(right)
    parallel = pattern("beside", "parallel_left").search(left) and pattern("beside", "bare_right").match(right)
    return bool(cue or parallel)


def took_again(text: str, before: Quantity, amount: Amount) -> bool:
    """True for a bare number that took as long as one told before another: "14 stations, took 88"."""
    left, right = text[max(0, amount.start - BEFORE) : amount.start], text[amount.end : amount.end + AFTER]
    told = pattern("beside", "took_left").search(left) and pattern("beside", "bare_right").match(right)
    return bool(told) and same_sentence(text, before.end, amount.start)


def goes_on(text: str, last: Quantity, amount: Amount) -> bool:
    """True if the sentence after a percentage goes on about it: "For England and Wales the figure was 8.3"."""
    gap = text[last.end : amount.start]
    one = "\n" not in gap and len(re.findall(r"[.!?]\s", gap)) == 1
    bare = pattern("beside", "bare_right").match(text[amount.end : amount.end + AFTER])
    told = last.kind == "percent" and pattern("beside", "figure_between").search(gap)
    elsewhere = last.kind in ("percent", "duration") and pattern("beside", "elsewhere_left").search(gap)
    return one and bool(bare and (told or elsewhere))


def is_such_a_rate(text: str, amount: Amount, rate: Quantity) -> bool:
    """True for a bare number that is a rate like the one before: "the rate for England was 4.5"."""
    left = text[max(rate.end, amount.start - BEFORE) : amount.start]
    bare = pattern("beside", "rate_right").match(text[amount.end : amount.end + AFTER])
    near = amount.start - rate.end < RATE_REACH and "\n\n" not in text[rate.end : amount.start]
    named = amount.start - rate.end < FAR_RATE and pattern("beside", "rate_named").search(left)
    return bool(bare and ((near and pattern("beside", "rate_left").search(left)) or named))


def is_rate(amount: Amount) -> bool:
    """True for "7 per 1,000", false for "28 of 62" and "one in five"."""
    rate = pattern("beside", "rate_words").search(amount.between)
    return bool(rate) and not pattern("beside", "share_words").search(amount.between)
