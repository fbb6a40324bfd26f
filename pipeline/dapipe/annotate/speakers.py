"""Who a mention is: name, office, pronoun, force, report or description -> the Person who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from dapipe.annotate import offices
from dapipe.annotate.bodies import COMMISSIONERS, Bodies, force_in
from dapipe.annotate.narrative import Narrative, chosen
from dapipe.annotate.people import Named, Register
from dapipe.annotate.subjects import phrase
from dapipe.mentions import Person, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

REPORT = "HMIC report"
ARTICLE = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:but|and|yet|so|still|meanwhile|however)\s+)?(?:the|a|an|one|another|this|that|his|her|its|their|our|some|any|many|several)\s+",
    re.I,
)
PREPOSITION = re.compile(r"\b(?:of|for|from|at|with|in|to|on|by|behind)\s+(?:the\s+)?(?:[\w’'&.-]+\s+)*$", re.I)
SUBJECTS = ("nsubj", "nsubjpass")
GENDERS = {"he": "male", "she": "female"}
DEFINITE = re.compile(r"^(?:the|its|their|his|her|this|that)\b|’s\b|'s\b", re.I)
OWN_FORCE = re.compile(r"(?:(?:the|its|county[’']s)\s+)?(?:police\s+)?(?:force|constabulary|brigade)", re.I)
FORCE_WORDS = re.compile(
    r"\b(?:the|his|her|its|county[’']s)?\s*(?:force|constabulary|police force|brigade)(?:\b|$)", re.I
)
PRONOUNS = frozenset(("it", "they", "which", "that", "who", "he", "she", "we", "i", "you"))
BRACKET_WINDOW = 40
APPOSED = re.compile(r"\s*[,(]|\s+(?:in|from|of|at)\s+[A-Z][\w’'-]+,")
OBJECTS = ("attr", "pobj", "dobj")
OTHERS = re.compile(r"(?:one|another|a\s+(?:second|third|fourth))(?:\s+of\s+them)?", re.IGNORECASE)
THEM = re.compile(r"\bthem\b")
AMONG = re.compile(r"\b(?:[Oo]ne of|[Aa]mong)\b[^.;:“”\n]{0,100}?\b(?:was|were|is|are)\s+(?=[A-Z])")
MEMBER = re.compile(
    r"(?:one|another)\s+of\s+(?:the|those|these|its|their|his|her|our)\s+(?P<group>(?:[a-z][\w-]*\s+){0,2}?[a-z][\w-]*(?:s|men|people|ren|staff))\b",
    re.IGNORECASE,
)
CONTINUES = re.compile(r"(?:add|continu|went\s+on|go(?:es)?\s+on)", re.IGNORECASE)
OWNED = re.compile(r"(?:[’']s|s[’'])\s+(?:[\w-]+\s+)*?(?P<what>[a-z][\w-]*)$")
LETTERS = re.compile(r"letter|e-?mail", re.IGNORECASE)
WRITTEN = re.compile(
    r"\bin\s+(?:a|an|his|her|the)\s+(?:[\w-]+\s+){0,2}(?:letter|e-?mail)\b|\b(?:wrote|writes|written|sent)\b[^.\n]{0,40}\bletter\b"
)
OWNER = re.compile(r"(?:his|her)\s", re.IGNORECASE)
NAMED = re.compile(r"\s+(?:named|called)\s+")
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


class Speakers:
    """Resolves mentions against the register and what stands before them."""

    def __init__(self, narrative: Narrative, register: Register, bodies: Bodies) -> None:
        self.narrative = narrative
        self.register = register
        self.bodies = bodies
        self.text = narrative.text
        self.about_inspection = bodies.inspects()
        subjects = [token for token in chosen(narrative.doc, "DEP", SUBJECTS) if in_focus(token, narrative)]
        presented = [token for token in chosen(narrative.doc, "DEP", OBJECTS) if self.is_presented(token)]
        both = sorted({*subjects, *presented, *self.among()}, key=lambda token: token.i)
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
        if token.dep_ == "attr":
            return named and not any(self.register.at(child.idx) for child in verb.children if child.dep_ == "nsubj")
        return verb.lower_ in offices.listed("meeting") and (named or token.tag_ in ("NN", "CD"))

    def among(self) -> Iterator[Token]:
        """The names after "one of those who … was", whatever the parser made of them."""
        for found in AMONG.finditer(self.text):
            item = self.register.at(found.end())
            span = self.narrative.doc.char_span(item.start, item.end, alignment_mode="expand") if item else None
            yield from span[-1:] if span is not None else ()

    def speaks(self, offset: int, person: Person) -> None:
        """Note that a person speaks at an offset: later pronouns may mean that person."""
        self.spoken.append((offset, person))

    def resolve(self, start: int, end: int, verb: int) -> Person | None:
        """The speaker that the words [start, end) name; `verb` is the offset of the verb of saying."""
        words = self.text[start:end]
        first = words.lower().split()[0] if words.split() else ""
        if first in GENDERS and len(words.split()) == 1:
            return self.of_pronoun(GENDERS[first], start)
        if words.lower() in ("it", "they"):
            return self.of_collective(start, verb, plural=words.lower() == "they")
        if words.lower() in NOT_SPEAKERS:
            return None
        named = self.named(start, end, verb)
        if named is not None:
            return self.register.people[named.number]
        return self.of_words(start, end)

    def named(self, start: int, end: int, verb: int) -> Named | None:
        """The name that heads a phrase or stands in apposition to it; none that only belongs to its complement."""
        inside = [item for item in self.register.within(start, end) if not self.belongs(start, end, item)]
        if inside:
            return inside[-1]
        if verb < start:
            stop = re.search(r"[,.;:(“”\"\n]|$", self.text[end : end + 80])
            last = end + (stop.start() if stop else 0)
            later = [item for item in self.register.within(end, last) if not self.belongs(start, item.end, item)]
            if later:
                return later[0]
        first = self.register.at(start)
        if first and not self.belongs(start, end, first):
            return first
        called = NAMED.match(self.text, end)
        if called and self.register.at(called.end()):
            return self.register.at(called.end())
        bracket = re.search(r"\s\([^()]*$", self.text[max(0, start - BRACKET_WINDOW) : start])
        if bracket:
            return self.register.at(max(0, start - BRACKET_WINDOW) + bracket.start() - 1)
        tail = re.match(
            r"\s*(?:\([^()]{1,40}\)\s*)?,\s+(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr|Coun|Councillor|Rev|Prof|Professor|Lord|Lady|Baroness)\.?\s+)?",
            self.text[end : end + 60],
        )
        follows = self.register.at(end + tail.end()) if tail else self.after_office(end, verb)
        if follows is not None and verb > end and verb > follows.end and not APPOSED.match(self.text, follows.end):
            follows = None
        if follows is None:
            follows = self.in_apposition(end, verb)
        return follows

    def after_office(self, end: int, verb: int) -> Named | None:
        """A name right after an office whose complement the phrase has left out: "Inspector | of Constabulary A B"."""
        item = next(iter(self.register.within(end, end + 60)), None)
        beyond = item is not None and end <= verb < item.end
        if item is None or beyond or re.search(r"[,.;:“”]", self.text[end : item.start]):
            return None
        return item if offices.office_before(self.text, item.start) else None

    def in_apposition(self, end: int, verb: int) -> Named | None:
        """A name between commas before the verb, where the phrase before is an office: "…Commissioner, A B, said"."""
        if verb <= end:
            return None
        for item in self.register.within(end, verb):
            before = self.text[end : item.start]
            if self.text[item.end : item.end + 1] not in (",", ";") and self.text[item.end : item.end + 2] != " (":
                continue
            if re.search(r",\s+(?:[A-Z][\w/’'.]*\s+(?:of\s+)?){0,5}$", before) and not re.search(
                r"\b(?:who|which)\b|,\s+and\b|\band\s+(?:the|his|her|its)\b", before
            ):
                return item
        return None

    def belongs(self, start: int, end: int, item: Named) -> bool:
        """True for a name inside a complement, possessive or compound: "a spokesman for Mr X", "an X adviser"."""
        before, after = self.text[start : item.start], self.text[item.end : end]
        title = next((found for found in offices.offices_in(before) if found.end() == len(before.rstrip())), None)
        before = before[: title.start()] if title else before
        return bool(PREPOSITION.search(before)) or bool(
            re.match(r"[’']s?\s|\s+(?!of\b|from\b|at\b|in\b|for\b)\w", after)
        )

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
        return best[1] if best else None

    def unnamed(self, token: Token, gender: str) -> Person | None:
        """The person without a name that a singular subject describes, if the gender may fit: "a woman in X"."""
        start, end = phrase(self.narrative, token)
        if token.tag_ == "CD":
            return self.one_of(start, gender)
        role = token.lower_
        if token.tag_ == "NNP" and (not DEFINITE.search(self.text[start:end]) or self.register.within(end, end + 60)):
            return None
        if role not in person_nouns() or offices.genders().get(role, gender) != gender:
            return None
        words = ARTICLE.sub("", self.text[start:end]).strip(" ,")
        return self.description(words, start, end, role) if words and not NOBODY.match(words) else None

    def one_of(self, start: int, gender: str = "") -> Person | None:
        """The person whom "one of the women" or "another of its officers" describes; None for any other words."""
        member = MEMBER.match(self.text, start)
        if member is None:
            return None
        words = offices.singular(member["group"])
        if gender and offices.genders().get(words.split()[-1], gender) != gender:
            return None
        last = next(offices.offices_in(words), None)
        return self.description(words, *member.span("group"), last.group() if last else "")

    def another(self, start: int, end: int) -> Person:
        """One more of those who spoke last, or, for "one of them", of those spoken of."""
        begins = self.narrative.paragraphs[max(0, self.narrative.paragraph(start) - 1)][0]
        spoke = (span for span in reversed(self.said) if begins <= span[0] and span[1] < start)
        groups = self.subjects_before(begins, start) if THEM.search(self.text, start, end) else spoke
        for first, last in groups:
            words = ARTICLE.sub("", self.text[first:last])
            member = self.one_of(first)
            if member is not None:
                return member
            role = next((found.group() for found in offices.offices_in(words) if found.end() == len(words)), "")
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
        office = list(offices.offices_in(self.text[start:end]))
        definite = office and DEFINITE.search(self.text[start:end])
        return self.holder(start, end, office[-1].group()) if definite else None

    def holder(self, start: int, end: int, role: str) -> int | None:
        """The number of the person who holds the office that a phrase names, with its owner if that is named."""
        words = self.text[start:end]
        owner = ARTICLE.sub("", words[: max(0, words.find(role))]).strip()
        plain = [offices.plain(word).removesuffix("'s") for word in owner.split()]
        empty = offices.listed("owners") | (offices.listed("parties") if offices.is_member(role) else frozenset())
        named = [word for word in plain if word not in empty]
        return self.register.holder(role, start, " ".join(named), self.bodies.force_at(start, end))

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
        inspectors = self.about_inspection and head.lower().endswith("inspectors")
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
        return self.description(words, start, end, role)

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

    def of_body(self, start: int, end: int) -> Person | None:
        """The force, inspectorate or organisation that a phrase names."""
        words = self.text[start:end]
        plain = offices.plain(ARTICLE.sub("", words))
        if offices.staff_in(plain) or is_owned_thing(words):
            return None
        head = re.split(r"\s+(?:of|for|from|into|on|by|in|at)\s+", plain)[0]
        if self.about_inspection and inspectorate_words().search(head):
            return self.report()
        body = offices.body_in(ARTICLE.sub("", words))
        if body and words.startswith(body) and offices.is_common(body) and len(words) > len(body):
            return None
        force = self.bodies.force_at(start, end) or (self.bodies.main if OWN_FORCE.fullmatch(words) else "")
        if force and not (
            body and re.search(r"\b(?:Council|Federation|Association|Authority|Commissioner|Panel)\b", body)
        ):
            name = self.bodies.name(force)
            return Person(name=name, organisation=name, force=force, kind=SpeakerKind.FORCE)
        if not body and self.is_proper(start, end):
            run = re.search(r"(?:[A-Z0-9][\w’'&.-]*)(?:\s+(?:(?:of|for|and|&|the)\s+)*[A-Z0-9][\w’'&.-]*)*$", words)
            body = ARTICLE.sub("", run.group() if run else words)
        if body and (body[0].isupper() or body[0].isdigit()):
            kind = offices.kind_of_body(words)
            force = self.bodies.held("", body, kind).force if "Federation" in body else ""
            return Person(name=body, organisation=body, force=force, kind=kind)
        return None

    def is_proper(self, start: int, end: int) -> bool:
        """True if a phrase is a proper name by the tagger's word."""
        span = self.narrative.doc.char_span(start, end, alignment_mode="expand")
        head = takewhile(lambda token: token.tag_ != "IN", span or ())
        tokens = [token for token in head if token.tag_ in ("NN", "NNS", "NNP", "NNPS")]
        return bool(tokens) and all(token.tag_.startswith("NNP") and token.text[:1].isupper() for token in tokens[-1:])

    def report(self) -> Person:
        """The inspectorate, its report or its inspectors as a body."""
        return Person(name=REPORT, organisation=self.bodies.inspectorate, kind=SpeakerKind.INSPECTORATE)

    def description(self, words: str, start: int, end: int, role: str) -> Person:
        """An unnamed person or group by the words of the text: "custody sergeant", "NSPCC spokesman"."""
        if offices.plain(role) in offices.listed("roleless"):
            return Person(name=words, kind=SpeakerKind.PUBLIC)
        if role and offices.staff_in(words):
            return self.staff(words, start, end, role)
        owner = OWNER.match(self.text, start)
        if owner and role.lower() in offices.listed("attached"):
            whose = self.of_pronoun("male" if owner.group().lower().startswith("his") else "female", start)
            if whose is not None:
                return replace(whose, name=words, role=role, mentions=())
        kind = offices.kind_of_role(role) if role else SpeakerKind.OTHER
        context = re.sub(re.escape(role) + "$", "", words) if role else words
        thing = is_owned_thing(words)
        force = self.bodies.force_at(start, end) or (self.bodies.main if FORCE_WORDS.search(words) else "")
        force = "" if thing else force
        body = "" if thing else offices.body_in(words)
        if kind is SpeakerKind.INSPECTORATE:
            return Person(name=words, role=role, organisation=self.bodies.inspectorate, kind=kind)
        if kind is SpeakerKind.COMMISSIONER:
            held = self.bodies.held(role, context, kind, start)
            return Person(name=words, role=role, organisation=held.organisation, force=held.force, kind=kind)
        if COMMISSIONERS.search(words):
            held = self.bodies.commissioner(words, force_in(words) or self.bodies.local(start))
            return Person(name=words, role=role, organisation=held.organisation, force=held.force, kind=held.kind)
        if force or (kind is SpeakerKind.FORCE and not body):
            force = force or self.bodies.local(start)
            name = self.bodies.name(force) if force else ""
            return Person(name=words, role=role, organisation=name, force=force, kind=SpeakerKind.FORCE)
        side = offices.kind_of_body(body or words) if kind is SpeakerKind.OTHER else kind
        return Person(name=words, role=role, organisation=body, kind=side)

    def staff(self, words: str, start: int, end: int, role: str) -> Person:
        """Those who work for a force without a name: of the force named with them, else of the document's."""
        force = self.bodies.force_at(start, end) or self.bodies.local(start)
        name = self.bodies.name(force) if force else ""
        return Person(name=words, role=role, organisation=name, force=force, kind=SpeakerKind.FORCE)


def is_owned_thing(words: str) -> bool:
    """True for what somebody owns and speaks by no right of its own: "the force’s own rules"."""
    owned = OWNED.search(words)
    if owned is None:
        return False
    last = owned["what"].lower()
    voices = offices.listed("voices") | offices.listed("force_words") | offices.listed("organisations")
    return last not in voices and not offices.staff_in(last) and not any(offices.offices_in(last))


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


@cache
def inspectorate_words() -> re.Pattern[str]:
    """The inspectorate, its people and papers at the end of a phrase's head."""
    every = sorted((*offices.listed("bodies"), *offices.listed("inspectorates")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, every)) + r")\b(?:'s)?(?:\s+(?:&|and)\s+.*)?$")
