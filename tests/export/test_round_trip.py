"""Any text in any cell comes back the same from every format, and opens as text."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dapipe import schema
from dapipe.export import export
from dapipe.export.csv import plain
from tests.test_schema import FIGURE

# What a document's text can hold: no NUL (readers drop it) and no lone surrogates (no file can hold them).
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ESCAPED = re.compile("_x([0-9A-F]{4})_")


class One:
    """A single figure with these words."""

    def __init__(self, words: str) -> None:
        self.row = schema.row(replace(FIGURE, measure=words, source=replace(FIGURE.source, words=words)))

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        return iter([self.row] if table == "figures" else [])


def from_csv(folder: Path) -> tuple[str, str]:
    with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    return plain(row["words"]), plain(row["measure"])


def from_jsonl(folder: Path) -> tuple[str, str]:
    row = json.loads((folder / "figures.jsonl").read_text(encoding="utf-8"))
    return row["words"], row["measure"]


def from_sqlite(folder: Path) -> tuple[str, str]:
    with closing(sqlite3.connect(folder / "facts.sqlite")) as connection:
        (row,) = connection.execute('SELECT "words", "measure" FROM "figures"')
    return row[0], row[1]


def from_xlsx(folder: Path) -> tuple[str, str]:
    with zipfile.ZipFile(folder / "dapipe.xlsx") as book:
        root = etree.fromstring(book.read("xl/worksheets/sheet2.xml"))
    assert root.find(f".//{SHEET}f") is None
    names = [column.name for column in schema.columns("figures")]
    cells = {cell.get("r"): "".join(cell.itertext()) for cell in root.iter(f"{SHEET}c")}
    found = (cells.get(f"{letters(names.index(name))}2", "") for name in ("words", "measure"))
    words, measure = (ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in found)
    return words, measure


def letters(number: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


READERS = {"csv": from_csv, "jsonl": from_jsonl, "sqlite": from_sqlite, "xlsx": from_xlsx}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TEXTS)
def test_any_text_comes_back(tmp_path: Path, name: str, words: str) -> None:
    export(One(words), tmp_path, [name], ("figures",))
    assert READERS[name](tmp_path) == (words, words)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "words", ["=1+1", "+44 20", "-5", "@cmd", "\t=1", "'=1", "_x000D_", "a\r\nb", "＝1", "https://example.org", " a "]
)
def test_what_spreadsheets_stumble_over_comes_back(tmp_path: Path, name: str, words: str) -> None:
    export(One(words), tmp_path, [name], ("figures",))
    assert READERS[name](tmp_path) == (words, words)
