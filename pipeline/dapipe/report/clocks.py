"""The clock of a recommendation: from its publication to its deadlines and its answer, as places on a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dapipe.checks.tracker import Tracked
from dapipe.report.days import DAY

# Length of the line in the units of the drawing, and the room at its ends.
LENGTH, ROOM = 240, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Places on the line: end of the 56 days, deadline, answer, today; None for what is not known or not on it.

    `since` is the first day on which it was overdue; "" if it is not.
    """

    response: float | None
    due: float | None
    answer: float | None
    today: float | None
    since: str


def clock(item: Tracked, day: date) -> Clock:
    """The clock of a recommendation on a day."""
    days = {"response": item.response_due, "due": item.due, "answer": item.answered_on, "today": day.isoformat()}
    known = {name: date.fromisoformat(text) for name, text in days.items() if DAY.fullmatch(text)}
    start = date.fromisoformat(item.published) if DAY.fullmatch(item.published) else None
    end = max((when for name, when in known.items() if name != "today"), default=None)
    places = dict.fromkeys(days) | {
        name: round(ROOM + (when - start).days / max((end - start).days, 1) * (LENGTH - 2 * ROOM), 1)
        for name, when in known.items()
        if start and end and start <= when <= end
    }
    return Clock(**places, since=overdue_since(item) if item.state == "overdue" else "")


def overdue_since(item: Tracked) -> str:
    """The first deadline that ran out."""
    return min(text for text in (item.response_due, item.due) if DAY.fullmatch(text))
