"""Sets marked-up text as PDF flowables: the small language of `corpus/sources/*.toml`.

One line of a source is one block. `#`, `##` and `###` start headings, `-` a bullet, `1.2` a numbered paragraph, `=` a
grade on a line of its own, `"` a pull quote, `+` small print; any other line is a paragraph. `[^3]` is a footnote
marker. Blocks between `@box`, `@table`, `@cards` and their `@end` are framed, ruled (or not) and set as big numbers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

SOURCES = Path(__file__).with_name("sources")
HYPHENATION = Path(__file__).with_name("hyphens.toml")
TINTS = {
    "recommendation": "#e3ecf7",
    "area for improvement": "#f6efd9",
    "cause of concern": "#f7dede",
    "note": "#ececec",
}
FACES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Vera": ("Vera", "VeraBd"),
}
NUMBERED = re.compile(r"(\d+\.\d+|\d+\.) +(.*)")
MARKER = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How a document looks: its fonts, body size in points and accent colour."""

    plain: str
    bold: str
    size: float
    accent: str
    justified: bool


def house(face: str, size: float, accent: str, justified: bool) -> House:
    """The look of a document; registers the fonts that reportlab ships as files."""
    if face == "Vera":
        for name in ("Vera", "VeraBd"):
            registerFont(TTFont(name, f"{name}.ttf"))
        registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="Vera", boldItalic="VeraBd")
    plain, bold = FACES[face]
    return House(plain=plain, bold=bold, size=size, accent=accent, justified=justified)


def hyphens() -> dict[str, str]:
    """Word -> the word with soft hyphens, from `hyphens.toml`."""
    words = tomllib.loads(HYPHENATION.read_text(encoding="utf-8"))["words"].split()
    return {word.replace("-", ""): word.replace("-", "\u00ad") for word in words}


HYPHENS = hyphens()


def _broken(match: re.Match[str]) -> str:
    """A word with the places where it may be hyphenated, its capital kept."""
    word = match.group()
    found = HYPHENS.get(word.lower(), word)
    return word[0] + found[1:] if found else word


def inline(text: str, size: float, hyphenate: bool = False) -> str:
    """Reportlab's markup for a line: escaped, hyphenated, footnote markers raised."""
    shown = escape(text, quote=False)
    if hyphenate:
        shown = re.sub(r"[A-Za-z]{7,}", _broken, shown)
    small, rise = round(size * 0.62, 2), round(size * 0.38, 2)
    return MARKER.sub(rf'<super size="{small}" rise="{rise}">\1</super>', shown)


def style(look: House, kind: str) -> ParagraphStyle:
    """The paragraph style of a kind of block."""
    size, made = look.size, ParagraphStyle(kind, fontName=look.plain)
    made.fontSize, made.leading, made.spaceAfter = size, size * 1.32, size * 0.6
    if kind in {"paragraph", "bullet", "numbered"} and look.justified:
        made.alignment, made.embeddedHyphenation = TA_JUSTIFY, 1
    if kind in {"bullet", "numbered"}:
        made.leftIndent, made.bulletIndent = (size * 1.3, 0) if kind == "bullet" else (size * 3, 0)
    if kind in {"h1", "h2", "h3", "grade", "strong", "big"}:
        scale = {"h1": 1.9, "h2": 1.35, "h3": 1.1, "grade": 1.4, "strong": 1.0, "big": 2.4}[kind]
        made.fontName, made.fontSize, made.leading = look.bold, size * scale, size * scale * 1.22
        made.textColor = HexColor("#222222" if kind in {"strong", "h3"} else look.accent)
        made.keepWithNext = kind in {"h1", "h2", "h3"}
    if kind in {"pull", "caption"}:
        made.alignment, made.textColor = TA_CENTER, HexColor("#333333")
        made.fontSize, made.leading = (size * 1.3, size * 1.6) if kind == "pull" else (size * 0.92, size * 1.15)
    if kind in {"small", "cell", "head"}:
        made.fontSize, made.leading = size * 0.84, size * 1.06
        made.fontName, made.spaceAfter = (look.bold if kind == "head" else look.plain), size * 0.25
    return made


def set_line(look: House, line: str) -> Flowable:
    """The flowable of one line that stands outside boxes and tables."""
    for mark, kind in (("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("= ", "grade"), ('" ', "pull"), ("+ ", "small")):
        if line.startswith(mark):
            return _paragraph(look, line.removeprefix(mark), kind)
    if line.startswith("- "):
        return _paragraph(look, line.removeprefix("- "), "bullet", "•")
    if line.startswith("**"):
        return _paragraph(look, line.strip("*"), "strong")
    numbered = NUMBERED.match(line)
    if numbered:
        return _paragraph(look, numbered[2], "numbered", numbered[1])
    return _paragraph(look, line, "paragraph")


def _paragraph(look: House, text: str, kind: str, bullet: str | None = None) -> Paragraph:
    """A paragraph of a kind; body text may be hyphenated when it is justified."""
    look_of = style(look, kind)
    return Paragraph(inline(text, look_of.fontSize, bool(look_of.embeddedHyphenation)), look_of, bulletText=bullet)


def blocks(look: House, text: str, width: float) -> Iterator[Flowable]:
    """The flowables of a source text set to a width in points."""
    lines = iter(line.strip() for line in text.splitlines() if line.strip())
    for line in lines:
        if not line.startswith("@"):
            yield set_line(look, line)
            continue
        kind, _, options = line[1:].partition(" ")
        if kind == "gap":
            yield Spacer(1, float(options))
            continue
        inner = list(iter(lambda: next(lines), "@end"))
        yield from _framed(look, kind, options, inner, width)


def _framed(look: House, kind: str, options: str, inner: list[str], width: float) -> Iterator[Flowable]:
    """A box, table, set of cards or contents list."""
    if kind == "box":
        yield box(look, options, inner, width)
    elif kind == "cards":
        yield cards(look, inner, width)
    elif kind == "contents":
        yield from contents(look, inner, width)
    else:
        yield from table(look, options, inner, width)
    yield Spacer(1, look.size * 0.8)


def box(look: House, kind: str, inner: list[str], width: float) -> Table:
    """A tinted, framed box around blocks."""
    rule = HexColor("#555555")
    tint = HexColor(TINTS[kind])
    cells = [[[set_line(look, line) for line in inner]]]
    looks = [("BOX", (0, 0), (-1, -1), 0.8, rule), ("BACKGROUND", (0, 0), (-1, -1), tint)]
    return Table(cells, colWidths=[width], style=[*looks, ("LEFTPADDING", (0, 0), (-1, -1), 9)])


def cards(look: House, inner: list[str], width: float) -> Table:
    """Big numbers over their captions, two to a row."""
    made = [_card(look, line) for line in inner]
    rows = [made[at : at + 2] for at in range(0, len(made), 2)]
    grid = [("INNERGRID", (0, 0), (-1, -1), 10, HexColor("#ffffff")), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    tint = ("BACKGROUND", (0, 0), (-1, -1), HexColor("#eef1f4"))
    pads = [("TOPPADDING", (0, 0), (-1, -1), 12), ("BOTTOMPADDING", (0, 0), (-1, -1), 10)]
    return Table(rows, colWidths=[width / 2] * 2, style=[*grid, tint, *pads])


def _card(look: House, line: str) -> list[Paragraph]:
    """One card: `number | caption`."""
    number, _, caption = line.partition(" | ")
    big = style(look, "big")
    big.alignment = TA_CENTER
    return [Paragraph(inline(number, big.fontSize), big), _paragraph(look, caption, "caption")]


def table(look: House, options: str, inner: list[str], width: float) -> Iterator[Flowable]:
    """A caption and a table: `ruled` draws all rules, `plain` none; the first row holds the headings."""
    ruled, _, caption = options.partition(" ")
    rows = [
        [_paragraph(look, cell.strip(), "cell" if at else "head") for cell in line.split("|")]
        for at, line in enumerate(inner)
    ]
    first = width * (0.34 if len(rows[0]) > 3 else 0.44)
    widths = [first, *[(width - first) / (len(rows[0]) - 1)] * (len(rows[0]) - 1)]
    rules = [("GRID", (0, 0), (-1, -1), 0.5, HexColor("#444444"))] if ruled == "ruled" else []
    pads = [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    made = Table(rows, colWidths=widths, style=[*rules, *pads, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    yield _paragraph(look, caption, "strong")
    yield made


def contents(look: House, inner: list[str], width: float) -> Iterator[Paragraph]:
    """A contents list with dot leaders: `title | page`."""
    look_of = style(look, "plain")
    for line in inner:
        title, _, page = line.partition(" | ")
        taken = sum(stringWidth(part, look.plain, look.size) for part in (f"{title} ", f" {page}"))
        dots = (width - taken) / stringWidth(".", look.plain, look.size)
        yield Paragraph(inline(f"{title} {'.' * (int(dots) - 1)} {page}", look.size), look_of)
