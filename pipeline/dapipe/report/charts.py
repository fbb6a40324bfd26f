"""Dot plots over forces, as data for the template: one for each measure that several forces have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from dapipe.annotate.force_names import forces as every_force
from dapipe.checks.series import NATIONAL, Point
from dapipe.report.days import period
from dapipe.report.measures import FEWEST_FORCES, Measure, forces

MOST_PERIODS = 3
# Layout in the units of the drawing: width, left of the axis, right margin, height of a row, of the head and the foot.
WIDTH, LEFT, RIGHT, ROW, HEAD, FOOT = 620, 160, 92, 28, 40, 34
TICKS = 5

Span = tuple[str, str]
Place = Callable[[float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One figure: its place, its value, its period (0 the newest) and where it was said.

    `disputed` marks a value for which another document gives another, unless it is a report's.
    """

    x: float
    value: float
    text: str
    period: int
    document: str
    about: str
    id: str
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One force: name, height of its row, its dots from the oldest period to the newest."""

    name: str
    y: float
    dots: tuple[Dot, ...]

    @property
    def settled(self) -> tuple[Dot, ...]:
        """The dots that no other document disputes; all if there is none of them."""
        return tuple(dot for dot in self.dots if not dot.disputed) or self.dots


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One measure over forces; `differences` are sentences on values that documents give differently.

    `sources` are the titles of the documents whose figures are drawn.
    """

    title: str
    unit: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    national: tuple[Dot, ...]
    differences: tuple[str, ...]
    sources: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    summary: str


def charts(measures: tuple[Measure, ...], reports: frozenset[str] = frozenset()) -> tuple[Chart, ...]:
    """The charts of those measures for which enough forces share a period; `reports` are the ids of reports."""
    alike = (replace(item, points=like_for_like(item.points)) for item in measures)
    return tuple(chart(item, spans, reports) for item in alike if (spans := compared(item.points)))


def like_for_like(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The figures but those of which one document gives a force several for a period: they measure different things."""
    values: dict[tuple[str, str, Span], set[float]] = {}
    for point in points:
        values.setdefault(place_of(point), set()).add(point.figure.value)
    return tuple(point for point in points if len(values[place_of(point)]) == 1)


def place_of(point: Point) -> tuple[str, str, Span]:
    """Document, force and period of a figure."""
    return point.figure.source.doc, point.who, span(point)


def span(point: Point) -> Span:
    """Last and first day of a figure's period: later periods sort higher."""
    return point.figure.period_end, point.figure.period_start


def compared(points: tuple[Point, ...]) -> list[Span]:
    """The newest periods for which several forces have a figure; [] if too few forces are left."""
    every = sorted({span(point) for point in points}, reverse=True)
    spans = [one for one in every if len(forces(point for point in points if span(point) == one)) > 1][:MOST_PERIODS]
    return spans if len(forces(point for point in points if span(point) in spans)) >= FEWEST_FORCES else []


def chart(measure: Measure, spans: list[Span], reports: frozenset[str]) -> Chart:
    """One measure's chart: forces in the order of their newest value, highest on top."""
    points = [item for item in measure.points if span(item) in spans and (item.who != NATIONAL or measure.rate)]
    low, high, step = scale([point.figure.value for point in points])

    def place(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT), 1)

    drawn = [
        Line(name=named(who), y=0, dots=tuple(dots_of(points, who, spans, place, reports))) for who in forces(points)
    ]
    drawn.sort(key=lambda line: (-line.settled[-1].value, line.name))
    lines = tuple(replace(line, y=HEAD + (number + 0.5) * ROW) for number, line in enumerate(drawn))
    periods = tuple(period(first, last) for last, first in spans)
    return Chart(
        title=measure.title,
        unit=measure.unit,
        periods=periods,
        lines=lines,
        national=tuple(dots_of(points, NATIONAL, spans, place, reports)),
        differences=tuple(differences(lines, periods)),
        sources=tuple(dict.fromkeys(dot.document for line in lines for dot in line.settled)),
        ticks=tuple((place(low + n * step), f"{low + n * step:,g}") for n in range(round((high - low) / step) + 1)),
        height=HEAD + ROW * len(lines) + FOOT,
        summary=summary(measure, lines),
    )


def named(who: str) -> str:
    """A force's name for its slug; the slug itself if it is not known."""
    return every_force()[who].name if who in every_force() else who


def dots_of(points: list[Point], who: str, spans: list[Span], place: Place, reports: frozenset[str]) -> Iterator[Dot]:
    """A force's figures, oldest period first; the same value of several documents is one dot, the report's first."""
    own = sorted((point for point in points if point.who == who), key=lambda point: not reported(point, reports))
    for number in range(len(spans) - 1, -1, -1):
        values: dict[float, Point] = {}
        for point in own:
            if span(point) == spans[number]:
                values.setdefault(point.figure.value, point)
        for value, point in values.items():
            yield Dot(
                x=place(value),
                value=value,
                text=f"{value:,.12g}",
                period=number,
                document=point.figure.source.document,
                about=f"{point.figure.source.document}, page {point.figure.source.page}",
                id=point.figure.id,
                disputed=len(values) > 1 and not reported(point, reports),
            )


def reported(point: Point, reports: frozenset[str]) -> bool:
    """True if a report gives the figure."""
    return point.figure.source.doc in reports


def differences(lines: tuple[Line, ...], periods: tuple[str, ...]) -> Iterator[str]:
    """One sentence for each force and period for which documents give different values."""
    for line in lines:
        for number, name in enumerate(periods):
            dots = [dot for dot in line.dots if dot.period == number]
            if len(dots) > 1:
                yield f"{line.name}, {name}: " + ", ".join(f"{dot.text} ({dot.about})" for dot in dots)


def scale(values: list[float]) -> tuple[float, float, float]:
    """Lower end, upper end and step of an axis with round ticks over some values; it begins at 0 unless far off."""
    low, high = min(values), max(values)
    low = 0.0 if 0 <= low <= high * 0.75 else low
    step = round_step((high - low or abs(high) or 1.0) / TICKS)
    first = floor(low / step)
    return first * step, max(ceil(high / step), first + 1) * step, step


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10 … that is no less."""
    size = 10.0 ** floor(log10(least))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= least * 0.999)


def summary(measure: Measure, lines: tuple[Line, ...]) -> str:
    """The chart in one sentence, for who can't see it."""
    first, last = lines[0], lines[-1]
    return (
        f"{measure.title}, {measure.unit}, for {len(lines)} forces. Highest: {first.name}, {first.settled[-1].text}. "
        f"Lowest: {last.name}, {last.settled[-1].text}."
    )
