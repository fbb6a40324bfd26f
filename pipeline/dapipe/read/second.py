"""The second engine: pages through pdfplumber's own characters, for what pdfium can't read and to compare the two."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import pdfplumber
from pdfminer.pdftypes import stream_value
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from dapipe.errors import DapipeError, Unreadable, too_large
from dapipe.limits import Limits
from dapipe.places import Box
from dapipe.read.characters import of_pdfplumber
from dapipe.read.kinds import File
from dapipe.read.packed import packed, unpacked
from dapipe.read.page import PageContent
from dapipe.read.spool import Spool
from dapipe.read.words import layers

# The engines are compared on one of so many pages, on three at most: the second one takes six times as long for a page.
# Below this part of words in common a document should be looked at.
PAGES_A_SAMPLE, MOST_SAMPLES, LEAST_AGREEMENT = 30, 3, 0.95
# The page with the fewest characters of so many neighbours is taken, if it has so many characters and its content is
# not longer than so many bytes.
PATIENCE, FEWEST, MOST, LONGEST_CONTENT = 5, 400, 12_000, 60_000
# What pdfplumber and pdfminer raise over damaged files, by name and by accident.
FAILURES = (
    *(PdfminerException, MalformedPDFException, PSException, struct.error, zlib.error),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError),
)


def contents(
    file: File, name: str, limits: Limits, numbers: frozenset[int] = frozenset()
) -> tuple[Spool, frozenset[int]]:
    """The pages, packed, with these numbers (from 1; all of them if none are given), without pictures, and the numbers
    of those that can't be read.

    Raises Unreadable if the file can't be opened this way either, TooLarge.
    """
    pages, failed = Spool(), set()
    try:
        with pdfplumber.open(file) as pdf:
            if len(pdf.pages) > limits.pages:
                raise too_large(f"it has {len(pdf.pages):,} pages, more than {limits.pages:,}", "pages", where=name)
            for page in pdf.pages:
                if not numbers or page.page_number in numbers:
                    made = read_page(page, limits)
                    pages.put(made) if made else failed.add(page.page_number)
    except FAILURES as error:
        raise Unreadable("the PDF is damaged", where=name, advice="Fetch the file again.") from error
    return pages, frozenset(failed)


def read_page(page: pdfplumber.page.Page, limits: Limits) -> bytes:
    """A page, packed; nothing if it fails. Raises TooLarge."""
    try:
        return packed(content(page, limits))
    except FAILURES:
        return b""
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


def agreement(first: Iterable[PageContent], second: Iterable[PageContent]) -> float:
    """The part of the words, as counted, on which two readings of some pages agree."""
    counts = [
        Counter(text for page in pages for layer in page.layers for text in layer.texts) for pages in (first, second)
    ]
    total = counts[0].total() + counts[1].total()
    return 2 * (counts[0] & counts[1]).total() / total if total else 1.0


def doubts(pages: Spool, copy: Callable[[Sequence[int]], File], limits: Limits) -> Iterator[str]:
    """A warning if the engines differ over the words of a few pages, spread over the document, that cost little to
    read twice. `copy` makes a file of nothing but the pages with some numbers: the rest need not be parsed again."""
    first = list(sample(pages))
    try:
        second = list(simple_pages(copy([page.number for page in first]), limits)) if first else []
    except (DapipeError, MemoryError, *FAILURES):
        return
    both = [(page, unpacked(other)) for page, other in zip(first, second, strict=False) if other]
    share = agreement((page for page, _ in both), (other for _, other in both))
    if share < LEAST_AGREEMENT:
        numbers = ", ".join(str(page.number) for page, _ in both)
        yield f"two ways of reading agree on {share:.0%} of the words of pages {numbers}: compare facts with the page"


def sample(pages: Spool) -> Iterator[PageContent]:
    """Pages of plain text with enough words to tell, one from the middle of each part of the document."""
    parts = max(1, min(MOST_SAMPLES, len(pages) // PAGES_A_SAMPLE))
    for part in range(parts):
        start = (2 * part + 1) * len(pages) // (2 * parts)
        near = (unpacked(pages[at]) for at in range(start, min(start + PATIENCE, len(pages))))
        fitting = [page for page in near if page.simple and not page.ocr and FEWEST <= page.characters <= MOST]
        if fitting:
            yield min(fitting, key=lambda page: page.characters)


def simple_pages(file: File, limits: Limits) -> Iterator[bytes]:
    """The pages of a file; nothing for one whose content is long, or that the second engine can't read."""
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            yield read_page(page, limits) if content_size(page) <= LONGEST_CONTENT else b""


def content_size(page: pdfplumber.page.Page) -> int:
    """The size of a page's content as it is packed in the file."""
    return sum(len(stream.get_rawdata() or b"") for stream in map(stream_value, page.page_obj.contents))
