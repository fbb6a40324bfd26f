"""The period of an audit or a sample, which holds for its results wherever the document gives them.

"We audited 1,180 reports of crime made between July and December" dates "85.5 percent of domestic abuse crimes are
recorded" pages later, until another audit is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dapipe.annotate.patterns import pattern
from dapipe.document import BlockKind, Document
from dapipe.facts.figure import Figure
from dapipe.facts.known_periods import Periods, When, shown
from dapipe.mentions import Period, Sentence

LONG_KINDS = ("span", "year", "quarter")
NEAR = 250
SHARES = ("percent", "percentage_points", "ratio")
ROLES = ("value", "sample_size")


@dataclass(frozen=True, slots=True)
class Sample:
    """An audit or sample: where it is named, how far it holds, its period, its sizes.

    `recording` is true if it measures how crime is recorded, `whole` if the text says that its figures rest on it, the
    earlier ones too.
    """

    start: int
    end: int
    period: When
    sizes: frozenset[float]
    recording: bool
    whole: bool


def samples(document: Document, figures: list[Figure], known: Periods) -> Iterator[Sample]:
    """The samples whose periods a document states, in order."""
    for period in known.listed:
        start, end = around(document, period)
        text = document.text[start:end]
        named = pattern("samples", "named").search(text)
        if period.kind in LONG_KINDS and (named or pattern("samples", "implied").search(text)):
            sizes = (one.value for one in figures if start <= one.source.start < end and one.unit == "count")
            yield Sample(
                start,
                len(document.text) if named else end + NEAR,
                shown(document, period, "inherited"),
                frozenset(size for size in sizes if size > 1),
                bool(pattern("samples", "recording").search(text)),
                bool(pattern("samples", "whole").search(text)),
            )


def around(document: Document, period: Period) -> tuple[int, int]:
    """Where the sentence of a period begins and ends, as far as points and lines tell."""
    start = max(document.text.rfind(mark, 0, period.start) + 1 for mark in ("\n", ". ", "? ", "! "))
    ends = [end for mark in ("\n", ". ", "? ", "! ") if (end := document.text.find(mark, period.end)) >= 0]
    return start, min(ends, default=len(document.text))


def period_of(
    document: Document, figure: Figure, sentence: Sentence, found: tuple[Sample, ...], said: bool
) -> When | None:
    """The period of the sample that a figure is a result of; `said` is true if its sentence states another."""
    if said or figure.role not in ROLES:
        return None
    text = document.text[sentence.start : sentence.end]
    block = document.block(figure.source.start)
    if block and block.kind is BlockKind.CELL:
        text = " | ".join((*block.row_headings, *block.column_headings))
    for sample in reversed(found):
        if not (sample.start < figure.source.start or sample.whole or len(found) == 1):
            continue
        later = sample.start < figure.source.start < sample.end or sample.whole
        recorded = later and sample.recording and is_recording(document, text, figure)
        if recorded or pattern("samples", "own").search(text) or has_its_size(figure, sample):
            return sample.period
    return None


def is_recording(document: Document, text: str, figure: Figure) -> bool:
    """True if a sentence, or the headings of a cell, tell how much crime was recorded as an audit finds it."""
    level = figure.change == "none" or document.text[figure.source.start - 3 : figure.source.start] == "to "
    if pattern("samples", "other").search(text) or not level:
        return False
    if figure.unit in SHARES:
        return bool(pattern("samples", "recorded_share").search(text))
    return figure.unit == "count" and bool(pattern("samples", "recorded_count").search(text))


def has_its_size(figure: Figure, sample: Sample) -> bool:
    """True for the size of the sample named again."""
    return figure.role == "sample_size" and figure.unit == "count" and figure.value in sample.sizes
