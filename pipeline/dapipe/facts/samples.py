"""The period of an audit or a sample, which holds for its results wherever the document gives them.

"We audited 1,180 reports of crime made between July and December" dates "85.5 percent of domestic abuse crimes are
recorded" pages later, until another audit is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dapipe.annotate import numerals
from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.facts import cells
from dapipe.facts.figure import Figure
from dapipe.facts.known_periods import Periods, When, shown
from dapipe.mentions import Period, Sentence

LONG_KINDS = ("span", "year", "quarter")
NEAR = 250
SHARES = ("percent", "percentage_points", "ratio")
ROLES = ("value", "sample_size")
STOPS = (". ", "? ", "! ")
END = re.compile(r"\n|[.?!] ")


@dataclass(frozen=True, slots=True)
class Sample:
    """An audit or sample: where it is named, how far it holds, its period, its sizes, the things looked at.

    `things_end` is where another sample of the same things is named. `recording` is true if it measures how crime is
    recorded, `whole` if the text says that its figures rest on it, the earlier ones too.
    """

    start: int
    end: int
    things_end: int
    period: When
    sizes: frozenset[float]
    things: frozenset[str]
    recording: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples of a document in order, and the captions of its tables."""

    listed: tuple[Sample, ...]
    captions: dict[int, Block]


def samples(document: Document, figures: list[Figure], known: Periods) -> Samples:
    """The samples whose periods a document states."""
    return Samples(tuple(stated(document, figures, known)), cells.captions(document))


def stated(document: Document, figures: list[Figure], known: Periods) -> Iterator[Sample]:
    """The samples, in order."""
    for period in known.listed:
        start, end = around(document, period)
        text = document.text[start:end]
        inside = figures[bisect_left(figures, start, key=starts) : bisect_left(figures, end, key=starts)]
        named = is_named(text, inside)
        if period.kind in LONG_KINDS and (named or pattern("samples", "implied").search(text)):
            sizes = frozenset(one.value for one in inside if one.unit == "count" and one.value > 1)
            things = frozenset(match["things"].lower() for match in pattern("samples", "counted").finditer(text))
            yield Sample(
                start,
                len(document.text) if named else end + NEAR,
                next_sample(figures, end, sizes, things, len(document.text)),
                shown(document, period, "inherited"),
                sizes,
                things,
                bool(pattern("samples", "recording").search(text)),
                bool(pattern("samples", "whole").search(text)),
            )


def starts(figure: Figure) -> int:
    """Where a figure stands."""
    return figure.source.start


def is_named(text: str, inside: list[Figure]) -> bool:
    """True for a sentence that names what was audited, with its number or as a table's title."""
    sized = any(figure.role == "sample_size" for figure in inside) and pattern("samples", "named").search(text)
    return bool(sized or pattern("samples", "titled").search(text))


def next_sample(figures: list[Figure], start: int, sizes: frozenset[float], things: frozenset[str], end: int) -> int:
    """Where the next sample of the same things is named; `end`, that of the text, if nowhere."""
    for figure in figures[bisect_right(figures, start, key=starts) :]:
        other = figure.role == "sample_size" and figure.unit == "count" and figure.value not in sizes
        counted = pattern("samples", "counted").search(figure.measure) if other else None
        if counted and counted["things"].lower() in things:
            return figure.source.start
    return end


def around(document: Document, period: Period) -> tuple[int, int]:
    """Where the sentence or caption of a period begins and ends, as far as points and lines tell."""
    block = document.block(period.start)
    if block and block.kind is BlockKind.CAPTION:
        return block.start, block.end
    text = document.text
    line, end = text.rfind("\n", 0, period.start) + 1, END.search(text, period.end)
    start = max(line, *(text.rfind(mark, line, period.start) + 1 for mark in STOPS))
    return start, end.start() if end else len(text)


def period_of(document: Document, figure: Figure, sentence: Sentence, found: Samples, said: bool) -> When | None:
    """The period of the sample that a figure is a result of; `said` is true if its sentence states another."""
    if said or not found.listed or figure.role not in ROLES or figure.scope == "other body":
        return None
    text, title = words_around(document, figure, sentence, found)
    for sample in reversed(found.listed):
        if not (sample.start < figure.source.start or sample.whole or len(found.listed) == 1):
            continue
        if pattern("samples", "own").search(text) or has_its_size(figure, sample) or names_it(title, sample):
            return sample.period
        later = sample.start < figure.source.start or sample.whole
        if later and (is_recording(document, text, figure, sample) or is_of_things(text, figure, sample)):
            return sample.period
    return None


def words_around(document: Document, figure: Figure, sentence: Sentence, found: Samples) -> tuple[str, str]:
    """The sentence of a figure and "", for a cell its headings and the caption of its table."""
    block = document.block(figure.source.start)
    if block is None or block.kind is not BlockKind.CELL:
        return document.text[sentence.start : sentence.end], ""
    caption = found.captions.get(block.table)
    title = document.text[caption.start : caption.end] if caption else ""
    return " | ".join((*block.row_headings, *block.column_headings)), title


def names_it(title: str, sample: Sample) -> bool:
    """True for the title of a table about the sample: "The 48 files, as graded"."""
    named = pattern("samples", "of_size").finditer(title)
    return any(number.value in sample.sizes for match in named for number in numerals.read(match["size"]))


def is_of_things(text: str, figure: Figure, sample: Sample) -> bool:
    """True for a part of what was looked at: "in five of the files about missing children"."""
    of_things = pattern("samples", "of_things").search(text)
    known = of_things is not None and of_things["things"].lower() in sample.things
    counted = figure.unit in ("count", "percent", "ratio") and figure.change == "none"
    return known and counted and figure.source.start < sample.things_end


def is_recording(document: Document, text: str, figure: Figure, sample: Sample) -> bool:
    """True if a sentence, or the headings of a cell, tell how much crime was recorded as an audit finds it."""
    level = figure.change == "none" or document.text[figure.source.start - 3 : figure.source.start] == "to "
    near = sample.whole or figure.source.start < sample.end
    if not (sample.recording and level and near) or pattern("samples", "other").search(text):
        return False
    if figure.unit in SHARES:
        return bool(pattern("samples", "recorded_share").search(text))
    return figure.unit == "count" and bool(pattern("samples", "recorded_count").search(text))


def has_its_size(figure: Figure, sample: Sample) -> bool:
    """True for the size of the sample named again."""
    return figure.role == "sample_size" and figure.unit == "count" and figure.value in sample.sizes
