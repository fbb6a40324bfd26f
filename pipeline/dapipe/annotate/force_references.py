"""What "the force", "both forces" and "the Welsh forces" refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.force_names import forces
from dapipe.annotate.force_topics import Topics, topics
from dapipe.annotate.main_force import main_force
from dapipe.annotate.patterns import lowered
from dapipe.mentions import ForceMention

if TYPE_CHECKING:
    from dapipe.document import Document


def references(document: Document, named: Sequence[ForceMention]) -> Iterator[ForceMention]:
    """Every reference that can be resolved, as one mention for each of its forces."""
    setting = Setting(tuple(named), main_force(document, named), topics(document))
    for match in pattern().finditer(lowered(document.text)):
        for force in referents(setting, match):
            yield ForceMention(start=match.start(), end=match.end(), id=force, form="reference")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reference may mean: the forces named, the main one, and those that head a stretch of the document."""

    named: tuple[ForceMention, ...]
    main: str
    topics: Topics

    def one(self, offset: int, fire: bool) -> str:
        """The force meant by "the force": that of the heading, the main one, or the last one named; "" if unknown.

        "The service" is a fire service, the only one if the main force is none.
        """
        candidates = (self.topics.at(offset).force, self.main, self.last(offset))
        if not fire:
            return next((force for force in candidates if force), "")
        services = {mention.id for mention in self.named if forces()[mention.id].kind == "fire"}
        sure = next((force for force in candidates if force in services), "")
        return sure or (services.pop() if len(services) == 1 else "")

    def last(self, offset: int) -> str:
        """The force named last before an offset."""
        number = bisect_left(self.named, offset, key=lambda mention: mention.start)
        before = (mention.id for mention in reversed(self.named[:number]) if not is_agency(mention.id))
        return next(before, "")


@cache
def pattern() -> re.Pattern[str]:
    """All forms of reference, in small letters."""
    table = lexicon.read("forces")["references"]
    single, service = "|".join(table["single"]), "|".join(table["service"])
    return re.compile(rf"\b(?:(?P<single>{single})|(?P<service>{service})|{table['several']})")


def referents(setting: Setting, match: re.Match[str]) -> tuple[str, ...]:
    """The ids that one reference means; () if that can't be told."""
    if match["single"] or match["service"]:
        force = setting.one(match.start(), fire=bool(match["service"]))
        return (force,) if force else ()
    group = lexicon.read("forces")["groups"].get((match["group"] or "").strip())
    if group:
        return tuple(group)
    return () if match["group"] else several(setting.named, match)


def several(named: Sequence[ForceMention], match: re.Match[str]) -> tuple[str, ...]:
    """The last so many forces named before "both forces", "the three forces"; () without a number."""
    counts: dict[str, int] = lexicon.read("forces")["references"]["counts"]
    wanted = 2 if match["all"] == "both" else counts.get(match["count"] or "", 0)
    before = [mention.id for mention in named if mention.start < match.start() and not is_agency(mention.id)]
    last = tuple(dict.fromkeys(reversed(before)))[:wanted]
    return tuple(reversed(last)) if wanted and len(last) == wanted else ()


def is_agency(force: str) -> bool:
    """True for the National Crime Agency, which nobody calls a force."""
    return forces()[force].kind == "agency"
