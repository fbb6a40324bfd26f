"""Figures that others are measured against: the same share a year earlier, the same for another force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dapipe.annotate.patterns import pattern
from dapipe.document import BlockKind, Document
from dapipe.facts.figure import Figure

AROUND = 4
REACH = 400
NEXT = 90
ALIKE = timedelta(days=10)


def with_comparators(document: Document, figures: list[Figure], main: str) -> Iterator[Figure]:
    """The figures, those given only to compare as comparators; `main` is the force that the document is about."""
    for place, figure in enumerate(figures):
        near = [*figures[max(0, place - AROUND) : place], *figures[place + 1 : place + 1 + AROUND]]
        like = [one for one in near if is_like(figure, one)]
        later = (one for one in like if is_later(figure, one) and stands_beside(document, figure, one, "row"))
        older = any(not is_listed(document.text, figure, one) for one in later)
        others = any(
            is_of_another(figure, one, main) and stands_beside(document, figure, one, "column") for one in like
        )
        planned = pattern("when", "planned").search(figure.source.sentence)
        named = bool(main and figure.force) and figure.force != main and figure.unit != "other"
        foreign = named and not is_told_of(figure)
        compared = figure.role == "value" and (others or foreign or (older and not planned))
        yield replace(figure, role="comparator") if compared else figure


def is_listed(text: str, figure: Figure, later: Figure) -> bool:
    """True for two levels that "and" joins: "5,100 were hired in 2021/22 and 4,557 the year after"."""
    gap = text[figure.source.end : later.source.start]
    return later.change == "none" and len(gap) < NEXT and bool(pattern("when", "and_joined").fullmatch(gap))


def is_told_of(figure: Figure) -> bool:
    """True in a sentence that grades another force, so that its figures are told for their own sake."""
    sentence = figure.source.sentence
    return bool(pattern("when", "graded").search(sentence)) and not pattern("when", "neighbour").search(sentence)


def with_sizes_again(figures: list[Figure], text: str) -> Iterator[Figure]:
    """The figures, the size of a sample named again as such: "of the 400 files"."""
    sizes: set[tuple[float, str]] = set()
    for figure in figures:
        if figure.role == "sample_size" and figure.unit == "count":
            sizes.add((figure.value, head(figure)))
        named = pattern("when", "the_left").search(text[: figure.source.start][-16:])
        again = figure.role == "value" and named and head(figure) and (figure.value, head(figure)) in sizes
        yield replace(figure, role="sample_size") if again else figure


def is_like(figure: Figure, other: Figure) -> bool:
    """True for two figures that may measure the same: in one unit, counts and sums of the same things."""
    same = (figure.unit, figure.per) == (other.unit, other.per)
    shares = figure.unit not in ("count", "currency_gbp")
    return same and (shares or (head(figure) != "" and head(figure) == head(other)))


def head(figure: Figure) -> str:
    """The last word of what a figure measures."""
    return (figure.measure.split() or [""])[-1].lower()


def stands_beside(document: Document, figure: Figure, other: Figure, line: str) -> bool:
    """True for figures close together in the text, or in one row or column of a table as `line` says."""
    here, there = document.block(figure.source.start), document.block(other.source.start)
    if here is None or there is None:
        return False
    if BlockKind.CELL in (here.kind, there.kind):
        return here.table == there.table and getattr(here, line) == getattr(there, line)
    return abs(figure.source.start - other.source.start) < REACH


def is_later(figure: Figure, other: Figure) -> bool:
    """True if the other figure is the same force's for a later stretch of the same length."""
    if figure.force != other.force or not (figure.period_start and other.period_start):
        return False
    return figure.period_end < other.period_end and abs(length(figure) - length(other)) <= ALIKE


def length(figure: Figure) -> timedelta:
    """How long the period of a figure is."""
    return date.fromisoformat(figure.period_end) - date.fromisoformat(figure.period_start)


def is_of_another(figure: Figure, other: Figure, main: str) -> bool:
    """True for the country's or another force's figure beside one of the force that the document is about."""
    foreign = figure.scope == "national" or (figure.force and figure.force != main)
    return bool(main and foreign) and other.force == main
