"""Quotes: who said what, in which office, for which force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from dapipe.record import Fact, column

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document
    from dapipe.mentions import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Fact):
    """One utterance. A quote over several paragraphs is one; one split by its tag is one, too."""

    table: ClassVar[str] = "quotes"

    kind: str = column("How it is reported", choices=("direct", "indirect", "mixed"), key=True)
    speaker: str = column("Full name, without rank or title", default="", example="Russ Foster", text=True)
    speaker_words: str = column("The speaker as written here", default="", example="Mr Foster", text=True)
    role: str = column("Office or rank", default="", example="Assistant Chief Constable", text=True)
    organisation: str = column("Organisation", default="", example="Northamptonshire Police", text=True)
    force: str = column("Slug of the force the speaker serves or oversees", default="")
    cue: str = column("The word of saying", default="", example="said", text=True)
    label: str = column("Label of its first statement", default="")


def gather(document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[Quote, ...]:
    """The quotes of a document, in the order of the text."""
    return ()
