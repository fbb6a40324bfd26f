"""Whose a figure is: the force measured, or a wider scope for national figures and those of other bodies.

RULES are asked in turn; the first that gives an Owner decides. Without one the figure has no force.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import Spot, spots
from dapipe.annotate.force_references import is_agency
from dapipe.annotate.found import found
from dapipe.annotate.patterns import pattern
from dapipe.document import BlockKind, Document
from dapipe.facts import no_force
from dapipe.facts.owners import Case, Forces, Owner, case_of, forces
from dapipe.facts.table_owners import NATIONAL
from dapipe.mentions import ForceMention, Quantity, Sentence, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Forces", "Owner", "forces", "owner"]

PLACE_REACH = 160
AFTER_NUMBER = 50
FOCUS = 500
BESIDE = 60
BEFORE_PLACE = 30
NEXT = 200
SENTENCE_ENDS = re.compile(r"[.!?][”\"’')]*\s")


def owner(document: Document, doc: Doc, item: Quantity, sentence: Sentence, role: str, known: Forces) -> Owner:
    """Whose a number is."""
    case = case_of(document, doc, item, sentence, role, known)
    return next((answer for rule in RULES if (answer := rule(case))), Owner())


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
    column = case.forces.columns.get((block.table, block.column), "")
    if column:
        return Owner("", column, "heading") if column == NATIONAL else Owner(column, "", "heading")
    if pattern("topics", "country").search(" | ".join(headings)) or case.says("cell_national"):
        return Owner("", "national", "heading")
    return Owner(case.forces.main, "", "main")


def of_card(case: Case) -> Owner | None:
    """Of a number card about the whole country: no force."""
    block = case.block
    card = block is not None and block.kind is BlockKind.CARD
    national = card and block is not None and pattern("topics", "country").search(case.text, block.start, block.end)
    return Owner("", "national", "heading") if national else None


def own_words(case: Case) -> Owner | None:
    """The force of a speaker who tells of it: "we have recruited 54"."""
    speaker = case.utterance.speaker if case.utterance else None
    if speaker is None or speaker.kind is not SpeakerKind.FORCE or not speaker.force:
        return None
    own = pattern("whose", "first_person").search(case.text, case.sentence.start, case.sentence.end)
    return Owner(speaker.force, "", "speaker") if own else None


def paired(case: Case) -> Owner | None:
    """The force whose turn it is where as many numbers as forces are named: "Kent and Essex had two and five"."""
    inside = [m for m in case.forces.between(case.sentence.start, case.sentence.end) if m.form != "reference"]
    before = [mention for mention in inside if mention.end <= case.item.start]
    chain = chained(case.text, before)
    numbers = series(case, chain[-1].end, len(chain)) if len(chain) > 1 and chain[-1] == inside[-1] else []
    if len(numbers) != len(chain) or case.item not in numbers:
        return None
    return Owner(chain[numbers.index(case.item)].id, "", "named")


def chained(text: str, mentions: list[ForceMention]) -> list[ForceMention]:
    """The last of some forces and those that "and" and commas join to it."""
    chain = mentions[-1:]
    for mention in reversed(mentions[:-1]):
        if not pattern("whose", "joined").fullmatch(text, mention.end, chain[0].start):
            break
        chain.insert(0, mention)
    return chain


def series(case: Case, start: int, count: int) -> list[Quantity]:
    """The last so many numbers of a sentence after an offset, if nothing but "and" and commas stand between them."""
    numbers = [item for item in found(case.doc, "numbers", Quantity) if start <= item.start < case.sentence.end]
    numbers = [item for item in numbers if not item.outside][-count:]
    joined = all(pattern("whose", "joined").fullmatch(case.text, a.end, b.start) for a, b in pairwise(numbers))
    return numbers if joined else []


def tied(case: Case) -> Owner | None:
    """The force named right after a number: "24 per cent in this force", "six of the Norfolk cases"."""
    after = case.forces.between(case.item.end, case.sentence.end)[:1]
    if after and follows_number(case, after[0].start):
        return Owner(after[0].id, "", "named")
    places = case.forces.places_between(case.item.end, case.sentence.end)[-1:]
    share = case.item.unit in ("percent", "ratio") and case.forces.main
    near = share and places and follows_number(case, places[0].start)
    return Owner(case.forces.of_place(places[0]), "", "place") if near else None


def of_subject(case: Case) -> Owner | None:
    """The force that is the subject of a number's clause, if no other is named since or with it."""
    inside = [m for m in case.forces.between(case.sentence.start, case.item.start) if m.form != "reference"]
    inside = [m for m in inside if not in_aside(case, m)]
    last = inside[-1] if inside else None
    alone = last is not None and last.start <= case.subject.start < last.end and len(chained(case.text, inside)) == 1
    return Owner(last.id, "", "named") if last and alone and not place_heads(case, last.end) else None


def place_heads(case: Case, start: int) -> bool:
    """True if a place after an offset stands right before a number: "…, followed by Cleveland at 9 per cent"."""
    places = case.forces.places_between(start, case.item.start)[:1]
    beside = pattern("whose", "right_before")
    return any(beside.fullmatch(case.text, spot.end, case.item.start) for spot in places)


def named(case: Case) -> Owner | None:
    """The force or place named last before a number in its sentence, else first after it."""
    inside = mentions_inside(case)
    before = [mention for mention in inside if mention.start <= case.item.start]
    place = placed(case)
    if place and (not before or place.start > before[-1].start or before[-1].form == "reference"):
        return Owner(case.forces.of_place(place), "", "place")
    if before:
        return one_of(case, before)
    return Owner(inside[0].id, "", "named") if inside else None


def one_of(case: Case, before: list[ForceMention]) -> Owner | None:
    """The force named last before a number; of several named together the main one, none if it is not among them."""
    chain = chained(case.text, before)
    together = {m.id for m in chain} | {m.id for m in before if m.start == before[-1].start}
    if len(together) == 1:
        return Owner(before[-1].id, "", "named")
    group = before[-1].form == "reference"
    if (
        case.forces.main
        and group
        and pattern("whose", "clause_ends").search(case.text, before[-1].end, case.item.start)
    ):
        return None
    if case.forces.main in together and not group:
        return Owner(case.forces.main, "", "named")
    return Owner("", "other forces", "named")


def mentions_inside(case: Case) -> list[ForceMention]:
    """The forces of a sentence that its number may be of.

    None beyond a quotation; where there is a main force no other after the number, and none that only stands aside.
    """
    known, text, item = case.forces, case.text, case.item
    inside = [m for m in known.between(case.sentence.start, case.sentence.end) if reaches(text, item, m)]
    inside = [m for m in inside if not in_aside(case, m)]
    if not known.main:
        return inside
    near = [m for m in inside if m.id == known.main or m.start <= item.start]
    if case.role == "comparator":
        return near
    beside = pattern("whose", "right_before")
    return [m for m in near if m.id == known.main or beside.fullmatch(text, m.end, item.start) or not aside(text, m)]


def in_aside(case: Case, mention: ForceMention) -> bool:
    """True for a force in a clause between commas: "Essex Police, with which Kent shares a unit, solved 11"."""
    after = pattern("whose", "in_aside").match(case.text, mention.end, case.item.start)
    start = case.sentence.start
    named = case.forces.between(start, mention.start)
    return bool(after and named and pattern("whose", "aside_left").search(case.text, named[0].end, mention.start))


def aside(text: str, mention: ForceMention) -> bool:
    """True for a force that only stands beside another: "it shares a unit with Dorset"."""
    return bool(pattern("whose", "aside").search(text, max(0, mention.start - BESIDE), mention.start))


def reaches(text: str, item: Quantity, mention: ForceMention) -> bool:
    """False for a force after a number whose quotation or clause ends between them: "…," said X, who was with Gwent."""
    return mention.start <= item.start or not pattern("whose", "beyond").search(text, item.end, mention.start)


def placed(case: Case) -> Spot | None:
    """The place of another force that a number is given for: "in Sussex nearly one in five", "Dorset: £159 a head"."""
    text, item = case.text, case.item
    for spot in case.forces.places_between(case.sentence.start, case.sentence.end):
        near = case.sentence.start <= spot.start < item.start and item.start - spot.end < PLACE_REACH
        if follows_number(case, spot.start):
            return spot
        if near and (opens_clause(text, spot) or heads_number(text, spot.end, item)):
            return spot
    return None


def follows_number(case: Case, start: int) -> bool:
    """True for a force or place right after a number: "17 percent in West Yorkshire", "six of the Norfolk cases".

    In a document about several forces a noun may stand between: "73 per cent of suspects in Suffolk".
    """
    end = case.item.end
    if not end <= start < end + AFTER_NUMBER:
        return False
    known = "tied" if case.forces.main else "tied_loosely"
    return bool(pattern("whose", known).fullmatch(case.text, end, start))


def place_before(case: Case) -> Owner | None:
    """In a document without a main force the place named last before a number: "The picture in Kent is grim: 40 …"."""
    if case.forces.main:
        return None
    places = case.forces.places_between(case.sentence.start, case.item.start)
    near = next((spot for spot in places if case.item.start - spot.end < PLACE_REACH), None)
    return Owner(case.forces.of_place(near), "", "place") if near else None


def opens_clause(text: str, spot: Spot) -> bool:
    """True for "in Sussex …" at the head of a clause and "Sussex: …" at the head of a line."""
    heads_line = (
        not text[text.rfind("\n", 0, spot.start) + 1 : spot.start].strip(" •-–*") and text[spot.end :][:1] == ":"
    )
    return heads_line or bool(pattern("whose", "in_place").search(text, max(0, spot.start - BEFORE_PLACE), spot.start))


def heads_number(text: str, end: int, item: Quantity) -> bool:
    """True for a force or place right before a number: "Dorset 54.3, …", "West Yorkshire took 44"."""
    return bool(pattern("whose", "heads").fullmatch(text, end, item.start))


def of_pronoun(case: Case) -> Owner | None:
    """The force that "it" at the head of a sentence stands for: the one that began the sentence before."""
    start = case.sentence.start
    number = bisect_right(case.forces.starts, start) - 1
    last = case.forces.mentions[number] if number >= 0 else None
    if last is None or last.form == "reference" or not pattern("whose", "it").match(case.text, start):
        return None
    gap = case.text[last.end : start]
    near = len(gap) < NEXT and "\n" not in gap and len(SENTENCE_ENDS.findall(gap)) < 2
    begins = pattern("whose", "begins").search(case.text, max(0, last.start - BEFORE_PLACE), last.start)
    return Owner(last.id, "", "last") if near and begins else None


def of_heading(case: Case) -> Owner | None:
    """The force whose name is the heading above."""
    force = case.forces.topics.at(case.item.start).force
    return Owner(force, "", "heading") if force else None


def of_main(case: Case) -> Owner | None:
    """The force that the document is mainly about."""
    return Owner(case.forces.main, "", "main") if case.forces.main else None


def of_speaker(case: Case) -> Owner | None:
    """The force of the speaker, or that a commissioner or a staff association speaks about."""
    speaker = case.utterance.speaker if case.utterance else None
    return Owner(speaker.force, "", "speaker") if speaker and speaker.force else None


def last_named(case: Case) -> Owner | None:
    """The force or place in focus in a document without main force, for a sentence that points back.

    It is the one named last in the section, unless several were named together.
    """
    known, start = case.forces, case.sentence.start
    number = bisect_right(known.starts, start) - 1
    last = known.mentions[number] if number >= 0 and not is_agency(known.mentions[number].id) else None
    places = known.places_between(last.start if last else 0, start)
    place = next((spot for spot in places if opens_clause(case.text, spot)), None)
    at = place.start if place else last.start if last else -1
    if at < 0 or start - at >= FOCUS or not (same_section(case, at) and goes_on(case, at)):
        return None
    if place:
        return Owner(known.of_place(place), "", "last")
    return Owner(last.id, "", "last") if last and not one_of_several(case, number) else None


def goes_on(case: Case, offset: int) -> bool:
    """True for a sentence that points back, or in whose block an offset stands."""
    beside = case.block is not None and case.block.start <= offset
    return beside or bool(pattern("whose", "points_back").search(case.text, case.sentence.start, case.sentence.end))


def same_section(case: Case, offset: int) -> bool:
    """True if no heading stands between an offset and a number."""
    return case.forces.topics.at(offset).start == case.forces.topics.at(case.item.start).start


def one_of_several(case: Case, number: int) -> bool:
    """True for the last of forces that are named together or in one passage: "Durham, Gwent and Kent"."""
    mentions = case.forces.mentions
    last, before = mentions[number], mentions[number - 1] if number else None
    if before is None or before.id == last.id:
        return False
    if last.form == "reference":
        return before.start == last.start
    return last.start - before.end < BESIDE and "\n" not in case.text[before.end : last.start]


RULES: tuple[Callable[[Case], Owner | None], ...] = (
    of_cell,
    of_card,
    paired,
    tied,
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
    no_force.of_several,
    of_subject,
    named,
    place_before,
    no_force.of_agencies,
    of_pronoun,
    of_heading,
    of_main,
    of_speaker,
    last_named,
)
