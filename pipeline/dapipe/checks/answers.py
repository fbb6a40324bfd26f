"""Answers: which words accept, refuse or act on a recommendation, in letters, press releases and the news.

Three forms, surest first: a letter that quotes the recommendation and answers below it; "we accept all three
recommendations" by someone who speaks for the addressee; words of the addressee on the very matter of the demand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.checks.evidence import Evidence
from dapipe.checks.parties import addressed, speaks_for
from dapipe.checks.words import stems
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.statements import Statement

FOLLOWING = 6
ALIKE = 0.5
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one demand: `state` is answered or refused, `why` tells in which form, surest first by `rank`."""

    demand: Recommendation
    statement: Statement
    state: str
    why: str
    rank: int


@dataclass(frozen=True, slots=True)
class Words:
    """One statement that may answer something, with the parties it speaks for."""

    statement: Statement
    parties: frozenset[str]


def answers(evidence: Evidence, demands: Iterable[Recommendation]) -> dict[str, Answer]:
    """The best answer to each demand of a report, by the demand's id; those without one are missing."""
    made = [item for item in demands if evidence.is_source(item.source.doc) and not item.restated]
    by_party: dict[str, list[Recommendation]] = defaultdict(list)
    for demand in made:
        by_party[addressed(evidence, demand)].append(demand)
    return surest((*quoted_back(evidence, made), *spoken(evidence, by_party)))


def surest(given: Iterable[Answer]) -> dict[str, Answer]:
    """The best of these answers to each demand, by the demand's id; of two alike the first in the store."""
    found: dict[str, Answer] = {}
    for answer in given:
        known = found.get(answer.demand.id)
        if known is None or sureness(answer) < sureness(known):
            found[answer.demand.id] = answer
    return found


def sureness(answer: Answer) -> tuple[int, str, int]:
    """A key that sorts answers, the best first."""
    return answer.rank, answer.statement.source.doc, answer.statement.source.start


def quoted_back(evidence: Evidence, demands: list[Recommendation]) -> Iterator[Answer]:
    """Answers below a recommendation that a letter or press release quotes with its number."""
    by_number: dict[tuple[str, str], list[Recommendation]] = defaultdict(list)
    for demand in demands:
        by_number[demand.kind, demand.number].append(demand)
    listed = evidence.statements
    for place, statement in enumerate(listed):
        if not evidence.is_own_words(statement.source.doc):
            continue
        heading = pattern("heading").search(statement.source.words)
        if heading:
            kind = heading[1].lower().replace(" ", "_")
            for demand in by_number.get((kind, heading[2]), ()):
                if is_quoted(evidence, demand, listed, place):
                    yield from below(demand, listed, place)


def is_quoted(evidence: Evidence, demand: Recommendation, listed: tuple[Statement, ...], place: int) -> bool:
    """True if the statement at a place, with the one after it, repeats most of a demand's words."""
    here = listed[place].source
    if not evidence.may_rest_on(here.doc, demand.source.doc):
        return False
    said = " ".join(item.source.words for item in listed[place : place + 3] if item.source.doc == here.doc)
    wanted = set(stems(demand.text))
    return bool(wanted) and len(wanted & set(stems(said))) >= ALIKE * len(wanted)


def below(demand: Recommendation, listed: tuple[Statement, ...], place: int) -> Iterator[Answer]:
    """The answer that follows a quoted demand, up to the next one."""
    doc = listed[place].source.doc
    for statement in listed[place + 1 : place + 1 + FOLLOWING]:
        words = statement.source.words
        if statement.source.doc != doc or pattern("heading").search(words):
            return
        if says("refused", words):
            yield Answer(demand, statement, "refused", "refused below the recommendation", 0)
            return
        if says("accepted", words):
            yield Answer(demand, statement, "answered", "accepted below the recommendation", 1)
            return


def spoken(evidence: Evidence, by_party: dict[str, list[Recommendation]]) -> Iterator[Answer]:
    """Answers in words of those who speak for an addressee."""
    for words in responses(evidence):
        for party in words.parties:
            for demands in latest(evidence, words.statement.source.doc, by_party.get(party, [])):
                yield from blanket(words.statement, demands)
                yield from on_the_matter(words.statement, demands)


def responses(evidence: Evidence) -> Iterator[Words]:
    """The statements that are somebody's own words: quoted ones, and those of letters and press releases."""
    for statement in evidence.statements:
        doc = statement.source.doc
        if evidence.is_source(doc):
            continue
        quote = evidence.quote_at(statement)
        if quote:
            yield Words(statement, speaks_for(quote))
        elif evidence.is_own_words(doc) and evidence.documents[doc].force:
            yield Words(statement, frozenset({evidence.documents[doc].force}))


def latest(evidence: Evidence, doc: str, demands: list[Recommendation]) -> Iterator[list[Recommendation]]:
    """The demands of the last report that a document may answer."""
    by_report: dict[str, list[Recommendation]] = defaultdict(list)
    for demand in demands:
        if evidence.may_rest_on(doc, demand.source.doc):
            by_report[demand.source.doc].append(demand)
    if by_report:
        yield by_report[max(by_report, key=lambda key: (evidence.documents[key].published, key))]


def blanket(statement: Statement, demands: list[Recommendation]) -> Iterator[Answer]:
    """Answers to all demands of a kind at once; their number must be the one that is said."""
    words = statement.source.words
    match = pattern("blanket").search(words)
    state = "refused" if says("refused", words) else "answered" if says("accepted", words) else ""
    if not match or not state:
        return
    what = match["what"].lower()
    kind = "area_for_improvement" if what.startswith("area") else "recommendation"
    own = [demand for demand in demands if demand.kind == kind]
    if len(own) == number_of(match, len(own)):
        verb = "refused" if state == "refused" else "accepted"
        for demand in own:
            yield Answer(demand, statement, state, f"{verb} together: “{match[0].strip()}”", 2)


def number_of(match: re.Match[str], all_there_are: int) -> int:
    """How many demands are answered at once: the number said, one for "the recommendation", else all."""
    told = (match["number"] or match["many"] or "").lower()
    if told.isdigit():
        return int(told)
    numbers = lexicon.read("answers")["numbers"]
    if told in numbers:
        return int(numbers[told])
    singular = not match["what"].lower().rstrip().endswith("s") and not match["what"].lower().startswith("areas")
    return 1 if singular else all_there_are


def on_the_matter(statement: Statement, demands: list[Recommendation]) -> Iterator[Answer]:
    """Answers that tell what is done about the matter of a demand."""
    words = statement.source.words
    if not says("action", words) or "should" in words:
        return
    said = set(stems(words))
    for demand in demands:
        wanted = set(stems(demand.text))
        shared = wanted & said
        if len(shared) >= FEWEST and len(shared) >= ALIKE * len(wanted):
            yield Answer(demand, statement, "answered", "tells what is done about it", 3)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern of the lexicon `answers`."""
    return re.compile(lexicon.read("answers")[name], re.I)


@cache
def cues(name: str) -> re.Pattern[str]:
    """The patterns of one kind of answer, joined."""
    return re.compile("|".join(lexicon.words("answers", name)), re.I)


def says(name: str, words: str) -> bool:
    """True if words refuse, accept or tell of an action."""
    return cues(name).search(words) is not None
