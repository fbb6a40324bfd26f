"""Pages of a PDF at rest until they are laid out, and their blocks until all pages are: packed to some kilobytes a
page, so that a long report needs hardly more memory than a short one."""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain
from operator import attrgetter
from typing import Any

from dapipe.document import BlockKind
from dapipe.places import Box, Columns, expanded, narrow
from dapipe.read.draft import Draft, Words
from dapipe.read.page import PageContent
from dapipe.read.words import Layer

LEVEL = 1
HEAD = struct.Struct(">I")
# The fields of a PDF's block that its page alone tells; its sections and boxes are known only once all pages are.
NAMES = tuple(field.name for field in fields(Draft) if field.name not in ("words", "origin", "section", "anchor"))
values_of = attrgetter(*NAMES)


def pressed(plain: object, columns: Sequence[array[Any]]) -> bytes:
    """What JSON can hold and columns of numbers as bytes that only this process reads again."""
    head = json.dumps([plain, [(column.typecode, len(column)) for column in columns]]).encode("ascii")
    return zlib.compress(b"".join((HEAD.pack(len(head)), head, *columns)), LEVEL)


def opened(data: bytes) -> tuple[Any, Iterator[array[Any]]]:
    """What `pressed` was given."""
    rest = memoryview(zlib.decompress(data))
    start = HEAD.size + HEAD.unpack_from(rest)[0]
    plain, shapes = json.loads(bytes(rest[HEAD.size : start]))
    return plain, columns(rest[start:], shapes)


def columns(rest: memoryview, shapes: Iterable[tuple[str, int]]) -> Iterator[array[Any]]:
    """The columns of numbers in bytes, by their type codes and lengths."""
    for code, length in shapes:
        column: array[Any] = array(code)
        size = length * column.itemsize
        column.frombytes(rest[:size])
        yield column
        rest = rest[size:]


def packed(page: PageContent) -> bytes:
    """A page as bytes."""
    about = page.number, page.label, page.width, page.height, page.picture, page.odd, page.ocr, page.simple
    found = page.layers
    numbers = [
        column for one in found for column in (*map(narrow, (one.x0, one.top, one.x1, one.bottom, one.size)), one.flags)
    ]
    plain = about, [(layer.angle, layer.texts) for layer in found]
    return pressed(plain, [*numbers, sides(page.rules), sides(page.fills)])


def unpacked(data: bytes) -> PageContent:
    """The page in the bytes made by `packed`."""
    ((number, label, width, height, picture, odd, ocr, simple), layers), parts = opened(data)
    return PageContent(
        number=number,
        label=label,
        width=width,
        height=height,
        layers=tuple(Layer(angle, texts, *(next(parts) for _ in range(6))) for angle, texts in layers),
        rules=boxes(next(parts)),
        fills=boxes(next(parts)),
        picture=picture,
        odd=odd,
        ocr=ocr,
        simple=simple,
    )


def sides(boxes: Iterable[Box]) -> array[float]:
    """Boxes as numbers in a row."""
    return array("d", [side for box in boxes for side in (box.x0, box.top, box.x1, box.bottom)])


def boxes(sides: Iterable[float]) -> tuple[Box, ...]:
    """The boxes in the row of numbers made by `sides`."""
    each = iter(sides)
    return tuple(Box(*four) for four in zip(each, each, each, each, strict=True))


def packed_blocks(found: Sequence[Draft]) -> bytes:
    """The blocks of a page as bytes, before they have sections."""
    words = Columns()
    for draft in found:
        words.extend(draft.words.spans, draft.words.boxes)
    return pressed([(len(draft.words), *values_of(draft)) for draft in found], words.compact())


def unpacked_blocks(data: bytes) -> Iterator[Draft]:
    """The blocks in the bytes made by `packed_blocks`."""
    rows, compact = opened(data)
    words = expanded(compact)
    spans = interlaced(words.start, words.end, words.page)
    sides = interlaced(words.x0, words.top, words.x1, words.bottom)
    at = 0
    for size, *row in rows:
        own = Words(spans[3 * at : 3 * (at + size)], sides[4 * at : 4 * (at + size)])
        at += size
        yield draft_of(dict(zip(NAMES, row, strict=True)), own)


def interlaced(*columns: Iterable[int]) -> array[int]:
    """Columns as one row of numbers."""
    return array("i", chain.from_iterable(zip(*columns, strict=True)))


def draft_of(known: dict[str, Any], words: Words) -> Draft:
    """The block with these fields and words."""
    known["kind"] = BlockKind(known["kind"])
    known["markers"] = tuple((number, at) for number, at in known["markers"])
    known["row_headings"] = tuple(known["row_headings"])
    known["column_headings"] = tuple(known["column_headings"])
    return Draft(**known, words=words)
