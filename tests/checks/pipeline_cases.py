"""The planted cases, taken through the real pipeline: their documents, and what the checks flag in them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from dapipe.checks.evidence import Evidence, evidence
from dapipe.checks.results import Check
from dapipe.checks.run import check_all
from dapipe.document import DocumentKind
from dapipe.facts.figure import Figure
from dapipe.facts.quotes import Quote
from dapipe.facts.statements import Statement
from dapipe.limits import Limits
from dapipe.read import read
from dapipe.record import DocumentRow
from dapipe.settings import load
from dapipe.work import Reading, understand

PLANTED = Path(__file__).parent / "planted"
KINDS = {
    "report": (DocumentKind.REPORT, "2018-11-13"),
    "release": (DocumentKind.PRESS_RELEASE, "2018-11-13"),
    "article": (DocumentKind.ARTICLE, "2018-11-14"),
}


@cache
def model() -> str:
    """The language model of the settings."""
    return load({}, Path.cwd()).model


def planted(name: str) -> dict[str, list[Any]]:
    """The cases of one file, under off and fine."""
    return tomllib.loads((PLANTED / f"{name}.toml").read_text(encoding="utf-8"))


def flags(case: Any) -> list[Check]:
    """What is flagged in the documents of one case."""
    return [item for item in check_all(known(case))[0] if item.result == "off"]


def known(case: Any) -> Evidence:
    """The evidence of one case: a paragraph, a table, or documents by kind."""
    if isinstance(case, str):
        return held({"report": understood("report", case)})
    if "rows" in case:
        return held({"report": understood("report", table(case["rows"]), ".html")})
    return held({kind: understood(kind, text) for kind, text in case.items() if text})


def understood(kind: str, text: str, suffix: str = ".txt") -> Reading:
    """A document of a kind with this text, after all stages."""
    body = text if suffix == ".html" else f"Policing under inspection\n\n{text}\n"
    document = read(body.encode(), f"{kind}{suffix}", Limits())
    made = replace(document, kind=KINDS[kind][0], published=KINDS[kind][1], title=kind, id=kind)
    return understand(made, model())


def table(rows: list[list[str]]) -> str:
    """A web page with one table."""
    lines = ["".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) for tag, row in tagged(rows)]
    return (
        "<html><head><title>Tables</title></head><body><main><h1>Tables</h1><p>The figures are for the force.</p>"
        f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table><p>They were checked.</p></main></body></html>"
    )


def tagged(rows: list[list[str]]) -> list[tuple[str, list[str]]]:
    """The first row as headings, the others as cells."""
    return [("th" if number == 0 else "td", row) for number, row in enumerate(rows)]


def held(readings: dict[str, Reading]) -> Evidence:
    """The evidence of these readings."""
    facts = [fact for reading in readings.values() for part in reading.facts.values() for fact in part]
    return evidence(
        tuple(row(kind, reading) for kind, reading in readings.items()),
        tuple(fact for fact in facts if isinstance(fact, Figure)),
        tuple(fact for fact in facts if isinstance(fact, Quote)),
        tuple(fact for fact in facts if isinstance(fact, Statement)),
    )


def row(kind: str, reading: Reading) -> DocumentRow:
    """A document's row."""
    forces = {str(getattr(fact, "force", "")) for fact in reading.facts.get("forces", ())}
    return DocumentRow(
        doc=kind,
        title=kind,
        kind=str(reading.document.kind),
        publisher="",
        published=reading.document.published,
        force=forces.pop() if len(forces) == 1 else "",
        pages=1,
        words=1,
        reader="text",
        ocr=False,
        status="complete",
        sha256=kind,
        path=kind,
    )
