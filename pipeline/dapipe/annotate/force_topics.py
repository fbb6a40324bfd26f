"""The stretches of a document that stand under the name of a force: digests, registers, live reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import forces, spots, spots_in
from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind

if TYPE_CHECKING:
    from dapipe.document import Document

BESIDE_NAME = 12
CLOCK_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """The stretch [start, end) under a heading, and the force whose name the heading is; "" for another heading."""

    start: int
    end: int
    force: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a document in the order of the text; they do not overlap."""

    items: tuple[Topic, ...] = ()

    def at(self, offset: int) -> Topic:
        """The topic that holds an offset; one without force before the first heading."""
        number = bisect_right(self.items, offset, key=lambda topic: topic.start) - 1
        topic = self.items[number] if number >= 0 else Topic(0, 0)
        return topic if offset < topic.end or number < 0 else Topic(topic.end, topic.end)

    def forces(self) -> set[str]:
        """The forces that head a stretch."""
        return {topic.force for topic in self.items if topic.force}


@lru_cache(maxsize=1)
def topics(document: Document) -> Topics:
    """The topics of a document, looked for once.

    A topic goes on over headings of a lower level and over those that come again and again (Status, Update), to the
    next heading beside it. Under a heading that a list follows at once it ends with the list.
    """
    heads = [place for place, block in enumerate(document.blocks) if is_head(document, block)]
    again = Counter(key(words(document, document.blocks[place])) for place in heads)
    sides = services(document)
    held: list[Topic] = []
    for place in heads:
        block = document.blocks[place]
        heading, level = words(document, block), block.level or CLOCK_LEVEL
        named = force_of(heading) or of_service(heading, sides)
        goes_on = held and held[-1].force and not named and not pattern("topics", "all").match(heading)
        if goes_on and (level > held[-1].level or again[key(heading)] > 1):
            continue
        if held:
            held[-1] = replace(held[-1], end=min(held[-1].end, block.start))
        held.append(Topic(block.start, end_of_list(document, place), named, level))
    return Topics(tuple(held))


def words(document: Document, block: Block) -> str:
    """The words of a block."""
    return document.text[block.start : block.end].strip()


def is_head(document: Document, block: Block) -> bool:
    """True for a heading, and for a line of a live report that begins with a time of day."""
    if block.kind is BlockKind.HEADING:
        return True
    short = block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) and "\n" not in words(document, block)
    return short and bool(pattern("topics", "clock").fullmatch(words(document, block)))


def key(heading: str) -> str:
    """What is the same in headings that come again: "Type: cause of concern", "2. Update of 3 May"."""
    plain = pattern("topics", "before").sub("", heading, count=1).lower()
    return re.split(r"[\d:–—]", plain)[0].strip()


def force_of(heading: str) -> str:
    """The force that a heading is the name of: "09:20 Kent Police", "Kent Police: custody 2015"; "" if none."""
    plain = pattern("topics", "before").sub("", heading, count=1)
    named = [spot for spot in spots(plain) if spot.form in ("name", "area")]
    if len(named) != 1:
        return ""
    spot = named[0]
    alone = len(plain) - (spot.end - spot.start) < BESIDE_NAME
    heads = spot.start == 0 and pattern("topics", "after").match(plain, spot.end)
    return (spot.police or spot.fire) if alone or heads else ""


def services(document: Document) -> tuple[str, str]:
    """The only police force and the only fire service that a document names; ("", "") if it has not one each."""
    named = {spot.police for spot in spots_in(document) if spot.form == "name"}
    fire = {force for force in named if forces()[force].kind == "fire"}
    police = {force for force in named if forces()[force].kind == "territorial"}
    return (police.pop(), fire.pop()) if len(police) == len(fire) == 1 else ("", "")


def of_service(heading: str, sides: tuple[str, str]) -> str:
    """The service that a heading is about where a document is on police and fire: "The fire report"."""
    police, fire = (bool(pattern("topics", side).search(heading)) for side in ("police", "fire"))
    return "" if police == fire else sides[0] if police else sides[1]


def end_of_list(document: Document, place: int) -> int:
    """Where the list ends that follows the heading at a place at once; the text's end if no list does."""
    following = islice(document.blocks, place + 1, None)
    first = next(following, None)
    if first is None or first.kind is not BlockKind.ITEM or is_head(document, first):
        return len(document.text)
    return next((other.start for other in following if other.kind is BlockKind.PARAGRAPH), len(document.text))
