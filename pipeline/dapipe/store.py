"""The store: one SQLite file, tables derived from the schema, one transaction a document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dapipe import schema
from dapipe.errors import DapipeError, StoreLocked, StoreNewer, WrongUse
from dapipe.work import Outcome

VERSION = 1
ORDER = ["doc", "start", "end", "path", "code", "id"]
LEDGER = """
CREATE TABLE IF NOT EXISTS "ledger" (
    "doc" TEXT NOT NULL, "path" TEXT NOT NULL, "recipe" TEXT NOT NULL, "status" TEXT NOT NULL,
    PRIMARY KEY ("doc", "path")
) STRICT
"""


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Only one process may write to it at a time."""

    connection: sqlite3.Connection

    def known(self, doc: str, path: str, recipe: str) -> bool:
        """True if this document was done at this path with this recipe."""
        query = 'SELECT 1 FROM "ledger" WHERE "doc" = ? AND "path" = ? AND "recipe" = ?'
        return self.connection.execute(query, (doc, path, recipe)).fetchone() is not None

    def save(self, outcome: Outcome) -> None:
        """Replace everything known of the outcome's document, in one transaction. Raises StoreLocked."""
        with transaction(self.connection) as connection:
            forget(connection, outcome)
            for table, rows in outcome.rows.items():
                connection.executemany(insertion(table), rows)
            connection.executemany(insertion("problems"), [schema.row(problem) for problem in outcome.problems])
            entry = (outcome.doc, outcome.path, outcome.recipe, outcome.status)
            connection.execute('INSERT OR REPLACE INTO "ledger" VALUES (?, ?, ?, ?)', entry)

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        """All rows of a table, in the order of document and place."""
        names = [column.name for column in schema.columns(table)]
        order = [name for name in ORDER if name in names]
        query = f'SELECT {quoted(names)} FROM "{table}" ORDER BY {quoted(order)}'
        return typed(table, self.connection.execute(query))

    def counts(self) -> dict[str, int]:
        """Number of rows of every table."""
        query = 'SELECT count(*) FROM "{}"'
        return {table: self.connection.execute(query.format(table)).fetchone()[0] for table in schema.TABLES}

    def pages(self) -> int:
        """Number of pages of all documents."""
        return int(self.connection.execute('SELECT coalesce(sum("pages"), 0) FROM "documents"').fetchone()[0])

    def fact(self, key: str) -> tuple[str, dict[str, schema.Value]]:
        """The table and columns of the fact with this id. Raises WrongUse if there is none."""
        for table in fact_tables():
            found = self.connection.execute(f'SELECT * FROM "{table}" WHERE "id" = ?', (key,))
            for row in typed(table, found):
                return table, dict(zip((column.name for column in schema.columns(table)), row, strict=True))
        raise WrongUse(f"there is no fact '{key}'", advice="Ids are in the first column of every CSV file.")

    def path(self, doc: str) -> str:
        """A path that a document was read from; "" if it is unknown."""
        row = self.connection.execute('SELECT "path" FROM "documents" WHERE "doc" = ?', (doc,)).fetchone()
        return str(row[0]) if row else ""


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store in a file, made if there is none. Raises StoreNewer, StoreLocked or DapipeError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, timeout=5.0, isolation_level=None)
    except sqlite3.Error as error:
        raise DapipeError(f"the store can't be opened: {error}", where=str(path)) from error
    with closing(connection):
        prepare(connection, path)
        yield Store(connection)


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new store; refuse a newer one."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise StoreNewer(f"made by a newer dapipe (schema {found})", where=str(path), advice="Update dapipe.")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    with transaction(connection):
        for table in schema.TABLES:
            connection.execute(schema.ddl(table))
            connection.execute(f'CREATE INDEX IF NOT EXISTS "{table}_doc" ON "{table}" ("doc")')
        connection.execute(LEDGER)
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One writing transaction: all of it or nothing. Raises StoreLocked."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise StoreLocked(f"another program is writing to it ({error})", advice="Wait until it is done.") from error
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def forget(connection: sqlite3.Connection, outcome: Outcome) -> None:
    """Delete what is stored of an outcome's document, and of what stood at its path before."""
    query = 'SELECT "doc" FROM "ledger" WHERE "path" = ?'
    docs = {outcome.doc, *(row[0] for row in connection.execute(query, (outcome.path,)))}
    for doc in docs:
        for table in schema.TABLES:
            connection.execute(f'DELETE FROM "{table}" WHERE "doc" = ?', (doc,))
    connection.execute('DELETE FROM "ledger" WHERE "path" = ?', (outcome.path,))


def insertion(table: str) -> str:
    """The INSERT statement of a table, one mark a column."""
    names = [column.name for column in schema.columns(table)]
    return f'INSERT OR REPLACE INTO "{table}" ({quoted(names)}) VALUES ({", ".join("?" * len(names))})'


def typed(table: str, rows: Iterator[tuple[schema.Value, ...]] | sqlite3.Cursor) -> Iterator[tuple[schema.Value, ...]]:
    """Rows with booleans as booleans: SQLite keeps them as 0 and 1."""
    truths = {number for number, column in enumerate(schema.columns(table)) if column.type == "boolean"}
    for row in rows:
        yield tuple(bool(value) if number in truths else value for number, value in enumerate(row))


def fact_tables() -> list[str]:
    """The tables whose rows are facts."""
    return list(schema.FACTS)


def quoted(names: list[str]) -> str:
    """Column names for a statement; they come from the schema alone."""
    return ", ".join(f'"{name}"' for name in names)
