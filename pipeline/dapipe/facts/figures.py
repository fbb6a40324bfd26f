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
from dapipe.facts import cells, lists, roles, whose
from dapipe.facts.compared import with_comparators, with_sizes_again
from dapipe.facts.figure import Figure
from dapipe.facts.inherited import with_periods
from dapipe.facts.known_periods import Periods, When, periods
from dapipe.facts.measure import with_measures
from dapipe.facts.owners import utterance_at
from dapipe.facts.source import locate
from dapipe.facts.table_periods import of_cell
from dapipe.facts.when import when
from dapipe.facts.whose import Forces, Owner, forces
from dapipe.mentions import Quantity, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Block, Document
    from dapipe.mentions import Label

LONGEST_LINK = 200
NO_FIGURES = (BlockKind.CONTENTS, BlockKind.CHART)
CONFIDENCE = {
    "named": 0.9,
    "scope": 0.9,
    "subject": 0.9,
    "main": 0.88,
    "speaker": 0.88,
    "heading": 0.88,
    "place": 0.75,
    "last": 0.75,
}
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
    heading_lines: dict[int, Block]
    lead_ins: dict[int, Block]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number means where it stands: the number in its unit, its role, its period, what it measures."""

    item: Quantity
    role: str
    period: When
    measure: str


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
        cells.heading_lines(document),
        lists.lead_ins(document),
    )
    made = list(with_sizes_again(list(figures(setting, listed)), document.text))
    dated = with_periods(document, made, setting.periods, {one.source.start: neighbours(setting, one) for one in made})
    compared = with_comparators(document, dated, setting.forces.main)
    whole = with_measures(document, doc, list(compared))
    return tuple(parts(document.text, list(whole)))


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
    block = setting.document.block(item.start)
    if block and (block.kind in NO_FIGURES or (block.kind is BlockKind.CELL and block.header)):
        return None
    sentence = setting.sentences[place]
    if block and block.kind is BlockKind.CELL:
        found = in_cell(setting, item, block)
    elif entry := lists.listed(setting.document, block, item, setting.lead_ins):
        found = in_list(setting, item, entry)
    else:
        found = in_text(setting, item, sentence, last)
    owner = whose.owner(setting.document, setting.doc, found.item, sentence, found.role, setting.forces)
    return made(setting, found, owner, setting.labels[place].label if setting.labels else "")


def in_cell(setting: Setting, item: Quantity, cell: Block) -> Meaning:
    """What a number in a table cell means."""
    document, caption = setting.document, setting.captions.get(cell.table)
    title = document.text[caption.start : caption.end] if caption else ""
    period = of_cell(document, cell, caption, setting.heading_lines.get(cell.table), setting.periods)
    item = cells.with_unit(document, item, cell, title)
    return Meaning(item, cells.role(cell, title), period, cells.measure(cell, title))


def in_list(setting: Setting, item: Quantity, entry: lists.Listed) -> Meaning:
    """What a bare number in a list means."""
    document = setting.document
    period, role = lists.period_of(document, entry, setting.periods), lists.role(document, entry, setting.periods)
    item = lists.with_unit(document, item, entry)
    return Meaning(item, role, period, measure(document, item) or lists.measure(document, entry))


def in_text(setting: Setting, item: Quantity, sentence: Sentence, last: tuple[Quantity, str] | None) -> Meaning:
    """What a number in running text or on a card means."""
    document, block = setting.document, setting.document.block(item.start)
    lead = setting.lead_ins.get(block.start) if block else None
    above = document.text[lead.start : lead.end] if lead else ""
    role = roles.find(document.text, sentence, item, item.start in setting.origins, last, above)
    if block and role == "value" and cells.is_national(document, block):
        role = "comparator"
    period = when(document, setting.doc, item, sentence, role, setting.periods)
    told = measure(document, item) or (cells.caption_of(document, block, item) if block else "")
    return Meaning(item, role, period, told)


def made(setting: Setting, found: Meaning, owner: Owner, label: str) -> Figure:
    """The record of a figure."""
    document, item, period = setting.document, found.item, found.period
    force = name_of(owner.force) if owner.force else None
    return Figure(
        source=locate(document, setting.doc, item.start, item.end),
        value=printed(item.value, item),
        value_high=None if item.value_high is None else printed(item.value_high, item),
        value_text=document.text[item.start : item.end],
        unit=item.unit,
        per=item.per,
        rate=item.value / item.per if item.per and item.value_high is None else None,
        measure=found.measure,
        force=owner.force,
        force_name=force.name if force else "",
        ons_code=force.ons_code if force else "",
        scope=owner.scope,
        period_start=period.first,
        period_end=period.last,
        period_text=period.words,
        period_basis=period.basis,
        qualifier="exact" if item.qualifier == "within" else item.qualifier,
        change=item.change,
        role=found.role,
        speaker=speaker(setting.doc, item),
        label=label,
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
    """A value as people print it: a third is 33.3, 15p is £0.15."""
    if item.name == "pence":
        return round(value / 100, 4)
    return round(value, 1) if item.form == "fraction" else value


def measure(document: Document, item: Quantity) -> str:
    """What is counted, in the text's words."""
    return document.text[item.noun[0] : item.noun[1]] if item.noun else ""


def speaker(doc: Doc, item: Quantity) -> str:
    """The name of whoever's quoted words hold a number."""
    said = utterance_at(doc, item)
    return said.speaker.name if said and said.speaker else ""


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
