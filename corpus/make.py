"""Makes the PDFs of the sample corpus from `corpus/sources/*.toml`: the same bytes on every run.

Run `python corpus/make.py` in an environment with the project's `dev` extra. Nothing in a PDF depends on the clock, the
machine or the compression library: reportlab's invariant mode, fixed dates, no compressed pages.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typeset
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame

CORPUS = Path(__file__).parent
WIDTH, HEIGHT = A4
TOP, FOOT, GUTTER = 70.0, 66.0, 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a source: text over the full width, text in columns, notes at the foot."""

    columns: int
    lead: str
    text: str
    notes: tuple[str, ...]
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """One source file: where its PDF goes, how it looks, what runs along its edges, its pages."""

    target: str
    title: str
    author: str
    running: str
    footer: str
    look: typeset.House
    side: float
    sheets: tuple[Sheet, ...]


def sheet(raw: dict[str, Any]) -> Sheet:
    """A page as its source gives it."""
    return Sheet(
        columns=raw.get("columns", 1),
        lead=raw.get("lead", ""),
        text=raw.get("text", ""),
        notes=tuple(raw.get("notes", ())),
        bare=raw.get("bare", False),
    )


def booklet(path: Path) -> Booklet:
    """The document that a source file describes."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    look = typeset.house(raw["face"], raw["size"], raw["accent"], raw["justified"])
    return Booklet(
        target=raw["target"],
        title=raw["title"],
        author=raw["author"],
        running=raw.get("running", ""),
        footer=raw.get("footer", ""),
        look=look,
        side=raw["side"],
        sheets=tuple(sheet(page) for page in raw["page"]),
    )


def pour(canvas: Canvas, flow: list[Flowable], left: float, bottom: float, width: float, height: float) -> float:
    """Sets as much of the flow as fits into a frame, takes it off the flow, and gives the height that is left."""
    frame = Frame(left, bottom, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    while flow:
        if frame.add(flow[0], canvas):
            flow.pop(0)
            continue
        parts = frame.split(flow[0], canvas)
        if not parts or not frame.add(parts[0], canvas):
            break
        flow[0:1] = parts[1:]
        break
    return float(frame._y - bottom)


def draw_notes(canvas: Canvas, book: Booklet, notes: tuple[str, ...]) -> float:
    """Sets the notes at the foot of the page under a short rule; gives the height that they take."""
    if not notes:
        return 0.0
    flow = [typeset.set_line(book.look, f"+ [^{note.partition(' ')[0]}] {note.partition(' ')[2]}") for note in notes]
    width = WIDTH - 2 * book.side
    height = sum(part.wrap(width, HEIGHT)[1] + part.style.spaceAfter for part in flow) + 6
    canvas.line(book.side, FOOT + height, book.side + 120, FOOT + height)
    pour(canvas, flow, book.side, FOOT - 2, width, height)
    return float(height + 6)


def draw_edges(canvas: Canvas, book: Booklet, number: int) -> None:
    """The running head with its rule, the footer and the page number."""
    canvas.setFont(book.look.plain, 8)
    canvas.setFillColor(HexColor("#333333"))
    canvas.drawString(book.side, HEIGHT - 44, book.running)
    canvas.line(book.side, HEIGHT - 49, WIDTH - book.side, HEIGHT - 49)
    canvas.drawString(book.side, 34, book.footer)
    canvas.drawRightString(WIDTH - book.side, 34, str(number))


def draw_sheet(canvas: Canvas, book: Booklet, page: Sheet, number: int, carried: list[Flowable]) -> list[Flowable]:
    """Sets one page; gives what did not fit, which the next page begins with."""
    if not page.bare:
        draw_edges(canvas, book, number)
    full = WIDTH - 2 * book.side
    bottom = FOOT + draw_notes(canvas, book, page.notes)
    height = HEIGHT - TOP - bottom
    lead = list(typeset.blocks(book.look, page.lead, full))
    height = pour(canvas, lead, book.side, bottom, full, height) if lead else height
    width = (full - GUTTER * (page.columns - 1)) / page.columns
    flow = carried + list(typeset.blocks(book.look, page.text, width))
    for column in range(page.columns):
        pour(canvas, flow, book.side + column * (width + GUTTER), bottom, width, height)
    canvas.showPage()
    return flow


def make(path: Path) -> Path:
    """Writes the PDF of one source file; a text too long for its pages is an error."""
    book = booklet(path)
    target = CORPUS / book.target
    canvas = Canvas(str(target), pagesize=A4, invariant=1, pageCompression=0, lang="en-GB")
    canvas.setTitle(book.title)
    canvas.setAuthor(book.author)
    left: list[Flowable] = []
    for number, page in enumerate(book.sheets, start=1):
        left = draw_sheet(canvas, book, page, number, left)
    if left:
        raise SystemExit(f"{path.name}: the text is longer than its pages ({len(left)} blocks are left)")
    canvas.save()
    return target


def main() -> None:
    """Makes every PDF, or only those whose sources are named."""
    named = [Path(name) for name in sys.argv[1:]]
    for path in named or sorted(typeset.SOURCES.glob("*.toml")):
        print(make(path).relative_to(CORPUS.parent))


if __name__ == "__main__":
    main()
