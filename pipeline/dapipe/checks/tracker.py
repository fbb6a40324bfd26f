"""The accountability tracker: each recommendation, whom it binds, until when, and whether they have answered.

Police Act 1996, section 55: the policing body must publish its comments within 56 days of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dapipe.checks.answers import Answer, answers
from dapipe.checks.evidence import Evidence
from dapipe.checks.grounds import Ground, grounds
from dapipe.checks.parties import addressed
from dapipe.facts.deadlines import response_due
from dapipe.facts.recommendations import Recommendation
from dapipe.record import column

STATES = ("answered", "refused", "silent", "overdue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """One recommendation, area for improvement or cause of concern with its clocks and its answer."""

    id: str = column("Id of the recommendation")
    state: str = column("Where it stands on the day", choices=STATES)
    party: str = column("Slug of the force that must act, or the body", example="wiltshire")
    addressee: str = column("Whom it is addressed to, as written", text=True)
    kind: str = column("Kind", choices=("recommendation", "area_for_improvement", "cause_of_concern"))
    number: str = column("Its number in the report")
    text: str = column("What is asked for", text=True)
    deadline_text: str = column("The deadline as written", text=True)
    due: str = column("The deadline as a date, or immediately", example="2017-03-31")
    response_due: str = column("Last of the 56 days to answer", example="2017-01-19")
    report: str = column("Title of the report", text=True)
    published: str = column("Day on which the report was published")
    page: int = column("Page of the recommendation")
    finding: str = column("The words of the finding that it rests on", text=True)
    finding_id: str = column("Id of that finding")
    answer: str = column("The words of the answer", text=True)
    answered_in: str = column("Title of the document with the answer", text=True)
    answered_on: str = column("Day of that document")
    why: str = column("Why they are taken for the answer", text=True)
    answer_id: str = column("Id of the answer's statement")


def track(evidence: Evidence, demands: Iterable[Recommendation], day: date) -> tuple[Tracked, ...]:
    """The tracker as it stood at the end of a day, in the order of party, report and place."""
    own = [demand for demand in demands if evidence.is_source(demand.source.doc) and not demand.restated]
    found = answers(evidence, own)
    told = {key: answer for key, answer in found.items() if answered_on(evidence, answer) <= day.isoformat()}
    based = grounds(evidence, own)
    rows = [row(evidence, demand, through(demand, own, told), based.get(demand.id), day) for demand in own]
    return tuple(sorted(rows, key=lambda item: (item.party, item.published, item.report)))


def through(demand: Recommendation, demands: list[Recommendation], told: dict[str, Answer]) -> Answer | None:
    """The answer to a demand; a cause of concern is answered through the recommendations that follow it."""
    if demand.id in told or demand.kind != "cause_of_concern":
        return told.get(demand.id)
    following = list(recommendations_after(demand, demands))
    found = [told[item.id] for item in following if item.id in told]
    return found[0] if found and len(found) == len(following) else None


def recommendations_after(cause: Recommendation, demands: list[Recommendation]) -> Iterator[Recommendation]:
    """The recommendations between a cause of concern and the next one."""
    later = [item for item in demands if item.source.doc == cause.source.doc and item.source.start > cause.source.start]
    for demand in sorted(later, key=lambda item: item.source.start):
        if demand.kind == "cause_of_concern":
            return
        if demand.kind == "recommendation":
            yield demand


def answered_on(evidence: Evidence, answer: Answer) -> str:
    """The day of an answer's document; "" if it is not known, which counts as before any day."""
    document = evidence.documents.get(answer.statement.source.doc)
    return document.published if document else ""


def row(evidence: Evidence, demand: Recommendation, answer: Answer | None, ground: Ground | None, day: date) -> Tracked:
    """One row of the tracker."""
    document = evidence.documents[demand.source.doc]
    limit = demand.response_due or response_due(document.published)
    return Tracked(
        id=demand.id,
        state=answer.state if answer else waiting(limit, demand.due, day),
        party=addressed(evidence, demand),
        addressee=demand.addressee,
        kind=demand.kind,
        number=demand.number,
        text=demand.text,
        deadline_text=demand.deadline_text,
        due=demand.due,
        response_due=limit,
        report=document.title,
        published=document.published,
        page=demand.source.page,
        finding=ground.finding.source.words if ground else "",
        finding_id=ground.finding.id if ground else "",
        answer=answer.statement.source.words if answer else "",
        answered_in=answer.statement.source.document if answer else "",
        answered_on=answered_on(evidence, answer) if answer else "",
        why=answer.why if answer else "",
        answer_id=answer.statement.id if answer else "",
    )


def waiting(limit: str, due: str, day: date) -> str:
    """Overdue if a clock has run out on a day, else silent. "Immediately" has no clock of its own."""
    ends = [end for end in (limit, due) if end[:1].isdigit()]
    return "overdue" if any(end < day.isoformat() for end in ends) else "silent"
