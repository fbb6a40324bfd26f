"""The source of a fact: page, words, sentence, section and boxes of a stretch of the document's text."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import PurePath
from typing import TYPE_CHECKING

from dapipe.annotate.found import found
from dapipe.mentions import Sentence
from dapipe.record import Source

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document


def locate(document: Document, doc: Doc, start: int, end: int) -> Source:
    """The Source of text[start:end]: its sentence is the statement unit that holds its first character."""
    place = document.place(start, end)
    block = document.block(start)
    return Source(
        doc=document.id,
        document=document.title or PurePath(document.path).name,
        page=place.page,
        start=start,
        end=end,
        words=document.text[start:end],
        sentence=sentence_at(document, doc, start),
        section=" > ".join(block.section) if block else "",
        box=";".join(f"{b.x0:.1f},{b.top:.1f},{b.x1:.1f},{b.bottom:.1f}" for b in place.boxes),
        page_label=place.label,
        ocr=place.ocr,
    )


def sentence_at(document: Document, doc: Doc, offset: int) -> str:
    """The words of the statement unit at an offset; "" between units."""
    sentences = found(doc, "sentences", Sentence)
    number = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    if number < 0 or sentences[number].end <= offset:
        return ""
    return document.text[sentences[number].start : sentences[number].end]
