"""Every export format keeps the same promise: all rows, the words as they are, nothing that a program would run."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dapipe import schema
from dapipe.errors import WrongUse
from dapipe.export import EXPORTS, export
from dapipe.export.csv import plain
from dapipe.store import open_store
from dapipe.work import Outcome
from tests.test_schema import FIGURE

WORDS = '=HYPERLINK("http://x","34%")\n“quoted”, \u202eback'
NASTY = replace(FIGURE, source=replace(FIGURE.source, words=WORDS, start=1))


def exported(folder: Path, name: str) -> tuple[Path, ...]:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow (the extra 'parquet') is not installed")
    outcome = Outcome(
        path="a.txt",
        digest=FIGURE.source.doc * 4,
        recipe="r",
        status="complete",
        rows={"figures": [schema.row(NASTY), schema.row(FIGURE)]},
    )
    with open_store(folder / "s.sqlite") as store:
        store.save(outcome)
        return export(store, folder, [name])


@pytest.mark.parametrize("name", EXPORTS)
def test_files_are_written_into_the_folder(tmp_path: Path, name: str) -> None:
    files = exported(tmp_path, name)
    assert files
    assert {file.parent for file in files} == {tmp_path}
    assert any(file.stat().st_size for file in files)


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_store_gives_the_same_rows_twice(tmp_path: Path, name: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = exported(tmp_path / "one", name), exported(tmp_path / "two", name)
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


def test_csv_gives_back_the_words(tmp_path: Path) -> None:
    exported(tmp_path, "csv")
    raw = (tmp_path / "figures.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [plain(row["words"]) for row in rows] == [WORDS, "34%"]
    assert rows[0]["words"].startswith("'=")


def test_json_lines_give_back_the_words(tmp_path: Path) -> None:
    exported(tmp_path, "jsonl")
    lines = (tmp_path / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["words"] for line in lines] == [WORDS, "34%"]


def test_a_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    (path,) = exported(tmp_path, "xlsx")
    with zipfile.ZipFile(path) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any("=HYPERLINK(" in sheet for sheet in sheets)
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store, pytest.raises(WrongUse, match="csv, xlsx"):
        export(store, tmp_path, ["stone"])
