"""Where a web page keeps its text: the element that holds it, and what is central whatever its names say."""

from __future__ import annotations

from dapipe import lexicon
from dapipe.read.chrome import any_word, is_chrome, whole_word
from dapipe.read.markup import Element

LEAST_SHARE, LEAST_TEXT, LEAST_PROSE = 0.35, 200, 60
# Title and text may have so many times the text's prose around them.
MOST_BESIDE = 1.3


def content_root(page: Element) -> Element:
    """The element that holds the page's text: the best known place with enough of it, else the body.

    What holds most of its prose is marked as central, and so is what holds most of the body's.
    """
    body = next((element for element in page.walk() if element.tag == "body"), page)
    mark_central(body)
    total = text_length(body)
    for name in lexicon.words("web", "roots"):
        pattern = whole_word(name)
        fitting = [
            e
            for e in body.walk()
            if (e.tag == name or pattern.search(e.names)) and e.tag != "body" and not is_chrome(e)
        ]
        best = max(fitting, key=text_length, default=None)
        if best is not None and text_length(best) > max(LEAST_TEXT, LEAST_SHARE * total):
            best = with_title(body, best)
            mark_central(best)
            return best
    return body


def with_title(body: Element, root: Element) -> Element:
    """The smallest element around the text and the page's one title, if it holds hardly any other prose; else the root.

    Between the two stand who wrote it, and when.
    """
    titles = [element for element in body.walk() if element.tag == "h1" and not is_chrome(element)]
    if len(titles) != 1 or holds(root, titles[0]):
        return root
    around = body
    while inner := next((p for p in parts(around) if holds(p, titles[0]) and holds(p, root)), None):
        around = inner
    return around if prose_length(around) <= MOST_BESIDE * prose_length(root) else root


def parts(element: Element) -> list[Element]:
    """The elements right inside one."""
    return [inner for inner in element.inner if isinstance(inner, Element)]


def holds(outer: Element, inner: Element) -> bool:
    """True if an element is another one or stands around it."""
    return any(element is inner for element in outer.walk())


def mark_central(element: Element) -> None:
    """Mark the elements that hold most of an element's prose, one in the other: they are no chrome whatever their names
    say. An article may stand in an element called "subscription", but not among the comments of readers."""
    total = prose_length(element)
    held: Element | None = element
    while total and held is not None:
        held.central = True
        inner = [part for part in held.inner if isinstance(part, Element) and 2 * prose_length(part) > total]
        held = next((part for part in inner if not any_word("replies").search(part.names)), None)


def text_length(element: Element) -> int:
    """The number of characters in paragraphs and items below an element."""
    return sum(len(inner.text) for inner in element.walk() if inner.tag in ("p", "li", "td", "blockquote"))


def prose_length(element: Element) -> int:
    """The number of characters in long paragraphs below an element."""
    return sum(length for inner in element.walk() if inner.tag == "p" and (length := len(inner.text)) > LEAST_PROSE)
