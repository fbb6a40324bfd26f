"""Records -> files. `EXPORTS` names the writer of each format, imported on first use."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TextIO

from dapipe import schema
from dapipe.errors import WrongUse, unknown
from dapipe.export.folder import open_folder
from dapipe.rows import Rows

EXPORTS = {
    "csv": "dapipe.export.csv:write",
    "xlsx": "dapipe.export.xlsx:write",
    "jsonl": "dapipe.export.jsonl:write",
    "sqlite": "dapipe.export.sqlite:write",
    "parquet": "dapipe.export.parquet:write",
}
STREAMS = {
    "csv": "dapipe.export.csv:stream",
    "jsonl": "dapipe.export.jsonl:stream",
}


def export(
    rows: Rows, folder: Path, formats: Iterable[str] = ("csv",), tables: tuple[str, ...] = ()
) -> tuple[Path, ...]:
    """Write tables (all if none is named) into a folder; the files that were written. Raises WrongUse."""
    with open_folder(folder) as target:
        for name in formats:
            writer(EXPORTS, name)(rows, target, tables or tuple(schema.TABLES))
        return tuple(target.written)


def stream(rows: Rows, file: TextIO, name: str, table: str) -> None:
    """Write one table to an open file as CSV or JSON lines, without byte-order mark. Raises WrongUse."""
    if name in EXPORTS and name not in STREAMS:
        raise WrongUse(f"{name} can't go to standard output", advice=f"Take {' or '.join(STREAMS)}, or name a folder.")
    writer(STREAMS, name)(rows, file, table)


def writer(registry: dict[str, str], name: str):  # type: ignore[no-untyped-def]
    """The function that a registry names for a format. Raises WrongUse."""
    if name not in registry:
        raise unknown("format", name, registry)
    module, function = registry[name].split(":")
    return getattr(import_module(module), function)
