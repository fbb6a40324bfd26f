"""A web page as a light tree in which every piece of text knows its offset in the decoded source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from dapipe.document import Stretch
from dapipe.errors import too_large
from dapipe.read.draft import INVISIBLE

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 6}
# A start of the first closes an open one of the second, if no element of the third stands between.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
# Tags that never close, for each of which the parser would search the whole rest of the page.
STRAY, MOST_STRAY = re.compile(r"<(?![!/?])(?=[^<>]*(?:<|\Z))"), 1_000
PART = re.compile(rf"\s+|[{INVISIBLE}]+|[^\s{INVISIBLE}]+")


@dataclass(slots=True)
class Piece:
    """A run of text: what it says, and where it stands in the source. An entity is one character over several."""

    text: str
    source: int
    plain: bool = True


@dataclass(slots=True)
class Element:
    """An element with its attributes and what it holds, in order. `central` is true if it holds most of the text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inner: list[Element | Piece] = field(default_factory=list)
    central: bool = False

    @property
    def names(self) -> str:
        """The words of its id, class and role."""
        return " ".join(self.attributes.get(key, "") for key in ("id", "class", "role")).lower()

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.inner) if isinstance(child, Element)]

    def pieces(self) -> Iterator[Piece]:
        """All text in it, in the order of the page; a line break is a blank."""
        waiting: list[Element | Piece] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Piece):
                yield item
            elif item.tag == "br":
                yield Piece(" ", -1)
            else:
                waiting += reversed(item.inner)

    @property
    def text(self) -> str:
        """Its words, blanks squeezed."""
        return " ".join("".join(piece.text for piece in self.pieces()).split())


class Builder(HTMLParser):
    """Makes the tree. Raises TooLarge for a page nested too deep."""

    def __init__(self, source: str, deepest: int) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.deepest = deepest
        self.lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self.root = Element("document")
        self.open = [self.root]

    def place(self) -> int:
        """The offset in the source of what is being handled."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, closing what can't hold it."""
        if tag in BLOCKS:
            self.shut({"p"}, frozenset({"table", "blockquote"}) if tag != "p" else frozenset({"table"}))
        if tag in CLOSES:
            self.shut(*CLOSES[tag])
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].inner.append(element)
        if tag not in VOID:
            if len(self.open) > self.deepest:
                raise too_large(f"elements are nested more than {self.deepest} deep", "nesting")
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those that were left open in it."""
        for number in range(len(self.open) - 1, 0, -1):
            if self.open[number].tag == tag:
                del self.open[number:]
                return

    def shut(self, tags: frozenset[str] | set[str], borders: frozenset[str]) -> None:
        """Close the innermost open element of some kinds, unless another kind stands between."""
        for number in range(len(self.open) - 1, 0, -1):
            if self.open[number].tag in borders:
                return
            if self.open[number].tag in tags:
                del self.open[number:]
                return

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.open[-1].inner.append(Piece(data, self.place()))

    def handle_entityref(self, name: str) -> None:
        """Keep a named character."""
        self.open[-1].inner.append(Piece(unescape(f"&{name};"), self.place(), plain=False))

    def handle_charref(self, name: str) -> None:
        """Keep a numbered character."""
        self.open[-1].inner.append(Piece(unescape(f"&#{name};"), self.place(), plain=False))


def tree(source: str, deepest: int) -> Element:
    """The tree of a page. Raises TooLarge where elements are nested more than `deepest` deep."""
    if len(STRAY.findall(source)) > MOST_STRAY:
        source = STRAY.sub(" ", source)
    builder = Builder(source, deepest)
    builder.feed(source)
    builder.close()
    return builder.root


def squeezed(pieces: Iterator[Piece]) -> tuple[str, tuple[Stretch, ...]]:
    """The text of pieces with runs of white space as one blank, and the stretches that lead back to the source."""
    text = ""
    origin: list[Stretch] = []
    blank = False
    for piece in pieces:
        for match in PART.finditer(piece.text):
            if match.group()[0] in INVISIBLE:
                continue
            if match.group().isspace():
                blank = bool(text)
                continue
            text += " " if blank else ""
            blank = False
            if piece.source >= 0:
                at = piece.source + (match.start() if piece.plain else 0)
                origin.append(Stretch(len(text), len(text) + len(match.group()), at))
            text += match.group()
    return text, tuple(origin)
