"""Tables in plain text: rows of cells that stand apart by tabs or runs of blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dapipe.document import BlockKind
from dapipe.read.draft import Draft, of_source
from dapipe.read.lines import Line
from dapipe.read.shapes import is_grade

GAP, BAR = re.compile(r"\s{2,}"), re.compile(r"\t|\s{0,9}\|\s{1,9}|\s{1,9}\|")
FAR = 10_000
NUMBER = re.compile(r"\d")
FIGURE = re.compile(
    r"[-–−+±<>~£(]*\d[\d,.]*\s?(%|m|bn|k|pp|percent|per cent|million|weeks?|days?|hours?|minutes?|mins|seconds?)?\)?\*?"
    r"(\s?[(±+/–-].*)?|[-–—]|n/?a",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A cell of one line: offsets in the source and the columns of the line that it covers."""

    text: str
    start: int
    left: int
    right: int


def parts(line: Line) -> list[Part]:
    """The cells of a line; one if it has no gap. Between tabs and bars a cell may be empty."""
    found: list[Part] = []
    last = 0
    counted = ("|" in line.text or "\t" in line.text) and bool(BAR.search(line.text))
    for gap in [*(BAR if counted else GAP).finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        left = len(found) * FAR if counted else line.indent + last
        if end > last or counted:
            found.append(Part(line.text[last:end], line.start + last, left, left + max(end - last, 1)))
        last = gap.end() if gap else end
    return found


def is_row(line: Line) -> bool:
    """True if a line has cells."""
    return len(parts(line)) > 1


def table(source: str, rows: Sequence[Line], number: int) -> list[Draft]:
    """The cells of a table's lines, row by row, with their headings."""
    shared = spans(rows)
    cells = [
        replace(cell_of(source, part, line.page), row=at, column=column)
        for at, line in enumerate(rows)
        for column, part in sorted(columns(parts(line), shared).items())
        if part.text
    ]
    return headed([replace(cell, table=number) for cell in cells])


def cell_of(source: str, part: Part, page: int) -> Draft:
    """The cell that a part of a line holds."""
    return of_source(BlockKind.CELL, source, part.start, part.start + len(part.text), page)


def spans(rows: Sequence[Line]) -> list[tuple[int, int]]:
    """The columns that the cells of a table share, as ranges of character columns."""
    merged: list[tuple[int, int]] = []
    for left, right in sorted((part.left, part.right) for line in rows for part in parts(line)):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def columns(row: Sequence[Part], shared: Sequence[tuple[int, int]]) -> dict[int, Part]:
    """Each cell of a row at its column: by place if the places part the columns, else by order."""
    placed = {at: part for part in row for at, (left, right) in enumerate(shared) if left <= part.left < right}
    return placed if len(placed) == len(row) > 1 else dict(enumerate(row))


def headed(cells: Sequence[Draft]) -> list[Draft]:
    """Cells with the headings of their rows and columns.

    The first rows are headings as long as nothing but the first cell holds a figure; the first cell of a row is its
    heading unless it is a figure itself.
    """
    first_body = body_row(cells)
    tops: dict[int, tuple[str, ...]] = {}
    for cell in cells:
        if cell.row < first_body:
            tops[cell.column] = (*tops.get(cell.column, ()), cell.text)
    return [labelled(cell, cells, tops, first_body) for cell in cells]


def body_row(cells: Sequence[Draft]) -> int:
    """The number of the first row that is no heading; the second if no row holds a figure, the first if all do or
    if there is nothing but grades."""
    rows = sorted({cell.row for cell in cells})
    for row in rows:
        if any(
            FIGURE.fullmatch(cell.text) and not year(cell.text) for cell in cells if cell.row == row and cell.column
        ):
            return row
    all_grades = all(is_grade(cell.text) for cell in cells if cell.column)
    return rows[1] if len(rows) > 1 and not all_grades else rows[0]


def is_value(text: str) -> bool:
    """True for a figure or a grade."""
    return bool(FIGURE.fullmatch(text)) or is_grade(text)


def year(text: str) -> bool:
    """True for a year or financial year, which heads a column more often than it fills a cell."""
    return bool(re.fullmatch(r"(19|20)\d{2}([/–-]\d{2,4})?", text))


def labelled(cell: Draft, cells: Sequence[Draft], tops: dict[int, tuple[str, ...]], first_body: int) -> Draft:
    """A cell with its headings, or marked as a heading itself."""
    if cell.row < first_body:
        return replace(cell, header=True)
    stub = next((other for other in cells if other.row == cell.row), cell)
    names = stub.column == 0 and not FIGURE.fullmatch(stub.text) and not any(map(is_grade, tops.get(0, ())))
    headings = (stub.text,) if names and stub is not cell else ()
    return replace(
        cell, header=names and stub is cell, row_headings=headings, column_headings=tops.get(cell.column, ())
    )
