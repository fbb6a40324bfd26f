"""Results as Parquet at an address: one part a document, and one list a run.

A part is a single row: the document's outcome, with the rows of each table as a list. It is named by all that its
facts depend on (recipe, bytes and address of the document), so that a run resumes by skipping what is there. A list
says what a run came to for each file; it names the parts, and holds what could not be done.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from dapipe import address, schema
from dapipe.errors import BadSettings, Failed, StoreFailed, TooLarge, Unreadable, WrongUse
from dapipe.files import place_in_walk
from dapipe.record import Problem
from dapipe.work import Outcome, checked, digest_of

TYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}
OWN = ("path", "digest", "recipe", "status")
# What a child can answer for one document is far smaller.
LARGEST = 1_000_000_000
LISTS, LISTED = "runs", ("problems",)
AGAIN = "Delete it and run dapipe ingest again."
# Files of a run's list that are held as Python objects before they become columns.
BATCH = 10_000
# What Parquet adds to each column would be most of a part: it has few rows and some 150 columns.
SMALL = {"compression": "zstd", "use_dictionary": False, "write_statistics": False, "store_schema": False}


def arrow() -> tuple[Any, Any]:
    """The modules pyarrow and pyarrow.parquet. Raises BadSettings without them."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise BadSettings("Parquet needs pyarrow", advice="pip install 'dapipe-reports[parquet]'") from error


def fields(table: str) -> list[Any]:
    """The columns of a table for pyarrow, each with its description."""
    pyarrow, _ = arrow()
    return [
        pyarrow.field(column.name, getattr(pyarrow, TYPES[column.type])(), metadata={"description": column.description})
        for column in schema.columns(table)
    ]


def shape(tables: Iterable[str]) -> Any:
    """The columns of an outcome for pyarrow: its own, and a list of rows for each table."""
    pyarrow, _ = arrow()
    lists = [(table, pyarrow.list_(pyarrow.struct(fields(table)))) for table in tables]
    return pyarrow.schema([*((name, pyarrow.string()) for name in OWN), *lists])


def name_of(path: str, digest: str, recipe: str) -> str:
    """The name of a document's part below the address of all."""
    return f"{recipe}/{digest[:16]}-{digest_of(schema.sound(path).encode())[:8]}.parquet"


def is_there(parts: str, path: str, digest: str, recipe: str) -> bool:
    """True if a document's part is among the parts. Raises StoreFailed."""
    with usable():
        return address.there(address.joined(parts, name_of(path, digest, recipe)))


def put(parts: str, outcome: Outcome) -> None:
    """Add a document's part to the parts. Raises Failed for values that no column takes, and StoreFailed."""
    pyarrow, _ = arrow()
    try:
        part = table_of([outcome], schema.TABLES)
    except (pyarrow.ArrowException, TypeError, ValueError, OverflowError) as error:
        raise Failed(f"its facts can't be stored: {error}", advice="Please report this file.") from error
    write(address.joined(parts, name_of(outcome.path, outcome.digest, outcome.recipe)), part)


def got(parts: str, path: str, digest: str, recipe: str) -> Outcome:
    """The outcome in a document's part. Raises Failed if it is no such part, and StoreFailed."""
    where = address.joined(parts, name_of(path, digest, recipe))
    found = next(outcomes(where), None)
    if found is None or (found.path, found.digest, found.recipe) != (path, digest, recipe):
        raise Failed("the part of another document", where=where, advice=AGAIN)
    return found


@contextmanager
def listing(parts: str) -> Iterator[Callable[[Outcome], None]]:
    """A function that notes an outcome in this run's list, which joins the parts when the run ends, however it does.

    An empty list shows at once, before hours of work, whether anything can be written there. Raises StoreFailed.
    """
    pyarrow, _ = arrow()
    where = address.joined(parts, LISTS, f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.parquet")
    batches, held = [table_of([], LISTED)], list[Outcome]()
    write(where, batches[0])

    def note(outcome: Outcome) -> None:
        held.append(outcome)
        if len(held) >= BATCH:
            batches.append(table_of(held, LISTED))
            held.clear()

    try:
        yield note
    finally:
        write(where, pyarrow.concat_tables([*batches, table_of(held, LISTED)]))


def listed(parts: str) -> list[Outcome]:
    """The last word on each file that the lists name, without rows, in the order in which they are to be stored.

    Of files with the same bytes those that were done with the newest recipe come first. Raises WrongUse without lists.
    """
    latest: dict[str, Outcome] = {}
    for name in lists(parts):
        for outcome in outcomes(name):
            latest.pop(outcome.path, None)
            latest[outcome.path] = outcome
    if not latest:
        advice = "Run dapipe ingest with --out and this address; it goes on where it stopped."
        raise WrongUse("no run has ended there", where=parts, advice=advice)
    newest = {outcome.doc: outcome.recipe for outcome in latest.values()}
    return sorted(latest.values(), key=lambda one: (one.recipe != newest[one.doc], place_in_walk(one.path)))


def lists(parts: str) -> list[str]:
    """The addresses of the lists of all runs, the oldest first. Raises StoreFailed."""
    where = address.joined(parts, LISTS)
    with usable():
        return sorted(address.below(where)) if address.there(where) else []


@contextmanager
def usable() -> Iterator[None]:
    """Raises StoreFailed for parts that can't be reached."""
    try:
        yield
    except (Unreadable, TooLarge) as error:
        raise StoreFailed(error.message, where=error.where, advice=error.advice) from error


def outcomes(where: str) -> Iterator[Outcome]:
    """The outcomes in a part, or in a run's list. Raises Failed for another file, and StoreFailed."""
    pyarrow, parquet = arrow()
    with usable():
        data = address.read(where, LARGEST)
    try:
        for one in parquet.ParquetFile(pyarrow.BufferReader(data)).read(use_threads=False).to_pylist():
            rows = {table: checked(table, ordered(table, one.get(table))) for table in schema.TABLES}
            problems = tuple(Problem(**named("problems", row)) for row in rows.pop("problems"))  # type: ignore[arg-type]
            yield Outcome(**{name: one[name] for name in OWN}, rows=rows, problems=problems)
    except (pyarrow.ArrowException, ValueError, KeyError, AttributeError) as error:
        raise Failed(f"no part of a run ({error})", where=where, advice=AGAIN) from error


def table_of(outcomes: Iterable[Outcome], tables: Iterable[str]) -> Any:
    """Outcomes, with their rows of these tables, as a pyarrow table."""
    pyarrow, _ = arrow()
    return pyarrow.Table.from_pylist([plain(outcome, tables) for outcome in outcomes], schema=shape(tables))


def write(where: str, table: Any) -> None:
    """Put a pyarrow table at an address as Parquet. Raises StoreFailed."""
    _, parquet = arrow()
    sink = io.BytesIO()
    parquet.write_table(table, sink, **SMALL)
    with usable():
        address.write(where, sink.getvalue())


def plain(outcome: Outcome, tables: Iterable[str]) -> dict[str, object]:
    """An outcome, with its rows of these tables, as pyarrow takes it."""
    rows = {**outcome.rows, "problems": [schema.row(problem) for problem in outcome.problems]}
    held = {table: [named(table, row) for row in rows.get(table, ())] for table in tables}
    return {**{name: schema.sound(getattr(outcome, name)) for name in OWN}, **held}


def names(table: str) -> list[str]:
    """The names of a table's columns."""
    return [column.name for column in schema.columns(table)]


def named(table: str, row: tuple[schema.Value, ...]) -> dict[str, schema.Value]:
    """A row by column name, with texts that every file can hold."""
    values = (schema.sound(value) if isinstance(value, str) else value for value in row)
    return dict(zip(names(table), values, strict=True))


def ordered(table: str, rows: list[dict[str, schema.Value]] | None) -> list[list[schema.Value]]:
    """The rows of a table with their values in the order of the columns that there are now."""
    return [[row.get(name) for name in names(table)] for row in rows or []]
