"""A newsroom's own labels: the least certain statements of a store go out to be labelled, and come back to train on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dapipe import schema
from dapipe.errors import WrongUse
from dapipe.export.csv import harmless, opened, plain
from dapipe.export.folder import unwritable
from dapipe.store import Store

LABELS = ("finding", "response", "recommendation", "other")
# `label` is for the person; all other columns say where the statement stands and what dapipe thinks of it.
HEADER = ("label", "words", "before", "after", "guess", "confidence", "rules", "by", "section", "path", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A statement that a person has labelled: the file it stands in, its offsets in that document's text, its label.

    `words` are its words, "" if they are not known: by them it is found again when its document is read otherwise.
    """

    path: str
    start: int
    end: int
    label: str
    words: str = ""


def uncertain(store: Store, most: int) -> list[dict[str, str]]:
    """The least certain statements of a store with their neighbours, as rows under HEADER.

    Those of documents that lie nowhere any more are passed over: nothing could be learned from them.
    """
    names = [column.name for column in schema.columns("statements")]
    rows = [dict(zip(names, row, strict=True)) for row in store.rows("statements")]
    here = {doc for doc in {str(row["doc"]) for row in rows} if store.sources(doc)}
    able = [number for number, row in enumerate(rows) if str(row["doc"]) in here]
    chosen = sorted(able, key=lambda number: float(str(rows[number]["confidence"])))[:most]
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
    """The rows as CSV, and beside it as tasks for Label Studio. Raises WrongUse if a file is there or can't be."""
    tasks = path.with_suffix(".json")
    if path == tasks:
        raise WrongUse("the statements go to a CSV file", where=str(path), advice="Name one with --to.")
    for file in (path, tasks):
        if file.exists():
            raise WrongUse("the file is there already", where=str(file), advice="Name another with --to.")
    # An empty `label` among its data would hide the one that Label Studio adds.
    data = [{name: value for name, value in row.items() if name != "label"} for row in rows]
    plain = [{"data": {**row, "text": row["words"]}} for row in data]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as table:
            writer = csv.DictWriter(table, HEADER, lineterminator="\r\n")
            writer.writeheader()
            writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
        tasks.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise unwritable(path, error) from error
    return [path, tasks]


def marked(path: Path) -> Iterator[Marked]:
    """The statements of a labelled file whose label is filled in. Raises WrongUse for another kind of file.

    It is the CSV file, as a spreadsheet saved it, or what Label Studio exports as JSON, JSON-MIN or CSV.
    """
    rows = exported(path) if path.suffix.lower() == ".json" else lines(path)
    for number, row in rows:
        label = str(row.get("label") or "").strip().lower()
        if label and label not in LABELS:
            advice = f"Labels are: {', '.join(LABELS)}."
            raise WrongUse(f"'{label}' is no label", where=f"{path}, row {number}", advice=advice)
        if label:
            yield lesson(row, f"{path}, row {number}", label)


def lesson(row: dict[str, Any], where: str, label: str) -> Marked:
    """A row with its label. Raises WrongUse if it doesn't say where its statement stands."""
    try:
        start, end = int(row["start"]), int(row["end"])
        return Marked(path=plain(row["path"]), start=start, end=end, label=label, words=plain(row.get("words") or ""))
    except (KeyError, TypeError, ValueError) as error:
        advice = "Leave the columns path, start and end as dapipe label wrote them."
        raise WrongUse("where this statement stands is not known", where=where, advice=advice) from error


def lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a CSV file with their numbers. Raises WrongUse if columns are missing."""
    text, _, separator = opened(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    missing = {"label", "path", "start", "end"} - set(reader.fieldnames or ())
    if missing:
        raise WrongUse(f"columns are missing: {', '.join(sorted(missing))}", where=str(path))
    yield from enumerate(reader, start=2)


def exported(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tasks of Label Studio with their numbers, each with its label if it has one. Raises WrongUse."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        for number, task in enumerate(tasks, start=1):
            yield number, {"label": choice(task), **task["data"]} if "data" in task else task
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        advice = "Export the project as JSON or JSON-MIN."
        raise WrongUse("this is no export of Label Studio", where=str(path), advice=advice) from error


def choice(task: dict[str, Any]) -> str:
    """What was chosen in a task; of several annotations the last that wasn't cancelled; "" if nothing was."""
    kept = (one for one in task.get("annotations", ()) if not one.get("was_cancelled"))
    chosen = [part["value"]["choices"][0] for one in kept for part in one["result"] if "choices" in part["value"]]
    return str(chosen[-1]) if chosen else ""


def given(text: str, places: Sequence[tuple[int, int]], statements: Iterable[Marked]) -> tuple[str, ...]:
    """The label of each place in a text, "" where none was given: by its offsets, else by its words."""
    known, moved = dict.fromkeys(places, ""), dict[str, str]()
    for one in statements:
        here = (one.start, one.end)
        if here in known and letters(one.words) in ("", letters(text[slice(*here)])):
            known[here] = one.label
        elif letters(one.words):
            moved[letters(one.words)] = one.label
    return tuple(known[place] or moved.get(letters(text[slice(*place)]), "") for place in places)


def letters(words: str) -> str:
    """The plain letters and digits of words: quotation marks and dashes may not outlive a spreadsheet."""
    return "".join(re.findall("[a-z0-9]", words.lower()))


def by_file(statements: Iterable[Marked]) -> dict[str, list[Marked]]:
    """Labelled statements by the file they stand in."""
    files: dict[str, list[Marked]] = {}
    for statement in statements:
        files.setdefault(statement.path, []).append(statement)
    return files
