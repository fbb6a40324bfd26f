"""What a figure is for: value, comparator, target, deadline or sample size, from the words around it."""

from __future__ import annotations

import re
from functools import cache

from dapipe import lexicon
from dapipe.annotate import bounds
from dapipe.mentions import Quantity, Sentence

BEFORE = 120
AFTER = 110
WHOLE_COUNTRY = 43


@cache
def sides(role: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a number in that role."""
    known = lexicon.read("roles")
    verbs = known["sample"]["verbs"]
    left, right = (
        "|".join(f"(?:{p.replace('VERBS', verbs)})" for p in known[role][side]) for side in ("left", "right")
    )
    return re.compile(left, re.I), re.compile(right, re.I)


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """One pattern of the lexicon `roles`."""
    return re.compile(lexicon.read("roles")[group][name], re.I)


def find(text: str, place: Sentence, item: Quantity, origin: bool) -> str:
    """The role of a number in its sentence; `origin` is true for a value that another one has changed from."""
    if origin:
        return "comparator"
    qualified = max(place.start, bounds.find(text, item.start, item.end)[1])
    left, right = (
        text[max(place.start, qualified - BEFORE) : qualified],
        text[item.end : min(place.end, item.end + AFTER)],
    )
    if item.kind == "duration":
        return of_duration(text[place.start : place.end], left, right, item)
    if matches("target", left, right):
        return "target"
    if matches("comparator", left, right):
        return "comparator"
    return "sample_size" if is_sample(left, right, item) else "value"


def matches(role: str, left: str, right: str) -> bool:
    """True if either side of a number says so."""
    before, after = sides(role)
    return bool(before.search(left) or after.match(right))


def of_duration(sentence: str, left: str, right: str, item: Quantity) -> str:
    """The role of a length of time."""
    known = lexicon.read("roles")
    long = item.name in known["deadline"]["units"]
    if matches("target", left, right):
        return "target"
    limited = item.qualifier == "within" or re.search(r"\b(?:in|inside|under)\s+$", left, re.I)
    if limited and not long:
        repeated = pattern("within", "repeated").search(sentence)
        return "target" if repeated or pattern("deadline", "demand").search(sentence) else "value"
    asked = pattern("deadline", "demand").search(sentence) and not pattern("deadline", "return").search(left)
    if long and ((limited and asked) or pattern("deadline", "given").search(left)):
        return "deadline"
    return "comparator" if matches("comparator", left, right) else "value"


def is_sample(left: str, right: str, item: Quantity) -> bool:
    """True for the number of forces, files or people looked at."""
    if item.unit not in ("count", "ratio"):
        return False
    return matches("sample", left, right) or (
        item.value == WHOLE_COUNTRY and bool(re.match(r"\s+(?:\w+\s+)?forces\b", right))
    )
