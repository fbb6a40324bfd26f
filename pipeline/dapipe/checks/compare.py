"""Like for like: one measure over the forces, from figures of the same measure, unit, base and period alone.

What is left out is named with its reason: a table that hides unlike periods misleads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from dapipe.checks.evidence import Evidence
from dapipe.checks.passages import Passage
from dapipe.checks.series import NATIONAL, Point, known, points
from dapipe.checks.words import stems
from dapipe.errors import WrongUse
from dapipe.record import column

# How many measures an error names.
MOST_NAMED = 8
Form = tuple[str, float | None, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One force's value of a measure, or one that was left out and why."""

    force: str = column("Slug of the force, or national", example="wiltshire")
    value: float | None = column("The value; empty if it was left out", default=None)
    unit: str = column("Unit")
    per: float | None = column("Denominator of a rate", default=None)
    period_start: str = column("First day of the period")
    period_end: str = column("Last day of the period")
    similar: bool = column("Whether the force is in the group of most similar forces that was asked for", default=False)
    left_out: str = column("Why it is left out; empty if it is in", default="")
    value_text: str = column("The number as printed", text=True)
    document: str = column("Title of the document", text=True)
    page: int = column("Page")
    id: str = column("Id of the figure")


def compare(
    evidence: Evidence,
    passages: Iterable[Passage],
    measure: str,
    *,
    until: str = "",
    similar: frozenset[str] = frozenset(),
) -> tuple[Compared, ...]:
    """The figures of a measure, those that compare first, by value; then those left out. Raises WrongUse if none is.

    `until` is the last day of the period wanted; without it the one that most forces have, of several the latest.
    """
    every = list(points(list(passages)))
    found = [point for point in every if is_asked(point, measure)]
    if not found:
        raise WrongUse(f"no figure of a force measures '{measure}'", advice=measured(measure, every))
    form = common_form(found, until)
    chosen = one_each(evidence, [point for point in found if form_of(point) == form])
    rows = [row(point, why_not(point, form, chosen), similar) for point in found]
    shown = sorted((item for item in rows if not item.left_out), key=lambda item: (-(item.value or 0), item.force))
    return (*shown, *sorted((item for item in rows if item.left_out), key=lambda item: (item.force, item.left_out)))


def measured(measure: str, points: Iterable[Point]) -> str:
    """The advice for a measure that there isn't: its words as documents spell them, and what is measured often."""
    names = Counter(point.figure.measure for point in points if point.figure.measure and not point.cell)
    words = sorted({word for name in names for word in name.split()})
    spelt = " ".join((get_close_matches(word, words, n=1) or [word])[0] for word in measure.split())
    hint = f"Did you mean '{spelt}'? " if spelt != measure else "Try fewer words. "
    return f"{hint}Often measured: {'; '.join(name for name, _ in names.most_common(MOST_NAMED)) or 'nothing'}."


def is_asked(point: Point, measure: str) -> bool:
    """True if a figure is named by all words of a measure, and has its denominator if the measure names one."""
    per = known()["denominator"].search(measure)
    if per and point.per != float(per[1].replace(",", "")):
        return False
    wanted = {item for item in stems(measure) if item not in known()["outside"]}
    return bool(wanted) and wanted <= (point.topic | (point.context if point.cell else frozenset()))


def form_of(point: Point) -> Form:
    """What must be the same to compare: unit, denominator, first and last day."""
    return point.unit, point.per, point.figure.period_start, point.figure.period_end


def common_form(found: list[Point], until: str) -> Form:
    """The form that most forces have a figure in; figures without a period have none."""
    forces: dict[Form, set[str]] = defaultdict(set)
    for point in found:
        if point.figure.period_end and point.figure.period_end.startswith(until):
            forces[form_of(point)].add(point.who)
    if not forces:
        ends = sorted({point.figure.period_end for point in found if point.figure.period_end})
        raise WrongUse("no figure of this measure has that period", advice=f"There are: {', '.join(ends) or 'none'}.")
    return max(forces, key=lambda form: (len(forces[form]), form[3], form[2], form[0]))


def one_each(evidence: Evidence, points: list[Point]) -> dict[str, Point]:
    """One figure for each force: a report's before others; forces that a report gives two values for have none."""
    best: dict[str, Point] = {}
    for point in sorted(points, key=lambda item: not evidence.is_source(item.figure.source.doc)):
        best.setdefault(point.who, point)
    reported: dict[str, Counter[float]] = defaultdict(Counter)
    for point in points:
        if evidence.is_source(point.figure.source.doc):
            reported[point.who][point.figure.value] += 1
    return {who: point for who, point in best.items() if len(reported[who]) < 2}


def why_not(point: Point, form: Form, chosen: dict[str, Point]) -> str:
    """Why a figure is left out; "" if it is in."""
    own = form_of(point)
    if chosen.get(point.who) is point:
        return ""
    if own[:2] != form[:2]:
        return "another unit" if own[0] != form[0] else "another denominator"
    if own[2:] != form[2:]:
        return "another period" if own[3] else "no period known"
    if point.who not in chosen:
        return "reports give two values"
    return "given again" if chosen[point.who].values.meets(point.values) else "differs from the report"


def row(point: Point, left_out: str, similar: frozenset[str]) -> Compared:
    """One row of the comparison."""
    figure = point.figure
    return Compared(
        force=point.who if point.who != NATIONAL else "England and Wales",
        value=figure.value,
        unit=point.unit,
        per=point.per,
        period_start=figure.period_start,
        period_end=figure.period_end,
        similar=point.who in similar,
        left_out=left_out,
        value_text=figure.value_text,
        document=figure.source.document,
        page=figure.source.page,
        id=figure.id,
    )
