"""What "the force", "both forces" and "the Welsh forces" refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.force_names import forces, spots
from dapipe.mentions import ForceMention

if TYPE_CHECKING:
    from dapipe.document import Document

MAIN_SHARE = 0.6


def references(document: Document, named: Sequence[ForceMention]) -> Iterator[ForceMention]:
    """Every reference that can be resolved, as one mention for each of its forces."""
    main = main_force(document, named)
    for match in pattern().finditer(document.text):
        for force in referents(document, named, main, match):
            yield ForceMention(start=match.start(), end=match.end(), id=force, form="reference")


@cache
def pattern() -> re.Pattern[str]:
    """All forms of reference."""
    table = lexicon.read("forces")["references"]
    single, service = "|".join(table["single"]), "|".join(table["service"])
    return re.compile(rf"(?P<single>{single})|(?P<service>{service})|{table['several']}", re.I)


def referents(document: Document, named: Sequence[ForceMention], main: str, match: re.Match[str]) -> tuple[str, ...]:
    """The ids that one reference means; () if that can't be told."""
    if match["single"] or match["service"]:
        force = one(document, named, main, match.start())
        fire = bool(force) and forces()[force].kind == "fire"
        return (force,) if force and (fire or not match["service"]) else ()
    group = lexicon.read("forces")["groups"].get((match["group"] or "").strip().lower())
    if group:
        return tuple(group)
    if match["group"]:
        return ()
    return several(document, named, match)


def one(document: Document, named: Sequence[ForceMention], main: str, offset: int) -> str:
    """The force meant by "the force": the document's main one; without one, the last one named."""
    if main:
        return main
    number = bisect_left(named, offset, key=lambda mention: mention.start)
    return named[number - 1].id if number else ""


def several(document: Document, named: Sequence[ForceMention], match: re.Match[str]) -> tuple[str, ...]:
    """The last so many forces named before "both forces", "the three forces"; () without a number."""
    counts: dict[str, int] = lexicon.read("forces")["references"]["counts"]
    wanted = 2 if match["all"].lower() == "both" else counts.get((match["count"] or "").lower(), 0)
    before = [mention.id for mention in named if mention.start < match.start()]
    last = tuple(dict.fromkeys(reversed(before)))[:wanted]
    return tuple(reversed(last)) if wanted and len(last) == wanted else ()


def main_force(document: Document, named: Sequence[ForceMention]) -> str:
    """The force that a document is mainly about; "" if it is about none or several.

    It is the only one that the title names, or the one with at least 60 in 100 of the names, or, if none is named, that
    of the only place in the title.
    """
    title = document.title
    first = document.text.find(title) if title else -1
    titled = {mention.id for mention in named if 0 <= first <= mention.start < first + len(title)}
    if len(titled) == 1:
        return titled.pop()
    counts = Counter(mention.id for mention in named)
    if not counts:
        places = {spot.police or spot.fire for spot in spots(title) if spot.form == "area"}
        return places.pop() if len(places) == 1 else ""
    force, number = counts.most_common(1)[0]
    return force if number >= MAIN_SHARE * len(named) else ""
