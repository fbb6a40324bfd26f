"""How much a sentence claims: "all officers" where its source says "most officers", "will" where it says "may".

Two sentences are compared only if most of their words that name something are the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.checks.evidence import Evidence
from dapipe.checks.results import Check, check, place
from dapipe.checks.words import WORD, stem, stems
from dapipe.facts.statements import Statement

FEWEST = 4
ALIKE = 0.6
MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Degree:
    """One word of degree in a sentence: its kind (quantifiers, modals), its level, and the word it bears on."""

    statement: Statement
    kind: str
    word: str
    level: int
    bears_on: str
    named: frozenset[str]


def check_degrees(evidence: Evidence) -> Iterator[Check]:
    """The sentences that claim more than a source's sentence in nearly the same words."""
    known: dict[tuple[str, str, str], list[Degree]] = defaultdict(list)
    papers: list[Degree] = []
    for statement in evidence.statements:
        quote = evidence.quote_at(statement)
        quoted = quote is not None and quote.kind != "indirect"
        source = evidence.is_source(statement.source.doc)
        for degree in degrees(statement) if source or evidence.is_paper(statement.source.doc) else ():
            if source or quoted:
                for name in degree.named:
                    known[degree.kind, degree.bears_on, name].append(degree)
            else:
                papers.append(degree)
    for degree in papers:
        lists = (known.get((degree.kind, degree.bears_on, name), []) for name in degree.named)
        yield from beside(evidence, degree, shortest_shared(sorted(lists, key=len)))


def shortest_shared(lists: list[list[Degree]]) -> list[Degree]:
    """The sentences that share the rarest words: among so many, some of those with most words in common."""
    fitting = len(lists) - max(int(len(lists) * ALIKE), 1) + 1
    found = {id(item): item for some in lists[:fitting] for item in some[:MOST_COMPARED]}
    return list(found.values())


def beside(evidence: Evidence, degree: Degree, known: list[Degree]) -> Iterator[Check]:
    """The flag of one word of degree beside its sources; none if one of them says as much."""
    same = [other for other in known if related(evidence, degree, other)]
    weaker = [other for other in same if other.level < degree.level]
    if weaker and len(weaker) == len(same):
        here, there = degree.statement, weaker[0].statement
        yield check(
            "strength",
            "off",
            (here, there),
            rule=degree.kind,
            expected=weaker[0].word,
            stated=degree.word,
            note=f"“{degree.word}” in “{here.source.words}” ({place(here)}) is stronger than "
            f"“{weaker[0].word}” in “{there.source.words}” ({place(there)}).",
        )


def related(evidence: Evidence, degree: Degree, other: Degree) -> bool:
    """True if two sentences say the same but for their degree, and one may rest on the other."""
    one, two = degree.statement.source.doc, other.statement.source.doc
    if one != two and not (evidence.is_source(two) and evidence.may_rest_on(one, two)):
        return False
    shared = len(degree.named & other.named)
    return shared >= FEWEST and shared >= ALIKE * len(degree.named | other.named)


def degrees(statement: Statement) -> Iterator[Degree]:
    """The words of degree of one statement; none in one with a second of the same kind, which could be meant."""
    text = re.sub(r"\s+", " ", statement.source.words)
    for kind in ("quantifiers", "modals"):
        found = list(words(kind).finditer(text))
        if len(found) != 1:
            continue
        match = found[0]
        after = [word for word in WORD.findall(text[match.end() :])[:3] if stems(word)]
        if after:
            yield Degree(
                statement, kind, match[0], levels(kind)[match[0].lower()], stem(after[0]), frozenset(stems(text))
            )


@cache
def levels(kind: str) -> dict[str, int]:
    """The level of each word of degree of one kind."""
    return {word: int(level) for level, listed in lexicon.read("strength")[kind].items() for word in listed}


@cache
def words(kind: str) -> re.Pattern[str]:
    """Any word of degree of one kind, the longest first."""
    return re.compile(rf"\b(?:{'|'.join(sorted(levels(kind), key=len, reverse=True))})\b", re.I)
