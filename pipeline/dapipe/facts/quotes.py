"""Quotes: who said what, in which office, for which force."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from dapipe.annotate.found import found
from dapipe.facts.source import locate
from dapipe.mentions import Person, Sentence, Utterance
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
    """The quotes of a document, in the order of the text. One that its tag has split runs from first to last part."""
    groups = groupby(found(doc, "quotes", Utterance), key=lambda item: item.group)
    return tuple(quote_of(document, doc, labels, list(parts)) for _, parts in groups)


def quote_of(document: Document, doc: Doc, labels: tuple[Label, ...], parts: list[Utterance]) -> Quote:
    """One quote from the parts of one utterance."""
    first, text = parts[0], document.text
    speaker = first.speaker or Person(name="")
    return Quote(
        source=locate(document, doc, first.start, parts[-1].end),
        kind=first.kind,
        speaker=speaker.name,
        speaker_words=words_at(text, first.mention),
        role=speaker.role,
        organisation=speaker.organisation,
        force=speaker.force,
        cue=words_at(text, first.cue),
        label=label_at(doc, labels, first.start),
        confidence=min(part.confidence for part in parts),
        rule=first.rule,
    )


def words_at(text: str, span: tuple[int, int] | tuple[()]) -> str:
    """The words of a span; "" for none."""
    return text[span[0] : span[1]] if span else ""


def label_at(doc: Doc, labels: tuple[Label, ...], offset: int) -> str:
    """The label of the statement that holds an offset; "" if there is none."""
    sentences = found(doc, "sentences", Sentence)
    number = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    return labels[number].label if 0 <= number < len(labels) else ""
