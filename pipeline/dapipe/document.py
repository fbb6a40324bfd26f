"""The document that every later stage works on: final text, pages, blocks, and the place of every character."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of text is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CARD = "card"
    CAPTION = "caption"
    BOX = "box"
    NOTE = "note"
    CONTENTS = "contents"


class DocumentKind(StrEnum):
    """What sort of document it is; decides how its statements are read."""

    REPORT = "report"
    ARTICLE = "article"
    LETTER = "letter"
    REGISTER = "register"
    PRESS_RELEASE = "press release"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its number from 1, its printed label, the text offsets it covers, its size in points."""

    number: int
    start: int
    end: int
    label: str = ""
    width: float = 0.0
    height: float = 0.0
    ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text with one job on the page. Blocks are in reading order and do not overlap.

    `section` is the path of headings above it, outermost first. `box` names the typed box it stands in
    ("recommendation", "area for improvement", "cause of concern", "case study" …) or is empty. A cell knows its
    table, row and column (counted from 0 in the document) and the headings of its row and column; header cells
    themselves have `header` true. `anchor` is the nearest id in an HTML source. `link` of a note is the
    marker's offset in the body, -1 if unknown.
    """

    kind: BlockKind
    start: int
    end: int
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
    link: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch of text stands: page, printed label, offsets, and one box a line (none outside PDFs).

    `ocr` is true if its page was a picture of text.
    """

    page: int
    label: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class WordSpans:
    """Columns over the words of a PDF: text offsets, page, box. A word parted at a line end has two rows."""

    start: array[int] = field(default_factory=lambda: array("i"))
    end: array[int] = field(default_factory=lambda: array("i"))
    page: array[int] = field(default_factory=lambda: array("i"))
    x0: array[float] = field(default_factory=lambda: array("f"))
    top: array[float] = field(default_factory=lambda: array("f"))
    x1: array[float] = field(default_factory=lambda: array("f"))
    bottom: array[float] = field(default_factory=lambda: array("f"))

    def add(self, start: int, end: int, page: int, box: Box) -> None:
        """Append one word; words come in the order of their text offsets."""
        self.start.append(start)
        self.end.append(end)
        self.page.append(page)
        self.x0.append(box.x0)
        self.top.append(box.top)
        self.x1.append(box.x1)
        self.bottom.append(box.bottom)

    def rows(self, start: int, end: int) -> range:
        """The rows of the words that touch [start, end)."""
        first = bisect_right(self.start, start) - 1
        while first > 0 and self.end[first - 1] > start:
            first -= 1
        first = max(first, 0)
        while first < len(self.end) and self.end[first] <= start:
            first += 1
        last = first
        while last < len(self.start) and self.start[last] < end:
            last += 1
        return range(first, last)

    def box(self, row: int) -> Box:
        """The box of one word, in points."""
        return Box(self.x0[row], self.top[row], self.x1[row], self.bottom[row])


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] was taken from source[source:source + end - start]."""

    start: int
    end: int
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with its final text. No later stage changes the text, so offsets into it last.

    `id` is the first 16 hex digits of the SHA-256 of the file's bytes. `published` is an ISO date or empty.
    `origin` leads from the text to the decoded source of a text or HTML file, so that a reader may drop
    furniture and join lines; it is empty for PDFs, whose places are on pages.
    """

    id: str
    path: str
    text: str
    kind: DocumentKind
    reader: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    byline: str = ""
    series: str = ""
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    words: WordSpans = field(default_factory=WordSpans)
    origin: tuple[Stretch, ...] = ()
    warnings: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By the file's bytes, so that what is worked out once for a document can be kept under it."""
        return hash(self.id)

    def page(self, offset: int) -> Page:
        """The page that an offset's word stands on, else the page whose text holds it; the first if none does.

        A paragraph that runs over a page's end has words on both, so words decide where there are any.
        """
        row = bisect_right(self.words.start, offset) - 1
        if row >= 0 and offset < self.words.end[row]:
            number = bisect_right(self.pages, self.words.page[row], key=lambda page: page.number) - 1
        else:
            number = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(number, 0)]

    def block(self, offset: int) -> Block | None:
        """The block that holds an offset, or None between blocks."""
        number = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        block = self.blocks[number] if number >= 0 else None
        return block if block and offset < block.end else None

    def place(self, start: int, end: int) -> Place:
        """Page, label and boxes (one a line) of text[start:end]; of a stretch over two pages, what is on the first."""
        rows = self.words.rows(start, end)
        page = self.page(max(start, self.words.start[rows[0]]) if rows else start)
        boxes = self._lines(start, end, page.number)
        return Place(page=page.number, label=page.label, start=start, end=end, boxes=boxes, ocr=page.ocr)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of text[start:end] in the decoded source file."""
        return self._source_of(start), self._source_of(max(start, end - 1)) + (1 if end > start else 0)

    def _source_of(self, offset: int) -> int:
        if not self.origin:
            return offset
        number = bisect_right(self.origin, offset, key=lambda stretch: stretch.start) - 1
        stretch = self.origin[max(number, 0)]
        return stretch.source + min(max(offset - stretch.start, 0), stretch.end - stretch.start)

    def _lines(self, start: int, end: int, page: int) -> tuple[Box, ...]:
        lines: list[Box] = []
        for row in self.words.rows(start, end):
            if self.words.page[row] != page:
                continue
            box = self.words.box(row)
            if lines and same_line(lines[-1], box):
                lines[-1] = union(lines[-1], box)
            else:
                lines.append(box)
        return tuple(lines)


def same_line(left: Box, right: Box) -> bool:
    """True if two boxes overlap in height by more than half of the smaller and follow each other."""
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    height = min(left.bottom - left.top, right.bottom - right.top)
    return right.x0 >= left.x0 and shared > height / 2


def union(left: Box, right: Box) -> Box:
    """The smallest box around two."""
    return Box(min(left.x0, right.x0), min(left.top, right.top), max(left.x1, right.x1), max(left.bottom, right.bottom))
