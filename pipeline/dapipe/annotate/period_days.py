"""First and last day of what a rule of lexicons/periods.toml has matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dapipe import lexicon
from dapipe.annotate import calendar
from dapipe.annotate.calendar import Point
from dapipe.mentions import Period

Days = tuple[date | None, date | None]
DAY = timedelta(days=1)
UNKNOWN: Days = (None, None)
QUARTER = 3
POINTS = ("month", "day")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a period may lean on: day of publication, start of the paragraph, the periods before it that measure."""

    published: date | None
    here: int
    periods: Sequence[Period]

    def last(self, start: int = 0) -> Days:
        """The days of the last period from `start` on that measures: no month or day alone, no year before another."""
        measuring = (period for period in reversed(self.periods) if not (period.kind in POINTS or back(period)))
        last = next(measuring, None)
        if last is None or last.start < start or not (last.first and last.last):
            return UNKNOWN
        return date.fromisoformat(last.first), date.fromisoformat(last.last)


def back(period: Period) -> bool:
    """True for a dated "previous year", which only looks back from another period."""
    return period.kind == "previous" and bool(period.first)


def count(words: str | None) -> int:
    """How many units; 1 without a number. Raises ValueError for a number that the lexicon does not know."""
    if not words:
        return 1
    numbers: dict[str, int] = lexicon.read("periods")["numbers"]
    return numbers[words.lower()] if words.lower() in numbers else int(words)


def rolling(match: re.Match[str], past: Past) -> Days:
    """A length of time that ends at a point; without a number the unit counts once."""
    end = calendar.point(match["b"])
    point = ended(match, end, past) or calendar.dated(end, past.last()[1])
    if not point:
        return UNKNOWN
    return calendar.back(point.last(), count(match["number"]), match["unit"].lower()), point.last()


def before(match: re.Match[str], past: Past) -> Days:
    """A length of time that ends the day before a point."""
    point = ended(match, calendar.point(match["b"]), past)
    if not point:
        return UNKNOWN
    last = point.first() - DAY
    return calendar.back(last, count(match["number"]), match["unit"].lower()), last


def forward(match: re.Match[str], past: Past) -> Days:
    """A length of time that begins at a point."""
    first = calendar.point(match["a"]).first()
    return first, calendar.onward(first, count(match["number"]), match["unit"].lower())


def between(match: re.Match[str], past: Past) -> Days:
    """From a to b; a point without a year takes it from the other one, else from the period named last."""
    first, last = calendar.point(match["a"]), calendar.point(match["b"])
    if first.year and last.month and not last.year:
        last = replace(last, year=first.year + (last.month < first.month))
    end = ended(match, last, past) or calendar.dated(last, past.last(past.here)[1])
    return (begun(first, end).first(), end.last()) if end else UNKNOWN


def pair(match: re.Match[str], past: Past) -> Days:
    """Two months of one year; unknown if the second does not follow the first."""
    first, last = between(match, past)
    return (first, last) if first and last and calendar.minus_months(first, -2) > last else UNKNOWN


def ended(match: re.Match[str], point: Point, past: Past) -> Point | None:
    """The point with its year, which "this year" or "last year" after it may tell; None if nothing does."""
    whose = (match.groupdict().get("whose") or "").lower()
    if whose and past.published and not point.year:
        return replace(point, year=past.published.year - (whose == "last"))
    return calendar.dated(point, past.published)


def begun(first: Point, end: Point) -> Point:
    """The beginning of a range with its year, and with the month of its end if it is only a day."""
    if first.year:
        return first
    return replace(first, year=end.year - (first.month > end.month), month=first.month or end.month)


def days(match: re.Match[str], past: Past) -> Days:
    """Days of one month."""
    end = calendar.dated(calendar.point(match["b"]), past.published)
    return (date(end.year, end.month, int(match["first"])), end.last()) if end else UNKNOWN


def financial(match: re.Match[str], past: Past) -> Days:
    """One financial year, or a row of them ("2010-15")."""
    found = calendar.years(match["financial"])
    return calendar.financial_year(*found) if found else UNKNOWN


def financial_range(match: re.Match[str], past: Past) -> Days:
    """From the first day of one financial year to the last of another."""
    first, last = calendar.years(match["a"] or match["c"]), calendar.years(match["b"])
    return calendar.financial_year(first[0], last[1]) if first and last else UNKNOWN


def part(match: re.Match[str], past: Past) -> Days:
    """A quarter, a half or the first months of a calendar or financial year."""
    whole = calendar.years(match["of"]) if re.search(r"\D", match["of"]) else None
    start = calendar.financial_year(*whole)[0] if whole else date(int(match["of"][:4]), 1, 1)
    groups = match.groupdict()
    share = (groups.get("share") or "quarter").lower()
    length = {"quarter": QUARTER, "half": 2 * QUARTER}.get(share) or count(groups["number"])
    number = match["part"].lower()
    place = 12 // length if number in ("last", "final") else count(number)
    first = calendar.minus_months(start, -(place - 1) * length)
    return at_edge(groups.get("edge") or "", first, calendar.onward(first, length, "month"))


def at_edge(edge: str, first: date, last: date) -> Days:
    """The first or last day of a stretch where only its start or end is named, else the stretch."""
    edges = lexicon.read("periods")["edges"]
    return (first, first) if edge in edges["first"] else (last, last) if edge in edges["last"] else (first, last)


def previous(match: re.Match[str], past: Past) -> Days:
    """The same stretch a year before the period named last in the paragraph."""
    first, last = past.last(past.here)
    if not first or not last:
        return UNKNOWN
    return calendar.minus_months(first, 12), calendar.minus_months(last + DAY, 12) - DAY


def following(match: re.Match[str], past: Past) -> Days:
    """The same stretch a year after the period named last in the paragraph."""
    first, last = past.last(past.here)
    if not first or not last:
        return UNKNOWN
    return calendar.minus_months(first, -12), calendar.minus_months(last + DAY, -12) - DAY


def same_part(match: re.Match[str], past: Past) -> Days:
    """The quarter or months named last in the paragraph, in another calendar or financial year."""
    first, last = past.last(past.here)
    if not first or not last:
        return UNKNOWN
    whole = calendar.years(match["of"]) if re.search(r"\D", match["of"]) else None
    now = first.year if not whole or (first.month, first.day) >= calendar.FINANCIAL_YEAR else first.year - 1
    months = 12 * (now - (whole[0] if whole else int(match["of"][:4])))
    return calendar.minus_months(first, months), calendar.minus_months(last + DAY, months) - DAY


def same_date(match: re.Match[str], past: Past) -> Days:
    """The day named last in the paragraph, in another year."""
    named = (period for period in reversed(past.periods) if period.kind == "day" and period.start >= past.here)
    day = next((date.fromisoformat(period.last) for period in named if period.last), None)
    if day is None:
        return UNKNOWN
    year = int(match["of"]) if match["of"].isdecimal() else day.year - 1
    return day.replace(year=year), day.replace(year=year)


def same(match: re.Match[str], past: Past) -> Days:
    """The period named last."""
    return past.last()


def relative(match: re.Match[str], past: Past) -> Days:
    """Last year, last month, last financial year, against the day of publication."""
    if not past.published:
        return UNKNOWN
    what, year = match["what"].lower(), past.published.year
    if what == "month":
        last = past.published.replace(day=1) - DAY
        return last.replace(day=1), last
    if what == "financial year":
        end = year if past.published >= date(year, *calendar.FINANCIAL_YEAR) else year - 1
        return calendar.financial_year(end - 1, end)
    return date(year - 1, 1, 1), date(year - 1, 12, 31)


def weekday(match: re.Match[str], past: Past) -> Days:
    """The last day of that name before the day of publication: "as of Monday"."""
    if not past.published:
        return UNKNOWN
    named = WEEKDAYS.index(match["weekday"].lower())
    day = past.published - timedelta(days=(past.published.weekday() - named - 1) % 7 + 1)
    return day, day


def since(match: re.Match[str], past: Past) -> Days:
    """An open stretch: its first day alone."""
    point = calendar.dated(calendar.point(match["a"]), past.published)
    return (point.first(), None) if point else UNKNOWN


def single(match: re.Match[str], past: Past) -> Days:
    """One day, month or year."""
    groups = match.groupdict()
    words = groups.get("day") or groups.get("month") or match["year"]
    point = ended(match, calendar.point(words), past)
    return (point.first(), point.last()) if point else UNKNOWN


READERS: dict[str, Callable[[re.Match[str], Past], Days]] = {
    "rolling": rolling,
    "before": before,
    "forward": forward,
    "range": between,
    "financial range": financial_range,
    "pair": pair,
    "days": days,
    "financial": financial,
    "part": part,
    "previous": previous,
    "next": following,
    "same part": same_part,
    "same date": same_date,
    "same": same,
    "relative": relative,
    "weekday": weekday,
    "since": since,
    "day": single,
    "month": single,
    "year": single,
}
