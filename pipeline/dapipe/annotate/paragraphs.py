"""Where people may speak in a document: paragraphs of running text, and the quoted stretches and turns in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dapipe.annotate.marks import Quoted, quoted
from dapipe.annotate.transcripts import LABEL, spoken
from dapipe.document import BlockKind, Document

SILENT = frozenset((BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.CHART, BlockKind.CAPTION, BlockKind.NOTE))
LEFT_OPEN = re.compile(r"[‘“](?:[^’”\n]|’(?=\w))*[.!?…]$")
REOPENED = re.compile(r"[‘“][^\n]*[’”]$")
BODY_WORDS = 8
BODY_END = re.compile(r"[.?!:…][”’\"')]*$")
BULLETS = "•·*-–—"


def stretches(document: Document, body: Sequence[tuple[int, int]]) -> tuple[Quoted, ...]:
    """What is spoken: the turns of a transcript, and everything else inside marks."""
    text, first = document.text, body[0][0] if body else 0
    headings = [(b.start, b.end) for b in document.blocks if b.kind is BlockKind.HEADING and b.start >= first]
    turns = spoken(text, sorted((*body, *(span for span in headings if LABEL.match(text, *span)))))
    inside = [(turn.start, turn.end) for turn in turns]
    marked = (
        quote
        for quote in quoted(text, body)
        if not any(quote.outer_start < end and quote.outer_end > start for start, end in inside)
    )
    return tuple(sorted((*turns, *marked), key=lambda quote: quote.outer_start))


def paragraphs(document: Document) -> list[tuple[int, int]]:
    """The blocks in which people may speak: no headings, contents, captions, and nothing above the first paragraph."""
    text = document.text
    before = [None, *document.blocks]
    blocks = [
        block
        for last, block in zip(before, document.blocks, strict=False)
        if block.kind not in SILENT or (last and goes_on(text[last.start : last.end], text[block.start : block.end]))
    ]
    starts = (number for number, block in enumerate(blocks) if is_body(text[block.start : block.end]))
    return [(block.start, block.end) for block in blocks[next(starts, 0) :]]


def goes_on(before: str, line: str) -> bool:
    """True for a line like a heading that goes on with the quote the paragraph before has left open."""
    return bool(LEFT_OPEN.search(before.rstrip())) and bool(REOPENED.match(line.strip()))


def is_body(block: str) -> bool:
    """True for a paragraph of running text: a full stop or mark at its end, and more than a few words."""
    stripped = block.strip()
    return bool(BODY_END.search(stripped)) and len(stripped.split()) >= BODY_WORDS and stripped[0] not in BULLETS
