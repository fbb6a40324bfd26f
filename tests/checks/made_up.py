"""Made-up facts for tests of single checks."""

from __future__ import annotations

from typing import Any

from dapipe.facts.figure import Figure
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.statements import Statement
from dapipe.record import DocumentRow, Source


def figure(text: str, value: float, **fields: Any) -> Figure:
    """A figure that is printed so."""
    return Figure(source=source(text), value=value, value_text=text, **fields)


def source(words: str, doc: str = "report", start: int = 0) -> Source:
    """A source on page 1."""
    end = start + len(words)
    return Source(doc=doc, document=doc.title(), page=1, start=start, end=end, words=words, sentence=words)


def statement(words: str, doc: str, start: int = 0) -> Statement:
    """A statement."""
    return Statement(source=source(words, doc, start), label="response")


def document(doc: str, kind: str, published: str, force: str = "wiltshire") -> DocumentRow:
    """A document's row."""
    return DocumentRow(
        doc=doc,
        title=doc.title(),
        kind=kind,
        publisher="",
        published=published,
        force=force,
        pages=1,
        words=1,
        reader="text",
        ocr=False,
        status="complete",
        sha256="",
        path=doc,
    )


def demand(number: int, text: str, **fields: Any) -> Recommendation:
    """A recommendation of the report to Wiltshire Police."""
    values = {"kind": "recommendation", "addressee": "Wiltshire Police", "force": "wiltshire"} | fields
    return Recommendation(source=source(text, start=number * 1000), number=str(number), text=text, **values)
