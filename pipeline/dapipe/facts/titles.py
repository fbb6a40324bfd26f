"""Periods that a line gives to the lines around it: the title of a list, "All figures are for the year to …"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.facts.figure import Figure
from dapipe.facts.known_periods import Periods, When, shown

PROSE = 160
MANY = 40
LINES = 14


def period_around(document: Document, figure: Figure, known: Periods) -> When | None:
    """The period of a figure in a line under a title with a period, or among figures that one line dates."""
    place = bisect_left(document.blocks, figure.source.start + 1, key=lambda block: block.start) - 1
    if place < 0 or is_prose(document.blocks[place]):
        return None
    for block in above(document, place):
        if dated := of_title(document, block, known) or of_all(document, block, known):
            return dated
        if block.kind is BlockKind.HEADING:
            break
    return next((dated for block in below(document, place) if (dated := of_all(document, block, known))), None)


def is_prose(block: Block) -> bool:
    """True for a paragraph of running text, a table, a contents list."""
    other = block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CARD, BlockKind.HEADING)
    return other or block.end - block.start > PROSE


def above(document: Document, place: int) -> Iterator[Block]:
    """The lines above a block, the nearest first, up to running text."""
    for block in reversed(document.blocks[max(0, place - MANY) : place]):
        if is_prose(block):
            return
        yield block


def below(document: Document, place: int) -> Iterator[Block]:
    """The lines below a block, up to running text or a heading."""
    for block in document.blocks[place + 1 : place + LINES]:
        if is_prose(block) or block.kind is BlockKind.HEADING:
            return
        yield block


def of_title(document: Document, block: Block, known: Periods) -> When | None:
    """The period of a line that is the title of figures: "Average wait for a visit, 2023"."""
    inside = known.between(block.start, block.end)
    titled = len(inside) == 1 and pattern("when", "title").fullmatch(document.text, block.start, block.end)
    return shown(document, inside[0], "inherited") if titled else None


def of_all(document: Document, block: Block, known: Periods) -> When | None:
    """The period of a line that dates all figures around it."""
    inside = known.between(block.start, block.end)
    told = inside and pattern("when", "all_figures").search(document.text, block.start, block.end)
    return shown(document, inside[-1], "inherited") if told else None
