"""Dates as newspapers and reports print them."""

from __future__ import annotations

import re

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d{2})"
WRITTEN_YEAR = re.compile(r"(?:19|20)\d\d")
FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"\b{DAY} (?:of )?{MONTH},? {YEAR}\b",
        rf"\b{MONTH} {DAY},? {YEAR}\b",
        rf"\b{YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"\b(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.]{YEAR}\b",
    )
)
AROUND = re.compile(
    r"(?:first published|published(?: on)?|posted|(?:last )?updated|sent(?: on)?|released|date|on)"
    r"|embargo(?:ed)?(?: until)?|not for publication (?:before|until)|for immediate release"
    r"|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|[ap]\.?m\.?|gmt|bst|utc|at|[\s,.:|•·()–-]",
    re.I,
)


def date_in(text: str) -> str:
    """The first full date in a text as an ISO date, "" if there is none. Day before month, as in Britain."""
    found = [match for form in FORMS for match in form.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        month, day = month_number(match["month"]), int(match["day"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{int(match['year'])}-{month:02}-{day:02}"
    return ""


def month_number(word: str) -> int:
    """1 to 12 for a month's name, its beginning or its number; 0 for anything else."""
    if word.isdecimal():
        return int(word)
    word = word.lower()
    return next((number for number, name in enumerate(MONTHS, start=1) if name.startswith(word)), 0)


def written_date(text: str) -> str:
    """The ISO date of a line that holds nothing but dates, times and words like "published"; else ""."""
    if not WRITTEN_YEAR.search(text):
        return ""
    rest = text
    for form in FORMS:
        rest = form.sub("", rest)
    return date_in(text) if rest != text and not AROUND.sub("", rest) else ""
