"""All checks over a store's rows: read the facts, check them, and give back rows of the tables checks and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dapipe import schema
from dapipe.checks.agreement import check_agreement
from dapipe.checks.answers import Answer, answers, surest
from dapipe.checks.arithmetic import check_passages
from dapipe.checks.degrees import check_degrees
from dapipe.checks.evidence import SOURCES, Evidence
from dapipe.checks.grounds import Ground, grounds
from dapipe.checks.passages import passages
from dapipe.checks.portions import portions
from dapipe.checks.results import Check, Link, tie
from dapipe.checks.stored import demands, documents
from dapipe.checks.strength import check_strength
from dapipe.checks.tables import check_tables
from dapipe.checks.wording import check_wording
from dapipe.rows import Rows, table_of


@dataclass(slots=True, kw_only=True)
class Ties:
    """What recommendations are tied to, by their ids: the best answers so far, and the findings that they rest on."""

    answers: dict[str, Answer] = field(default_factory=dict)
    grounds: dict[str, Ground] = field(default_factory=dict)

    def links(self) -> Iterator[Link]:
        """A link for each answer, and for each finding that a demand rests on."""
        for answer in self.answers.values():
            yield tie("answers", answer.statement, answer.demand.id, answer.why)
        for ground in self.grounds.values():
            yield tie("rests_on", ground.demand, ground.finding.id, ground.why)


def check_all(known: Evidence) -> tuple[tuple[Check, ...], tuple[Link, ...]]:
    """All checks and links of these facts but those of recommendations, each once, in the order of document and id."""
    results = {item.id: item for item in (*checked(known), *parts(known))}
    ordered = sorted(results.values(), key=lambda item: (item.doc, item.kind, item.id))
    checks = tuple(item for item in ordered if isinstance(item, Check))
    return checks, tuple(item for item in ordered if isinstance(item, Link))


def checked(known: Evidence) -> Iterator[Check | Link]:
    """What each of the checks finds."""
    paragraphs = list(passages(known.statements, known.figures))
    yield from check_passages(paragraphs)
    yield from check_tables(known)
    yield from check_strength(known)
    yield from check_degrees(known)
    yield from check_agreement(known, paragraphs)
    yield from check_wording(known)


def parts(known: Evidence) -> Iterator[Link]:
    """A link for each figure that is a part of another."""
    return (tie("part_of", item, item.part_of, "the text says so") for item in known.figures if item.part_of)


def tables(rows: Rows, stored: Rows, most: int = 0) -> Iterator[tuple[str, tuple[schema.Value, ...]]]:
    """Rows of checks and links over these facts, and the recommendations of reports, each with its table's name.

    They come as they are found; `most` facts of papers are held at a time if it is given, of sources all.
    """
    reports = {item.doc for item in documents(rows) if item.kind in SOURCES}
    asked = demands(rows, reports.__contains__)
    ties = Ties()
    for portion in portions(rows, most):
        ties.answers = surest((*ties.answers.values(), *answers(portion.known, asked).values()))
        ties.grounds = ties.grounds or grounds(portion.known, asked)
        checks, links = check_all(portion.known)
        yield from (("checks", schema.row(item)) for item in checks if item.doc in portion.docs)
        yield from (("links", schema.row(item)) for item in links if item.doc in portion.docs)
    yield from (("links", schema.row(item)) for item in ties.links())
    owed = {item.id for item in asked if not item.restated}
    for values in [one for one in table_of(stored, "recommendations") if one["doc"] in reports]:
        yield "recommendations", tuple((values | tied(str(values["id"]), ties, owed)).values())


def tied(key: str, ties: Ties, owed: set[str]) -> dict[str, schema.Value]:
    """The finding of a recommendation, and its answer: yes, refused, silent, or "" if none is owed."""
    answer, ground = ties.answers.get(key), ties.grounds.get(key)
    told = "refused" if answer and answer.state == "refused" else "yes" if answer else "silent" if key in owed else ""
    return {
        "rests_on": ground.finding.id if ground else "",
        "answer": answer.statement.id if answer else "",
        "answered": told,
    }
