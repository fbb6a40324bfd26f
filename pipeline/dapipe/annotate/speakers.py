"""Who a mention is: name, office, pronoun, force, report or description -> the Person who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dapipe.annotate import offices
from dapipe.annotate.bodies import Bodies
from dapipe.annotate.descriptions import Descriptions
from dapipe.annotate.names import PSEUDONYM
from dapipe.annotate.naming import ARTICLE
from dapipe.annotate.narrative import Narrative, chosen
from dapipe.annotate.people import Named, Register
from dapipe.annotate.replies import asked, is_one
from dapipe.annotate.subjects import head_from, phrase
from dapipe.mentions import Person, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
GENDERS = {"he": "male", "she": "female"}
DEFINITE = re.compile(r"^(?:the|its|their|his|her|this|that)\b|’s\b|'s\b", re.I)
PRONOUNS = frozenset(("it", "they", "which", "that", "who", "he", "she", "we", "i", "you"))
BYSTANDER = re.compile(r"\b(?:an?|one|another)\s+(?:[a-z][\w-]*\s+){0,2}?(?P<who>[a-z]+)\b", re.IGNORECASE)
OBJECTS = ("attr", "pobj", "dobj")
OTHERS = re.compile(r"(?:one|another|a\s+(?:second|third|fourth))(?:\s+of\s+them)?", re.IGNORECASE)
THEM = re.compile(r"\bthem\b")
AMONG = re.compile(r"\b(?:[Oo]ne of|[Aa]mong)\b[^.;:“”\n]{0,100}?\b(?:was|were|is|are)\s+(?=[A-Z])")
MEMBER = re.compile(
    r"(?:one|another)\s+of\s+(?:the|those|these|its|their|his|her|our)\s+(?:(?:force|service|constabulary|brigade)[’']s\s+)?(?P<group>(?:[a-z][\w-]*\s+){0,2}?[a-z][\w-]*(?:s|men|people|ren|staff))\b",
    re.IGNORECASE,
)
OWNER = re.compile(r"(his|her)\s", re.IGNORECASE)
CONTINUES = re.compile(r"(?:add|continu|went\s+on|go(?:es)?\s+on)", re.IGNORECASE)
LETTERS = re.compile(r"letter|e-?mail", re.IGNORECASE)
WRITTEN = re.compile(
    r"\bin\s+(?:a|an|his|her|the)\s+(?:[\w-]+\s+){0,2}(?:letter|e-?mail)\b|\b(?:wrote|writes|written|sent)\b[^.\n]{0,40}\bletter\b"
)
AGED = re.compile(
    r"(?:[Tt]he\s+)?(?P<who>\b\d{1,2}-year-old)(?=\s+(?:said|says|told|added|explained|recalled)\b|[,.;])"
)
NOBODY = re.compile(r"(?:no|nobody|none|every|everybody|everyone|each|any|anybody|anyone|neither)\b", re.IGNORECASE)
LETTER = re.compile(
    r"\b(?:letter|e-?mail|message|statement|note|submission|testimony)\s+(?:from|by|of)\s+(?P<who>[^,.;:“”\"]{3,60}?)"
    r"(?=\s+(?:who|whose|which|that)\b|[,.;:])"
)
NOT_SPEAKERS = frozenset(
    (
        "which",
        "that",
        "who",
        "what",
        "i",
        "we",
        "you",
        "this",
        "there",
        "these",
        "those",
        "both",
        "all",
        "some",
        "many",
        "others",
    )
)


PRESENTS = re.compile(
    r"(?:(?<=[.!?]\s)|^)For\s+(?=(?:one|an?|the)\s|[A-Z][\w’'-]+\s+[A-Z])"
    r"|\b(?:comes?|came|goes|went|belongs?|belonged|falls?|fell)\s+(?:from|to)\s+(?=one\s|an?\s|[A-Z])"
    r"|\b(?:[Rr]eaction|[Ww]ord|[Mm]ore|[Nn]ow|[Nn]ews)\s+from\s+(?=the\s|an?\s|[A-Z])"
    r"|\b(?:We|I)\s+(?:asked|met|visited|rang|called|spoke\s+to|talked\s+to|heard\s+from)\s+(?=one\s|an?\s|the\s|[A-Z])",
    re.MULTILINE,
)


APPOSITION_WINDOW = 100
OFFICE_FOR = re.compile(r",\s+(?:its|the|their|our|an?)\s+[^,;.\n“”\"]{2,60}?\b(?:for|of|on|in)\s+(?:the\s+)?\Z")
SPEAKS_FOR = re.compile(
    r"(?P<who>\b(?:[Aa]|[Tt]he)\s+spokes(?:man|woman|person)\s+(?:for|at|from)\s+(?:the\s+)?(?:[a-z-]+\s+)?)\Z"
)


class Speakers(Descriptions):
    """Resolves mentions against the register and what stands before them."""

    def __init__(self, narrative: Narrative, register: Register, bodies: Bodies) -> None:
        super().__init__(narrative, register, bodies)
        subjects = [token for token in chosen(narrative.doc, "DEP", SUBJECTS) if in_focus(token, narrative)]
        presented = [token for token in chosen(narrative.doc, "DEP", OBJECTS) if self.is_presented(token)]
        both = sorted({*subjects, *presented, *self.among(), *self.opening()}, key=lambda token: token.i)
        self.focus = [token for token in both if narrative.outside(token)]
        self.focus_starts = [token.idx for token in self.focus]
        self.spoken: list[tuple[int, Person]] = []
        self.said: list[tuple[int, int]] = []
        self.subjects: dict[int, int | None] = {}

    def is_presented(self, token: Token) -> bool:
        """True for somebody whom a main clause brings in: "among them was A B", "we have spoken to one of them"."""
        verb = token.head if token.dep_ != "pobj" else token.head.head
        if verb.dep_ != "ROOT":
            return False
        named = self.register.at(token.idx) is not None
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        if any(self.register.at(child.idx) or child.lower_ in GENDERS for child in subjects):
            return False
        if token.dep_ == "attr":
            return named
        return verb.lower_ in offices.listed("meeting") and (named or token.tag_ in ("NN", "CD"))

    def among(self) -> Iterator[Token]:
        """The names after "one of those who … was", and changed names, whatever the parser made of them."""
        ends = [found.end() for found in AMONG.finditer(self.text)]
        for place in (*ends, *(found.start() for found in PSEUDONYM.finditer(self.text))):
            item = self.register.at(place)
            span = self.narrative.doc.char_span(item.start, item.end, alignment_mode="expand") if item else None
            yield from span[-1:] if span is not None else ()

    def opening(self) -> Iterator[Token]:
        """The full names that sentences begin with, and those whom a sentence brings in: "For one mother from X,"."""
        for found in PRESENTS.finditer(self.text):
            span = self.narrative.doc.char_span(found.end(), found.end() + 1, alignment_mode="expand")
            head = head_from(self.narrative, span[0].i) if span else None
            member = MEMBER.match(self.text, found.end())
            yield from span if member and span is not None else [head] if head is not None else ()
        for item in self.register.mentions:
            begins, _ = self.narrative.sentence(item.start)
            named = " " in self.text[item.start : item.end] and self.text[item.end : item.end + 1] in " ,"
            span = self.narrative.doc.char_span(item.start, item.end, alignment_mode="expand")
            if named and span is not None and self.is_title(begins, item.start):
                yield span[-1]

    def is_title(self, start: int, end: int) -> bool:
        """True if nothing but an office stands in [start, end), as before a name that begins a sentence."""
        words = self.text[start:end].strip()
        return not words or any(found.group() == words for found in offices.offices_in(words))

    def speaks(self, offset: int, person: Person) -> None:
        """Note that a person speaks at an offset: later pronouns may mean that person."""
        self.spoken.append((offset, person))

    def resolve(self, start: int, end: int, verb: int) -> Person | None:
        """The speaker that the words [start, end) name; `verb` is the offset of the verb of saying."""
        words = self.text[start:end]
        first = words.lower().split()[0] if words.split() else ""
        if first in GENDERS and len(words.split()) == 1:
            return self.replier(GENDERS[first], start, verb) or self.of_pronoun(GENDERS[first], start)
        if words.lower() in ("it", "they"):
            return self.of_collective(start, verb, plural=words.lower() == "they")
        if words.lower() in NOT_SPEAKERS:
            return None
        if first == "whose":
            return self.owner(start)
        start = self.whole_start(start)
        apposed = self.apposed(start, end)
        if apposed is not None:
            return self.register.people[apposed.number]
        aged = AGED.match(self.text, start)
        if aged:
            return self.member_of_public(start) or Person(name=aged["who"], kind=SpeakerKind.PUBLIC)
        named = self.named(start, end, verb)
        if named is not None:
            return self.register.people[named.number]
        return self.of_words(start, end)

    def whole_start(self, start: int) -> int:
        """Where a phrase begins of which the parser took the name at its end alone: "a spokesman for the charity X"."""
        before = SPEAKS_FOR.search(self.text, max(0, start - APPOSITION_WINDOW), start)
        return before.start("who") if before and self.register.at(start) is None else start

    def apposed(self, start: int, end: int) -> Named | None:
        """The name before a comma and an office to whose last words a phrase belongs: "A B, its lead for X, said"."""
        before = OFFICE_FOR.search(self.text, max(0, start - APPOSITION_WINDOW), start)
        if before is None or self.text[end : end + 1] != ",":
            return None
        item = self.register.at(before.start() - 1)
        return item if item is not None and item.end == before.start() else None

    def owner(self, start: int) -> Person | None:
        """The one whom a clause with "whose" at an offset tells of: "a mother whose case took years said"."""
        before = self.text[:start].rstrip(" ,")
        span = self.narrative.doc.char_span(len(before) - 1, len(before), alignment_mode="expand")
        head = span[-1] if span else None
        if head is None or head.tag_ not in ("NN", "NNP"):
            return None
        return self.resolve(*phrase(self.narrative, head), head.idx)

    def of_pronoun(self, gender: str, offset: int) -> Person | None:
        """The person last in focus before an offset whose gender fits: as subject of a sentence or as speaker."""
        best: tuple[int, Person] | None = None
        for number in range(bisect_left(self.focus_starts, offset) - 1, -1, -1):
            token = self.focus[number]
            known = self.subject_person(token)
            if known is not None and self.fits(self.register.people[known], gender):
                best = (token.idx, self.register.people[known])
                break
            unnamed = self.unnamed(token, gender) if known is None and token.tag_ in ("NN", "NNP", "CD") else None
            if unnamed is not None:
                best = (token.idx, unnamed)
                break
        spoken = next(
            (
                (place, person)
                for place, person in reversed(self.spoken)
                if place < offset and self.fits(person, gender)
            ),
            None,
        )
        if spoken and (best is None or spoken[0] > best[0]):
            best = spoken
        said = self.last_to_say(gender, offset)
        if said and (best is None or said[0] > best[0]):
            best = said
        bystander = self.bystander(gender, offset, best[0] if best else -1)
        return bystander or (best[1] if best else None)

    def last_to_say(self, gender: str, offset: int) -> tuple[int, Person] | None:
        """Where the person stands who said something last before an offset, whatever the parser made of it."""
        begins = self.narrative.paragraphs[max(0, self.narrative.paragraph(offset) - 1)][0]
        for start, end in reversed(self.said):
            if begins <= start and end < offset:
                inside = self.register.within(start, end)
                person = self.register.people[inside[-1].number] if inside else None
                if person is not None and not self.belongs(start, end, inside[-1]) and self.fits(person, gender):
                    return start, person
        return None

    def bystander(self, gender: str, offset: int, after: int) -> Person | None:
        """The "man" or "mother" whom the paragraph brings in after the last one in focus, if nobody is named since."""
        begins, _ = self.narrative.paragraphs[self.narrative.paragraph(offset)]
        for found in reversed(list(BYSTANDER.finditer(self.text, max(begins, after), offset))):
            who = found["who"].lower()
            own = offices.genders().get(who, "") if offices.kind_of_role(who) is SpeakerKind.PUBLIC else ""
            free = not self.register.within(found.start(), offset) and self.narrative.quoted(found.start()) is None
            if own == gender and free:
                return Person(name=who, role="" if who in offices.listed("roleless") else who, kind=SpeakerKind.PUBLIC)
        return None

    def member_of_public(self, offset: int) -> Person | None:
        """The person last in focus before an offset, if that is nobody in office: "the 24-year-old"."""
        for token in reversed(self.focus[: bisect_left(self.focus_starts, offset)]):
            known = self.subject_person(token)
            if known is not None:
                person = self.register.people[known]
                return None if person.role or person.organisation else person
        return None

    def unnamed(self, token: Token, gender: str) -> Person | None:
        """The person without a name that a singular subject describes, if the gender may fit: "a woman in X"."""
        start, end = phrase(self.narrative, token)
        if token.tag_ == "CD" or MEMBER.match(self.text, start):
            return self.one_of(start, gender)
        role = token.lower_
        if token.tag_ == "NNP" and (not DEFINITE.search(self.text[start:end]) or self.register.within(end, end + 60)):
            return None
        if role not in person_nouns() or offices.genders().get(role, gender) != gender:
            return None
        words = ARTICLE.sub("", self.text[start:end]).strip(" ,")
        whole = next(
            (found.group() for found in offices.offices_in(words) if found.group().lower().endswith(role)), role
        )
        return self.description(words, start, end, whole) if words and not NOBODY.match(words) else None

    def one_of(self, start: int, gender: str = "") -> Person | None:
        """The person whom "one of the women" or "another of its officers" describes; None for any other words."""
        member = MEMBER.match(self.text, start)
        if member is None:
            return None
        words = offices.singular(member["group"])
        if gender and offices.genders().get(words.split()[-1], gender) != gender:
            return None
        last = next(offices.offices_in(words), None)
        role = last.group() if last else offices.staff_in(words)
        return self.description(words, *member.span("group"), role)

    def another(self, start: int, end: int) -> Person:
        """One more of those who spoke last, or, for "one of them", of those spoken of."""
        begins = self.narrative.paragraphs[max(0, self.narrative.paragraph(start) - 2)][0]
        spoke = (span for span in reversed(self.said) if begins <= span[0] and span[1] < start)
        groups = self.subjects_before(begins, start) if THEM.search(self.text, start, end) else spoke
        for first, last in groups:
            words = ARTICLE.sub("", self.text[first:last])
            member = self.one_of(first)
            if member is not None:
                return member
            role = next((found.group() for found in offices.offices_in(words) if found.end() == len(words)), "")
            role = role or offices.staff_in(words)
            if role and not self.register.within(first, last + 1):
                words, role = (
                    (offices.singular(words), offices.singular(role)) if offices.is_several(words) else (words, role)
                )
                return self.description(words, first, last, role)
        return Person(name=self.text[start:end].lower(), kind=SpeakerKind.PUBLIC)

    def subject_person(self, token: Token) -> int | None:
        """The number of the person that a subject names, by name, apposition or office ("the commissioner")."""
        if token.i not in self.subjects:
            self.subjects[token.i] = self.find_subject(token)
        return self.subjects[token.i]

    def find_subject(self, token: Token) -> int | None:
        """The number of the person that a subject names; None for others."""
        item = self.register.at(token.idx)
        if item is not None:
            return None if re.match(r"[’']s?\s", self.text[item.end : item.end + 3]) else item.number
        start, end = phrase(self.narrative, token)
        item = self.named(start, end, token.head.idx)
        if item is not None:
            return item.number
        ahead = self.opens_with(start)
        if ahead is not None:
            return ahead.number
        office = list(offices.offices_in(self.text[start:end]))
        definite = office and DEFINITE.search(self.text[start:end])
        return self.holder(start, end, office[-1].group()) if definite else None

    def opens_with(self, start: int) -> Named | None:
        """The name that begins the sentence and to which "the inspector responsible" at an offset is in apposition."""
        begins, _ = self.narrative.sentence(start)
        apposed = DEFINITE.match(self.text[start : start + 6]) and self.text[:start].endswith(", ")
        item = self.register.at(start - 3) if apposed else None
        whole = item is not None and item.end == start - 2 and self.is_title(begins, item.start)
        return item if whole else None

    def replier(self, gender: str, offset: int, verb: int) -> Person | None:
        """Whoever was asked something right before, if a pronoun at an offset may mean them."""
        span = asked(self.narrative, self.focus, offset, verb)
        person = self.resolve(*span) if span else None
        return person if person is not None and is_one(person) and self.fits(person, gender) else None

    def fits(self, person: Person, gender: str) -> bool:
        """True if a pronoun of that gender may mean the person."""
        number = next((n for n, known in enumerate(self.register.people) if known is person), -1)
        if number < 0:
            described = bool(person.role) or person.kind is SpeakerKind.PUBLIC
            one = person.name[:1].islower() and not offices.is_several(person.role or person.name)
            return person.kind is not SpeakerKind.INSPECTORATE and described and one
        return self.register.gender(number) in ("", gender)

    def of_collective(self, offset: int, verb: int, *, plural: bool) -> Person | None:
        """What "it" or "they" stands for: a letter's writer, the body last in focus, or that spoke last and goes on."""
        begins = self.narrative.paragraphs[max(0, self.narrative.paragraph(offset) - 2)][0]
        paragraph, _ = self.narrative.paragraphs[self.narrative.paragraph(offset)]
        written = list(LETTER.finditer(self.text, paragraph, offset))
        if written and not plural:
            return self.of_words(*written[-1].span("who"))
        spoke = self.last_body(span for span in reversed(self.said) if begins <= span[0] <= span[1] < offset)
        acted = self.last_body(self.subjects_before(begins, offset))
        goes_on = CONTINUES.match(self.text, verb)
        if spoke and (goes_on or acted is None or spoke[0] >= acted[0]):
            return spoke[1]
        if acted:
            return acted[1]
        if self.about_inspection and re.search(r"\b(?:report|inspect\w+|HMIC\w*)\b", self.text[begins:offset]):
            return self.report()
        last = [person for place, person in self.spoken if place < offset]
        return last[-1] if last and plural else None

    def subjects_before(self, begins: int, offset: int) -> Iterator[tuple[int, int]]:
        """The phrases of the subjects of main clauses in [begins, offset), the last first; no pronouns."""
        last = bisect_left(self.focus_starts, offset)
        for token in reversed(self.focus[bisect_left(self.focus_starts, begins) : last]):
            if token.lower_ not in PRONOUNS:
                yield phrase(self.narrative, token)

    def last_body(self, spans: Iterable[tuple[int, int]]) -> tuple[int, Person] | None:
        """Where the first of the spans stands that names a body and no person, and that body."""
        for start, end in spans:
            letter = LETTERS.fullmatch(ARTICLE.sub("", self.text[start:end]))
            body = (
                None if self.register.within(start, end) else self.writer(start) if letter else self.of_body(start, end)
            )
            if body is not None:
                return start, body
        return None

    def of_words(self, start: int, end: int) -> Person | None:
        """The speaker that a phrase without a name describes: a body, an office holder, or an unnamed person."""
        if OTHERS.fullmatch(self.text, start, end):
            return self.another(start, end)
        member = self.one_of(start)
        if member is not None:
            return member
        words = ARTICLE.sub("", self.text[start:end]).strip(" ,")
        if not re.search(r"\w", words) or NOBODY.match(words):
            return None
        if LETTERS.fullmatch(words):
            return self.writer(start) or self.description(words, start, end, "")
        staff = offices.staff_in(words)
        if staff:
            return self.description(words, start, end, staff)
        office = list(offices.offices_in(words))
        head = re.split(r"\s+(?:of|for|from|at|with|in|to|on|behind)\s+", words)[0]
        if office and office[-1].end() == len(words) and not any(found.start() < len(head) for found in office):
            head = words
        person_like = any(found.end() >= len(head.rstrip("s")) - 1 and found.start() < len(head) for found in office)
        authors = head.lower() == "authors" and DEFINITE.match(self.text[start:end])
        inspectors = self.about_inspection and (head.lower().endswith("inspectors") or authors)
        if not person_like or inspectors:
            body = self.of_body(start, end)
            if body is not None:
                return body
            return self.description(words, start, end, "")
        role = next(found.group() for found in office if found.end() >= len(head.rstrip("s")) - 1)
        if DEFINITE.search(self.text[start:end]) or (
            self.text[start].isupper() and not ARTICLE.match(self.text[start:end])
        ):
            holder = self.holder(start, end, role)
            if holder is not None:
                return self.register.people[holder]
        return self.attached(words, start, role) or self.description(words, start, end, role)

    def attached(self, words: str, start: int, role: str) -> Person | None:
        """Somebody who speaks for, or stands beside, the one spoken of: "his predecessor", a bare "spokesman"."""
        if role.lower() not in offices.listed("attached"):
            return None
        owner = OWNER.match(self.text, start)
        whose = self.of_pronoun(GENDERS["he" if owner[1].lower() == "his" else "she"], start) if owner else None
        if owner is None and words.lower() == role.lower():
            begins, _ = self.narrative.paragraphs[self.narrative.paragraph(start)]
            last = self.last_body(span for span in reversed(self.said) if begins <= span[0] < span[1] < start)
            whose = last[1] if last else None
        return replace(whose, name=words, role=role, mentions=()) if whose else None

    def writer(self, offset: int) -> Person | None:
        """Who wrote "the letter": the last person said to have put something in one, else the inspectorate."""
        written = [found.start() for found in WRITTEN.finditer(self.text)]
        for place in (*reversed([one for one in written if one < offset]), *written):
            subject = self.subject_of_sentence(place)
            if subject is not None:
                return self.register.people[subject]
        official = self.about_inspection and official_letter().search(self.text)
        return self.report() if official else None

    def subject_of_sentence(self, offset: int) -> int | None:
        """The number of the person who is the subject of the sentence that holds an offset."""
        start, end = self.narrative.sentence(offset)
        for token in self.focus[bisect_left(self.focus_starts, start) : bisect_left(self.focus_starts, end)]:
            number = self.subject_person(token)
            if number is not None:
                return number
        return None


@cache
def official_letter() -> re.Pattern[str]:
    """A letter that an inspectorate has sent or put on its website."""
    body = r"\b(?:HMIC\w*|[Ii]nspectorate|[Ii]nspectors?)\b"
    return re.compile(rf"\bletter\b[^.\n]{{0,80}}{body}|{body}[^.\n]{{0,80}}\bletter\b")


@cache
def person_nouns() -> frozenset[str]:
    """The last words of all offices: nouns that describe one person."""
    return frozenset(office.split()[-1] for office in offices.kinds())


def in_focus(token: Token, narrative: Narrative) -> bool:
    """True for the subject of a main clause: what a later pronoun may mean. A verb in marks is no main clause."""
    verb = token.head
    while verb.dep_ == "conj" and verb.head is not verb:
        verb = verb.head
    return verb.dep_ in ("ROOT", "parataxis") or (verb.dep_ == "ccomp" and not narrative.outside(verb.head))
