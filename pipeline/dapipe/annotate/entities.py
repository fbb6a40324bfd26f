"""Named entities only where a person can be named: a third of the time of the whole pipeline is saved by it.

spaCy's recogniser has a network of its own and costs more than parser and tagger together. Over single words it finds
hardly any people, but takes places and abbreviations for them; so it gets the sentences with a name of two words, and
those in which one word is quoted or does something, as victims often appear under a first name alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAMES = ("NNP", "NNPS")
MARKS = re.compile('["“”‘]')


def recognise(doc: Doc, recogniser: Callable[[Iterable[Doc]], Iterable[Doc]]) -> Doc:
    """The Doc with the entities of the sentences that may name a person, as spaCy's recogniser finds them."""
    chosen = list(promising(doc))
    found = []
    for sentence, part in zip(chosen, recogniser([alone(sentence) for sentence in chosen]), strict=True):
        places = ((sentence.start_char + entity.start_char, entity) for entity in part.ents)
        found += [doc.char_span(start, start + len(entity.text), label=entity.label_) for start, entity in places]
    doc.set_ents([span for span in found if span is not None])
    return doc


def alone(sentence: Span) -> Doc:
    """A Doc of the sentence's words. Span.as_doc would copy the attributes of the whole document first."""
    kind = type(sentence.doc)
    words, spaces = [token.text for token in sentence], [bool(token.whitespace_) for token in sentence]
    return kind(sentence.vocab, words=words, spaces=spaces)


def promising(doc: Doc) -> Iterator[Span]:
    """The sentences with two proper nouns side by side, or with one that is quoted or does something."""
    for sentence in doc.sents:
        names = [token for token in sentence if token.tag_ in NAMES]
        beside = any(second.i - first.i == 1 for first, second in pairwise(names))
        if beside or (names and MARKS.search(sentence.text)) or any(acts(token) for token in names):
            yield sentence


def acts(token: Token) -> bool:
    """True for a proper noun in small letters that is a subject."""
    return token.dep_ in ("nsubj", "nsubjpass") and token.text[1:].islower()
