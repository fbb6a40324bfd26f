"""Periods that a line gives to the lines around it: the title of a list, "All figures are for the year to …"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.facts.figure import Figure
from dapipe.facts.known_periods import Periods, When, shown

LINES_OF_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CARD, BlockKind.HEADING, BlockKind.CAPTION)
PROSE = 160
LINE = 60
MANY = 40
LINES = 14
NEAR = 2


def period_around(document: Document, figure: Figure, known: Periods) -> When | None:
    """The period of a figure in a line under a title with a period, or among figures that one line dates."""
    place = bisect_left(document.blocks, figure.source.start + 1, key=lambda block: block.start) - 1
    if place < 0 or is_prose(document, document.blocks[place]):
        return None
    lines = list(above(document, place))
    own_list = [*takewhile(lambda block: not is_heading(document, block), lines)]
    told = [
        of_label(document, document.blocks[place], lines, known),
        *(of_title(document, block, known) for block in lines[: len(own_list) + 1]),
        *(of_all(document, block, known) for block in (*lines, *below(document, place))),
    ]
    return next(filter(None, told), None)


def is_prose(document: Document, block: Block) -> bool:
    """True for running text, a table, a contents list; false for a short line."""
    other = block.kind not in LINES_OF_TEXT
    words = document.text[block.start : block.end].rstrip()
    told = (
        len(words) > LINE and words.endswith((".", "!", "?", "”")) and not pattern("when", "all_figures").search(words)
    )
    return other or told or len(words) > PROSE


def is_heading(document: Document, block: Block) -> bool:
    """True for a heading that does not begin with a number, as a figure set large does."""
    return block.kind is BlockKind.HEADING and not document.text[block.start : block.end].lstrip(" £")[:1].isdigit()


def above(document: Document, place: int) -> Iterator[Block]:
    """The lines above a block, the nearest first, up to running text."""
    for block in reversed(document.blocks[max(0, place - MANY) : place]):
        if is_prose(document, block):
            return
        yield block


def below(document: Document, place: int) -> Iterator[Block]:
    """The lines below a block, up to running text or a heading."""
    for block in document.blocks[place + 1 : place + LINES]:
        if is_prose(document, block) or block.kind is BlockKind.HEADING:
            return
        yield block


def of_title(document: Document, block: Block, known: Periods) -> When | None:
    """The period of a line that is the title of figures: "Average wait for a visit, 2023"."""
    inside = known.between(block.start, block.end)
    if len(inside) != 1:
        return None
    numbers = pattern("when", "numbered_title").fullmatch(document.text, block.start, inside[0].start)
    numbers = numbers or pattern("when", "lead_in").fullmatch(document.text, block.start, block.end)
    titled = numbers or pattern("when", "title").fullmatch(document.text, block.start, block.end)
    return shown(document, inside[0], "inherited") if titled else None


def of_label(document: Document, block: Block, lines: list[Block], known: Periods) -> When | None:
    """The period in the label of the line above: "Detentions, 2014/15: 17,412" over "Children detained: 1,206"."""
    if not pattern("when", "labelled").fullmatch(document.text, block.start, block.end):
        return None
    for line in lines[:NEAR]:
        inside = known.between(line.start, line.end)
        if len(inside) == 1 and pattern("when", "label").fullmatch(document.text, line.start, line.end):
            return shown(document, inside[0], "inherited")
    return None


def of_all(document: Document, block: Block, known: Periods) -> When | None:
    """The period of a line that dates all figures around it."""
    inside = known.between(block.start, block.end)
    told = inside and pattern("when", "all_figures").search(document.text, block.start, block.end)
    return shown(document, inside[-1], "inherited") if told else None
