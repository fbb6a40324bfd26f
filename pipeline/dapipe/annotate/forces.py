"""Names of police forces and fire services, places that stand for them, and what "the force" refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dapipe.annotate.force_names import Spot, forces, spots_in
from dapipe.annotate.force_places import chains, entries_of, stands_for_force
from dapipe.annotate.force_references import references
from dapipe.annotate.found import document_of
from dapipe.mentions import ForceMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document


def find(doc: Doc) -> tuple[ForceMention, ...]:
    """All force mentions in the order of the text.

    Names and places have the span of the name, without article and possessive. A reference to several forces is
    several mentions with one span.
    """
    document = document_of(doc)
    named = tuple(names_and_places(doc, document))
    return tuple(sorted((*named, *references(document, named)), key=lambda mention: (mention.start, mention.id)))


def names_and_places(doc: Doc, document: Document) -> Iterator[ForceMention]:
    """Explicit names, and places that stand for forces."""
    seen = spots_in(document)
    full = Counter(spot.police for spot in seen if spot.form == "name")
    fire, entries = mostly_fire(full), entries_of(document.text, seen)
    for chain in chains(document.text, seen):
        named = any(spot.form == "name" for spot in chain)
        place = named or chain[0] in entries or stands_for_force(doc, document, chain)
        for spot in chain:
            mention = mention_of(spot, place, full, fire, joined=len(chain) > 1)
            if mention:
                yield mention


def mention_of(spot: Spot, place: bool, full: Counter[str], fire: bool, joined: bool) -> ForceMention | None:
    """The mention that a spot is, None if it is none.

    Initials count when the full name is in the document, shortened places then or beside other forces.
    """
    if spot.form == "name" or (spot.form == "initials" and spot.police in full):
        return ForceMention(start=spot.start, end=spot.end, id=spot.police)
    shortened = spot.form == "short" and (joined or spot.police in full)
    if not place or not (spot.form == "area" or shortened):
        return None
    force = of_place(spot, full, fire)
    return ForceMention(start=spot.start, end=spot.end, id=force, form="place") if force else None


def of_place(spot: Spot, full: Counter[str], fire: bool) -> str:
    """Police force or fire service of a place: the one named more or first, else the sort that the text is about."""
    if full[spot.police] != full[spot.fire]:
        return spot.police if full[spot.police] > full[spot.fire] else spot.fire
    if spot.police in full:
        return min((spot.police, spot.fire), key=list(full).index)
    return spot.fire if fire else spot.police


def mostly_fire(full: Counter[str]) -> bool:
    """True if a document names fire services and no territorial police force."""
    kinds = {forces()[force].kind for force in full}
    return "fire" in kinds and "territorial" not in kinds
