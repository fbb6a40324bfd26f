"""The period that a figure measures: stated in its sentence, or inherited from the sample or table it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dapipe.annotate.found import found
from dapipe.document import Block, BlockKind, Document
from dapipe.mentions import Period, Quantity, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

ADJACENT = 45
BACK = re.compile(
    r"^(?:of|in)\s+(?:the|those|these)\b|\bof\s+(?:those|these|them|which|whom)\b|\bthe\s+same\s+(?:period|time|year|months)\b"
    r"|^(?:those|these)\b|\bof\s+the\s+(?:other|remaining|rest)\b",
    re.I,
)
OTHER_TIME = re.compile(r"\s*(?:\w+\s+){0,3}(?:earlier|previously|before|the year before|in the previous)\b", re.I)
UNTIMED = ("deadline", "target")


@dataclass(frozen=True, slots=True)
class When:
    """A period's first and last day, its words, and stated or inherited; all "" without a period."""

    first: str = ""
    last: str = ""
    words: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Periods:
    """The dated periods of a document in order."""

    listed: tuple[Period, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Period, ...]:
        """The periods that begin in [start, end)."""
        return self.listed[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def periods(doc: Doc) -> Periods:
    """The periods of a Doc whose days are known."""
    dated = [period for period in found(doc, "periods", Period) if period.first and period.last]
    dated.sort(key=lambda period: period.start)
    return Periods(tuple(dated), tuple(period.start for period in dated))


def when(
    document: Document, item: Quantity, sentence: Sentence, before: Sentence | None, role: str, known: Periods
) -> When:
    """The period of a number in `sentence`; `before` is the sentence before it in the same block."""
    block = document.block(item.start)
    if block and block.kind is BlockKind.CELL:
        return of_cell(document, block, known)
    if role in UNTIMED or item.kind == "duration":
        return When()
    inside = known.between(sentence.start, sentence.end)
    own = chosen(document.text, item, inside, role)
    if own:
        return shown(document, own, "stated")
    if before and not inside and BACK.search(document.text[sentence.start : sentence.end]):
        earlier = known.between(before.start, before.end)
        return shown(document, earlier[-1], "inherited") if earlier else When()
    return When()


def chosen(text: str, item: Quantity, inside: tuple[Period, ...], role: str) -> Period | None:
    """The period of a sentence that a number belongs to: one right after it, else the last before it, else the first."""
    after = [period for period in inside if period.start >= item.end]
    before = [period for period in inside if period.start < item.start]
    if after and after[0].start - item.end <= ADJACENT and not re.search(r"\d|[;:]", text[item.end : after[0].start]):
        return after[0]
    if role == "comparator" and OTHER_TIME.match(text, item.end):
        return None
    if before:
        return before[-1]
    return after[0] if after else None


def shown(document: Document, period: Period, basis: str) -> When:
    """A period as a figure has it."""
    return When(period.first, period.last, document.text[period.start : period.end], basis)


def of_cell(document: Document, block: Block, known: Periods) -> When:
    """The period in a cell's headings, else in the caption or heading right above its table."""
    for heading in reversed((*block.row_headings, *block.column_headings)):
        for period in known.listed:
            if heading and document.text[period.start : period.end] in heading:
                return shown(document, period, "inherited")
    caption = above(document, block)
    inside = known.between(caption.start, caption.end) if caption else ()
    return shown(document, inside[-1], "inherited") if inside else When()


def above(document: Document, cell: Block) -> Block | None:
    """The caption or heading right above a cell's table."""
    place = bisect_left(document.blocks, cell.start, key=lambda block: block.start)
    while place > 0 and document.blocks[place].table == cell.table:
        place -= 1
    block = document.blocks[place]
    return block if block.kind in (BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH) else None
