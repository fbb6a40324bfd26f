"""Blocks in the making: text with its way back to the source, before its place in the document's text is known."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from dapipe.document import Block, BlockKind, Box, Stretch, WordSpans

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
RUN = re.compile(rf"[^\s{INVISIBLE}]+(?:\s[^\s{INVISIBLE}]+)*")
Row = tuple[int, int, int, Box]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a PDF's block, packed, since a long report has a hundred thousand blocks and words at a time.

    `spans` holds start, end and page of each word one after the other, `boxes` its x0, top, x1 and bottom.
    """

    spans: array[int] = field(default_factory=lambda: array("i"))
    boxes: array[float] = field(default_factory=lambda: array("f"))

    def __len__(self) -> int:
        return len(self.spans) // 3

    def add(self, start: int, end: int, page: int, box: Box) -> None:
        """Append one word; words come in the order of their offsets."""
        self.spans.extend((start, end, page))
        self.boxes.extend((box.x0, box.top, box.x1, box.bottom))

    def rows(self) -> Iterator[Row]:
        """Start, end, page and box of each word."""
        for at, (start, end, page) in enumerate(zip(self.spans[::3], self.spans[1::3], self.spans[2::3], strict=True)):
            yield start, end, page, Box(*self.boxes[4 * at : 4 * at + 4])

    def place(self, at: int) -> tuple[int, float]:
        """Page and top of a word, counted from 0, or from -1 backwards."""
        return self.spans[3 * at + 2], self.boxes[4 * at + 1]


NO_WORDS = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block whose offsets count from its own first character. The fields that Block has mean the same here.

    `number` is the number of a note, `markers` are the note markers that were taken out of the text: number and offset.
    Of a PDF's blocks `size` and `bold` tell the type; `full` is true if the last line reaches the end of its column.
    """

    kind: BlockKind
    text: str
    origin: tuple[Stretch, ...] = ()
    words: Words = NO_WORDS
    markers: tuple[tuple[str, int], ...] = ()
    number: str = ""
    page: int = 1
    level: int = 0
    section: tuple[str, ...] = ()
    box: str = ""
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    row_headings: tuple[str, ...] = ()
    column_headings: tuple[str, ...] = ()
    anchor: str = ""
    size: float = 0.0
    bold: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The final text and everything that points into it."""

    text: str
    blocks: tuple[Block, ...]
    words: WordSpans
    origin: tuple[Stretch, ...]


def squeezed(source: str, start: int, end: int) -> tuple[str, tuple[Stretch, ...]]:
    """source[start:end] with runs of white space as one blank and without characters of no width, and the stretches
    that lead back."""
    text = ""
    origin: list[Stretch] = []
    last = start
    for run in RUN.finditer(source, start, end):
        between = source[last : run.start()]
        text += " " if text and re.search(r"\s", between) else ""
        last = run.end()
        origin.append(Stretch(len(text), len(text) + len(run.group()), run.start()))
        text += re.sub(r"\s", " ", run.group())
    return text, tuple(origin)


def of_source(kind: BlockKind, source: str, start: int, end: int, page: int = 1) -> Draft:
    """The draft of a stretch of a decoded source."""
    text, origin = squeezed(source, start, end)
    return Draft(kind=kind, text=text, origin=origin, page=page)


def join(left: Draft, right: Draft, glue: str = " ") -> Draft:
    """Two drafts as one with the kind and place of the first."""
    shift = len(left.text) + len(glue)
    return replace(
        left,
        text=left.text + glue + right.text,
        origin=left.origin + tuple(moved(stretch, shift) for stretch in right.origin),
        words=added(left.words, right.words, shift),
        markers=left.markers + tuple((number, offset + shift) for number, offset in right.markers),
        full=right.full,
    )


def moved(stretch: Stretch, shift: int) -> Stretch:
    """A stretch whose text offsets are `shift` higher."""
    return Stretch(stretch.start + shift, stretch.end + shift, stretch.source)


def cut(draft: Draft, start: int, end: int) -> Draft:
    """The part [start, end) of a draft, without blanks at its ends."""
    stretch = draft.text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return part(draft, start, start + len(stretch.strip()))


def part(draft: Draft, start: int, end: int) -> Draft:
    """The part [start, end) of a draft with its blanks; words that cross a border lose what is outside."""
    inside = [stretch for stretch in draft.origin if start < stretch.end and stretch.start < end]
    return replace(
        draft,
        text=draft.text[start:end],
        origin=tuple(clipped(stretch, start, end) for stretch in inside),
        words=words_between(draft.words, start, end),
        markers=tuple((number, offset - start) for number, offset in draft.markers if start <= offset <= end),
    )


def added(left: Words, right: Words, shift: int) -> Words:
    """Words with others after them, the offsets of these higher by `shift`."""
    if not right:
        return left
    spans = array("i", right.spans)
    for at in range(0, len(spans), 3):
        spans[at] += shift
        spans[at + 1] += shift
    return Words(left.spans + spans, left.boxes + right.boxes)


def words_between(words: Words, start: int, end: int) -> Words:
    """The words in [start, end), counted from `start` and clipped to it."""
    inside = Words() if words else words
    for first, last, page, box in words.rows():
        if first < end and last > start:
            inside.add(max(first, start) - start, min(last, end) - start, page, box)
    return inside


def clipped(stretch: Stretch, start: int, end: int) -> Stretch:
    """The part of a stretch inside [start, end), counted from `start`."""
    first, last = max(stretch.start, start), min(stretch.end, end)
    return Stretch(first - start, last - start, stretch.source + first - stretch.start)


def without(draft: Draft, start: int, end: int) -> Draft:
    """A draft without its characters [start, end)."""
    return join(part(draft, 0, start), part(draft, end, len(draft.text)), "")


def assemble(drafts: list[Draft]) -> Assembly:
    """The text of drafts in their order: blocks parted by an empty line, rows by a line end, cells by a tab.

    The list of drafts is used up: each is let go once it is in place, so that no text is held twice for long.
    """
    between = ["", *(separator(left, right) for left, right in pairwise(drafts))][: len(drafts)]
    ends = accumulate(len(glue) + len(draft.text) for glue, draft in zip(between, drafts, strict=True))
    starts = [end - len(draft.text) for end, draft in zip(ends, drafts, strict=True)]
    pointed = list(links(drafts, starts))
    parts: list[str] = []
    words, at = empty(sum(len(draft.words) for draft in drafts)), 0
    origin, blocks = [], []
    drafts.reverse()
    for glue, start, link in zip(between, starts, pointed, strict=True):
        draft = drafts.pop()
        parts += [glue, draft.text]
        origin += [moved(stretch, start) for stretch in draft.origin]
        put(draft.words, start, words, at)
        at += len(draft.words)
        blocks.append(block(draft, start, link))
    return Assembly(text="".join(parts), blocks=tuple(blocks), words=words, origin=tuple(origin))


def empty(number: int) -> WordSpans:
    """Columns for so many words; filled in place, they are never copied to grow."""
    zeros = bytes(4 * number)
    start, end, page = array("i", zeros), array("i", zeros), array("i", zeros)
    x0, top, x1, bottom = array("f", zeros), array("f", zeros), array("f", zeros), array("f", zeros)
    return WordSpans(start, end, page, x0, top, x1, bottom)


def put(words: Words, start: int, columns: WordSpans, at: int) -> None:
    """Put the words of a block that starts at an offset of the text into columns, from a row on."""
    rows = slice(at, at + len(words))
    columns.start[rows] = array("i", [start + offset for offset in words.spans[::3]])
    columns.end[rows] = array("i", [start + offset for offset in words.spans[1::3]])
    columns.page[rows] = words.spans[2::3]
    for number, column in enumerate((columns.x0, columns.top, columns.x1, columns.bottom)):
        column[rows] = words.boxes[number::4]


def separator(left: Draft, right: Draft) -> str:
    """What stands between two blocks in the text."""
    if left.table < 0 or left.table != right.table or BlockKind.CELL not in (left.kind, right.kind):
        return "\n\n"
    return "\t" if left.row == right.row else "\n"


def links(drafts: Sequence[Draft], starts: Sequence[int]) -> Iterator[int]:
    """For each draft the offset of the marker of its note: the last one before it with its number, or the next."""
    marks: dict[str, list[int]] = {}
    for draft, start in zip(drafts, starts, strict=True):
        for number, at in draft.markers:
            marks.setdefault(number, []).append(start + at)
    for draft, start in zip(drafts, starts, strict=True):
        fitting = marks.get(draft.number, []) if draft.number else []
        yield fitting[max(bisect_right(fitting, start) - 1, 0)] if fitting else -1


def block(draft: Draft, start: int, link: int) -> Block:
    """The Block of a draft that starts at an offset."""
    return Block(
        kind=draft.kind,
        start=start,
        end=start + len(draft.text),
        page=draft.page,
        level=draft.level,
        section=draft.section,
        box=draft.box,
        table=draft.table,
        row=draft.row,
        column=draft.column,
        header=draft.header,
        row_headings=draft.row_headings,
        column_headings=draft.column_headings,
        anchor=draft.anchor,
        link=link,
    )
