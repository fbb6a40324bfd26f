"""Does a bare place name stand for the force: "Cleveland was rated inadequate", not "people in Cleveland"?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.force_names import Spot
from dapipe.annotate.found import document_of
from dapipe.annotate.patterns import any_of, lowered, small
from dapipe.document import Block, BlockKind, Document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

JOINED = re.compile(r"(?:,|;|/|\s+and|,\s+and|\s+n?or|\s+&)\s*(?:(?:both|the)\s+)?", re.I)
ENTRY = re.compile(r":\s+[a-z\d£]")
BEGINS = re.compile(r"(?:\A|\n|[.;!?]\s)\s*\Z")
LEFT = 90
RIGHT = 70
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
DATUM = re.compile(r"\s*(?:[:–—|-]\s*)?(?:\(?[£+-]?\d|outstanding\b|good\b|adequate\b|requires\b|inadequate\b)", re.I)
TITLE_BEFORE = re.compile(
    r".*[:–—]\s*$|.*\b(?:inspection|visit|assessment|report|findings)(?: \d{4}(?:/\d\d)?)?"
    r"\s+(?:of|at|on|into|to|for)\s*$",
    re.S | re.I,
)


@cache
def words(key: str) -> frozenset[str]:
    """A list of words of the lexicon, table `places`."""
    return frozenset(lexicon.words("forces", f"places.{key}"))


def chains(text: str, spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Spots that are joined by commas and "and": "Norfolk, Suffolk and Essex Police"."""
    held: list[Spot] = []
    for spot in spots:
        if held and not JOINED.fullmatch(text, held[-1].end, spot.start):
            yield held
            held = []
        held.append(spot)
    if held:
        yield held


def entries_of(text: str, spots: Sequence[Spot]) -> frozenset[Spot]:
    """The places, two at least, that begin the entries of a list with a colon: "Kent: done. … Essex: no answer."."""
    entries = [
        spot
        for spot in spots
        if spot.form == "area"
        and ENTRY.match(text, spot.end)
        and BEGINS.search(text, max(0, spot.start - 4), spot.start)
    ]
    return frozenset(entries if len({spot.police for spot in entries}) > 1 else ())


def stands_for_force(doc: Doc, document: Document, chain: Sequence[Spot]) -> bool:
    """True if the places of a chain stand for their forces."""
    text, start, end = document.text, chain[0].start, chain[-1].end
    block = document.block(start)
    if chain[-1].form == "body" or part_of_a_name(doc, chain):
        return False
    if block and alone(text, block, start, end):
        return True
    left, right = small(text[max(start - LEFT, block.start if block else 0) : start]), small(text[end : end + RIGHT])
    known = cues()
    if known["not_after"].match(right) or (known["inside"].search(left) and known["people"].match(right)):
        return False
    if known["after"].match(right) or known["before"].search(left):
        return True
    return bool(known["amount_before"].search(left) and known["amount"].match(right)) or subject(doc, chain)


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """What stands before or after a place that is a force, in small letters."""
    verbs = rf"\b(?:{'|'.join(lexicon.words('forces', 'places.verbs_before'))})"
    before = any_of((verbs, *lexicon.words("forces", "places.before")))
    return {
        "before": re.compile(rf"(?:{before})\s+(?:(?:both|the|that|by)\s+)?$"),
        "after": re.compile(rf"\s*(?:{'|'.join(lexicon.words('forces', 'places.after'))})"),
        "amount_before": re.compile(rf"(?:{'|'.join(lexicon.words('forces', 'places.amount_before'))})$"),
        "amount": re.compile("|".join(lexicon.words("forces", "places.amount"))),
        "verbs_after": re.compile(rf"\s*(?:{'|'.join(lexicon.words('forces', 'places.verbs_after'))})"),
        "asked": re.compile(lexicon.read("forces")["places"]["asked"]),
        "inside": re.compile(lexicon.read("forces")["places"]["inside"]),
        "people": re.compile(lexicon.read("forces")["places"]["people"]),
        "not_after": re.compile(rf"(?:[’']s)?\s+(?:{'|'.join(lexicon.words('forces', 'places.not_after'))})"),
    }


def alone(text: str, block: Block, start: int, end: int) -> bool:
    """True for a place alone in a cell or heading, at the end of a title, or before a figure or grade in a list."""
    before, after = text[block.start : start], text[end : block.end]
    bare = not before.strip(" •-–*·") and not after.strip(" :")
    if bare and block.kind in (BlockKind.CELL, BlockKind.HEADING, BlockKind.ITEM):
        return True
    if block.kind is BlockKind.HEADING and TITLE_BEFORE.match(before):
        return not after.strip(" ()0123456789/–-")
    return not before.strip(" •-–*·") and block.kind is not BlockKind.HEADING and bool(DATUM.match(after))


def part_of_a_name(doc: Doc, chain: Sequence[Spot]) -> bool:
    """True for East Kent, Mr Durham, Kent County Council, Surrey Heath."""
    before, after = token_before(doc, chain[0].start), token_after(doc, chain[-1].end)
    if before is not None and before.text.lower() in words("other_place"):
        return True
    if before is not None and titled(doc, before):
        return True
    if after is None or after.idx != chain[-1].end + 1:
        return after is not None and after.text == "-"
    return (
        after.text[:1].isupper()
        and not after.text.isupper()
        and not cues()["after"].match(lowered(document_of(doc).text), chain[-1].end)
    )


def titled(doc: Doc, before: Token) -> bool:
    """True after "of" with a noun of a title or seat: the University of Kent, the Bishop of Durham."""
    return before.text == "of" and before.i > 0 and doc[before.i - 1].text in words("titles")


def subject(doc: Doc, chain: Sequence[Spot]) -> bool:
    """True if a finite verb follows and neither a preposition nor a name stands before: "said Kent had failed"."""
    before, after = token_before(doc, chain[0].start), token_after(doc, chain[-1].end)
    if before is not None and before.sent == doc[before.i + 1].sent and governs(before):
        return False
    if cues()["verbs_after"].match(lowered(document_of(doc).text), chain[-1].end):
        return True
    if before is not None and cues()["asked"].search(before.lower_) and "?" in before.sent.text:
        return True
    for _ in range(6):
        if after is None:
            return False
        if after.tag_ in FINITE:
            return True
        if not (after.tag_ == "RB" or after.text.lower() in words("between") or after.is_quote):
            break
        after = after.nbor(1) if after.i + 1 < len(doc) else None
    return contrast(doc, chain[-1].end)


def governs(before: Token) -> bool:
    """True if the word before makes a place of the name: a preposition, a noun or an adjective."""
    if before.text.lower() in words("apart"):
        return False
    return before.text.lower() in words("prepositions") or before.tag_ in ("NNP", "NNPS", "NN", "JJ")


def contrast(doc: Doc, end: int) -> bool:
    """True if a short insertion stands between place and verb: "Dorset, by contrast, had"."""
    inserted = re.match(r",[^.,;:]{2,50},\s*", document_of(doc).text[end : end + 60])
    token = token_after(doc, end + inserted.end() - 1) if inserted else None
    return token is not None and token.tag_ in FINITE


def token_before(doc: Doc, start: int) -> Token | None:
    """The token before an offset, blanks left out; None at a block's or the text's beginning."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    number = span.start - 1 if span is not None else -1
    if (
        number < 0
        or "\n" in document_of(doc).text[doc[number].idx : start]
        or "\t" in document_of(doc).text[doc[number].idx : start]
    ):
        return None
    return doc[number]


def token_after(doc: Doc, end: int) -> Token | None:
    """The token after an offset; None at a block's or the text's end."""
    span = doc.char_span(end - 1, end, alignment_mode="expand")
    if span is None or span.end >= len(doc):
        return None
    token = doc[span.end]
    return None if token.is_space or "\n" in document_of(doc).text[end : token.idx] else token
