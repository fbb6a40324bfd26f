"""What a number counts: the noun phrase after it, from tags and parse, or the one that an earlier number has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = ("NN", "NNS", "NNP", "NNPS")
INSIDE = (*NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "AFX", "RBS", "FW")
PLURALS = ("NNS", "NNPS")
OPENING = ("DT", "PDT", "PRP$", "IN", "POS")
TIMES = ("today", "yesterday", "tomorrow", "last", "next", "this", "each")
LONGEST = 9
Span = tuple[int, int]


def phrase(doc: Doc, end: int) -> Span | None:
    """The noun phrase that begins after the number that ends at `end`: "(new) (response) officers"; None without."""
    place = following(doc, end)
    if place is None:
        return None
    tokens = run(doc, place)
    while tokens and tokens[-1].tag_ not in NOUNS:
        tokens.pop()
    if not tokens:
        return None
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def following(doc: Doc, end: int) -> int | None:
    """The position of the first token that begins at or after `end`, in the same sentence and line."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < end:
            low = middle + 1
        else:
            high = middle
    if low >= len(doc) or doc.text[end : doc[low].idx].strip() or "\n" in doc.text[end : doc[low].idx].strip(" "):
        return None
    return low


def run(doc: Doc, place: int) -> list[Token]:
    """The tokens of a noun phrase from `place` on, up to its head."""
    tokens: list[Token] = []
    for token in doc[place : place + LONGEST]:
        if token.tag_ not in INSIDE or token.lower_ in TIMES or (tokens and apart(tokens[-1], token)):
            break
        tokens.append(token)
        if complete(token):
            break
    return tokens


def apart(last: Token, token: Token) -> bool:
    """True if a new phrase or sentence begins with `token`."""
    return bool(token.is_sent_start) or (last.tag_ in PLURALS and token.tag_ not in (*PLURALS, "NN", "POS", "HYPH"))


def complete(token: Token) -> bool:
    """True if `token` is the head: a noun that is no part of a compound to its right."""
    if token.tag_ not in NOUNS:
        return False
    part = token.dep_ in ("compound", "nmod", "amod", "nummod") and token.head.i > token.i
    return not part and (token.i + 1 >= len(token.doc) or token.nbor().tag_ not in ("POS", "HYPH"))
