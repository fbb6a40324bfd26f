"""JSON lines: one object a fact, document or problem, with the words as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from dapipe import schema

if TYPE_CHECKING:
    from dapipe.store import Store


def write(store: Store, folder: Path) -> list[Path]:
    """One .jsonl file a table."""
    return [write_table(store, folder / f"{table}.jsonl", table) for table in schema.TABLES]


def write_table(store: Store, path: Path, table: str) -> Path:
    """One table as JSON lines."""
    names = [column.name for column in schema.columns(table)]
    with path.open("w", encoding="utf-8") as file:
        for row in store.rows(table):
            file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
    return path
