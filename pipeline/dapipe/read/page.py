"""One page of a PDF, taken apart and closed: words in compact columns, rules, fills, how much of it is picture."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dapipe.limits import Limits
from dapipe.places import Box
from dapipe.read.characters import Affine, Character, of_pdfium, shown
from dapipe.read.words import Layer, layers

# More drawing than this belongs to a map or a chart, whose lines bound no table.
MOST_OBJECTS, MOST_SEGMENTS = 20_000, 6_000
FEW_OBJECTS = 3_000
THIN = 2.5
LEAST_SIDE = 12.0
WHITE = 250
FEW_CHARACTERS, PICTURE_SHARE, ODD_SHARE = 20, 0.5, 0.05
MANY_BULLETS = 0.2


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page holds, in points of the page as it is shown.

    `rules` are thin lines as boxes, `fills` tinted or framed rectangles, `picture` the part of the page that pictures
    cover, `odd` the part of the characters that are no letters anybody can read. `simple` is false for a page with much
    drawing or with forms, which may hold anything: it takes long to read in another way.
    """

    number: int
    label: str
    width: float
    height: float
    layers: tuple[Layer, ...]
    rules: tuple[Box, ...] = ()
    fills: tuple[Box, ...] = ()
    picture: float = 0.0
    odd: float = 0.0
    ocr: bool = False
    simple: bool = True

    @property
    def characters(self) -> int:
        """The number of letters in all words."""
        return sum(len(text) for layer in self.layers for text in layer.texts)

    @property
    def needs_ocr(self) -> bool:
        """True if the page is a picture of text, or its letters can't be known."""
        return self.odd > ODD_SHARE or (self.picture > PICTURE_SHARE and self.characters < FEW_CHARACTERS)


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page beside letters; `pictures` is their area in square points."""

    rules: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: float = 0.0
    simple: bool = True


def content(page: pypdfium2.PdfPage, number: int, label: str, limits: Limits) -> PageContent:
    """The content of a page through pdfium. Raises TooLarge."""
    width, height = page.get_size()
    chars = of_pdfium(page, limits)
    drawn = drawing(page, width * height)
    return PageContent(
        number=number,
        label=label,
        width=width,
        height=height,
        layers=tuple(layers(chars, width, height)),
        rules=tuple(drawn.rules),
        fills=tuple(drawn.fills),
        picture=min(drawn.pictures / max(width * height, 1.0), 1.0),
        odd=odd_share(chars, page),
        simple=drawn.simple,
    )


def odd_share(chars: Sequence[Character], page: pypdfium2.PdfPage) -> float:
    """The part of a page's characters that no reader could know: without a letter, or private signs in a mass."""
    letters = [char[0] for char in chars if char[0] != " "]
    private = sum(letter == "•" for letter in letters)
    odd = sum(letter == "\ufffd" for letter in letters) + (private if private > MANY_BULLETS * len(letters) else 0)
    lost = unmapped(page, len(letters))
    total = len(letters) + lost
    return (odd + lost) / total if total >= FEW_CHARACTERS else 0.0


def unmapped(page: pypdfium2.PdfPage, readable: int) -> int:
    """The number of characters without a letter, counted only if the page has hardly any with one."""
    if readable > 200:
        return 0
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        codes = (pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count))
        return sum(code < 0x20 and code not in (2, 9, 10, 13) for code in codes)
    finally:
        text.close()


def drawing(page: pypdfium2.PdfPage, area: float) -> Drawing:
    """Rules, fills and pictures of a page."""
    way = shown(page)
    count = pdfium.FPDFPage_CountObjects(page.raw)
    drawn = Drawing(simple=count <= FEW_OBJECTS)
    for index in range(min(count, MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = bounds(item, way)
            drawn.pictures += max(0.0, box.x1 - box.x0) * max(0.0, box.bottom - box.top)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            drawn.simple = False
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(drawn.rules) < MOST_SEGMENTS:
            add_path(item, way, drawn.rules, drawn.fills, area)
    return drawn


def bounds(item: Any, way: Affine) -> Box:
    """The box of a page object on the shown page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return turned(way, left.value, bottom.value, right.value, top.value)


def turned(way: Affine, x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box of the page's own coordinates on the shown page."""
    a, b, c, d, e, f = way
    left, right = a * x0 + b * y0 + c, a * x1 + b * y1 + c
    top, bottom = d * x0 + e * y0 + f, d * x1 + e * y1 + f
    return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def add_path(item: Any, way: Affine, rules: list[Box], fills: list[Box], area: float) -> None:
    """Sort a drawn path into rules and fills."""
    box = bounds(item, way)
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if wide < LEAST_SIDE and high < LEAST_SIDE:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if min(wide, high) <= THIN:
        rules.append(box)
    elif fill.value and not stroke.value and wide * high < 0.9 * area and tinted(item):
        fills.append(box)
    elif stroke.value:
        edges = list(segments(item, way))
        rules += edges
        if pdfium.FPDFPath_CountSegments(item) in (4, 5) and min(wide, high) > LEAST_SIDE and wide * high < 0.9 * area:
            fills.append(box)


def tinted(item: Any) -> bool:
    """True if a path is filled with a colour that can be seen on white paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return True
    return alpha.value > 10 and min(red.value, green.value, blue.value) < WHITE


def segments(item: Any, way: Affine) -> Iterator[Box]:
    """The straight horizontal and vertical strokes of a path."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MOST_SEGMENTS)):
        part = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        here = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = pdfium.FPDFPathSegment_GetType(part)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last:
            yield from stroke_between(last, here, way)
        if pdfium.FPDFPathSegment_GetClose(part) and first:
            yield from stroke_between(here, first, way)
        last = here


def stroke_between(start: tuple[float, float], end: tuple[float, float], way: Affine) -> Iterator[Box]:
    """A stroke as a thin box, if it is horizontal or vertical and long enough to bound anything."""
    box = turned(way, *start, *end)
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if min(wide, high) < 1.0 and max(wide, high) > LEAST_SIDE / 2:
        yield box
