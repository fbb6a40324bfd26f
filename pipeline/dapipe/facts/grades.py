"""Grades: every graded judgement of an inspectorate, from lines of their own, tables, lists and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from dapipe import lexicon
from dapipe.annotate.force_names import forces
from dapipe.annotate.found import found
from dapipe.annotate.main_force import main_force
from dapipe.facts.grade_layout import laid_out
from dapipe.facts.grade_sentences import told
from dapipe.facts.grade_words import Judgement, canonical
from dapipe.facts.source import locate
from dapipe.mentions import ForceMention
from dapipe.record import Fact, column

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document
    from dapipe.mentions import Label

SERIES_YEAR = re.compile(r"\b(20\d\d(?:[/–-]\d\d)?)\b")
COVER_DATE = re.compile(r"(?:published:?\s+)?(?:\d{1,2}\s+)?[a-z]{3,9}\s+(20\d\d)", re.I)
COVER_LINES = 12
CONFIDENCE = {"line": 0.97, "table": 0.95, "list": 0.93, "sentence": 0.85}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade(Fact):
    """One graded judgement on one force or service, one question and one year."""

    table: ClassVar[str] = "grades"

    force: str = column("Slug of the force or service graded", default="", example="cornwall-fire", key=True)
    question: str = column("What is graded, as the source words it", default="", key=True, text=True)
    grade: str = column(
        "The grade",
        choices=("outstanding", "good", "adequate", "requires improvement", "inadequate", "excellent", "fair", "poor"),
    )
    scheme: str = column("Grades of the scheme; empty if unknown", default="", choices=("four", "five", ""))
    year: str = column("Year of the grade: named, else the report's in its title, else its publication", default="")
    previous_grade: str = column("The grade before, where the source names it", default="")
    previous_year: str = column("Its year", default="", example="2018")


def gather(document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[Grade, ...]:
    """The grades of a document in the order of its text: one for each force, question and year."""
    mentions = found(doc, "forces", ForceMention)
    main = main_force(document, [mention for mention in mentions if mention.form != "reference"])
    shown = tuple(laid_out(document, mentions, main))
    sections = {(section_at(document, item), item.force, item.grade) for item in shown}
    also = [
        item
        for item in told(document, doc, main)
        if (section_at(document, item), item.force, item.grade) not in sections
    ]
    judgements = sorted((*shown, *also), key=lambda item: item.start)
    default = document_year(document)
    fifth = lexicon.read("grades")["schemes"]["fifth"]
    five = any(item.grade == fifth and not item.year for item in judgements)
    dated = [replace(item, year=item.year or default) for item in judgements]
    return tuple(made(document, doc, item, five and item.year == default) for item in single(dated))


def section_at(document: Document, item: Judgement) -> tuple[str, ...]:
    """The headings above a judgement: a sentence that says again what the grade line above it shows has the same."""
    block = document.block(item.start)
    return block.section if block else ()


def single(judgements: list[Judgement]) -> Iterator[Judgement]:
    """Judgements without those that say again what another says; the one that tells more stays."""
    kept: dict[tuple[str, str, str], Judgement] = {}
    for item in judgements:
        key = (item.force, canonical(item.question), item.year)
        known = kept.get(key)
        if known is None or (item.previous and not known.previous):
            kept[key] = item
    yield from kept.values()


def document_year(document: Document) -> str:
    """The year in the title or series of a document, else that of its publication; "" without either."""
    for words in (document.title, document.series):
        years = SERIES_YEAR.findall(words)
        if years:
            return str(years[0]).replace("–", "-")
    return document.published[:4] or next(
        (found[1] for text in cover(document) if (found := COVER_DATE.fullmatch(text))), ""
    )


def cover(document: Document) -> Iterator[str]:
    """The first lines of a document."""
    for block in document.blocks[:COVER_LINES]:
        yield document.text[block.start : block.end].strip()


def made(document: Document, doc: Doc, item: Judgement, five: bool) -> Grade:
    """The Grade of one judgement; `five` if the grades of its year are known to be five."""
    return Grade(
        source=locate(document, doc, item.start, item.end),
        force=item.force,
        question=item.question,
        grade=item.grade,
        scheme=scheme(item, five),
        year=item.year,
        previous_grade=item.previous,
        previous_year=item.previous_year,
        confidence=CONFIDENCE[item.rule],
        rule=item.rule,
    )


def scheme(item: Judgement, five: bool) -> str:
    """The scheme: "five" where the fifth grade is used or the year has five grades, else "four"; "" if unknown."""
    if five or item.grade == lexicon.read("grades")["schemes"]["fifth"]:
        return "five"
    if not item.year:
        return ""
    known = forces().get(item.force)
    sort = "fire" if known and known.kind == "fire" else "police"
    return "five" if int(item.year[:4]) >= lexicon.read("grades")["schemes"]["five_from"][sort] else "four"
