"""The force that a document is mainly about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import forces, spots, spots_in
from dapipe.annotate.force_topics import topics
from dapipe.annotate.patterns import lowered, pattern, small
from dapipe.document import BlockKind, DocumentKind

if TYPE_CHECKING:
    from dapipe.document import Document
    from dapipe.mentions import ForceMention

MOST = 0.6
TIMES_THE_NEXT = 3
LEAST = 0.4
OF_A_HEADING = 3
OPENING = 1200
FEW = 6


def main_force(document: Document, named: Sequence[ForceMention]) -> str:
    """The force that a document is mainly about; "" if it is about none or several.

    It is the only one that the title names by name or place, else that of the office above the text, or the one that
    most of the names outside lists mean, or the one that the opening names if no other is named more often. A document
    with headings for several forces has none. `named` are names and places, no references.
    """
    titled = in_title(document, named) or title_places(document) & {mention.id for mention in named}
    titled = titled or issuer(document)
    if len(titled) == 1:
        return titled.pop()
    if not named:
        return of_places(document)
    if is_general(document, named):
        return ""
    if len(topics(document).forces()) > 1:
        return ""
    told = [mention for mention in named if not in_list(document, mention)] or named
    return named_most(document, told) or opening(document, told)


def is_general(document: Document, named: Sequence[ForceMention]) -> bool:
    """True for news about forces at large: it speaks of "forces" more often than of any force or of "the force"."""
    if document.kind is not DocumentKind.ARTICLE or in_title(document, named):
        return False
    at_large, single = told_at_large(document)
    return at_large > len(named) + single


@lru_cache(maxsize=1)
def told_at_large(document: Document) -> tuple[int, int]:
    """How often a document speaks of forces at large and of "the force", counted once for all who ask."""
    text = lowered(document.text)
    at_large, single = (len(pattern("topics", name).findall(text)) for name in ("at_large", "single"))
    return at_large, single


def is_shared(document: Document) -> bool:
    """True for an inspection of several agencies of one place: only what tells of the police is its force's."""
    return bool(pattern("topics", "shared").search(document.title))


def tells_of_police(words: str) -> bool:
    """True for a sentence about police among others about several agencies."""
    return bool(pattern("topics", "of_police").search(words))


def in_title(document: Document, named: Sequence[ForceMention]) -> set[str]:
    """The forces that the title names."""
    title = document.title
    first = document.text.find(title) if title else -1
    return {mention.id for mention in named if 0 <= first <= mention.start < first + len(title)}


def issuer(document: Document) -> set[str]:
    """The force of the office alone in the first line: "Police and Crime Commissioner for Surrey"."""
    line = document.text.lstrip().partition("\n")[0]
    if not pattern("topics", "office").fullmatch(small(line.strip())):
        return set()
    return {spot.police for spot in spots(line) if spot.police}


def title_places(document: Document) -> set[str]:
    """The forces of the places in the title."""
    return {spot.police or spot.fire for spot in spots(document.title) if spot.form == "area"}


def in_list(document: Document, mention: ForceMention) -> bool:
    """True for a name in a list or a table, where forces only stand side by side."""
    block = document.block(mention.start)
    return block is not None and block.kind in (BlockKind.ITEM, BlockKind.CELL)


def of_places(document: Document) -> str:
    """The force of the only place in the title, else of the place that a text without forces names again and again."""
    titled = title_places(document)
    if titled:
        return titled.pop() if len(titled) == 1 else ""
    named = Counter(spot.police or spot.fire for spot in spots_in(document) if spot.form == "area")
    force, number = max(named.items(), key=lambda item: item[1], default=("", 0))
    return force if number > 1 and number >= MOST * named.total() else ""


def named_most(document: Document, named: Sequence[ForceMention]) -> str:
    """The force that has 60 in 100 of the names, or three times as many as the next; a heading's name counts three."""
    counts = Counter[str]()
    for mention in named:
        block = document.block(mention.start)
        counts[mention.id] += OF_A_HEADING if block and block.kind is BlockKind.HEADING else 1
    (force, number), *rest = counts.most_common(2)
    next_one = rest[0][1] if rest else 0
    share = number / counts.total()
    return force if share >= MOST or (share >= LEAST and number >= TIMES_THE_NEXT * next_one) else ""


def opening(document: Document, named: Sequence[ForceMention]) -> str:
    """The force that the opening names in full and first, if no other is named more often.

    It must be the only one that the opening names in full, or the text go on about "the force" and name few others.
    """
    told = [mention for mention in named if forces()[mention.id].kind != "agency"]
    block = document.block(told[0].start) if told and told[0].start < OPENING else None
    if block is None or pattern("topics", "plural").search(document.title):
        return ""
    force = told[0].id
    counts = Counter(mention.id for mention in told)
    full = {mention.id for mention in told if mention.start < OPENING and mention.form == "name"}
    alone = {mention.id for mention in told if mention.start < block.end} == {force} and force in full
    goes_on = len(pattern("topics", "single").findall(document.text)) > 1 and len(counts) <= FEW
    return force if alone and counts[force] == max(counts.values()) and (full == {force} or goes_on) else ""
