"""Pages that are pictures of text, read by the tesseract program where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pypdfium2

from dapipe.errors import Refused
from dapipe.read.page import PageContent
from dapipe.read.words import Found, layer_of

PROGRAM = "tesseract"
DPI, POINTS = 200, 72
# A page is drawn no larger than this, whatever its size in points says.
MOST_PIXELS = 6_000
SECONDS_A_PAGE = 120
LEAST_CONFIDENCE = 30.0
INSTALL = "Install the program tesseract with its English data and try again."
LOOK = "The program tesseract finds no words there either: look at the page, or scan it anew."


def installed() -> bool:
    """True if tesseract can be started."""
    return shutil.which(PROGRAM) is not None


def advice() -> str:
    """What to do about a page without letters: install tesseract, or look oneself where it found nothing."""
    return LOOK if installed() else INSTALL


def recognised(page: pypdfium2.PdfPage, content: PageContent) -> PageContent:
    """The content of a page with the words that tesseract sees; the page as it was if tesseract fails."""
    scale = min(DPI / POINTS, MOST_PIXELS / max(content.width, content.height, 1.0))
    picture = BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    command = [shutil.which(PROGRAM) or PROGRAM, "stdin", "stdout", "--dpi", str(DPI), "tsv"]
    try:
        done = subprocess.run(
            command, input=picture.getvalue(), capture_output=True, timeout=SECONDS_A_PAGE, check=True
        )
    except (OSError, subprocess.SubprocessError, Refused):
        return content
    words = list(seen(done.stdout.decode("utf-8", "replace"), scale))
    return replace(content, layers=(layer_of(0, words),), odd=0.0, ocr=True) if words else content


def seen(table: str, scale: float) -> Iterator[Found]:
    """The words in tesseract's TSV; the type size of each is that of its line."""
    sizes: dict[tuple[str, ...], float] = {}
    for row in table.splitlines()[1:]:
        level, *rest = row.split("\t")
        if len(rest) != 11:
            continue
        line, left, top, width, height = tuple(rest[:4]), *(float(value) / scale for value in rest[5:9])
        if level == "4":
            sizes[line] = height
        if level == "5" and rest[10].strip() and float(rest[9]) >= LEAST_CONFIDENCE:
            yield rest[10].strip(), (left, top, left + width, top + height), 0.8 * sizes.get(line, height), 0
