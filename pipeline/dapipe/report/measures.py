"""The measures that several forces have: groups of figures of the same unit, base and thing measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dapipe.checks.series import NATIONAL, Point, known

FEWEST_FORCES = 3
MOST = 8
# A measure most of whose figures stand under another one already is the same, said otherwise.
SHARED = 0.5
# The headings of a cell are joined so in its measure, caption first.
JOIN = ", "
UNITS = {"percent": "per cent", "count": "number", "currency_gbp": "pounds"}

Key = tuple[str, float | None, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure: its name, its unit in words, and its figures for several forces and England and Wales."""

    title: str
    unit: str
    rate: bool
    points: tuple[Point, ...]


def measures(points: Iterable[Point]) -> tuple[Measure, ...]:
    """The measures of some figures: those of most forces first, then what running text names, then what is exacter."""
    level = [point for point in points if point.figure.period_end and point.figure.role in ("value", "comparator")]
    keys = {(point.unit, point.per, point.topic) for point in level if point.topic}
    groups = {key: tuple(point for point in level if belongs(point, key)) for key in keys}
    told = {(point.unit, point.per, point.topic) for point in level if not in_table(point)}
    ordered = sorted(groups, key=lambda key: (-len(forces(groups[key])), key not in told, -len(key[2]), sorted(key[2])))
    chosen: list[Measure] = []
    seen: set[str] = set()
    for key in ordered:
        ids = {point.figure.id for point in groups[key]}
        if len(forces(groups[key])) >= FEWEST_FORCES and len(ids & seen) <= SHARED * len(ids):
            named = measure(key, groups[key])
            chosen += [named] if named.title else []
            seen |= ids
    return tuple(chosen[:MOST])


def belongs(point: Point, key: Key) -> bool:
    """True if a figure has the unit and base of a measure and is named by all its words."""
    return (point.unit, point.per) == key[:2] and key[2] <= point.topic


def forces(points: Iterable[Point]) -> set[str]:
    """The forces of some figures."""
    return {point.who for point in points if point.who != NATIONAL}


def measure(key: Key, points: tuple[Point, ...]) -> Measure:
    """One measure, named as most of its figures in running text name it, else as the headings of its table do."""
    unit, per, _ = key
    names = Counter(point.figure.measure for point in points if point.figure.measure and not in_table(point))
    title = names.most_common(1)[0][0] if names else heading(points)
    bases = Counter(base for base in map(base_of, points) if base and base not in title)
    base = f" {bases.most_common(1)[0][0]}" if per and bases else ""
    rate = per is not None or unit in ("percent", "ratio", "percentage_points") or unit.startswith("duration")
    return Measure(
        title=title[:1].upper() + title[1:],
        unit=f"for every {per:,g}{base}" if per else UNITS.get(unit, unit.removeprefix("duration_").replace("_", " ")),
        rate=rate,
        points=points,
    )


def in_table(point: Point) -> bool:
    """True for a figure whose measure is made of headings."""
    return point.cell or JOIN in point.figure.measure


def base_of(point: Point) -> str:
    """What a rate is counted on, in the words of its sentence: domestic abuse crimes."""
    found = known()["base"].search(point.figure.source.sentence)
    return str(found[1]).strip() if found else ""


def heading(points: tuple[Point, ...]) -> str:
    """The innermost heading that most cells of a measure share and that is no period; "" if there is none."""
    parts = Counter(part for point in points for part in dict.fromkeys(point.figure.measure.split(JOIN)))
    periods = {point.figure.period_text for point in points}
    shared = [part for part in points[0].figure.measure.split(JOIN) if parts[part] > len(points) / 2]
    return next((part for part in reversed(shared) if part not in periods), "")
