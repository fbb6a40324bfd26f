"""Records -> files. `EXPORTS` names the writer of each format, imported on first use."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dapipe.errors import WrongUse

if TYPE_CHECKING:
    from dapipe.store import Store

EXPORTS = {
    "csv": "dapipe.export.csv:write",
    "xlsx": "dapipe.export.xlsx:write",
    "jsonl": "dapipe.export.jsonl:write",
}


def export(store: Store, folder: Path, formats: Iterable[str] = ("csv",)) -> tuple[Path, ...]:
    """Write every table of a store into a folder; the files that were written. Raises WrongUse."""
    written: list[Path] = []
    for name in formats:
        if name not in EXPORTS:
            raise WrongUse(f"there is no format '{name}'", advice=f"Formats are: {', '.join(EXPORTS)}.")
        module, function = EXPORTS[name].split(":")
        written += getattr(import_module(module), function)(store, folder)
    return tuple(written)
