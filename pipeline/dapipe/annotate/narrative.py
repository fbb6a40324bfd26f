"""A Doc with its quoted stretches: what stands inside marks, where sentences and paragraphs end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dapipe.annotate.found import document_of
from dapipe.annotate.marks import Quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Narrative:
    """A Doc with its quoted stretches: tells what stands inside marks, and where sentences and paragraphs end."""

    def __init__(
        self,
        doc: Doc,
        quotes: Sequence[Quoted],
        paragraphs: Sequence[tuple[int, int]],
        sentences: Sequence[tuple[int, int]],
    ) -> None:
        self.doc = doc
        self.text = document_of(doc).text
        self.quotes = quotes
        self.paragraphs = paragraphs
        self.sentences = sentences
        self.quote_starts = [quote.outer_start for quote in quotes]
        self.paragraph_starts = [start for start, _ in paragraphs]
        self.sentence_starts = [start for start, _ in sentences]

    def quoted(self, offset: int) -> Quoted | None:
        """The quoted stretch that holds an offset, marks included."""
        number = bisect_right(self.quote_starts, offset) - 1
        return self.quotes[number] if number >= 0 and offset < self.quotes[number].outer_end else None

    def outside(self, token: Token) -> bool:
        """True if a token is not inside marks."""
        return self.quoted(token.idx) is None

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds an offset."""
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def quotes_in(self, number: int) -> Sequence[Quoted]:
        """The quoted stretches that begin in a paragraph."""
        borders = [0, *self.paragraph_starts[1:], len(self.text)]
        first, last = (
            bisect_left(self.quotes, border, key=lambda quote: quote.start) for border in borders[number : number + 2]
        )
        return self.quotes[first:last]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, offset) - 1)]


def chosen(doc: Doc, attribute: str, values: tuple[str, ...]) -> Iterator[Token]:
    """The tokens whose attribute (LOWER, DEP) has one of the values."""
    wanted = frozenset(doc.vocab.strings[value] for value in values)
    return (doc[place] for place, value in enumerate(doc.to_array(attribute).tolist()) if value in wanted)


def quote_before(narrative: Narrative, offset: int) -> Quoted | None:
    """The quote that ends right before an offset; a comma may stand after its marks."""
    place = offset - 1
    while place >= 0 and narrative.text[place] in " \u00a0":
        place -= 1
    if place > 0 and narrative.text[place] == "," and narrative.quoted(place) is None:
        place -= 1
    return narrative.quoted(place) if place >= 0 else None
