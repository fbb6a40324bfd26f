"""Lengths of time that date or compare and measure nothing: "the 12 months to", "two years ago", "in two years"."""

from __future__ import annotations

import re
from functools import cache

from dapipe import lexicon
from dapipe.annotate.amounts import Amount

BEFORE = 60
AFTER = 30
SHORT = ("second", "minute", "hour")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the lexicon `dating`."""
    table: dict[str, str] = lexicon.read("dating")["patterns"]
    return {name: re.compile(pattern, re.I) for name, pattern in table.items()}


def dates(text: str, amount: Amount) -> bool:
    """True if a duration says when, how often or since when, not how long something took or may take."""
    if amount.kind != "duration" or amount.measure is None:
        return False
    left, right = text[max(0, amount.start - BEFORE) : amount.start], text[amount.end : amount.end + AFTER]
    known = patterns()
    if known["period_before"].search(left) or known["held"].search(left) or known["record"].search(left):
        return True
    if known["period_after"].match(right):
        return True
    if amount.measure.name == "year" and known["for"].search(left):
        return not known["waiting"].search(text[max(0, amount.start - 2 * BEFORE) : amount.end + BEFORE])
    long = amount.measure.name not in SHORT
    return long and bool(known["in"].search(left) or known["when_after"].match(right))
