"""What checks find: ties between facts, and things to look at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from dapipe.record import Fact, column

Result = Literal["agrees", "off", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two facts."""

    id: str = column("Id of the tie, the same in every run")
    kind: str = column(
        "What ties them",
        choices=("part_of", "answers", "rests_on", "repeats", "quotes_report", "earlier_value", "comparator"),
    )
    from_id: str = column("Id of the fact that is tied: the part, the answer, the demand, the repetition, the quote")
    to_id: str = column("Id of the fact that it is tied to")
    why: str = column("Why they are tied, in plain words", text=True)
    doc: str = column("Document of the first fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something to look at: whether two places agree, in one plain sentence with both places."""

    id: str = column("Id of the check, the same in every run")
    kind: str = column("What was checked", choices=("arithmetic", "strength", "agreement", "period"))
    result: str = column("How it came out", choices=("agrees", "off", "unclear"))
    document: str = column("Title of the document that is checked", text=True)
    page: int = column("Page of the words that are checked, from 1")
    words: str = column("The words that are checked", text=True)
    expected: str = column("What they should be", default="", example="30 per cent", text=True)
    stated: str = column("What they are", default="", example="35 per cent", text=True)
    note: str = column("What agrees or disagrees, with both places", default="", text=True)
    facts: str = column("Ids of all facts concerned, parted by blanks; the one that is checked comes first")
    rule: str = column("The check that was made", default="", example="share")
    doc: str = column("Document that is checked")


def check(
    kind: str, result: Result, facts: tuple[Fact, ...], *, rule: str, expected: str = "", stated: str = "", note: str
) -> Check:
    """A Check of the first of these facts against the others."""
    first, ids = facts[0].source, " ".join(fact.id for fact in facts)
    return Check(
        id=digest(kind, rule, ids),
        kind=kind,
        result=result,
        document=first.document,
        page=first.page,
        words=first.words,
        expected=expected,
        stated=stated,
        note=note,
        facts=ids,
        rule=rule,
        doc=first.doc,
    )


def link(kind: str, one: Fact, other: Fact, why: str) -> Link:
    """A Link from one fact to another."""
    return tie(kind, one, other.id, why)


def tie(kind: str, one: Fact, other: str, why: str) -> Link:
    """A Link from a fact to the one with this id."""
    return Link(id=digest(kind, one.id, other), kind=kind, from_id=one.id, to_id=other, why=why, doc=one.source.doc)


def digest(*parts: str) -> str:
    """16 hex digits over these parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def place(fact: Fact) -> str:
    """Where a fact stands, for a sentence: "title", page 7."""
    return f"“{fact.source.document}”, page {fact.source.page}"
