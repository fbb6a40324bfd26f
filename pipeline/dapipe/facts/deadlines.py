"""The deadline of a demand: as written, and as the day by which it is due."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dapipe import lexicon
from dapipe.annotate import calendar
from dapipe.facts.demand_words import deadlines

IMMEDIATELY = "immediately"
RESPONSE_DAYS = 55
YEAR = re.compile(r"\b(?P<kind>financial|calendar) year (?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline's words and its day as ISO date or "immediately"; "" for what can't be told."""

    words: str = ""
    due: str = ""


def deadline(text: str, published: str, runs: bool) -> Deadline:
    """The first deadline of a demand.

    `published` is the ISO day of publication or "". `runs` tells whether "within six months" runs from it: only in the
    report that makes the demand. A month alone is its last day, the end of the financial year 31 March; a season, an
    event or "urgently" leaves the day empty.
    """
    found: list[tuple[int, Deadline]] = []
    day = iso(published)
    if match := deadlines()["at_once"].search(text):
        found.append((match.start("words"), Deadline(match["words"], IMMEDIATELY)))
    for name in ("within", "given"):
        if (match := deadlines()[name].search(text)) and not is_service_time(match):
            found.append((match.start(), Deadline(length(match), after(match, day if runs else None))))
    for match in deadlines()["by"].finditer(text):
        if match["how"].lower() != "until" or deadlines()["until_only_given"].search(text[: match.start()]):
            found.append((match.start(), Deadline(match.group(), until(match, day))))
            break
    return min(found, key=lambda item: item[0])[1] if found else Deadline()


def is_service_time(match: re.Match[str]) -> bool:
    """True for days within which something is to be done each time: "minutes should be sent out within two days"."""
    if match["unit"].lower() != "day" or not match.groupdict().get("number") or match.groupdict().get("of"):
        return False
    before = match.string[: match.start()].rstrip()
    return bool(deadlines()["each_time"].search(match.string)) and bool(before) and before[-1] not in ",;:–—"


def response_due(published: str) -> str:
    """The last of the 56 days that a commissioner has to answer: they begin with the day of publication.

    Police Act 1996, section 55(5A) and (5B). "" without a day of publication.
    """
    day = iso(published)
    return (day + timedelta(days=RESPONSE_DAYS)).isoformat() if day else ""


def length(match: re.Match[str]) -> str:
    """The words of a length of time: "within three months", "three months"."""
    if "of" in match.re.groupindex:
        return match.group().strip()
    unit = match.end("unit") + (match.string[match.end("unit") : match.end("unit") + 1] == "s")
    return match.string[match.start("number") : unit]


def after(match: re.Match[str], published: date | None) -> str:
    """The day so long after publication; "" without one, or if it runs from another day."""
    if not published:
        return ""
    numbers: dict[str, int] = lexicon.read("periods")["numbers"]
    words = match["number"].lower()
    number = numbers[words] if words in numbers else int(words)
    unit = match["unit"].lower()
    if unit in ("day", "week"):
        return (published + timedelta(days=number * (7 if unit == "week" else 1))).isoformat()
    return calendar.minus_months(published, -number * calendar.MONTHS[unit]).isoformat()


def until(match: re.Match[str], published: date | None) -> str:
    """The day named after "by" or "before"."""
    words = match["point"].lower()
    if re.search(r"\b(?:today|tomorrow)\b", words):
        return ""
    if named := YEAR.search(words):
        return f"{int(named['year']) + 1}-03-31" if named["kind"] == "financial" else f"{named['year']}-12-31"
    if re.search(r"\b(?:financial year|year|month)$", words):
        return end_of(words, published)
    try:
        point = coming(calendar.point(match["point"]), published)
        if not point:
            return ""
        before = match["how"].lower() == "before" and bool(point.day) and not point.edge
        return (point.last() - timedelta(days=before)).isoformat()
    except ValueError:
        return ""


def end_of(words: str, published: date | None) -> str:
    """The end of the month, calendar or financial year of publication."""
    if not published:
        return ""
    if words.endswith("month"):
        return calendar.Point(year=published.year, month=published.month).last().isoformat()
    if words.endswith("financial year"):
        later = published >= date(published.year, *calendar.FINANCIAL_YEAR)
        return date(published.year + later, 3, 31).isoformat()
    return date(published.year, 12, 31).isoformat()


def coming(when: calendar.Point, published: date | None) -> calendar.Point | None:
    """The point with its year: the first that ends on or after the day of publication; None if that can't be told."""
    if when.year:
        return when
    if not published or not when.month:
        return None
    this_year = replace(when, year=published.year)
    return this_year if this_year.last() >= published else replace(when, year=published.year + 1)


def iso(day: str) -> date | None:
    """An ISO day as a date; None if it is none."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
