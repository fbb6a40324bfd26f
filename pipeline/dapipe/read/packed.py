"""Pages of a PDF at rest, packed to some kilobytes until they are laid out: a long report needs hardly more memory
than a short one."""

from __future__ import annotations

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable

from dapipe.document import Box
from dapipe.read.page import PageContent
from dapipe.read.words import Layer

FASTEST = 1


def packed(page: PageContent) -> bytes:
    """A page as bytes that only this process reads again."""
    layers = [
        (layer.angle, layer.texts, [as_text(column) for column in columns(layer)], as_text(layer.flags))
        for layer in page.layers
    ]
    plain = (
        (page.number, page.label, page.width, page.height, page.picture, page.odd, page.ocr, page.simple),
        layers, numbers(page.rules), numbers(page.fills),
    )  # fmt: skip
    return zlib.compress(json.dumps(plain).encode("ascii"), FASTEST)


def unpacked(data: bytes) -> PageContent:
    """The page in the bytes made by `packed`."""
    (number, label, width, height, picture, odd, ocr, simple), layers, rules, fills = json.loads(zlib.decompress(data))
    return PageContent(
        number=number,
        label=label,
        width=width,
        height=height,
        layers=tuple(layer(*parts) for parts in layers),
        rules=boxes(rules),
        fills=boxes(fills),
        picture=picture,
        odd=odd,
        ocr=ocr,
        simple=simple,
    )


def columns(layer: Layer) -> tuple[array[float], ...]:
    """The columns of numbers of a layer."""
    return layer.x0, layer.top, layer.x1, layer.bottom, layer.size


def as_text(numbers: array[float] | bytearray) -> str:
    """The bytes of a row of numbers, as JSON can hold them."""
    return b64encode(numbers).decode("ascii")


def layer(angle: int, texts: list[str], columns: list[str], flags: str) -> Layer:
    """A layer from its parts."""
    x0, top, x1, bottom, size = (array("f", b64decode(column)) for column in columns)
    return Layer(angle, texts, x0, top, x1, bottom, size, bytearray(b64decode(flags)))


def numbers(boxes: Iterable[Box]) -> str:
    """Boxes as numbers in a row."""
    return as_text(array("d", [side for box in boxes for side in (box.x0, box.top, box.x1, box.bottom)]))


def boxes(text: str) -> tuple[Box, ...]:
    """The boxes in the text made by `numbers`."""
    sides = iter(array("d", b64decode(text)))
    return tuple(Box(*four) for four in zip(sides, sides, sides, sides, strict=True))
