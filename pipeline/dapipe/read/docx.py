"""Word documents (.docx): paragraphs with the styles that their authors gave them, lists, tables, footnotes."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree

from dapipe.document import BlockKind, Document
from dapipe.errors import Unreadable, too_large
from dapipe.limits import Limits
from dapipe.read import grid
from dapipe.read.dates import date_in
from dapipe.read.draft import Draft
from dapipe.read.flowing import flowing
from dapipe.read.header import header
from dapipe.read.kinds import File
from dapipe.read.shapes import is_heading, list_item
from dapipe.read.structure import structured

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CREATED = "{http://purl.org/dc/terms/}created"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
TEXT_BOX = f"{WORD}txbxContent"
OLDER_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEADING_STYLE = re.compile(r"heading\s?([1-9])", re.I)
# Word itself allows 63 columns.
SPAN = re.compile(r"[1-9][0-9]?")
MAIN_PART, NOTES_PART, CORE_PART = "word/document.xml", "word/footnotes.xml", "docProps/core.xml"
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
)


def read(file: File, name: str, limits: Limits) -> Document:
    """The Document of a Word file. Raises Unreadable for a damaged one, TooLarge for one that unpacks to too much."""
    data = file.read()
    parts = unpacked(data, name, limits)
    body = parse(parts[MAIN_PART], name).find(f"{WORD}body")
    if body is None:
        raise Unreadable("this Word file has no body", where=name)
    found = [draft for draft in drafts(body) if draft.text]
    found += notes(parse(parts[NOTES_PART], name)) if NOTES_PART in parts else []
    found = structured(found)
    about = header(found)
    core = parse(parts[CORE_PART], name) if CORE_PART in parts else None
    if core is not None:
        title, created = core.findtext(TITLE) or "", date_in(core.findtext(CREATED) or "")
        about = replace(about, title=about.title or title, published=about.published or created)
    return flowing(data, name, "docx", found, about)


def unpacked(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """The parts of the archive that hold text. Raises Unreadable, TooLarge."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            refuse_bombs(archive, len(data), name, limits)
            held = set(archive.namelist())
            return {MAIN_PART: archive.read(MAIN_PART)} | {
                part: archive.read(part) for part in (NOTES_PART, CORE_PART) if part in held
            }
    except DAMAGED as error:
        raise Unreadable("this Word file is damaged or locked", where=name, advice="Fetch the file again.") from error


def refuse_bombs(archive: zipfile.ZipFile, size: int, name: str, limits: Limits) -> None:
    """Raises TooLarge for too many entries or for contents that are out of proportion to the file."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.archive_entries:
        raise too_large(
            f"it holds {len(entries):,} parts, more than {limits.archive_entries:,}", "archive_entries", where=name
        )
    if total > limits.bytes or total > limits.archive_ratio * max(size, 10_000):
        raise too_large(f"it unpacks to {total:,} bytes", "archive_ratio", where=name)


def parse(data: bytes, name: str) -> etree._Element:
    """The tree of an XML part, without entities. Raises Unreadable."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise Unreadable("this Word file is damaged", where=name, advice="Fetch the file again.") from error


def drafts(body: etree._Element) -> Iterator[Draft]:
    """The blocks of a document's body in order."""
    table = -1
    for element in parts(body):
        if element.tag == f"{WORD}p":
            yield paragraph(element)
            yield from (paragraph(inner) for box in boxes(element) for inner in box.iterchildren(f"{WORD}p"))
        else:
            table += 1
            yield from cells(element, table)


def parts(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, those in content controls too."""
    for element in body.iterchildren(f"{WORD}p", f"{WORD}tbl", f"{WORD}sdt"):
        if element.tag != f"{WORD}sdt":
            yield element
        elif (held := element.find(f"{WORD}sdtContent")) is not None:
            yield from parts(held)


def boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a paragraph, once each: Word keeps a second copy for older programs."""
    return (box for box in element.iter(TEXT_BOX) if next(box.iterancestors(OLDER_COPY), None) is None)


def paragraph(element: etree._Element) -> Draft:
    """The block of a paragraph; footnote references in it become markers."""
    text, markers = content(element)
    style = element.find(f"{WORD}pPr/{WORD}pStyle")
    named = style.get(f"{WORD}val", "") if style is not None else ""
    match = HEADING_STYLE.match(named)
    level = int(match[1]) if match else 1 if named.lower() == "title" else 0
    listed = element.find(f"{WORD}pPr/{WORD}numPr") is not None or list_item(text)
    bold = text and all(
        run.find(f"{WORD}rPr/{WORD}b") is not None for run in element.iter(f"{WORD}r") if run.findtext(f"{WORD}t")
    )
    if level or (bold and is_heading(text)):
        return Draft(kind=BlockKind.HEADING, text=text, level=level, markers=markers)
    return Draft(kind=BlockKind.ITEM if listed else BlockKind.PARAGRAPH, text=text, markers=markers)


def content(element: etree._Element) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The text of a paragraph with its blanks squeezed, and its footnote references."""
    text = ""
    markers: list[tuple[str, int]] = []
    for part in element.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br", f"{WORD}footnoteReference"):
        if next(part.iterancestors(TEXT_BOX, element.tag)) is not element:
            continue
        if part.tag == f"{WORD}footnoteReference":
            markers.append((part.get(f"{WORD}id", ""), len(text.rstrip())))
            continue
        words = part.text or "" if part.tag == f"{WORD}t" else " "
        words = re.sub(r"\s+", " ", words)
        text += words.lstrip() if text.endswith(" ") or not text else words
    return text.rstrip(), tuple(markers)


def cells(element: etree._Element, table: int) -> list[Draft]:
    """The cells of a table with their headings."""
    made: list[Draft] = []
    for row, line in enumerate(element.iterchildren(f"{WORD}tr")):
        column = 0
        for cell in line.iterchildren(f"{WORD}tc"):
            text = " ".join(part for part in (content(inner)[0] for inner in cell.iter(f"{WORD}p")) if part)
            if text:
                made.append(Draft(kind=BlockKind.CELL, text=text, table=table, row=row, column=column))
            span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
            wide = span.get(f"{WORD}val", "") if span is not None else ""
            column += int(wide) if SPAN.fullmatch(wide) else 1
    return grid.headed(made) if made else []


def notes(root: etree._Element) -> list[Draft]:
    """The footnotes that hold text, with their numbers."""
    made: list[Draft] = []
    for note in root.iterchildren(f"{WORD}footnote"):
        text = " ".join(content(inner)[0] for inner in note.iter(f"{WORD}p")).strip()
        if text:
            made.append(replace(Draft(kind=BlockKind.NOTE, text=text), number=note.get(f"{WORD}id", "")))
    return made
