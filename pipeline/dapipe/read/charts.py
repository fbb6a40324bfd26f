"""Charts that are drawn on a page: the words that label their bars and axes, kept apart from prose and tables.

What a bar is of, a reader sees from its place: the numbers are no figures by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dapipe.document import BlockKind
from dapipe.places import Box
from dapipe.read.notes import Taken
from dapipe.read.rows import Segment, around, rows
from dapipe.read.shapes import is_caption
from dapipe.read.spelling import Vocabulary, draft

NUMBER = re.compile(r"[-–−£]?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?:%|k|m|bn)?")
YEARS = range(1900, 2101)
LEAST_DRAWN, LEAST_BARS, LEAST_HEIGHTS, LEAST_TICKS = 2, 3, 2, 4
# Points by which the ends of bars, and the steps of an axis, may differ.
LEVEL, UNEVEN = 1.0, 1.5
# How far, in type sizes, the words of a chart stand from what is drawn; and how many there are to a label.
BESIDE, BELOW, LONGEST = 2.0, 2.6, 6
# A page with more rectangles than this holds a map or a pattern.
MOST_FILLS = 600


def charts(
    found: Sequence[Segment], rules: Sequence[Box], fills: Sequence[Box], page: int, known: Vocabulary
) -> list[Taken]:
    """The labels of each chart as one block."""
    if len(rules) + len(fills) < LEAST_DRAWN:
        return []
    made: list[Taken] = []
    free = [part for part in found if len(part.words) <= LONGEST and not is_caption(part.text)]
    for box in regions(free, rules, fills):
        parts = labels(free, box)
        inner = [part for part in free if within(part, box)]
        if parts and 2 * sum(map(is_number, inner)) >= len(inner):
            words = draft([part.words for row in rows(parts) for part in row], BlockKind.CHART, page, known)
            made.append(Taken(united((box, around(parts))), (words,), frozenset(map(id, parts))))
            free = [part for part in free if part not in parts]
    return made


def regions(found: Sequence[Segment], rules: Sequence[Box], fills: Sequence[Box]) -> list[Box]:
    """The boxes of charts, each from its bars or its axis."""
    numbers = list(filter(is_number, found))
    if len(numbers) < LEAST_BARS:
        return []
    made: list[Box] = []
    for box in (*axes(numbers, [*rules, *fills]), *bars(found, numbers, fills)):
        near = [other for other in made if touch(box, other)]
        made = [other for other in made if other not in near] + [united((box, *near))]
    return made


def axes(numbers: Sequence[Segment], drawn: Sequence[Box]) -> Iterator[Box]:
    """What is drawn beside each upright axis: numbers in a column whose steps are even on the page and in value."""
    for run in even_runs(numbers):
        top, bottom, size = run[0].middle, run[-1].middle, run[0].size
        beside = [box for box in drawn if box.bottom > top - size and box.top < bottom + size and box.x1 > run[0].x1]
        beside = [box for box in beside if box.x0 > run[0].x0 and box.bottom < bottom + size and box.top > top - size]
        if any(box.x0 - run[0].x1 < BESIDE * size for box in beside):
            yield united((around(run), *beside))


def even_runs(numbers: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Numbers set one below the other that fall by even steps."""
    columns: dict[int, list[Segment]] = {}
    for part in sorted(numbers, key=lambda part: part.middle):
        columns.setdefault(round(part.x1), []).append(part)
    for column in columns.values():
        run = column[:2]
        for part in column[2:]:
            if len(run) > 1 and even(run[-2], run[-1], part):
                run.append(part)
                continue
            if is_axis(run):
                yield run
            run = [run[-1], part]
        if is_axis(run):
            yield run


def even(first: Segment, second: Segment, third: Segment) -> bool:
    """True if three numbers stand at even distances and differ evenly."""
    one, other = second.middle - first.middle, third.middle - second.middle
    fall, next_fall = value(first) - value(second), value(second) - value(third)
    return abs(one - other) < UNEVEN and fall > 0 and abs(fall - next_fall) < 0.01 * fall


def is_axis(run: Sequence[Segment]) -> bool:
    """True for enough numbers that are not all years."""
    return len(run) >= LEAST_TICKS and not all(part.text.isdigit() and int(part.text) in YEARS for part in run)


def is_number(part: Segment) -> bool:
    """True for a number with its unit and nothing else."""
    return bool(NUMBER.fullmatch(part.text))


def value(part: Segment) -> float:
    """The value of a number, negative behind a minus."""
    match = NUMBER.fullmatch(part.text)
    plain = float(match["number"].replace(",", "")) if match else 0.0
    return -plain if part.text[0] in "-–−" else plain


def bars(found: Sequence[Segment], numbers: Sequence[Segment], fills: Sequence[Box]) -> Iterator[Box]:
    """The boxes around bars that stand on one line, or begin at one, are equally thick, and differ in length; they
    hold no words, and most bear a number."""
    if len(fills) > MOST_FILLS:
        return
    words = [part for part in found if not is_number(part)]
    for upright in (True, False):
        groups: dict[tuple[int, int], list[Box]] = {}
        for fill in fills:
            groups.setdefault(foot(fill, upright), []).append(fill)
        for group in groups.values():
            lengths = {round(length(fill, upright)) for fill in group}
            bearing = sum(any(at_end(number, fill, upright) for number in numbers) for fill in group)
            empty = not any(within(part, fill) for part in words for fill in group)
            if len(group) >= LEAST_BARS and len(lengths) >= LEAST_HEIGHTS and empty and 2 * bearing > len(group):
                yield united(group)


def foot(fill: Box, upright: bool) -> tuple[int, int]:
    """Where a bar begins and how thick it is, in points."""
    wide, high = fill.x1 - fill.x0, fill.bottom - fill.top
    return (round(fill.bottom), round(wide)) if upright else (round(fill.x0), round(high))


def length(fill: Box, upright: bool) -> float:
    """The length of a bar."""
    return fill.bottom - fill.top if upright else fill.x1 - fill.x0


def at_end(number: Segment, fill: Box, upright: bool) -> bool:
    """True if a number stands in a bar or right behind its end."""
    if within(number, fill):
        return True
    across = (number.x0 + number.x1) / 2
    if upright:
        return fill.x0 <= across <= fill.x1 and -LEVEL < fill.top - number.bottom < number.size
    return fill.top <= number.middle <= fill.bottom and -LEVEL < number.x0 - fill.x1 < BESIDE * number.size


def within(part: Segment, box: Box) -> bool:
    """True if the middle of a segment lies in a box."""
    return box.x0 <= (part.x0 + part.x1) / 2 <= box.x1 and box.top <= part.middle <= box.bottom


def labels(found: Sequence[Segment], box: Box) -> list[Segment]:
    """The short segments that label what is drawn in a box: inside it, numbers at its edges, names beside or below."""
    inner = [part for part in found if within(part, box) or edge_number(part, box)]
    below = [row for row in rows([part for part in found if part not in inner]) if under(row, box)]
    beside = [
        part
        for part in found
        if part.x1 < box.x0 and box.top <= part.middle <= box.bottom and part.x1 > box.x0 - BESIDE * part.size
    ]
    chosen = {id(part): part for part in (*inner, *beside, *(part for row in below for part in row))}
    return list(chosen.values())


def edge_number(part: Segment, box: Box) -> bool:
    """True if a number stands right at the edge of a box."""
    reach = BESIDE * part.size
    near = Box(box.x0 - reach, box.top - reach, box.x1 + reach, box.bottom + reach)
    return is_number(part) and within(part, near)


def under(row: Sequence[Segment], box: Box) -> bool:
    """True if a line of several short names stands right below a box."""
    close = box.bottom < row[0].middle < box.bottom + BELOW * row[0].size
    return close and len(row) >= LEAST_BARS and box.x0 < row[0].x1 and row[-1].x0 < box.x1


def touch(one: Box, other: Box) -> bool:
    """True if two boxes overlap."""
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def united(boxes: Iterable[Box]) -> Box:
    """The smallest box around some."""
    sides = [(box.x0, box.top, box.x1, box.bottom) for box in boxes]
    lefts, tops, rights, bottoms = zip(*sides, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def outside(drawn: Iterable[Box], found: Sequence[Taken]) -> tuple[Box, ...]:
    """What is drawn but for the insides of charts."""
    return tuple(box for box in drawn if not any(holds(chart.box, box) for chart in found))


def holds(chart: Box, box: Box) -> bool:
    """True if a box lies in a chart's, as far as lines are thick."""
    across = chart.x0 - LEVEL < box.x0 and box.x1 < chart.x1 + LEVEL
    return across and chart.top - LEVEL < box.top and box.bottom < chart.bottom + LEVEL
