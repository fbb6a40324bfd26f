"""What a web page holds beside its text, told by tags, names and links; and the typed boxes in its text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dapipe import lexicon
from dapipe.read.markup import HEADINGS, Element
from dapipe.read.shapes import label_line


def is_chrome(element: Element) -> bool:
    """True for an element that holds none of what the page says."""
    if element.central:
        return False
    if element.tag in lexicon.words("web", "skipped") or element.attributes.get("aria-hidden") == "true":
        return True
    if is_hidden(element):
        return True
    if element.tag in lexicon.words("web", "outer"):
        return not any(inner.tag == "h1" for inner in element.walk())
    if element.tag in ("body", "html", "main", "article") or element.tag in HEADINGS:
        return False
    named = any_word("chrome").search(element.names) or any_word("replies").search(element.names)
    return bool(named) and not box_of(element)


def is_hidden(element: Element) -> bool:
    """True for an element that no reader sees, however often they click."""
    hidden = "hidden" in element.attributes or "display:none" in element.attributes.get("style", "").replace(" ", "")
    return hidden and not any_word("unfolded").search(element.names)


def box_of(element: Element) -> str:
    """The typed box that an element is by its names, or by the label that begins it; "" for none."""
    boxes: dict[str, Any] = lexicon.read("web").get("boxes", {})
    for name, words in boxes.items():
        if any(whole_word(word).search(element.attributes.get("class", "").lower()) for word in words):
            return name
    if element.tag in ("div", "section", "blockquote", "li", "td"):
        first = next(
            (
                inner
                for inner in element.walk()
                if inner is not element and (inner.tag in HEADINGS or inner.tag in ("p", "strong"))
            ),
            None,
        )
        label = label_line(first.text) if first is not None and len(first.text) < 60 else None
        return label[0] if label and alone(element) else ""
    return ""


def alone(element: Element) -> bool:
    """True if an element holds one heading that is a label, so that it is that box and no more."""
    heads = [inner for inner in element.walk() if inner.tag in HEADINGS]
    return len([head for head in heads if label_line(head.text)]) <= 1 and len(heads) <= 3


def is_link_list(element: Element) -> bool:
    """True for a list whose items are links and nothing else: it leads to other pages."""
    if element.tag not in ("ul", "ol"):
        return False
    items = [inner for inner in element.inner if isinstance(inner, Element) and inner.tag == "li"]
    return bool(items) and all(is_link(item) for item in items)


def is_link(item: Element) -> bool:
    """True for an item that is one link, and no sentence."""
    links = [inner for inner in item.walk() if inner.tag == "a" and "href" in inner.attributes]
    return len(links) == 1 and links[0].text == item.text and not item.text.endswith((".", "”", '"'))


@cache
def whole_word(name: str) -> re.Pattern[str]:
    """A pattern for a name between blanks, dashes and underscores."""
    return re.compile(rf"(?:^|[\s_-])(?:{name})(?=$|[\s_-])")


@cache
def any_word(key: str) -> re.Pattern[str]:
    """A pattern for the names of one list of the lexicon; each must be a whole id, class or role."""
    return re.compile(rf"(?:^|\s)(?:[\w-]*[-_])?(?:{'|'.join(lexicon.words('web', key))})(?:[-_][\w-]*)?(?=$|\s)")
