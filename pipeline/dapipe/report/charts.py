"""Dot plots over forces, as data for the template: one for each measure that several forces have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

from dapipe.annotate.force_names import forces as every_force
from dapipe.checks.series import NATIONAL, Point
from dapipe.report.measures import FEWEST_FORCES, Measure, forces

MOST_PERIODS = 3
# Layout in the units of the drawing: width, left of the axis, right margin, height of a row, of the head and the foot.
WIDTH, LEFT, RIGHT, ROW, HEAD, FOOT = 560, 200, 30, 26, 34, 34
TICKS = 5
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Span = tuple[str, str]
Place = Callable[[float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One figure: its place, its value, its period (0 the newest) and where it was said."""

    x: float
    value: float
    text: str
    period: int
    about: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One force: name, height of its row, its dots from the oldest period to the newest."""

    name: str
    y: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One measure over forces; `differences` are sentences on values that documents give differently."""

    title: str
    unit: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    national: tuple[Dot, ...]
    differences: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    summary: str


def charts(measures: tuple[Measure, ...]) -> tuple[Chart, ...]:
    """The charts of those measures for which enough forces share a period."""
    return tuple(chart(item, spans) for item in measures if (spans := compared(item.points)))


def span(point: Point) -> Span:
    """Last and first day of a figure's period: later periods sort higher."""
    return point.figure.period_end, point.figure.period_start


def compared(points: tuple[Point, ...]) -> list[Span]:
    """The newest periods for which several forces have a figure; [] if too few forces are left."""
    every = sorted({span(point) for point in points}, reverse=True)
    spans = [one for one in every if len(forces(point for point in points if span(point) == one)) > 1][:MOST_PERIODS]
    return spans if len(forces(point for point in points if span(point) in spans)) >= FEWEST_FORCES else []


def chart(measure: Measure, spans: list[Span]) -> Chart:
    """One measure's chart: forces in the order of their newest value, highest on top."""
    points = [item for item in measure.points if span(item) in spans and (item.who != NATIONAL or measure.rate)]
    low, high, step = scale([point.figure.value for point in points])

    def place(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT), 1)

    dots = {who: tuple(dots_of(points, who, spans, place)) for who in sorted(forces(points))}
    ordered = sorted(dots, key=lambda who: (-dots[who][-1].value, who))
    lines = tuple(Line(name=named(who), y=HEAD + (n + 0.5) * ROW, dots=dots[who]) for n, who in enumerate(ordered))
    periods = tuple(f"{readable(first)} to {readable(last)}" for last, first in spans)
    return Chart(
        title=measure.title,
        unit=measure.unit,
        periods=periods,
        lines=lines,
        national=tuple(dots_of(points, NATIONAL, spans, place)),
        differences=tuple(differences(lines, periods)),
        ticks=tuple((place(low + n * step), f"{low + n * step:,g}") for n in range(round((high - low) / step) + 1)),
        height=HEAD + ROW * len(lines) + FOOT,
        summary=summary(measure, lines),
    )


def named(who: str) -> str:
    """A force's name for its slug; the slug itself if it is not known."""
    return every_force()[who].name if who in every_force() else who


def dots_of(points: list[Point], who: str, spans: list[Span], place: Place) -> Iterator[Dot]:
    """A force's figures, oldest period first; the same value of several documents is one dot."""
    seen: set[tuple[int, float]] = set()
    for period in range(len(spans) - 1, -1, -1):
        for figure in (point.figure for point in points if point.who == who and span(point) == spans[period]):
            if (period, figure.value) not in seen:
                seen.add((period, figure.value))
                yield Dot(
                    x=place(figure.value),
                    value=figure.value,
                    text=f"{figure.value:,.12g}",
                    period=period,
                    about=f"{figure.source.document}, page {figure.source.page}",
                    id=figure.id,
                )


def differences(lines: tuple[Line, ...], periods: tuple[str, ...]) -> Iterator[str]:
    """One sentence for each force and period for which documents give different values."""
    for line in lines:
        for number, period in enumerate(periods):
            dots = [dot for dot in line.dots if dot.period == number]
            if len(dots) > 1:
                yield f"{line.name}, {period}: " + ", ".join(f"{dot.text} ({dot.about})" for dot in dots)


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


def readable(day: str) -> str:
    """2013-08-31 -> 31 Aug 2013; a day that is not known is …"""
    year, month, date = day.split("-") if day else ("", "", "")
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}" if day else "…"


def summary(measure: Measure, lines: tuple[Line, ...]) -> str:
    """The chart in one sentence, for who can't see it."""
    first, last = lines[0], lines[-1]
    return (
        f"{measure.title}, {measure.unit}, for {len(lines)} forces. Highest: {first.name}, {first.dots[-1].text}. "
        f"Lowest: {last.name}, {last.dots[-1].text}."
    )
