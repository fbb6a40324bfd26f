"""All checks over a store's rows: read the facts, check them, and give back rows of the tables checks and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from dapipe import schema
from dapipe.checks.agreement import check_agreement
from dapipe.checks.answers import Answer, answers
from dapipe.checks.arithmetic import check_passages
from dapipe.checks.degrees import check_degrees
from dapipe.checks.evidence import Evidence, evidence
from dapipe.checks.grounds import Ground, grounds
from dapipe.checks.passages import passages
from dapipe.checks.results import Check, Link, tie
from dapipe.checks.strength import check_strength
from dapipe.checks.tables import check_tables
from dapipe.checks.wording import check_wording
from dapipe.facts.figure import Figure
from dapipe.facts.quotes import Quote
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.statements import Statement
from dapipe.record import DocumentRow, Fact, Source
from dapipe.rows import Rows

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What recommendations are tied to, by their ids: answers and the findings that they rest on."""

    answers: dict[str, Answer]
    grounds: dict[str, Ground]


def gather(rows: Rows) -> Evidence:
    """The facts of a store as the checks ask for them."""
    return evidence(
        tuple(DocumentRow(**values) for values in named(rows, "documents")),
        tuple(facts(rows, "figures", Figure)),
        tuple(facts(rows, "quotes", Quote)),
        tuple(facts(rows, "statements", Statement)),
    )


def demands(rows: Rows) -> tuple[Recommendation, ...]:
    """The recommendations of a store."""
    return tuple(facts(rows, "recommendations", Recommendation))


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


def check_all(
    known: Evidence, asked: tuple[Recommendation, ...], ties: Ties | None = None
) -> tuple[tuple[Check, ...], tuple[Link, ...]]:
    """All checks and links of these facts, each once, in the order of document and id."""
    results = {item.id: item for item in (*checked(known), *tied(known, ties or ties_of(known, asked)))}
    ordered = sorted(results.values(), key=lambda item: (item.doc, item.kind, item.id))
    checks = tuple(item for item in ordered if isinstance(item, Check))
    return checks, tuple(item for item in ordered if isinstance(item, Link))


def checked(known: Evidence) -> Iterator[Check | Link]:
    """What each of the checks finds."""
    paragraphs = list(passages(known.statements, known.figures))
    yield from check_passages(paragraphs)
    yield from check_tables(known)
    yield from check_strength(known)
    yield from check_degrees(known)
    yield from check_agreement(known, paragraphs)
    yield from check_wording(known)


def ties_of(known: Evidence, asked: tuple[Recommendation, ...]) -> Ties:
    """The answers and the grounds of these recommendations."""
    return Ties(answers=answers(known, asked), grounds=grounds(known, asked))


def tied(known: Evidence, ties: Ties) -> Iterator[Link]:
    """A link for each figure that is a part of another, each answer and each finding that a demand rests on."""
    for figure in known.figures:
        if figure.part_of:
            yield tie("part_of", figure, figure.part_of, "the text says so")
    for answer in ties.answers.values():
        yield tie("answers", answer.statement, answer.demand.id, answer.why)
    for ground in ties.grounds.values():
        yield tie("rests_on", ground.demand, ground.finding.id, ground.why)


def tables(rows: Rows, stored: Rows) -> dict[str, list[tuple[schema.Value, ...]]]:
    """The rows of the tables checks and links over these facts, and the stored recommendations with their ties."""
    known, asked = gather(rows), demands(rows)
    ties = ties_of(known, asked)
    checks, links = check_all(known, asked, ties)
    owed = {item.id for item in asked if known.is_source(item.source.doc) and not item.restated}
    return {
        "checks": [schema.row(item) for item in checks],
        "links": [schema.row(item) for item in links],
        "recommendations": [with_ties(row, ties, owed) for row in stored.rows("recommendations")],
    }


def with_ties(row: tuple[schema.Value, ...], ties: Ties, owed: set[str]) -> tuple[schema.Value, ...]:
    """The row of a recommendation with its finding, and its answer: yes, refused, silent, or "" if none is owed."""
    key = str(row[0])
    answer, ground = ties.answers.get(key), ties.grounds.get(key)
    told = "refused" if answer and answer.state == "refused" else "yes" if answer else "silent" if key in owed else ""
    values = {
        "rests_on": ground.finding.id if ground else "",
        "answer": answer.statement.id if answer else "",
        "answered": told,
    }
    names = (column.name for column in schema.columns("recommendations"))
    return tuple(values.get(name, value) for name, value in zip(names, row, strict=True))
