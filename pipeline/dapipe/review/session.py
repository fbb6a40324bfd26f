"""What the review page shows and what becomes of an answer; knows nothing of the web."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dapipe import schema
from dapipe.annotate.force_names import forces
from dapipe.corrections import FILE, FIXED, Corrected, Facts, corrected, noted, read
from dapipe.export.csv import cell, plain
from dapipe.report.gather import Entry, Paper, gather, link
from dapipe.report.pictures import drawn
from dapipe.rows import Rows, table_of

# Statements shown around a fact where there is no page to draw; points of page around it where there is.
AROUND = 4
MARGIN = 170.0


@dataclass(slots=True)
class Session:
    """One person's walk through the queue of a store, which is opened anew for each question.

    `written` holds the sizes of corrections.csv before and after each answer.
    """

    open: Callable[[], AbstractContextManager[Facts]]
    folder: Path
    who: str
    day: date
    everything: bool = False
    written: list[tuple[int, int]] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()

    def queue(self) -> list[str]:
        """Ids of the facts to look at that nobody has answered, in the order of the documents."""
        with self.open() as store:
            material = gather(Corrected(store), self.folder, self.day)
        self.papers = material.papers
        done = {item.fact_id for item in read(self.folder / FILE)}
        self.entries = {entry.id: entry for entry in material.entries if self.everything or entry.review}
        return [key for key in self.entries if key not in done]

    def item(self, key: str) -> dict[str, Any]:
        """One fact for the page: its words, sentence, place, fields as corrected, and what stands around it."""
        entry = self.entries[key]
        paper = self.papers[entry.paper]
        with self.open() as store:
            table, fact = fact_in(corrected(store, self.folder), key) or store.fact(key)
            around = list(statements_around(store, paper.doc, fact))
        return {
            "id": key,
            "type": entry.type,
            "words": entry.words,
            "sentence": entry.sentence,
            "section": entry.section,
            "document": paper.title,
            "page": entry.page,
            "file": link(paper, entry),
            "confidence": entry.confidence,
            "check": entry.check,
            "rule": entry.rule,
            "picture": bool(entry.box) and Path(paper.path).is_file(),
            "around": around,
            "fields": list(fields_of(table, fact)),
        }

    def picture(self, key: str) -> bytes:
        """PNG of the place on the page; b"" if it can't be drawn."""
        entry = self.entries[key]
        made = drawn(self.papers[entry.paper].path, [entry], MARGIN)
        return base64.b64decode(made.get(key, ""))

    def answer(self, key: str, changes: list[str]) -> None:
        """Note an answer: ["right"], ["reject"] or field=value. Raises WrongUse."""
        path = self.folder / FILE
        before = path.stat().st_size if path.is_file() else 0
        about = {"who": self.who, "when": self.day.isoformat(), "why": "review"}
        with self.open() as store:
            noted(store, self.folder, key, changes, None, about)
        self.written.append((before, path.stat().st_size))

    def undo(self) -> bool:
        """Take the last answer back; False if there is none or the file was changed since."""
        path = self.folder / FILE
        if not self.written or not path.is_file() or path.stat().st_size != self.written[-1][1]:
            return False
        with path.open("r+b") as file:
            file.truncate(self.written.pop()[0])
        return True


def fact_in(rows: Rows, key: str) -> tuple[str, dict[str, schema.Value]] | None:
    """Table and columns of a fact; None if it has been rejected."""
    return next(((table, row) for table in schema.FACTS for row in table_of(rows, table) if row["id"] == key), None)


def statements_around(rows: Rows, doc: str, fact: dict[str, schema.Value]) -> Iterator[str]:
    """The statements before and after a fact's place, its own among them."""
    near = [row for row in table_of(rows, "statements") if row["doc"] == doc]
    place = next((n for n, row in enumerate(near) if int(row["end"] or 0) > int(fact["start"] or 0)), 0)
    for row in near[max(0, place - AROUND) : place + AROUND + 1]:
        yield str(row["words"])


def fields_of(table: str, fact: dict[str, schema.Value]) -> Iterator[dict[str, Any]]:
    """The fields of a fact that can be corrected, with their values and choices."""
    for column in schema.columns(table):
        if column.name in FIXED or column.name == "needs_review":
            continue
        choices = ["", *forces()] if column.name == "force" else list(column.choices)
        yield {
            "name": column.name,
            "about": column.description,
            "value": plain(cell(fact[column.name], column)),
            "choices": choices,
        }
