"""What is said without marks: the clause that belongs to a tag."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.narrative import Narrative
from dapipe.annotate.speech import COPULAS, Tag
from dapipe.annotate.verbs import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

STILL = frozenset(("still", "now", "already", "never", "no", "therefore", "also"))
BLANKS_AND_STOPS = " \t\r\n\u00a0.,;:–—-"
THAT = re.compile(r"^(?P<listener>(?:\s+(?!that\b)[\w’'&.-]+){0,9}?),?\s+that\s+", re.IGNORECASE)
SHORT_ADJUNCT = re.compile(r"^(?:\s+(?!that\b)[\w’'&-]+){0,12}\s*(?:[.…]|$)")
GOES_ON = re.compile(
    r"[^,.“”\"]{0,60},\s+(?!(?:while|although|though|but|as|after|and|who|which|when|in|on|at)\b|\w+ing\b)(?=\S)"
)
JOINED = re.compile(r",\s+and\s+(?=\w)")
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
PREDICATES = frozenset(("VBD", "VBZ", "VBP", "MD", "VB"))
LISTENERS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP"))
US = frozenset(("us", "me", "him", "them"))
CLAUSE_HEADS = frozenset(("PRP", "DT", "EX", "PRP$"))
LONGEST_LISTENER = 4
RELATIVES = frozenset(("which", "who", "whose"))
QUESTIONS = frozenset(["that", "how", "why", "what", "whether", "if", "which", "who", "whose", "where", "when"])
APART = re.compile(r"(?:[.;]|\s[—–-]+)\s+$")
DATELINE = re.compile(r"[A-Z][A-Z ,.]+(?:\([^()]+\))?\s+[—–-]+\s+")
WHEN_SAID = frozenset(("when", "after", "before", "as", "while"))
JOINING = frozenset(("who", "which", "and", "but"))
APPOSED = re.compile(r",\s+(?:an?|the)\s+(?:[\w-]+\s+){1,5}$")
COMMA = re.compile(r",\s+(?:(?:but|and)\s+)?(?:(?!that\b)\w+\s+)?$")
CONTRARY = re.compile(r",\s+(?:but|while|whereas|although)\s+$")
AGAIN = re.compile(r",?\s+(?:and|but)\s+(?:(?:then|also|later|has|have)\s+)?$")
NOMINAL = frozenset(("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "JJ", "EX"))
VERBAL = frozenset(("VBD", "VBZ", "VBP", "MD", "VBN"))
LEADING = ("after", "before", "when", "while", "as", "if", "although", "though", "during", "in", "on", "at", "since")
SUBORDINATE = frozenset((*LEADING, "speaking", "asked", "responding"))


def content(narrative: Narrative, tag: Tag, tags: tuple[Tag, ...]) -> tuple[int, int] | None:
    """The span of what a tag reports, without "that" and the tag itself; None if it reports no clause."""
    start, end = narrative.sentence(tag.start)
    if tag.according and narrative.text[tag.start : tag.start + 2].lower() == "in":
        return None
    if tag.according:
        span = around(narrative, tag, start, end)
    else:
        span = (None if tag.inverted else following(narrative, tag, tags, end)) or around(narrative, tag, start, end)
    if span and span[0] >= tag.last:
        span = span[0], min([span[1], *asides(narrative, tags_in(tags, *span), span[0])])
    return trimmed(narrative.text, *span) if span and says_something(narrative, *span) else None


def says_something(narrative: Narrative, start: int, end: int) -> bool:
    """True for a stretch with a verb, or words in marks: "experts like A B" is no clause."""
    span = narrative.doc.char_span(start, end, alignment_mode="contract")
    return any(token.tag_ in PREDICATES | VERBAL or not narrative.outside(token) for token in span or ())


def tags_in(tags: tuple[Tag, ...], begins: int, end: int) -> list[Tag]:
    """The tags that start in a stretch."""
    later = tags[bisect_right(tags, begins, key=lambda tag: tag.start) :]
    return list(takewhile(lambda tag: tag.start < end, later))


def asides(narrative: Narrative, tags: Iterable[Tag], begins: int) -> Iterator[int]:
    """The commas before what others say in apposition: ", a disparity HMIC describes as “unexplained”."""
    for tag in tags:
        apposed = APPOSED.search(narrative.text[begins : max(begins, tag.start)])
        if apposed and ends_with_quote(narrative, tag):
            yield begins + apposed.start()


def around(narrative: Narrative, tag: Tag, start: int, end: int) -> tuple[int, int] | None:
    """The clause before a tag set off by a comma, or the longer part of one that the tag splits."""
    text = narrative.text
    before = text[start : tag.first].rstrip()
    after = text[tag.last : end]
    if before and not tag.according and not is_clause(narrative, start, tag.first):
        predicate = predicate_after(narrative, tag, end) if before.endswith(",") else None
        return (predicate, end) if predicate is not None else None
    if not before:
        found = re.match(r"[^,]{0,80},\s+", after) if tag.according else None
        return (tag.last + found.end(), end) if found else None
    if tag.according and not before.endswith(","):
        return (start, tag.first) if len(before.split()) > 3 else None
    if not before.endswith((",", "”", '"', "’", "'", "–", "—")):
        return None
    goes_on = GOES_ON.match(after)
    joined = JOINED.match(after)
    if joined and has_own_subject(narrative, tag.last + joined.end(), end):
        rest = (tag.last + joined.end(), end)
        return rest if end - rest[0] > len(before) else (start, tag.first)
    if goes_on and not tag.inverted and not SHORT_ADJUNCT.match(after):
        rest = (tag.last + goes_on.end(), end)
        return rest if end - rest[0] > len(before) else (start, tag.first)
    return (start, tag.first) if len(before.split()) > 2 else None


def predicate_after(narrative: Narrative, tag: Tag, end: int) -> int | None:
    """Where the rest begins that a tag parts from its first words: "Officers, she went on, need to be told"."""
    comma = re.match(r",\s+(?=\w)", narrative.text[tag.last : end])
    span = narrative.doc.char_span(tag.last + comma.end(), end, alignment_mode="contract") if comma else None
    first = next((token for token in span or () if token.tag_ != "RB"), None)
    if comma is None or first is None:
        return None
    begins = tag.last + comma.end()
    return begins if first.tag_ in PREDICATES or has_own_subject(narrative, begins, end) else None


def has_own_subject(narrative: Narrative, start: int, end: int) -> bool:
    """True if a clause of its own begins at an offset: a subject, then a finite verb."""
    span = narrative.doc.char_span(start, end, alignment_mode="contract")
    words = list(takewhile(lambda token: token.tag_ not in FINITE, span or ()))
    return bool(words) and len(words) < len(span or ()) and words[0].tag_ in NOMINAL and not words[0].is_space


def following(narrative: Narrative, tag: Tag, tags: tuple[Tag, ...], end: int) -> tuple[int, int] | None:
    """The clause after a verb: where its complement begins, up to the next verb joined to it, or the sentence's end."""
    verb = narrative.doc[tag.verb]
    begins = clause_start(narrative, verb, tag.end, end)
    if begins is None:
        return None
    return begins, min([end, *cuts(narrative, verb, begins, end, tags)])


def clause_start(narrative: Narrative, verb: Token, place: int, end: int) -> int | None:
    """Where the complement of a verb that ends at `place` begins, after "that"; None if no clause follows."""
    that = THAT.match(narrative.text[place:end])
    if that and opens_clause(narrative, place + that.start(), place + that.end("listener"), place + that.end()):
        return place + that.end()
    colon = re.match(r"(?:\s+[\w’']+){0,4}:\s+(?![“\"'‘])", narrative.text[place:end])
    if colon and not in_question(verb):
        return place + colon.end()
    for child in verb.children:
        after = child.i > verb.i and narrative.doc[child.left_edge.i].i > verb.i
        if after and child.dep_ == "ccomp" and child.idx < end:
            begins = after_listener(narrative, verb, child)
            if begins is not None:
                return begins
    return right_after(narrative, verb, end)


def opens_clause(narrative: Narrative, start: int, listener: int, end: int) -> bool:
    """True if the "that" which ends at `end` opens what is said: not in "said he had heard that line"."""
    doc = narrative.doc
    between = doc.char_span(start, listener, alignment_mode="contract")
    that = doc.char_span(listener, end - 1, alignment_mode="contract")
    words = list(between or ())
    if words and words[0].lower_ in WHEN_SAID:  # "said when the report came out that"
        return True
    if any(token.tag_ in FINITE or token.lower_ in JOINING for token in words) or [t.lower_ for t in words[:1]] == [
        "of"
    ]:
        return False
    told = len(words) > 1 and words[0].lower_ in US
    if words and words[told].tag_ == "IN":  # "said at the time that", "told me in a letter that"
        return True
    pointing = that is not None and that[-1].dep_ == "det" and that[-1].head.i == that[-1].i + 1
    return that is None or not (that[-1].tag_ == "WDT" or pointing)


def in_question(verb: Token) -> bool:
    """True for the verb of "what he says", which reports nothing by itself."""
    return any(child.tag_ == "WP" and child.dep_ == "dobj" for child in verb.children)


def right_after(narrative: Narrative, verb: Token, end: int) -> int | None:
    """Where a clause that the parser took for an object begins: right after a plain verb of saying, or a listener."""
    place = verb.i + 1
    if verb.lower_ in verbs("telling") and place + 1 < len(narrative.doc) and narrative.doc[place].lower_ == "how":
        place += 1
    elif verb.lower_ in verbs("telling"):
        place = after_told(narrative, place)
    elif verb.lower_ not in verbs("bare"):
        return None
    if place + 1 >= len(narrative.doc):
        return None
    first = narrative.doc[place]
    later = takewhile(
        lambda token: token.idx < end and token.lower_ not in RELATIVES, narrative.doc[place + 1 : place + 13]
    )
    if first.idx >= end or first.tag_ not in NOMINAL or not any(token.tag_ in VERBAL for token in later):
        return None
    return int(first.idx)


def after_told(narrative: Narrative, place: int) -> int:
    """The number of the token after the one spoken to, if a clause can begin there; else the end of the document."""
    doc = narrative.doc
    last = place
    if place + 1 < len(doc) and doc[place].lower_ in US and doc[place + 1].tag_ in NOMINAL:
        return place + 1
    while last < min(len(doc), place + LONGEST_LISTENER) and doc[last].tag_ in LISTENERS:
        last += 1
        if last < len(doc) and doc[last].tag_ in CLAUSE_HEADS and doc[last].lower_ not in QUESTIONS:
            return last
    return len(doc)


def is_clause(narrative: Narrative, start: int, end: int) -> bool:
    """True if a stretch has a finite verb outside a subordinate clause, or words in marks."""
    span = narrative.doc.char_span(start, max(start + 1, end - 1), alignment_mode="expand")
    words = [token for token in span or () if not token.is_space]
    if not words or any(token.lower_ in SUBORDINATE for token in words[: 1 + (words[0].tag_ == "CC")]):
        return False
    return any(token.tag_ in FINITE for token in words) or any(not narrative.outside(token) for token in words)


def after_listener(narrative: Narrative, verb: Token, complement: Token) -> int | None:
    """Where a complement without "that" begins: its left edge, unless words in between are the one spoken to."""
    begins = complement.left_edge
    subjects = [child.dep_ for child in complement.children if child.dep_.startswith(("nsubj", "csubj", "expl"))]
    if begins.lower_ in QUESTIONS and not any(dep.startswith("csubj") for dep in subjects):
        if begins.lower_ != "that":
            return None
        begins = narrative.doc[min(begins.i + 1, len(narrative.doc) - 1)]
    if not subjects:
        return None
    return int(begins.idx)


def cuts(narrative: Narrative, verb: Token, begins: int, end: int, tags: tuple[Tag, ...]) -> Iterator[int]:
    """Where the clause may end early: at a verb joined to the verb of saying, its main clause, or another tag."""
    inside = tags_in(tags, begins, end)
    for child in verb.children:
        follows = child.idx > begins and child.tag_.startswith("VB") and narrative.outside(child)
        if follows and (is_joined(verb, child) or any(tag.verb == child.i for tag in inside)):
            yield joint(narrative.text, begins, child.idx)
    yield from acts(narrative, verb, begins, {tag.verb for tag in inside})
    yield from main_clause(narrative, verb, begins)
    yield from (begins + found.start() for found in end_pattern().finditer(narrative.text[begins:end]))
    yield from asides(narrative, inside, begins)
    for tag in inside:
        yield from before_tag(narrative, tag, begins)
        yield from before_another(narrative, verb, tag, begins)


def acts(narrative: Narrative, verb: Token, begins: int, saying: set[int]) -> Iterator[int]:
    """The "and" before a verb that the parser joined to the clause said, but that tells what its speaker did.

    "Said cuts were no excuse and called for resignations"; or with another tense than the clause has: "claimed that it
    had been marked down and put the cost at £1m". `saying` are the numbers of the verbs of other tags.
    """
    for said in verb.children:
        if said.dep_ != "ccomp" or said.i < verb.i:
            continue
        perfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in said.children)
        for other in said.children:
            joined = other.dep_ == "conj" and other.tag_ in FINITE and other.idx > begins and bare(other)
            changed = perfect and other.tag_ == verb.tag_ and not states(other)
            own = changed or other.lower_ in verbs("acting") or other.i in saying
            if joined and own and narrative.outside(other):
                yield joint(narrative.text, begins, other.idx)


def states(verb: Token) -> bool:
    """True for a joined verb that goes on with what is said: "had been short and was full", "and still took calls"."""
    before = verb.nbor(-1).lower_ if verb.i else ""
    return verb.lower_ in COPULAS or before in STILL


@cache
def end_pattern() -> re.Pattern[str]:
    """How a reporter goes on after what is said: ", but did not say when"."""
    return re.compile("|".join(lexicon.words("quotes", "ends")))


def bare(verb: Token) -> bool:
    """True for a verb without helper, subject or "that" of its own."""
    own = ("aux", "auxpass", "nsubj", "nsubjpass", "neg", "mark")
    return not any(child.dep_ in own for child in verb.children)


def main_clause(narrative: Narrative, verb: Token, begins: int) -> Iterator[int]:
    """The comma after which the clause goes on that a verb of saying is subordinate to."""
    for ancestor in verb.ancestors:
        if ancestor.i > verb.i and ancestor.idx > begins and ancestor.tag_.startswith(("VB", "MD")):
            subjects = [c.left_edge.idx for c in ancestor.children if c.dep_.startswith("nsubj") and c.idx > begins]
            comma = narrative.text.rfind(",", begins, min([*subjects, int(ancestor.idx)]))
            if comma > 0:
                yield comma


def before_tag(narrative: Narrative, tag: Tag, begins: int) -> Iterator[int]:
    """Where another tag in the sentence cuts the clause off: "… and said", ", adding", ", but he goes on: "."""
    first = tag.first if tag.first > begins else tag.start
    before = narrative.text[begins:first]
    again = AGAIN.search(narrative.text[begins : tag.start]) if tag.strength == "saying" else None
    apart = APART.search(before) if tag.strength == "saying" else None
    comma = COMMA.search(before)
    pronoun = narrative.text[first : tag.start].strip().lower() in ("he", "she") and tag.strength == "saying"
    participle = narrative.doc[tag.verb].tag_ == "VBG"
    colon = narrative.text[tag.end : tag.end + 2] == ": "
    yield from (begins + found.start() for found in (again, apart) if found)
    if comma and (participle or pronoun or colon or ends_with_quote(narrative, tag)):
        yield begins + comma.start()


def before_another(narrative: Narrative, verb: Token, tag: Tag, begins: int) -> Iterator[int]:
    """Where somebody else says something to the contrary: ", but the minister says …"."""
    contrary = CONTRARY.search(narrative.text[begins : tag.first]) if tag.first > begins else None
    if contrary and tag.strength == "saying" and narrative.doc[tag.verb].tag_ == verb.tag_:
        yield begins + contrary.start()


def is_joined(verb: Token, other: Token) -> bool:
    """True if a verb is joined to a verb of saying and not to the clause said: same tense, no helper, no subject."""
    acts = other.lower_ not in COPULAS or any(child.dep_ == "expl" for child in other.children)
    return other.dep_ == "conj" and other.tag_ == verb.tag_ and bare(other) and acts


def ends_with_quote(narrative: Narrative, tag: Tag) -> bool:
    """True if nothing but a few quoted words follow a tag in its sentence."""
    _, end = narrative.sentence(tag.start)
    last = narrative.quoted(len(narrative.text[:end].rstrip(" .,;\n")) - 1)
    return (
        last is not None and tag.end < last.outer_start and len(narrative.text[tag.end : last.outer_start].split()) < 4
    )


def joint(text: str, begins: int, verb: int) -> int:
    """The offset of the "and" or comma before a joined verb; the end of the text if there is none."""
    before = re.search(r"[,;]?\s+(?:and|but|or|then)\s+(?:[\w’'-]+\s+){0,3}$", text[begins:verb])
    return begins + before.start() if before else len(text)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks and stops at its ends; None if fewer than two words are left."""
    dateline = DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    while start < end and text[start] in BLANKS_AND_STOPS:
        start += 1
    while end > start and text[end - 1] in BLANKS_AND_STOPS:
        end -= 1
    words = text[start:end]
    return (start, end) if len(words.split()) > 1 and "\n" not in words else None
