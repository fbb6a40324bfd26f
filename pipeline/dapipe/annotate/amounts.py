"""Numerals -> amounts: numbers with their units, joined into ranges, ratios, changes from one value to another.

Works on the text alone. An amount's span is that of a figure: number with unit or sign; from the first number to the
last for a ratio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dapipe import lexicon
from dapipe.annotate import measures
from dapipe.annotate.measures import Measure
from dapipe.annotate.moves import moving, spreads
from dapipe.annotate.not_figures import without_names
from dapipe.annotate.numerals import Numeral, read
from dapipe.annotate.patterns import pattern, small

RANGE_FORMS = ("digits", "words", "fraction")
NOUNS = r"(?:[A-Za-z’'-]+\s+){0,3}?[A-Za-z’'-]+"
SMALL = 3
SMALLER = {"hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24), "year": ("month", 12)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit, or several joined ones.

    `start` and `end` are the figure's span, `number_end` is where its (last) numeral ends and a thing counted may
    begin. `high` is the upper end of a range. `per` is the denominator of a ratio, `between` the words between its two
    numbers, of which the first ends at `first_end`. `pieces` are the parts of "2 hours 51". `origin` is the place, in
    the list of amounts, of the one that this one has changed from, -1 if none. `form` is digits, words, fraction,
    multiple or vague; `joined` tells how a range is joined, `scale` the factor of a scale word.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    high: float | None = None
    measure: Measure | None = None
    per: float | None = None
    first_end: int = -1
    between: str = ""
    pieces: tuple[tuple[float, str], ...] = ()
    origin: int = -1
    form: str = "digits"
    sign: str = ""
    scale: float = 0.0
    joined: str = ""

    @property
    def kind(self) -> str:
        """The kind of unit, "count" without one."""
        return self.measure.kind if self.measure else "count"


@cache
def join(name: str) -> re.Pattern[str]:
    """The pattern of that name from the lexicon's [joins]."""
    return re.compile(lexicon.read("amounts")["joins"][name].replace("NOUNS", NOUNS), re.I)


@cache
def ratio_joins() -> tuple[re.Pattern[str], ...]:
    """What may stand between the two numbers of a ratio."""
    return tuple(
        re.compile(pattern.replace("NOUNS", NOUNS), re.I) for pattern in lexicon.words("amounts", "joins.ratio")
    )


def find(text: str) -> tuple[Amount, ...]:
    """The amounts of a text in its order, names left out."""
    numerals = tuple(without_names(text, read(text)))
    singles = [amount for numeral in numerals if (amount := single(text, numeral))]
    singles = sorted([*singles, *multiples(text), *vague(text)], key=lambda amount: amount.start)
    return tuple(combined(text, shared(text, singles)))


def single(text: str, numeral: Numeral) -> Amount | None:
    """The numeral with the unit that touches it; None if it runs into a word that is no unit."""
    sign_start = numeral.start - len(numeral.sign)
    part = part_of_unit(text, numeral) if numeral.form == "fraction" else None
    if part:
        return part
    measure, start = measures.before(text, numeral.start)
    if not measure and sign_start < numeral.start:
        measure, start = measures.before(text, sign_start)
    end = numeral.end
    if not measure:
        measure, end = measures.after(text, numeral.end)
        measure = measures.named("lb") if measure and is_weight(text, numeral, measure, end) else measure
    if not measure and end < len(text) and text[end].isalpha():
        return None
    return Amount(
        start=min(start, sign_start),
        end=end,
        number_start=numeral.start,
        number_end=numeral.end,
        value=numeral.value,
        measure=measure,
        form=numeral.form,
        sign=numeral.sign.strip(),
        scale=numeral.scale,
    )


def is_weight(text: str, numeral: Numeral, measure: measures.Measure, end: int) -> bool:
    """True for pounds that are no money: "weighs 40 pounds", "400 pounds of rice"."""
    if measure.name != "pound sterling" or "pound" not in text[numeral.end : end].lower():
        return False
    left = text[max(0, numeral.start - 40) : numeral.start]
    return bool(pattern("beside", "weight_left").search(left) or pattern("beside", "weight_right").match(text, end))


def part_of_unit(text: str, numeral: Numeral) -> Amount | None:
    """A fraction of one unit: "half an hour", "1/16 of a US pint"; None if it is of something else."""
    article = pattern("beside", "article_right").match(text, numeral.end)
    unit, end = measures.after(text, article.end()) if article else (None, numeral.end)
    if unit is None:
        return None
    start, value = numeral.start, numeral.value
    return Amount(start=start, end=end, number_start=start, number_end=end, value=value, measure=unit, form="words")


def multiples(text: str) -> Iterator[Amount]:
    """Doubled, trebled, tenfold."""
    known, words = lexicon.read("amounts")["multiples"], small(text)
    for value, name in ((2, "double"), (3, "triple"), (4, "quadruple")):
        for match in re.finditer(rf"\b(?:{'|'.join(known[name])})\b", words):
            yield multiple(match, float(value))
    for match in re.finditer(r"\b(?:(\d+(?:\.\d+)?)-?|([a-z]+)-?)fold\b", words) if "fold" in words else ():
        word = read(match[1] or match[2])
        if len(word) == 1:
            yield multiple(match, word[0].value)


def vague(text: str) -> Iterator[Amount]:
    """Dozens, tens of thousands: from one to ten times as many."""
    known = lexicon.read("amounts")["vague"]
    either = "|".join(known)
    for match in re.finditer(rf"\b({either})(?:\s+of\s+({either}))?(?=\s+of\s)", small(text)):
        value = float(known[match[1]]) * float(known[match[2]] if match[2] else 1)
        start, end = match.span()
        measure = measures.after(text, end + re.match(r"\s+of", text[end:]).end())[0]  # type: ignore[union-attr]
        yield Amount(
            start=start,
            end=end,
            number_start=start,
            number_end=end,
            value=value,
            high=value * 10,
            measure=measure,
            form="vague",
        )


def multiple(match: re.Match[str], value: float) -> Amount:
    """The amount of one word that multiplies."""
    start, end = match.span()
    times = measures.Measure("time", "times", "multiple")
    return Amount(start=start, end=end, number_start=start, number_end=end, value=value, measure=times, form="multiple")


def shared(text: str, amounts: list[Amount]) -> list[Amount]:
    """Amounts with the unit and scale of the next one, where both share them: 4 and 6 percent, 24 to 33 billion."""
    for place in range(len(amounts) - 2, -1, -1):
        left, right = amounts[place], amounts[place + 1]
        gap = text[left.end : right.start]
        listed = gap == ", " and is_shared(right)
        if left.measure or left.form in ("fraction", "multiple") or not (listed or join("shared").fullmatch(gap)):
            continue
        scale = right.scale if left.value < 1000 and not left.scale else 0.0
        spelled_after = right.measure and right.end > right.number_end
        if right.measure and right.kind != "times" and (spelled_after or listed or right.kind == "money"):
            amounts[place] = replace(left, measure=right.measure, value=left.value * (scale or 1.0), scale=scale)
        elif scale and left.value < right.value / scale:
            amounts[place] = replace(left, value=left.value * scale, scale=scale)
    return amounts


def is_shared(amount: Amount) -> bool:
    """True for a number whose unit stands with a later one: the 28 of "14, 28 and 56 days"."""
    return amount.measure is not None and (amount.start, amount.end) == (amount.number_start, amount.number_end)


def combined(text: str, amounts: list[Amount]) -> Iterator[Amount]:
    """The amounts with durations, ranges and ratios joined; changes point back by position in the result."""
    done: list[Amount] = []
    for amount in amounts:
        last = done[-1] if done else None
        joined = last and joined_with(text, last, amount)
        if joined:
            done[-1] = joined
        elif (place := started(text, done, amount)) >= 0:
            done[place] = replace(done[place], measure=done[place].measure or amount.measure)
            done.append(replace(amount, measure=amount.measure or done[place].measure, origin=place))
        else:
            done.append(amount)
    return iter(done)


def started(text: str, done: list[Amount], amount: Amount) -> int:
    """The place of the amount that this one has changed from, -1 if none; a length of time between them is passed."""
    last = len(done) - 1
    return next((place for place in (last, last - 1) if place >= 0 and starts(text, done, place, amount)), -1)


def starts(text: str, done: list[Amount], place: int, amount: Amount) -> bool:
    """True if the amount at `place` is the old level of another."""
    between = done[place + 1 :]
    moved = all(other.kind == "duration" for other in between) and from_to(text, done[place], amount)
    return moved and not spreads(text[max(0, done[place].start - 90) : done[place].start])


def joined_with(text: str, left: Amount, right: Amount) -> Amount | None:
    """Two amounts as one, None if they are two."""
    together = (
        and_a_half(text, left, right)
        or duration(text, left, right)
        or spread(text, left, right)
        or ratio(text, left, right)
    )
    if together or not from_to(text, left, right):
        return together
    apart = moving(text[max(0, left.start - 90) : left.start]) or join("elsewhere").search(text[left.end : right.start])
    return None if apart else ranged(left, right, "from")


def and_a_half(text: str, left: Amount, right: Amount) -> Amount | None:
    """ "three hours and a half" as one amount."""
    half = right.form == "fraction" and text[right.start : right.end].lower() == "a half"
    if not half or left.measure is None or text[left.end : right.start] != " and ":
        return None
    return replace(left, end=right.end, number_end=right.number_end, value=left.value + right.value)


def duration(text: str, left: Amount, right: Amount) -> Amount | None:
    """ "2 hours 51" and "13 hours and 20 minutes" as one duration in the smaller unit."""
    name, factor = SMALLER.get(left.measure.name, ("", 0)) if left.measure else ("", 0)
    fits = right.measure.name == name if right.measure else right.value < factor and left.kind == "duration"
    gap = text[left.end : right.start]
    if not name or not fits or not re.fullmatch(r",?\s+(?:and\s+)?" if right.measure else r"\s+", gap):
        return None
    smaller = right.measure or measures.named(name)
    if not right.measure and join("counts_on").match(text, right.end):
        return None
    pieces = (left.pieces or ((left.value, left.measure.name if left.measure else ""),)) + ((right.value, name),)
    return replace(
        left,
        end=right.end,
        number_end=right.number_end,
        value=left.value * factor + right.value,
        measure=smaller,
        pieces=pieces,
    )


def spread(text: str, left: Amount, right: Amount) -> Amount | None:
    """A range: "20-40 minutes", "between 45 and 90", "three to nine"; None if the two are no range."""
    gap, before = text[left.end : right.start], text[max(0, left.start - 30) : left.start]
    if (
        left.high is not None
        or left.per
        or not alike(left, right)
        or re.search(r"\bby\s+(?:(?!between\b)\w+\s+)?$", before)
    ):
        return None
    rising = left.value < right.value
    dashed = re.fullmatch(r"\s?[-–—]\s?", gap)
    plain = join("range").fullmatch(gap) and rising and (dashed or not join("from").search(before))
    both = join("range_and").fullmatch(gap) and join("between").search(before)
    if not (plain or both) or (dashed and right.sign):
        return None
    return ranged(left, right, "between" if both else "range")


def ranged(left: Amount, right: Amount, joined: str) -> Amount:
    """Two amounts as one range."""
    return replace(
        left,
        end=right.end,
        number_end=right.number_end,
        high=right.value,
        measure=right.measure or left.measure,
        joined=joined,
    )


def alike(left: Amount, right: Amount) -> bool:
    """True if two amounts can be the ends of a range."""
    same = not left.measure or (right.measure is not None and left.measure.name == right.measure.name)
    same = same or left.kind == right.kind == "duration"
    return same and left.form in RANGE_FORMS and (left.form == "fraction") == (right.form == "fraction")


def ratio(text: str, left: Amount, right: Amount) -> Amount | None:
    """ "28 of 62", "one in five", "7.3 per 1,000", "for every 100 crimes there were 43"; None if the two are none."""
    gap, before = text[left.end : right.start], text[max(0, left.start - 30) : left.start]
    if left.kind == "times" and not right.measure and join("times_in").fullmatch(gap) and left.value < right.value:
        return rated(replace(left, measure=None), right, left.value, right.value, gap)
    if left.measure or right.measure or left.per or left.form == "fraction" or right.form == "fraction":
        return None
    if join("reversed").fullmatch(gap) and join("reversed_before").search(before):
        return rated(left, right, right.value, left.value, gap)
    if not joins_ratio(text, left, right, gap):
        return None
    if left.value == 1 and re.match(r"\s+of\s", gap):
        return None
    return rated(left, right, left.value, right.value, gap)


def joins_ratio(text: str, left: Amount, right: Amount, gap: str) -> bool:
    """True if the words between two numbers make them a ratio."""
    if pattern("beside", "label_follows").match(text, right.end):
        return False
    if any(joint.fullmatch(gap) for joint in ratio_joins()):
        return left.value < right.value or bool(re.search(r"\b(?:per|every)\s+$", gap))
    few = left.value <= SMALL and left.form == "words" and left.value < right.value
    return few and bool(join("noun_in").fullmatch(gap)) and not pattern("beside", "plural_right").match(text, right.end)


def rated(left: Amount, right: Amount, value: float, per: float, gap: str) -> Amount:
    """Two amounts as one ratio."""
    return replace(
        left, end=right.end, number_end=right.number_end, value=value, per=per, between=gap, first_end=left.number_end
    )


def from_to(text: str, left: Amount, right: Amount) -> bool:
    """True for "from 66 … to 25"."""
    gap, before = text[left.end : right.start], text[max(0, left.start - 40) : left.start]
    if left.high is not None or (left.per is not None and right.measure):
        return False
    same = alike(left, right) or not right.measure
    between = join("between").search(before) and join("between_to").fullmatch(gap)
    return bool(same and (between or (join("from").search(before) and join("to").fullmatch(gap))))
