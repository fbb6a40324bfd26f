"""The periods of table cells and number cards: from their headings, the caption, or the line above the cards."""

from __future__ import annotations

import re
from bisect import bisect_left

from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.facts.known_periods import Periods, When, shown
from dapipe.mentions import Period

NAMED = 2
MANY = 300
MANY_CARDS = 40
SHORT = 2
WIDEST = 30


def of_cell(document: Document, block: Block, caption: Block | None, line: Block | None, known: Periods) -> When:
    """The period in a cell's headings, else in the unsplit `line` of headings or the caption above its table."""
    for heading in reversed((*block.row_headings, *block.column_headings)):
        named = [period for period in known.listed if heading and words_of(document, period) in heading]
        if named:
            return shown(document, max(named, key=lambda period: period.end - period.start), "inherited")
    if pattern("samples", "earlier").search(" | ".join((*block.row_headings, *block.column_headings))):
        return When()
    columns = known.between(line.start, line.end) if line else ()
    if len(columns) > 1:
        fits = len(columns) == width(document, block)
        return shown(document, columns[block.column - 1], "inherited") if fits and block.column else When()
    inside = known.between(caption.start, caption.end) if caption else ()
    if not caption or not inside or names_another_row(document, caption, block):
        return When()
    return shown(document, inside[-1], "inherited")


def width(document: Document, cell: Block) -> int:
    """How many columns the row of a cell has after its heading."""
    place = bisect_left(document.blocks, cell.start, key=lambda block: block.start)
    near = document.blocks[max(0, place - WIDEST) : place + WIDEST]
    return max(block.column for block in near if (block.table, block.row) == (cell.table, cell.row))


def words_of(document: Document, period: Period) -> str:
    """The words of a period."""
    return document.text[period.start : period.end]


def of_card(document: Document, card: Block, known: Periods) -> When:
    """The period that a sentence above a number card gives for all figures: "All figures are for the year to …"."""
    place = bisect_left(document.blocks, card.start, key=lambda block: block.start)
    for block in reversed(document.blocks[max(0, place - MANY_CARDS) : place]):
        inside = known.between(block.start, block.end)
        if inside and pattern("when", "all_figures").search(document.text, block.start, block.end):
            return shown(document, inside[-1], "inherited")
        if block.kind is BlockKind.HEADING:
            break
    return When()


def names_another_row(document: Document, caption: Block, cell: Block) -> bool:
    """True if a caption only names what another row of the table measures."""
    title = content(document.text[caption.start : caption.end])
    first = bisect_left(document.blocks, caption.end, key=lambda block: block.start)
    near = document.blocks[first : first + MANY]
    rows = {block.row_headings for block in near if block.table == cell.table and block.row_headings}
    named = [row for row in rows if len(title & content(" ".join(row))) >= NAMED]
    return bool(named) and cell.row_headings not in named


def content(text: str) -> set[str]:
    """The words and numbers of a text that are longer than two characters."""
    return {word for word in re.findall(r"[\w,’-]+", text.lower()) if len(word) > SHORT}
