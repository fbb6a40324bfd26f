"""Turns a finder, a plain function Doc -> mentions, into a spaCy component; hands mentions on to later finders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from spacy.language import Language

from dapipe.annotate import FINDERS
from dapipe.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document

Finder = Callable[["Doc"], Iterable[Mention]]


def open_doc(doc: Doc, document: Document) -> Doc:
    """The Doc, ready for finders, knowing the document it was made from."""
    doc.user_data |= {"found": {}, "document": document}
    return doc


def finder(name: str) -> Finder:
    """The finder of that name, imported now."""
    module, function = FINDERS[name].split(":")
    return cast(Finder, getattr(import_module(module), function))


def add_finder(nlp: Language, name: str, before: str | None = None) -> None:
    """Put the finder `name` into a Language as the component `dapipe_<name>`."""
    find = finder(name)

    def run(doc: Doc) -> Doc:
        doc.user_data["found"][name] = tuple(find(doc))
        return doc

    Language.component(f"dapipe_{name}", func=run)
    nlp.add_pipe(f"dapipe_{name}", before=before)
