"""CSV and workbook in a real spreadsheet: any text opens as text, never as a formula, and reads the same."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from dapipe import schema
from dapipe.export import export
from dapipe.export.csv import harmless
from tests.test_schema import FIGURE

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed (Debian: libreoffice-calc)")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Comma, double quote, UTF-8, from the first line; what a person gets who says yes to the dialogue.
FILTER = {"csv": "--infilter=CSV:44,34,76,1", "xlsx": "--infilter=Calc MS Excel 2007 XML"}
FIRST = ("=", "+", "-", "@", "'", "'=", "＝", "\t=", "", " =")
REST = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "SUM(A1:A9)", "34", "12/3", "1e5", "TRUE", "£3.4m")
# No control signs: a spreadsheet's cells can't hold them all, and how it shows them is its own affair.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)


class Many:
    """A figure for each of some words, in their order."""

    def __init__(self, words: list[str]) -> None:
        self.made = [
            schema.row(replace(FIGURE, measure=text, source=replace(FIGURE.source, start=number)))
            for number, text in enumerate(words)
        ]

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        return iter(self.made if table == "figures" else [])


def opened(path: Path, folder: Path) -> etree._Element:
    """The sheet with the figures as LibreOffice has it after opening a file."""
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profile", FILTER[path.suffix[1:]]]
    command += ["--convert-to", "fods", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    tables = etree.parse(folder / "out" / f"{path.stem}.fods").getroot().iter(f"{TABLE}table")
    return next(table for table in tables if table.get(f"{TABLE}name") == "figures")


def cells(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of a sheet by row; one that stands for several is there as often."""
    return [
        [cell for cell in row for _ in range(min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 100))]
        for row in table.iter(f"{TABLE}table-row")
    ]


# What LibreOffice makes of the truth values of a workbook.
TRUTHS = (None, "of:=TRUE()", "of:=FALSE()")


def shown(cell: etree._Element) -> str:
    """What a cell shows."""
    return "\n".join("".join(part.itertext()) for part in cell.iter(f"{TEXT}p"))


def measures(path: Path, folder: Path) -> list[str]:
    """The column `measure` as text; no cell of the sheet may be a formula."""
    head, *rows = cells(opened(path, folder))
    place = list(map(shown, head)).index("measure")
    assert not [cell for row in rows for cell in row if cell.get(f"{TABLE}formula") not in TRUTHS]
    return [shown(row[place]) for row in rows if len(row) > place]


def check(folder: Path, words: list[str], name: str) -> None:
    """Export these words, open the file in LibreOffice and read them back; how it draws blanks is its own affair."""
    export(Many(words), folder, [name], ("figures",))
    path = folder / {"csv": "figures.csv", "xlsx": "dapipe.xlsx"}[name]
    found = measures(path, folder)[: len(words)]
    assert len(found) == len(words)
    for text, seen in zip(words, found, strict=True):
        expected = harmless(text) if name == "csv" else text
        assert "".join(seen.split()) == "".join(expected.split())


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_what_looks_like_a_formula_is_text(tmp_path: Path, name: str) -> None:
    check(tmp_path, [f"{first}{rest}" for first, rest in product(FIRST, REST) if first or not rest[0].isdigit()], name)


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@settings(
    max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(st.builds("{}x{}".format, st.sampled_from(FIRST), TEXTS), min_size=30, max_size=60))
def test_any_text_opens_as_text(tmp_path: Path, name: str, words: list[str]) -> None:
    check(tmp_path, words, name)
