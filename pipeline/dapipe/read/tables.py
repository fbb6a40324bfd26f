"""Tables of a page: ruled ones from the lines around their cells, others from the gaps that their rows share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from dapipe.document import BlockKind
from dapipe.places import Box
from dapipe.read.draft import Draft
from dapipe.read.grid import headed, is_value
from dapipe.read.rows import Segment, around, rows, segments
from dapipe.read.spelling import Vocabulary, draft

LEAST_RULES = 2
SNAP = 3.0
CELL_WORDS = 3.5
CROSSING = 0.12
LEAST_ROWS = 3
# Leading wider than the tightest of a table by this part of the type size parts its rows.
LOOSER = 0.25
NARROWEST = 3
BULLET = re.compile(r"[•–-]|\(?\w{1,2}[.)]|\d{1,2}\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Found:
    """A table: the box around it, its cells, and the segments that it used up."""

    box: Box
    cells: tuple[Draft, ...]
    used: frozenset[int]


def ruled_cells(rules: Sequence[Box], fills: Sequence[Box]) -> list[list[Box]]:
    """The cells with rules on all sides, in groups that touch each other."""
    edges = [*(edge(rule) for rule in rules), *(side for fill in fills for side in sides(fill))]
    flat = sum(item["orientation"] == "h" for item in edges)
    if flat < LEAST_RULES or len(edges) - flat < LEAST_RULES:
        return []
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    cells = intersections_to_cells(edges_to_intersections(merged, SNAP, SNAP))
    groups = cells_to_tables(cells)
    grouped = {cell for group in groups for cell in group}
    return [[Box(*cell) for cell in group] for group in (*groups, *([cell] for cell in cells if cell not in grouped))]


def ruled(found: Sequence[Segment], groups: Sequence[Sequence[Box]], page: int, known: Vocabulary) -> list[Found]:
    """The tables of ruled cells with at least two rows and two columns that hold text."""
    made = (ruled_table(found, cells, page, known) for cells in groups)
    return [table for table in made if table]


def frames(groups: Sequence[Sequence[Box]], tables: Sequence[Found]) -> list[Box]:
    """The boxes around ruled cells that make no table: frames around text."""
    boxes = [bounds(cells) for cells in groups]
    return [box for box in boxes if box not in [table.box for table in tables]]


def bounds(cells: Sequence[Box]) -> Box:
    """The box around cells."""
    return Box(
        min(cell.x0 for cell in cells),
        min(cell.top for cell in cells),
        max(cell.x1 for cell in cells),
        max(cell.bottom for cell in cells),
    )


def edge(rule: Box) -> dict[str, Any]:
    """A rule as pdfplumber's edge."""
    flat = rule.x1 - rule.x0 >= rule.bottom - rule.top
    middle_x, middle_y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    x0, x1 = (rule.x0, rule.x1) if flat else (middle_x, middle_x)
    top, bottom = (middle_y, middle_y) if flat else (rule.top, rule.bottom)
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if flat else "v", "object_type": "line", "doctop": top,
    }  # fmt: skip


def sides(fill: Box) -> Iterator[dict[str, Any]]:
    """The four sides of a rectangle as edges."""
    for side in (
        Box(fill.x0, fill.top, fill.x1, fill.top),
        Box(fill.x0, fill.bottom, fill.x1, fill.bottom),
        Box(fill.x0, fill.top, fill.x0, fill.bottom),
        Box(fill.x1, fill.top, fill.x1, fill.bottom),
    ):
        yield edge(side)


def ruled_table(found: Sequence[Segment], cells: Sequence[Box], page: int, known: Vocabulary) -> Found | None:
    """The table of ruled cells, if at least two of its rows and columns hold text."""
    words = {cell: [word for part in found for word in part.words if holds(cell, word)] for cell in cells}
    full = [cell for cell in cells if words[cell]]
    lefts, tops = steps(cell.x0 for cell in cells), steps(cell.top for cell in cells)
    placed = {(nearest(tops, cell.top), nearest(lefts, cell.x0)) for cell in full}
    if len({row for row, _ in placed}) < 2 or len({column for _, column in placed}) < 2:
        return None
    drafts = [
        replace(
            draft([part.words for part in segments(words[cell])], BlockKind.CELL, page, known),
            row=nearest(tops, cell.top),
            column=nearest(lefts, cell.x0),
        )
        for cell in sorted(full, key=lambda cell: (nearest(tops, cell.top), cell.x0))
    ]
    taken = {id(word) for inner in words.values() for word in inner}
    used = frozenset(id(part) for part in found if all(id(word) in taken for word in part.words))
    return Found(bounds(cells), tuple(headed([cell for cell in drafts if cell.text])), used)


def holds(cell: Box, word: Any) -> bool:
    """True if the middle of a word is in a cell."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return bool(cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom)


def steps(values: Any) -> list[float]:
    """Distinct places, those closer than the snap taken as one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > SNAP:
            made.append(value)
    return made


def nearest(places: Sequence[float], value: float) -> int:
    """The number of the place that is nearest to a value."""
    return min(range(len(places)), key=lambda number: abs(places[number] - value))


def unruled(
    found: Sequence[Segment], rules: Sequence[Box], fills: Sequence[Box], page: int, known: Vocabulary
) -> list[Found]:
    """The tables that only the gaps between their cells show."""
    lines = rows(found)
    made: list[Found] = []
    number = 0
    while number < len(lines):
        run = table_run(lines, number)
        if len(run) >= LEAST_ROWS:
            table = grid(run, rules, fills, page, known)
            if table:
                made.append(table)
            number += len(run)
        else:
            number += 1
    return made


def table_run(lines: Sequence[list[Segment]], number: int) -> list[list[Segment]]:
    """The rows of a table that begins at a row: rows of cells, and rows of wrapped cells between them."""
    run: list[list[Segment]] = []
    pending: list[list[Segment]] = []
    for row in lines[number:]:
        near = not run or row[0].top - max(part.bottom for part in (pending or run)[-1]) < 1.6 * row[0].size
        if near and is_row(row):
            run += [*pending, row]
            pending = []
        elif near and run and len(pending) < 2 and wraps(row, run):
            pending.append(row)
        else:
            break
    return run if sum(is_row(row) for row in run) >= LEAST_ROWS else []


def is_row(row: Sequence[Segment]) -> bool:
    """True for a line of three or more short segments, or of a label and figures or grades."""
    if len(row) < 2 or (BULLET.fullmatch(row[0].text) and len(row) < 3):
        return False
    if all(is_value(part.text) for part in row[1:]):
        return True
    lengths = [len(part.words) for part in row]
    return len(row) >= 3 and sum(lengths) / len(row) < CELL_WORDS + 1.5 and median(lengths) <= CELL_WORDS


def wraps(row: Sequence[Segment], run: Sequence[Sequence[Segment]]) -> bool:
    """True if a line may hold second lines of a table's cells: it begins where one of the cells above it does."""
    lefts = [part.x0 for line in run for part in line]
    middles = [(part.x0 + part.x1) / 2 for line in run for part in line]
    return all(
        min(abs(part.x0 - left) for left in lefts) < 3
        or (part.size > 0 and min(abs((part.x0 + part.x1) / 2 - middle) for middle in middles) < 3)
        for part in row
    ) and all(len(part.words) <= 8 for part in row)


def grid(
    run: Sequence[Sequence[Segment]], rules: Sequence[Box], fills: Sequence[Box], page: int, known: Vocabulary
) -> Found | None:
    """The table of a run of rows: columns where hardly any row has ink, wrapped lines folded into their cells."""
    cuts = column_cuts(run)
    if not cuts:
        return None
    box = around(part for row in run for part in row)
    cells: dict[tuple[int, int], list[Segment]] = {}
    for at, lines in enumerate(folded(run, cuts, rules, fills)):
        for part in (part for line in lines for part in line):
            cells.setdefault((at, column_of(part, cuts)), []).append(part)
    drafts = [
        replace(draft([part.words for part in parts], BlockKind.CELL, page, known), row=row, column=column)
        for (row, column), parts in sorted(cells.items())
    ]
    used = frozenset(id(part) for row in run for part in row)
    return Found(box, tuple(headed([cell for cell in drafts if cell.text])), used)


def column_cuts(run: Sequence[Sequence[Segment]]) -> list[float]:
    """The middles of the gaps between columns."""
    left, right = int(min(row[0].x0 for row in run)), int(max(part.x1 for row in run for part in row))
    ink = [0] * (right - left + 2)
    for part in (part for row in run for part in row):
        for x in range(int(part.x0) - left, min(int(part.x1) + 1, right + 1) - left):
            ink[x] += 1
    cuts: list[float] = []
    start: int | None = None
    for x, rows_here in enumerate(ink[:-1]):
        if rows_here <= CROSSING * len(run):
            start = x if start is None else start
        elif start is not None:
            if x - start >= NARROWEST and start > 2:
                cuts.append(left + (start + x) / 2)
            start = None
    return needed(run, cuts)


def needed(run: Sequence[Sequence[Segment]], cuts: Sequence[float]) -> list[float]:
    """The cuts with ink on both sides in some row: a heading set left over figures set right makes no two columns."""
    kept = list(cuts)
    for cut in cuts:
        at = kept.index(cut)
        both = (at, at + 1)
        if not any(all(column in {column_of(part, kept) for part in row} for column in both) for row in run):
            kept.remove(cut)
    return kept


def column_of(part: Segment, cuts: Sequence[float]) -> int:
    """The column in which a segment has its middle."""
    middle = (part.x0 + part.x1) / 2
    return sum(cut < middle for cut in cuts)


def folded(
    run: Sequence[Sequence[Segment]], cuts: Sequence[float], rules: Sequence[Box], fills: Sequence[Box]
) -> list[list[Sequence[Segment]]]:
    """Lines in table rows: parted by rules or by the edges of tints where there are any, else by leading and by cells
    that are missing because their text is shorter."""
    borders = between(run, rules, fills)
    if len(borders) >= LEAST_ROWS - 1:
        return by_borders(run, borders)
    gaps = [below[0].top - above[0].bottom for above, below in pairwise(run)]
    tight = min(gaps, default=0.0)
    parted = bool(gaps) and median(gaps) > tight + LOOSER * run[0][0].size
    made: list[list[Sequence[Segment]]] = [[run[0]]]
    for above, row, gap in zip(run, run[1:], gaps, strict=False):
        columns = {column_of(part, cuts) for part in row}
        missing = len(columns) < len({column_of(part, cuts) for line in made[-1] for part in line})
        apart = gap > tight + LOOSER * row[0].size
        lone = len(columns) == 1 and missing
        if (
            (lone and not apart)
            or (parted and label_alone(made[-1], cuts) and not apart)
            or (missing and not apart and not any(is_value(part.text) for part in row))
            or (not has_value(row) and not has_value(above) and not apart and len(made) == 1)
        ):
            made[-1].append(row)
        else:
            made.append([row])
    return made


def label_alone(lines: Sequence[Sequence[Segment]], cuts: Sequence[float]) -> bool:
    """True if a row holds nothing yet but its first cell."""
    return {column_of(part, cuts) for line in lines for part in line} == {0}


def has_value(row: Sequence[Segment]) -> bool:
    """True if a cell of a row other than its first is a figure or a grade."""
    return any(is_value(part.text) for part in row[1:])


def between(run: Sequence[Sequence[Segment]], rules: Sequence[Box], fills: Sequence[Box]) -> list[float]:
    """The heights of rules and edges of tints that run between the lines of a table."""
    box = around(part for row in run for part in row)
    wide = 0.5 * (box.x1 - box.x0)
    heights = [rule.top for rule in rules if rule.x1 - rule.x0 > wide and box.top < rule.top < box.bottom]
    tints = [fill for fill in fills if fill.x1 - fill.x0 > wide and fill.bottom > box.top and fill.top < box.bottom]
    heights += [
        y for fill in tints if fill.bottom - fill.top < 0.8 * (box.bottom - box.top) for y in (fill.top, fill.bottom)
    ]
    return [y for y in steps(heights) if box.top + 2 < y < box.bottom - 2]


def by_borders(run: Sequence[Sequence[Segment]], borders: Sequence[float]) -> list[list[Sequence[Segment]]]:
    """Lines in table rows by the borders between them."""
    made: dict[int, list[Sequence[Segment]]] = {}
    for row in run:
        made.setdefault(sum(border < row[0].middle for border in borders), []).append(row)
    return [made[key] for key in sorted(made)]
