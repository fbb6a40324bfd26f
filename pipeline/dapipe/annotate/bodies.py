"""Organisations of a document: its forces, the inspectorate's name at the time, and where an office is held."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dapipe.annotate import offices
from dapipe.annotate.force_names import forces, key, pattern, places, spot_of
from dapipe.annotate.force_topics import topics
from dapipe.annotate.found import document_of, found
from dapipe.annotate.main_force import is_general, main_force
from dapipe.annotate.named_bodies import led_body, noun_body
from dapipe.mentions import ForceMention, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

MAIN_SHARE = 0.35
EQUAL = 0.8
COMMISSIONED = ("metropolitan", "city-of-london")
RENAMED = "2017-07-19"
FIRE = re.compile(r"\bfire\b", re.IGNORECASE)
FULL = re.compile(r"\b(?:Police|Constabulary|Service)\b", re.IGNORECASE)
PRISONS = re.compile(r"\bprisons?\b", re.IGNORECASE)
VICTIMS = re.compile(r"\bvictims\b|pcvc", re.IGNORECASE)
COMMISSIONERS = re.compile(
    r"\b(?:p(?:olice)?\W+(?:fire\W+)?(?:(?:and|&)\W+)?crime|crime commissioner|pf?cc|pcvc|dpcc|police commissioner)\b",
    re.I,
)
OVERSIGHT = re.compile(
    r"(?P<area>[A-Z][\w-]+(?:,? (?:and |& )?[A-Z][\w-]+){0,3}?)(?:[’']s?)? "
    r"(?:[Pp]olice(?:,| and| &)+ (?:[Ff]ire (?:and|&) )?[Cc]rime|PCC|PFCC|PCVC)\b"
)
HEAD = 400
ISSUED = re.compile(
    r"^(?:(?:Statement|Response|Comments?|News)\s+(?:by|from|of)\s+(?:the\s+)?)?"
    r"(?P<body>[A-Z][\w’'& -]{2,50}Police Federation)\s*$",
    re.M,
)
FEDERATION = re.compile(r"(?P<area>[A-Z][\w-]+(?:,? (?:and |& )?[A-Z][\w-]+){0,3}?) Police Federation\b")
KING_OR_FIRE = re.compile(r"Inspectorate of Constabulary (?:and|&) Fire|\bHis Majesty[’']s (?:Chief )?Inspect")
MAYOR = re.compile(r"(?:deputy )?mayor\b(?!.*polic)", re.IGNORECASE)
YEAR = re.compile(r"\b(20[012]\d)\b")
LOCAL = re.compile(
    r"\b(?:fire (?:and rescue )?authority|police and crime panel|panel|"
    r"(?:(?:county|city|borough|district|town) )?council)\b"
)
PANEL = re.compile(r"\b(?:panel|independent member)\b", re.IGNORECASE)  # it watches the commissioner, not the force
IN_AREA = re.compile(r"in\s")  # a teacher in Kent is not of its police
BRANCH = re.compile(r"\bbranch\b", re.IGNORECASE)
ASSOCIATION_WINDOW = 400
NEAR = 300
SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"‘]|$)|\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Where an office is held: organisation as the document would put it, force id, side."""

    organisation: str = ""
    force: str = ""
    kind: SpeakerKind = SpeakerKind.OTHER


class Bodies:
    """The organisations that a document speaks of."""

    def __init__(self, doc: Doc) -> None:
        self.document = document_of(doc)
        self.text = self.document.text
        self.published = self.document.published
        self.mentions = found(doc, "forces", ForceMention)
        self.starts = [mention.start for mention in self.mentions]
        named = [mention for mention in self.mentions if mention.form != "reference"]
        self.main = main_force(self.document, named) or self.next_best(named)
        self.topics = topics(self.document)
        self.inspectorate = self.inspectorate_name()

    def next_best(self, named: list[ForceMention]) -> str:
        """The force whose people speak where no force is the main one: the one named most, or overseen."""
        if not named:
            return self.overseen() or self.only_area(FEDERATION)
        return "" if is_general(self.document, named) else self.leading(named)

    @staticmethod
    def leading(named: list[ForceMention]) -> str:
        """The force that is named most often, if it has a fair share of all names and no other as many."""
        (force, times), *rest = Counter(mention.id for mention in named).most_common(2)
        alone = not rest or rest[0][1] < EQUAL * times
        return force if alone and times >= MAIN_SHARE * len(named) else ""

    def overseen(self) -> str:
        """The force whose commissioner or panel the document names by its area, if it names those of one area only."""
        return self.only_area(OVERSIGHT)

    def only_area(self, bodies: re.Pattern[str]) -> str:
        """The force of the area that some bodies are called after, if all of them are called after that."""
        areas = {force_in(found["area"]) for found in bodies.finditer(self.text)} - {""}
        return areas.pop() if len(areas) == 1 else ""

    def local(self, offset: int) -> str:
        """The force that an office without one is held in at an offset.

        It is that of the heading above, else the main one of the document; "" where neither is known.
        """
        headed = self.topics.at(offset).force if offset >= 0 else ""
        return headed or self.main

    def whole_name(self, words: str) -> str:
        """The name of a local body of which the words give only the noun: "the council's" -> "Kent county council"."""
        noun = LOCAL.search(words)
        if noun is None:
            return ""
        last = noun.group().split()[-1]
        full = re.compile(rf"(?:[A-Z][\w-]+ (?:(?:and|&) )?)+(?:[a-z]+ ){{0,3}}?(?i:{last})\b(?! [A-Z])")
        names = [re.sub(r"^The ", "", found.group()) for found in full.finditer(self.text)]
        return next((name for name in names if force_in(name)), noun.group())

    def association_before(self, offset: int) -> str:
        """The union or federation named last before an offset, for an office in "the branch"."""
        named = offices.bodies_in(self.text[max(0, offset - ASSOCIATION_WINDOW) : max(0, offset)])
        fits = [body for body in named if offices.kind_of_body(body) is SpeakerKind.ASSOCIATION]
        return fits[-1] if fits else "Police Federation" if "Federation" in self.text else ""

    def inspectorate_name(self) -> str:
        """HMIC or HMICFRS: as the document says, else by its date (renamed in July 2017)."""
        if "HMICFRS" in self.text or KING_OR_FIRE.search(self.text):
            return "HMICFRS"
        if re.search(r"\bHMIC\b|Inspectorate of Constabulary", self.text):
            return "HMIC"
        date = self.published or max(YEAR.findall(self.text), default="")
        return "HMICFRS" if date and date >= RENAMED[: len(date)] else "HMIC"

    def inspects(self) -> bool:
        """True if the document speaks of an inspection."""
        return bool(re.search(r"\bHMIC|\binspect(?:ion|orate|ors)\b|\bwatchdogs?\b", self.text, re.IGNORECASE))

    def covers(self, start: int, end: int) -> bool:
        """True if a force is named across [start, end)."""
        number = bisect_right(self.starts, end - 1) - 1
        mention = self.mentions[number] if number >= 0 else None
        return mention is not None and mention.form != "reference" and mention.end > start

    def is_area(self, words: str) -> bool:
        """True if the words are the name of a force's area: a county is no person."""
        return key(words).removeprefix("county ") in places()

    def force_at(self, start: int, end: int) -> str:
        """The id of the force mentioned in [start, end), references resolved; "" if none is."""
        return next((m.id for m in self.mentions if m.start < end and m.end > start), "")

    def named_in(self, start: int, end: int) -> set[str]:
        """The ids of the forces that are named in [start, end)."""
        named = self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return {mention.id for mention in named if mention.form != "reference"}

    def only_before(self, offset: int) -> str:
        """The force that the paragraph names before an offset, if it names one only."""
        named = self.named_in(self.text.rfind("\n", 0, offset) + 1, offset) if offset > 0 else set()
        return named.pop() if len(named) == 1 else ""

    def last_named(self, offset: int) -> str:
        """The body or force named last before an offset, as written; "" if none is near, or both in one sentence."""
        begins = max(0, offset - NEAR)
        sentences = SENTENCE_END.split(self.text[begins:offset])
        bodies = next(filter(None, map(offices.bodies_in, reversed(sentences))), [])
        last = bodies[-1] if bodies else ""
        places = self.mentions[bisect_left(self.starts, begins) : bisect_left(self.starts, offset)]
        force = next((mention for mention in reversed(places) if mention.form != "reference"), None)
        if force is None or (last and self.text.rfind(last, begins, offset) > force.start):
            return last
        beside = offices.bodies_in(SENTENCE_END.split(self.text[begins : force.start])[-1])
        return "" if any(not FULL.search(body) for body in beside) else self.text[force.start : force.end]

    def name(self, force: str) -> str:
        """A force's name as the document gives it in full, else its official one."""
        named = [m for m in self.mentions if m.id == force and m.form in ("name", "area", "body")]
        written = [self.text[m.start : m.end] for m in named]
        full = [words for words in written if FULL.search(words) and force_in(words) == force]
        official = force_name(force)
        short = [self.text[m.start : m.end] for m in self.mentions if m.id == force and m.form == "name"]
        plain = [words for words in short if not words.endswith("Yard")]
        if plain and not full:
            return max(plain, key=plain.count)
        times = Counter(full)
        usual = max(full, key=lambda words: (times[words], len(words)), default=official)
        return official if usual.lower() == official.lower() or usual.isupper() else usual

    def held(self, role: str, context: str, kind: SpeakerKind, offset: int = -1) -> Held:
        """Organisation, force and side of an office, from its words, the words around it and the document."""
        body = offices.body_in(context.replace(" | ", ", ")) or noun_body(context) or self.whole_name(context)
        force = force_in(context)
        if not force and not body and all(map(offices.is_past, role.split(", "))):
            return Held()
        own_side = offices.kind_of_body(body) if body else SpeakerKind.OTHER
        if kind is SpeakerKind.INSPECTORATE or self.is_inspector(role, context, own_side):
            return Held(organisation=self.inspectorate_of(role), kind=SpeakerKind.INSPECTORATE)
        if is_commissioner(role, kind):
            return self.commissioner(role, force or self.overseen() or self.local(offset))
        if own_side is SpeakerKind.ASSOCIATION or kind is SpeakerKind.ASSOCIATION or BRANCH.search(f"{role} {context}"):
            return self.associated(
                role if BRANCH.search(role) else f"{role} {found_branch(context)}".strip(), body, force, offset
            )
        issued = "" if body or force or role.lower() not in offices.listed("in_unions") else self.issued_by_federation()
        if issued:
            return self.associated(role, issued, force_in(issued), offset)
        if MAYOR.match(role) and (force or self.main) not in offices.listed("mayoral"):
            return Held(organisation=body, kind=SpeakerKind.OTHER)
        if SpeakerKind.COMMISSIONER in (kind, own_side):
            body = body or self.whole_name("panel" if role.lower().endswith("member") else role.lower())
            force = "" if PANEL.search(f"{body} {role}") else force or self.local(offset)
            force = fire_service(force) if FIRE.search(body) else force
            return Held(organisation=body, force=force, kind=SpeakerKind.COMMISSIONER)
        if kind is SpeakerKind.FORCE and (force or not body):
            force = force or self.local(offset) or self.only_before(offset)
            force = fire_service(force) if FIRE.search(role) else force
            return Held(organisation=self.name(force) if force else "", force=force, kind=kind)
        if (
            force
            and own_side is SpeakerKind.OTHER
            and (FULL.search(context) or not IN_AREA.match(context))
            and (not body or (force_in(body) == force and (FULL.search(body) or body.isupper())))
            and not re.search(r"\b(?:council|authority|board|mp|mps)\b", f"{body} {role}", re.I)
        ):
            return Held(organisation=self.name(force), force=force, kind=SpeakerKind.FORCE)
        side = kind if kind is not SpeakerKind.OTHER else own_side
        led = led_body(context) if role in offices.listed("leading") else ""
        body = body or led or offices.party_in(f"{context} {role}")
        return Held(organisation=body, kind=side)

    def associated(self, role: str, body: str, force: str, offset: int) -> Held:
        """An office in a union or federation; in a branch of the document's force, for that force."""
        if BRANCH.search(role) and offices.kind_of_body(body) is not SpeakerKind.ASSOCIATION:
            body = self.association_before(offset)
            force = force or force_in(body)
        federation = "federation" in f"{body} {role}".lower()
        if federation and "federation" not in body.lower():
            body = f"{body or self.name(force)} Federation".strip()
        serves = force or (self.local(offset) if BRANCH.search(role) else "")
        return Held(organisation=body, force=serves if federation else "", kind=SpeakerKind.ASSOCIATION)

    def issued_by_federation(self) -> str:
        """The staff association whose statement the document is, by its head; "" for others."""
        head = ISSUED.search(self.text, 0, HEAD)
        return head["body"] if head else ""

    def is_inspector(self, role: str, context: str, side: SpeakerKind) -> bool:
        """True for "Inspector X" where the document is about an inspection and no force is named beside it."""
        if side is SpeakerKind.INSPECTORATE:
            return True
        bare = re.match(r"(?:(?:chief|lead|senior)\s+)?inspector\b", role, re.IGNORECASE)
        return bool(bare) and not force_in(context) and self.inspects()

    def inspectorate_of(self, role: str) -> str:
        """The inspectorate by an inspector's title."""
        if PRISONS.search(role):
            return "HM Inspectorate of Prisons"
        return "HMICFRS" if FIRE.search(role) else self.inspectorate

    def commissioner(self, role: str, force: str) -> Held:
        """The office of a police and crime commissioner: "Essex PFCC"; the commissioner of the Met is its chief."""
        if force in COMMISSIONED and any(map(plain_commissioner, role.split(", "))):
            return Held(organisation=self.name(force), force=force, kind=SpeakerKind.FORCE)
        short = "PFCC" if FIRE.search(role) or "pfcc" in role.lower() else "PCVC" if VICTIMS.search(role) else "PCC"
        police = force.removesuffix("-fire")
        force = police if police in forces() else next(iter(self.police_of(police)), force)
        area = area_name(force) if force else ""
        return Held(organisation=f"{area} {short}".strip(), force=force, kind=SpeakerKind.COMMISSIONER)

    def police_of(self, area: str) -> Iterator[str]:
        """The police forces that the document names and whose name is part of a fire service's area: West Sussex."""
        return (m.id for m in self.mentions if m.id in area.split("-"))


def found_branch(context: str) -> str:
    """The branch that the words around an office name as its body: "the branch’s lead"; "" if they name none."""
    named = BRANCH.search(context)
    return named.group() if named else ""


def force_in(words: str) -> str:
    """The id of the first force or area in a few words, whatever they make of it ("for Gwent", "GMP Federation")."""
    spots = filter(None, map(spot_of, pattern().finditer(words)))
    return next((spot.fire if FIRE.search(words) and spot.fire else spot.police or spot.fire for spot in spots), "")


def fire_service(force: str) -> str:
    """The fire service of a police force's area, if it is called after it; else the force itself."""
    return f"{force}-fire" if f"{force}-fire" in forces() else force


def force_name(force: str) -> str:
    """The official name of a force."""
    return forces()[force].name if force in forces() else ""


def area_name(force: str) -> str:
    """The area of a force: "Northamptonshire"."""
    known = forces().get(force)
    return (known.areas or (re.sub(r"\s+(?:Police|Constabulary).*", "", known.name),))[0] if known else ""


def is_commissioner(role: str, kind: SpeakerKind) -> bool:
    """True for the office of a police and crime commissioner or of the commissioner of a force."""
    plain = kind is SpeakerKind.COMMISSIONER and any(map(plain_commissioner, role.split(", ")))
    return plain or bool(COMMISSIONERS.search(role))


def plain_commissioner(role: str) -> bool:
    """True for "commissioner" without the name of another body's office."""
    return bool(re.fullmatch(r"(?:\w+ )?(?:(?:deputy|assistant) )*(?:police )?commissioner", role.lower()))
