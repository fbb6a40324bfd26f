"""What a figure measures where no counted noun stands beside it, in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate import counted
from dapipe.annotate.found import found
from dapipe.annotate.patterns import pattern
from dapipe.document import BlockKind
from dapipe.facts.rates import of_rate
from dapipe.mentions import ForceMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from dapipe.document import Document
    from dapipe.facts.figure import Figure

COMMON = ("NN", "NNS")
SUBJECTS = ("nsubj", "nsubjpass")
OWNED = ("DT", "PRP$", "PDT", "POS", "CD", "WDT")
DESCRIBED = ("compound", "amod", "nmod")
LOOSE = ("IN", "CC", "DT", "PRP$", "TO", "WDT", "WP", "RB")
ADVERBIAL = ("npadvmod", "dobj")
FINITE = ("VBZ", "VBP", "VBD", "MD")
CLIMB = 8
LONGEST = 14
REACH = 300
BACK = 4
LEFT = 60
OF_ALL = 14


@dataclass(frozen=True, slots=True)
class Place:
    """A figure without a measure: its tokens, the verb it depends on and the branch it stands on, the figures before.

    `verb` is None, and `branch` the subject, for a figure that is the subject of its clause.
    """

    text: str
    figure: Figure
    span: Span
    verb: Token | None
    branch: Token
    before: tuple[Figure, ...]
    names: frozenset[tuple[int, int]]

    def near(self, verb: Token) -> Token | None:
        """The subject of a verb, before the figure; that of the verb it is joined to if it has none of its own."""
        for _ in range(3):
            subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
            if subject is not None:
                return subject if subject.i < self.span.start else None
            if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
                return None
            verb = verb.head
        return None


Rule = Callable[[Place], str]


def with_measures(document: Document, doc: Doc, figures: list[Figure]) -> Iterator[Figure]:
    """The figures, those that have no measure with the one that their clause or the figure before gives."""
    names = frozenset((name.start, name.end) for name in found(doc, "forces", ForceMention))
    done: list[Figure] = []
    for figure in figures:
        block = document.block(figure.source.start)
        before = tuple(one for one in done[-BACK:] if one.measure and one.measure not in words("apart"))
        cell = block is not None and block.kind is BlockKind.CELL
        done.append(figure if cell else replace(figure, measure=measure(document, doc, figure, before, names)))
    yield from done


def measure(
    document: Document, doc: Doc, figure: Figure, before: tuple[Figure, ...], names: frozenset[tuple[int, int]]
) -> str:
    """What a figure outside tables measures: the noun counted, else what its clause says, and the base of a rate."""
    if figure.measure and figure.unit != "ratio":
        return with_kind(document.text, doc, figure, before)
    place = place_of(document, doc, figure, before, names)
    clause = told(place) if place else ""
    return of_rate(document.text, doc, figure, clause, reversed(before)) if figure.unit == "ratio" else clause


def with_kind(text: str, doc: Doc, figure: Figure, before: tuple[Figure, ...]) -> str:
    """The things counted after a number, or those of the figure before, with what they are of: "reports of rape"."""
    start = text.find(figure.measure, figure.source.end, figure.source.end + len(figure.measure) + OF_ALL)
    if start < 0:
        same = (one.measure for one in reversed(before) if one.measure.startswith(f"{figure.measure} "))
        return next(same, figure.measure)
    of = pattern("measure", "of_kind").match(text, start + len(figure.measure))
    kind = counted.phrase(doc, of.end()) if of else None
    return " ".join(text[start : kind[1]].split()) if kind else figure.measure


def told(place: Place) -> str:
    """What a figure measures, "" if no rule can tell."""
    return next((" ".join(words.split()) for rule in RULES if (words := rule(place))), "")


def place_of(
    document: Document, doc: Doc, figure: Figure, before: tuple[Figure, ...], names: frozenset[tuple[int, int]]
) -> Place | None:
    """A figure with its verb, None if it is no run of tokens."""
    span = doc.char_span(figure.source.start, figure.source.end, alignment_mode="expand")
    if span is None:
        return None
    branch = span.root
    for _ in range(CLIMB):
        if branch.dep_ in SUBJECTS or branch.head.i == branch.i:
            return Place(document.text, figure, span, None, branch, before, names)
        if branch.head.tag_.startswith("VB"):
            return Place(document.text, figure, span, branch.head, branch, before, names)
        branch = branch.head
    return None


def label(place: Place) -> str:
    """ "Vacancy rate: 19 per cent": the words before a colon, unless they name a force."""
    line = place.text.rfind("\n", 0, place.figure.source.start) + 1
    match = pattern("measure", "label").fullmatch(place.text, line, place.figure.source.start)
    if not match or pattern("measure", "wider").fullmatch(match["label"]):
        return ""
    named = any(start <= match.start("label") and match.end("label") <= end for start, end in place.names)
    return "" if named or says(place, match["label"]) else match["label"]


def says(place: Place, words: str) -> bool:
    """True if a finite verb is among the last words of that sort before a figure."""
    start = place.text.rfind(words, 0, place.figure.source.start)
    tokens = place.span.doc.char_span(start, start + len(words), alignment_mode="expand")
    return any(token.tag_ in FINITE for token in tokens or ())


def of_these(place: Place) -> str:
    """ "Of these calls 20 per cent were from repeat victims": the things that the number is a share of."""
    match = pattern("measure", "of_these_left").search(
        place.text[max(0, place.figure.source.start - LEFT) : place.figure.source.start]
    )
    shares = place.figure.unit in ("percent", "count", "ratio")
    things = pattern("measure", "relative").split(match["things"])[0] if match and shares else ""
    return match["things"] if match and things and not says(place, things) else ""


def whole(place: Place) -> str:
    """ "A general reserve of £3.9m", "a fall of 38 percent in burglaries": what a number is put to with "of"."""
    of = place.span.root.head
    if place.span.root.dep_ != "pobj" or of.lower_ != "of" or of.head.tag_ not in COMMON:
        return ""
    noun = of.head
    if noun.lower_ in words("changes"):
        inside = pattern("measure", "in_things").match(place.text, place.figure.source.end)
        thing = counted.phrase(place.span.doc, inside.end()) if inside else None
        return place.text[slice(*thing)] if thing else ""
    return "" if noun.lower_ in words("statistics") else before_of(place, noun)


def before_of(place: Place, noun: Token) -> str:
    """A noun with what describes it before it."""
    return place.text[first_word(noun).idx : noun.idx + len(noun)]


def change_of(place: Place) -> str:
    """ "A 40 percent increase in reports of stalking": what a change after the number is of."""
    match = pattern("measure", "change_right").match(place.text, place.figure.source.end)
    kind = counted.phrase(place.span.doc, match.end()) if match else None
    if kind is None:
        return ""
    of = pattern("measure", "of_kind").match(place.text, kind[1])
    more = counted.phrase(place.span.doc, of.end()) if of else None
    return place.text[kind[0] : (more or kind)[1]]


def subject(place: Place) -> str:
    """ "The arrest rate rose from 11 percent": the subject of a verb that tells how much."""
    if place.verb is None or place.verb.lower_ not in words("states"):
        return ""
    noun = place.near(place.verb)
    return f"{phrase(place, noun)}{kind_after(place)}" if noun is not None and measured(noun) else ""


def kind_after(place: Place) -> str:
    """ " for burglary" after "9 percent", "" where a share is not said to be for anything in common nouns."""
    joint = pattern("measure", "for_kind").match(place.text, place.figure.source.end)
    kind = counted.phrase(place.span.doc, joint.end()) if joint and place.figure.unit == "percent" else None
    return f" for {place.text[slice(*kind)]}" if kind else ""


def changed(place: Place) -> str:
    """ "It has cut the backlog of referrals from 118": the object of a verb that the number tells more of."""
    if place.verb is None or place.branch.dep_ not in ("prep", "npadvmod", "advmod"):
        return ""
    noun = next((child for child in place.verb.children if child.dep_ == "dobj" and child.i < place.span.start), None)
    moved = place.branch.lower_ in words("moved_to")
    return phrase(place, noun) if noun is not None and moved and noun.tag_.startswith("NN") else ""


def joined(place: Place) -> str:
    """ "It cut burglary by 8 percent and robbery by 16": what "and" joins to what the figure before tells of."""
    last = place.before[-1] if place.before else None
    if last is None or last.unit != place.figure.unit:
        return ""
    match = pattern("measure", "joined").fullmatch(place.text, last.source.end, place.figure.source.start)
    return match["things"] if match and not says(place, match["things"]) else ""


def task(place: Place) -> str:
    """ "An average of 51 hours to send anyone round": what time or money goes into."""
    if not place.figure.unit.startswith(("duration", "currency")):
        return ""
    match = pattern("measure", "task").match(place.text, place.figure.source.end)
    return match["task"] if match else ""


def purpose(place: Place) -> str:
    """ "Set aside £310,000 for the laboratory": what money goes into."""
    if place.figure.unit != "currency_gbp":
        return ""
    verb = place.verb if place.verb is not None else place.branch.head
    after = (token for token in (*place.span.root.children, *verb.children) if token.i >= place.span.end)
    into = next((token for token in after if token.lower_ in words("purposes")), None)
    thing = next((child for child in into.children if child.dep_ == "pobj"), None) if into is not None else None
    return phrase(place, thing) if thing is not None and thing.tag_ in COMMON else ""


def action(place: Place) -> str:
    """ "Everybody is seen within seven days": what is done in a length of time."""
    if not place.figure.unit.startswith("duration") or place.verb is None or not lasts(place):
        return ""
    start, end = place.branch.left_edge.idx, place.figure.source.end
    if place.branch.i < place.verb.i:
        return ahead(place.text, place.verb.idx)
    noun = place.near(place.verb)
    first = first_word(noun) if noun is not None and measured(noun) and noun.head.i == place.verb.i else place.verb
    told = place.text[first.idx : min(start, place.figure.source.start)].rstrip()
    if told.endswith(","):
        more = pattern("measure", "goes_on").match(place.text, end)
        told = f"{told[:-1]} {ahead(place.text, more.end())}" if more else told[:-1]
    told = pattern("measure", "tail").sub("", pattern("measure", "ordered").sub("", told))
    plain = not re.search(r"[\d,;:\n]", told) and 1 < len(told.split()) <= LONGEST
    return told if plain else ""


def lasts(place: Place) -> bool:
    """True for a length of time that its verb goes on for or is done in."""
    if place.branch.dep_ == "prep":
        return place.branch.lower_ in words("time_prepositions") and place.verb is not None and not rests(place.verb)
    return place.branch.dep_ in ADVERBIAL


def rests(verb: Token) -> bool:
    """True for a form of "be" with nothing done."""
    return verb.lower_ in ("is", "are", "was", "were", "be", "been")


def ahead(text: str, start: int) -> str:
    """The words from a place on, up to a mark or a number."""
    match = pattern("measure", "ahead").match(text, start)
    return " ".join(match.group().split()[:LONGEST]) if match else ""


def carried(place: Place) -> str:
    """ "Nationally it was 14 percent", "fifteen were proportionate": the same as the figure before."""
    last = place.before[-1] if place.before else None
    if last is None or place.figure.source.start - last.source.end > REACH:
        return ""
    between = place.text[last.source.end : place.figure.source.start]
    noun = place.near(place.verb) if place.verb is not None else None
    apart = "\n\n" in between and not (noun is not None and noun.lower_ in words("pointing"))
    if apart or not (same_unit(last, place.figure) or part(last, place)):
        return ""
    stands = place.verb is None or (noun is not None and (noun.lower_ in words("stand_ins") or noun.tag_ == "JJS"))
    beside = pattern("measure", "compared").search(between)
    if not (stands or beside or part(last, place)):
        return ""
    kind = kind_after(place)
    return f"{last.measure.split(' for ')[0]}{kind}" if kind else last.measure


def same_unit(figure: Figure, other: Figure) -> bool:
    """True for figures in one unit."""
    return (figure.unit, figure.per) == (other.unit, other.per)


def part(whole: Figure, place: Place) -> bool:
    """True for a share of the things counted before: "72 percent of them"."""
    start, end = place.figure.source.start, place.figure.source.end
    if place.figure.unit == "count":
        counted_in = pattern("measure", "in_left").search(place.text[max(0, start - 30) : start])
        return whole.unit == "ratio" and bool(counted_in and pattern("measure", "alone_right").match(place.text, end))
    return whole.unit == "count" and bool(pattern("measure", "of_them").match(place.text, end))


def measured(noun: Token) -> bool:
    """True for a subject that can be measured: a common noun that is nobody who acts, nor stands for another."""
    if noun.tag_ not in COMMON or not noun.text[0].isalpha() or noun.lower_ in words("actors"):
        return False
    return noun.lower_ not in words("stand_ins") or any(tells(child) for child in noun.children)


def tells(child: Token) -> bool:
    """True for what says which rate or figure is meant: "arrest rate", "number of calls", not "rate for all forces"."""
    if child.lower_ == "of" and child.head.lower_ in words("shares"):
        return any(under.dep_ == "pobj" and under.tag_ in COMMON for under in child.children)
    if child.dep_ == "prep":
        thing = next((under for under in child.children if under.dep_ == "pobj"), None)
        timed = thing is not None and any(under.like_num for under in thing.children)
        known = thing is not None and (thing.lower_ in words("actors") or thing.lower_ in words("times"))
        return thing is not None and not timed and not known and thing.tag_ in COMMON
    return child.dep_ in DESCRIBED and child.lower_ not in words("vague")


def phrase(place: Place, noun: Token) -> str:
    """A noun with all that says which, without article and owner, up to a comma or a number."""
    first, last = first_word(noun), noun
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        number = token.like_num and token.text not in counted.CALL_NUMBERS
        if token.is_punct or token.is_space or number or token.i - first.i >= LONGEST:
            break
        last = last if token.tag_ in LOOSE else token
    return place.text[first.idx : last.idx + len(last)]


def first_word(noun: Token) -> Token:
    """The first word of a noun with what stands before it: no article, owner, number or mark."""
    return next((token for token in noun.doc[noun.left_edge.i : noun.i] if begins(token)), noun)


def begins(token: Token) -> bool:
    """True for what a measure may begin with."""
    return token.text[0].isalnum() and token.tag_ not in OWNED and token.dep_ != "poss"


@cache
def words(key: str) -> frozenset[str]:
    """A list of the lexicon `measure`."""
    return frozenset(lexicon.words("measure", key))


RULES: tuple[Rule, ...] = (label, of_these, whole, joined, change_of, changed, subject, task, purpose, action, carried)
