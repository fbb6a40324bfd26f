"""CSV files that open right in a spreadsheet, with a data package and a data dictionary beside them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dapipe import schema

if TYPE_CHECKING:
    from dapipe.store import Store

# Text that a spreadsheet would take for a formula starts so (OWASP, "CSV Injection"), full-width forms included.
# A text that starts like a marked one is marked again, so that taking the mark away gives back the same text.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def write(store: Store, folder: Path) -> list[Path]:
    """One CSV file a table (UTF-8 with a byte-order mark, for Excel), datapackage.json and DATA_DICTIONARY.md."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [write_table(store, folder, table) for table in schema.TABLES]
    tables = list(schema.TABLES)
    package = json.dumps(schema.data_package(tables), indent=2, ensure_ascii=False)
    files.append(write_text(folder / "datapackage.json", package + "\n"))
    files.append(write_text(folder / "DATA_DICTIONARY.md", schema.dictionary(tables)))
    return files


def write_table(store: Store, folder: Path, table: str) -> Path:
    """One table as a CSV file."""
    path = folder / f"{table}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_rows(file, table, store.rows(table))
    return path


def write_rows(file: TextIO, table: str, rows: Iterable[tuple[schema.Value, ...]]) -> None:
    """Header and rows of one table."""
    columns = schema.columns(table)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([cell(value, column) for value, column in zip(row, columns, strict=True)])


def cell(value: schema.Value, column: schema.Column) -> str:
    """A value as it stands in a CSV cell: numbers plain, text harmless, empty for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, str) and FORMULA.match(value):
        return "'" + value
    return str(value)


def plain(value: str) -> str:
    """The text of a cell that `cell` made: the mark in front of it taken away."""
    return value[1:] if value.startswith("'") and FORMULA.match(value) else value


def write_text(path: Path, text: str) -> Path:
    """A text file."""
    path.write_text(text, encoding="utf-8")
    return path
