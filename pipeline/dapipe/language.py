"""The spaCy Language, built once a process from the finders; a Doc never leaves its process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import spacy

from dapipe.annotate import FINDERS
from dapipe.annotate.component import add_finder, open_doc
from dapipe.annotate.entities import recognise
from dapipe.annotate.vectors import embed

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dapipe.document import Document

UNUSED = ["attribute_ruler", "lemmatizer"]


@cache
def language(model: str) -> Language:
    """The Language with tagger, parser, entities and all finders, from an installed spaCy model."""
    nlp = spacy.load(model, exclude=UNUSED)
    nlp.max_length = 50_000_000
    bound_vectors(nlp)
    bound_entities(nlp)
    add_finder(nlp, "sentences", before="parser")
    for name in list(FINDERS)[1:]:
        add_finder(nlp, name)
    return nlp


def bound_vectors(nlp: Language) -> None:
    """Let the network that makes word vectors see a long document in stretches."""
    network = nlp.get_pipe("tok2vec")
    nlp.component("dapipe_vectors", func=lambda doc: embed(doc, network.predict))  # type: ignore[attr-defined]
    nlp.add_pipe("dapipe_vectors", after="tok2vec")
    nlp.remove_pipe("tok2vec")


def bound_entities(nlp: Language) -> None:
    """Let the entity recogniser see only the sentences that may name a person."""
    recogniser = nlp.get_pipe("ner")
    nlp.component("dapipe_entities", func=lambda doc: recognise(doc, recogniser.pipe))  # type: ignore[attr-defined]
    nlp.add_pipe("dapipe_entities", after="ner")
    nlp.remove_pipe("ner")


def annotate(document: Document, nlp: Language) -> Doc:
    """The Doc over exactly the document's text, with everything the finders found in it."""
    return nlp(open_doc(nlp.make_doc(document.text), document))
