"""Blocks in the making: text with its way back to the source, before its place in the document's text is known."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dapipe.document import BlockKind, Stretch
from dapipe.places import FINE, Box, box_of, fine

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
RUN = re.compile(rf"[^\s{INVISIBLE}]+(?:\s[^\s{INVISIBLE}]+)*")
Row = tuple[int, int, int, Box]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a PDF's block, packed, since a long report has a hundred thousand blocks and words at a time.

    `spans` holds start, end and page of each word one after the other, `boxes` its x0, top, x1 and bottom in
    parts of a point.
    """

    spans: array[int] = field(default_factory=lambda: array("i"))
    boxes: array[int] = field(default_factory=lambda: array("i"))

    def __len__(self) -> int:
        return len(self.spans) // 3

    def add(self, start: int, end: int, page: int, box: Box) -> None:
        """Append one word; words come in the order of their offsets."""
        self.spans.extend((start, end, page))
        self.boxes.extend(fine(box))

    def rows(self) -> Iterator[Row]:
        """Start, end, page and box of each word."""
        for at, (start, end, page) in enumerate(zip(self.spans[::3], self.spans[1::3], self.spans[2::3], strict=True)):
            yield start, end, page, box_of(self.boxes[4 * at : 4 * at + 4])

    def place(self, at: int) -> tuple[int, float]:
        """Page and top of a word, counted from 0, or from -1 backwards."""
        return self.spans[3 * at + 2], self.boxes[4 * at + 1] / FINE


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


def neighbours(found: Iterable[Draft]) -> Iterator[tuple[Draft | None, Draft, Draft | None]]:
    """Each block with the one before and the one after it."""
    before = here = None
    for after in found:
        if here is not None:
            yield before, here, after
        before, here = here, after
    if here is not None:
        yield before, here, None
