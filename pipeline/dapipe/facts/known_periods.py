"""The dated periods of a document, and a period as a figure has it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dapipe.annotate.found import found
from dapipe.document import Document
from dapipe.mentions import Period

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class When:
    """A period's first and last day, its words, and stated or inherited; all "" without a period."""

    first: str = ""
    last: str = ""
    words: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Periods:
    """The dated periods of a document in order."""

    listed: tuple[Period, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Period, ...]:
        """The periods that begin in [start, end)."""
        return self.listed[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def periods(doc: Doc) -> Periods:
    """The periods of a Doc whose days are known."""
    dated = [period for period in found(doc, "periods", Period) if period.first and period.last]
    dated.sort(key=lambda period: period.start)
    return Periods(tuple(dated), tuple(period.start for period in dated))


def shown(document: Document, period: Period, basis: str) -> When:
    """A period as a figure has it."""
    return When(period.first, period.last, document.text[period.start : period.end], basis)
