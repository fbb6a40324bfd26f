"""Recommendations with their clocks: who must do what until when, and whether anybody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dapipe import schema

Row = dict[str, schema.Value]
ORDER = ("overdue", "silent", "refused", "answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One recommendation, area for improvement or cause of concern; `state` is answered, refused, silent or overdue.

    `late` is the number of days since the first clock ran out, 0 if none did.
    """

    id: str
    kind: str
    number: str
    addressee: str
    text: str
    due: str
    response_due: str
    state: str
    late: int
    answer: str
    doc: str


def demands(recommendations: list[Row], links: list[Row], day: date) -> tuple[Demand, ...]:
    """The demands that are not older ones quoted again, those that are overdue first."""
    answers = {str(row["to_id"]): str(row["from_id"]) for row in links if row["kind"] == "answers"}
    made = [demand(row, answers, day) for row in recommendations if not row.get("restated")]
    return tuple(sorted(made, key=lambda item: (ORDER.index(item.state), -item.late)))


def demand(row: Row, answers: dict[str, str], day: date) -> Demand:
    """One demand with its state on a day."""
    answer = str(row.get("answer") or answers.get(str(row["id"]), ""))
    answered = str(row.get("answered") or "")
    ran_out = [passed for passed in (days_since(row, "due", day), days_since(row, "response_due", day)) if passed > 0]
    state = "refused" if answered == "refused" else "answered" if answer else "overdue" if ran_out else "silent"
    return Demand(
        id=str(row["id"]),
        kind=str(row["kind"]).replace("_", " "),
        number=str(row["number"] or ""),
        addressee=str(row["addressee"] or ""),
        text=str(row["text"] or row["words"]),
        due=str(row["due"] or ""),
        response_due=str(row["response_due"] or ""),
        state=state,
        late=max(ran_out, default=0) if state == "overdue" else 0,
        answer=answer,
        doc=str(row["doc"]),
    )


def days_since(row: Row, name: str, day: date) -> int:
    """Days from a row's date to a day; 0 if it has none."""
    try:
        return (day - date.fromisoformat(str(row.get(name) or ""))).days
    except ValueError:
        return 0
