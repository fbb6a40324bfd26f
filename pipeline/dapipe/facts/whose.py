"""Whose a figure is: the force measured, or a wider scope for national figures and those of other bodies.

RULES are asked in turn; the first that gives an Owner decides. Without one the figure has no force.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import Spot, spots
from dapipe.annotate.patterns import pattern
from dapipe.document import BlockKind, Document
from dapipe.facts import cells, no_force
from dapipe.facts.owners import Case, Forces, Owner, case_of, forces
from dapipe.mentions import ForceMention, Quantity, Sentence, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Forces", "Owner", "forces", "owner"]

PLACE_REACH = 160
AFTER_NUMBER = 12
HEADING = 12
FOCUS = 500
BESIDE = 60


def owner(document: Document, doc: Doc, item: Quantity, sentence: Sentence, role: str, known: Forces) -> Owner:
    """Whose a number is."""
    case = case_of(document, doc, item, sentence, role, known)
    return next((found for rule in RULES if (found := rule(case))), Owner())


def of_cell(case: Case) -> Owner | None:
    """Of a number in a table: the force that its headings name, none for England and Wales, else the main force."""
    block = case.block
    if block is None or block.kind is not BlockKind.CELL:
        return None
    headings = (*block.column_headings, *block.row_headings)
    for heading in headings:
        named = next((spot for spot in spots(heading) if spot.form in ("name", "area")), None)
        if named:
            return Owner(case.forces.of_place(named), "", "heading")
    if pattern("cells", "national").search(" | ".join(headings)):
        return Owner("", "national", "heading")
    return Owner(case.forces.main, "", "main")


def of_card(case: Case) -> Owner | None:
    """Of a number card about the whole country: no force."""
    national = case.block is not None and cells.is_national(case.document, case.block)
    return Owner("", "national", "heading") if national else None


def own_words(case: Case) -> Owner | None:
    """The force of a speaker who tells of it: "we have recruited 54"."""
    speaker = case.utterance.speaker if case.utterance else None
    if speaker is None or speaker.kind is not SpeakerKind.FORCE or not speaker.force:
        return None
    own = pattern("whose", "first_person").search(case.text, case.sentence.start, case.sentence.end)
    return Owner(speaker.force, "", "speaker") if own else None


def named(case: Case) -> Owner | None:
    """The force or place named last before a number in its sentence, else first after it."""
    inside = mentions_inside(case)
    before = [mention for mention in inside if mention.start <= case.item.start]
    if len(before) > 1 and pattern("whose", "joined").fullmatch(case.text, before[-2].end, before[-1].start):
        ids = {mention.id for mention in before[-2:]}
        return Owner(case.forces.main if case.forces.main in ids else before[-1].id, "", "named")
    place = placed(case)
    if place and (not before or place.start > before[-1].start or before[-1].form == "reference"):
        return Owner(case.forces.of_place(place), "", "place")
    found = before[-1] if before else next(iter(inside), None)
    return Owner(found.id, "", "named") if found else None


def mentions_inside(case: Case) -> list[ForceMention]:
    """The forces of a sentence that its number may be of: none beyond a quotation, none that only stand aside."""
    known, text = case.forces, case.text
    inside = [m for m in known.between(case.sentence.start, case.sentence.end) if reaches(text, case.item, m)]
    if known.main and case.role != "comparator":
        return [mention for mention in inside if mention.id == known.main or not aside(text, mention)]
    return inside


def aside(text: str, mention: ForceMention) -> bool:
    """True for a force that only stands beside another: "it shares a unit with Dorset"."""
    return bool(pattern("whose", "aside").search(text, max(0, mention.start - BESIDE), mention.start))


def reaches(text: str, item: Quantity, mention: ForceMention) -> bool:
    """False for a force after a number whose quotation ends between them: "…," said X, who was with Gwent."""
    return mention.start <= item.start or not re.search(
        r"[”\"’']\s*,?\s*(?:said|added|told|who|according)?\b", text[item.end : mention.start]
    )


def placed(case: Case) -> Spot | None:
    """The place of another force that a number is given for: "in Sussex nearly one in five", "Dorset: £159 a head"."""
    text, item = case.text, case.item
    for spot in case.forces.places_between(case.sentence.start, case.sentence.end):
        near = case.sentence.start <= spot.start < item.start and item.start - spot.end < PLACE_REACH
        if follows_number(text, spot, item):
            return spot
        if near and (opens_clause(text, spot) or heads_number(text, spot, item)):
            return spot
    return None


def follows_number(text: str, spot: Spot, item: Quantity) -> bool:
    """True for a place right after a number: "17 percent in West Yorkshire"."""
    near = item.end <= spot.start < item.end + AFTER_NUMBER
    return near and text[item.end : spot.start] in (" in ", " for ", " at ")


def opens_clause(text: str, spot: Spot) -> bool:
    """True for "in Sussex …" at the head of a clause and "Sussex: …" at the head of a line."""
    heads_line = (
        not text[text.rfind("\n", 0, spot.start) + 1 : spot.start].strip(" •-–*") and text[spot.end :][:1] == ":"
    )
    return heads_line or bool(pattern("whose", "in_place").search(text, max(0, spot.start - 12), spot.start))


def heads_number(text: str, spot: Spot, item: Quantity) -> bool:
    """True for a place right before a number: "Dorset 54.3, …", "West Yorkshire took 44"."""
    return bool(pattern("whose", "heads").fullmatch(text, spot.end, item.start))


def of_heading(case: Case) -> Owner | None:
    """The force whose name is the heading above; not after the list that the heading begins."""
    section = case.block.section if case.block else ()
    found = [spot for spot in spots(section[-1]) if spot.form in ("name", "area")] if section else []
    alone = len(found) == 1 and len(section[-1]) - (found[0].end - found[0].start) < HEADING
    return Owner(case.forces.of_place(found[0]), "", "heading") if alone and not after_list(case) else None


def after_list(case: Case) -> bool:
    """True for a paragraph under a heading that a list follows."""
    block, blocks = case.block, case.document.blocks
    if block is None or block.kind is not BlockKind.PARAGRAPH:
        return False
    first = bisect_left(blocks, block.start, key=lambda other: other.start)
    while first > 0 and blocks[first - 1].section == block.section:
        first -= 1
    return blocks[first].kind is BlockKind.ITEM


def of_main(case: Case) -> Owner | None:
    """The force that the document is mainly about."""
    return Owner(case.forces.main, "", "main") if case.forces.main else None


def last_named(case: Case) -> Owner | None:
    """The force named last before the sentence in its section, if one alone and not far; else the place of a clause."""
    known, start = case.forces, case.sentence.start
    number = bisect_right(known.starts, start) - 1
    last = known.mentions[number] if number >= 0 else None
    places = known.places_between(last.start if last else 0, start)
    place = next((spot for spot in places if opens_clause(case.text, spot)), None)
    at = place.start if place else last.start if last else -1
    if at < 0 or start - at >= FOCUS or not same_section(case, at):
        return None
    if place:
        return Owner(known.of_place(place), "", "last")
    return Owner(last.id, "", "last") if last and not one_of_several(case, number) else None


def same_section(case: Case, offset: int) -> bool:
    """True if an offset stands under the same headings as a number."""
    block = case.document.block(offset)
    return block is None or case.block is None or block.section == case.block.section


def one_of_several(case: Case, number: int) -> bool:
    """True for the last of forces that are named together: "Durham, Gwent and Kent"."""
    mentions = case.forces.mentions
    if number < 1 or mentions[number].form == "reference":
        return number > 0 and mentions[number - 1].start == mentions[number].start
    return bool(pattern("whose", "joined").fullmatch(case.text, mentions[number - 1].end, mentions[number].start))


RULES: tuple[Callable[[Case], Owner | None], ...] = (
    of_cell,
    of_card,
    no_force.national,
    no_force.inspection,
    no_force.counted,
    no_force.listed,
    no_force.demands,
    own_words,
    no_force.other_speaker,
    no_force.member_of_public,
    no_force.other_subject,
    no_force.of_all_forces,
    named,
    of_heading,
    of_main,
    last_named,
)
