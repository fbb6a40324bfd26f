"""What a program of somebody else's may call: `import dapipe` offers these functions and loads them on first use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from pathlib import Path

from dapipe import schema
from dapipe.corrections import corrected
from dapipe.document import Document
from dapipe.errors import WrongUse, unknown
from dapipe.ingest import STORE, Summary, ingest, stored
from dapipe.read import read
from dapipe.record import Fact
from dapipe.rows import table_of
from dapipe.settings import Settings
from dapipe.work import understand


def read_document(path: str | PathLike[str]) -> Document:
    """The document in a file: its text, pages and blocks. Raises DapipeError for what can't be read."""
    file = Path(path)
    if not file.is_file():
        raise WrongUse(f"there is no file '{file}'", advice="Check the spelling.")
    with file.open("rb") as data:
        return read(data, str(file), Settings().limits)


def facts_of(path: str | PathLike[str], model: str = Settings().model) -> dict[str, tuple[Fact, ...]]:
    """The facts in a file as records, by the name of their table: figures, quotes, statements … Raises DapipeError."""
    return understand(read_document(path), model).facts


def ingest_into(out: str | PathLike[str], paths: Iterable[str | PathLike[str]], **settings: str | float) -> Summary:
    """Read files and folders into the store of a folder and write its CSV files; what the run did.

    `settings` are those of `dapipe config show`, for example jobs=2. Raises DapipeError.
    """
    chosen = replace(Settings(out=str(out)), **settings)  # type: ignore[arg-type]
    return ingest([Path(path) for path in paths], chosen, lambda outcomes, total: outcomes)


def table(out: str | PathLike[str], name: str) -> list[dict[str, schema.Value]]:
    """The rows of a table in a folder's store, as people have corrected them. Raises WrongUse."""
    if name not in schema.TABLES:
        raise unknown("table", name, schema.TABLES)
    with stored(Path(out) / STORE) as store:
        return list(table_of(corrected(store, Path(out)), name))
