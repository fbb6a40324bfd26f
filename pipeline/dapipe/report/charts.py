"""Dot plots over forces, as data for the template: one for each measure that several forces have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

from dapipe import schema

Row = dict[str, schema.Value]
Key = tuple[str, str, float | None]
FEWEST_FORCES = 3
MOST_CHARTS = 8
MOST_PERIODS = 3
ROLES = ("value", "comparator")
# Layout in the units of the drawing: width, left of the axis, right margin, height of a row, of the head and the foot.
WIDTH, LEFT, RIGHT, ROW, HEAD, FOOT = 720, 210, 40, 26, 34, 34
TICKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One figure: its place, its value as printed, its period (0 the newest) and what its tooltip says."""

    x: float
    high: float | None
    value: float
    text: str
    period: int
    about: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One force: name, height of its row, its dots from the oldest period to the newest."""

    force: str
    name: str
    y: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One measure over forces."""

    title: str
    unit: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    national: tuple[Dot, ...]
    differences: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    summary: str


def charts(figures: list[Row]) -> tuple[Chart, ...]:
    """The charts that the figures allow; measures with most forces first."""
    groups: dict[Key, list[Row]] = {}
    for row in figures:
        if row["measure"] and row["role"] in ROLES and row["change"] == "none" and row["period_start"]:
            groups.setdefault(key_of(row), []).append(row)
    wide = [(key, rows) for key, rows in groups.items() if enough(rows)]
    wide.sort(key=lambda item: (-len(named(item[1])), item[0][0]))
    return tuple(chart(key, rows) for key, rows in wide[:MOST_CHARTS])


def enough(rows: list[Row]) -> bool:
    """True if enough forces can be compared."""
    spans = compared(rows)
    return len(named([row for row in rows if span(row) in spans])) >= FEWEST_FORCES


def key_of(row: Row) -> Key:
    """What must agree for two figures to be compared: measure, unit and base."""
    per = row["per"]
    return (
        str(row["measure"]).strip().casefold(),
        str(row["unit"]),
        float(per) if isinstance(per, (int, float)) else None,
    )


def named(rows: list[Row]) -> set[str]:
    """The forces of some figures."""
    return {str(row["force"]) for row in rows if row["force"]}


def is_rate(key: Key) -> bool:
    """True if a force's figure can be set against the national one: a share or a rate, no sum."""
    return key[2] is not None or key[1] in ("percent", "ratio", "percentage_points")


def span(row: Row) -> tuple[str, str]:
    """Last and first day of a figure's period: later periods sort higher."""
    return str(row["period_end"]), str(row["period_start"])


def compared(rows: list[Row]) -> list[tuple[str, str]]:
    """The newest periods for which several forces have a figure."""
    spans = sorted({span(row) for row in rows if row["force"]}, reverse=True)
    return [one for one in spans if len(named([row for row in rows if span(row) == one])) > 1][:MOST_PERIODS]


def chart(key: Key, rows: list[Row]) -> Chart:
    """One measure's chart: forces ordered by their newest value, highest on top."""
    spans = compared(rows)
    kept = [row for row in rows if span(row) in spans and (row["force"] or is_rate(key))]
    low, high, step = scale([number(row, name) for row in kept for name in ("value", "value_high")])

    def place(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT), 1)

    dots = {force: tuple(dots_of(kept, force, spans, place)) for force in sorted(named(kept))}
    ordered = sorted(dots, key=lambda force: (-dots[force][-1].value, force))
    lines = tuple(line(force, kept, dots[force], HEAD + (n + 0.5) * ROW) for n, force in enumerate(ordered))
    unit = unit_of(key)
    periods = tuple(f"{readable(first)} to {readable(last)}" for last, first in spans)
    national = tuple(dots_of([row for row in kept if row["scope"] == "national"], "", spans, place))
    return Chart(
        title=key[0][:1].upper() + key[0][1:],
        unit=unit,
        periods=periods,
        lines=lines,
        national=national,
        differences=tuple(differences(lines, periods)),
        ticks=tuple((place(low + n * step), f"{low + n * step:,g}") for n in range(round((high - low) / step) + 1)),
        height=HEAD + ROW * len(lines) + FOOT,
        summary=summary(key[0], unit, lines),
    )


def line(force: str, rows: list[Row], dots: tuple[Dot, ...], y: float) -> Line:
    """One force's row."""
    name = next(str(row["force_name"]) for row in rows if row["force"] == force)
    return Line(force=force, name=name, y=round(y, 1), dots=dots)


def dots_of(
    rows: list[Row], force: str, spans: list[tuple[str, str]], place: Callable[[float], float]
) -> Iterator[Dot]:
    """A force's figures, oldest period first; the same value of several documents is one dot."""
    seen: set[tuple[int, float]] = set()
    for period in range(len(spans) - 1, -1, -1):
        for row in rows:
            value = number(row, "value")
            if str(row["force"]) != force or span(row) != spans[period] or value is None or (period, value) in seen:
                continue
            seen.add((period, value))
            high = number(row, "value_high")
            yield Dot(
                x=place(value),
                high=place(high) if high is not None else None,
                value=value,
                text=f"{value:,g}" + (f"–{high:,g}" if high is not None else ""),
                period=period,
                about=f"{row['document']}, page {row['page']}",
                id=str(row["id"]),
            )


def differences(lines: tuple[Line, ...], periods: tuple[str, ...]) -> Iterator[str]:
    """One sentence for each force and period for which documents give different values."""
    for line in lines:
        for number, period in enumerate(periods):
            dots = [dot for dot in line.dots if dot.period == number]
            if len(dots) > 1:
                yield f"{line.name}, {period}: " + ", ".join(f"{dot.text} ({dot.about})" for dot in dots)


def number(row: Row, name: str) -> float | None:
    """A numeric field."""
    value = row[name]
    return float(value) if isinstance(value, (int, float)) else None


def scale(values: list[float | None]) -> tuple[float, float, float]:
    """Lower end, upper end and step of an axis with round ticks over some values; it begins at 0 unless far off."""
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    low = 0.0 if 0 <= low <= high * 0.75 else low
    step = round_step((high - low or abs(high) or 1.0) / TICKS)
    first = floor(low / step)
    return first * step, max(ceil(high / step), first + 1) * step, step


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10 … that is no less."""
    size = 10.0 ** floor(log10(least))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= least * 0.999)


def unit_of(key: Key) -> str:
    """The unit as the axis says it."""
    if key[2]:
        return f"for every {key[2]:,g}"
    return {"percent": "per cent", "count": "number", "currency_gbp": "pounds"}.get(key[1], key[1].replace("_", " "))


def readable(day: str) -> str:
    """2013-08-31 -> 31 Aug 2013."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    year, month, date = day.split("-")
    return f"{int(date)} {months[int(month) - 1]} {year}"


def summary(measure: str, unit: str, lines: tuple[Line, ...]) -> str:
    """The chart in one sentence, for who can't see it."""
    first, last = lines[0], lines[-1]
    return (
        f"{measure}, {unit}, for {len(lines)} forces. Highest: {first.name}, {first.dots[-1].text}. "
        f"Lowest: {last.name}, {last.dots[-1].text}."
    )
