"""Periods that figures take from figures beside them: the sum a percentage explains, the card that a text repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dapipe.annotate.patterns import pattern
from dapipe.document import Block, Document

if TYPE_CHECKING:
    from dapipe.facts.figure import Figure

REACH = 260


def with_periods(document: Document, figures: list[Figure]) -> Iterator[Figure]:
    """The figures, with the period of a neighbour where they have none and the text ties the two together."""
    for place, figure in enumerate(figures):
        giver = None if figure.period_start else giver_of(document, figures, place)
        yield like(figure, giver) if giver else figure


def giver_of(document: Document, figures: list[Figure], place: int) -> Figure | None:
    """The later figure whose period a figure shares, None if there is none."""
    figure = figures[place]
    for later in figures[place + 1 : place + 5]:
        if later.period_basis == "stated" and (explained(document, figure, later) or repeated(document, figure, later)):
            return later
    return None


def explained(document: Document, figure: Figure, later: Figure) -> bool:
    """True for the counts before "This was 34 per cent of all …" in the same paragraph."""
    gap = document.text[figure.source.end : later.source.start]
    near = len(gap) < REACH and "\n" not in gap and figure.unit == "count" and later.unit == "percent"
    shared = set(words(figure.measure)) & set(words(later.measure))
    return near and bool(shared and pattern("when", "points_back").match(later.source.sentence))


def words(measure: str) -> list[str]:
    """The words of a measure."""
    return re.findall(r"[\w’-]+", measure.lower())


def repeated(document: Document, figure: Figure, later: Figure) -> bool:
    """True for a number alone in its block that the text after it gives again."""
    block = document.block(figure.source.start)
    alone = block is not None and text_of(document, block) == figure.source.words.strip()
    return alone and (figure.value, figure.unit) == (later.value, later.unit)


def text_of(document: Document, block: Block) -> str:
    """The words of a block."""
    return document.text[block.start : block.end].strip()


def like(figure: Figure, giver: Figure) -> Figure:
    """A figure with the period of another."""
    return replace(
        figure,
        period_start=giver.period_start,
        period_end=giver.period_end,
        period_text=giver.period_text,
        period_basis="inherited",
    )
