"""A newsroom's own labels: the least certain statements of a store go out to be labelled, and come back to train on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dapipe import schema
from dapipe.errors import WrongUse
from dapipe.export.csv import harmless, plain
from dapipe.store import Store

LABELS = ("finding", "response", "recommendation", "other")
# `label` is for the person; all other columns say where the statement stands and what dapipe thinks of it.
HEADER = ("label", "words", "before", "after", "guess", "confidence", "rules", "by", "section", "path", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A statement that a person has labelled: the file it stands in, its offsets in that document's text, its label."""

    path: str
    start: int
    end: int
    label: str


def uncertain(store: Store, most: int) -> list[dict[str, str]]:
    """The least certain statements of a store with their neighbours, as rows under HEADER."""
    names = [column.name for column in schema.columns("statements")]
    rows = [dict(zip(names, row, strict=True)) for row in store.rows("statements")]
    chosen = sorted(range(len(rows)), key=lambda number: float(str(rows[number]["confidence"])))[:most]
    return [task(store, rows, number) for number in chosen]


def task(store: Store, rows: list[dict[str, schema.Value]], number: int) -> dict[str, str]:
    """One statement as a row to be labelled."""
    row = rows[number]
    beside = [rows[other] if 0 <= other < len(rows) else {} for other in (number - 1, number + 1)]
    before, after = (str(one["words"]) if one.get("doc") == row["doc"] else "" for one in beside)
    known = {name: str(row[name]) for name in ("words", "confidence", "rules", "by", "section", "start", "end")}
    path = next(iter(store.sources(str(row["doc"]))), "")
    return {**known, "label": "", "before": before, "after": after, "guess": str(row["label"]), "path": path}


def write(rows: list[dict[str, str]], path: Path) -> list[Path]:
    """The rows as CSV, and beside it as tasks for Label Studio. Raises WrongUse if a file is there already."""
    tasks = path.with_suffix(".json")
    for file in (path, tasks):
        if file.exists():
            raise WrongUse("the file is there already", where=str(file), advice="Name another with --to.")
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, HEADER, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    plain = [{"data": {**row, "text": row["words"]}} for row in rows]
    tasks.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [path, tasks]


def marked(path: Path) -> Iterator[Marked]:
    """The statements of a labelled CSV file whose label is filled in. Raises WrongUse for another kind of file."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        missing = {"label", "path", "start", "end"} - set(reader.fieldnames or ())
        if missing:
            raise WrongUse(f"columns are missing: {', '.join(sorted(missing))}", where=str(path))
        for number, row in enumerate(reader, start=2):
            label = row["label"].strip().lower()
            if label and label not in LABELS:
                advice = f"Labels are: {', '.join(LABELS)}."
                raise WrongUse(f"'{label}' is no label", where=f"{path}, row {number}", advice=advice)
            if label:
                yield Marked(path=plain(row["path"]), start=int(row["start"]), end=int(row["end"]), label=label)


def by_file(statements: Iterable[Marked]) -> dict[str, list[Marked]]:
    """Labelled statements by the file they stand in."""
    files: dict[str, list[Marked]] = {}
    for statement in statements:
        files.setdefault(statement.path, []).append(statement)
    return files
