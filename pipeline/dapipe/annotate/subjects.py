"""Verb of saying -> who says: the head of its subject, and the phrase around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate import offices
from dapipe.annotate.narrative import Narrative, quote_before
from dapipe.annotate.verbs import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj", "expl")
PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "who", "that", "which", "you"))
RELATIVE = frozenset(("who", "that", "which"))
FORMS_OF_BE = frozenset(("is", "was", "are", "were", "be", "been", "’s", "'s"))
SPEAKING_FOR = frozenset(("for", "at", "from"))
PARTICLES = frozenset(("also", "then", "later", "has", "had", "have", "once", "still", "now", "further", "immediately"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
BEFORE = frozenset(("DT", "JJ", "JJR", "JJS", "POS", "CD", "PRP$", "HYPH", "VBN", "VBG", "RB"))
WITHIN = frozenset(("POS", "HYPH", "JJ", "CD"))
PHRASE_LENGTH = 12
LINKS = frozenset(["of", "for", "from", "at", "with", "in", "to", "on", "behind"])
COMPLEMENT = frozenset(["DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "PRP$", "IN", "TO", "HYPH"])
COMPLEMENT_LENGTH = 12


@cache
def carriers() -> frozenset[str]:
    """What somebody issues: a statement, a letter."""
    return frozenset(lexicon.words("verbs", "carriers"))


def subject_of(narrative: Narrative, verb: Token) -> tuple[Token | None, bool]:
    """The head of the verb's subject, and whether it stands after the verb; None if it cannot be told."""
    inverted = inverted_subject(narrative, verb)
    if inverted is not None:
        return inverted, True
    left = left_subject(narrative, verb)
    if left is not None and left.lower_ in PRONOUNS:
        return left, False
    head = verb
    for _ in range(5):
        subject = own_subject(narrative, head, passive=head is not verb)
        if subject is not None:
            sayer = reporting(narrative, verb, head)
            return sayer or antecedent(narrative, subject, head), subject.i > verb.i
        aside = head.tag_ == "VBG" and narrative.text[: head.idx].rstrip().endswith(",")
        carrier = head.head.lower_ in carriers() and head.head.dep_ in ("dobj", "pobj")
        if head.dep_ in ("relcl", "acl") and narrative.outside(head.head) and not (aside or carrier):
            return head.head, False
        if head.head is head or head.dep_ not in (
            "acl",
            "dobj",
            "pobj",
            "attr",
            "conj",
            "xcomp",
            "advcl",
            "pcomp",
            "prep",
            "agent",
            "dep",
            "ccomp",
            "parataxis",
        ):
            break
        if narrative.paragraph(head.head.idx) != narrative.paragraph(verb.idx):
            break
        head = head.head
    return after_quote(narrative, verb) or left or at_start(narrative, verb) or beside(narrative, verb), False


def reporting(narrative: Narrative, verb: Token, head: Token) -> Token | None:
    """Who goes on to say more after a clause about things: "X said calls had not been answered, adding: …"."""
    said, about = head.head, next((child for child in head.children if child.dep_.startswith("nsubj")), None)
    apart = verb.tag_ == "VBG" and head.i < verb.i and narrative.text[: verb.idx].rstrip().endswith(",")
    passive = about is not None and about.dep_ == "nsubjpass"
    thing = about is not None and (passive or (head.lower_ in FORMS_OF_BE and about.tag_ in ("NN", "NNS")))
    return (
        own_subject(narrative, said)
        if apart and thing and head.dep_ == "ccomp" and said.lower_ in verbs("saying")
        else None
    )


def own_subject(narrative: Narrative, verb: Token, *, passive: bool = False) -> Token | None:
    """The subject that the parser gave a verb, outside marks and in its paragraph; of several the nearest before it.

    With `passive` that of a passive verb, too: "He was joined by his deputy and joked".
    """
    place = narrative.paragraph(verb.idx)
    found = [
        child
        for child in verb.children
        if (child.dep_ in SUBJECTS or (passive and child.dep_ == "nsubjpass"))
        and narrative.outside(child)
        and narrative.paragraph(child.idx) == place
        and child.lower_ not in offices.listed("times")
    ]
    before = [child for child in found if child.i < verb.i]
    return before[-1] if before else found[0] if found else None


def antecedent(narrative: Narrative, subject: Token, verb: Token) -> Token:
    """The noun that "who" stands for; other subjects as they are."""
    if subject.lower_ in RELATIVE and verb.dep_ == "relcl" and narrative.outside(verb.head):
        return verb.head
    return speaks_for(subject)


def speaks_for(subject: Token) -> Token:
    """The one set beside a body that is spoken for: "For the council, its leader, A B, said"; other subjects as are."""
    first = subject.left_edge
    if first.i == 0 or first.nbor(-1).text not in ("For", "At", "From"):
        return subject
    while beside := [child for child in subject.children if child.dep_ == "appos"]:
        subject = beside[-1]
    return subject


def inverted_subject(narrative: Narrative, verb: Token) -> Token | None:
    """The subject after a verb that follows a closing mark or a comma: "…," said Mr Foster."""
    if quote_before(narrative, verb.idx) is None:
        return None
    place = verb.i + 1
    while place < len(narrative.doc) and narrative.doc[place].lower_ in PARTICLES:
        place += 1
    return head_from(narrative, place) if place < len(narrative.doc) else None


def head_from(narrative: Narrative, place: int) -> Token | None:
    """The head of the noun phrase that begins at a token; None if none begins there."""
    first = narrative.doc[place]
    if first.lower_ in PRONOUNS - RELATIVE:
        return first
    last = None
    for token in narrative.doc[place : place + PHRASE_LENGTH]:
        if not narrative.outside(token) or token.is_space or token.ent_type_ in ("DATE", "TIME"):
            break
        if token.tag_ in NOUNS:
            last = token
        elif not goes_on(token, last):
            break
    return last


def goes_on(token: Token, last: Token | None) -> bool:
    """True if a noun phrase may go on over a token that is no noun."""
    if token.text in ("&", "-", "."):
        return True
    return token.tag_ in (WITHIN if last is not None else BEFORE)


def left_subject(narrative: Narrative, verb: Token) -> Token | None:
    """The pronoun or name right before a verb that stands between or after marks: "…," Mr Foster said."""
    place = verb.i - 1
    while place > 0 and narrative.doc[place].lower_ in PARTICLES:
        place -= 1
    if place < 0 or not narrative.outside(narrative.doc[place]):
        return None
    token = narrative.doc[place]
    while place > 0 and token.lower_ in offices.listed("times"):
        place -= 1
        token = narrative.doc[place]
    if token.lower_ in PRONOUNS - RELATIVE and token.tag_ in ("PRP", "NNP", "NN"):
        return token
    return (
        token
        if token.tag_ in ("NNP", "NNPS") and narrative.sentence(token.idx) == narrative.sentence(verb.idx)
        else None
    )


def after_quote(narrative: Narrative, verb: Token) -> Token | None:
    """The noun that a clause after a quote begins with: "…,” A B, head of C in D, said of it."""
    before = narrative.text[max(0, verb.idx - 200) : verb.idx]
    last = max((before.rfind(mark) for mark in "”\"’'"), default=-1)
    offset = verb.idx - len(before) + last
    if last < 0 or narrative.quoted(offset) is None or re.search(r"[.!?]\s+[a-z“]|\n\s*\n", before[last:]):
        return None
    span = narrative.doc.char_span(offset + 1, verb.idx, alignment_mode="contract")
    first = next((token for token in span or () if not token.is_space and not token.is_punct), None)
    return head_from(narrative, first.i) if first is not None else None


def at_start(narrative: Narrative, verb: Token) -> Token | None:
    """The noun that the sentence begins with, if a comma stands right before the verb: "A B, who did C, said"."""
    start, _ = narrative.sentence(verb.idx)
    if not narrative.text[start : verb.idx].rstrip().endswith(","):
        return None
    span = narrative.doc.char_span(start, verb.idx, alignment_mode="contract")
    words = [token for token in span or () if token.tag_ not in ("CC", "RB") and not token.is_punct]
    if not words or words[0].lower_ in SPEAKING_FOR:
        return None
    return head_from(narrative, words[0].i)


def beside(narrative: Narrative, verb: Token) -> Token | None:
    """The noun nearest before a verb in its sentence, if only names and small words stand between."""
    start, _ = narrative.sentence(verb.idx)
    for token in reversed(list(narrative.doc[max(0, verb.i - 8) : verb.i])):
        if token.idx < start or not narrative.outside(token) or token.tag_.startswith("VB"):
            return None
        if token.tag_ in ("NNP", "NNPS", "NN", "NNS", "PRP") and token.lower_ not in offices.listed("times"):
            return token
    return None


def phrase(narrative: Narrative, head: Token) -> tuple[int, int]:
    """The span of a subject: the words before its head that belong to it, and "of" or "for" phrases after it."""
    first = head
    for token in head.subtree:
        if (
            token.i < first.i
            and narrative.outside(token)
            and narrative.sentence(token.idx) == narrative.sentence(head.idx)
        ):
            between = narrative.text[token.idx : head.idx]
            if not re.search(r"[,;:–—“”\"]", between) or token.dep_ in ("poss", "compound"):
                first = token
    return first.idx, complement_end(narrative, head) if head.tag_ in ("NN", "NNS", "CD") else name_end(narrative, head)


def name_end(narrative: Narrative, head: Token) -> int:
    """Where a proper name ends that goes on after "for" or "of": "Association for Shooting and Conservation"."""
    doc, last = narrative.doc, head
    if head.tag_ not in ("NNP", "NNPS") or head.lower_ in offices.nouns():
        return head.idx + len(head)
    for token in doc[head.i + 1 : head.i + COMPLEMENT_LENGTH]:
        proper = token.tag_ in ("NNP", "NNPS") and narrative.outside(token)
        link = token.lower_ in (("of", "for") if last is head else ("of", "for", "and", "&", "the"))
        if not proper and not (link and token.i + 1 < len(doc)):
            break
        last = token if proper else last
        if last is head and not link:
            break
    return last.idx + len(last)


def complement_end(narrative: Narrative, head: Token) -> int:
    """Where the "of" or "for" phrases after a noun end: before the first verb, mark, pronoun or line break."""
    end, place = head.idx + len(head), head.i + 1
    if place >= len(narrative.doc) or narrative.doc[place].lower_ not in LINKS:
        return end
    for token in narrative.doc[place : place + COMPLEMENT_LENGTH]:
        joined = token.tag_ == "CC" and narrative.doc[token.i - 1].tag_ == narrative.doc[token.i + 1].tag_ == "NNP"
        more = token.i + 1 < len(narrative.doc)
        described = more and token.tag_ == "VBG" and token.nbor().tag_ in ("NN", "NNS")
        if (
            (token.tag_ not in COMPLEMENT and not joined and not described)
            or token.lower_ in RELATIVE
            or not narrative.outside(token)
        ):
            break
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "CD", "POS"):
            end = token.idx + len(token)
    return end
