"""Recommendations, areas for improvement and causes of concern: what is asked for, of whom and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from dapipe import lexicon
from dapipe.annotate.force_names import forces, spots
from dapipe.annotate.found import found
from dapipe.annotate.main_force import is_shared, main_force, tells_of_police
from dapipe.document import DocumentKind
from dapipe.facts.deadlines import Deadline, deadline, response_due
from dapipe.facts.demand_words import patterns, several
from dapipe.facts.demands import Demand, demands, is_register
from dapipe.facts.source import locate
from dapipe.mentions import ForceMention, Sentence, Utterance
from dapipe.record import Fact, column

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document
    from dapipe.mentions import Label

LONGEST = 60
LABELLED = 2
NEAR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Fact):
    """One demand of an inspectorate."""

    table: ClassVar[str] = "recommendations"

    kind: str = column("What it is", choices=("recommendation", "area_for_improvement", "cause_of_concern"))
    number: str = column("Its number in the source", default="", example="6.12")
    addressee: str = column("Who shall do it", default="", example="Kent Police", text=True)
    force: str = column("Slug of the force or service it concerns", default="")
    text: str = column("The demand with its list, without number", text=True)
    restated: bool = column("Whether it is an older one quoted again", default=False)
    deadline_text: str = column("The deadline as written", default="", example="within six months", text=True)
    due: str = column('Day by which it is due, or "immediately"', default="", example="2017-05-24")
    response_due: str = column("Last day for the commissioner to answer (Police Act 1996, section 55)", default="")
    rests_on: str = column("Id of the finding that it rests on", default="")
    answer: str = column("Id of the response that answers it", default="")
    answered: str = column("How it was answered", default="", choices=("yes", "refused", "silent", ""))


def gather(document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[Recommendation, ...]:
    """The demands of a document in the order of its text, each once."""
    mentions = found(doc, "forces", ForceMention)
    main = main_force(document, [mention for mention in mentions if mention.form != "reference"])
    made: dict[str, Recommendation] = {}
    register, before = is_register(document), ""
    said = found(doc, "quotes", Utterance)
    for item in demands(document, found(doc, "sentences", Sentence), labels, said):
        fact = recommendation(document, doc, item, mentions, main, before, register)
        before = fact.addressee or before
        made.setdefault(re.sub(r"\W+", " ", fact.text.lower()), fact)
    return tuple(made.values())


def recommendation(
    document: Document,
    doc: Doc,
    item: Demand,
    mentions: Sequence[ForceMention],
    main: str,
    before: str,
    register: bool,
) -> Recommendation:
    """The record of one demand; a register repeats older ones."""
    words = document.text[item.start : item.end]
    again = register or restated(document, item, words)
    first = document.kind is DocumentKind.REPORT and not again
    when = due(words, item.lead, document.published, first)
    alone = {mention.id for mention in mentions} == {main}
    report = document.kind in (DocumentKind.REPORT, DocumentKind.REGISTER)
    shared = is_shared(document)
    usual = forces()[main].name if main and not shared and (report or alone) else ""
    taken_up = patterns()["takes_up"].match(words)
    who = addressee(document, item, mentions, main) or (before if taken_up else "") or usual
    return Recommendation(
        source=locate(document, doc, item.start, item.end),
        kind=item.kind,
        number=number(document, item, words),
        addressee="" if item.kind == "cause_of_concern" else who,
        force=concerned(mentions, item, "" if shared and not tells_of_police(words) else main),
        text=clean(words),
        restated=again,
        deadline_text=when.words,
        due=when.due,
        response_due=response_due(document.published) if first and police(main) else "",
        confidence=item.confidence,
        rule="box" if item.label else "label",
    )


def due(words: str, lead: str, published: str, runs: bool) -> Deadline:
    """The deadline in a demand's own words, else in those that lead in to it."""
    own = deadline(words, published, runs)
    return own if own.words or not lead else deadline(lead, published, runs)


def police(force: str) -> bool:
    """True unless the force is a fire service: section 55 binds commissioners for policing."""
    return not force or forces()[force].kind != "fire"


def restated(document: Document, item: Demand, words: str) -> bool:
    """True for an older demand quoted again."""
    block = document.block(item.start)
    section = " > ".join(block.section) if block else ""
    known, answer = patterns(), document.kind is not DocumentKind.REPORT
    quoted = answer and bool(known["quoted"].match(words) or (item.label and words[0] in '“"‘'))
    return bool(quoted or known["restated"].search(f"{item.lead} {words}") or known["restated_section"].search(section))


def number(document: Document, item: Demand, words: str) -> str:
    """The number of a demand: in its first words, its label or the heading above it; "" if it has none."""
    block = document.block(item.start)
    above = tuple(reversed(block.section)) if block else ()
    for text in (words, item.lead, item.label, *above):
        for pattern in several("number") if text in (words, item.lead) else several("number")[:LABELLED]:
            match = pattern.search(text)
            if match:
                return str(match["number"])
    return item.entry


def clean(words: str) -> str:
    """The words of a demand without number and line breaks."""
    plain = re.sub(r"\s+", " ", patterns()["prefix"].sub("", words, count=1)).strip(' ”"’')
    return plain.removeprefix("that ")


def addressee(document: Document, item: Demand, mentions: Sequence[ForceMention], main: str) -> str:
    """Whom a demand is made to: a force by its name, another body as written; "" if it does not tell."""
    skipped = patterns()["prefix"].match(document.text[item.start : item.end])
    start = item.start + (skipped.end() if skipped else 0)
    for text, offset in ((document.text[start : item.end], start), (item.lead, item.start - len(item.lead))):
        for who, place in named(text):
            ids = dict.fromkeys(forces_in(mentions, offset + place, offset + place + len(who)))
            return " and ".join(forces()[force].name for force in ids) or in_words(who, main)
    first = next((mention.id for mention in mentions if start <= mention.start <= start + NEAR), "")
    return forces()[first].name if first else ""


def forces_in(mentions: Sequence[ForceMention], start: int, end: int) -> Iterator[str]:
    """The forces named or meant inside a stretch."""
    return (mention.id for mention in mentions if start <= mention.start and mention.end <= end)


def in_words(who: str, main: str) -> str:
    """An addressee as written; "the force" is the document's main one."""
    if main and re.fullmatch(r"(?:the )?(?:force|service|constabulary)", who, re.I):
        return forces()[main].name
    plain = re.sub(r"^(?:the (?!force|service|constabulary)|all|each|every|both) ?", "", who, flags=re.I)
    return plain[:1].upper() + plain[1:]


def named(text: str) -> Iterator[tuple[str, int]]:
    """The addressees that a text may name, with their place in it, the surest first."""
    for pattern in several("addressee"):
        for match in pattern.finditer(text):
            skipped = patterns()["before_addressee"].match(match["who"])
            who = match["who"][skipped.end() if skipped else 0 :].strip(" ,")
            known = who.lower().split(" ")[0] not in lexicon.words("recommendations", "pronouns")
            if known and len(who) <= LONGEST and (patterns()["body"].search(who) or any(spots(who))):
                yield who, match.start("who") + match["who"].index(who)


def concerned(mentions: Sequence[ForceMention], item: Demand, main: str) -> str:
    """The force that a demand concerns: the only one that it names, else the document's."""
    ids = {mention.id for mention in mentions if item.start <= mention.start and mention.end <= item.end}
    return ids.pop() if len(ids) == 1 else main
