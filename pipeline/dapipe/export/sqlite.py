"""facts.sqlite with indexes and full-text search, and the metadata.json that Datasette shows beside it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

from dapipe import schema
from dapipe.export.folder import Folder
from dapipe.rows import Rows

# The columns that Datasette offers as filters.
FACETS = ("type", "kind", "force", "label", "speaker", "unit", "result", "question", "grade", "status", "needs_review")
MOST_FACETS = 5


def write(rows: Rows, folder: Folder, tables: tuple[str, ...]) -> None:
    """The database and its metadata."""
    with folder.file("facts.sqlite") as path:
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection, connection:
            for table in tables:
                fill(connection, rows, table)
    about = metadata(tables)
    folder.text("metadata.json", json.dumps(about, indent=2, ensure_ascii=False) + "\n")


def fill(connection: sqlite3.Connection, rows: Rows, table: str) -> None:
    """One table with its rows, an index for each of its filters and a full-text index over its texts."""
    columns = schema.columns(table)
    connection.execute(schema.ddl(table))
    marks = ", ".join("?" * len(columns))
    connection.executemany(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', rows.rows(table))
    for name in facets(table):
        connection.execute(f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")')
    texts = ", ".join(f'"{column.name}"' for column in columns if column.text)
    if texts:
        connection.execute(f'CREATE VIRTUAL TABLE "{table}_search" USING fts5({texts}, content="{table}")')
        connection.execute(f'INSERT INTO "{table}_search" ("{table}_search") VALUES (\'rebuild\')')


def facets(table: str) -> list[str]:
    """The columns of a table that are offered as filters."""
    names = {column.name for column in schema.columns(table)}
    return [name for name in FACETS if name in names][:MOST_FACETS]


def metadata(tables: tuple[str, ...]) -> dict[str, Any]:
    """Datasette's metadata (version 0.65) for facts.sqlite and for the store itself."""
    described = {table: table_metadata(table) for table in tables}
    return {
        "title": "Facts from inspection reports and news articles",
        "databases": {"facts": {"tables": described}, "dapipe": {"tables": without_search(described)}},
    }


def without_search(described: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The tables' metadata for the store, which has one full-text index, over the one sheet."""
    plain = {table: {k: v for k, v in about.items() if k != "fts_table"} for table, about in described.items()}
    if "facts" in plain:
        plain["facts"]["fts_table"] = "search"
    return plain


def table_metadata(table: str) -> dict[str, Any]:
    """What Datasette shows of one table: meaning, columns, units, filters and search."""
    columns = schema.columns(table)
    about: dict[str, Any] = {
        "description": (schema.record(table).__doc__ or "").strip().splitlines()[0],
        "columns": {column.name: column.description for column in columns},
        "facets": facets(table),
    }
    units = {column.name: column.unit for column in columns if column.unit}
    if units:
        about["units"] = units
    if any(column.text for column in columns):
        about["fts_table"] = f"{table}_search"
    return about
