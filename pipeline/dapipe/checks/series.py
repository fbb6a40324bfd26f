"""Series: what a figure measures, so that two figures can be told to be of one kind, in running text and in tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dapipe import lexicon
from dapipe.checks.passages import Passage, kind
from dapipe.checks.rounding import Interval, stands_for
from dapipe.checks.words import stem, stems
from dapipe.facts.figure import Figure

AROUND = 80
CAPTION_REACH = 4000
NATIONAL = "national"
NAMELESS = ("duration", "currency")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure as a value of a series: whose it is, in what unit and base, of what, around which words.

    `topic` are the stems that name what is measured, `context` those of the words around it. `cell` is true in tables.
    `named` is false for a time or an amount of money without a noun: its topic is its context.
    """

    figure: Figure
    who: str
    unit: str
    per: float | None
    topic: frozenset[str]
    context: frozenset[str]
    values: Interval
    cell: bool
    named: bool


@cache
def known() -> dict[str, Any]:
    """The lexicon `series`, with its patterns compiled."""
    read = lexicon.read("series")
    compiled = {name: re.compile(read[name], re.I) for name in ("caption", "denominator", "base")}
    outside = frozenset(stem(word) for word in lexicon.words("series", "outside"))
    return {**compiled, "outside": outside, "units": read["units"]}


def points(passages: list[Passage]) -> Iterator[Point]:
    """The points of all figures that tell whose they are; changes, targets and parts are none."""
    captions = captions_of(passages)
    for passage in passages:
        for figure in passage.figures:
            who = figure.force or (NATIONAL if figure.scope == NATIONAL else "")
            level = figure.change == "none" or figure.role == "comparator" or figure.unit == "ratio"
            if who and level and figure.role in ("value", "comparator") and figure.value_high is None:
                yield point(passage, figure, who, caption(captions.get(passage.doc, ([], [])), figure))


def captions_of(passages: list[Passage]) -> dict[str, tuple[list[int], list[str]]]:
    """The captions of each document's tables, with their places."""
    found: dict[str, tuple[list[int], list[str]]] = {}
    for passage in passages:
        if known()["caption"].match(passage.text):
            places, texts = found.setdefault(passage.doc, ([], []))
            places.append(passage.start)
            texts.append(known()["caption"].sub("", passage.text))
    return found


def caption(captions: tuple[list[int], list[str]], figure: Figure) -> str:
    """The caption above a cell; "" if there is none near, and for a figure in running text."""
    place = bisect_right(captions[0], figure.source.start) - 1
    if not is_cell(figure) or place < 0 or figure.source.start - captions[0][place] > CAPTION_REACH:
        return ""
    return captions[1][place]


def is_cell(figure: Figure) -> bool:
    """True for a figure in a table: its row stands for its sentence, with tabs between the cells."""
    return "\t" in figure.source.sentence


def point(passage: Passage, figure: Figure, who: str, above: str) -> Point:
    """One figure as a point of a series."""
    text = passage.text
    start, end = figure.source.start - passage.start, figure.source.end - passage.start
    cell = is_cell(figure)
    around = f"{figure.measure} {above}" if cell else text[max(start - AROUND, 0) : end + AROUND]
    unit, per = unit_of(figure, figure.measure, above) if cell else (figure.unit, figure.per)
    base = known()["base"].search(above if cell else text[start : end + AROUND])
    words = f"{figure.measure} {above}" if cell else f"{figure.measure} {base[1] if base else ''}"
    named = cell or bool(figure.measure) or not unit.startswith(NAMELESS)
    context = naming(around, who)
    return Point(
        figure=figure,
        who=who,
        unit=unit,
        per=per,
        topic=naming(words, who) if named else context,
        context=context,
        values=stands_for(figure, "" if cell else text[:start]),
        cell=cell,
        named=named,
    )


def unit_of(figure: Figure, measure: str, above: str) -> tuple[str, float | None]:
    """Unit and base of a cell: its own, or those that its caption gives to bare numbers."""
    per = known()["denominator"].search(measure) or known()["denominator"].search(above)
    if figure.unit != "count" or figure.per:
        return figure.unit, figure.per
    if per:
        return "ratio", float(per[1].replace(",", ""))
    words = re.findall(r"\bin (\w+)\b", above)
    return next((known()["units"][word] for word in words if word in known()["units"]), figure.unit), None


def naming(text: str, who: str) -> frozenset[str]:
    """The stems that name a measure in a text: without times, places and the force itself."""
    own = {stem(word) for word in who.split("-")}
    return frozenset(item for item in stems(text) if item not in known()["outside"] and item not in own)


def is_ratio(figure: Figure) -> bool:
    """True for a rate per 100, 1,000 …, as against "39 of 112"."""
    return kind(figure) == "rate"
