"""Figures in table cells and number cards: unit, role and measure from the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dapipe.annotate import numerals
from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.mentions import Quantity

ABOVE = (BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH)
FACTORS = {"m": 1e6, "million": 1e6, "bn": 1e9, "000": 1e3, "000s": 1e3, "thousand": 1e3}


def captions(document: Document) -> dict[int, Block]:
    """Table -> the caption, heading or paragraph right above it, or above the line of its headings."""
    found: dict[int, Block] = {}
    for higher, above, block in above_tables(document):
        headed = higher.kind is BlockKind.CAPTION and above.kind is BlockKind.PARAGRAPH
        if above.kind in ABOVE:
            found.setdefault(block.table, higher if headed else above)
    return found


def heading_lines(document: Document) -> dict[int, Block]:
    """Table -> the line between it and its caption, which a reader has not split into headings."""
    return {
        block.table: above
        for higher, above, block in above_tables(document)
        if higher.kind is BlockKind.CAPTION and above.kind is BlockKind.PARAGRAPH
    }


def above_tables(document: Document) -> Iterator[tuple[Block, Block, Block]]:
    """The first cell of each table after the two blocks above it."""
    blocks = document.blocks
    for higher, above, block in zip((*blocks[:1], *blocks), blocks, blocks[1:], strict=False):
        if block.table >= 0 and block.table != above.table:
            yield higher, above, block


def headings(block: Block) -> tuple[str, ...]:
    """A cell's headings, its row's first."""
    return (*block.row_headings, *block.column_headings)


def with_unit(document: Document, item: Quantity, block: Block, caption: str) -> Quantity:
    """The quantity of a cell in the unit that its headings give, else the table's caption.

    A bare number that opens its cell has none from the cell before.
    """
    opens = not document.text[block.start : item.start].strip("±+/- (")
    if opens and not re.search(r"[^\W\d_]|[%£$€]", document.text[item.start : item.end]):
        item = replace(item, unit="count", kind="count", name="", per=None)
    if item.unit != "count":
        return item
    for heading in (*reversed(headings(block)), caption):
        found = in_unit(item, heading)
        if found:
            return found
    return item


def in_unit(item: Quantity, heading: str) -> Quantity | None:
    """The quantity in the unit that one heading gives, None if it gives none."""
    per = pattern("cells", "per").search(heading)
    if per:
        return replace(item, unit="ratio", per=numerals.read(per[1])[0].value, rate=True)
    if pattern("cells", "points").search(heading):
        return replace(item, unit="percentage_points", kind="points", name="percentage point")
    if pattern("cells", "percent").search(heading):
        return replace(item, unit="percent", kind="percent", name="percent")
    pounds = pattern("cells", "pounds").search(heading)
    if pounds:
        return in_pounds(item, (pounds[1] or "").lower())
    duration = pattern("cells", "duration").search(heading)
    if duration:
        name = duration[1].lower()
        return replace(item, unit=f"duration_{name}s", kind="duration", name=name)
    return None


def in_pounds(item: Quantity, scale: str) -> Quantity:
    """The quantity as money."""
    return replace(
        item, unit="currency_gbp", kind="money", name="pound sterling", value=item.value * FACTORS.get(scale, 1.0)
    )


def role(block: Block, caption: str) -> str:
    """The role that a cell's headings give it, with the caption of its table."""
    words = " | ".join(headings(block))
    if pattern("cells", "target").search(words):
        return "target"
    if pattern("cells", "national").search(words):
        return "comparator"
    return "sample_size" if is_sample(" | ".join(block.column_headings), caption) else "value"


def is_sample(column: str, caption: str) -> bool:
    """True for a column of crimes audited, or of the files of a table that tells how inspectors graded them."""
    named = pattern("cells", "sample").search(column) and not re.search(r"recorded|rate|%", column, re.I)
    return bool(named or (pattern("cells", "things").search(column) and pattern("cells", "looked_at").search(caption)))


def caption_of(document: Document, block: Block, item: Quantity) -> str:
    """The words of a number card without its number, "" outside cards."""
    if block.kind is not BlockKind.CARD:
        return ""
    words = document.text[block.start : item.start] + document.text[item.end : block.end]
    return " ".join(words.split()).removeprefix("of ")


def is_national(document: Document, block: Block) -> bool:
    """True for a number card about the whole country: "54 arrests for every 100 crimes, England and Wales"."""
    words = document.text[block.start : block.end]
    return block.kind is BlockKind.CARD and bool(pattern("cells", "national").search(words))


def measure(block: Block, caption: str) -> str:
    """What a cell measures: the caption without its number, and the headings."""
    title = pattern("cells", "numbered").sub("", caption)
    return ", ".join(part for part in (title, *headings(block)) if part)
