"""Passages: the paragraphs of the stored documents, made again from their statements, with the figures in place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dapipe.facts.figure import Figure
from dapipe.facts.statements import Statement

# Sentences of one paragraph stand one blank apart; paragraphs two line ends.
BETWEEN_SENTENCES = 1
MARK = re.compile(r"⟦[a-z]+(\d+)⟧")
OF = re.compile(r"\b(?:of|in|out of)\b", re.I)
EVERY = re.compile(r"\b(?:per|every|each)\b", re.I)
BASES = (100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its text, where it starts in the document, its figures in order, and its first statement."""

    doc: str
    start: int
    text: str
    figures: tuple[Figure, ...]
    first: Statement

    def before(self, figure: Figure) -> str:
        """The words before a figure."""
        return self.text[: max(figure.source.start - self.start, 0)]

    def after(self, figure: Figure) -> str:
        """The words after a figure."""
        return self.text[figure.source.end - self.start :]

    def skeleton(self) -> str:
        """The text with each figure as a mark ⟦kind number⟧, its number being its place in `figures`."""
        parts, at = [], 0
        for number, figure in enumerate(self.figures):
            start, end = figure.source.start - self.start, figure.source.end - self.start
            if start < at or figure.unit == "multiple":
                continue
            parts += [self.text[at:start], f"⟦{kind(figure)}{number}⟧"]
            at = end
        return "".join(parts) + self.text[at:]


def kind(figure: Figure) -> str:
    """What a figure is in a sum: count, percent, points, fraction ("39 of 112"), rate ("42 for every 100"), other."""
    if figure.unit == "percentage_points":
        return "points"
    if figure.unit == "ratio":
        every = EVERY.search(figure.value_text) or (figure.per in BASES and not OF.search(figure.value_text))
        return "rate" if every else "fraction"
    return figure.unit if figure.unit in ("count", "percent") else "other"


def passages(statements: Iterable[Statement], figures: Iterable[Figure]) -> Iterator[Passage]:
    """The paragraphs of all documents, in the order of document and place."""
    by_doc: dict[str, list[Figure]] = {}
    for figure in figures:
        by_doc.setdefault(figure.source.doc, []).append(figure)
    ordered = sorted(statements, key=lambda item: (item.source.doc, item.source.start))
    for doc, group in groupby(ordered, key=lambda item: item.source.doc):
        held = sorted(by_doc.get(doc, ()), key=lambda item: item.source.start)
        starts = [item.source.start for item in held]
        for paragraph in paragraphs(list(group)):
            first, last = paragraph[0].source, paragraph[-1].source
            inside = held[bisect_left(starts, first.start) : bisect_left(starts, last.end)]
            yield Passage(doc, first.start, text_of(paragraph), tuple(inside), paragraph[0])


def paragraphs(statements: list[Statement]) -> Iterator[list[Statement]]:
    """The statements of one document as paragraphs."""
    held: list[Statement] = []
    for statement in statements:
        if held and statement.source.start - held[-1].source.end > BETWEEN_SENTENCES:
            yield held
            held = []
        held.append(statement)
    if held:
        yield held


def text_of(paragraph: list[Statement]) -> str:
    """The text of a paragraph, each character at its place; line ends as blanks."""
    text, start = "", paragraph[0].source.start
    for statement in paragraph:
        text = text.ljust(statement.source.start - start) + statement.source.words
    return re.sub(r"\s", " ", text)
