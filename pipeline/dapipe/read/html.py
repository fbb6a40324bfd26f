"""Web pages: news articles, web reports, register pages. What a page says is kept with its structure, chrome is not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import trafilatura

from dapipe import lexicon
from dapipe.document import BlockKind, Document, DocumentKind, Page
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read import grid
from dapipe.read.draft import Draft, assemble
from dapipe.read.header import Header, header
from dapipe.read.lines import TOP, patterns, stamp
from dapipe.read.markup import BLOCKS, Element, Piece, squeezed, tree
from dapipe.read.metadata import Metadata, metadata
from dapipe.read.prose import rejoined, spaced, split_items
from dapipe.read.shapes import label_line, list_item
from dapipe.read.structure import structured
from dapipe.read.text import decode

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LEAST_SHARE, LEAST_TEXT = 0.35, 200
# Columns that a cell may span; what says otherwise spans one.
SPAN = re.compile("[1-9]|[1-4][0-9]")


@dataclass(slots=True)
class Walk:
    """Blocks found so far, and where in the page the walk is."""

    drafts: list[Draft] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    anchor: str = ""
    table: int = -1


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a web page. Raises Unreadable if it holds no text, TooLarge if it is nested too deep."""
    return of_source(decode(data, name), data, name, limits)


def of_source(source: str, data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a decoded page. Raises what `read` does."""
    page = tree(source, limits.nesting)
    known = metadata(page, source)
    walk = Walk()
    root = content_root(page)
    visit(root, walk, "")
    found = kept(walk.drafts, source if root.tag in ("document", "body", "html") else "")
    if not found:
        raise Unreadable("no text was found in this web page", where=name)
    header = about(found, walk, known)
    if header.kind is DocumentKind.ARTICLE:
        found = [draft for draft in found if draft.kind is not BlockKind.CAPTION]
    return document(data, name, structured(rejoined(titled(found))), header)


def content_root(page: Element) -> Element:
    """The element that holds the page's text: the best known place with enough of it, else the body."""
    body = next((element for element in page.walk() if element.tag == "body"), page)
    total = text_length(body)
    for name in lexicon.words("web", "roots"):
        pattern = whole_word(name)
        fitting = [
            e
            for e in body.walk()
            if (e.tag == name or pattern.search(e.names)) and e.tag != "body" and not is_chrome(e)
        ]
        best = max(fitting, key=text_length, default=None)
        if best is not None and text_length(best) > max(LEAST_TEXT, LEAST_SHARE * total):
            return best
    return body


def text_length(element: Element) -> int:
    """The number of characters in paragraphs and items below an element."""
    return sum(len(inner.text) for inner in element.walk() if inner.tag in ("p", "li", "td", "blockquote"))


@cache
def whole_word(name: str) -> re.Pattern[str]:
    """A pattern for a name between blanks, dashes and underscores."""
    return re.compile(rf"(?:^|[\s_-])(?:{name})(?=$|[\s_-])")


@cache
def any_word(key: str) -> re.Pattern[str]:
    """A pattern for the names of one list of the lexicon; each must be a whole id, class or role."""
    return re.compile(rf"(?:^|\s)(?:[\w-]*[-_])?(?:{'|'.join(lexicon.words('web', key))})(?:[-_][\w-]*)?(?=$|\s)")


def is_chrome(element: Element) -> bool:
    """True for an element that holds none of what the page says."""
    if element.tag in lexicon.words("web", "skipped") or element.attributes.get("aria-hidden") == "true":
        return True
    if "hidden" in element.attributes or "display:none" in element.attributes.get("style", "").replace(" ", ""):
        return True
    if element.tag in lexicon.words("web", "outer"):
        return not any(inner.tag == "h1" for inner in element.walk())
    if element.tag in ("body", "html", "main", "article") or element.tag in HEADINGS:
        return False
    return bool(any_word("chrome").search(element.names)) and not box_of(element)


def box_of(element: Element) -> str:
    """The typed box that an element is by its names, or by the label that begins it; "" for none."""
    boxes: dict[str, Any] = lexicon.read("web").get("boxes", {})
    for name, words in boxes.items():
        if any(whole_word(word).search(element.attributes.get("class", "").lower()) for word in words):
            return name
    if element.tag in ("div", "section", "blockquote", "li", "td"):
        first = next(
            (
                inner
                for inner in element.walk()
                if inner is not element and (inner.tag in HEADINGS or inner.tag in ("p", "strong"))
            ),
            None,
        )
        label = label_line(first.text) if first is not None and len(first.text) < 60 else None
        return label[0] if label and alone(element) else ""
    return ""


def alone(element: Element) -> bool:
    """True if an element holds one heading that is a label, so that it is that box and no more."""
    heads = [inner for inner in element.walk() if inner.tag in HEADINGS]
    return len([head for head in heads if label_line(head.text)]) <= 1 and len(heads) <= 3


def visit(element: Element, walk: Walk, box: str) -> None:
    """Add the blocks of an element to a walk."""
    if is_chrome(element):
        return
    walk.anchor = element.attributes.get("id") or walk.anchor
    if element.tag == "table":
        add_table(element, walk, box)
    elif role_of(element, walk):
        return
    elif not any(isinstance(inner, Element) and holds_blocks(inner) for inner in element.inner):
        add(element, list(element.inner), walk, box)
    else:
        box = box or box_of(element)
        loose: list[Element | Piece] = []
        for inner in element.inner:
            if isinstance(inner, Piece) or not holds_blocks(inner):
                loose.append(inner)
                continue
            add(element, loose, walk, box)
            loose = []
            visit(inner, walk, box)
        add(element, loose, walk, box)


def holds_blocks(element: Element) -> bool:
    """True for a block element, and for an inline one around a block."""
    return any(inner.tag in BLOCKS for inner in element.walk())


def role_of(element: Element, walk: Walk) -> bool:
    """True if an element tells who wrote and when; its text is kept for the header."""
    if element.tag in HEADINGS or element.tag in ("article", "main", "body") or len(element.text) > 160:
        return False
    if element.tag == "time" or any_word("stamps").search(element.names):
        walk.stamps.append(element.text)
        return True
    if any_word("bylines").search(element.names):
        walk.bylines.append(element.text)
        return True
    return False


def add(element: Element, inner: list[Element | Piece], walk: Walk, box: str) -> None:
    """Add the block of inline content, if it says anything that is no chrome."""
    line = Element(
        element.tag, element.attributes, [part for part in inner if isinstance(part, Piece) or not is_chrome(part)]
    )
    text, origin = squeezed(line.pieces())
    if not text or any(pattern.fullmatch(text) for pattern in patterns("chrome")):
        return
    if len(walk.drafts) < TOP and stamp(text):
        walk.stamps.append(text)
        return
    kind = kind_of(element, text)
    level = HEADINGS.get(element.tag, 0)
    draft = Draft(kind=kind, text=text, origin=origin, level=level, box=box or box_of(element), anchor=walk.anchor)
    walk.drafts += split_items(spaced(draft))


def kind_of(element: Element, text: str) -> BlockKind:
    """The kind of an element's block."""
    if element.tag in HEADINGS:
        return BlockKind.HEADING
    if element.tag in ("figcaption", "caption"):
        return BlockKind.CAPTION
    return BlockKind.ITEM if element.tag == "li" or list_item(text) else BlockKind.PARAGRAPH


def add_table(element: Element, walk: Walk, box: str) -> None:
    """Add the cells of a table; a table that only lays out the page is walked like any other element."""
    rows = [[cell for cell in row.inner if isinstance(cell, Element)] for row in own_rows(element)]
    if sum(len(row) > 1 for row in rows) < 2:
        for inner in (cell for row in rows for cell in row):
            visit(replace(inner, tag="div"), walk, box)
        return
    walk.table += 1
    caption = next((inner for inner in element.walk() if inner.tag == "caption"), None)
    if caption is not None:
        add(caption, caption.inner, walk, box)
    made = [cell for at, row in enumerate(rows) for cell in row_cells(row, at, walk, box)]
    walk.drafts += grid.headed(made) if made else []


def own_rows(table: Element) -> Iterator[Element]:
    """The rows of a table, without those of tables in its cells."""
    for inner in table.inner:
        if isinstance(inner, Element) and inner.tag == "tr":
            yield inner
        elif isinstance(inner, Element) and inner.tag in ("thead", "tbody", "tfoot"):
            yield from own_rows(inner)


def row_cells(row: list[Element], at: int, walk: Walk, box: str) -> Iterator[Draft]:
    """The cells of a table's row that hold text."""
    column = 0
    for cell in row:
        text, origin = squeezed(cell.pieces())
        if text:
            yield Draft(
                kind=BlockKind.CELL, text=text, origin=origin, table=walk.table, row=at, column=column, box=box,
                anchor=walk.anchor,
            )  # fmt: skip
        span = cell.attributes.get("colspan", "1")
        column += int(span) if SPAN.fullmatch(span) else 1


def kept(found: list[Draft], source: str) -> list[Draft]:
    """The blocks of a page without a known content root that trafilatura counts to its text too; all of them if there
    is no source to ask about or hardly any would be left."""
    if not source:
        return found
    text = " ".join(
        (trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True) or "").split()
    )
    chosen = [draft for draft in found if draft.text[:60] in text]
    return chosen if sum(len(draft.text) for draft in chosen) > 0.3 * sum(len(draft.text) for draft in found) else found


def titled(found: list[Draft]) -> list[Draft]:
    """Blocks from the page's title on, if a heading near the top is that title."""
    for number, draft in enumerate(found[:8]):
        if draft.kind is BlockKind.HEADING and draft.level == 1:
            return found[number:] if all(len(above.text) < 60 for above in found[:number]) else found
    return found


def about(found: list[Draft], walk: Walk, known: Metadata) -> Header:
    """The Header of a page: what its metadata say, else what it shows."""
    byline = walk.bylines[0].removeprefix("By ").strip() if walk.bylines else ""
    shown = header(found, walk.stamps, byline)
    return replace(
        shown,
        title=next((d.text for d in found if d.kind is BlockKind.HEADING and d.level == 1), known.title or shown.title),
        published=known.published or shown.published,
        publisher=known.publisher or shown.publisher,
        byline=known.byline or shown.byline,
    )


def document(data: bytes, name: str, found: list[Draft], about: Header) -> Document:
    """The Document of finished blocks."""
    made = assemble(found)
    return Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        path=name,
        text=made.text,
        kind=about.kind,
        reader="html",
        title=about.title,
        published=about.published,
        publisher=about.publisher,
        byline=about.byline,
        series=about.series,
        pages=(Page(number=1, start=0, end=len(made.text)),),
        blocks=made.blocks,
        origin=made.origin,
    )
