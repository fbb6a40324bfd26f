"""Sentence borders from blocks and punctuation, set before the parser runs, so that it never crosses a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from dapipe import lexicon
from dapipe.annotate.found import document_of
from dapipe.document import Block, BlockKind, Document
from dapipe.mentions import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A stop with a blank and a capital, digit or mark behind it; or, as registers write, with the capital at once.
BORDER = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[•]*[A-Z0-9£])|(?<=[a-z)])\.(?=[A-Z][a-z]+ )")
OPENING = ("“", '"', "‘", "'")


def find(doc: Doc) -> tuple[Sentence, ...]:
    """The statement units of a Doc; also sets the Doc's sentence starts."""
    sentences = tuple(units(document_of(doc)))
    starts = np.isin(doc.to_array(["IDX"]), [sentence.start for sentence in sentences])
    # As one array: setting `is_sent_start` token by token looks through the whole Doc each time.
    values = np.where(starts, 1, -1).reshape(-1, 1).astype("uint64")
    doc.from_array(["SENT_START"], values)  # type: ignore[arg-type]
    return sentences


def units(document: Document) -> Iterator[Sentence]:
    """Statement units in reading order. The cells of one table row are one unit; other blocks are split."""
    held: Sentence | None = None
    for number, block in enumerate(document.blocks):
        for sentence in in_block(document.text, block, number):
            if held and goes_on(document, held, sentence):
                held = Sentence(start=held.start, end=sentence.end, block=held.block)
            else:
                if held:
                    yield held
                held = sentence
    if held:
        yield held


def in_block(text: str, block: Block, number: int) -> Iterator[Sentence]:
    """The sentences of a block; a table cell is one."""
    if block.kind is BlockKind.CELL:
        return trimmed(text, block.start, block.end, number)
    return split_block(text, block, number)


def goes_on(document: Document, held: Sentence, sentence: Sentence) -> bool:
    """True if a sentence belongs to the one before: cells of one row, or a quote and the line that introduces it."""
    before, after = document.blocks[held.block], document.blocks[sentence.block]
    if before.kind is BlockKind.CELL:
        return after.kind is BlockKind.CELL and (before.table, before.row) == (after.table, after.row)
    both = before is not after and before.kind is after.kind is BlockKind.PARAGRAPH
    introduced = document.text[held.end - 1] == ":" and document.text.startswith(OPENING, sentence.start)
    return both and introduced


def split_block(text: str, block: Block, number: int) -> Iterator[Sentence]:
    """The sentences of one block, without blanks at their ends."""
    start = block.start
    for border in BORDER.finditer(text, block.start, block.end):
        if not abbreviated(text, border.start()) and not text[block.start : border.start()].isdigit():
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
