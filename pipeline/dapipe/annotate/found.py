"""What has been found in a Doc so far, and the document it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from dapipe.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document

Kind = TypeVar("Kind", bound=Mention)


def document_of(doc: Doc) -> Document:
    """The document that a Doc was made from."""
    return cast("Document", doc.user_data["document"])


def found(doc: Doc, name: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """What the finder `name` has found in a Doc, as mentions of `kind`; () if it has not run."""
    return cast("tuple[Kind, ...]", doc.user_data["found"].get(name, ()))
