"""All checks over a store's rows: read the facts, check them, and give back rows of the tables checks and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeVar

from dapipe import schema
from dapipe.checks.agreement import check_agreement
from dapipe.checks.answers import answers
from dapipe.checks.arithmetic import check_passages
from dapipe.checks.degrees import check_degrees
from dapipe.checks.evidence import Evidence, evidence
from dapipe.checks.parties import Demand
from dapipe.checks.passages import Passage, passages
from dapipe.checks.results import Check, Link, tie
from dapipe.checks.strength import check_strength
from dapipe.checks.tables import check_tables
from dapipe.checks.wording import check_wording
from dapipe.facts.figures import Figure
from dapipe.facts.quotes import Quote
from dapipe.facts.statements import Statement
from dapipe.record import DocumentRow, Fact, Source
from dapipe.rows import Rows

F = TypeVar("F", bound=Fact)
ANSWERABLE = "recommendations"


def gather(rows: Rows) -> Evidence:
    """The facts of a store as the checks ask for them."""
    return evidence(
        tuple(DocumentRow(**values) for values in named(rows, "documents")),
        tuple(facts(rows, "figures", Figure)),
        tuple(facts(rows, "quotes", Quote)),
        tuple(facts(rows, "statements", Statement)),
    )


def demands(rows: Rows) -> tuple[Demand, ...]:
    """The recommendations of a store; () if it has no such table."""
    if ANSWERABLE not in schema.TABLES:
        return ()
    return tuple(facts(rows, ANSWERABLE, schema.record(ANSWERABLE)))


def named(rows: Rows, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table by column name."""
    names = [column.name for column in schema.columns(table)]
    return (dict(zip(names, row, strict=True)) for row in rows.rows(table))


def facts(rows: Rows, table: str, kind: type[F]) -> Iterator[F]:
    """The facts of a table as records."""
    places = [item.name for item in fields(Source)]
    for values in named(rows, table):
        values.pop("id")
        source = Source(**{name: values.pop(name) for name in places})
        yield kind(source=source, **values)


def check_all(known: Evidence, asked: tuple[Demand, ...]) -> tuple[tuple[Check, ...], tuple[Link, ...]]:
    """All checks and links of these facts, each once, in the order of document and id."""
    paragraphs = list(passages(known.statements, known.figures))
    found = {item.id: item for item in results(known, paragraphs, asked)}
    ordered = sorted(found.values(), key=lambda item: (item.doc, item.kind, item.id))
    checks = tuple(item for item in ordered if isinstance(item, Check))
    return checks, tuple(item for item in ordered if isinstance(item, Link))


def results(known: Evidence, paragraphs: list[Passage], asked: tuple[Demand, ...]) -> Iterator[Check | Link]:
    """What each of the checks finds."""
    yield from check_passages(paragraphs)
    yield from check_tables(known)
    yield from check_strength(known)
    yield from check_degrees(known)
    yield from check_agreement(known, paragraphs)
    yield from check_wording(known)
    yield from parts(known)
    for answer in answers(known, asked).values():
        yield tie("answers", answer.statement, answer.demand.id, answer.why)


def parts(known: Evidence) -> Iterator[Link]:
    """A link for each figure that is a part of another."""
    for figure in known.figures:
        if figure.part_of:
            yield tie("part_of", figure, figure.part_of, "the text says so")


def tables(rows: Rows) -> dict[str, list[tuple[schema.Value, ...]]]:
    """The rows of the tables checks and links over the facts in a store."""
    checks, links = check_all(gather(rows), demands(rows))
    return {"checks": [schema.row(item) for item in checks], "links": [schema.row(item) for item in links]}
