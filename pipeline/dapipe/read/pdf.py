"""PDFs: opened with every failure named, read page by page, each page closed before the next, then put together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2
import pypdfium2.raw as pdfium

from dapipe.document import Block, BlockKind, Document, Page
from dapipe.errors import NeedsOcr, NeedsPassword, Unreadable, too_large
from dapipe.limits import Limits
from dapipe.read import ocr, running, second
from dapipe.read.draft import Draft, assemble
from dapipe.read.header import Header, header
from dapipe.read.layout import Setting, page_drafts
from dapipe.read.lines import TOP, names, patterns, stamp
from dapipe.read.page import PageContent, content
from dapipe.read.prose import rejoined
from dapipe.read.ranks import ranked
from dapipe.read.rows import Segment, segments
from dapipe.read.structure import structured
from dapipe.read.words import counted_forms, frame_size


@dataclass(slots=True)
class Survey:
    """What a first look at all pages tells: the document's words, its body size, what repeats at the edges."""

    words: Counter[str] = field(default_factory=Counter)
    sizes: Counter[float] = field(default_factory=Counter)
    edges: Counter[running.Key] = field(default_factory=Counter)

    @property
    def body(self) -> float:
        """The type size of most letters."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 10.0


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a PDF. Raises Unreadable, NeedsPassword, NeedsOcr, TooLarge."""
    return of_pages(*contents(data, name, limits), data, name)


def read_second(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a PDF by the second engine alone. Raises what `read` does."""
    return of_pages(second.contents(data, name, limits), (), data, name)


def agreement(data: bytes, name: str, limits: Limits) -> float:
    """The part of the words on which both engines agree, from 0 to 1. Below .95 a document should be looked at."""
    return second.agreement(contents(data, name, limits)[0], second.contents(data, name, limits))


def of_pages(pages: list[PageContent], warnings: tuple[str, ...], data: bytes, name: str) -> Document:
    """The Document of pages that have been taken apart; the list of pages is used up."""
    survey = surveyed(pages)
    if not survey.sizes or all(page.needs_ocr for page in pages):
        raise needs_ocr(pages, name)
    warnings = (*warnings, *page_warnings(pages))
    drafts, sheets = all_laid_out(pages, survey)
    roles = [role(draft, number) for number, draft in enumerate(drafts)]
    text = [draft for draft, given in zip(drafts, roles, strict=True) if draft.text and not given]
    found = structured(rejoined(ranked(numbered_tables(text), survey.body)))

    def of(wanted: str) -> list[str]:
        return [draft.text for draft, given in zip(drafts, roles, strict=True) if given == wanted]

    about = header(found, of("stamp"), names(of("byline")), of("imprint"))
    return document(data, name, found, sheets, about, warnings)


def all_laid_out(pages: list[PageContent], survey: Survey) -> tuple[list[Draft], list[PageContent]]:
    """The blocks of all pages, and the pages without their words: each is let go once it is laid out."""
    drafts: list[Draft] = []
    sheets: list[PageContent] = []
    total = len(pages)
    pages.reverse()
    while pages:
        page = pages.pop()
        drafts += laid_out(page, survey, total)
        sheets.append(replace(page, layers=(), rules=(), fills=()))
    return drafts, sheets


def page_warnings(pages: Sequence[PageContent]) -> Iterator[str]:
    """What a reader should know about single pages."""
    for page in pages:
        if page.needs_ocr:
            yield f"page {page.number} is a picture or has no readable letters. {ocr.ADVICE}"
        elif not page.characters and not page.picture:
            yield f"page {page.number} holds no text"


def role(draft: Draft, number: int) -> str:
    """imprint, byline or stamp for a block that is no part of what the document says, "" for all others."""
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or len(draft.text) > 120:
        return ""
    for name in ("imprint", "chrome"):
        if any(pattern.fullmatch(draft.text) for pattern in patterns(name)):
            return "imprint"
    if number and any(pattern.fullmatch(draft.text) for pattern in patterns("bylines", False)):
        return "byline"
    return "stamp" if number < TOP and stamp(draft.text) else ""


def contents(data: bytes, name: str, limits: Limits) -> tuple[list[PageContent], tuple[str, ...]]:
    """What the pages hold, and warnings about pages that could not be read. Pages on which pdfium fails are read by the
    second engine, and so is a whole file that it can't open."""
    try:
        file = opened(data, name)
    except Unreadable:
        return second.contents(data, name, limits), ("the PDF is damaged: read by the second engine",)
    try:
        if len(file) > limits.pages:
            raise too_large(f"it has {len(file):,} pages, more than {limits.pages:,}", "pages", where=name)
        found = [one_page(file, index, limits) for index in range(len(file))]
    finally:
        file.close()
    failed = frozenset(number for number, page in enumerate(found, start=1) if page is None)
    mended = {page.number: page for page in again(data, name, limits, failed)}
    pages = [page or mended.get(number) for number, page in enumerate(found, start=1)]
    lost = [f"page {number} could not be read" for number in sorted(failed - mended.keys())]
    return [page for page in pages if page], tuple(lost)


def one_page(file: pypdfium2.PdfDocument, index: int, limits: Limits) -> PageContent | None:
    """The content of a page, by OCR if it needs and tesseract is there; None if pdfium can't load it."""
    try:
        page = file[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        found = content(page, index + 1, file.get_page_label(index), limits)
        return ocr.recognised(page, found) if found.needs_ocr and ocr.installed() else found
    finally:
        page.close()


def again(data: bytes, name: str, limits: Limits, failed: frozenset[int]) -> list[PageContent]:
    """The pages that the second engine can read of those on which the first failed."""
    if not failed:
        return []
    try:
        return second.contents(data, name, limits, failed)
    except Unreadable:
        return []


def opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """The PDF in some bytes. Raises NeedsPassword or Unreadable."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise NeedsPassword(
                "it opens only with a password", where=name, advice="Save a copy without it."
            ) from error
        raise Unreadable(f"the PDF is damaged: {error}", where=name, advice="Fetch the file again.") from error


def needs_ocr(pages: Sequence[PageContent], name: str) -> NeedsOcr | Unreadable:
    """The error for a document without a word."""
    if any(page.needs_ocr for page in pages):
        return NeedsOcr("it holds pictures of text, or letters that no program can read", where=name, advice=ocr.ADVICE)
    return Unreadable("no page of this PDF holds text", where=name)


def surveyed(pages: Sequence[PageContent]) -> Survey:
    """The first look at all pages."""
    survey = Survey()
    for page in pages:
        for layer in page.layers:
            survey.words.update(counted_forms(layer.texts))
            for text, size in zip(layer.texts, layer.size, strict=True):
                survey.sizes[round(size, 1)] += len(text)
        running.count(edge_segments(page), page.number, page.height, survey.edges)
    return survey


def edge_segments(page: PageContent) -> list[Segment]:
    """The segments near the top and bottom of a page."""
    if not page.layers or page.layers[0].angle:
        return []
    return segments(page.layers[0].edge_words(running.EDGE * page.height * 1.2, page.width, page.height))


def laid_out(page: PageContent, survey: Survey, pages: int) -> Iterator[Draft]:
    """The blocks of a page, one direction of writing after the other."""
    for layer in page.layers:
        found = segments(layer.words(page.width, page.height))
        if not layer.angle:
            gone = running.peel(found, page.number, page.height, survey.edges, pages, survey.body)
            found = [part for part in found if id(part) not in gone]
        width, height = frame_size(layer.angle, page.width, page.height)
        setting = Setting(
            page=page.number,
            width=width,
            height=height,
            body=survey.body,
            known=survey.words,
            rules=page.rules if not layer.angle else (),
            fills=page.fills if not layer.angle else (),
        )
        yield from page_drafts(found, setting)


def numbered_tables(drafts: Sequence[Draft]) -> list[Draft]:
    """Blocks whose cells know the number of their table: a table ends where rows begin anew."""
    done: list[Draft] = []
    table, last = -1, (-1, -1)
    for draft in drafts:
        if draft.kind is not BlockKind.CELL:
            last = (-1, -1)
            done.append(draft)
            continue
        if last == (-1, -1) or (draft.row, draft.column) <= last:
            table += 1
        last = (draft.row, draft.column)
        done.append(replace(draft, table=table))
    return done


def document(
    data: bytes,
    name: str,
    found: Sequence[Draft],
    pages: Sequence[PageContent],
    about: Header,
    warnings: tuple[str, ...],
) -> Document:
    """The Document of finished blocks."""
    text = assemble(found)
    return Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        path=name,
        text=text.text,
        kind=about.kind,
        reader="pdf",
        title=about.title,
        published=about.published,
        publisher=about.publisher,
        byline=about.byline,
        series=about.series,
        pages=page_ranges(text.blocks, pages, len(text.text)),
        blocks=text.blocks,
        words=text.words,
        warnings=warnings,
    )


def page_ranges(blocks: Sequence[Block], pages: Sequence[PageContent], length: int) -> tuple[Page, ...]:
    """The pages with the offsets that they cover; a page without a block covers none."""
    starts: dict[int, int] = {}
    for block in blocks:
        starts.setdefault(block.page, block.start)
    made: list[Page] = []
    end = length
    for page in reversed(pages):
        start = min(starts.get(page.number, end), end)
        made.append(
            Page(
                number=page.number,
                start=start,
                end=end,
                label=page.label,
                width=page.width,
                height=page.height,
                ocr=page.ocr,
            )
        )
        end = start
    return tuple(reversed(made))
