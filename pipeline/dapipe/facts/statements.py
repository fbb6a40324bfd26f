"""Statements: every sentence, list item and table row with its label and whose word it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from dapipe.annotate.found import found
from dapipe.document import BlockKind
from dapipe.facts.source import locate
from dapipe.mentions import Sentence
from dapipe.record import Fact, column

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document
    from dapipe.mentions import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """One labelled statement."""

    table: ClassVar[str] = "statements"

    label: str = column("What it is", choices=("finding", "response", "recommendation", "other"))
    by: str = column("Who says so: HMIC, a named speaker, a force", default="", example="HMIC", text=True)
    force: str = column("Slug of the force it is about", default="")
    rules: str = column("The plain rules' label, kept beside the model's", default="")
    needs_review: bool = column("Whether a person should look at it", default=False)


def gather(document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[Statement, ...]:
    """One statement for each sentence that the finder `sentences` gave, with its label; words of charts are none."""
    sentences = found(doc, "sentences", Sentence)
    return tuple(
        Statement(
            source=locate(document, doc, sentence.start, sentence.end),
            label=label.label,
            by=label.source,
            force=label.force,
            rules=label.rules,
            needs_review=label.needs_review,
            confidence=label.confidence,
            rule="model",
        )
        for sentence, label in zip(sentences, labels, strict=True)
        if document.blocks[sentence.block].kind is not BlockKind.CHART
    )
