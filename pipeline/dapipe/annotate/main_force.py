"""The force that a document is mainly about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import spots
from dapipe.annotate.force_topics import topics
from dapipe.document import BlockKind

if TYPE_CHECKING:
    from dapipe.document import Document
    from dapipe.mentions import ForceMention

MOST = 0.6
TIMES_THE_NEXT = 3
OF_A_HEADING = 3
OPENING = 600


def main_force(document: Document, named: Sequence[ForceMention]) -> str:
    """The force that a document is mainly about; "" if it is about none or several.

    It is the only one that the title names, or the one that most of the names mean, or the only one that the opening
    names if no other is named more often, or, if none is named at all, that of the only place in the title. A document
    with headings for several forces has none. `named` are names and places, no references.
    """
    titled = in_title(document, named)
    if len(titled) == 1:
        return titled.pop()
    if not named:
        return of_places(document)
    if len(topics(document).forces()) > 1:
        return ""
    return named_most(document, named) or opening(document, named)


def in_title(document: Document, named: Sequence[ForceMention]) -> set[str]:
    """The forces that the title names."""
    title = document.title
    first = document.text.find(title) if title else -1
    return {mention.id for mention in named if 0 <= first <= mention.start < first + len(title)}


def of_places(document: Document) -> str:
    """The force of the only place in the title, else of the place that a text without forces names again and again."""
    titled = {spot.police or spot.fire for spot in spots(document.title) if spot.form == "area"}
    if titled:
        return titled.pop() if len(titled) == 1 else ""
    named = Counter(spot.police or spot.fire for spot in spots(document.text) if spot.form == "area")
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
    return force if number >= MOST * counts.total() or number >= TIMES_THE_NEXT * next_one else ""


def opening(document: Document, named: Sequence[ForceMention]) -> str:
    """The only force that the opening names in full, if nothing else is named first and nothing more often."""
    full = {mention.id for mention in named if mention.start < OPENING and mention.form == "name"}
    block = document.block(named[0].start)
    first = {mention.id for mention in named if block and mention.start < block.end}
    counts = Counter(mention.id for mention in named)
    force = named[0].id
    return force if full == first == {force} and counts[force] == max(counts.values()) else ""
