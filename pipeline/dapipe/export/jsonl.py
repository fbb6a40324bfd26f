"""JSON lines: one object a fact, document or problem, with the words as they are."""

from __future__ import annotations

import json
from typing import TextIO

from dapipe.export.folder import Folder
from dapipe.rows import Rows, table_of


def write(rows: Rows, folder: Folder, tables: tuple[str, ...]) -> None:
    """One .jsonl file a table."""
    for table in tables:
        with folder.file(f"{table}.jsonl") as path, path.open("w", encoding="utf-8", newline="") as file:
            stream(rows, file, table)


def stream(rows: Rows, file: TextIO, table: str) -> None:
    """One table as JSON lines."""
    for row in table_of(rows, table):
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
