"""A page in reading order: furniture off, tables, notes, cards and boxes apart, columns one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from dapipe.places import Box
from dapipe.read import charts, notes, tables
from dapipe.read.draft import Draft
from dapipe.read.notes import Taken
from dapipe.read.paragraphs import Measure, paragraphs, rights_of
from dapipe.read.rows import Segment, around, inside, rows
from dapipe.read.shapes import label_line
from dapipe.read.spelling import Vocabulary

# Columns: rows wider than this part of the text belong to none; the gutter lies in the middle, crossed by few rows.
WIDE_ROW, MIDDLE, CROSSED = 0.62, (0.3, 0.7), 0.07
LEAST_COLUMN_ROWS, LEAST_WORDS = 2, 3.5
MOST_GUTTERS, LEAST_BESIDE = 3, 3
LEAST_BOX_ROWS, LOW_BOX = 1, 2.5
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What the layout of one page needs to know: its number and size, the body's type size, the document's words."""

    page: int
    width: float
    height: float
    body: float
    known: Vocabulary
    rules: tuple[Box, ...] = ()
    fills: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Segments of running text, or blocks that are done, with their box."""

    box: Box
    segments: tuple[Segment, ...] = ()
    drafts: tuple[Draft, ...] = ()


def page_drafts(found: Sequence[Segment], setting: Setting) -> list[Draft]:
    """The blocks of a page's segments in reading order, notes last."""
    left = notes.signed(found, setting.body, setting.height)
    footnotes = notes.notes(left, setting.body, setting.height, setting.page, setting.known)
    left = rest(left, footnotes)
    listed = notes.contents(left, setting.page, setting.known)
    left = rest(left, listed)
    drawn = charts.charts(left, setting.rules, setting.fills, setting.page, setting.known)
    left = rest(left, *drawn)
    if drawn:
        rules, fills = charts.outside(setting.rules, drawn), charts.outside(setting.fills, drawn)
        setting = replace(setting, rules=rules, fills=fills)
    done: list[Taken] = [*drawn, listed] if listed else drawn
    for card in notes.cards(left, setting.fills, setting.body, setting.page, setting.known):
        if all(not (card.used & other.used) for other in done):
            done.append(card)
    left = rest(left, *done)
    groups = tables.ruled_cells(setting.rules, setting.fills)
    ruled = tables.ruled(left, groups, setting.page, setting.known)
    done += taken_tables(ruled)
    setting = replace(setting, fills=(*setting.fills, *tables.frames(groups, ruled)))
    left = rest(left, *done)
    made = list(in_order(left, done, setting, depth=0))
    return [*made, *(footnotes.drafts if footnotes else ())]


def rest(found: Sequence[Segment], *taken: Taken | None) -> list[Segment]:
    """The segments that nothing has used up."""
    used = frozenset().union(*(part.used for part in taken if part))
    return [part for part in found if id(part) not in used]


def taken_tables(found: Sequence[tables.Found]) -> list[Taken]:
    """Tables as blocks that are done."""
    return [Taken(table.box, table.cells, table.used) for table in found]


def in_order(found: Sequence[Segment], done: Sequence[Taken], setting: Setting, depth: int) -> Iterator[Draft]:
    """Blocks of segments and of what is done, in reading order: boxes inside, then columns, then paragraphs."""
    done = [*done, *taken_tables(tables.unruled(found, setting.rules, setting.fills, setting.page, setting.known))]
    left = rest(found, *done)
    boxes = list(framed(left, done, setting)) if depth < DEEPEST else []
    outer = [part for part in done if not any(holds(box.box, part.box) for box in boxes)]
    for column in columns(rest(left, *boxes), [*outer, *boxes]):
        yield from column_drafts(column, setting)


def framed(found: Sequence[Segment], done: Sequence[Taken], setting: Setting) -> Iterator[Taken]:
    """The tinted or framed boxes with text, outermost first, each laid out by itself."""
    taken: set[int] = set()
    for fill in sorted(setting.fills, key=lambda box: -(box.x1 - box.x0) * (box.bottom - box.top)):
        if (fill.x1 - fill.x0) * (fill.bottom - fill.top) > 0.8 * setting.width * setting.height:
            continue
        parts = [part for part in found if id(part) not in taken and inside(part, fill)]
        inner = [part for part in done if holds(fill, part.box)]
        if (
            not parts
            or len(rows(parts)) < LEAST_BOX_ROWS
            or any(part.drafts and crosses(fill, part.box) for part in done)
        ):
            continue
        if len(parts) == len(found) and not label_line(parts[0].text):
            continue
        taken |= {id(part) for part in parts}
        own = replace(setting, fills=tuple(other for other in setting.fills if other != fill and holds(fill, other)))
        drafts = tuple(labelled(list(in_order(parts, inner, own, depth=1))))
        used = frozenset(id(part) for part in parts).union(*(part.used for part in inner))
        yield Taken(fill, drafts, used)


def labelled(made: list[Draft]) -> list[Draft]:
    """The blocks of a box with its name, if its first or second line is the label of one."""
    label = next((found for draft in made[:2] if (found := label_line(draft.text))), None)
    return [draft if draft.box else replace(draft, box=label[0]) for draft in made] if label else made


def holds(outer: Box, inner: Box) -> bool:
    """True if a box holds the middle of another one and is bigger."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    bigger = outer.x1 - outer.x0 >= inner.x1 - inner.x0 - 2 and outer.bottom - outer.top >= inner.bottom - inner.top - 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom and bigger


def crosses(outer: Box, inner: Box) -> bool:
    """True if two boxes overlap and neither holds the other's middle as a whole."""
    across = min(outer.x1, inner.x1) - max(outer.x0, inner.x0)
    down = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    return across > 2 and down > 2 and not holds(outer, inner)


def columns(found: Sequence[Segment], done: Sequence[Taken]) -> Iterator[list[Part]]:
    """The parts of a page, column by column: bands are cut by what crosses the gutter."""
    parts = [Part(around([part]), segments=(part,)) for part in found]
    parts += [Part(item.box, drafts=item.drafts) for item in done]
    if parts:
        yield from parted(parts, MOST_GUTTERS)


def parted(parts: Sequence[Part], gutters: int) -> Iterator[list[Part]]:
    """Parts in columns; a column may have columns of its own. Bands without columns that follow each other are one."""
    gutter = gutter_of([segment for part in parts for segment in part.segments]) if gutters else None
    single: list[Part] = []
    for band in bands(parts, gutter) if gutter is not None else [parts]:
        sides = sides_of(band, gutter, inner=gutters < MOST_GUTTERS) if gutter is not None else ()
        if not sides:
            single += band
            continue
        if single:
            yield ordered(single)
        single = []
        for side in sides:
            yield from parted(side, gutters - 1)
    if single:
        yield ordered(single)


def sides_of(band: Sequence[Part], gutter: float, inner: bool) -> tuple[list[Part], ...]:
    """The two columns of a band; none if it is not set in columns."""
    left = [part for part in band if (part.box.x0 + part.box.x1) / 2 < gutter]
    right = [part for part in band if (part.box.x0 + part.box.x1) / 2 >= gutter]
    if crossing(band[0], gutter) or not (is_column(left) and is_column(right)):
        return ()
    return () if inner and not side_by_side(left, right) else (left, right)


def side_by_side(left: Sequence[Part], right: Sequence[Part]) -> bool:
    """True if most lines of the shorter side run beside a line of the other one, as those of columns do."""
    shorter, longer = sorted((left, right), key=len)
    heights = [(other.box.top, other.box.bottom) for other in longer]
    middles = [(part.box.top + part.box.bottom) / 2 for part in shorter]
    beside = sum(any(top < middle < bottom for top, bottom in heights) for middle in middles)
    return beside >= LEAST_BESIDE and 2 * beside > len(shorter)


def ordered(parts: Sequence[Part]) -> list[Part]:
    """Parts from the top, those of one line from the left: a low box beside a line stands in its row."""
    return sorted(parts, key=lambda part: (row_top(part, parts), part.box.x0))


def row_top(part: Part, parts: Sequence[Part]) -> float:
    """The height at which a part's row begins."""
    if part.segments:
        return part.box.top
    beside = [other for other in parts if other.segments and in_row(other.segments[0], part.box)]
    return min((other.box.top for other in beside), default=part.box.top)


def in_row(line: Segment, box: Box) -> bool:
    """True if a line runs beside a box that is hardly higher than a line."""
    return box.top <= line.middle <= box.bottom and box.bottom - box.top < LOW_BOX * (line.bottom - line.top)


def gutter_of(found: Sequence[Segment]) -> float | None:
    """The middle of the widest gap between columns in the middle of the text, None if there is none."""
    if len(found) < 2 * LEAST_COLUMN_ROWS:
        return None
    box = around(found)
    width = box.x1 - box.x0
    narrow = [part for part in found if part.x1 - part.x0 < WIDE_ROW * width]
    most = max(2, CROSSED * len(narrow))
    first, last = int(box.x0 + MIDDLE[0] * width), int(box.x0 + MIDDLE[1] * width)
    ink = [0] * (last - first + 2)
    for part in narrow:
        for x in range(max(int(part.x0), first), min(int(part.x1) + 1, last + 1)):
            ink[x - first] += 1
    best: tuple[int, int] = (0, 0)
    start = None
    for at in range(last - first + 2):
        free = at <= last - first and ink[at] <= most
        if free and start is None:
            start = at
        elif not free and start is not None:
            best = max(best, (at - start, start))
            start = None
    length, start_at = best
    if length < 6:
        return None
    gutter = first + start_at + length / 2
    sides = [[p for p in narrow if p.x1 <= gutter + 2], [p for p in narrow if p.x0 >= gutter - 2]]
    return gutter if all(len(side) >= LEAST_COLUMN_ROWS for side in sides) else None


def crossing(part: Part, gutter: float) -> bool:
    """True if a part lies on both sides of the gutter."""
    return part.box.x0 < gutter - 3 and part.box.x1 > gutter + 3


def bands(parts: Sequence[Part], gutter: float) -> Iterator[list[Part]]:
    """The parts of a page from the top, cut where one crosses the gutter."""
    band: list[Part] = []
    for part in sorted(parts, key=lambda part: part.box.top):
        if band and crossing(part, gutter) != crossing(band[-1], gutter):
            yield band
            band = []
        band.append(part)
    if band:
        yield band


def is_column(parts: Sequence[Part]) -> bool:
    """True if one side of a band holds lines of prose or finished blocks."""
    lines = [len(part.segments[0].words) for part in parts if part.segments]
    if any(part.drafts for part in parts):
        return True
    return len(lines) >= LEAST_COLUMN_ROWS and median(lines) >= LEAST_WORDS


def column_drafts(column: Sequence[Part], setting: Setting) -> Iterator[Draft]:
    """The blocks of one column; its tables and the notes at its foot apart."""
    found = [part for item in column for part in item.segments]
    footnotes = notes.notes(found, setting.body, setting.height, setting.page, setting.known) if found else None
    small = taken_tables(
        tables.unruled(rest(found, footnotes), setting.rules, setting.fills, setting.page, setting.known)
    )
    used = frozenset().union(*(part.used for part in (*small, *([footnotes] if footnotes else []))))
    items = [item for item in column if item.drafts or id(item.segments[0]) not in used]
    items += [Part(table.box, drafts=table.drafts) for table in small]
    measure = measure_of([part for part in found if id(part) not in used], setting.body)
    run: list[Segment] = []
    for item in ordered(items):
        if item.segments:
            run += item.segments
            continue
        yield from paragraphs(run, measure, setting.page, setting.known)
        run = []
        yield from item.drafts
    yield from paragraphs(run, measure, setting.page, setting.known)
    yield from footnotes.drafts if footnotes else ()


def measure_of(found: Sequence[Segment], body: float) -> Measure:
    """Left and right edge of a column, and the leading of its lines."""
    if not found:
        return Measure(left=0.0, right=0.0, leading=0.0, body=body)
    lines = rows(found)
    gaps = [
        below[0].top - above[0].bottom for above, below in pairwise(lines) if abs(above[0].size - below[0].size) < 0.5
    ]
    close = sorted(gap for gap in gaps if gap > -0.35 * lines[0][0].size)
    leading = close[len(close) // 4] if close else 0.0
    return Measure(
        left=min(p.x0 for p in found),
        right=max(p.x1 for p in found),
        leading=leading,
        body=body,
        rights=rights_of(lines),
    )
