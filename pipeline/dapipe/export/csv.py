"""CSV files that open right in a spreadsheet, with a data package and a data dictionary beside them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from dapipe import schema
from dapipe.export.folder import Folder
from dapipe.rows import Rows
from dapipe.terminal import log

# Text that a spreadsheet would take for a formula starts so (OWASP, "CSV Injection"), full-width forms included.
# A text that starts like a marked one is marked again, so that taking the mark away gives back the same text.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def write(rows: Rows, folder: Folder, tables: tuple[str, ...]) -> None:
    """One CSV file a table (UTF-8 with a byte-order mark, for Excel), datapackage.json and DATA_DICTIONARY.md."""
    marked = 0
    for table in tables:
        with folder.file(f"{table}.csv") as path, path.open("w", encoding="utf-8-sig", newline="") as file:
            marked += stream(rows, file, table)
    if marked:
        log.info("%d texts that a spreadsheet would take for a formula stand behind an apostrophe", marked)
    package = json.dumps(schema.data_package(list(tables)), indent=2, ensure_ascii=False)
    folder.text("datapackage.json", package + "\n")
    folder.text("DATA_DICTIONARY.md", schema.dictionary(list(tables)))


def stream(rows: Rows, file: TextIO, table: str) -> int:
    """One table with its header, without byte-order mark; the number of texts that were made harmless."""
    return write_rows(file, table, rows.rows(table))


def write_rows(file: TextIO, table: str, rows: Iterable[tuple[schema.Value, ...]]) -> int:
    """Header and rows of one table; the number of texts that were made harmless."""
    columns = schema.columns(table)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    marked = 0
    for row in rows:
        writer.writerow([cell(value, column) for value, column in zip(row, columns, strict=True)])
        marked += sum(isinstance(value, str) and bool(FORMULA.match(value)) for value in row)
    return marked


def cell(value: schema.Value, column: schema.Column) -> str:
    """A value as it stands in a CSV cell: numbers plain, text harmless, empty for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12g}"
    return harmless(str(value)) if isinstance(value, str) else str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: with a mark in front if it looks like one."""
    return "'" + text if FORMULA.match(text) else text


def plain(value: str) -> str:
    """The text of a cell that `harmless` made: the mark in front of it taken away."""
    return value[1:] if value.startswith("'") and FORMULA.match(value) else value


def opened(path: Path) -> tuple[str, str, str]:
    """Text, encoding and separator of a CSV file that a spreadsheet may have saved."""
    data = path.read_bytes()
    try:
        text, encoding = data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("cp1252", "replace"), "cp1252"
    head = text.partition("\n")[0]
    return text, encoding, max(",;\t", key=head.count)
