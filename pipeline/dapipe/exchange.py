"""A read document as one JSON line, and back: what the stages hand on to each other on a command line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields
from typing import Any

from dapipe.document import Block, BlockKind, Document, DocumentKind, Page, Stretch
from dapipe.errors import Unreadable
from dapipe.places import Box, Word, WordSpans

COLUMNS = ("start", "end", "page", "x0", "top", "x1", "bottom")


def to_line(document: Document) -> str:
    """The document as JSON without line breaks: id, path, title, kind, text, pages, blocks and what else is known."""
    line: dict[str, Any] = {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "kind": str(document.kind),
        "text": document.text,
        "pages": [filled(page) for page in document.pages],
        "blocks": [filled(block) for block in document.blocks],
    }
    for name in ("reader", "published", "publisher", "byline", "series"):
        line[name] = getattr(document, name)
    if document.origin:
        line["origin"] = [[stretch.start, stretch.end, stretch.source] for stretch in document.origin]
    if document.words:
        line["words"] = columns(document.words)
    if document.warnings:
        line["warnings"] = list(document.warnings)
    return json.dumps(line, ensure_ascii=False)


def from_line(line: str) -> Document:
    """The document in a line made by `to_line`. Raises Unreadable if it is none."""
    try:
        plain = json.loads(line)
        plain["kind"] = DocumentKind(plain["kind"])
        plain["pages"] = tuple(Page(**page) for page in plain["pages"])
        plain["blocks"] = tuple(block(item) for item in plain["blocks"])
        plain["origin"] = tuple(Stretch(*stretch) for stretch in plain.get("origin", ()))
        plain["words"] = words(plain.get("words", {}))
        plain["warnings"] = tuple(plain.get("warnings", ()))
        known = {item.name for item in fields(Document)}
        return Document(**{name: value for name, value in plain.items() if name in known})
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise Unreadable(f"not a document as 'dapipe read' prints it: {error}") from error


def block(plain: dict[str, Any]) -> Block:
    """A Block from its JSON form."""
    lists = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
    return Block(**{**plain, **lists, "kind": BlockKind(plain["kind"])})


def columns(words: Iterable[Word]) -> dict[str, list[float]]:
    """Words as lists of their offsets, pages and boxes."""
    rows = ((start, end, page, box.x0, box.top, box.x1, box.bottom) for start, end, page, box in words)
    return dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))


def words(plain: dict[str, list[Any]]) -> WordSpans:
    """Words from lists made by `columns`."""
    rows = zip(*(plain[name] for name in COLUMNS), strict=True) if plain else ()
    return WordSpans(Word(start, end, page, Box(*sides)) for start, end, page, *sides in rows)


def filled(item: Page | Block) -> dict[str, Any]:
    """The fields of a record that say something: required ones, and those that differ from their default."""
    return {one.name: plain(getattr(item, one.name)) for one in fields(item) if says_something(item, one)}


def says_something(item: Page | Block, one: Field[Any]) -> bool:
    """True for a field without default, for `page`, and for one that differs from its default."""
    return one.name == "page" or one.default is MISSING or getattr(item, one.name) != one.default


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return str(value) if isinstance(value, BlockKind) else list(value) if isinstance(value, tuple) else value
