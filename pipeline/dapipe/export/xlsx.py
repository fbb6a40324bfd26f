"""One workbook for a spreadsheet: a sheet a table, a Read-me sheet and a Columns sheet. No text is ever a formula."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from dapipe import schema
from dapipe.export.folder import Folder
from dapipe.rows import Rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "default_date_format": "yyyy-mm-dd",
}
WIDE = {"words": 60, "sentence": 60, "message": 60, "what": 50, "measure": 40, "title": 40, "path": 40, "section": 30}
# Table, column, type, meaning, example.
COLUMN_WIDTHS = (18, 18, 10, 80, 30)
# A cell holds no more than 32,767 characters (Excel specifications and limits, Microsoft).
MOST = 32_767
# The same rows make the same bytes: the file does not tell when it was made.
MADE = datetime(2000, 1, 1)
README = (
    "Facts taken out of inspection reports and news articles by dapipe.",
    "Each sheet is one table; 'facts' holds figures, quotes, findings, recommendations and grades in one.",
    "Every row names its document and page and repeats the source's own words: check them before you print.",
    "confidence: of the rows given 0.9, about nine in ten are right. needs_review: a person should look first.",
    "An empty cell means not known. The sheet 'columns' says what each column holds.",
)


def write(rows: Rows, folder: Folder, tables: tuple[str, ...]) -> None:
    """dapipe.xlsx in a folder: frozen header, filter and column widths on every sheet."""
    with folder.file("dapipe.xlsx") as path, Workbook(str(path), SAFE) as book:
        book.set_properties({"created": MADE})
        bold = book.add_format({"bold": True})
        write_lines(book.add_worksheet("read me"), [(line,) for line in README], (110,))
        for table in tables:
            write_sheet(book.add_worksheet(table), rows, table, bold)
        sheet = book.add_worksheet("columns")
        sheet.freeze_panes(1, 0)
        write_lines(sheet, column_lines(tables), COLUMN_WIDTHS)


def write_sheet(sheet: Worksheet, rows: Rows, table: str, bold: Format) -> None:
    """One table with its header."""
    columns = schema.columns(table)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, WIDE.get(column.name, max(10, len(column.name) + 2)))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.name, bold)
    count = 0
    for count, row in enumerate(rows.rows(table), start=1):
        for number, value in enumerate(row):
            write_cell(sheet, count, number, value)
    sheet.autofilter(0, 0, count, len(columns) - 1)


def write_cell(sheet: Worksheet, row: int, number: int, value: schema.Value) -> None:
    """One cell by the type of its value: text is text, whatever it looks like."""
    if isinstance(value, bool):
        sheet.write_boolean(row, number, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, number, value)
    elif value:
        sheet.write_string(row, number, value[:MOST])


def column_lines(tables: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Table, column, type, meaning and example of every column."""
    lines: list[tuple[str, ...]] = [("table", "column", "type", "meaning", "example")]
    for table in tables:
        lines += [(table, c.name, c.type, c.description, c.example) for c in schema.columns(table)]
    return lines


def write_lines(sheet: Worksheet, lines: list[tuple[str, ...]], widths: tuple[int, ...]) -> None:
    """Lines of text cells in columns of these widths."""
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    for row, line in enumerate(lines):
        for number, value in enumerate(line):
            sheet.write_string(row, number, value)
