"""Web pages: news articles, web reports, register pages. What a page says is kept with its structure, chrome is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import trafilatura

from dapipe.document import BlockKind, Document, DocumentKind
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read import grid
from dapipe.read.chrome import any_word, box_of, is_chrome, is_link, is_link_list
from dapipe.read.content import content_root, parts
from dapipe.read.draft import Draft
from dapipe.read.flowing import flowing
from dapipe.read.header import Header, header, named
from dapipe.read.inline import cited, spelled, stretches
from dapipe.read.kinds import File
from dapipe.read.lines import TOP, patterns, stamp
from dapipe.read.markup import BLOCKS, HEADINGS, Element, Piece, tree
from dapipe.read.metadata import Metadata, metadata
from dapipe.read.prose import rejoined, spaced, split_items
from dapipe.read.shapes import label_prefix, list_item
from dapipe.read.structure import structured
from dapipe.read.text import decode

LONGEST_META, LONGEST_VALUE = 300, 120
BY = re.compile(r"^by\b:?", re.I)
LINK_BLOCKS = frozenset(["p", "figure", "div"])
CONTAINERS = frozenset(["div", "header", "section", "dd"])
# Columns that a cell may span; what says otherwise spans one.
SPAN = re.compile("[1-9]|[1-4][0-9]")


@dataclass(slots=True)
class Walk:
    """Blocks found so far, and where in the page the walk is.

    `part` is "caption", "note" or "meta" inside such a part, `note` the id of the note, `cited` the ids of all notes.
    """

    drafts: list[Draft] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    anchor: str = ""
    table: int = -1
    part: str = ""
    note: str = ""
    cited: frozenset[str] = frozenset()


def read(file: File, name: str, limits: Limits) -> Document:
    """The Document of a web page. Raises Unreadable if it holds no text, TooLarge if it is nested too deep."""
    data = file.read()
    return of_source(decode(data, name), data, name, limits)


def of_source(source: str, data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a decoded page. Raises what `read` does."""
    page = tree(source, limits.nesting)
    known = metadata(page, source)
    root = content_root(page)
    walk = Walk(cited=cited(root))
    visit(root, walk, "")
    found = kept(walk.drafts, source if root.tag in ("document", "body", "html") else "")
    if not found:
        raise Unreadable("no text was found in this web page", where=name)
    header = about(found, walk, known, page)
    if header.kind is DocumentKind.ARTICLE:
        found = [draft for draft in found if draft.kind is not BlockKind.CAPTION]
    return flowing(data, name, "html", structured(rejoined(titled(found))), header)


def visit(element: Element, walk: Walk, box: str) -> None:
    """Add the blocks of an element to a walk."""
    if is_chrome(element) or is_link_list(element) or (element.tag in LINK_BLOCKS and is_link(element)):
        return
    walk.anchor = element.attributes.get("id") or walk.anchor
    outer = walk.part, walk.note
    walk.part, walk.note = part_of(element, walk) or outer
    if element.tag == "table":
        add_table(element, walk, box)
    elif element.tag == "dl" and walk.part != "meta" and (pairs := pairs_of(element)):
        add_pairs(pairs, walk, box)
    elif not role_of(element, walk):
        add_inner(element, walk, box)
    walk.part, walk.note = outer


def part_of(element: Element, walk: Walk) -> tuple[str, str] | None:
    """The kind of part, and the id of a note, that an element begins; None if it begins none."""
    short = len(element.text) < LONGEST_META and not any(inner.tag in HEADINGS for inner in element.walk())
    if element.tag == "figcaption" or (short and any_word("captions").search(element.names)):
        return "caption", ""
    if (name := element.attributes.get("id", "")) in walk.cited and element.tag not in ("article", "main", "body"):
        return "note", name
    meta = short and any_word("meta").search(element.names) and not element.central
    return ("meta", "") if meta else None


def add_inner(element: Element, walk: Walk, box: str) -> None:
    """Add the blocks of what an element holds."""
    apart = laid_out_apart(element)
    if not apart and not any(isinstance(inner, Element) and holds_blocks(inner) for inner in element.inner):
        add(element, list(element.inner), walk, box)
        return
    box = box or box_of(element)
    loose: list[Element | Piece] = []
    for inner in element.inner:
        if isinstance(inner, Piece) or not (apart or holds_blocks(inner)):
            loose.append(inner)
            continue
        add(element, loose, walk, box)
        loose = []
        visit(inner, walk, box)
    add(element, loose, walk, box)


def laid_out_apart(element: Element) -> bool:
    """True for a container of several inline elements and nothing else: its style sets them apart."""
    inner = [part for part in element.inner if not (isinstance(part, Piece) and not part.text.strip())]
    return element.tag in CONTAINERS and len(inner) > 1 and all(isinstance(part, Element) for part in inner)


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
    author = next((inner.text for inner in element.walk() if inner.attributes.get("rel") == "author"), "")
    if any_word("bylines").search(element.names) or element.tag == "address":
        walk.bylines.append(author or element.text)
        return True
    return False


def add(element: Element, inner: list[Element | Piece], walk: Walk, box: str) -> None:
    """Add the blocks of inline content, parted where it has empty lines."""
    for stretch in stretches(inner):
        add_line(element, stretch, walk, box)


def add_line(element: Element, inner: list[Element | Piece], walk: Walk, box: str) -> None:
    """Add the block of inline content, if it says anything that is no chrome."""
    head = element.tag in HEADINGS
    line = Element(
        element.tag,
        element.attributes,
        [part for part in inner if isinstance(part, Piece) or (head and part.tag == "button") or not is_chrome(part)],
    )
    text, origin, markers = spelled(line)
    if not text or any(pattern.fullmatch(text) for pattern in patterns("chrome")):
        return
    if walk.part == "meta" or (len(walk.drafts) < TOP and stamp(text)):
        told(text, walk)
        return
    draft = Draft(
        kind=kind_of(element, text, walk.part),
        text=text,
        origin=origin,
        markers=markers,
        number=walk.note,
        level=HEADINGS.get(element.tag, 0),
        box=label_prefix(text) or box or box_of(element),
        anchor=walk.anchor,
    )
    walk.drafts += split_items(spaced(draft))


def told(text: str, walk: Walk) -> None:
    """Keep what a line says of who wrote and when."""
    if any(pattern.fullmatch(text) for pattern in patterns("bylines", False)):
        walk.bylines.append(text)
    else:
        walk.stamps.append(text)


def kind_of(element: Element, text: str, part: str) -> BlockKind:
    """The kind of an element's block."""
    if part in ("caption", "note"):
        return BlockKind(part)
    if element.tag in HEADINGS:
        return BlockKind.HEADING
    if element.tag == "caption":
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


def pairs_of(element: Element) -> list[tuple[Element, Element]]:
    """The names and values of a list of definitions; none if a value is more than a few words or has no name."""
    inner = [part for part in parts(element) if part.tag in ("dt", "dd")]
    if [part.tag for part in inner] != ["dt", "dd"] * (len(inner) // 2):
        return []
    if any(len(part.text) > LONGEST_VALUE or any(map(holds_blocks, parts(part))) for part in inner):
        return []
    return list(zip(inner[::2], inner[1::2], strict=True))


def add_pairs(pairs: list[tuple[Element, Element]], walk: Walk, box: str) -> None:
    """Add names and values as a table of two columns."""
    walk.table += 1
    for row, (name, value) in enumerate(pairs):
        for column, element in enumerate((name, value)):
            text, origin, markers = spelled(element)
            headings = (name.text,) if column else ()
            cell = Draft(kind=BlockKind.CELL, text=text, origin=origin, markers=markers, table=walk.table, row=row)
            if text:
                walk.drafts.append(
                    replace(cell, column=column, header=not column, row_headings=headings, box=box, anchor=walk.anchor)
                )


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
        text, origin, markers = spelled(cell)
        if text:
            yield Draft(
                kind=BlockKind.CELL, text=text, origin=origin, markers=markers, table=walk.table, row=at,
                column=column, box=box, anchor=walk.anchor,
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


def about(found: list[Draft], walk: Walk, known: Metadata, page: Element) -> Header:
    """The Header of a page: what its metadata say, else what it shows."""
    byline = BY.sub("", walk.bylines[0]).strip() if walk.bylines else ""
    shown = header(found, walk.stamps, byline)
    window = next((element.text for element in page.walk() if element.tag == "title"), "")
    return replace(
        shown,
        title=title(found, known.title) or shown.title,
        published=known.published or shown.published,
        publisher=known.publisher or shown.publisher or named("publisher", window),
        byline=known.byline or shown.byline,
    )


def title(found: list[Draft], known: str) -> str:
    """The page's main heading, or the first one that says what the metadata's title does; else that title."""
    heads = [draft for draft in found if draft.kind is BlockKind.HEADING]
    main = next((head.text for head in heads if head.level == 1), "")
    return main or next((head.text for head in heads[:1] if known and head.text.startswith(known)), known)
