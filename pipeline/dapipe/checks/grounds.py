"""What a recommendation rests on: the finding of its own report that tells of the same matter.

Place comes first: a finding beside the demand in its section needs fewer shared words than one in another part of the
report. Words count by how rare they are in the report, so that "force" and "victims" tie nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log

from dapipe import lexicon
from dapipe.checks.evidence import Evidence
from dapipe.checks.words import stem, stems
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.statements import Statement

# As many letters of a stem tell its matter: supervisor and supervision, record and recording.
ROOT = 6
FEWEST = 2
# The share of a demand's weight of words that a finding must have: in its own section, and elsewhere.
NEAR = 0.25
FAR = 0.35


@dataclass(frozen=True, slots=True)
class Ground:
    """A demand with the finding that it rests on; `why` names the words that they share."""

    demand: Recommendation
    finding: Statement
    why: str


def grounds(evidence: Evidence, demands: Iterable[Recommendation]) -> dict[str, Ground]:
    """The finding that each demand of a report rests on, by the demand's id; those without a sure one are missing."""
    by_doc: dict[str, list[Statement]] = defaultdict(list)
    for statement in evidence.statements:
        by_doc[statement.source.doc].append(statement)
    asked: dict[str, list[Recommendation]] = defaultdict(list)
    for demand in demands:
        if evidence.is_source(demand.source.doc) and not demand.restated:
            asked[demand.source.doc].append(demand)
    return {ground.demand.id: ground for doc, items in asked.items() for ground in in_report(by_doc[doc], items)}


def in_report(statements: list[Statement], demands: list[Recommendation]) -> Iterator[Ground]:
    """The grounds of one report's demands; a cause of concern is a finding itself."""
    weights = weights_of(statements)
    causes = [demand for demand in demands if demand.kind == "cause_of_concern"]
    inside = [(demand.source.start, demand.source.end) for demand in demands if demand not in causes]
    findings = [
        (item, roots(item.source.words))
        for item in statements
        if item.label == "finding" and not any(start <= item.source.start < end for start, end in inside)
    ]
    for demand in demands:
        ground = None if demand in causes else best(demand, findings, weights)
        if ground:
            yield ground


def best(
    demand: Recommendation, findings: list[tuple[Statement, frozenset[str]]], weights: dict[str, float]
) -> Ground | None:
    """The finding that shares most with a demand, if it is enough; a finding near it counts for more."""
    found: tuple[float, Statement, list[str]] | None = None
    for wanted in (roots(part) for part in parts(demand.text)):
        whole = sum(weights.get(root, 0.0) for root in wanted) or 1.0
        for finding, told in findings:
            shared = sorted(wanted & told, key=lambda root: (-weights.get(root, 0.0), root))
            near = finding.source.section == demand.source.section
            sure = sum(weights.get(root, 0.0) for root in shared) / whole / (NEAR if near else FAR)
            if len(shared) >= FEWEST and sure >= 1 and (found is None or sure > found[0]):
                found = (sure, finding, shared)
    return Ground(demand, found[1], "both tell of " + ", ".join(named(found[1], found[2]))) if found else None


def parts(text: str) -> list[str]:
    """A demand's whole text; for one with a list also its lead-in and each item."""
    return [text, *text.split("•")] if "•" in text else [text]


def weights_of(statements: list[Statement]) -> dict[str, float]:
    """How much each root tells in a report: the rarer the more; nothing if it is in every statement."""
    counts = Counter(root for item in statements for root in roots(item.source.words))
    return {root: log((1 + len(statements)) / (1 + count)) for root, count in counts.items()}


def roots(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that name a matter."""
    return frozenset(one[:ROOT] for one in stems(text.replace("-", " "))) - usual()


@cache
def usual() -> frozenset[str]:
    """The beginnings of words that tell nothing of a matter."""
    return frozenset(stem(word)[:ROOT] for word in lexicon.words("answers", "usual"))


def named(finding: Statement, shared: list[str], most: int = 3) -> Iterator[str]:
    """The first few shared words as the finding has them."""
    told = {one[:ROOT]: one for one in stems(finding.source.words.replace("-", " "))}
    return (told[root] for root in shared[:most])
