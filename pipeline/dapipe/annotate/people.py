"""The register of a document's people: full names, roles, organisations, forces, and every mention of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dapipe.annotate import offices
from dapipe.annotate.bodies import Bodies, force_in
from dapipe.annotate.found import document_of
from dapipe.annotate.names import candidates, given_names, longest, titled
from dapipe.annotate.offices import Office
from dapipe.annotate.verbs import verbs
from dapipe.mentions import Mention, Person, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUFFIX = re.compile(r",?\s+(?:Jr|Sr|III?|QC|KC|OBE|CBE|MBE|QPM|MP|MS|MSP|MEP)\.?$")


RANKED = (SpeakerKind.FORCE, SpeakerKind.COMMISSIONER)
SIGNED_WORDS = 12
LONGEST_NAME = 3
SHORTEST_FIRST = 3
BELOW = ("deputy", "assistant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Mention):
    """A person's name in the text, without rank or title; `number` is the person's place in the register."""

    number: int


@dataclass(slots=True, kw_only=True)
class Profile:
    """What is known of one person while the register is made."""

    name: str
    gender: str = ""
    offices: list[Office] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The words of the name, lower case."""
        return self.name.lower().split()


class Register:
    """The people of a document in the order they appear, and their mentions in the order of the text."""

    def __init__(self, profiles: list[Profile], bodies: Bodies) -> None:
        self.profiles = profiles
        self.bodies = bodies
        self.people = tuple(person(profile, bodies) for profile in profiles)
        self.office_words = tuple(map(referring, self.people, profiles))
        named = [
            Named(start=start, end=end, number=number)
            for number, profile in enumerate(profiles)
            for start, end in profile.mentions
        ]
        self.mentions = tuple(sorted(named, key=lambda item: item.start))
        self.starts = [item.start for item in self.mentions]

    def within(self, start: int, end: int) -> tuple[Named, ...]:
        """The mentions that begin in [start, end)."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def at(self, offset: int) -> Named | None:
        """The mention that holds an offset."""
        number = bisect_right(self.starts, offset) - 1
        return self.mentions[number] if number >= 0 and offset < self.mentions[number].end else None

    def gender(self, number: int) -> str:
        """ "female", "male" or "" for a person."""
        return self.profiles[number].gender

    def holder(self, words: str, before: int, owner: str = "", force: str = "") -> int | None:
        """The person whose office the words name ("the commissioner"), the one last mentioned; None if nobody fits.

        Whoever is known for another force than `force`, or by nothing that `owner` ("Lib Dem") names, does not fit.
        """
        wanted = office_words(words)
        numbers = {
            number
            for number, one in enumerate(self.people)
            if wanted & self.office_words[number] and self.may_hold(number, words, owner, force or one.force)
        }
        fits = [item for item in self.mentions if item.number in numbers]
        earlier = [item for item in fits if item.start < before]
        return earlier[-1].number if earlier else fits[0].number if fits else None

    def may_hold(self, number: int, words: str, owner: str, force: str) -> bool:
        """True if an office named by its noun, by a whole title or with its owner's name may be the person's."""
        one = self.people[number]
        held = {offices.plain(office.role) for office in self.profiles[number].offices} | {offices.plain(one.role)}
        title = offices.plain(words)
        of_rank = one.kind in RANKED and offices.kind_of_role(title) is one.kind
        if of_rank and (one.force or "") != force:
            return False
        if of_rank and not any(same_rank(title, role) for role in held):
            return False
        known = offices.plain(f"{one.role} {one.organisation} {self.context(number)}")
        return of_rank or all(word in known for word in offices.plain(owner).split())

    def context(self, number: int) -> str:
        """The words around the offices of a person."""
        return " ".join(office.context for office in self.profiles[number].offices)

    def called(self, words: str) -> int | None:
        """The person whose full name, surname, given name or initials the words are, in any case; None if nobody's."""
        plain = words.lower().replace(".", "")
        for number, profile in enumerate(self.profiles):
            initials = "".join(word[0] for word in profile.words)
            if plain in (profile.name.lower(), profile.words[-1], profile.words[0], initials):
                return number
        return None


def same_rank(title: str, role: str) -> bool:
    """True if a title may be that of a role: a deputy is not meant by "the chief constable"."""
    full = " ".join(offices.spelled().get(word, word) for word in role.split())
    wanted = " ".join(offices.spelled().get(word, word) for word in title.split())
    below = any(word in full.split() and word not in wanted.split() for word in BELOW)
    return not below and (wanted in full or len(wanted.split()) == 1)


def referring(one: Person, profile: Profile) -> frozenset[str]:
    """The nouns of a person's offices, by which others may refer to the person."""
    roles = {one.role, *(office.role for office in profile.offices)}
    return frozenset(word for role in roles for word in office_words(role))


def office_words(words: str) -> frozenset[str]:
    """The nouns by which an office is referred to: "the PCC" and "the commissioner" share one."""
    plain = (word.strip(".,'’").lower() for word in re.split(r"[\s/]+", words))
    short = offices.references()
    return frozenset(short.get(word, word) for word in plain) & offices.listed("heads")


def register(doc: Doc, bodies: Bodies) -> Register:
    """The register of a Doc."""
    text = document_of(doc).text
    spans = sorted(set(candidates(doc, text, bodies)))
    profiles: list[Profile] = []
    for start, end in longest(spans):
        if " " in text[start:end]:
            add_full(profiles, text, start, end)
    for start, end in longest(spans):
        if " " not in text[start:end]:
            add_short(profiles, text, start, end)
    add_surnames(profiles, text, bodies)
    add_first_names(profiles, text)
    for profile in profiles:
        profile.mentions.sort()
        beside = list(offices_of(profile, text, bodies)) or list(office_above(profile, text))
        profile.offices = beside or office_below(profile, text)
        profile.gender = profile.gender or gender_of(profile, text)
    profiles.sort(key=lambda profile: profile.mentions[0])
    return Register(profiles, bodies)


def add_full(profiles: list[Profile], text: str, start: int, end: int) -> None:
    """Enter a name of several words: a new person, or one more mention of a known one."""
    name = re.sub(r"\s+", " ", text[start:end])
    known = next((profile for profile in profiles if same_name(profile.words, name.lower().split())), None)
    if known is None:
        known = Profile(name=name, gender=titled(text, start) or given_names().get(name.split()[0].lower(), ""))
        profiles.append(known)
    known.mentions.append((start, end))


def same_name(one: list[str], other: list[str]) -> bool:
    """True if two full names may be one person's: same surname, and the same or an abbreviated first name."""
    if one[-1] != other[-1] or not (len(one) > 1 and len(other) > 1):
        return False
    return one[0] == other[0] or one[0].rstrip(".") == other[0][:1] or other[0].rstrip(".") == one[0][:1]


def add_short(profiles: list[Profile], text: str, start: int, end: int) -> None:
    """Enter a name of one word: the person of that surname (or first name) last mentioned, or a new one."""
    word = text[start:end].lower()
    fits = [profile for profile in profiles if word == profile.words[-1]]
    alone = not re.match(r"[ \u00a0]+[A-Z]", text[end : end + 2])
    fits = fits or [profile for profile in profiles if alone and word == profile.words[0]]
    wanted = titled(text, start)
    fits = [profile for profile in fits if not wanted or not profile.gender or profile.gender == wanted] or fits
    if not fits:
        profiles.append(Profile(name=text[start:end], gender=wanted, mentions=[(start, end)]))
        return
    nearest(fits, start).mentions.append((start, end))


def nearest(profiles: list[Profile], start: int) -> Profile:
    """The one last mentioned before an offset, else the first."""

    def last(profile: Profile) -> int:
        return max((s for s, _ in profile.mentions if s <= start), default=-1)

    return max(profiles, key=last)


def add_surnames(profiles: list[Profile], text: str, bodies: Bodies) -> None:
    """Enter the bare surnames of known people that nothing else vouched for."""
    by_surname: dict[str, list[Profile]] = {}
    for profile in profiles:
        if " " in profile.name:
            by_surname.setdefault(profile.name.split()[-1], []).append(profile)
    if not by_surname:
        return
    taken = {start for profile in profiles for start, _ in profile.mentions}
    covered = [span for profile in profiles for span in profile.mentions]
    inside = {offset for start, end in covered for offset in range(start, end)}
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, by_surname)) + r")(?![\w-])")
    for found in pattern.finditer(text):
        if found.start() not in taken and found.start() not in inside and not bodies.covers(*found.span()):
            nearest(by_surname[found.group()], found.start()).mentions.append(found.span())


def add_first_names(profiles: list[Profile], text: str) -> None:
    """Enter the first names of known people that say something: "Tiff explained"."""
    surnames = {profile.words[-1] for profile in profiles}
    full = [profile for profile in profiles if 1 < len(profile.words) <= LONGEST_NAME]
    known = {profile.name.split()[0]: profile for profile in full if is_first(profile.words[0], surnames)}
    if not known:
        return
    taken = {start for profile in profiles for start, _ in profile.mentions}
    names, said = "|".join(map(re.escape, known)), "|".join(sorted(verbs("saying")))
    for found in re.finditer(rf"(?<![\w-])(?P<name>{names})(?=\s+(?:{said})\b)", text):
        if found.start() not in taken:
            known[found["name"]].mentions.append(found.span("name"))


def is_first(word: str, surnames: set[str]) -> bool:
    """True for what stands first in a name and is nobody's surname; a short one may be: Xi Jinping."""
    return word not in surnames and len(word) >= SHORTEST_FIRST


def gender_of(profile: Profile, text: str) -> str:
    """Gender by the titles of all mentions, else by the given name, else by a pronoun later in its sentence."""
    titles = Counter(filter(None, (titled(text, start) for start, _ in profile.mentions)))
    if titles:
        return titles.most_common(1)[0][0]
    return given_names().get(profile.words[0], "")


def offices_of(profile: Profile, text: str, bodies: Bodies) -> Iterator[Office]:
    """The offices beside a person's mentions: those of the full name first."""
    order = sorted(profile.mentions, key=lambda span: (" " not in text[slice(*span)], span))
    for start, end in order:
        suffix = SUFFIX.match(text, end)
        end = suffix.end() if suffix else end
        after = offices.office_after(text, end)
        yield from (*before(text, start, bodies), *([with_body(after, bodies, start)] if after else ()))


def office_above(profile: Profile, text: str) -> Iterator[Office]:
    """The office in the heading right above the paragraph that brings in a person: "Chief constable: ‘I did it’"."""
    start = profile.mentions[0][0]
    above = text[: text.rfind("\n", 0, start) + 1].rstrip().rsplit("\n", 1)[-1]
    label, colon, words = above.partition(":")
    found = offices.office_pattern().fullmatch(label.strip())
    if found and colon and words.strip()[:1] in ("‘", "“", "'", '"'):
        yield offices.read_office(found.group(), "", "", found.group())


def office_below(profile: Profile, text: str) -> list[Office]:
    """The office on the line below a name that has a line for itself, as under a letter or a pull quote."""
    for start, end in profile.mentions:
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip() and text[end : end + 1] in ("\n", "\r")
        line = text[end:].lstrip().split("\n")[0] if alone else ""
        office = offices.office_after(f", {line}\n", 0) if 0 < len(line.split()) <= SIGNED_WORDS else None
        if office and office.role:
            return [office]
    return []


def before(text: str, start: int, bodies: Bodies) -> Iterator[Office]:
    """The office before a name, and one more in front of that: "the council’s lead for X, Chief Constable N"."""
    office = offices.office_before(text, start)
    if office:
        yield with_body(office, bodies, start)
    if office and office.role:
        words = office.role.split()[0]
        place = text.rfind(words, max(0, start - offices.LEFT_WINDOW), start)
        beside = text[:place].rstrip().endswith(",") or words.lower() in offices.references()
        outer = offices.office_before(text, place) if place > 0 and beside else None
        if outer:
            yield with_body(outer, bodies, place)


def with_body(office: Office, bodies: Bodies, start: int) -> Office:
    """The office with the organisation that "its" or "their" before it stands for: the last one named before."""
    if not office.own:
        return office
    named = bodies.last_named(start)
    return replace(office, context=named, place="" if force_in(named) else named) if named else office


def person(profile: Profile, bodies: Bodies) -> Person:
    """The Person of a finished profile: all roles of the fullest mention, organisation and force from its words."""
    roles: list[str] = []
    for office in formal(profile.offices):
        if office.role and not any(similar(office.role, role) for role in roles):
            roles.append(office.role)
    kinds = [office.kind for office in profile.offices if office.kind is not SpeakerKind.OTHER]
    union = SpeakerKind.ASSOCIATION in kinds  # a sergeant who chairs the federation speaks for it
    kind = SpeakerKind.ASSOCIATION if union else kinds[0] if kinds else SpeakerKind.OTHER
    context = " | ".join(office.context for office in profile.offices)
    place = next((office.place for office in profile.offices if office.place), "")
    held = bodies.held(", ".join(roles), context, kind, profile.mentions[0][0])
    held = replace(held, organisation=held.organisation or place)
    if held.kind is SpeakerKind.INSPECTORATE and not roles and re.search(r"\binspector\b", bodies.text, re.IGNORECASE):
        roles.append("inspector")
    return Person(
        name=profile.name,
        role=", ".join(roles[:2]),
        organisation=held.organisation,
        force=held.force,
        kind=held.kind,
        mentions=tuple(profile.mentions),
    )


def formal(held: list[Office]) -> list[Office]:
    """The offices without the nicknames of offices ("watchdog boss"), if any other is held."""
    proper = [office for office in held if office.role and offices.plain(office.role) not in offices.listed("informal")]
    return proper or held


def similar(one: str, other: str) -> bool:
    """True if one role says no more than the other."""
    return one.lower() in other.lower() or bool(office_words(one) & office_words(other))
