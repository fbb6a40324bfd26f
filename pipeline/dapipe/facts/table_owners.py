"""Whose the columns of a table are where the reader has left their headings in the lines above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import spots
from dapipe.annotate.patterns import pattern

if TYPE_CHECKING:
    from dapipe.document import Block, Document

NATIONAL = "national"
LINES_ABOVE = 2


def column_owners(document: Document) -> dict[tuple[int, int], str]:
    """Table and column -> the force's slug or "national", from a line of nothing but such names above the table."""
    found: dict[tuple[int, int], str] = {}
    for table, above in tables(document):
        columns = sorted({block.column for block in table if not block.header})
        for block in above:
            names = names_of(document.text[block.start : block.end])
            if len(names) > 1 and len(names) == len(columns):
                found.update({(table[0].table, column): name for column, name in zip(columns, names, strict=True)})
    return found


def tables(document: Document) -> Iterator[tuple[list[Block], list[Block]]]:
    """The cells of each table without column headings, and the lines above it."""
    blocks = document.blocks
    first = 0
    while first < len(blocks):
        end = first + 1
        while blocks[first].table >= 0 and end < len(blocks) and blocks[end].table == blocks[first].table:
            end += 1
        cells = list(blocks[first:end])
        if cells[0].table >= 0 and not any(cell.column_headings for cell in cells):
            yield cells, [block for block in blocks[max(0, first - LINES_ABOVE) : first] if block.table < 0]
        first = end


def names_of(line: str) -> list[str]:
    """The forces and "national" that a line names in their order; [] if it says anything else."""
    named = {(spot.start, spot.end): spot.police or spot.fire for spot in spots(line) if spot.form in ("name", "area")}
    country = {match.span(): NATIONAL for match in pattern("topics", "country").finditer(line)}
    places = sorted({**named, **country}.items())
    rest = line
    for (start, end), _ in reversed(places):
        rest = rest[:start] + rest[end:]
    return [] if re.search(r"\w", rest) else [name for _, name in places]
