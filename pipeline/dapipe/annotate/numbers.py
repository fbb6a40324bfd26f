"""Every number of a Doc that measures or counts something, with unit, bound, change and the thing counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate import amounts, bounds, changes, counted, dating
from dapipe.annotate.amounts import Amount
from dapipe.mentions import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc

AGED = re.compile(
    r"\b(?:aged?(?:\s+of)?|ages)\s+(?:just\s+|only\s+|between\s+|from\s+|about\s+|over\s+|under\s+)*$", re.I
)
TURNED = re.compile(r"\b(?:who|he|she|boy|girl)\s+(?:is|was|turned|[’']s)\s+(?:just\s+|only\s+|now\s+)?$", re.I)
APPOSED = re.compile(r"(?:\b[A-Z][\w’'-]+|\b(?:boy|girl|man|woman|mother|father|son|daughter|he|she|who was)),\s?(?:both\s+|now\s+)?$")
OVER = re.compile(r"\s?(?:\bper\b|\ban?\b|\beach\b|/)\s?([A-Za-z]+(?:[ -](?:foot|feet|metre|meter|mile|hour|head))?)")
OVER_TIMES = frozenset(
    {"day", "week", "month", "year", "hour", "minute", "second", "night", "shift", "decade", "fortnight"}
)
UNIT_CUES = re.compile(
    r"\b(?:against|compared\s+(?:with|to)|rather\s+than|was|were|than|versus|vs|from|and|or|(?:average|figure|rate|median|norm)\s+(?:\w+\s+){0,3}?(?:of|is))\s+(?:just\s+|only\s+|about\s+)?$|\((?:was|were|from)\s*$",
    re.I,
)
SHARING = re.compile(r"\s+(?:and|or)\s+|\s?[-–]\s?")
LEVEL_AFTER = re.compile(r"\s+to\s+(?:(?:about|around|just|only|nearly|almost|over|under|some|a|a record)\s+)*", re.I)
PARALLEL = re.compile(r"(?:^|[,;]\s+|\band\s+|\bin\s+)(?:(?:and|in|while|for)\s+)*[A-Z][\w’'-]+(?:\s+(?:and\s+)?[A-Z][\w’'-]+)*,?\s+(?:(?:took|had|with|at|only|just|on)\s+)*$")
POINTS = re.compile(r"\s+(?:worse|better|higher|lower|up|down|below|above|more|fewer|less|ahead|behind|short|clear)\b")
THE_FIGURE = re.compile(r"[.!?]\s[^.!?]*\b(?:figure|average|rate|proportion|share)\b[^.!?]{0,40}$")
BARE = re.compile(r"[^\S\n]*(?:[.,;)]|$|\n|and\b)")
LEVEL = re.compile(r"\bto\s+(?:\w+\s+)?$")
RESTATING = re.compile(r",?\s+or\s+|\s+\((?:US\s)?|\s+/\s+")
NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
BESIDE_LEFT = re.compile(
    rf"\b{NUMBER}\s+(?:[\w-]+\s+){{0,4}}(?:and|but|or|to)\s+(?:(?:[\w-]+\s+)?(?:in|on|for|by|at|to)\s+)?$", re.I
)
BESIDE_RIGHT = re.compile(
    rf"\s+(?:[\w-]+\s+){{0,3}}(?:and|or|but)\s+{NUMBER}\b(?!\s*(?:%|per\s?cent|years?|months?|days?|weeks?))", re.I
)
PER_CUES = re.compile(r"\b(?:rate|figure|figures|average|number|equivalent|forces|areas|ratio)\b", re.I)


def find(doc: Doc) -> tuple[Quantity, ...]:
    """The quantities of a Doc in the order of the text, also those that are no figures in a report (see `outside`)."""
    found: list[Quantity] = []
    listed = amounts.find(doc.text)
    for place, amount in enumerate(listed):
        if not compound(doc.text, amount):
            old = any(later.origin == place for later in listed[place + 1 : place + 3])
            found.append(quantity(doc, amount, listed, found, old))
    return tuple(echoed(doc.text, found))


def echoed(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities with what they share: "4 and 6 percent fewer", "0.25 points, or 0.01%", "more than 100 km (60 miles)"."""
    last: Quantity | None = None
    for place, item in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if following and SHARING.fullmatch(text, item.end, following.start) and following.change_form == "after":
            item = replace(item, change=following.change, change_form="after") if item.change == "none" else item
        elif last and RESTATING.fullmatch(text, last.end, item.start):
            item = restated(last, item)
        elif last and last.change_form == "by" and LEVEL_AFTER.fullmatch(text, last.end, item.start):
            item = replace(item, change=last.change, change_form="to")
        last = item
        yield item


def restated(last: Quantity, item: Quantity) -> Quantity:
    """A quantity that says the last one again in another unit: bound and direction are the same."""
    if item.qualifier == "exact" and last.qualifier in ("more_than", "less_than") and alike(last, item):
        return replace(item, qualifier=last.qualifier)
    if item.change == "none" and last.change != "none" and item.kind == "percent":
        return replace(item, change=last.change, change_form=last.change_form)
    return item


def alike(last: Quantity, item: Quantity) -> bool:
    """True if both are money or both are lengths, weights …"""
    return last.kind == item.kind and last.kind in ("money", "measure")


def compound(text: str, amount: Amount) -> bool:
    """True for a number that is a part of a compound word: two-tier, 10-bed."""
    return not amount.measure and bool(re.match(r"[-‐‑][A-Za-z]", text[amount.end : amount.end + 2]))


def quantity(doc: Doc, amount: Amount, listed: tuple[Amount, ...], found: list[Quantity], old: bool) -> Quantity:
    """One amount with what surrounds it."""
    text = doc.text
    qualifier, bound_start = bounds.find(text, amount.start, amount.end)
    change = changes.find(text, amount, bound_start, old, listed[amount.origin] if amount.origin >= 0 else None)
    last = found[-1] if found and same_sentence(text, found[-1].end, amount.start) else None
    before = last or (found[-1] if found and carried(text, found[-1], amount) else None)
    rate = next((item for item in reversed(found[-3:]) if item.rate), None)
    unit, kind, name, per = unit_of(text, amount, before, rate)
    noun, own = noun_of(doc, amount, kind, last)
    return Quantity(
        start=amount.start,
        end=amount.end,
        value=guide_value(amount),
        value_high=guide_high(amount),
        unit=unit,
        kind=kind,
        name=name,
        per=per,
        qualifier=qualifier,
        change=change.direction,
        change_form=change.form,
        noun=noun,
        own_noun=own,
        over=over(text, amount, noun if own else ()),
        negative=amount.sign in ("-", "minus"),
        form=amount.form,
        joined=amount.joined,
        rate=is_rate(amount) or (per is not None and amount.per is None),
        pieces=amount.pieces,
        origin=listed[amount.origin].start if amount.origin >= 0 else -1,
        outside=outside(text, amount, qualifier, noun if own else ()),
    )


def carried(text: str, last: Quantity, amount: Amount) -> bool:
    """True if the sentence after a percentage goes on about it: "For England and Wales the figure was 8.3"."""
    gap = text[last.end : amount.start]
    one = "\n" not in gap and len(re.findall(r"[.!?]\s", gap)) == 1
    return last.kind == "percent" and one and bool(THE_FIGURE.search(gap) and BARE.match(text, amount.end))


def is_rate(amount: Amount) -> bool:
    """True for "7 per 1,000", false for "28 of 62" and "one in five"."""
    return bool(
        re.search(r"\b(?:per|every|each|there|made?|makes?|recorded|had)\b", amount.between, re.I)
    ) and not re.search(r"\b(?:in|of)\s+every\b", amount.between, re.I)


def same_sentence(text: str, end: int, start: int) -> bool:
    """True if no sentence ends between two numbers."""
    return not re.search(r"[.!?]\s|\n", text[end:start])


def guide_value(amount: Amount) -> float:
    """The value of a figure: fractions are per cents."""
    return amount.value * 100 if amount.form == "fraction" and not amount.measure else amount.value


def guide_high(amount: Amount) -> float | None:
    """The upper end of a figure that is a range."""
    if amount.high is None:
        return None
    return amount.high * 100 if amount.form == "fraction" and not amount.measure else amount.high


def unit_of(
    text: str, amount: Amount, last: Quantity | None, rate: Quantity | None
) -> tuple[str, str, str, float | None]:
    """Unit of a figure, kind, plain name and denominator, taken over from the last number where the text says so."""
    if amount.per is not None:
        return "ratio", "count", "", amount.per
    if amount.kind == "times":
        many = amount.form == "multiple" or bool(multiple_after().match(text, amount.end))
        return ("multiple" if many else "count"), "times", "time", None
    if amount.measure and last and points_of_percent(text, amount, last):
        return "percentage_points", "points", "percentage point", None
    if amount.measure:
        return amount.measure.guide, amount.kind, amount.measure.name, None
    if amount.form == "fraction":
        return "percent", "count", "", None
    if last and takes_over(text, amount, last):
        return last.unit, last.kind, last.name, last.per
    if rate and takes_over_rate(text, amount, rate):
        return "ratio", "count", "", rate.per
    return "count", "count", "", None


@cache
def multiple_after() -> re.Pattern[str]:
    """What follows "five times" when it multiplies."""
    return re.compile(lexicon.read("amounts")["multiples"]["more"], re.I)


def takes_over_rate(text: str, amount: Amount, rate: Quantity) -> bool:
    """True for a bare number that is a rate like the one before: "the rate for England was 4.5"."""
    left = text[max(rate.end, amount.start - 90) : amount.start]
    bare = re.match(
        r"\s*(?:[.,;:)\]!?–—]|$|\n|(?:in|for|nationally|elsewhere|and|or)\b)", text[amount.end : amount.end + 12]
    )
    near = amount.start - rate.end < 260 and "\n\n" not in text[rate.end : amount.start]
    return bool(bare and near and PER_CUES.search(left))


def points_of_percent(text: str, amount: Amount, last: Quantity) -> bool:
    """True for "seven points worse" after a percentage."""
    points = amount.measure is not None and amount.measure.name == "point" and last.kind == "percent"
    return points and bool(POINTS.match(text, amount.end))


def takes_over(text: str, amount: Amount, last: Quantity) -> bool:
    """True for a bare number that is in the unit of the last one: "5 weeks (was 19)"."""
    if last.unit in ("count", "multiple") or last.form == "fraction" or last.kind == "age":
        return False
    cue = UNIT_CUES.search(text[max(0, amount.start - 40) : amount.start])
    bare = re.match(
        r"[^\S\n]*(?:[.,;:)\]!?–—]|$|\n|(?:in|for|at|on|a|by|nationally|elsewhere|last|and|or|the|two|when|per)\b)",
        text[amount.end : amount.end + 14],
    )
    parallel = PARALLEL.search(text[max(last.end, amount.start - 40) : amount.start]) and BARE.match(text, amount.end)
    return bool((cue and bare) or parallel)


def noun_of(doc: Doc, amount: Amount, kind: str, last: Quantity | None) -> tuple[tuple[int, int] | tuple[()], bool]:
    """Where the thing counted stands, and whether it stands with this number."""
    own = counted.thing(doc, amount, kind)
    if own or kind not in ("count", "times"):
        return own or (), True
    if amount.form == "fraction":
        return (), False
    if last and last.kind == kind and last.noun:
        return last.noun, False
    moves = amount.origin >= 0 or LEVEL.search(doc.text, max(0, amount.start - 40), amount.start)
    return (counted.subject(doc, amount) or () if moves else ()), False


def over(text: str, amount: Amount, noun: tuple[int, int] | tuple[()]) -> str:
    """The unit after "per", "a" or "/" that a number is spread over, "" if there is none."""
    end = max(amount.end, noun[1] if noun else 0)
    units: list[str] = []
    while match := OVER.match(text, end):
        per = re.match(r"\s?(?:per|/)", text[end : end + 5])
        if not (per or match[1].lower() in OVER_TIMES or amount.kind in ("money", "measure")):
            break
        units.append(match[1])
        end = match.end()
    return " per ".join(units)


def outside(text: str, amount: Amount, qualifier: str, noun: tuple[int, int] | tuple[()]) -> str:
    """Why a number is no figure in a report, "" if it is one."""
    if amount.kind == "age" or is_age(text, amount):
        return "age"
    if dating.dates(text, amount):
        return "date"
    if amount.form == "vague":
        return "vague"
    if (
        not amount.measure
        and amount.per is None
        and re.search(r"\bper\s$", text[max(0, amount.start - 5) : amount.start])
    ):
        return "base"
    if lone_one(text, amount, qualifier):
        return "one"
    if amount.form == "fraction" and part_of_name(text, amount):
        return "ordinal"
    return ""


def is_age(text: str, amount: Amount) -> bool:
    """True for "aged 16" and for "Jones, 45, said"."""
    left = text[max(0, amount.start - 40) : amount.start]
    if amount.measure and amount.measure.name not in ("year", "month"):
        return False
    if AGED.search(left):
        return True
    if (
        amount.form == "digits"
        and TURNED.search(left)
        and re.match(r"\s*(?:[.,;]|$|when\b|at the|and\b|in\b|but\b)", text[amount.end : amount.end + 8])
    ):
        return amount.end - amount.start <= 2 and not amount.measure
    young = amount.form == "digits" and amount.end - amount.start <= 2 and not amount.measure
    return young and bool(
        APPOSED.search(left) and re.match(r"(?:,|\.|\)|\s+and\b|\s*$| from\b)", text[amount.end : amount.end + 6])
    )


def lone_one(text: str, amount: Amount, qualifier: str) -> bool:
    """True for "one" that is a pronoun or an article: not beside another number, nor after only or at least."""
    word = text[amount.number_start : amount.number_end].lower()
    if (
        word != "one"
        or amount.per is not None
        or amount.high is not None
        or amount.kind in ("percent", "points", "money")
    ):
        return False
    left, right = text[max(0, amount.start - 40) : amount.start], text[amount.end : amount.end + 60]
    if amount.kind == "duration" and text[amount.start : amount.end].endswith(("’s", "'s")):
        return False
    if BESIDE_LEFT.search(left) or BESIDE_RIGHT.match(right):
        return False
    if (
        re.match(r"\s+of\b", right)
        or qualifier in ("at_least",)
        or re.search(r"\b(?:only|just|but|bar|except)\s+$", left, re.I)
    ):
        return bool(re.match(r"\s+of\b", right))
    return True


def part_of_name(text: str, amount: Amount) -> bool:
    """True for "half" or "a third" that counts nothing: "a third man", "half past"."""
    phrase = text[amount.start : amount.end].lower()
    if phrase == "half":
        left = text[max(0, amount.start - 12) : amount.start]
        return bool(
            re.search(r"\b(?:first|second|other|latter|better|final|this|each|and a|a)\s+$", left, re.I)
        ) or bool(re.match(r"-\w|\s+(?:past|way|term|time)\b", text[amount.end : amount.end + 8]))
    if not phrase.startswith("a") or phrase.endswith(("quarter", "half")):
        return False
    return not re.match(
        r"\s*(?:[.,;:)!?–—]|$|(?:of|to|and|or|are|were|was|is|had|have|has|in|since|over|on|from|by|did|do|said|fewer|more|less|higher|lower|at|for|who|which|that|between|when|during|but|with|than|after|before)\b)",
        text[amount.end : amount.end + 12],
    )
