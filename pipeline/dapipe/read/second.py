"""The second engine: pages through pdfplumber's own characters, for what pdfium can't read and to compare the two."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from dapipe.document import Box
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read.characters import of_pdfplumber
from dapipe.read.page import PageContent
from dapipe.read.words import layers

# What pdfplumber and pdfminer raise over damaged files, by name and by accident.
FAILURES = (
    *(PdfminerException, MalformedPDFException, PSException, struct.error, zlib.error),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError),
)


def contents(data: bytes, name: str, limits: Limits, numbers: frozenset[int] = frozenset()) -> list[PageContent]:
    """The content of the pages with these numbers (from 1; all of them if none are given), without pictures.

    Raises Unreadable if the file can't be opened this way either, TooLarge.
    """
    try:
        with pdfplumber.open(BytesIO(data)) as file:
            return list(read_pages(file, limits, numbers))
    except FAILURES as error:
        raise Unreadable("the PDF is damaged", where=name, advice="Fetch the file again.") from error


def read_pages(file: pdfplumber.pdf.PDF, limits: Limits, numbers: frozenset[int]) -> Iterator[PageContent]:
    """Each page's content; a page that fails is left out."""
    for page in file.pages:
        if numbers and page.page_number not in numbers:
            continue
        try:
            yield content(page, limits)
        except FAILURES:
            continue
        finally:
            page.close()


def content(page: pdfplumber.page.Page, limits: Limits) -> PageContent:
    """The content of one page. Raises TooLarge."""
    width, height = float(page.width), float(page.height)
    chars = of_pdfplumber(page, limits)
    fills = tuple(Box(r["x0"], r["top"], r["x1"], r["bottom"]) for r in page.rects if min(r["width"], r["height"]) > 12)
    rules = tuple(Box(e["x0"], e["top"], e["x1"], e["bottom"]) for e in page.edges)
    return PageContent(
        number=page.page_number,
        label="",
        width=width,
        height=height,
        layers=tuple(layers(chars, width, height)),
        rules=rules,
        fills=fills,
    )


def agreement(first: list[PageContent], second: list[PageContent]) -> float:
    """The part of the words, as counted, on which two readings of a document agree."""
    counts = [
        Counter(text for page in pages for layer in page.layers for text in layer.texts) for pages in (first, second)
    ]
    total = sum(counts[0].values()) + sum(counts[1].values())
    return 2 * sum((counts[0] & counts[1]).values()) / total if total else 1.0
