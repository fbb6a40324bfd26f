"""The store: one SQLite file, tables derived from the schema, one transaction a document."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from dapipe import schema
from dapipe.address import is_address
from dapipe.errors import StoreFailed, StoreLocked, StoreNewer, WrongUse
from dapipe.record import Problem
from dapipe.work import Outcome

VERSION = 3
# Seconds to wait while another program writes.
PATIENCE = 5.0
ORDER = ["doc", "start", "end", "path", "code", "id"]
DONE = ("complete", "partial", "empty")
# `ledger` is what was done to which document; `sources` where a document was found (the same bytes may lie at several
# paths); `search` is a full-text index over the one sheet and `facets` counts its rows, both kept in step by triggers;
# `export` holds the files that show the store as it is: every change empties it. `runs` are those that ended.
OWN_TABLES = """
CREATE TABLE IF NOT EXISTS "ledger" (
    "doc" TEXT PRIMARY KEY, "recipe" TEXT NOT NULL, "status" TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "sources" ("path" TEXT PRIMARY KEY, "doc" TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS "sources_doc" ON "sources" ("doc");
CREATE VIRTUAL TABLE IF NOT EXISTS "search" USING fts5("who", "what", "words", content='facts');
CREATE TRIGGER IF NOT EXISTS "facts_in" AFTER INSERT ON "facts" BEGIN
    INSERT INTO "search" (rowid, "who", "what", "words") VALUES (new.rowid, new."who", new."what", new."words");
END;
CREATE TRIGGER IF NOT EXISTS "facts_out" AFTER DELETE ON "facts" BEGIN
    INSERT INTO "search" ("search", rowid, "who", "what", "words")
    VALUES ('delete', old.rowid, old."who", old."what", old."words");
END;
CREATE TABLE IF NOT EXISTS "facets" (
    "type" TEXT NOT NULL, "force" TEXT NOT NULL, "number" INTEGER NOT NULL, PRIMARY KEY ("type", "force")
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS "facets_in" AFTER INSERT ON "facts" BEGIN
    INSERT INTO "facets" VALUES (coalesce(new."type", ''), coalesce(new."force", ''), 1)
    ON CONFLICT DO UPDATE SET "number" = "number" + 1;
END;
CREATE TRIGGER IF NOT EXISTS "facets_out" AFTER DELETE ON "facts" BEGIN
    UPDATE "facets" SET "number" = "number" - 1
    WHERE "type" = coalesce(old."type", '') AND "force" = coalesce(old."force", '');
END;
CREATE TABLE IF NOT EXISTS "export" ("file" TEXT PRIMARY KEY, "state" TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS "runs" (
    "started" TEXT, "seconds" REAL, "version" TEXT, "recipe" TEXT,
    "documents" INTEGER, "unchanged" INTEGER, "failed" INTEGER, "facts" INTEGER
) STRICT;
"""
# What a store of each version needs beside new tables and columns to become one of the next. 0 is a new file.
UPGRADES = {
    0: "",
    1: """INSERT INTO "facets"
    SELECT coalesce("type", ''), coalesce("force", ''), count(*) FROM "facts" GROUP BY 1, 2;
""",
    2: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """One run into a store: when it began (UTC), how long it took, by which dapipe and recipe, over how many documents.

    `facts` is the number of rows on the one sheet afterwards.
    """

    started: str
    seconds: float
    version: str
    recipe: str
    documents: int
    unchanged: int
    failed: int
    facts: int

    def __str__(self) -> str:
        when = f"{self.started[:16].replace('T', ' ')} UTC  {self.seconds:8.1f} s"
        counts = f"{self.documents} documents ({self.unchanged} unchanged, {self.failed} failed), {self.facts} facts"
        return f"{when}  {counts}  dapipe {self.version}, recipe {self.recipe}"


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Only one process may write to it at a time."""

    connection: sqlite3.Connection

    def known(self, doc: str, recipe: str) -> bool:
        """True if this document was done, and with this recipe. What failed is not known: it is tried again."""
        row = self.connection.execute('SELECT "recipe", "status" FROM "ledger" WHERE "doc" = ?', (doc,)).fetchone()
        return row is not None and row[0] == recipe and row[1] in DONE

    def save(self, outcome: Outcome) -> None:
        """Replace everything known of the outcome's document, in one transaction. Raises StoreLocked."""
        with transaction(self.connection) as connection:
            forget(connection, outcome.doc)
            for table, rows in outcome.rows.items():
                insert(connection, table, rows)
            insert(connection, "problems", map(schema.row, outcome.problems))
            entry = (outcome.doc, outcome.recipe, outcome.status)
            connection.execute('INSERT INTO "ledger" VALUES (?, ?, ?)', entry)
            place(connection, outcome.path, outcome.doc)

    def replace(self, tables: Iterable[str], rows: Iterable[tuple[str, tuple[schema.Value, ...]]]) -> None:
        """Empty tables and store rows, each with its table's name, in one transaction. Raises StoreLocked.

        In a table that is not emptied a row takes the place of the one with its id.
        """
        with transaction(self.connection) as connection:
            for table in tables:
                connection.execute(f'DELETE FROM "{table}"')
            for table, group in groupby(rows, itemgetter(0)):
                insert(connection, table, (row for _, row in group), "REPLACE")

    def attach(self, path: str, doc: str, problems: Iterable[Problem] = ()) -> None:
        """Note that a document was also found at this path, and what went wrong there. Raises StoreLocked."""
        query = 'SELECT 1 FROM "sources" WHERE "path" = ? AND "doc" = ?'
        rows = [schema.row(problem) for problem in problems]
        if rows or self.connection.execute(query, (schema.sound(path), doc)).fetchone() is None:
            with transaction(self.connection) as connection:
                place(connection, path, doc)
                insert(connection, "problems", rows)

    def sources(self, doc: str | None = None) -> list[str]:
        """The paths at which a document, or any, was found."""
        query = 'SELECT "path" FROM "sources" WHERE "doc" = coalesce(?, "doc") ORDER BY "path"'
        return [row[0] for row in self.connection.execute(query, (doc,))]

    def recipe(self, doc: str) -> str:
        """The recipe by which a document was done: one digest over code, lexicons and models; "" if it is not known."""
        row = self.connection.execute('SELECT "recipe" FROM "ledger" WHERE "doc" = ?', (doc,)).fetchone()
        return str(row[0]) if row else ""

    def vanished(self) -> list[str]:
        """The paths of documents that lie nowhere any more. What lies at an address isn't looked for."""
        gone = []
        for _, paths in groupby(
            self.connection.execute('SELECT "doc", "path" FROM "sources" ORDER BY 1, 2'), itemgetter(0)
        ):
            here = [path for _, path in paths]
            if not any(is_address(path) or os.path.lexists(schema.unsound(path)) for path in here):
                gone += here
        return sorted(gone)

    def exported(self, state: str) -> list[str]:
        """The names of the files that show the store as it is, written in this state of all else; [] if none do."""
        query = 'SELECT "file" FROM "export" WHERE "state" = ? ORDER BY "file"'
        return [row[0] for row in self.connection.execute(query, (state,))]

    def note_export(self, state: str, files: Iterable[str]) -> None:
        """Note that these files show the store as it is. Raises StoreLocked."""
        with transaction(self.connection) as connection:
            connection.execute('DELETE FROM "export"')
            connection.executemany('INSERT INTO "export" VALUES (?, ?)', [(file, state) for file in files])

    def facets(self) -> Iterator[tuple[str, str, int]]:
        """Type of fact, force, and number of rows on the one sheet."""
        query = 'SELECT "type", "force", "number" FROM "facets" WHERE "number" > 0'
        return iter(self.connection.execute(query))

    def note_run(self, run: PastRun) -> None:
        """Add a run to the list of runs. Raises StoreLocked."""
        with transaction(self.connection) as connection:
            connection.execute(f'INSERT INTO "runs" VALUES ({", ".join("?" * len(fields(PastRun)))})', astuple(run))

    def runs(self) -> list[PastRun]:
        """The runs that came to their end, the oldest first."""
        names = [item.name for item in fields(PastRun)]
        found = self.connection.execute(f'SELECT {quoted(names)} FROM "runs" ORDER BY rowid')
        return [PastRun(**dict(zip(names, row, strict=True))) for row in found]

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        """All rows of a table, in the order of document and place."""
        names = [column.name for column in schema.columns(table)]
        order = [name for name in ORDER if name in names]
        query = f'SELECT {quoted(names)} FROM "{table}" ORDER BY {quoted(order)}, rowid'
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
        for table in schema.FACTS:
            found = self.connection.execute(f'SELECT * FROM "{table}" WHERE "id" = ?', (key,))
            for row in typed(table, found):
                return table, dict(zip((column.name for column in schema.columns(table)), row, strict=True))
        raise WrongUse(f"there is no fact '{key}'", advice="Ids are in the first column of every CSV file.")

    def find(self, words: str, most: int = 50) -> Iterator[tuple[schema.Value, ...]]:
        """Rows of the one sheet that hold all the words, best first."""
        names = ", ".join(f'"facts"."{column.name}"' for column in schema.columns("facts"))
        query = (
            f'SELECT {names} FROM "search" JOIN "facts" ON "facts".rowid = "search".rowid '
            'WHERE "search" MATCH ? ORDER BY "search".rank LIMIT ?'
        )
        wanted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        return typed("facts", self.connection.execute(query, (wanted, most)))


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store in a file, made if there is none. Raises StoreNewer, StoreLocked or StoreFailed."""
    try:
        make_folder(path)
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
            prepare(connection, path)
            yield Store(connection)
    except sqlite3.DatabaseError as error:
        raise unusable(path, error) from error


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold the right to write to a store for a whole run; it ends with the process. Raises StoreLocked."""
    make_folder(path)
    with closing(sqlite3.connect(path.with_suffix(".lock"), timeout=0.2, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            advice = "Wait until it is done, or say --out FOLDER."
            raise StoreLocked("another dapipe is writing to it", where=str(path), advice=advice) from error
        yield


def make_folder(path: Path) -> None:
    """Make the folder of a store. Raises StoreFailed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path, error) from error


def unusable(path: Path, error: Exception) -> StoreFailed:
    """The error of a store that can't be opened, read or written."""
    return StoreFailed(f"the store can't be used: {error}", where=str(path), advice="Check it, or say --out FOLDER.")


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make or upgrade the tables of a store; refuse a newer one."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise StoreNewer(f"made by a newer dapipe (schema {found})", where=str(path), advice="Update dapipe.")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if found == VERSION and not any(missing(connection, table) for table in schema.TABLES):
        return
    with transaction(connection):
        for table in schema.TABLES:
            connection.execute(schema.ddl(table))
            connection.execute(f'CREATE INDEX IF NOT EXISTS "{table}_doc" ON "{table}" ("doc")')
            for column in missing(connection, table):
                connection.execute(f'ALTER TABLE "{table}" ADD COLUMN "{column.name}" {schema.SQL[column.type]}')
        for statement in statements(OWN_TABLES + "".join(UPGRADES[step] for step in range(found, VERSION))):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def missing(connection: sqlite3.Connection, table: str) -> list[schema.Column]:
    """The columns that a stored table lacks. A store made before they were added gets them, empty.

    Columns that dapipe no longer has, or does not have yet, stay: nothing that a store holds is thrown away.
    """
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    return [column for column in schema.columns(table) if column.name not in there]


def statements(script: str) -> Iterator[str]:
    """The single statements of a script, so that they can run inside one transaction."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One writing transaction: all of it or nothing. Raises StoreLocked."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        raise StoreLocked(f"another program is writing to it ({error})", advice="Wait until it is done.") from error
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def place(connection: sqlite3.Connection, path: str, doc: str) -> None:
    """Note that a document lies at a path; what lay there before is forgotten if it lies nowhere else."""
    path = schema.sound(path)
    former = connection.execute('SELECT "doc" FROM "sources" WHERE "path" = ?', (path,)).fetchone()
    connection.execute('INSERT OR REPLACE INTO "sources" VALUES (?, ?)', (path, doc))
    connection.execute('DELETE FROM "export"')
    if former and not connection.execute('SELECT 1 FROM "sources" WHERE "doc" = ?', former).fetchone():
        forget(connection, former[0])


def forget(connection: sqlite3.Connection, doc: str) -> None:
    """Delete what is stored of a document."""
    for table in (*schema.TABLES, "ledger"):
        connection.execute(f'DELETE FROM "{table}" WHERE "doc" = ?', (doc,))


def insert(
    connection: sqlite3.Connection, table: str, rows: Iterable[tuple[schema.Value, ...]], twice: str = "IGNORE"
) -> None:
    """Insert rows of a table; what becomes of a second fact with the same id is `twice`."""
    values = (tuple(schema.sound(value) if isinstance(value, str) else value for value in row) for row in rows)
    connection.executemany(insertion(table, twice), values)


def insertion(table: str, twice: str) -> str:
    """The INSERT statement of a table, one mark a column; of two facts with one id IGNORE keeps the first."""
    names = [column.name for column in schema.columns(table)]
    return f'INSERT OR {twice} INTO "{table}" ({quoted(names)}) VALUES ({", ".join("?" * len(names))})'


def typed(table: str, rows: Iterable[tuple[schema.Value, ...]]) -> Iterator[tuple[schema.Value, ...]]:
    """Rows with booleans as booleans: SQLite keeps them as 0 and 1."""
    truths = {number for number, column in enumerate(schema.columns(table)) if column.type == "boolean"}
    for row in rows:
        yield tuple(
            bool(value) if number in truths and value is not None else value for number, value in enumerate(row)
        )


def quoted(names: list[str]) -> str:
    """Column names for a statement; they come from the schema alone."""
    return ", ".join(f'"{name}"' for name in names)
