"""Blocks in the making: text with its way back to the source, before its place in the document's text is known."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dapipe.document import Block, BlockKind, Stretch, WordSpans

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
RUN = re.compile(rf"[^\s{INVISIBLE}]+(?:\s[^\s{INVISIBLE}]+)*")


NO_WORDS = WordSpans()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block whose offsets count from its own first character. The fields that Block has mean the same here.

    `number` is the number of a note, `markers` are the note markers that were taken out of the text: number and offset.
    Of a PDF's blocks `size` and `bold` tell the type; `full` is true if the last line reaches the end of its column.
    """

    kind: BlockKind
    text: str
    origin: tuple[Stretch, ...] = ()
    words: WordSpans = NO_WORDS
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


def added(left: WordSpans, right: WordSpans, shift: int) -> WordSpans:
    """Words with others after them, the offsets of these higher by `shift`."""
    if not right.start:
        return left
    return WordSpans(
        left.start + array("i", [start + shift for start in right.start]),
        left.end + array("i", [end + shift for end in right.end]),
        left.page + right.page,
        left.x0 + right.x0,
        left.top + right.top,
        left.x1 + right.x1,
        left.bottom + right.bottom,
    )


def words_between(words: WordSpans, start: int, end: int) -> WordSpans:
    """The words in [start, end), counted from `start` and clipped to it."""
    if not words.start:
        return words
    inside = WordSpans()
    for row in words.rows(start, end):
        first, last = max(words.start[row], start) - start, min(words.end[row], end) - start
        inside.add(first, last, words.page[row], words.box(row))
    return inside


def clipped(stretch: Stretch, start: int, end: int) -> Stretch:
    """The part of a stretch inside [start, end), counted from `start`."""
    first, last = max(stretch.start, start), min(stretch.end, end)
    return Stretch(first - start, last - start, stretch.source + first - stretch.start)


def without(draft: Draft, start: int, end: int) -> Draft:
    """A draft without its characters [start, end)."""
    return join(part(draft, 0, start), part(draft, end, len(draft.text)), "")


def assemble(drafts: Sequence[Draft]) -> Assembly:
    """The text of drafts in their order: blocks parted by an empty line, rows by a line end, cells by a tab."""
    parts: list[str] = []
    words, origin, starts = WordSpans(), [], []
    length = 0
    for number, draft in enumerate(drafts):
        between = separator(drafts[number - 1], draft) if number else ""
        start = length + len(between)
        starts.append(start)
        parts += [between, draft.text]
        origin += [moved(stretch, start) for stretch in draft.origin]
        for row in range(len(draft.words.start)):
            first, last = draft.words.start[row], draft.words.end[row]
            words.add(start + first, start + last, draft.words.page[row], draft.words.box(row))
        length = start + len(draft.text)
    blocks = tuple(
        block(draft, start, link) for draft, start, link in zip(drafts, starts, links(drafts, starts), strict=True)
    )
    return Assembly(text="".join(parts), blocks=blocks, words=words, origin=tuple(origin))


def separator(left: Draft, right: Draft) -> str:
    """What stands between two blocks in the text."""
    if left.table < 0 or left.table != right.table or BlockKind.CELL not in (left.kind, right.kind):
        return "\n\n"
    return "\t" if left.row == right.row else "\n"


def links(drafts: Sequence[Draft], starts: Sequence[int]) -> Iterable[int]:
    """For each draft the offset of the marker of its note: the last one before it with its number, or the next."""
    marks = [(number, start + at) for draft, start in zip(drafts, starts, strict=True) for number, at in draft.markers]
    for draft, start in zip(drafts, starts, strict=True):
        fitting = [at for number, at in marks if number == draft.number] if draft.number else []
        before = [at for at in fitting if at <= start]
        yield before[-1] if before else fitting[0] if fitting else -1


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
