"""What is asked when a number's owner is looked for: the forces of a document, and one number with its surroundings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import Spot, spots_in
from dapipe.annotate.force_names import forces as known
from dapipe.annotate.force_topics import Topics, topics
from dapipe.annotate.found import found
from dapipe.annotate.main_force import is_shared, main_force
from dapipe.annotate.patterns import lowered, pattern, small
from dapipe.document import Block, Document, DocumentKind
from dapipe.facts.subjects import NONE, Subject, agent_of, subject_of
from dapipe.facts.table_owners import column_owners
from dapipe.mentions import ForceMention, Person, Quantity, Sentence, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc

HEAD = 300
LEFT = 90
RIGHT = 70
MANY = 8
OFTEN = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """A force's slug, or "" with the scope: national, other forces, other body. `rule` says how it was found."""

    force: str = ""
    scope: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Forces:
    """The forces of a document and who speaks in it.

    `mentions` and `places` are in the order of the text. `main` is the main force, "" if there is none; `fire` tells
    that it or all forces named are fire services, `commissioner` that a commissioner writes, `column` that somebody
    writes of what they have seen; `people` are the speakers
    by surname. `sample` is what a thematic inspection looked at some of (forces, areas), "" for other inspections.
    `columns` tells whose a table's column is where a line above the table says so. `shared` is true where several
    agencies were inspected together.
    """

    mentions: tuple[ForceMention, ...]
    starts: tuple[int, ...]
    main: str
    places: tuple[Spot, ...]
    fire: bool
    commissioner: bool
    column: bool
    people: tuple[tuple[str, Person], ...]
    sample: str
    topics: Topics
    columns: dict[tuple[int, int], str]
    shared: bool

    def places_between(self, start: int, end: int) -> tuple[Spot, ...]:
        """The places that begin in [start, end), the last first."""
        first = bisect_left(self.places, start, key=lambda spot: spot.start)
        last = bisect_left(self.places, end, key=lambda spot: spot.start)
        return self.places[first:last][::-1]

    def between(self, start: int, end: int) -> tuple[ForceMention, ...]:
        """The mentions that begin in [start, end)."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def of_place(self, spot: Spot) -> str:
        """The force of a place, the fire service in a document about fire services; "" if it has none of that sort."""
        return (spot.fire or spot.police) if self.fire else spot.police

    def person(self, surname: str) -> Person | None:
        """The speaker with a surname in small letters."""
        return next((person for name, person in self.people if name == surname), None)


def forces(document: Document, doc: Doc) -> Forces:
    """The forces of a document."""
    mentions = tuple(sorted(found(doc, "forces", ForceMention), key=lambda mention: mention.start))
    places = tuple(spot for spot in spots_in(document) if spot.form == "area")
    named = [mention for mention in mentions if mention.form != "reference"]
    some, main = sample(document), main_force(document, named)
    about = {main} if main else {mention.id for mention in named}
    fire = bool(about) and all(known()[force].kind == "fire" for force in about)
    return Forces(
        mentions=mentions,
        starts=tuple(mention.start for mention in mentions),
        main="" if some and is_one_of_many(main, named) else main,
        places=tuple(spot for spot in places if fire or spot.police),
        fire=fire,
        commissioner=by_commissioner(document),
        column=is_column(document, doc),
        people=tuple(speakers(doc).items()),
        sample=some,
        topics=topics(document),
        columns=column_owners(document),
        shared=is_shared(document),
    )


def is_one_of_many(force: str, named: list[ForceMention]) -> bool:
    """True for a force that few of many names mean: others are as much what a thematic report is about."""
    return len(named) >= MANY and sum(mention.id == force for mention in named) * 2 < len(named)


def speakers(doc: Doc) -> dict[str, Person]:
    """Surname in small letters, of a double one the last part -> the first speaker of that name."""
    named: dict[str, Person] = {}
    for utterance in found(doc, "quotes", Utterance):
        if utterance.speaker and utterance.speaker.name[:1].isupper() and " " in utterance.speaker.name:
            surname = utterance.speaker.name.split()[-1].split("-")[-1].lower()
            named.setdefault(surname, utterance.speaker)
    return named


def by_commissioner(document: Document) -> bool:
    """True for a document that a commissioner writes: "I" is not the force."""
    return bool(pattern("whose", "commissioner").search(small(document.title + "\n" + document.text[:HEAD])))


def is_column(document: Document, doc: Doc) -> bool:
    """True for an article whose writer says "I" outside quotation marks, more than once: "we" is not the force."""
    if document.kind is not DocumentKind.ARTICLE or by_commissioner(document):
        return False
    quotes = found(doc, "quotes", Utterance)
    starts = [utterance.start for utterance in quotes]
    told = 0
    for match in pattern("whose", "own_i").finditer(document.text):
        place = bisect_right(starts, match.end()) - 1
        told += place < 0 or quotes[place].end <= match.start()
    return told >= OFTEN


def sample(document: Document) -> str:
    """What a thematic inspection looked at some of: "forces" for "looked at roads policing in seven forces"."""
    match = pattern("whose", "thematic").search(lowered(document.text))
    return match["sample"] or match["others"] if match else ""


@dataclass(frozen=True, slots=True)
class Case:
    """A number whose owner is looked for: its sentence, role, block, the words right before and after in small letters.

    `subject` is that of its clause, `agent` whom a subject "he" or "she" stands for, else the same.
    """

    document: Document
    doc: Doc
    item: Quantity
    sentence: Sentence
    role: str
    forces: Forces
    block: Block | None
    left: str
    right: str
    subject: Subject
    agent: Subject
    utterance: Utterance | None

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def noun(self) -> str:
        """What is counted, in small letters."""
        return self.text[self.item.noun[0] : self.item.noun[1]].lower() if self.item.noun else ""

    def says(self, key: str) -> bool:
        """True if a pattern of the lexicon `whose` is found in the words before the number."""
        return bool(pattern("whose", key).search(self.left))

    def follows(self, key: str) -> bool:
        """True if a pattern of the lexicon `whose` begins right after the number."""
        return bool(pattern("whose", key).match(self.right))


def case_of(document: Document, doc: Doc, item: Quantity, sentence: Sentence, role: str, forces: Forces) -> Case:
    """A number with its surroundings. A speaker is no subject of what is said."""
    subject, said = subject_of(doc, item), utterance_at(doc, item)
    agent = agent_of(doc, item, subject)
    begins = said.start if said else 0
    return Case(
        document=document,
        doc=doc,
        item=item,
        sentence=sentence,
        role=role,
        forces=forces,
        block=document.block(item.start),
        left=small(document.text[max(sentence.start, item.start - LEFT) : item.start]),
        right=small(document.text[item.end : min(sentence.end, item.end + RIGHT)]),
        subject=subject if subject.start >= begins else NONE,
        agent=agent if agent.start >= begins else NONE,
        utterance=said,
    )


def utterance_at(doc: Doc, item: Quantity) -> Utterance | None:
    """The quote or reported speech that holds a number, if somebody is named as its speaker."""
    said = found(doc, "quotes", Utterance)
    place = bisect_right(said, item.start, key=lambda utterance: utterance.start) - 1
    return said[place] if place >= 0 and item.start < said[place].end and said[place].speaker else None
