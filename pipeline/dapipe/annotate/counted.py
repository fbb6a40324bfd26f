"""What a number counts: the noun phrase beside it, or the subject of its verb, from tags and parse."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.amounts import Amount
from dapipe.annotate.found import document_of
from dapipe.annotate.patterns import pattern

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = ("NN", "NNS", "NNP", "NNPS")
PLURALS = ("NNS", "NNPS")
COMMON = ("NN", "NNS")
INSIDE = (*NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "RBS", "FW", "RB")
CONTENT = (*NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "FW")
CALL_NUMBERS = ("999", "101")
SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "pobj", "nsubj", "nsubjpass", "attr")
LONGEST = 9
SAME_LINE = re.compile(r"[^\S\n\t]*(?:\n(?=[a-z]))?[^\s]?")
Span = tuple[int, int]


@cache
def not_things() -> frozenset[str]:
    """Words that end a noun phrase, whatever their tag."""
    return frozenset(lexicon.words("beside", "not_things"))


@cache
def graded() -> frozenset[str]:
    """Words before the number of a grade: "grade one incidents"."""
    return frozenset(lexicon.words("beside", "graded"))


def thing(doc: Doc, amount: Amount, kind: str) -> Span | None:
    """Where the thing that an amount counts stands; None if nowhere beside it."""
    text = document_of(doc).text
    if amount.per is not None and re.search(r"\b(?:per|every|each|in|of)\s+$", amount.between):
        inside = phrase(doc, amount.first_end)
        if inside and inside[1] <= amount.end:
            return inside
    if kind not in ("count", "times") or amount.form == "multiple":
        bracketed = text[max(0, amount.start - 1) : amount.start] == "(" and text[amount.end : amount.end + 1] == ")"
        end = amount.end + bracketed
        of = pattern("beside", "of_things_right").match(text, end, end + 30)
        return phrase(doc, of.end()) if of and kind in ("percent", "measure") else None
    if kind == "times":
        return phrase(doc, amount.end)
    skipping = "fraction_skipped_right" if amount.form == "fraction" else "skipped_right"
    skipped = pattern("beside", skipping).match(text, amount.number_end, amount.number_end + 40)
    return phrase(doc, skipped.end() if skipped else amount.end)


def phrase(doc: Doc, end: int) -> Span | None:
    """The noun phrase that begins after the number that ends at `end`: "(new) (response) officers"; None without."""
    place = following(doc, end)
    if place is None:
        return None
    tokens = run(doc, place)
    while tokens and not is_noun(tokens[-1]):
        tokens.pop()
    if not tokens:
        return None
    word = re.match(r"[^\d.,;:]*", tokens[-1].text)
    return tokens[0].idx, tokens[-1].idx + (word.end() if word and word.end() else len(tokens[-1]))


def following(doc: Doc, end: int) -> int | None:
    """The position of the first token that begins at or after `end`, in the same line."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if doc[middle].idx < end else (low, middle)
    while low < len(doc) and doc[low].is_space:
        low += 1
    gap = document_of(doc).text[end : doc[low].idx] if low < len(doc) else "."
    return low if SAME_LINE.fullmatch(gap + document_of(doc).text[end + len(gap) : end + len(gap) + 1]) else None


def run(doc: Doc, place: int) -> list[Token]:
    """The tokens of a noun phrase from `place` on, up to its head."""
    tokens: list[Token] = []
    for token in doc[place : place + LONGEST]:
        if not belongs(token, tokens):
            break
        tokens.append(token)
        if complete(token):
            break
    return tokens


def belongs(token: Token, tokens: list[Token]) -> bool:
    """True if a token goes on with the noun phrase begun by `tokens`."""
    if token.lower_ in not_things() or (tokens and token.is_sent_start):
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.text in CALL_NUMBERS and not tokens:
        return True
    if token.tag_ == "CD" and tokens and tokens[-1].lower_ in graded():
        return True
    if token.tag_ in ("CD", "DT", "IN", "RP"):
        return following is not None and following.tag_ == "HYPH"
    if token.tag_ == "CC" and tokens and compound_pair(token, tokens[-1]):
        return True
    if token.tag_ == "CC":
        return bool(tokens) and following is not None and pairs(tokens[-1], following)
    if token.tag_ == "RB":
        return following is not None and following.tag_ in ("VBN", "JJ", "HYPH")
    ended = tokens and tokens[-1].tag_ in PLURALS and token.tag_ not in (*PLURALS, "NN", "POS", "HYPH")
    return (token.tag_ in INSIDE or is_noun(token)) and not ended


def is_noun(token: Token) -> bool:
    """True for a noun, also for "reports" that the tagger takes for a verb, the parser for the head of a compound."""
    compound = token.tag_ == "VBZ" and token.dep_ in OBJECTS and token.i > 0 and token.nbor(-1).dep_ == "compound"
    return token.tag_ in NOUNS or (compound and token.nbor(-1).head.i == token.i)


def compound_pair(joint: Token, left: Token) -> bool:
    """True for the "and" of "stop and search records": two singular nouns that a plural one follows."""
    if joint.i + 2 >= len(joint.doc):
        return False
    right, head = joint.nbor(), joint.nbor(2)
    return left.tag_ in ("NN", "VBG") and right.tag_ == "NN" and head.tag_ == "NNS"


def pairs(left: Token, right: Token) -> bool:
    """True for "digital and physical sales", where both words belong to one noun to the right."""
    both = left.tag_ == right.tag_ == "JJ" or left.tag_ == right.tag_ == "NNP"
    head = left.head if left.head.i > right.i else right.head
    return both and head.i > right.i and head.tag_ in PLURALS


def complete(token: Token) -> bool:
    """True if `token` is the head: a noun that is no part of a compound to its right."""
    if not is_noun(token):
        return False
    part = token.dep_ in ("compound", "nmod", "amod", "nummod") and token.head.i > token.i
    compound = token.tag_ not in PLURALS and token.i + 1 < len(token.doc) and is_noun(token.nbor())
    if compound and not token.nbor().is_sent_start and token.nbor().lower_ not in not_things():
        return False
    joint = ("POS", "HYPH", "CC", "CD") if token.lower_ in graded() else ("POS", "HYPH", "CC")
    paired = token.i + 1 < len(token.doc) and token.nbor().tag_ in joint and token.tag_ not in PLURALS
    return not part and not paired


def subject(doc: Doc, amount: Amount) -> Token | None:
    """The subject, a common noun, of the verb that a bare number depends on: "arrests rose from 1,204"."""
    place = following(doc, amount.number_start)
    if place is None:
        return None
    token = doc[place]
    for _ in range(6):
        if token.tag_.startswith("VB"):
            return next((child for child in token.children if child.dep_ in SUBJECTS and child.tag_ in COMMON), None)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def head_span(noun: Token) -> Span:
    """A noun with the adjectives and compounds right before it."""
    first = noun
    while (
        first.i > 0 and first.nbor(-1).tag_ in CONTENT and first.nbor(-1).head.i == noun.i and not first.is_sent_start
    ):
        first = first.nbor(-1)
    return first.idx, noun.idx + len(noun)
