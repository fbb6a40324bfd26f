"""Corrections: what people put right, kept in a CSV file of their own and laid over the store whenever it is read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from dapipe import schema
from dapipe.annotate.force_names import forces
from dapipe.errors import WrongUse, unknown
from dapipe.export.csv import cell, opened, plain
from dapipe.export.folder import unwritable
from dapipe.facts.sheet import sheet_row
from dapipe.labelling import LABELS, Marked
from dapipe.record import Fact, Source
from dapipe.rows import Rows, table_of, typed

FILE = "corrections.csv"
REJECT, RIGHT = "reject", "right"
ID = re.compile("[0-9a-f]{16}")
# What identifies a fact or quotes its source is not corrected: the fact is rejected instead.
FIXED = {"id", "doc", "document", "page", "start", "end", "words", "sentence", "section", "box", "confidence", "rule"}
FIXED |= {"page_label", "ocr"}
WORDS = schema.Column(name="text", type="string", description="text", text=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One cell put right. `field` may be `reject` (no fact at all) or `right` (looked at, nothing to change).

    Without `fact_id` it is a merge: every fact that has `old` in this field gets `new`.
    """

    fact_id: str
    field: str
    old: str
    new: str
    who: str = ""
    when: str = ""
    why: str = ""

    def __str__(self) -> str:
        return f"{self.fact_id or 'all'} {self.field}: {self.old!r} -> {self.new!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What became of a correction: applied, changed, moot, stale or invalid, and why."""

    correction: Correction
    status: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.status:8} {self.correction}" + (f" ({self.note})" if self.note else "")


def read(path: Path) -> tuple[Correction, ...]:
    """The corrections in a file, () if there is none; Excel's encodings and separators are fine. Raises WrongUse."""
    if not path.is_file() or not path.stat().st_size:
        return ()
    text, _, separator = opened(path)
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    names = [item.name for item in fields(Correction)]
    missing = [name for name in names[:4] if name not in (lines.fieldnames or ())]
    if missing:
        raise WrongUse(f"no column {', '.join(missing)}", where=str(path), advice=f"Columns are: {', '.join(names)}.")
    return tuple(
        Correction(**{name: plain((line.get(name) or "").strip()) for name in names})
        for line in lines
        if (line.get("field") or "").strip()
    )


def add(path: Path, corrections: Iterable[Correction]) -> None:
    """Append corrections to a file, made if there is none; what stands in it is not touched. Raises WrongUse."""
    names = [item.name for item in fields(Correction)]
    text, encoding, separator = opened(path) if path.is_file() else ("", "utf-8-sig", ",")
    lines = io.StringIO("" if not text or text.endswith("\n") else "\r\n", newline="")
    lines.seek(0, io.SEEK_END)
    writer = csv.DictWriter(lines, names, delimiter=separator, lineterminator="\r\n")
    if not text:
        writer.writeheader()
    for item in corrections:
        writer.writerow({name: cell(value, WORDS) for name, value in asdict(item).items()})
    try:
        with path.open("a", encoding=encoding, errors="replace", newline="") as file:
            file.write(lines.getvalue())
    except OSError as error:
        raise unwritable(path, error) from error


def corrected(source: Rows, folder: Path) -> Corrected:
    """The rows of the store in a folder as the corrections beside it leave them. Raises WrongUse."""
    return Corrected(source, read(folder / FILE))


@dataclass(frozen=True)
class Corrected:
    """The rows of another source with corrections applied; rejected facts are left out."""

    source: Rows
    corrections: tuple[Correction, ...] = field(default=())

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        """The rows of a table as people left them."""
        if not self.corrections:
            return self.source.rows(table)
        if table == "facts":
            return self.sheet()
        if table in ("checks", "links"):
            return iter(self.checked[table])
        return (row for row, _ in self.mended(table) if row is not None)

    @cached_property
    def checked(self) -> dict[str, list[tuple[schema.Value, ...]]]:
        """The checks and links of the facts as people left them: what was put right no longer disagrees."""
        from dapipe.checks.run import tables

        found: dict[str, list[tuple[schema.Value, ...]]] = {"checks": [], "links": []}
        for table, row in tables(self, self.source):
            if table in found:
                found[table].append(row)
        return found

    @cached_property
    def own(self) -> dict[str, dict[str, str]]:
        """For each corrected fact its new values by field; of two for one field the later holds."""
        found: dict[str, dict[str, str]] = {}
        for item in self.corrections:
            if item.fact_id:
                found.setdefault(item.fact_id, {})[item.field] = item.new
        return found

    @cached_property
    def merged(self) -> dict[tuple[str, str], str]:
        """New values of merges by field and old value."""
        return {(item.field, item.old): item.new for item in self.corrections if not item.fact_id}

    def mended(self, table: str) -> Iterator[tuple[tuple[schema.Value, ...] | None, bool]]:
        """Each row of a table as corrected (None: rejected), and whether it was touched."""
        columns = schema.columns(table)
        places = {column.name: number for number, column in enumerate(columns)}
        merges = [(name, old, new) for (name, old), new in self.merged.items() if name in places]
        for row in self.source.rows(table):
            changes = {name: new for name, old, new in merges if same(row[places[name]], old, columns[places[name]])}
            changes |= self.own.get(str(row[places["id"]]), {}) if "id" in places else {}
            yield (changed(row, changes, table), True) if changes else (row, False)

    def sheet(self) -> Iterator[tuple[schema.Value, ...]]:
        """The one sheet, with the rows of touched facts made again."""
        paths = {str(row["doc"]): str(row["path"]) for row in table_of(self.source, "documents")}
        again = dict(self.touched(paths))
        for row in self.source.rows("facts"):
            new = again.pop(str(row[0]), row)
            if new is not None:
                yield new
        yield from (row for row in again.values() if row is not None)

    def touched(self, paths: dict[str, str]) -> Iterator[tuple[str, tuple[schema.Value, ...] | None]]:
        """Id and new sheet row of every touched fact; None if it is no longer on the sheet."""
        for table in schema.FACTS:
            for old, (row, touched) in zip(self.source.rows(table), self.mended(table), strict=True):
                if touched:
                    yield str(old[0]), sheet_again(table, row, paths) if row else None


def changed(row: tuple[schema.Value, ...], changes: dict[str, str], table: str) -> tuple[schema.Value, ...] | None:
    """A row with new values in some of its fields; None if it is rejected. What can't be is left as it was."""
    if REJECT in changes:
        return None
    values = list(row)
    changes = with_names(changes)
    for number, column in enumerate(schema.columns(table)):
        if column.name in changes and not why_not(table, column.name, changes[column.name]):
            values[number] = value_of(changes[column.name], column)
        elif column.name == "needs_review":
            values[number] = False
    return tuple(values)


def with_names(changes: dict[str, str]) -> dict[str, str]:
    """Changes of a force's slug with those of its name and code."""
    force = forces().get(changes.get("force", ""))
    return changes | {"force_name": force.name, "ons_code": force.ons_code} if force else changes


def sheet_again(table: str, row: tuple[schema.Value, ...], paths: dict[str, str]) -> tuple[schema.Value, ...] | None:
    """The row of a corrected fact on the one sheet, under its old id; a person has seen it."""
    made = sheet_row(fact_from(table, row), paths.get(str(row[1]), ""))
    return schema.row(replace(made, id=str(row[0]), needs_review=False)) if made else None


def fact_from(table: str, row: tuple[schema.Value, ...]) -> Fact:
    """The record of a row: the way back from `schema.row`. Its id may differ, as it follows from the values."""
    values: dict[str, Any] = dict(zip((column.name for column in schema.columns(table)), row, strict=True))
    values.pop("id")
    source = Source(**{item.name: values.pop(item.name) for item in fields(Source)})
    fact: Fact = schema.record(table)(source=source, **values)
    return fact


def same(value: schema.Value, text: str, column: schema.Column) -> bool:
    """True if a cell of an export with this text stands for the value."""
    return plain(cell(value, column)) == text


def value_of(text: str, column: schema.Column) -> schema.Value:
    """The text of a correction in the type of its column. Raises WrongUse."""
    value = typed(text, column)
    return int(value) if column.type == "integer" and isinstance(value, float) else value


def why_not(table: str, name: str, new: str) -> str:
    """Why a field of a table can't have a new value; "" if it can."""
    try:
        checked(table, name, new)
    except WrongUse as error:
        return str(error)
    return ""


def checked(table: str, name: str, new: str) -> None:
    """Check a field's new value. Raises WrongUse with the fields or values there are."""
    columns = {column.name: column for column in schema.columns(table) if column.name not in FIXED}
    if name in (REJECT, RIGHT):
        return
    if name not in columns:
        raise unknown(f"field to correct in {table}", name, columns)
    value_of(new, columns[name])
    if name == "force" and new and new not in forces():
        raise unknown("force", new, forces())
    if columns[name].choices and new not in columns[name].choices:
        raise unknown(f"value of {name}", new, columns[name].choices)


def merge(rows: Rows, name: str, old: str, new: str) -> Correction:
    """The correction that gives every fact with `old` in a field the value `new`. Raises WrongUse."""
    tables = [table for table in schema.FACTS if name in {column.name for column in schema.columns(table)} - FIXED]
    if not tables:
        every = sorted({column.name for table in schema.FACTS for column in schema.columns(table)} - FIXED)
        raise unknown("field", name, every)
    known = sorted({str(row[name]) for table in tables for row in table_of(rows, table) if row[name]})
    if old not in known:
        raise unknown(f"value of {name}", old, known)
    for table in tables:
        checked(table, name, new)
    return Correction(fact_id="", field=name, old=old, new=new)


def correction(table: str, fact: dict[str, schema.Value], change: str) -> Correction:
    """The correction that a user wrote as "field=value", "reject" or "right". Raises WrongUse."""
    name, sign, new = (part.strip() for part in change.partition("="))
    if name in (REJECT, RIGHT) and not sign:
        return Correction(fact_id=str(fact["id"]), field=name, old="", new="true")
    if not sign:
        raise WrongUse(f"'{change}' is no correction", advice="Write field=value, reject or right.")
    checked(table, name, new)
    column = next(column for column in schema.columns(table) if column.name == name)
    return Correction(fact_id=str(fact["id"]), field=name, old=plain(cell(fact[name], column)), new=new)


def states(source: Rows, corrections: tuple[Correction, ...]) -> tuple[State, ...]:
    """What becomes of each correction over these rows."""
    facts = {str(row["id"]): (table, row) for table in schema.FACTS for row in table_of(source, table)}
    return tuple(state(item, facts) for item in corrections)


def state(item: Correction, facts: dict[str, tuple[str, dict[str, schema.Value]]]) -> State:
    """What becomes of one correction."""
    if not item.fact_id:
        return merge_state(item, facts)
    if not ID.fullmatch(item.fact_id):
        return State(correction=item, status="invalid", note="this is no fact id; did a spreadsheet change it?")
    if item.fact_id not in facts:
        return State(correction=item, status="stale", note="this fact is no longer found")
    table, row = facts[item.fact_id]
    reason = why_not(table, item.field, item.new)
    if reason:
        return State(correction=item, status="invalid", note=reason)
    if item.field in (REJECT, RIGHT):
        return State(correction=item, status="applied")
    column = next(column for column in schema.columns(table) if column.name == item.field)
    if same(row[item.field], item.new, column):
        return State(correction=item, status="moot", note="dapipe finds the same now")
    if not same(row[item.field], item.old, column):
        return State(correction=item, status="changed", note=f"applied, but dapipe now finds {row[item.field]!r}")
    return State(correction=item, status="applied")


def merge_state(item: Correction, facts: dict[str, tuple[str, dict[str, schema.Value]]]) -> State:
    """What becomes of a merge."""
    if item.field in FIXED or not any(item.field in row for _, row in facts.values()):
        return State(correction=item, status="invalid", note=f"there is no field '{item.field}' to merge")
    number = sum(str(row.get(item.field) or "") == item.old for _, row in facts.values())
    if not number:
        return State(correction=item, status="stale", note=f"no fact has '{item.old}' there")
    return State(correction=item, status="applied", note=f"{number} facts")


class Facts(Rows, Protocol):
    """A store, which knows its facts by id."""

    def fact(self, key: str) -> tuple[str, dict[str, schema.Value]]:
        """Table and columns of a fact. Raises WrongUse."""


class Sourced(Rows, Protocol):
    """A store, which knows where its documents were found."""

    def sources(self, doc: str | None = None) -> list[str]:
        """The paths at which a document was found."""


def noted(
    store: Facts,
    folder: Path,
    fact_id: str,
    changes: Iterable[str],
    merged: tuple[str, str, str] | None,
    about: dict[str, str],
) -> list[Correction]:
    """Note changes of one fact or a merge in the folder's corrections; `about` is who, when, why. Raises WrongUse."""
    made = [merge(store, *merged)] if merged else []
    if fact_id:
        table, fact = store.fact(fact_id)
        made += [correction(table, fact, change) for change in changes]
        if not made:
            raise WrongUse("nothing to correct is named", advice="Write field=value, reject or right.")
    made = [replace(item, **about) for item in made]
    add(folder / FILE, made)
    return made


def labels(source: Sourced, corrections: tuple[Correction, ...]) -> Iterator[Marked]:
    """The statements whose label a person corrected or found right: what the classifier can learn from them."""
    given: dict[str, str] = {}
    facts = {str(row["id"]): row for row in table_of(source, "statements")}
    for item in corrections:
        if item.fact_id in facts and item.field == RIGHT:
            given.setdefault(item.fact_id, str(facts[item.fact_id]["label"]))
        elif item.fact_id in facts and item.field == "label" and item.new in LABELS:
            given[item.fact_id] = item.new
    for key, label in given.items():
        row = facts[key]
        for path in source.sources(str(row["doc"]))[:1]:
            start, end = int(row["start"] or 0), int(row["end"] or 0)
            yield Marked(path=path, start=start, end=end, label=label, words=str(row["words"]))
