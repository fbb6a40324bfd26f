"""What "the force", "both forces" and "the Welsh forces" refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.force_names import forces
from dapipe.annotate.main_force import main_force
from dapipe.mentions import ForceMention

if TYPE_CHECKING:
    from dapipe.document import Document


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
