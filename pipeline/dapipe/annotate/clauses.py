"""What is said without marks: the clause that belongs to a tag."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from dapipe.annotate.narrative import Narrative
from dapipe.annotate.speech import Tag

if TYPE_CHECKING:
    from spacy.tokens import Token

BLANKS_AND_STOPS = " \t\r\n\u00a0.,;:–—-"
THAT = re.compile(r"^(?P<listener>(?:\s+(?!that\b)[\w’'&.-]+){0,9}?),?\s+that\s+", re.IGNORECASE)
SHORT_ADJUNCT = re.compile(r"^(?:\s+(?!that\b)[\w’'&-]+){0,12}\s*(?:[.…]|$)")
RELATIVES = frozenset(("which", "who", "whose"))
QUESTIONS = frozenset(["that", "how", "why", "what", "whether", "if", "which", "who", "whose", "where", "when"])
PLAIN = frozenset(("said", "says", "claimed", "claims", "insisted", "insists", "admitted", "states", "stated"))
APART = re.compile(r"(?:[.;]|\s[—–-]+)\s+$")
DATELINE = re.compile(r"[A-Z][A-Z ,.]+(?:\([^()]+\))?\s+[—–-]+\s+")
COMMA = re.compile(r",\s+(?:(?:but|and)\s+)?(?:\w+\s+)?$")
AGAIN = re.compile(r",?\s+(?:and|but)\s+(?:(?:then|also|later|has|have)\s+)?$")
NOMINAL = frozenset(("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "JJ", "EX"))
VERBAL = frozenset(("VBD", "VBZ", "VBP", "MD", "VBN"))
LEADING = ("after", "before", "when", "while", "as", "if", "although", "though", "during", "in", "on", "at", "since")
SUBORDINATE = frozenset((*LEADING, "speaking", "asked", "responding"))


def content(narrative: Narrative, tag: Tag, tags: tuple[Tag, ...]) -> tuple[int, int] | None:
    """The span of what a tag reports, without "that" and the tag itself; None if it reports no clause."""
    start, end = narrative.sentence(tag.start)
    if narrative.text[tag.start : tag.start + 2].lower() == "in":
        return None
    if tag.according:
        span = around(narrative, tag, start, end)
    else:
        span = (None if tag.inverted else following(narrative, tag, tags, end)) or around(narrative, tag, start, end)
    return trimmed(narrative.text, *span) if span else None


def around(narrative: Narrative, tag: Tag, start: int, end: int) -> tuple[int, int] | None:
    """The clause before a tag set off by a comma, or the longer part of one that the tag splits."""
    text = narrative.text
    before = text[start : tag.first].rstrip()
    after = text[tag.last : end]
    if before and not tag.according and not is_clause(narrative, start, tag.first):
        return None
    if not before:
        found = re.match(r"[^,]{0,80},\s+", after) if tag.according else None
        return (tag.last + found.end(), end) if found else None
    if tag.according and not before.endswith(","):
        return (start, tag.first) if len(before.split()) > 3 else None
    if not before.endswith((",", "”", '"', "’", "'", "–", "—")):
        return None
    goes_on = re.match(
        r"[^,.“”\"]{0,60},\s+(?!(?:while|although|though|but|as|after|and|who|which|when|in|on|at)\b|\w+ing\b)(?=\S)",
        after,
    )
    if goes_on and not tag.inverted and not SHORT_ADJUNCT.match(after):
        rest = (tag.last + goes_on.end(), end)
        return rest if end - rest[0] > len(before) else (start, tag.first)
    return (start, tag.first) if len(before.split()) > 2 else None


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
    if that and not re.search(r"\b(?:who|which|and|but)\b", that["listener"]):
        word = narrative.doc.char_span(place + that.end("listener"), place + that.end() - 1, alignment_mode="contract")
        if word is None or word[-1].tag_ != "WDT":
            return place + that.end()
    colon = re.match(r"(?:\s+[\w’']+){0,4}:\s+(?![“\"'‘])", narrative.text[place:end])
    if colon:
        return place + colon.end()
    for child in verb.children:
        after = child.i > verb.i and narrative.doc[child.left_edge.i].i > verb.i
        if after and child.dep_ == "ccomp" and child.idx < end:
            begins = after_listener(narrative, verb, child)
            if begins is not None:
                return begins
    return right_after(narrative, verb, end)


def right_after(narrative: Narrative, verb: Token, end: int) -> int | None:
    """Where a clause that the parser took for an object begins: right after a plain verb of saying."""
    if verb.lower_ not in PLAIN or verb.i + 2 >= len(narrative.doc):
        return None
    first = narrative.doc[verb.i + 1]
    later = takewhile(
        lambda token: token.idx < end and token.lower_ not in RELATIVES, narrative.doc[verb.i + 2 : verb.i + 14]
    )
    if first.idx >= end or first.tag_ not in NOMINAL or not any(token.tag_ in VERBAL for token in later):
        return None
    return int(first.idx)


def is_clause(narrative: Narrative, start: int, end: int) -> bool:
    """True if a stretch has a finite verb outside a subordinate clause, or words in marks."""
    span = narrative.doc.char_span(start, max(start + 1, end - 1), alignment_mode="expand")
    words = [token for token in span or () if not token.is_space]
    if not words or any(token.lower_ in SUBORDINATE for token in words[: 1 + (words[0].tag_ == "CC")]):
        return False
    return any(token.tag_ in VERBAL for token in words) or any(not narrative.outside(token) for token in words)


def after_listener(narrative: Narrative, verb: Token, complement: Token) -> int | None:
    """Where a complement without "that" begins: its left edge, unless words in between are the one spoken to."""
    begins = complement.left_edge
    if begins.lower_ in QUESTIONS:
        if begins.lower_ != "that":
            return None
        begins = narrative.doc[min(begins.i + 1, len(narrative.doc) - 1)]
    if not any(child.dep_.startswith("nsubj") or child.dep_ == "expl" for child in complement.children):
        return None
    return int(begins.idx)


def cuts(narrative: Narrative, verb: Token, begins: int, end: int, tags: tuple[Tag, ...]) -> Iterator[int]:
    """Where the clause may end early: at a verb joined to the verb of saying, its main clause, or another tag."""
    later = tags[bisect_right(tags, begins, key=lambda tag: tag.start) :]
    inside = list(takewhile(lambda tag: tag.start < end, later))
    for child in verb.children:
        follows = child.idx > begins and child.tag_.startswith("VB") and narrative.outside(child)
        if follows and (is_joined(verb, child) or any(tag.verb == child.i for tag in inside)):
            yield joint(narrative.text, begins, child.idx)
    yield from main_clause(narrative, verb, begins)
    for tag in inside:
        yield from before_tag(narrative, tag, begins)


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


def is_joined(verb: Token, other: Token) -> bool:
    """True if a verb is joined to a verb of saying and not to the clause said: same tense, no helper, no subject."""
    plain = not any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "neg") for child in other.children)
    return other.dep_ == "conj" and other.tag_ == verb.tag_ and plain


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
