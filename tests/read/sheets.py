"""Small PDFs set line by line, for one thing about layout each."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from dapipe.document import Document
from dapipe.limits import Limits
from dapipe.read import read

WIDTH, HEIGHT = A4
PROSE = (
    "In the year to 31 March 2019, Kent Police recorded 12,345 domestic abuse crimes, more than in the year before.",
    "We examined 40 case files and found that supervisors did not always review the risk to victims in good time.",
    "Of the 1,204 calls that the control room received, 87 were abandoned because there were too few call handlers.",
    "Officers told us that they welcomed the training, but many had not yet been able to attend a full session.",
    "Leaders should make sure that every report of stalking is recorded within a day of the first contact.",
)
Page = Callable[[Canvas], None]


def pdf(*pages: Page) -> bytes:
    """A PDF of pages, each drawn by a function."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def document(*pages: Page) -> Document:
    """The document that is read from pages."""
    return read(pdf(*pages), "sheet.pdf", Limits())


def texts(document: Document, kind: str = "") -> list[str]:
    """The texts of a document's blocks, of one kind or of all."""
    return [document.text[b.start : b.end] for b in document.blocks if kind in ("", b.kind)]


def line(canvas: Canvas, text: str, x: float, y: float, size: float = 10.5, font: str = "Helvetica") -> None:
    """Set a line of words at a place, counted from the bottom left."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def bold(canvas: Canvas, text: str, x: float, y: float, size: float = 12) -> None:
    """Set a bold line."""
    line(canvas, text, x, y, size, "Helvetica-Bold")


def block(canvas: Canvas, text: str, x: float, y: float, width: float, size: float = 10.5) -> float:
    """Set a paragraph; the height below it."""
    words, row = text.split(), ""
    for word in [*words, ""]:
        if word and stringWidth(f"{row} {word}", "Helvetica", size) <= width:
            row = f"{row} {word}".strip()
            continue
        line(canvas, row, x, y, size)
        row, y = word, y - 1.3 * size
    return y


def prose(canvas: Canvas, x: float = 60, y: float = 720, width: float = WIDTH - 120, lines: int = 5) -> float:
    """Set some paragraphs; the height below them."""
    for number in range(lines):
        y = block(canvas, PROSE[number % len(PROSE)], x, y, width) - 8
    return y
