"""Days, months and years of a text as dates, and the arithmetic of reporting periods."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dapipe import lexicon

FINANCIAL_YEAR = (4, 1)
CENTURY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day, month or year; 0 for what is not told. `edge` is "first" or "last" for the start or end of a month."""

    year: int = 0
    month: int = 0
    day: int = 0
    edge: str = ""

    def first(self) -> date:
        """Its first day. Raises ValueError for a day that no month has."""
        if self.edge == "last":
            return self.last()
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """Its last day. Raises ValueError for a day that no month has."""
        if self.edge == "first":
            return date(self.year, self.month or 1, 1)
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@cache
def months() -> dict[str, int]:
    """Month's name in lower case -> number."""
    names = lexicon.words("periods", "months.names")
    table = {name[:3].lower(): number for number, name in enumerate(names, 1)}
    short = {name.lower(): table[name[:3].lower()] for name in lexicon.words("periods", "months.short")}
    return {**short, **{name.lower(): number for number, name in enumerate(names, 1)}}


@cache
def grammar() -> dict[str, str]:
    """The building blocks of the patterns: see the head of lexicons/periods.toml."""
    table = lexicon.read("periods")
    edges = "|".join(word for words in table["edges"].values() for word in words)
    month, year = rf"(?-i:{named()})", r"(?:19|20)\d\d(?![\ds])"
    edge, day = rf"(?:(?:the )?(?:{edges}) of )", r"\d{1,2}(?:st|nd|rd|th)?"
    dated = rf"(?:{day} (?:of )?{month},? {year}|{month} {day},? {year}|\d{{1,2}}/\d{{1,2}}/{year})"
    monthly = rf"(?:{edge}?(?:{dated}|(?:{day} (?:of )?)?{month}(?:,? {year})?|{month} {day}))(?!\w)"
    return {
        "month": month,
        "year": year,
        "dated": dated,
        "monthly": monthly,
        "edged": rf"(?:{edge}{month}(?:,? {year})?)",
        "point": rf"(?:{monthly}|{edge}?{year}(?![\d/–-]))",
        "full_point": rf"(?:{dated}|{month},? {year})",
        "financial": rf"(?<![\d/-]){year} ?[/–-] ?(?:(?:19|20)\d\d|\d\d)(?![\d/]|-\d)",
        "number": "|".join((r"\d{1,2}", *table["numbers"])),
        "unit": "month|year|quarter|week|day",
    }


@cache
def month() -> re.Pattern[str]:
    """The name of a month, as it is written."""
    return re.compile(named())


def named() -> str:
    """A pattern for the name of a month, also in capitals or shortened with a point."""
    table = lexicon.read("periods")["months"]
    names = [*table["names"], *table["short"]]
    every = sorted({*names, *(name.upper() for name in names)}, key=lambda name: (-len(name), name))
    dots = (rf"{name}\." for name in table["short"] if name not in table["names"])
    return "|".join((*dots, *(rf"{name}\b" for name in every)))


@cache
def parts() -> dict[str, re.Pattern[str]]:
    """What to look for in a point."""
    words = grammar()
    edges = lexicon.read("periods")["edges"]
    return {
        "numeric": re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/({words['year']})"),
        "month": month(),
        "year": re.compile(rf"\b{words['year']}\b"),
        "day": re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)"),
        "first": re.compile(rf"\b(?:{'|'.join(edges['first'])})\b", re.I),
        "last": re.compile(rf"\b(?:{'|'.join(edges['last'])})\b", re.I),
    }


def point(text: str) -> Point:
    """The point that words like "the end of August 2013" name."""
    known = parts()
    if numeric := known["numeric"].search(text):
        day, month, year = (int(part) for part in numeric.groups())
        return Point(year=year, month=month, day=day)
    month_name, year_digits, day_digits = (known[key].search(text) for key in ("month", "year", "day"))
    edge = next((key for key in ("first", "last") if known[key].search(text)), "")
    return Point(
        year=int(year_digits.group()) if year_digits else 0,
        month=months()[month_name.group().lower().rstrip(".")] if month_name else 0,
        day=int(day_digits.group(1)) if day_digits else 0,
        edge=edge,
    )


def dated(when: Point, published: date | None) -> Point | None:
    """The point with its year: the latest that ended by the day of publication; None if that can't be told."""
    if when.year:
        return when
    if published is None or not when.month:
        return None
    this_year = replace(when, year=published.year)
    return this_year if this_year.last() <= published else replace(when, year=published.year - 1)


def back(last: date, number: int, unit: str) -> date:
    """The first day of so many units that end with `last`."""
    if unit in ("week", "day"):
        return last - timedelta(days=number * (7 if unit == "week" else 1) - 1)
    return minus_months(last + timedelta(days=1), number * MONTHS[unit])


MONTHS = {"month": 1, "quarter": 3, "year": 12}


def onward(first: date, number: int, unit: str) -> date:
    """The last day of so many units that begin with `first`."""
    if unit in ("week", "day"):
        return first + timedelta(days=number * (7 if unit == "week" else 1) - 1)
    return minus_months(first, -number * MONTHS[unit]) - timedelta(days=1)


def minus_months(day: date, number: int) -> date:
    """The same day so many months earlier; the last of the month if that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years(text: str) -> tuple[int, int] | None:
    """First and last year of "2013/14" or "2010-15"; None if they do not rise."""
    first, second = re.findall(r"\d+", text)
    start = int(first)
    end = int(second) if len(second) > 2 else start - start % CENTURY + int(second)
    end += CENTURY if end < start else 0
    return (start, end) if 0 < end - start <= 10 else None


def financial_year(start: int, end: int) -> tuple[date, date]:
    """First and last day of the financial years from April of one year to March of another."""
    return date(start, *FINANCIAL_YEAR), date(end, *FINANCIAL_YEAR) - timedelta(days=1)
