"""Pages of a PDF at rest, packed to some kilobytes until they are laid out: a long report needs hardly more memory
than a short one."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Iterable

from dapipe.document import Box
from dapipe.read.page import PageContent
from dapipe.read.words import Layer

FASTEST = 1


def packed(page: PageContent) -> bytes:
    """A page as bytes that only this process reads again."""
    layers = [
        (layer.angle, layer.texts, [column.tobytes() for column in columns(layer)], bytes(layer.flags))
        for layer in page.layers
    ]
    plain = (
        (page.number, page.label, page.width, page.height, page.picture, page.odd, page.ocr, page.simple),
        layers, numbers(page.rules), numbers(page.fills),
    )  # fmt: skip
    return zlib.compress(marshal.dumps(plain), FASTEST)


def unpacked(data: bytes) -> PageContent:
    """The page in the bytes made by `packed`."""
    (number, label, width, height, picture, odd, ocr, simple), layers, rules, fills = marshal.loads(
        zlib.decompress(data)
    )
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


def layer(angle: int, texts: list[str], columns: list[bytes], flags: bytes) -> Layer:
    """A layer from its parts."""
    x0, top, x1, bottom, size = (array("f", column) for column in columns)
    return Layer(angle, texts, x0, top, x1, bottom, size, bytearray(flags))


def numbers(boxes: Iterable[Box]) -> bytes:
    """Boxes as numbers in a row."""
    return array("d", [side for box in boxes for side in (box.x0, box.top, box.x1, box.bottom)]).tobytes()


def boxes(data: bytes) -> tuple[Box, ...]:
    """The boxes in the bytes made by `numbers`."""
    sides = iter(array("d", data))
    return tuple(Box(*four) for four in zip(sides, sides, sides, sides, strict=True))
