"""Changes against the values they lead from and to; per cent and percentage points are kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from dapipe import lexicon
from dapipe.checks.passages import Passage
from dapipe.checks.results import Check, check, place
from dapipe.checks.rounding import Interval, exactly, shown, stands_for
from dapipe.checks.sentences import matches, pattern
from dapipe.facts.figure import Figure

# "An improvement of ten points" may go either way: shorter waits are better.
NEUTRAL = re.compile(r"improvement|improved|deterioration", re.I)
MOST_VALUES = 12
UNITS = {"percent": " per cent", "percentage_points": " percentage points"}


def changes(passage: Passage, skeleton: str) -> Iterator[Check]:
    """Two values against the change that is stated between them, once a change."""
    done: set[int] = set()
    for match, held in matches(passage, skeleton, "change"):
        stated, told = held["change"], direction(match)
        old, new = ends_of(held, told)
        loose = "one" in held and not pattern("change.compares").search(match[0])
        if stated.source.start in done or loose or not comparable(old, new, stated):
            continue
        done.add(stated.source.start)
        yield from of_change(passage, stated, old, new, told)


def ends_of(held: dict[str, Figure], told: int) -> tuple[Figure, Figure]:
    """The values before and after a change; where the words leave their order open, the direction tells it."""
    if "old" in held:
        return held["old"], held["new"]
    first, second = held["one"], held["two"]
    risen = first.value <= second.value
    return (first, second) if told == 0 or risen == (told > 0) else (second, first)


def comparable(old: Figure, new: Figure, stated: Figure) -> bool:
    """True if a change in this unit can lie between these values."""
    single = old.value_high is None and new.value_high is None
    same = single and (old.unit, old.per) == (new.unit, new.per) and old.value > 0
    of_percent = stated.unit == "percentage_points" and old.unit == "percent"
    return same and (of_percent or stated.unit == "percent" or (stated.unit, stated.per) == (old.unit, old.per))


def direction(match: re.Match[str]) -> int:
    """1 if the words say that it rose, -1 if they say that it fell, 0 if they leave it open."""
    words = match.groupdict()
    told = words.get("up") or words.get("down") or ""
    if not told or NEUTRAL.search(told):
        return 0
    return 1 if words.get("up") else -1


def of_change(passage: Passage, stated: Figure, old: Figure, new: Figure, told: int) -> Iterator[Check]:
    """The check of one change; none if it fits other values of the passage."""
    limits = stands_for(stated, passage.before(stated))
    before, after = (stands_for(item, passage.before(item)) for item in (old, new))
    risen = 1 if new.value >= old.value else -1
    worked = size(before, after, risen, stated)
    fits = worked.meets(limits) and told in (0, risen)
    if not fits and told in (0, risen) and elsewhere(passage, (old, new), stated, limits):
        return
    worked = size(exactly(old), exactly(new), risen, stated)
    yield check(
        "arithmetic",
        "agrees" if fits else "off",
        (stated, old, new),
        rule="change",
        expected=f"{shown(worked)}{UNITS.get(stated.unit, '')}",
        stated=stated.value_text,
        note=note(stated, old, new, worked, wrong_way=told == -risen, fits=fits),
    )


def size(old: Interval, new: Interval, risen: int, stated: Figure) -> Interval:
    """The size of the change from old to new, in the unit of a stated one; never below 0."""
    step = new.less(old) if risen > 0 else old.less(new)
    if stated.unit == "percent":
        part = new.over(old)
        step = Interval(part.low * 100 - 100, part.high * 100 - 100)
        step = step if risen > 0 else Interval(-step.high, -step.low)
    return Interval(max(step.low, 0.0), max(step.high, 0.0))


def elsewhere(passage: Passage, ends: tuple[Figure, Figure], stated: Figure, limits: Interval) -> bool:
    """True if a change fits two other values of the passage."""
    alike = [item for item in passage.figures if item.source.start != stated.source.start and item.value > 0]
    for old, new in permutations(alike[:MOST_VALUES], 2):
        if (
            {id(old), id(new)} != {id(end) for end in ends}
            and comparable(old, new, stated)
            and not points_as_percent(old, new, stated)
        ):
            risen = 1 if new.value >= old.value else -1
            if size(stands_for(old), stands_for(new), risen, stated).meets(limits):
                return True
    return False


def points_as_percent(old: Figure, new: Figure, stated: Figure) -> bool:
    """True if what is stated in per cent is the difference of two percentages."""
    return old.unit == stated.unit == "percent" and abs(abs(new.value - old.value) - stated.value) < 1e-6


def note(stated: Figure, old: Figure, new: Figure, worked: Interval, *, wrong_way: bool, fits: bool) -> str:
    """What agrees or disagrees, in one sentence."""
    ends = f"From {old.value_text} to {new.value_text}"
    if fits:
        return f"{ends} agrees with {stated.value_text} ({place(stated)})."
    if wrong_way:
        return f"{ends} goes the other way than stated ({place(stated)})."
    unit = UNITS.get(stated.unit, "")
    called = " (the difference is in percentage points)" if points_as_percent(old, new, stated) else ""
    return f"{ends} is a change of {shown(worked)}{unit}, not {stated.value_text}{called} ({place(stated)})."


def multiples(passage: Passage, skeleton: str) -> Iterator[Check]:
    """Two values against "doubled", "trebled", "halved"."""
    bands = lexicon.read("arithmetic")["multiple"]["bands"]
    for match, held in matches(passage, skeleton, "multiple"):
        old, new = held["old"], held["new"]
        low, high = bands[match["word"].lower()]
        if (old.unit, old.per) != (new.unit, new.per) or old.value <= 0:
            continue
        exact = round((low + high) / 2, 1)
        falls = exact < 1
        limits = Interval(low, high)
        if match["above"]:
            limits = Interval(0, exact) if falls else Interval(exact, float("inf"))
        if match["short"]:
            limits = Interval(exact, high * 1.1) if falls else Interval(low * 0.9, exact)
        yield multiple(old, new, stands_for(new).over(stands_for(old)), limits, match[0].split(" from ")[0])


def multiple(old: Figure, new: Figure, worked: Interval, limits: Interval, word: str) -> Check:
    """The check of one "doubled"."""
    fits = worked.meets(limits)
    verdict = "agrees with" if fits else f"is {shown(worked)} times as much, not"
    return check(
        "arithmetic",
        "agrees" if fits else "off",
        (new, old),
        rule="multiple",
        expected=f"{shown(worked)} times",
        stated=word.strip()[:40],
        note=f"From {old.value_text} to {new.value_text} {verdict} “{word.strip()[:40]}” ({place(new)}).",
    )
