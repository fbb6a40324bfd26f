"""The same figure in an article and in a report: tied together, and flagged where value and period do not go together.

Two figures are compared only if force, period, unit, base and measure are the same as far as the words tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dapipe.checks.evidence import Evidence
from dapipe.checks.passages import Passage
from dapipe.checks.results import Check, Link, check, link, place
from dapipe.checks.series import Point, points

MOST_COMPARED = 60
ALIKE = 0.5
MOSTLY = 0.6
FEWEST = 3
SMALLEST = 10
# How a figure must have come by its force to be flagged: elsewhere its force may be wrong rather than its value.
SURE = ("force named", "force heading", "force main", "force scope", "force place")
Key = tuple[str, str, float | None]
Value = tuple[str, float, str, str]


def check_agreement(evidence: Evidence, passages: list[Passage]) -> Iterator[Check | Link]:
    """Links and flags for the figures of articles, press releases and letters beside those of reports."""
    sources: dict[Key, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    by_value: dict[Value, list[Point]] = defaultdict(list)
    for point in points([passage for passage in passages if evidence.is_source(passage.doc)]):
        for name in point.topic:
            sources[key(point)][name].append(point)
        by_value[value_key(point)].append(point)
    for point in points([passage for passage in passages if not evidence.is_source(passage.doc)]):
        told = list(beside(evidence, point, sources[key(point)])) if key(point) in sources else []
        yield from told or other_unit(evidence, point, by_value.get(value_key(point), []))


def key(point: Point) -> Key:
    """What must be the same to compare two figures at all, but for the period."""
    return point.who, point.unit, point.per


def value_key(point: Point) -> Value:
    """Whose figure it is, its number and its period."""
    return point.who, point.figure.value, *period(point)


def other_unit(evidence: Evidence, point: Point, known: list[Point]) -> Iterator[Check]:
    """The flag of a number that a report gives for the same measure and period in another unit or per another base."""
    for item in known[:MOST_COMPARED]:
        one, two = (unit_words(found) for found in (point, item))
        rests = evidence.may_rest_on(point.figure.source.doc, item.figure.source.doc)
        if one != two and rests and all(period(item)) and same_measure(point, item) and is_sure(point, [item]):
            here, there = point.figure, item.figure
            note = f"“{here.value_text}” ({place(here)}) is {there.value:g} {two} in its source ({place(there)})."
            yield check("agreement", "off", (here, there), rule="unit", expected=two, stated=one, note=note)
            return


def unit_words(point: Point) -> str:
    """The unit and base of a figure."""
    return f"{point.unit} per {point.per:g}" if point.per else point.unit


def beside(evidence: Evidence, point: Point, known: dict[str, list[Point]]) -> Iterator[Check | Link]:
    """The link or the flag of one figure beside the reports that it may rest on."""
    rarest = min((known.get(name, []) for name in point.topic), key=len, default=[])
    here = point.figure.source.doc
    near = [item for item in rarest[:MOST_COMPARED] if same_measure(point, item)]
    near = [item for item in near if evidence.may_rest_on(here, item.figure.source.doc)]
    same = [item for item in near if period(item) == period(point) and all(period(item))]
    agreeing = [item for item in near if item.values.meets(point.values)]
    fitting = [item for item in agreeing if period(item) == period(point) or not all((*period(item), *period(point)))]
    if fitting and (point.figure.unit != "count" or point.figure.value >= SMALLEST):
        yield link("repeats", point.figure, fitting[0].figure, "the same force, measure and value")
    elif same and not fitting and is_sure(point, same):
        yield flag(point, same[0], agreeing)


def period(point: Point) -> tuple[str, str]:
    """First and last day of what a figure measures."""
    return point.figure.period_start, point.figure.period_end


def same_measure(point: Point, other: Point) -> bool:
    """True if one names all that the other names, and rates apart, if the words around them agree by half.

    A time or an amount of money has no noun of its own: the words around must be mostly the same.
    A rate is told by its two nouns. A count or share of the same noun may be of another part of it: the words around
    must share one more, such as the verb ("recorded 12,410 crimes" is not "solved 1,300 crimes").
    """
    if not point.named:
        shared = point.context & other.context
        return len(shared) >= FEWEST and len(shared) >= MOSTLY * len(point.context | other.context)
    small, large = sorted((point.topic, other.topic), key=len)
    if not small or not (small <= large or (other.cell and point.topic <= other.context)):
        return False
    if point.unit == "ratio" and point.per:
        return len(point.topic) > 1
    shared = point.context & other.context
    around = bool(shared - point.topic) or other.cell
    if len(point.topic) > 1:
        return around and len(shared) >= ALIKE * min(len(point.context), len(other.context))
    return point.unit == "percent" and around and len(shared) >= MOSTLY * len(point.context | other.context)


def is_sure(point: Point, same: list[Point]) -> bool:
    """True if a figure's period is stated and the reports give one value for it."""
    values = {item.figure.value for item in same}
    whole = not point.figure.part_of and not any(item.figure.part_of for item in same)
    exact = point.figure.qualifier == "exact" and point.figure.period_basis == "stated"
    known = all(item.figure.rule.endswith(SURE) for item in (point, *same))
    return exact and known and len(values) == 1 and whole


def flag(point: Point, other: Point, elsewhere: list[Point]) -> Check:
    """The check of a figure that a report gives otherwise; if the value is right for another period, it says so."""
    here, there = point.figure, other.figure
    note = (
        f"“{here.value_text}” for the period to {here.period_end} ({place(here)}) "
        f"is {there.value:g} in its source ({place(there)})"
    )
    if elsewhere:
        note += f"; {elsewhere[0].figure.value:g} is the value for the period to {elsewhere[0].figure.period_end}"
    facts = (here, there, *(item.figure for item in elsewhere[:1]))
    return check(
        "period" if elsewhere else "agreement",
        "off",
        facts,
        rule="figure",
        expected=f"{there.value:g}",
        stated=f"{here.value:g}",
        note=note + ".",
    )
