"""A first look at all pages of a PDF: what must be known of the whole document before a page can be laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dapipe.read import ocr, running
from dapipe.read.packed import unpacked
from dapipe.read.page import PageContent
from dapipe.read.rows import Segment, segments
from dapipe.read.words import TENTHS, counted_forms


@dataclass(slots=True)
class Survey:
    """What a first look at all pages tells: the document's words, its body size, what repeats at the edges."""

    words: Counter[str] = field(default_factory=Counter)
    sizes: Counter[float] = field(default_factory=Counter)
    edges: Counter[running.Key] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    readable: int = 0
    pictures: int = 0

    @property
    def body(self) -> float:
        """The type size of most letters."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 10.0


def surveyed(pages: Iterable[bytes]) -> Survey:
    """The first look at all pages."""
    survey = Survey()
    for data in pages:
        page = unpacked(data)
        survey.warnings += page_warnings(page)
        survey.pictures += page.needs_ocr
        survey.readable += not page.needs_ocr
        for layer in page.layers:
            survey.words.update(counted_forms(layer.texts))
            for text, size in zip(layer.texts, layer.size, strict=True):
                survey.sizes[size / TENTHS] += len(text)
        running.count(edge_segments(page), page.number, page.height, survey.edges)
    return survey


def page_warnings(page: PageContent) -> Iterator[str]:
    """What a reader should know about a page."""
    if page.needs_ocr:
        yield f"page {page.number} is a picture or has no readable letters. {ocr.advice()}"
    elif not page.layers and not page.picture:
        yield f"page {page.number} holds no text"


def edge_segments(page: PageContent) -> list[Segment]:
    """The segments near the top and bottom of a page."""
    if not page.layers or page.layers[0].angle:
        return []
    return segments(page.layers[0].edge_words(running.EDGE * page.height * 1.2, page.width, page.height))
