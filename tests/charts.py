"""A page with a chart that is drawn between two paragraphs, as reports set them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.pages import MARGIN, SANS, SANS_BOLD, Sheet

NAMES = ("Kent", "Essex", "Surrey", "Dorset", "Norfolk", "Cumbria")
RATES = (34.2, 28.1, 45.0, 19.7, 38.4, 27.5)
COUNTS = (1234, 856, 2045, 640, 1120, 990)
BEFORE = "Officers in Kent answered 4,512 calls about domestic abuse in the year, more than in any year before."
AFTER = "In Essex 6,714 calls were answered, and the force told inspectors that it had staff enough for each."
LEFT, HIGH, STEP = 110.0, 160.0, 60.0


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: from a height down to the one that comes back; with all of its labels."""

    draw: Callable[[Sheet, float], float]
    labels: tuple[str, ...]


def axis(sheet: Sheet, foot: float, ticks: tuple[str, ...], lines: bool) -> None:
    """An upright axis with its numbers, and lines over the chart if wanted."""
    canvas, width = sheet.canvas, STEP * len(NAMES)
    canvas.line(LEFT, foot, LEFT, foot + HIGH)
    canvas.line(LEFT, foot, LEFT + width, foot)
    for at, tick in enumerate(ticks):
        y = foot + HIGH * at / (len(ticks) - 1)
        canvas.drawRightString(LEFT - 4, y - 3, tick)
        if lines:
            canvas.line(LEFT, y, LEFT + width, y)


def upright(sheet: Sheet, top: float, numbers: bool = True, lines: bool = True) -> float:
    """Bars on a line with the forces below."""
    foot = top - HIGH
    axis(sheet, foot, ("0%", "10%", "20%", "30%", "40%", "50%"), lines)
    for at, (name, rate) in enumerate(zip(NAMES, RATES, strict=True)):
        x, high = LEFT + 14 + STEP * at, HIGH * rate / 50
        sheet.canvas.setFillGray(0.5)
        sheet.canvas.rect(x, foot, 34, high, stroke=0, fill=1)
        sheet.canvas.setFillGray(0)
        if numbers:
            sheet.canvas.drawCentredString(x + 17, foot + high + 3, f"{rate}%")
        sheet.canvas.drawCentredString(x + 17, foot - 12, name)
    return foot - 36


def lying(sheet: Sheet, top: float) -> float:
    """Bars from the left with the forces before and the numbers behind them."""
    for at, (name, count) in enumerate(zip(NAMES, COUNTS, strict=True)):
        y = top - 18 * (at + 1)
        sheet.canvas.drawRightString(LEFT + 40, y, name)
        sheet.canvas.setFillGray(0.5)
        sheet.canvas.rect(LEFT + 46, y - 3, count / 8, 12, stroke=0, fill=1)
        sheet.canvas.setFillGray(0)
        sheet.canvas.drawString(LEFT + 50 + count / 8, y, f"{count:,}")
    return top - 18 * len(NAMES) - 30


def line(sheet: Sheet, top: float) -> float:
    """A line over the years."""
    foot = top - HIGH
    axis(sheet, foot, ("0", "500", "1,000", "1,500", "2,000"), lines=True)
    path = sheet.canvas.beginPath()
    for at, count in enumerate(COUNTS):
        x, y = LEFT + 20 + STEP * at, foot + HIGH * count / 2100
        path.lineTo(x, y) if at else path.moveTo(x, y)
        sheet.canvas.drawCentredString(x, foot - 12, str(2012 + at))
    sheet.canvas.drawPath(path)
    return foot - 36


TICKS = ("0%", "10%", "20%", "30%", "40%", "50%")
CHARTS = {
    "upright": Chart(upright, (*NAMES, *TICKS, *(f"{rate}%" for rate in RATES))),
    "bare": Chart(lambda sheet, top: upright(sheet, top, numbers=False, lines=False), (*NAMES, *TICKS)),
    "lying": Chart(lying, (*NAMES, *(f"{count:,}" for count in COUNTS))),
    "line": Chart(line, (*(str(2012 + at) for at in range(6)), "0", "500", "1,000", "1,500", "2,000")),
}


def charted(draw: Callable[[Sheet, float], float]) -> bytes:
    """A PDF of a page with something drawn below a caption between two paragraphs."""
    sheet = Sheet()
    sheet.begin(furniture=False)
    width = sheet.width - 2 * MARGIN
    y = sheet.paragraph(BEFORE, MARGIN, sheet.height - 90, width) - 14
    sheet.canvas.setFont(SANS_BOLD, 10.5)
    sheet.canvas.drawString(MARGIN, y, "Figure 1: Calls about domestic abuse by force")
    sheet.canvas.setFont(SANS, 8)
    sheet.paragraph(AFTER, MARGIN, draw(sheet, y - 24), width)
    sheet.canvas.showPage()
    return sheet.finish()[0]
