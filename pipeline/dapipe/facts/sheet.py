"""The one sheet: figures, quotes, findings, recommendations and grades with their common columns."""

from __future__ import annotations

from functools import singledispatch
from pathlib import PurePath

from dapipe.facts.figure import Figure
from dapipe.facts.grades import Grade
from dapipe.facts.quotes import Quote
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.statements import Statement
from dapipe.record import Fact, SheetRow

REVIEW_BELOW = 0.6
SYMBOLS = {"percent": "%", "percentage_points": " points", "currency_gbp": " GBP", "count": "", "ratio": ""}


@singledispatch
def sheet_row(fact: Fact, path: str) -> SheetRow | None:
    """The fact's row on the one sheet; None for facts that are not shown there."""
    return None


@sheet_row.register
def _(fact: Figure, path: str) -> SheetRow:
    when = f"{fact.period_start}/{fact.period_end}" if fact.period_start else ""
    return common(fact, path, "figure", fact.speaker, fact.measure, value=shown(fact), force=fact.force, when=when)


@sheet_row.register
def _(fact: Quote, path: str) -> SheetRow:
    return common(fact, path, "quote", fact.speaker, fact.source.words, force=fact.force)


@sheet_row.register
def _(fact: Statement, path: str) -> SheetRow | None:
    if fact.label != "finding":
        return None
    return common(fact, path, fact.label, fact.by, fact.source.words, force=fact.force, review=fact.needs_review)


@sheet_row.register
def _(fact: Grade, path: str) -> SheetRow:
    return common(fact, path, "grade", "", fact.question, value=fact.grade, force=fact.force, when=fact.year)


@sheet_row.register
def _(fact: Recommendation, path: str) -> SheetRow:
    return common(fact, path, "recommendation", "", fact.text, force=fact.force, when=fact.due)


def common(
    fact: Fact,
    path: str,
    kind: str,
    who: str,
    what: str,
    *,
    value: str = "",
    force: str = "",
    when: str = "",
    review: bool = False,
) -> SheetRow:
    """A sheet row from what all facts share and the columns given."""
    source = fact.source
    return SheetRow(
        id=fact.id,
        type=kind,
        who=who,
        what=what,
        value=value,
        force=force,
        when=when,
        words=source.words,
        where=f"{PurePath(path).name}#page={source.page}",
        confidence=fact.confidence,
        needs_review=review or fact.confidence < REVIEW_BELOW,
        doc=source.doc,
    )


def shown(fact: Figure) -> str:
    """The number with its unit as a reader expects it: 34%, 43 per 100, 45 to 90, 2 duration_days."""
    high = f" to {fact.value_high:g}" if fact.value_high is not None else ""
    per = f" per {fact.per:g}" if fact.per else ""
    unit = SYMBOLS.get(fact.unit, " " + fact.unit.removeprefix("duration_"))
    return f"{fact.value:.12g}{high}{per}{unit}"
