"""Days and periods as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def readable(day: str) -> str:
    """2013-08-31 -> 31 Aug 2013; a day that is not known is …; what is no day stays as it is."""
    if not DAY.fullmatch(day):
        return day or "…"
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def period(first: str, last: str) -> str:
    """A period: 12 months to 31 Mar 2018, 1 Apr 2017 to 30 Sep 2017."""
    if first == last:
        return readable(first)
    if is_year(first, last):
        return f"12 months to {readable(last)}"
    return f"{readable(first)} to {readable(last)}"


def is_year(first: str, last: str) -> bool:
    """True if a period is twelve months long to the day."""
    if not (DAY.fullmatch(first) and DAY.fullmatch(last)):
        return False
    try:
        after = date.fromisoformat(last) + timedelta(days=1)
        return after.isoformat() == f"{int(first[:4]) + 1}{first[4:]}"
    except (ValueError, OverflowError):
        return False


def when(text: str) -> str:
    """The column `when` of the one sheet, for people: a period, a day, or what else it says (a year of inspection)."""
    first, sign, last = text.partition("/")
    days = [part for part in (first, last) if part]
    if sign and days and all(DAY.fullmatch(part) for part in days):
        return period(first, last)
    return readable(text) if text else ""
