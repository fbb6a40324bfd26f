"""Lengths of time that date or compare and measure nothing: "the 12 months to", "two years ago", "in two years"."""

from __future__ import annotations

from dapipe.annotate.amounts import Amount
from dapipe.annotate.patterns import pattern, small

BEFORE = 60
AFTER = 30
LONG = ("month", "year")
SHORT = ("second", "minute", "hour")


def dates(text: str, amount: Amount) -> bool:
    """True if a duration says when, how often or since when, not how long something took or may take."""
    if amount.kind != "duration" or amount.measure is None:
        return False
    left = small(text[max(0, amount.start - BEFORE) : amount.start])
    right = small(text[amount.end : amount.end + AFTER])
    if pattern("dating", "undone").search(left) or pattern("dating", "done_in").search(left):
        return False
    if amount.measure.name == "day" and pattern("dating", "weekly").match(right):
        return True
    if amount.measure.name in LONG and pattern("dating", "in_the_same").search(left):
        return True
    if amount.measure.name != "year" and pattern("dating", "demanded_in").search(left):
        return False
    if (
        pattern("dating", "period_before").search(left)
        or pattern("dating", "held").search(left)
        or pattern("dating", "record").search(left)
    ):
        return True
    if pattern("dating", "period_after").match(right):
        return True
    if amount.measure.name == "year" and pattern("dating", "for").search(left):
        return not pattern("dating", "waiting").search(
            small(text[max(0, amount.start - 2 * BEFORE) : amount.end + BEFORE])
        )
    long = amount.measure.name not in SHORT
    return long and bool(pattern("dating", "in").search(left) or pattern("dating", "when_after").match(right))
