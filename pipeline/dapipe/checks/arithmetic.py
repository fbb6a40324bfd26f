"""Sums that a paragraph invites to do: a share of a whole, a rate, parts of a whole.

Only numbers that the words tie together are put into one sum. Where other numbers of the passage fit what is stated,
the words may have meant those: the check stays silent rather than wrong.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, permutations

from dapipe import lexicon
from dapipe.checks.changes import changes, multiples
from dapipe.checks.passages import MARK, Passage, kind
from dapipe.checks.results import Check, Result, check, place
from dapipe.checks.rounding import ONE_IN, Interval, exactly, share, shown, stands_for
from dapipe.checks.sentences import compiled, matches, pattern
from dapipe.checks.words import stems
from dapipe.facts.figure import Figure

BASE = re.compile(r"\s+of\s+(all\s+)?((?:[^.,;:()⟦⟧\s]+\s*){1,6})")
APPOSITION = re.compile(r"[,–—(]\s*(?:or|making)?\s*$")
# "Two" and "one" in a list are often no counts of its parts.
LEAST_TOTAL = 10
MOST_PARTS = 8


def check_passages(passages: Iterable[Passage]) -> Iterator[Check]:
    """The checks of all sums in these passages."""
    for passage in passages:
        if passage.figures:
            skeleton = passage.skeleton()
            for find in (shares, changes, multiples, rates, rests, totals):
                yield from find(passage, skeleton)


def shares(passage: Passage, skeleton: str) -> Iterator[Check]:
    """Part and whole against the stated share; of several ties of one share the first counts."""
    done: set[int] = set()
    for match, held in matches(passage, skeleton, "share"):
        stated = held["share"]
        if stated.source.start in done or stated.change != "none":
            continue
        done.add(stated.source.start)
        if not other_base(skeleton, match, held) and not is_sample(skeleton, match):
            yield from of_share(passage, held)


def is_sample(skeleton: str, match: re.Match[str]) -> bool:
    """True if what stands in brackets behind a share is how many were asked."""
    return skeleton[: match.end()].endswith(")") and bool(pattern("share.sample").search(before_last(skeleton, match)))


def before_last(skeleton: str, match: re.Match[str]) -> str:
    """A skeleton up to the last figure of a match."""
    return skeleton[: skeleton.rfind("⟦", 0, match.end())]


def of_share(passage: Passage, held: dict[str, Figure]) -> Iterator[Check]:
    """The check of one stated share; none if it fits other numbers of the passage."""
    stated = held["share"]
    if stated.unit == "ratio" and not ONE_IN.match(stated.value_text):
        return
    limits = share(stated) if stated.unit == "ratio" else stands_for(stated, passage.before(stated))
    worked = share_of(passage, held)
    fits = worked.meets(limits)
    if not fits and elsewhere(passage, held, limits):
        return
    parts = [held[name] for name in ("of", "part", "whole") if name in held]
    worked = share(parts[0]) if "of" in held else percentage(*map(exactly, parts))
    told = " of ".join(part.value_text for part in parts)
    verdict = "agrees with" if fits else f"is {shown(worked)} per cent, not"
    yield check(
        "arithmetic",
        "agrees" if fits else "off",
        (stated, *parts),
        rule="share",
        expected=f"{shown(worked)} per cent",
        stated=stated.value_text,
        note=f"{told} {verdict} {stated.value_text} ({place(stated)}).",
    )


def share_of(passage: Passage, held: dict[str, Figure]) -> Interval:
    """The share that part and whole give, in per cent."""
    if "of" in held:
        return share(held["of"])
    part, whole = held["part"], held["whole"]
    return percentage(stands_for(part, passage.before(part)), stands_for(whole, passage.before(whole)))


def percentage(part: Interval, whole: Interval) -> Interval:
    """One interval as a percentage of another."""
    return part.over(whole).times(100) if whole.low > 0 else Interval(0, 0)


def elsewhere(passage: Passage, held: dict[str, Figure], limits: Interval) -> bool:
    """True if the share fits its part and another whole of the passage, or what is left of the whole."""
    worked = share_of(passage, held)
    if limits.width < math.inf and Interval(100 - worked.high, 100 - worked.low).meets(limits):
        return True
    part = held.get("of") or held["part"]
    wholes = [item for item in passage.figures if kind(item) == "count" and item.value > part.value]
    return any(percentage(exactly(part), exactly(whole)).meets(limits) for whole in wholes)


def other_base(skeleton: str, match: re.Match[str], held: dict[str, Figure]) -> bool:
    """True if the words after a share give it another base than its whole: "8 per cent of all recorded crime"."""
    base = BASE.match(skeleton, match.end("share") + 1)
    same = lexicon.words("arithmetic", "share.same_base")
    if not base or match.end("share") < match.end() - 1 or base[2].startswith(same):
        return False
    whole = held.get("whole") or held["of"]
    after = skeleton.find("⟧", match.start("whole" if "whole" in held else "of")) + 1
    named = stems(whole.measure + " " + re.split(r"[.,;:()⟦]", skeleton[after : after + 80])[0])
    wanted = stems(base[2])[:2]
    if base[1]:
        return not wanted or not named or wanted[0] != stems(skeleton[after : after + 80])[:1][0]
    return not set(wanted) <= set(named)


def rates(passage: Passage, skeleton: str) -> Iterator[Check]:
    """Counts against the rate that is worked out from them: "2,610 arrests …, which is 42 for every 100"."""
    for mark in MARK.finditer(skeleton):
        stated = passage.figures[int(mark[1])]
        if kind(stated) == "rate" and stated.per and pattern("rate.before").search(skeleton[: mark.start()]):
            yield from of_rate(passage, stated, skeleton[: mark.start()])


def of_rate(passage: Passage, stated: Figure, before: str) -> Iterator[Check]:
    """The check of one rate against the counts before it, if two of them can be told to be its own."""
    counts = [passage.figures[int(mark[1])] for mark in MARK.finditer(before)]
    counts = [item for item in counts if kind(item) == "count"]
    limits = stands_for(stated, passage.before(stated))
    fitting = next((pair for pair in permutations(counts, 2) if rate_of(pair, stated).meets(limits)), None)
    levels = sorted((item for item in counts if item.change == "none"), key=lambda item: item.value)
    own = fitting or (tuple(levels) if len(levels) == 2 else None)
    if not own:
        return
    worked = exactly(own[0]).over(exactly(own[1])).times(stated.per or 1.0)
    told = f"{own[0].value_text} for {own[1].value_text}"
    verdict = "agrees with" if fitting else f"is {shown(worked)} for every {stated.per:,.0f}, not"
    yield check(
        "arithmetic",
        "agrees" if fitting else "off",
        (stated, *own),
        rule="rate",
        expected=shown(worked),
        stated=f"{stated.value:g}",
        note=f"{told} {verdict} {stated.value:g} ({place(stated)}).",
    )


def rate_of(pair: tuple[Figure, Figure], stated: Figure) -> Interval:
    """The rate of two counts per the denominator of a stated one."""
    return stands_for(pair[0]).over(stands_for(pair[1])).times(stated.per or 1.0)


def rests(passage: Passage, skeleton: str) -> Iterator[Check]:
    """Parts and "the remaining 26" against their whole: "of the 60" or "34 of the 60"."""
    for mark in MARK.finditer(skeleton):
        rest = passage.figures[int(mark[1])]
        if not pattern("sum.rest").search(skeleton[: mark.start()]):
            continue
        if rest.unit == "percent":
            yield from of_hundred(passage, skeleton[: mark.start()], rest)
        elif kind(rest) == "count":
            whole, parts = parts_before(passage, skeleton[: mark.start()])
            if whole and parts:
                yield from of_rest(passage, whole, parts, rest)


def of_hundred(passage: Passage, before: str, rest: Figure) -> Iterator[Check]:
    """Shares and "the remaining 10 per cent" against a hundred; of more than one share before it all must count."""
    sentence = before[before.rfind(". ") + 1 :]
    parts = [passage.figures[int(mark[1])] for mark in MARK.finditer(sentence)]
    if not parts or any(part.unit != "percent" or part.change != "none" for part in parts):
        return
    added = stands_for(rest)
    for part in parts:
        added = added.plus(stands_for(part))
    fits = added.meets(Interval(100, 100))
    some = any(abs(sum(part.value for part in group) + rest.value - 100) < 1 for group in subsets(parts))
    if fits or not some:
        told = " + ".join(part.value_text for part in (*parts, rest))
        verdict = "agrees with" if fits else "is not"
        yield check(
            "arithmetic",
            "agrees" if fits else "off",
            (rest, *parts),
            rule="rest",
            expected=f"{100 - sum(part.value for part in parts):g} per cent",
            stated=rest.value_text,
            note=f"{told} {verdict} 100 per cent ({place(rest)}).",
        )


def subsets(parts: list[Figure]) -> Iterator[tuple[Figure, ...]]:
    """All choices of one or more of these figures."""
    for number in range(1, min(len(parts), MOST_PARTS) + 1):
        yield from combinations(parts, number)


def parts_before(passage: Passage, before: str) -> tuple[Figure | None, list[Figure]]:
    """The last whole before a place, and its parts after it; "34 of the 60" is both."""
    opening = list(compiled("OF_THE<whole:count>").finditer(before))
    fractions = list(compiled("<of:fraction>").finditer(before))
    if fractions and (not opening or fractions[0].start() > opening[-1].start()):
        whole = passage.figures[int(fractions[0]["of"])]
        return whole, [whole, *counts_in(passage, before[fractions[0].end() :])]
    if not opening:
        return None, []
    whole = passage.figures[int(opening[-1]["whole"])]
    return whole, counts_in(passage, before[opening[-1].end() :])


def counts_in(passage: Passage, skeleton: str) -> list[Figure]:
    """The counts in a stretch of a skeleton."""
    found = (passage.figures[int(mark[1])] for mark in MARK.finditer(skeleton))
    return [figure for figure in found if kind(figure) == "count"]


def of_rest(passage: Passage, whole: Figure, parts: list[Figure], rest: Figure) -> Iterator[Check]:
    """The check of a rest; none if some of the parts fit."""
    size = whole.per if whole.unit == "ratio" and whole.per else whole.value
    missing = size - rest.value
    fitting = next((group for group in subsets(parts) if sum(part.value for part in group) == missing), None)
    own = fitting or tuple(parts)
    told = " and ".join(f"{part.value:g}" for part in own)
    expected = size - sum(part.value for part in own)
    verdict = "agrees with" if fitting else f"leaves {expected:g}, not"
    yield check(
        "arithmetic",
        "agrees" if fitting else "off",
        (rest, *own, *(() if whole in own else (whole,))),
        rule="rest",
        expected=f"{expected:g}",
        stated=f"{rest.value:g}",
        note=f"{told} of {size:g} {verdict} the remaining {rest.value:g} ({place(rest)}).",
    )


def totals(passage: Passage, skeleton: str) -> Iterator[Check]:
    """Counts in a list against the total that it is said to have."""
    for sentence in re.finditer(r"[^.]*(?:\.|$)", skeleton):
        held = counts_in(passage, sentence[0])
        if len(held) < 3 or max(figure.value for figure in held) < LEAST_TOTAL:
            continue
        marks = list(MARK.finditer(sentence[0]))
        if len(marks) == len(held) and not pattern("sum.rest").search(sentence[0][: marks[-1].start()]):
            yield from of_total(sentence[0], held, marks)


def of_total(sentence: str, held: list[Figure], marks: list[re.Match[str]]) -> Iterator[Check]:
    """The check of a sentence that is a total and its parts, in either order."""
    between = sentence[marks[0].end() : marks[1].start()]
    parts = [sentence[one.end() : two.start()] for one, two in pairwise(marks)]
    last = sentence[marks[-2].end() : marks[-1].start()]
    after = sentence[marks[-1].end() :]
    in_list = pattern("sum.list_between").search
    if pattern("sum.list_before").search(between) and all(map(in_list, parts[1:])):
        yield total(held[0], held[1:])
    elif in_all(last, after) and all(map(in_list, parts[:-1])):
        yield total(held[-1], held[:-1])
    elif exclusive(sentence, marks) and sum(part.value for part in held[1:]) > held[0].value:
        yield total(held[0], held[1:])


def in_all(last: str, after: str) -> bool:
    """True if the words around the last figure make it the total of those before."""
    told = pattern("sum.after_all").search(after) and APPOSITION.search(last)
    return bool(told or pattern("sum.in_all").search(last))


def exclusive(sentence: str, marks: list[re.Match[str]]) -> bool:
    """True if a sentence is a whole ("of the 43 forces") and its parts by grade, which exclude each other."""
    opening = compiled("OF_THE<whole:count>").search(sentence)
    if not opening or opening.end() != marks[0].end():
        return False
    ends = [mark.start() for mark in marks[2:]] + [len(sentence)]
    after = [sentence[mark.end() : end] for mark, end in zip(marks[1:], ends, strict=True)]
    grades = [re.findall("|".join(lexicon.words("arithmetic", "sum.exclusive")), words, re.I) for words in after]
    return all(len(found) == 1 for found in grades) and len({found[0] for found in grades}) == len(grades)


def total(whole: Figure, parts: list[Figure]) -> Check:
    """The check of a total against its parts."""
    added = Interval(0, 0)
    for part in parts:
        added = added.plus(stands_for(part))
    result: Result = "agrees" if added.meets(stands_for(whole)) else "off"
    told = " + ".join(part.value_text for part in parts)
    verdict = "agrees with" if result == "agrees" else f"is {shown(added, decimals=0)}, not"
    return check(
        "arithmetic",
        result,
        (whole, *parts),
        rule="sum",
        expected=shown(added, decimals=0),
        stated=whole.value_text,
        note=f"{told} {verdict} {whole.value_text} ({place(whole)}).",
    )
