"""PDFs: opened with every failure named, read page by page, each page closed before the next, then put together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
from dapipe.read.packed import packed, unpacked
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
    warnings: list[str] = field(default_factory=list)
    readable: int = 0
    pictures: int = 0

    @property
    def body(self) -> float:
        """The type size of most letters."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 10.0


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a PDF. Raises Unreadable, NeedsPassword, NeedsOcr, TooLarge."""
    if limits.second_engine:
        return read_second(data, name, limits)
    pages, warnings = contents(data, name, limits)
    checked = second.doubts(pages, data, limits)
    return of_pages(pages, (*warnings, *checked), data, name)


def read_second(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a PDF by the second engine alone. Raises what `read` does."""
    pages, warnings = by_second(data, name, limits)
    return of_pages(pages, ("read by the second engine", *warnings), data, name)


def agreement(data: bytes, name: str, limits: Limits) -> float:
    """The part of the words on which both engines agree, from 0 to 1. Below .95 a document should be looked at."""
    first, _ = contents(data, name, limits)
    other, _ = second.contents(data, name, limits)
    return second.agreement(map(unpacked, first), map(unpacked, other))


def of_pages(pages: list[bytes], warnings: tuple[str, ...], data: bytes, name: str) -> Document:
    """The Document of packed pages; the list of pages is used up."""
    found, sheets, told, body = all_laid_out(pages, name)
    roles = [role(draft, number) for number, draft in enumerate(found)]

    def of(wanted: str) -> list[str]:
        return [draft.text for draft, given in zip(found, roles, strict=True) if given == wanted]

    about = of("stamp"), names(of("byline")), of("imprint")
    found = [draft for draft, given in zip(found, roles, strict=True) if draft.text and not given]
    found = structured(rejoined(ranked(numbered_tables(found), body)))
    return document(data, name, found, sheets, header(found, *about), (*warnings, *told))


def all_laid_out(pages: list[bytes], name: str) -> tuple[list[Draft], list[PageContent], list[str], float]:
    """The blocks of all pages, the pages without their words, warnings, and the size of the body's type.

    Each page is let go once it is laid out. Raises NeedsOcr or Unreadable for pages without a word.
    """
    survey = surveyed(pages)
    if not survey.sizes or not survey.readable:
        raise without_words(survey, name)
    drafts: list[Draft] = []
    sheets: list[PageContent] = []
    total = len(pages)
    pages.reverse()
    while pages:
        page = unpacked(pages.pop())
        found, label = laid_out(page, survey, total)
        drafts += found
        sheets.append(replace(page, label=label or page.label, layers=(), rules=(), fills=()))
    return drafts, sheets, survey.warnings, survey.body


def page_warnings(page: PageContent) -> Iterator[str]:
    """What a reader should know about a page."""
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


def contents(data: bytes, name: str, limits: Limits) -> tuple[list[bytes], tuple[str, ...]]:
    """The pages, packed, and warnings about those that could not be read. Pages on which pdfium fails are read by the
    second engine, and so is a whole file that it can't open."""
    try:
        file = opened(data, name)
    except Unreadable:
        pages, warnings = by_second(data, name, limits)
        return pages, ("the PDF is damaged: read by the second engine", *warnings)
    try:
        if len(file) > limits.pages:
            raise too_large(f"it has {len(file):,} pages, more than {limits.pages:,}", "pages", where=name)
        found = [one_page(file, index, limits) for index in range(len(file))]
    finally:
        file.close()
    failed = frozenset(number for number, page in enumerate(found, start=1) if page is None)
    mended = again(data, name, limits, failed)
    whole = [page or mended.get(number) for number, page in enumerate(found, start=1)]
    return [page for page in whole if page], tuple(lost(failed - mended.keys()))


def by_second(data: bytes, name: str, limits: Limits) -> tuple[list[bytes], tuple[str, ...]]:
    """All pages by the second engine, packed, and warnings about those that could not be read."""
    pages, failed = second.contents(data, name, limits)
    return pages, tuple(lost(failed))


def lost(numbers: Iterable[int]) -> Iterator[str]:
    """What to tell about pages that no engine can read."""
    return (f"page {number} could not be read" for number in sorted(numbers))


def one_page(file: pypdfium2.PdfDocument, index: int, limits: Limits) -> bytes | None:
    """A page, packed, by OCR if it needs and tesseract is there; None if pdfium can't load it."""
    try:
        page = file[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        found = content(page, index + 1, file.get_page_label(index), limits)
        return packed(ocr.recognised(page, found) if found.needs_ocr and ocr.installed() else found)
    finally:
        page.close()


def again(data: bytes, name: str, limits: Limits, failed: frozenset[int]) -> dict[int, bytes]:
    """The pages, by number, that the second engine can read of those on which the first failed."""
    if not failed:
        return {}
    try:
        pages, _ = second.contents(data, name, limits, failed)
    except Unreadable:
        return {}
    return {unpacked(page).number: page for page in pages}


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


def without_words(survey: Survey, name: str) -> NeedsOcr | Unreadable:
    """The error for a document without a word."""
    if survey.pictures:
        return NeedsOcr("it holds pictures of text, or letters that no program can read", where=name, advice=ocr.ADVICE)
    return Unreadable("no page of this PDF holds text", where=name)


def surveyed(pages: Sequence[bytes]) -> Survey:
    """The first look at all pages."""
    survey = Survey()
    for data in pages:
        page = unpacked(data)
        survey.warnings += page_warnings(page)
        survey.pictures += page.needs_ocr
        survey.readable += not page.needs_ocr
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


def laid_out(page: PageContent, survey: Survey, pages: int) -> tuple[list[Draft], str]:
    """The blocks of a page, one direction of writing after the other, and the number that is printed on it."""
    drafts: list[Draft] = []
    label = ""
    for layer in page.layers:
        found = segments(layer.words(page.width, page.height))
        if not layer.angle:
            gone = running.peel(found, page.number, page.height, survey.edges, pages, survey.body)
            label = printed_number([part for part in found if id(part) in gone], page, survey)
            found = [part for part in found if id(part) not in gone]
        drafts += page_drafts(found, setting_of(page, layer.angle, survey))
    return drafts, label


def printed_number(gone: Iterable[Segment], page: PageContent, survey: Survey) -> str:
    """The number in a page's running head or foot; "" if it has none."""
    numbers = (running.number_of(part, page.number, page.height, survey.edges) for part in gone)
    return next(filter(None, numbers), "")


def setting_of(page: PageContent, angle: int, survey: Survey) -> Setting:
    """What the layout of a page's text in one direction needs to know."""
    width, height = frame_size(angle, page.width, page.height)
    return Setting(
        page=page.number,
        width=width,
        height=height,
        body=survey.body,
        known=survey.words,
        rules=page.rules if not angle else (),
        fills=page.fills if not angle else (),
    )


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
    found: list[Draft],
    pages: Sequence[PageContent],
    about: Header,
    warnings: tuple[str, ...],
) -> Document:
    """The Document of finished blocks; their list is used up."""
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
