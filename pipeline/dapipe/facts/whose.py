"""Whose a figure is: the force measured, or a wider scope for national figures and those of other bodies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.force_names import Spot, spots
from dapipe.annotate.force_names import forces as known
from dapipe.annotate.found import found
from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.facts import cells
from dapipe.mentions import ForceMention, Quantity, Sentence, SpeakerKind, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc

PLACE_REACH = 160
CLIMB = 8
FIRST_PERSON = ("i", "we")
NEAR = 90
MAIN_SHARE = 0.6
TWICE = 3
HEADING = 12
HEAD = 300
FOCUS = 500
SUBJECTS = ("nsubj", "nsubjpass")
ACTIVE = ("nsubj",)
OTHER_SPEAKERS = (
    SpeakerKind.COMMISSIONER,
    SpeakerKind.ASSOCIATION,
    SpeakerKind.CHARITY,
    SpeakerKind.PUBLIC,
    SpeakerKind.GOVERNMENT,
)


@dataclass(frozen=True, slots=True)
class Owner:
    """A force's slug, or "" with the scope: national, other forces, other body. `rule` says how it was found."""

    force: str = ""
    scope: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Forces:
    """The force mentions of a document in order, the main force ("" if there is none) and the force named by blocks."""

    mentions: tuple[ForceMention, ...]
    starts: tuple[int, ...]
    main: str
    first: str = ""
    places: tuple[Spot, ...] = ()
    fire: bool = False
    commissioner: bool = False

    def places_between(self, start: int, end: int) -> tuple[Spot, ...]:
        """The places that begin in [start, end), the last first."""
        first = bisect_left(self.places, start, key=lambda spot: spot.start)
        last = bisect_left(self.places, end, key=lambda spot: spot.start)
        return self.places[first:last][::-1]

    def between(self, start: int, end: int) -> tuple[ForceMention, ...]:
        """The mentions that begin in [start, end)."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def forces(document: Document, doc: Doc) -> Forces:
    """The forces of a document."""
    mentions = tuple(sorted(found(doc, "forces", ForceMention), key=lambda mention: mention.start))
    places = tuple(spot for spot in spots(document.text) if spot.form == "area")
    fire = bool(mentions) and all(known()[mention.id].kind == "fire" for mention in mentions if mention.id in known())
    main = main_force(document, mentions) or ("" if mentions else main_place(document, places))
    starts = tuple(mention.start for mention in mentions)
    return Forces(mentions, starts, main, first_force(mentions), places, fire, by_commissioner(document))


def by_commissioner(document: Document) -> bool:
    """True for a document that a commissioner writes: "I" is not the force."""
    return bool(pattern("whose", "commissioner").search(document.title + "\n" + document.text[:HEAD]))


def first_force(mentions: tuple[ForceMention, ...]) -> str:
    """The force that a text names first, if it names no other more often."""
    common = Counter(mention.id for mention in mentions).most_common(1)
    return mentions[0].id if mentions and common[0][0] == mentions[0].id else ""


def main_place(document: Document, places: tuple[Spot, ...]) -> str:
    """The police force of the place that the title names, else of the place named most, in a text without forces."""
    titled = [spot.police for spot in spots(document.title) if spot.form == "area"]
    common = Counter(titled or [spot.police for spot in places]).most_common(1)
    return common[0][0] if common else ""


def main_force(document: Document, mentions: tuple[ForceMention, ...]) -> str:
    """The force that most explicit names in a document name, if it is most of them; titles count three times."""
    named = Counter[str]()
    for mention in mentions:
        if mention.form != "reference":
            block = document.block(mention.start)
            named[mention.id] += 3 if block and block.kind is BlockKind.HEADING else 1
    top = (named or Counter(mention.id for mention in mentions)).most_common(2)
    second = top[1][1] if len(top) > 1 else 0
    return (
        top[0][0]
        if top and (top[0][1] >= MAIN_SHARE * (named.total() or len(mentions)) or top[0][1] >= TWICE * second)
        else ""
    )


def owner(document: Document, doc: Doc, item: Quantity, sentence: Sentence, role: str, known: Forces) -> Owner:
    """Whose a number is."""
    block = document.block(item.start)
    if block and block.kind is BlockKind.CELL:
        return of_cell(block, known)
    if block and cells.is_national(document, block):
        return Owner("", "national", "heading")
    scope = wider(document, item, sentence, role, known)
    if scope:
        return Owner("", scope, "scope")
    speaker = speaker_at(doc, item)
    if speaker and of_speaker(document, doc, item, sentence, speaker):
        return Owner(speaker[1], "" if speaker[1] else "other body", "speaker")
    if known.commissioner and not speaker and subject_of(doc, item, ACTIVE) == "i":
        return Owner("", "other body", "speaker")
    if other_subject(doc, item):
        return Owner("", "other body", "subject")
    if subject_of(doc, item) == "forces" and not known.between(sentence.start, item.start):
        return Owner("", "national", "subject")
    return nearest(document, item, sentence, role, known)


def wider(document: Document, item: Quantity, sentence: Sentence, role: str, known: Forces) -> str:
    """national, other forces or other body if the words around a number say so, else ""."""
    text = document.text
    left, right = (
        text[max(sentence.start, item.start - NEAR) : item.start],
        text[item.end : min(sentence.end, item.end + 70)],
    )
    if pattern("whose", "nationwide").match(text, sentence.start, sentence.end):
        return "national"
    if item.kind == "duration" and pattern("whose", "returning").search(left):
        return "other body"
    if pattern("whose", "each_force").match(right):
        return "national"
    if pattern("whose", "national_subject").search(left) or pattern("whose", "national_of").match(right):
        return "national"
    named = item.noun and known.between(item.noun[1], item.start)
    told = item.own_noun or (role != "comparator" and item.change == "none" and not named)
    if item.noun and told and counts_bodies(text, item, left):
        return "other body"
    if role in ("comparator", "target") and (
        pattern("whose", "national_left").search(left) or pattern("whose", "national_right").match(right)
    ):
        return "national"
    if role == "target" and pattern("whose", "expected").search(left):
        return "national"
    return ""


def counts_bodies(text: str, item: Quantity, left: str) -> bool:
    """True if what is counted are forces, councils … and no force's own."""
    noun = text[item.noun[0] : item.noun[1]].lower() if item.noun else ""
    last = re.split(r"[\s-]+", noun)[-1] if noun else ""
    return last in lexicon.words("whose", "bodies") and not pattern("whose", "owned").search(left)


def speaker_at(doc: Doc, item: Quantity) -> tuple[SpeakerKind, str] | None:
    """Kind and force of the speaker whose words hold a number."""
    for utterance in found(doc, "quotes", Utterance):
        if utterance.start <= item.start < utterance.end and utterance.speaker:
            speaker = utterance.speaker
            return speaker.kind, speaker.force if speaker.kind is SpeakerKind.FORCE else ""
    return None


def of_speaker(
    document: Document, doc: Doc, item: Quantity, sentence: Sentence, speaker: tuple[SpeakerKind, str]
) -> bool:
    """True if a speaker's number is about the speaker's own body: "we have recruited 54"."""
    kind, force = speaker
    if kind is SpeakerKind.FORCE and force:
        return bool(pattern("whose", "first_person").search(document.text, sentence.start, sentence.end))
    return kind in OTHER_SPEAKERS and subject_of(doc, item, ACTIVE) in FIRST_PERSON


def other_subject(doc: Doc, item: Quantity) -> bool:
    """True if the subject of the clause that holds a number is a council, a charity, a commissioner …"""
    return subject_of(doc, item) in lexicon.words("whose", "others")


def subject_of(doc: Doc, item: Quantity, relations: tuple[str, ...] = SUBJECTS) -> str:
    """The subject, before a number, of the clause that holds it, in small letters; "" if there is none."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    if span is None:
        return ""
    token = span.root
    for _ in range(CLIMB):
        subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if subject is not None and subject.i < span.start:
            return str(subject.lower_) if subject.dep_ in relations else ""
        if token.head.i == token.i or token.dep_ in SUBJECTS:
            return ""
        token = token.head
    return ""


def nearest(document: Document, item: Quantity, sentence: Sentence, role: str, known: Forces) -> Owner:
    """The force named last before a number in its sentence, else first after it, else the one in focus."""
    text = document.text
    inside = [mention for mention in known.between(sentence.start, sentence.end) if reaches(text, item, mention)]
    if known.main and role != "comparator":
        inside = [mention for mention in inside if mention.id == known.main or not aside(text, mention)]
    before = [mention for mention in inside if mention.start <= item.start]
    if len(before) > 1 and pattern("whose", "joined").fullmatch(document.text, before[-2].end, before[-1].start):
        ids = {mention.id for mention in before[-2:]}
        return Owner(known.main if known.main in ids else before[-1].id, "", "named")
    place = placed(text, item, sentence, known)
    if place and (not before or place.start > before[-1].start):
        return Owner(of_spot(place, known), "", "place")
    if before:
        return Owner(before[-1].id, "", "named")
    if inside:
        return Owner(inside[0].id, "", "named")
    return in_focus(document, sentence, known)


def aside(text: str, mention: ForceMention) -> bool:
    """True for a force that only stands beside another: "it shares a unit with Dorset"."""
    return bool(pattern("whose", "aside").search(text, max(0, mention.start - 60), mention.start))


def reaches(text: str, item: Quantity, mention: ForceMention) -> bool:
    """False for a force after a number whose quotation ends between them: "…," said X, who was with Gwent."""
    return mention.start <= item.start or not re.search(
        r"[”\"’']\s*,?\s*(?:said|added|told|who|according)?\b", text[item.end : mention.start]
    )


def placed(text: str, item: Quantity, sentence: Sentence, known: Forces) -> Spot | None:
    """The place of another force that a number is given for: "in Sussex nearly one in five", "Dorset: £159 a head"."""
    for spot in known.places_between(sentence.start, sentence.end):
        near = sentence.start <= spot.start < item.start and item.start - spot.end < PLACE_REACH
        if follows_number(text, spot, item):
            return spot
        if near and (opens_clause(text, spot) or heads_number(text, spot, item)):
            return spot
    return None


def of_spot(spot: Spot, known: Forces) -> str:
    """The force of a place, the fire service in a document about fire services."""
    return (spot.fire or spot.police) if known.fire else (spot.police or spot.fire)


def follows_number(text: str, spot: Spot, item: Quantity) -> bool:
    """True for a place right after a number: "17 percent in West Yorkshire"."""
    return item.end <= spot.start < item.end + HEADING and text[item.end : spot.start] in (" in ", " for ", " at ")


def opens_clause(text: str, spot: Spot) -> bool:
    """True for "in Sussex …" at the head of a clause and "Sussex: …" at the head of a line."""
    heads_line = (
        not text[text.rfind("\n", 0, spot.start) + 1 : spot.start].strip(" •-–*") and text[spot.end :][:1] == ":"
    )
    return heads_line or bool(pattern("whose", "in_place").search(text, max(0, spot.start - 12), spot.start))


def heads_number(text: str, spot: Spot, item: Quantity) -> bool:
    """True for a place right before a number: "Dorset 54.3, …", "West Yorkshire took 44"."""
    return bool(pattern("whose", "heads").fullmatch(text, spot.end, item.start))


def in_focus(document: Document, sentence: Sentence, known: Forces) -> Owner:
    """The force that the text is about where it names none: the document's main force, else the last one named."""
    block = document.block(sentence.start)
    headed = of_heading(block.section[-1]) if block and block.section else ""
    if headed or known.main:
        return Owner(headed or known.main, "", "heading" if headed else "main")
    place = bisect_right(known.starts, sentence.start) - 1
    if place < 0:
        return Owner(known.first, "", "last")
    near = sentence.start - known.starts[place] < FOCUS
    return Owner(known.mentions[place].id, "", "last") if near else Owner()


def of_heading(heading: str) -> str:
    """The force that a heading is the name of; "" if it says more."""
    named = [spot for spot in spots(heading) if spot.form in ("name", "area")]
    alone = len(named) == 1 and len(heading) - (named[0].end - named[0].start) < HEADING
    return (named[0].police or named[0].fire) if alone else ""


def of_cell(block: Block, known: Forces) -> Owner:
    """The force that a cell's headings name, national for England and Wales, else the document's main force."""
    headings = " | ".join((*block.column_headings, *block.row_headings))
    for heading in (*block.column_headings, *block.row_headings):
        named = next((spot for spot in spots(heading) if spot.form in ("name", "area")), None)
        if named:
            return Owner(of_spot(named, known), "", "heading")
    if pattern("cells", "national").search(headings):
        return Owner("", "national", "heading")
    return Owner(known.main, "", "main")
