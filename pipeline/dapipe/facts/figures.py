"""Figures: every number that measures or counts, with all that it needs to be printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dapipe.annotate import force_names
from dapipe.annotate.force_names import Force
from dapipe.annotate.found import found
from dapipe.annotate.patterns import pattern
from dapipe.document import BlockKind
from dapipe.facts import cells, roles, whose
from dapipe.facts.figure import Figure
from dapipe.facts.inherited import with_periods
from dapipe.facts.known_periods import Periods, periods
from dapipe.facts.source import locate
from dapipe.facts.table_periods import of_cell
from dapipe.facts.when import when
from dapipe.facts.whose import Forces, forces
from dapipe.mentions import Quantity, Sentence, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Block, Document
    from dapipe.mentions import Label

LONGEST_LINK = 200
CONFIDENCE = {"named": 0.9, "scope": 0.9, "main": 0.88, "speaker": 0.88, "heading": 0.88, "last": 0.75, "place": 0.75}
LEAST = 0.6
INHERITED = 0.1


@dataclass(frozen=True, slots=True)
class Setting:
    """What all figures of a document share."""

    document: Document
    doc: Doc
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    labels: tuple[Label, ...]
    forces: Forces
    periods: Periods
    origins: frozenset[int]
    captions: dict[int, Block]


def gather(document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[Figure, ...]:
    """The figures of a document, in the order of the text. `labels` may be ()."""
    listed = found(doc, "numbers", Quantity)
    sentences = found(doc, "sentences", Sentence)
    setting = Setting(
        document,
        doc,
        sentences,
        tuple(sentence.start for sentence in sentences),
        labels,
        forces(document, doc),
        periods(doc),
        frozenset(item.origin for item in listed if item.origin >= 0),
        cells.captions(document),
    )
    made = list(figures(setting, listed))
    dated = with_periods(document, made, setting.periods, {one.source.start: neighbours(setting, one) for one in made})
    return tuple(parts(document.text, dated))


def figures(setting: Setting, listed: tuple[Quantity, ...]) -> Iterator[Figure]:
    """The figures of all numbers that are figures in a report."""
    last: tuple[Quantity, str] | None = None
    for item in listed:
        if last and "\n" in setting.document.text[last[0].end : item.start]:
            last = None
        made = figure(setting, item, last)
        if made:
            last = item, made.role
            yield made


def figure(setting: Setting, item: Quantity, last: tuple[Quantity, str] | None) -> Figure | None:
    """The figure of one number, `last` being the one before with its role; None if it is no figure in a report."""
    place = bisect_right(setting.starts, item.start) - 1
    if item.outside or place < 0 or item.start >= setting.sentences[place].end:
        return None
    document, sentence = setting.document, setting.sentences[place]
    block = document.block(item.start)
    cell = block if block and block.kind is BlockKind.CELL else None
    if (cell and cell.header) or (block and block.kind is BlockKind.CONTENTS):
        return None
    caption = setting.captions.get(cell.table) if cell else None
    title = document.text[caption.start : caption.end] if caption else ""
    item = cells.with_unit(item, cell, title) if cell else item
    role = cells.role(cell) if cell else roles.find(document.text, sentence, item, item.start in setting.origins, last)
    if block and role == "value" and cells.is_national(document, block):
        role = "comparator"
    owner = whose.owner(document, setting.doc, item, sentence, role, setting.forces)
    if cell:
        period = of_cell(document, cell, caption, setting.periods)
    else:
        period = when(document, setting.doc, item, sentence, role, setting.periods)
    return Figure(
        source=locate(document, setting.doc, item.start, item.end),
        value=printed(item.value, item),
        value_high=None if item.value_high is None else printed(item.value_high, item),
        value_text=document.text[item.start : item.end],
        unit=item.unit,
        per=item.per,
        rate=item.value / item.per if item.per and item.value_high is None else None,
        measure=cells.measure(cell, title) if cell else measure(document, item),
        force=owner.force,
        force_name=name_of(owner.force).name if owner.force else "",
        ons_code=name_of(owner.force).ons_code if owner.force else "",
        scope=owner.scope,
        period_start=period.first,
        period_end=period.last,
        period_text=period.words,
        period_basis=period.basis,
        qualifier="exact" if item.qualifier == "within" else item.qualifier,
        change=item.change,
        role=role,
        speaker=speaker(setting.doc, item),
        label=setting.labels[place].label if setting.labels else "",
        confidence=confidence(owner.rule, period.basis),
        rule=f"{item.form}, force {owner.rule}" if owner.rule else item.form,
    )


def name_of(force: str) -> Force:
    """Name and code of a force."""
    return force_names.forces().get(force) or Force(id=force, name=force, kind="", nation="")


def neighbours(setting: Setting, figure: Figure) -> tuple[Sentence, Sentence | None]:
    """The sentence of a figure and the one before it, in the same block or cut by a page."""
    place = bisect_right(setting.starts, figure.source.start) - 1
    sentence, before = setting.sentences[place], setting.sentences[place - 1] if place else None
    near = before and (before.block == sentence.block or setting.document.text[before.start : before.end].endswith(","))
    return sentence, before if near else None


def printed(value: float, item: Quantity) -> float:
    """A value as people print it: a third is 33.3."""
    return round(value, 1) if item.form == "fraction" else value


def measure(document: Document, item: Quantity) -> str:
    """What is counted, in the text's words."""
    return document.text[item.noun[0] : item.noun[1]] if item.noun else ""


def speaker(doc: Doc, item: Quantity) -> str:
    """The name of whoever's quoted words hold a number."""
    for utterance in found(doc, "quotes", Utterance):
        if utterance.start <= item.start < utterance.end:
            return utterance.speaker.name if utterance.speaker else ""
    return ""


def confidence(owner: str, basis: str) -> float:
    """How often figures made so have unit, denominator, period and force right; measured on annotated documents."""
    return round(CONFIDENCE.get(owner, LEAST) - (INHERITED if basis == "inherited" else 0.0), 2)


def parts(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """The figures with the id of the whole that each is a part of: "of the 60, 34 were …", "of these, 12"."""
    for place, part in enumerate(figures):
        whole = figures[place - 1] if place else None
        yield replace(part, part_of=whole.id) if whole and is_part(text, whole, part) else part


def is_part(text: str, whole: Figure, part: Figure) -> bool:
    """True if the text says that one figure is a part of the figure before it."""
    if whole.unit != "count" or part.unit not in ("count", "percent"):
        return False
    before, between = text[: whole.source.start][-20:], text[whole.source.end : part.source.start]
    smaller = part.unit == "percent" or part.value <= whole.value
    same = pattern("parts", "of_the").search(before) and not re.search(r"[.!?]\s", between)
    after = pattern("parts", "theirs").match(text, part.source.end)
    return (
        smaller and bool(same or after or pattern("parts", "of_these").search(between)) and len(between) < LONGEST_LINK
    )
