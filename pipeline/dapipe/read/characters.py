"""Characters of a PDF page with loose and tight boxes, from pdfium or, as second engine, from pdfplumber.

Coordinates are points from the top left corner of the page as it is shown. A character is a plain tuple for speed:
letters, x0, top, x1, bottom, type size, whether bold, angle of writing in degrees, top and bottom of the ink (digits
only, else 0).
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dapipe.errors import too_large
from dapipe.limits import Limits

Character = tuple[str, float, float, float, float, float, bool, int, float, float]
Affine = tuple[float, float, float, float, float, float]
# Type size in points, whether bold, and the angle on the shown page in degrees; and what tells them: the font, its size
# and the way in which a text object is drawn.
Style = tuple[float, bool, int]
Look = tuple[int, float, float, float, float, float]

BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!n)", re.I)
BOLD_WEIGHT = 600
HYPHENS = frozenset((0x02, 0xFFFE, 0xAD))
BLANKS = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
SUPERIOR = {0xB9: "1", 0xB2: "2", 0xB3: "3", 0x2070: "0", **{0x2070 + digit: str(digit) for digit in range(4, 10)}}
# A raised digit: its ink is lower than this part of the type size, and its foot is this part of the line's height up.
RAISED_HEIGHT, RAISED_FOOT = 0.56, 0.42
# A digit of no more than the first part of its neighbour's size is raised if its foot is the third part of that size
# higher; up to the second part, as browsers set it, if it is the fourth part higher.
SMALLER, LITTLE_SMALLER, RISE, MUCH_RISE = 0.78, 0.9, 0.12, 0.25
REACH = 6
DIGITS = frozenset("0123456789")
DOUBLED = "ft"
NO_STYLE: Style = (0.0, False, 0)
NO_INK: tuple[float, float] = (0.0, 0.0)
NOWHERE: Sequence[float] = [0.0, 0.0, 0.0, 0.0]
# What pdfium's text has for a hyphen at a line's end, and for a character without a letter.
UNKNOWN = 0xFFFE
BLANK: Character = (" ", 0.0, 0.0, 0.0, 0.0, 0.0, False, -1, 0.0, 0.0)


class Letters(dict[int, str]):
    """Code point -> what it stands for: ligatures parted, private bullets as "•", "" for what has no ink."""

    def __missing__(self, code: int) -> str:
        self[code] = letters = plain(code)
        return letters


def plain(code: int) -> str:
    """The letters of a code point."""
    if code in HYPHENS:
        return "-"
    if code in BLANKS:
        return " "
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0xFEFF, 0x200B, 0xFFFF):
        return ""
    if 0xE000 <= code <= 0xF8FF:
        return "•"
    if code in SUPERIOR:
        return SUPERIOR[code]
    letter = chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    return unicodedata.normalize("NFKC", letter) if 0xFB00 <= code <= 0xFB06 else letter


LETTERS = Letters()


def of_pdfium(page: pypdfium2.PdfPage, limits: Limits) -> list[Character]:
    """The characters of a page in the order of its content, through pdfium. Raises TooLarge."""
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        refuse_too_many(count, limits)
        return read_characters(text.raw, count, shown(page), page.get_rotation())
    finally:
        text.close()


def refuse_too_many(count: int, limits: Limits) -> None:
    """Raises TooLarge if a page holds more characters than allowed."""
    if count > limits.characters_a_page:
        raise too_large(f"a page holds {count:,} characters, more than {limits.characters_a_page:,}", "page_characters")


def shown(page: pypdfium2.PdfPage) -> Affine:
    """The way from a page's own coordinates to those of the page as it is shown: a, b, c, d, e, f of
    x' = a·x + b·y + c and y' = d·x + e·y + f."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Affine] = {
        0: (1, 0, -left, 0, -1, top),
        90: (0, 1, -bottom, 1, 0, -left),
        180: (-1, 0, right, 0, 1, -bottom),
        270: (0, -1, top, -1, 0, right),
    }
    return turns[page.get_rotation()]


def unchecked(function: Any) -> Any:
    """A function of pdfium's that returns a number, without the checks of arguments that take as long as its work."""
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.cast(function, ctypes.c_void_p).value or 0)


loose_box = unchecked(pdfium.FPDFText_GetLooseCharBox)


def codes_of(text: Any, count: int) -> list[int]:
    """The code points of a text page's characters: all at once where its text has as many, else one by one."""
    units = (ctypes.c_ushort * (count + 1))()
    ask = pdfium.FPDFText_GetUnicode
    if pdfium.FPDFText_GetText(text, 0, count, units) != count + 1:
        return [ask(text, index) for index in range(count)]
    return [ask(text, index) if code == UNKNOWN else code for index, code in enumerate(units[:count])]


def read_characters(text: Any, count: int, way: Affine, rotation: int) -> list[Character]:
    """The visible characters and blanks of a text page.

    The style is asked for where a word begins and where the height of the letters changes, since that takes time.
    """
    a, b, c, d, e, f = way
    rect, ink_of, styles = pdfium.FS_RECTF(), Ink(text, way), dict[Look, Style]()
    of_text, into, sides = ctypes.cast(text, ctypes.c_void_p), ctypes.byref(rect), memoryview(rect).cast("B").cast("f")
    last, style, box = -1, NO_STYLE, NOWHERE
    found: list[Character] = []
    for index, code in enumerate(codes_of(text, count)):
        letters = LETTERS[code]
        if letters == " ":
            found.append(BLANK)
            box = NOWHERE
            continue
        if not letters or not loose_box(of_text, index, into):
            continue
        before, box = box, sides.tolist()
        if box == before:
            found[-1] = (ligature(found[-1][0], letters), *found[-1][1:])
            continue
        left, high, right, low = box
        if low != before[3] or high != before[1]:
            if not (item := pdfium.FPDFText_GetTextObject(text, index)):
                box = NOWHERE
                continue
            if (address := ctypes.addressof(item.contents)) != last:
                last, style = address, style_of(text, index, item, rotation, styles)
        x0, y0, x1, y1 = (
            a * left + b * low + c,
            d * left + e * low + f,
            a * right + b * high + c,
            d * right + e * high + f,
        )
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        found.append((letters, x0, y0, x1, y1, *style, *(ink_of(index) if letters in DIGITS else NO_INK)))
    return found


def ligature(first: str, letters: str) -> str:
    """The letters of one glyph that stands for several: they have one place.

    A letter that is printed there twice counts once, but for those that come doubled in ligatures.
    """
    return first if letters == first and letters not in DOUBLED else first + letters


def style_of(text: Any, index: int, item: Any, rotation: int, styles: dict[Look, Style]) -> Style:
    """The style of a text object. `styles` remembers those of the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    size, font = pdfium.FPDFText_GetFontSize(text, index), pdfium.FPDFTextObj_GetFont(item)
    address = ctypes.addressof(font.contents) if font else 0
    look = (address, size, matrix.a, matrix.b, matrix.c, matrix.d)
    if look not in styles:
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = round((math.degrees(math.atan2(matrix.b, matrix.a)) - rotation) / 90) * 90 % 360
        styles[look] = round(abs(size * scale), 1), bool(font) and is_bold(font), angle
    return styles[look]


def is_bold(font: Any) -> bool:
    """True for a font whose weight or name says so."""
    if pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT:
        return True
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    return bool(BOLD.search(buffer.value.decode("latin-1")))


class Ink:
    """Finds the ink of the characters of a text page."""

    def __init__(self, text: Any, way: Affine) -> None:
        self.text, self.way = text, way
        self.left, self.right, self.bottom, self.top = (ctypes.c_double() for _ in range(4))

    def __call__(self, index: int) -> tuple[float, float]:
        """Top and bottom of a character's ink on the shown page."""
        pdfium.FPDFText_GetCharBox(self.text, index, self.left, self.right, self.bottom, self.top)
        d, e, f = self.way[3:]
        one, other = d * self.left.value + e * self.top.value + f, d * self.right.value + e * self.bottom.value + f
        return (one, other) if one < other else (other, one)


def raised(chars: Sequence[Character]) -> frozenset[int]:
    """The indexes of the raised numbers of notes.

    A digit is raised if its ink is (a font with superior figures), or if it is smaller and higher than its neighbour.
    """
    found: set[int] = set()
    for index, char in enumerate(chars):
        if char[0] in DIGITS and char[7] == 0 and (raised_ink(char) or raised_line(chars, index, found)):
            found.add(index)
    return frozenset(found)


def raised_ink(char: Character) -> bool:
    """True if a digit's ink is small and high within its line."""
    _, _, top, _, bottom, size, _, _, ink_top, ink_bottom = char
    ink = ink_bottom - ink_top
    return 0 < ink < RAISED_HEIGHT * size and bottom > top and bottom - ink_bottom > RAISED_FOOT * (bottom - top)


def raised_line(chars: Sequence[Character], index: int, found: set[int]) -> bool:
    """True if a digit is smaller and stands higher than the letter before it, or else the one after it."""
    char = chars[index]
    size = char[5]
    if index - 1 in found and abs(chars[index - 1][5] - size) < 0.3:
        return True
    other = neighbour(chars, index, -1)
    if other is None or char[1] - other[3] > size or char[1] < other[1]:
        other = neighbour(chars, index, 1)
    if other is None or size > LITTLE_SMALLER * other[5] or abs(other[1] - char[1]) > 3 * other[5]:
        return False
    least = RISE if size <= SMALLER * other[5] else MUCH_RISE
    return least * other[5] < other[4] - char[4] < other[5]


def neighbour(chars: Sequence[Character], index: int, step: int) -> Character | None:
    """The nearest character of the same line that is no blank nor, looking on, another small digit."""
    _, _, top, _, bottom, size, _, angle, _, _ = chars[index]
    at = index + step
    while 0 <= at < len(chars) and abs(at - index) <= REACH:
        other = chars[at]
        at += step
        if other[0] == " " or (step > 0 and other[0].isdigit() and abs(other[5] - size) < 0.3):
            continue
        return other if other[7] == angle and min(other[4], bottom) > max(other[2], top) else None
    return None


def of_pdfplumber(page: Any, limits: Limits) -> list[Character]:
    """The characters of a page through pdfplumber. Raises TooLarge."""
    refuse_too_many(len(page.chars), limits)
    return [character for char in page.chars for character in plumbed(char)]


def plumbed(char: dict[str, Any]) -> Iterator[Character]:
    """A character of pdfplumber's in our own shape, if it has ink or is a blank."""
    letters = "".join(LETTERS[ord(letter)] for letter in char["text"])
    if letters:
        a, b = char.get("matrix", (1, 0))[:2]
        angle = round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360
        bold = bool(BOLD.search(char["fontname"]))
        size = round(char["size"], 1)
        yield letters, char["x0"], char["top"], char["x1"], char["bottom"], size, bold, angle, 0.0, 0.0
