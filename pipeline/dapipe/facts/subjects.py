"""Who does what a number tells: the subject of the clause that holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dapipe import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from dapipe.mentions import Quantity

CLIMB = 8
SUBJECTS = ("nsubj", "nsubjpass")
PRONOUNS = ("he", "she", "it")
RELATIVES = ("who", "that", "which")
DESCRIBED = ("compound", "appos", "amod")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject in small letters: its noun, the words that describe it, whose it is, what it does, where it begins.

    The noun is that which a relative pronoun stands for. `start` is an offset, -1 for no subject.
    """

    noun: str = ""
    described: frozenset[str] = frozenset()
    owner: str = ""
    verb: str = ""
    passive: bool = False
    singular: bool = True
    name: bool = False
    start: int = -1


NONE = Subject()


def subject_of(doc: Doc, item: Quantity) -> Subject:
    """The subject, before a number, of the clause that holds it; a Subject without noun if there is none."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    if span is None:
        return NONE
    token = span.root
    for _ in range(CLIMB):
        subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if subject is not None and (subject.i < span.start or (item.kind == "duration" and opens(span, token))):
            return described(subject, token)
        if token.head.i == token.i or token.dep_ in SUBJECTS:
            return NONE
        token = token.head
    return NONE


def agent_of(doc: Doc, item: Quantity, subject: Subject) -> Subject:
    """Whom a subject "he", "she" or "it" stands for: the subject of the sentence's main clause; else the subject."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    if subject.noun not in PRONOUNS or span is None:
        return subject
    root = span.root.sent.root
    first = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if first is None or first.idx >= subject.start or first.lower_ in PRONOUNS:
        return subject
    if subject.noun == "it" and root.lower_ not in lexicon.words("whose", "saying"):
        return subject
    return replace(described(first, root), verb=subject.verb, passive=subject.passive)


def opens(span: Span, verb: Token) -> bool:
    """True for a length of time before its clause: "Within six months, police forces should"."""
    start = verb.sent.start
    return span.start - start <= 1 and verb.i > span.end


def described(subject: Token, verb: Token) -> Subject:
    """A subject of a verb with the words around it."""
    noun = antecedent(subject, verb)
    words = [child for child in noun.children if child.dep_ in DESCRIBED]
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    return Subject(
        noun=noun.lower_,
        described=frozenset(child.lower_ for child in words),
        owner=owner.lower_ if owner is not None else "",
        verb=verb.lower_,
        passive=subject.dep_ == "nsubjpass",
        singular=noun.tag_ in ("NN", "NNP"),
        name=noun.tag_.startswith("NNP"),
        start=subject.idx,
    )


def antecedent(subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, else the subject itself."""
    return verb.head if subject.lower_ in RELATIVES and verb.dep_ == "relcl" else subject
