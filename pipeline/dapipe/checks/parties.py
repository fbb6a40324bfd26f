"""Parties: who a recommendation is made to, and who answers for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.annotate.force_names import forces
from dapipe.checks.evidence import Evidence
from dapipe.checks.strength import place_names, places
from dapipe.facts.quotes import Quote
from dapipe.facts.recommendations import Recommendation


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is no force: how it is addressed, and the names of those who speak for it, in lower case."""

    id: str
    names: tuple[str, ...]
    speakers: tuple[str, ...]


@cache
def bodies() -> tuple[Body, ...]:
    """The bodies of the lexicon `answers`."""
    entries = lexicon.read("answers")["body"]
    return tuple(
        Body(entry["id"], *(tuple(name.lower() for name in entry[key]) for key in ("names", "speakers")))
        for entry in entries
    )


def addressed(evidence: Evidence, demand: Recommendation) -> str:
    """The party that a demand is made to: a force's slug, a body's id, or the force its report is about."""
    party = force_in(demand.addressee)
    addressee = demand.addressee.lower().replace("’", "'").removeprefix("the ").removeprefix("all ")
    named = (body.id for body in bodies() if any(addressee.startswith(name) for name in body.names))
    document = evidence.documents.get(demand.source.doc)
    return party or next(named, "") or demand.force or (document.force if document else "")


def force_in(text: str) -> str:
    """The force whose slug, name or place stands in a text; "" if none does or several do."""
    if text in forces():
        return text
    named = {places()[match[0].lower()] for match in place_names().finditer(text)}
    return named.pop() if len(named) == 1 else ""


def speaks_for(quote: Quote) -> frozenset[str]:
    """The parties that a quoted speaker answers for."""
    if quote.force:
        return frozenset({quote.force})
    words = f"{quote.organisation} {quote.role} {quote.speaker}".lower()
    found = {body.id for body in bodies() if any(name in words for name in body.speakers)}
    force = force_in(quote.organisation)
    return frozenset(found | ({force} if force else set()))
