"""Sentence borders from blocks and punctuation, set before the parser runs, so that it never crosses a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.found import document_of
from dapipe.document import Block, BlockKind, Document
from dapipe.mentions import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

BORDER = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[•]*[A-Z0-9£])")


def find(doc: Doc) -> tuple[Sentence, ...]:
    """The statement units of a Doc; also sets the Doc's sentence starts."""
    sentences = tuple(units(document_of(doc)))
    starts = {sentence.start for sentence in sentences}
    for token in doc:
        token.is_sent_start = token.idx in starts
    return sentences


def units(document: Document) -> Iterator[Sentence]:
    """Statement units in reading order. The cells of one table row are one unit; other blocks are split."""
    row: tuple[int, int] = (-1, -1)
    held: Sentence | None = None
    for number, block in enumerate(document.blocks):
        same_row = block.kind is BlockKind.CELL and (block.table, block.row) == row
        if held and same_row:
            held = Sentence(start=held.start, end=block.end, block=held.block)
            continue
        if held:
            yield held
            held = None
        if block.kind is BlockKind.CELL:
            row, held = (block.table, block.row), Sentence(start=block.start, end=block.end, block=number)
        else:
            yield from split_block(document.text, block, number)
    if held:
        yield held


def split_block(text: str, block: Block, number: int) -> Iterator[Sentence]:
    """The sentences of one block, without blanks at their ends."""
    start = block.start
    for border in BORDER.finditer(text, block.start, block.end):
        if not abbreviated(text, border.start()):
            yield from trimmed(text, start, border.end(), number)
            start = border.end()
    yield from trimmed(text, start, block.end, number)


def abbreviated(text: str, stop: int) -> bool:
    """True if the full stop at `stop` ends an abbreviation (Supt., No., St.) or an initial."""
    found = re.search(r"[\w.]+$", text[max(0, stop - 20) : stop])
    word = found.group() if found else ""
    return len(word) == 1 or word.lower() in lexicon.words("sentences", "abbreviations")


def trimmed(text: str, start: int, end: int, number: int) -> Iterator[Sentence]:
    """The stretch without surrounding blanks, if anything is left."""
    stretch = text[start:end]
    if stretch.strip():
        start += len(stretch) - len(stretch.lstrip())
        yield Sentence(start=start, end=start + len(stretch.strip()), block=number)
