"""A stand-in for the stages that is quick and makes many rows, and a store as plain rows to compare."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from dapipe import schema
from dapipe.engine import Task
from dapipe.record import DocumentRow, Problem
from dapipe.settings import Settings
from dapipe.work import Job, Outcome, to_json

NUMBER = re.compile(r"\d+")


def count(job: Job) -> bytes:
    """One fact a number of the text; a text that holds "broken" can't be read."""
    text = Path(job.copy or job.path).read_text()
    if "broken" in text:
        problem = Problem(path=job.path, doc=job.doc, code="unreadable", message="broken")
        return to_json(
            Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="failed", problems=(problem,))
        )
    time.sleep(0.003)
    rows = [sheet_row(job, match.start(), match[0]) for match in NUMBER.finditer(text)]
    rows_of = {"facts": rows, "documents": [document_row(job, text)]}
    return to_json(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="complete", rows=rows_of))


TASK = Task(process=count)


def sheet_row(job: Job, start: int, words: str) -> tuple[schema.Value, ...]:
    values = {"id": f"{job.doc[:8]}{start:08d}", "type": "figure", "words": words, "doc": job.doc}
    return tuple(values.get(column.name) for column in schema.columns("facts"))


def document_row(job: Job, text: str) -> tuple[schema.Value, ...]:
    row = DocumentRow(
        doc=job.doc,
        title="",
        kind="article",
        publisher="",
        published="",
        force="",
        pages=1,
        words=len(text.split()),
        reader="text",
        ocr=False,
        status="complete",
        sha256=job.digest,
        path=job.path,
    )
    return schema.row(row)


def write_documents(folder: Path, number: int, seed: int = 7) -> None:
    """So many texts with some 50 numbers each; every tenth lies there twice, every fifteenth is broken."""
    chance = random.Random(seed)
    folder.mkdir()
    for one in range(number):
        text = f"document {one} " + " ".join(str(chance.randrange(10**6)) for _ in range(50))
        if one % 15 == 14:
            text += " broken"
        (folder / f"{one:04}.txt").write_text(text)
        if one % 10 == 9:
            (folder / f"{one:04}-copy.txt").write_text(text)


def settings(out: Path, engine: str = "local", jobs: int = 2) -> Settings:
    return Settings(out=str(out), engine=engine, jobs=jobs)


def rows_of(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of a store, sorted, after its integrity check. What was exported when is left out."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        tables = [*schema.TABLES, "ledger", "sources", "facets"]
        return {table: sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}
