"""What every record shares: columns that describe themselves, a source, an id that is the same everywhere."""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar


def column(
    description: str,
    *,
    default: Any = MISSING,
    unit: str = "",
    example: str = "",
    choices: tuple[str, ...] = (),
    key: bool = False,
    text: bool = False,
) -> Any:
    """A dataclass field that is a column of the output.

    `key` columns take part in the fact's id. `text` columns hold words from outside (never run as a formula).
    """
    about = {
        "description": description,
        "unit": unit,
        "example": example,
        "choices": choices,
        "key": key,
        "text": text,
    }
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from: enough to find and check it in the source."""

    doc: str = column("Document id: first 16 hex digits of the SHA-256 of its bytes", example="9f2c6e01ab34cd56")
    document: str = column("Title of the document, or its file name", text=True)
    page: int = column("Page of the file, from 1", example="7")
    start: int = column("First character in the document's text", example="1284")
    end: int = column("One past the last character", example="1296")
    words: str = column("The source's own words", example="34 per cent", text=True)
    sentence: str = column("The sentence, list item or table row that they stand in", text=True)
    section: str = column("Headings above it, outermost first, joined by ' > '", default="", text=True)
    box: str = column("Boxes on the page as x0,top,x1,bottom in points, joined by ';'; empty outside PDFs", default="")
    page_label: str = column("Number printed on the page, empty if none was found", default="", example="vi", text=True)
    ocr: bool = column("Whether the words were recognised from a picture of text", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact with its source, how sure dapipe is of it, and the rule that made it."""

    table: ClassVar[str] = ""

    source: Source
    confidence: float = column("How often facts given this value are right", default=1.0, example="0.93")
    rule: str = column("What made the fact: the rule or model that fired", default="", example="per-cent")

    @property
    def id(self) -> str:
        """16 hex digits over document, type, offsets and key columns: the same on every machine and in every run."""
        keys = [str(getattr(self, item.name)) for item in fields(self) if item.metadata.get("key")]
        where = self.source
        parts = [where.doc, type(self).__name__, str(where.start), str(where.end), *keys]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be done for one file, where, and why; `code` is stable."""

    path: str = column("The file", text=True)
    doc: str = column("Document id, empty if the file could not be read", default="")
    stage: str = column("Stage that stopped", example="read", default="read")
    code: str = column("Stable code of the problem", example="needs-password")
    message: str = column("What happened and what to do", text=True)
    page: int | None = column("Page, if it concerns one", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document."""

    doc: str = column("Document id: first 16 hex digits of the SHA-256 of its bytes")
    title: str = column("Title", text=True)
    kind: str = column("Kind", choices=("report", "article", "letter", "register", "press release"))
    publisher: str = column("Who published it", text=True)
    published: str = column("Day of publication", example="2014-03-27")
    force: str = column("Slug of the force it is mainly about", example="northamptonshire")
    pages: int = column("Pages")
    words: int = column("Words")
    reader: str = column("Reader that took out the text", example="pdf")
    ocr: bool = column("Whether text was recognised from pictures")
    status: str = column("How far it got", choices=("complete", "partial", "empty"))
    sha256: str = column("SHA-256 of the file's bytes")
    path: str = column("Where it was read from", text=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One fact of any type on the sheet that a reporter opens first."""

    id: str = column("Fact id")
    type: str = column("Type of fact", choices=("figure", "quote", "finding", "recommendation", "grade"))
    who: str = column("Who says so", text=True)
    what: str = column("What is measured, said, found or asked for", text=True)
    value: str = column("Number with its unit, or grade", example="43 per 100")
    force: str = column("Slug of the force")
    when: str = column("Period measured, or date due", example="2012-09-01/2013-08-31")
    words: str = column("The source's own words", text=True)
    where: str = column("File and page", example="report.pdf#page=7", text=True)
    confidence: float = column("How often facts given this value are right")
    needs_review: bool = column("Whether a person should look at it")
    doc: str = column("Document id")
