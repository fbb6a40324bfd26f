"""The document that every later stage works on: final text, pages, blocks, and the place of every character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dapipe.places import Box, WordSpans, lines


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
    CHART = "chart"


class DocumentKind(StrEnum):
    """What sort of document it is; decides how its statements are read."""

    REPORT = "report"
    ARTICLE = "article"
    LETTER = "letter"
    REGISTER = "register"
    PRESS_RELEASE = "press release"


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

    A chart is the words and numbers that label one that is drawn: no prose, and no figures by themselves.

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
    pages: Sequence[Page] = ()
    blocks: Sequence[Block] = ()
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
        if word := self.words.at(offset):
            number = bisect_right(self.pages, word.page, key=lambda page: page.number) - 1
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
        words = list(self.words.between(start, end))
        page = self.page(max(start, words[0].start) if words else start)
        boxes = lines(words, page.number)
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
