"""PDFs: opened with every failure named, read page by page, each page closed before the next, then put together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium

from dapipe.document import BlockKind, Document
from dapipe.errors import NeedsOcr, NeedsPassword, Unreadable, too_large
from dapipe.limits import Limits
from dapipe.read import heap, ocr, second
from dapipe.read.assembly import Assembly, assemble
from dapipe.read.draft import Draft
from dapipe.read.header import Excerpt, Header, header
from dapipe.read.kinds import File
from dapipe.read.lines import names
from dapipe.read.packed import packed, unpacked, unpacked_blocks
from dapipe.read.page import content
from dapipe.read.pages import Pages
from dapipe.read.prose import rejoined
from dapipe.read.ranks import levels, ranked
from dapipe.read.repair import repairs
from dapipe.read.sheets import Sheets, sheets
from dapipe.read.spool import Spool
from dapipe.read.structure import arranged
from dapipe.read.survey import Survey, surveyed

# pdfium keeps what it parsed as long as a file is open: a long one is opened anew after so many pages.
PAGES_AT_A_TIME = 25


def read(file: File, name: str, limits: Limits) -> Document:
    """The Document of a PDF. Raises Unreadable, NeedsPassword, NeedsOcr, TooLarge."""
    if limits.second_engine:
        return read_second(file, name, limits)
    with heap.lean():
        pages, warnings = contents(file, name, limits)
        checked = tuple(second.doubts(pages, partial(copied, file, name), limits))
        heap.trim()
        return of_pages(pages, (*warnings, *checked), file, name)


def read_second(file: File, name: str, limits: Limits) -> Document:
    """The Document of a PDF by the second engine alone. Raises what `read` does."""
    pages, warnings = by_second(file, name, limits)
    return of_pages(pages, ("read by the second engine", *warnings), file, name)


def agreement(file: File, name: str, limits: Limits) -> float:
    """The part of the words on which both engines agree, from 0 to 1. Below .95 a document should be looked at."""
    first, _ = contents(file, name, limits)
    other, _ = second.contents(file, name, limits)
    return second.agreement(map(unpacked, first), map(unpacked, other))


def of_pages(pages: Spool, warnings: tuple[str, ...], file: File, name: str) -> Document:
    """The Document of packed pages, which are used up. Raises NeedsOcr or Unreadable for pages without a word."""
    survey = surveyed(pages)
    if not survey.sizes or not survey.readable:
        raise without_words(survey, name)
    body, told = survey.body, survey.warnings
    made = sheets(pages, survey)
    del survey
    excerpt = Excerpt()
    digest = identity(file)
    text = assemble(excerpt.of(finished(made, body)))
    stamps, bylines, imprint = made.about["stamp"], made.about["byline"], made.about["imprint"]
    about = header(excerpt.blocks, stamps, names(bylines), imprint)
    return document(digest, name, text, made.pages, about, (*warnings, *told))


def finished(made: Sheets, body: float) -> Iterator[Draft]:
    """The blocks of all pages in their order, with headings, sections and boxes, sentences whole over page breaks."""
    blocks = (draft for page in made.blocks.taken() for draft in unpacked_blocks(page))
    yield from arranged(rejoined(ranked(numbered_tables(blocks), body, levels(made.looks))))
    heap.trim()


def contents(file: File, name: str, limits: Limits) -> tuple[Spool, tuple[str, ...]]:
    """The pages, packed, and warnings about those that could not be read. Pages on which pdfium fails are read by the
    second engine, and so is a whole file that it can't open."""
    try:
        total = counted(file, name, limits)
    except Unreadable:
        pages, warnings = by_second(file, name, limits)
        return pages, ("the PDF is damaged: read by the second engine", *warnings)
    pages = Spool()
    for page in each_page(file, name, limits, total):
        pages.put(page)
    failed = frozenset(number for number, page in enumerate(pages, start=1) if not page)
    mended = again(file, name, limits, failed)
    return (whole(pages, mended) if failed else pages), (*repairs(file), *lost(failed - mended.keys()))


def counted(file: File, name: str, limits: Limits) -> int:
    """The number of pages. Raises Unreadable, NeedsPassword, TooLarge."""
    with closing(opened(file, name)) as pdf:
        if len(pdf) > limits.pages:
            raise too_large(f"it has {len(pdf):,} pages, more than {limits.pages:,}", "pages", where=name)
        return len(pdf)


def each_page(file: File, name: str, limits: Limits, total: int) -> Iterator[bytes]:
    """Each page, packed; nothing for one that pdfium can't load."""
    for first in range(0, total, PAGES_AT_A_TIME):
        with closing(opened(file, name)) as pdf:
            for index in range(first, min(first + PAGES_AT_A_TIME, total)):
                yield one_page(pdf, index, limits)
        heap.trim()


def whole(pages: Spool, mended: Mapping[int, bytes]) -> Spool:
    """The pages with those that failed replaced, or left out; the first ones are used up."""
    made = Spool()
    for number, page in enumerate(pages.taken(), start=1):
        if found := page or mended.get(number):
            made.put(found)
    return made


def by_second(file: File, name: str, limits: Limits) -> tuple[Spool, tuple[str, ...]]:
    """All pages by the second engine, packed, and warnings about those that could not be read."""
    pages, failed = second.contents(file, name, limits)
    return pages, tuple(lost(failed))


def lost(numbers: Iterable[int]) -> Iterator[str]:
    """What to tell about pages that no engine can read."""
    return (f"page {number} could not be read" for number in sorted(numbers))


def one_page(pdf: pypdfium2.PdfDocument, index: int, limits: Limits) -> bytes:
    """A page, packed, by OCR if it needs and tesseract is there; nothing if pdfium can't load it."""
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        return b""
    try:
        found = content(page, index + 1, pdf.get_page_label(index), limits)
        return packed(ocr.recognised(page, found) if found.needs_ocr and ocr.installed() else found)
    finally:
        page.close()


def again(file: File, name: str, limits: Limits, failed: frozenset[int]) -> dict[int, bytes]:
    """The pages, by number, that the second engine can read of those on which the first failed."""
    if not failed:
        return {}
    try:
        pages, _ = second.contents(file, name, limits, failed)
    except Unreadable:
        return {}
    return {unpacked(page).number: page for page in pages}


def opened(file: File, name: str) -> pypdfium2.PdfDocument:
    """The PDF in a file. Raises NeedsPassword or Unreadable."""
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise NeedsPassword(
                "it opens only with a password", where=name, advice="Save a copy without it."
            ) from error
        raise Unreadable(f"the PDF is damaged: {error}", where=name, advice="Fetch the file again.") from error


def copied(file: File, name: str, numbers: Sequence[int]) -> File:
    """A PDF that holds nothing but the pages with these numbers. Raises Unreadable."""
    copy = BytesIO()
    try:
        with closing(opened(file, name)) as pdf, closing(pypdfium2.PdfDocument.new()) as made:
            made.import_pages(pdf, [number - 1 for number in numbers])
            made.save(copy)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"its pages can't be copied: {error}", where=name) from error
    return copy


def without_words(survey: Survey, name: str) -> NeedsOcr | Unreadable:
    """The error for a document without a word."""
    if survey.pictures:
        return NeedsOcr(
            "it holds pictures of text, or letters that no program can read", where=name, advice=ocr.advice()
        )
    return Unreadable("no page of this PDF holds text", where=name)


def numbered_tables(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks whose cells know the number of their table: a table ends where rows begin anew."""
    table, last = -1, (-1, -1)
    for draft in drafts:
        if draft.kind is not BlockKind.CELL:
            last = (-1, -1)
            yield draft
            continue
        if last == (-1, -1) or (draft.row, draft.column) <= last:
            table += 1
        last = (draft.row, draft.column)
        yield replace(draft, table=table)


def identity(file: File) -> str:
    """The id of a document: the first digits of its bytes' digest."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def document(
    digest: str, name: str, text: Assembly, pages: Pages, about: Header, warnings: tuple[str, ...]
) -> Document:
    """The Document of an assembled text."""
    pages.cover(text.starts, len(text.text))
    return Document(
        id=digest,
        path=name,
        text=text.text,
        kind=about.kind,
        reader="pdf",
        title=about.title,
        published=about.published,
        publisher=about.publisher,
        byline=about.byline,
        series=about.series,
        pages=pages,
        blocks=text.blocks,
        words=text.words,
        warnings=warnings,
    )
