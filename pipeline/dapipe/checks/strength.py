"""How strong a claim is, beside what its sources say: "the lowest" against "one of the lowest".

A stronger claim is flagged only if a source says the weaker thing of the same force and measure, and none says the
stronger. Sources are reports, and people quoted in the same document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.annotate.force_names import forces
from dapipe.checks.evidence import Evidence
from dapipe.checks.results import Check, check, place
from dapipe.checks.words import stems
from dapipe.facts.statements import Statement

PLAIN, WEAK, WEAKEST = 3, 2, 1
MOST_COMPARED = 30
LONGEST = 90
LONGEST_NAME = 6
WEAKENED = 10
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Claim:
    """A superlative: which end of which measure, for which force, how strong, and over which forces.

    `scope` is national, group, or "" if the words do not tell.
    """

    statement: Statement
    words: str
    end: str
    measure: frozenset[str]
    force: str
    strength: int
    scope: str
    quoted: bool


# Sources' claims by force, end of the scale, and each word of their measure.
Known = dict[tuple[str, str, str], list[Claim]]


def check_strength(evidence: Evidence) -> Iterator[Check]:
    """The claims that are stronger than their sources."""
    known: Known = defaultdict(list)
    told: list[Claim] = []
    for claim in claims(evidence):
        if claim.quoted or evidence.is_source(claim.statement.source.doc):
            for name in claim.measure:
                known[claim.force, claim.end, name].append(claim)
        elif claim.strength > WEAKEST:
            told.append(claim)
    for claim in told:
        yield from beside(evidence, claim, known)


def beside(evidence: Evidence, claim: Claim, known: Known) -> Iterator[Check]:
    """The flag of one claim beside those of sources; none if one of them claims as much."""
    lists = (known.get((claim.force, claim.end, name), []) for name in claim.measure)
    near = {id(item): item for some in lists for item in some[-MOST_COMPARED:]}
    others = list(sources(evidence, claim, near.values()))
    if others and all(other.strength < claim.strength for other in others):
        other = max(others, key=lambda item: item.statement.source.doc == claim.statement.source.doc)
        yield flag(claim, other, [item.statement for item in others])


def sources(evidence: Evidence, claim: Claim, group: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of a group that a claim may rest on: reports', and quotes of its own document."""
    doc = claim.statement.source.doc
    for other in group:
        home = other.statement.source.doc
        if alike(claim, other) and (
            (home == doc and other.quoted) or (evidence.is_source(home) and evidence.may_rest_on(doc, home))
        ):
            yield other


def alike(one: Claim, other: Claim) -> bool:
    """True if two claims are about one measure, over the same forces as far as they tell."""
    if "group" in (one.scope, other.scope) and one.scope != other.scope:
        return False
    shared = len(one.measure & other.measure)
    return shared > 0 and shared >= ALIKE * min(len(one.measure), len(other.measure))


def flag(claim: Claim, other: Claim, all_others: list[Statement]) -> Check:
    """The check of a claim that no source bears out."""
    here, there = claim.statement, other.statement
    note = f"“{claim.words}” ({place(here)}) is stronger than its source: “{other.words}” ({place(there)})."
    facts = (here, there, *(item for item in all_others if item is not there))
    return check("strength", "off", facts, rule="superlative", expected=other.words, stated=claim.words, note=note)


def claims(evidence: Evidence) -> Iterator[Claim]:
    """All superlatives and comparisons with the average of all statements."""
    for statement in evidence.statements:
        words = statement.source.words
        if superlative().search(words) or pattern("averages", "low").search(words) or average_high().search(words):
            yield from claims_of(evidence, statement)


def claims_of(evidence: Evidence, statement: Statement) -> Iterator[Claim]:
    """The claims of one statement. Those over time ("the lowest ever") are left out."""
    text = re.sub(r"\s", " ", statement.source.words)
    force = force_of(evidence, statement, text)
    if not force:
        return
    for match in superlative().finditer(text):
        before, after = text[: match.start()], text[match.end() : match.end() + LONGEST]
        measure, scope = measure_of(after) or subject_of(before), scope_of(after)
        if scope == "time" or not measure or pattern("ranks", "denied").search(before):
            continue
        weak = any(pattern("ranks", name).search(before) for name in ("one_of", "ranked", "near"))
        words, end = shown(text, match, weak=weak), ends()[match[1].lower()]
        spoken = is_quoted(evidence, statement, match.start(1))
        yield Claim(statement, words, end, measure, force, WEAK if weak else PLAIN, scope, spoken)
    yield from averages(evidence, statement, text, force)


def subject_of(before: str) -> frozenset[str]:
    """The stems of what a superlative is said of, if it stands alone: "its arrest rate is among the lowest"."""
    clause = pattern("measures", "said_of").search(before)
    return frozenset(stems(clause[1])[-LONGEST_NAME:]) if clause else frozenset()


def averages(evidence: Evidence, statement: Statement, text: str, force: str) -> Iterator[Claim]:
    """Comparisons with the average: the weakest claims; what is compared stands before them in the clause."""
    for end, found in (("low", pattern("averages", "low")), ("high", average_high())):
        for match in found.finditer(text):
            clause = re.split(r"[.,;:!?“”]", text[: match.start()])[-1]
            measure = frozenset(stems(clause)[-LONGEST_NAME:])
            spoken = is_quoted(evidence, statement, match.start())
            if measure and not pattern("ranks", "denied").search(text[: match.start()]):
                words = (clause + match[0]).strip()
                yield Claim(statement, words, end, measure, force, WEAKEST, "national", spoken)


def is_quoted(evidence: Evidence, statement: Statement, offset: int) -> bool:
    """True if a place in a statement stands in somebody's own words."""
    start = statement.source.start + offset
    quote = evidence.quote_over(statement.source.doc, start, start + 1)
    return quote is not None and quote.kind != "indirect"


def shown(text: str, match: re.Match[str], *, weak: bool) -> str:
    """The words of a claim, with what weakens it, up to the end of its clause."""
    start = max(text.rfind(" ", 0, max(match.start() - WEAKENED, 0)) + 1, 0) if weak else match.start()
    clause = re.split(r"[.,;:!?”]", text[match.end() : match.end() + LONGEST])[0]
    whole = text[start : match.end()] + clause
    return whole if len(clause) < LONGEST else whole.rsplit(" ", 1)[0] + " …"


@cache
def ends() -> dict[str, str]:
    """The end of the scale that each superlative names."""
    return {word: end for end, words in lexicon.read("strength")["superlatives"].items() for word in words}


@cache
def superlative() -> re.Pattern[str]:
    """Any superlative, with an article before it."""
    return re.compile(rf"(?:\bthe\s+)?(?<!\bat )\b({'|'.join(ends())})\b", re.I)


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """One pattern of the lexicon `strength`."""
    return re.compile(lexicon.read("strength")[group][name], re.I)


def average_high() -> re.Pattern[str]:
    """ "Above average" and the like."""
    return pattern("averages", "high")


def scope_of(after: str) -> str:
    """Over which forces or times a superlative holds, from the words after it: national, group, time, ""."""
    clause = re.split(r"[.;:!?]", after)[0]
    return next((name for name in ("national", "group", "time") if pattern("scopes", name).search(clause)), "")


def measure_of(after: str) -> frozenset[str]:
    """The stems of the name of a measure: "arrest rate for domestic abuse"."""
    joined = pattern("measures", "through").sub(" ", after)
    return frozenset(stems(pattern("measures", "end").split(joined)[0])[:LONGEST_NAME])


@cache
def places() -> dict[str, str]:
    """The force that each place name stands for."""
    return {area.lower(): force.id for force in forces().values() if force.kind != "fire" for area in force.areas}


@cache
def place_names() -> re.Pattern[str]:
    """Any place that a force is called after."""
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, places()), key=len, reverse=True))})\b", re.I)


def force_of(evidence: Evidence, statement: Statement, text: str) -> str:
    """The force that a statement is about: the one it names, else its own, else its document's."""
    named = {places()[match[0].lower()] for match in place_names().finditer(text)}
    if len(named) == 1:
        return named.pop()
    if named:
        return ""
    document = evidence.documents.get(statement.source.doc)
    return statement.force or (document.force if document else "")
