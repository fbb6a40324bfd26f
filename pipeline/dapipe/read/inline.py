"""The text of inline content of a web page, without the marks of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dapipe.document import Stretch
from dapipe.read.markup import Element, Piece, squeezed

NOTE_MARK, METRES = re.compile(r"\d{1,3}|[*†‡]"), re.compile(r"\b[kc]?m$")


def stretches(inner: list[Element | Piece]) -> Iterator[list[Element | Piece]]:
    """Inline content, parted at two line breaks; a lone element around all of it is looked into."""
    filled = [part for part in inner if isinstance(part, Element) or part.text.strip()]
    if len(filled) == 1 and isinstance(filled[0], Element) and filled[0].tag in ("font", "span"):
        inner = filled[0].inner
    breaks, stretch = 0, list[Element | Piece]()
    for part in inner:
        blank = isinstance(part, Piece) and not part.text.strip()
        breaks = breaks if blank else breaks + 1 if isinstance(part, Element) and part.tag == "br" else 0
        if breaks == 2:
            yield stretch
            stretch = []
        stretch.append(part)
    yield stretch


def spelled(line: Element) -> tuple[str, tuple[Stretch, ...], tuple[tuple[str, int], ...]]:
    """The text of inline content, its way back to the source, and the marks of notes that were taken out of it."""
    pieces: list[Piece] = []
    marks: list[tuple[str, int]] = []
    waiting: list[Element | Piece] = [line]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Piece):
            pieces.append(item)
        elif item.tag == "br":
            pieces.append(Piece(" ", -1))
        elif item.tag == "q":
            waiting += [Piece("”", -1), *reversed(item.inner), Piece("“", -1)]
        elif note := note_of(item, pieces):
            marks.append((note, len(pieces)))
        elif not leads_back(item):
            waiting += reversed(item.inner)
    text, origin = squeezed(iter(pieces))
    return text, origin, tuple((note, len(squeezed(iter(pieces[:at]))[0])) for note, at in marks)


def note_of(element: Element, before: list[Piece]) -> str:
    """The id or number of the note that an element marks; "" if it marks none. A raised 2 or 3 after m is a power."""
    number = element.text.strip("[]() ")
    if element.tag not in ("sup", "a") or not NOTE_MARK.fullmatch(number):
        return ""
    link = next((inner.attributes.get("href", "") for inner in element.walk() if inner.tag == "a"), "")
    if link.startswith("#"):
        return link[1:]
    power = bool(before) and METRES.search(before[-1].text)
    return number if element.tag == "sup" and not power else ""


def leads_back(element: Element) -> bool:
    """True for a link from a note back to its mark, or to the top of the page."""
    if element.tag != "a" or not element.attributes.get("href", "").startswith("#"):
        return False
    text = element.text.lower()
    return not any(letter.isalnum() for letter in text) or text.startswith(("back to", "return to", "jump"))


def cited(root: Element) -> frozenset[str]:
    """The ids to which the marks of notes in an element lead: those of its notes."""
    links = (
        element.attributes.get("href", "") for element in root.walk() if element.tag == "a" and note_of(element, [])
    )
    return frozenset(link[1:] for link in links)
