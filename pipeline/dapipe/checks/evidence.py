"""The stored facts as the checks ask for them: by document, and whose word a document is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dapipe.facts.figure import Figure
from dapipe.facts.quotes import Quote
from dapipe.facts.statements import Statement
from dapipe.record import DocumentRow, Fact

SOURCES = frozenset({"report", "register"})
OWN_WORDS = frozenset({"press release", "letter"})
# A report is news for so long; what is printed later is held against a later report.
DAYS = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """All facts of a store. Statements and quotes are in the order of document and place."""

    documents: dict[str, DocumentRow]
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    spans: dict[str, tuple[list[int], list[Quote]]] = field(default_factory=dict)

    def is_source(self, doc: str) -> bool:
        """True for a report or a register: what others are checked against."""
        return doc in self.documents and self.documents[doc].kind in SOURCES

    def is_own_words(self, doc: str) -> bool:
        """True for a press release or a letter: a source of the words of those who sent it."""
        return doc in self.documents and self.documents[doc].kind in OWN_WORDS

    def is_paper(self, doc: str) -> bool:
        """True for an article: what is checked against sources."""
        return doc in self.documents and self.documents[doc].kind == "article"

    def quote_at(self, fact: Fact) -> Quote | None:
        """The last quote that shares words with a fact; None if it stands in the document's own voice."""
        return self.quote_over(fact.source.doc, fact.source.start, fact.source.end)

    def quote_over(self, doc: str, start: int, end: int) -> Quote | None:
        """The last quote that shares characters with a stretch of a document; None if there is none."""
        starts, quotes = self.spans.get(doc, ([], []))
        place = bisect_right(starts, end - 1) - 1
        return quotes[place] if place >= 0 and quotes[place].source.end > start else None

    def may_rest_on(self, doc: str, source: str) -> bool:
        """True if a document may be about a source by their dates; an unknown date may be any."""
        later, earlier = (self.documents[key].published if key in self.documents else "" for key in (doc, source))
        if not later or not earlier:
            return True
        return 0 <= days_between(earlier, later) <= DAYS


@lru_cache(maxsize=4096)
def days_between(earlier: str, later: str) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def evidence(
    documents: tuple[DocumentRow, ...],
    figures: tuple[Figure, ...] = (),
    quotes: tuple[Quote, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> Evidence:
    """The evidence of these facts."""
    ordered = sorted(quotes, key=lambda item: (item.source.doc, item.source.start))
    spans: dict[str, tuple[list[int], list[Quote]]] = {}
    for quote in ordered:
        starts, held = spans.setdefault(quote.source.doc, ([], []))
        starts.append(quote.source.start)
        held.append(quote)
    placed = sorted(statements, key=lambda item: (item.source.doc, item.source.start))
    return Evidence({row.doc: row for row in documents}, figures, tuple(ordered), tuple(placed), spans)
