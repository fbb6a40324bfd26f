"""What a rate measures: what is counted and the base that it is counted on, "arrests for every 100 crimes"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dapipe.annotate import counted
from dapipe.annotate.patterns import pattern

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.facts.figure import Figure


LEFT = 20


def of_rate(text: str, doc: Doc, figure: Figure, clause: str, before: Iterable[Figure]) -> str:
    """What a ratio measures. `clause` is what its clause says is measured, `before` the figures before with a measure.

    A rate that names no base has that of the last one that is per as many.
    """
    thing = figure.measure or clause
    alike = next((one.measure for one in before if one.per == figure.per), "")
    start, end = figure.source.start, figure.source.end
    if pattern("measure", "for_every_left").search(text[max(0, start - LEFT) : start]):
        first = pattern("measure", "base_first").match(text, start, end)
        base = counted.phrase(doc, first.end()) if first else None
        return f"{thing} for every {text[start : base[1]]}" if base and thing else thing
    joint = pattern("measure", "rate").search(text, start, end)
    if joint is None:
        return thing if " " in figure.source.words else alike or thing
    of = pattern("measure", "of_these").match(text, end)
    base = counted.phrase(doc, of.end() if of else end)
    if base is None:
        return alike or thing
    counts = text[joint.start("thing") : joint.start("joint")].strip() if joint["thing"] else ""
    per = " ".join(text[joint.start("joint") : base[1]].split())
    named = counts or (clause if thing == text[slice(*base)] else thing)
    return named if named.endswith(f" {per}") else f"{named} {per}".strip()
