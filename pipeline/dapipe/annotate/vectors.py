"""Word vectors of long documents, stretch by stretch: arrays over a whole report take twice as long for each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

Network = Callable[[Iterable["Doc"]], Sequence["NDArray[np.float32]"]]
# Arrays over so many words stay in the processor's caches.
STRETCH = 4000
# A network that looks four words to each side gives the same vectors, to the last bit.
REACH = 32


def embed(doc: Doc, network: Network) -> Doc:
    """The Doc with its words' vectors, as spaCy's network makes them."""
    doc.tensor = np.concatenate([vectors(doc, start, network) for start in range(0, max(len(doc), 1), STRETCH)])
    return doc


def vectors(doc: Doc, start: int, network: Network) -> NDArray[np.float32]:
    """The vectors of one stretch, made with the words around it."""
    if len(doc) <= STRETCH:
        return network([doc])[0]
    first = max(0, start - REACH)
    around = cut(doc, first, start + STRETCH + REACH)
    return network([around])[0][start - first :][:STRETCH]


def cut(doc: Doc, first: int, last: int) -> Doc:
    """A Doc of the words of doc[first:last] with their norms: all that the network knows a word by."""
    kind, span = type(doc), doc[first:last]
    words, spaces = [token.text for token in span], [bool(token.whitespace_) for token in span]
    norms = np.array([[token.norm] for token in span], dtype="uint64")
    return kind(doc.vocab, words=words, spaces=spaces).from_array(["NORM"], norms)  # type: ignore[arg-type]
