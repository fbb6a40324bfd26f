"""The rows of a store as the records that the checks ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from sys import intern
from typing import Any, TypeVar

from dapipe.checks.evidence import Evidence, evidence
from dapipe.facts.figure import Figure
from dapipe.facts.quotes import Quote
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.statements import Statement
from dapipe.record import DocumentRow, Fact, Source
from dapipe.rows import Rows, table_of

F = TypeVar("F", bound=Fact)
Wanted = Callable[[str], bool]
KINDS: dict[str, type[Fact]] = {"figures": Figure, "quotes": Quote, "statements": Statement}


def every(doc: str) -> bool:
    """True for each document."""
    return True


def documents(rows: Rows, wanted: Wanted = every) -> Iterator[DocumentRow]:
    """The documents of a store that are wanted."""
    return (DocumentRow(**values) for values in named(rows, "documents", wanted))


def facts(rows: Rows, table: str, kind: type[F], wanted: Wanted = every) -> Iterator[F]:
    """The facts of a table as records, of the documents that are wanted."""
    places = [item.name for item in fields(Source)]
    for values in named(rows, table, wanted):
        values.pop("id")
        source = Source(**{name: values.pop(name) for name in places})
        yield kind(source=source, **values)


def demands(rows: Rows, wanted: Wanted = every) -> tuple[Recommendation, ...]:
    """The recommendations of a store, of the documents that are wanted."""
    return tuple(facts(rows, "recommendations", Recommendation, wanted))


def named(rows: Rows, table: str, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The rows of a table by column name, of the documents that are wanted. Texts that are alike are held once."""
    for values in table_of(rows, table):
        if wanted(str(values["doc"])):
            yield {name: intern(value) if isinstance(value, str) else value for name, value in values.items()}


def gather(rows: Rows) -> Evidence:
    """All facts of a store as the checks ask for them."""
    return together([*documents(rows), *(fact for table, kind in KINDS.items() for fact in facts(rows, table, kind))])


def together(records: Iterable[DocumentRow | Fact]) -> Evidence:
    """Documents and facts in any order as evidence."""
    held: dict[type, list[Any]] = {kind: [] for kind in (DocumentRow, Figure, Quote, Statement)}
    for record in records:
        held[type(record)].append(record)
    return evidence(*map(tuple, held.values()))
