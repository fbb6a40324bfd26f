"""What a figure is for: value, comparator, target, deadline or sample size, from the words around it."""

from __future__ import annotations

import re
from functools import cache

from dapipe import lexicon
from dapipe.mentions import Quantity, Sentence

BEFORE = 120
AFTER = 110
FAR = 400
WHOLE_COUNTRY = 43


@cache
def sides(role: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a number in that role."""
    known = lexicon.read("roles")
    sample = known["sample"]
    words = {"VERBS": sample["verbs"], "LESS_SURE": sample["less_sure"], "WHO": sample["who"]}
    left, right = ("|".join(f"(?:{filled(p, words)})" for p in known[role][side]) for side in ("left", "right"))
    return re.compile(left, re.I), re.compile(right, re.I)


def filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern with the lists put in where their names stand."""
    for name, choice in words.items():
        pattern = pattern.replace(name, choice)
    return pattern


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """One pattern of the lexicon `roles`."""
    return re.compile(lexicon.read("roles")[group][name], re.I)


def find(text: str, place: Sentence, item: Quantity, origin: bool, last: tuple[Quantity, str] | None) -> str:
    """The role of a number in its sentence.

    `origin` is true for a value that another one has changed from, `last` is the number before it in the same
    paragraph with its role.
    """
    if origin:
        return "comparator"
    role = alone(text, place, item)
    return after_last(text, item, last) if last and role == "value" else role


def alone(text: str, place: Sentence, item: Quantity) -> str:
    """The role that the words around a number give it."""
    qualified = max(place.start, item.bound)
    left, right = (
        text[max(place.start, qualified - BEFORE) : qualified],
        text[item.end : min(place.end, item.end + AFTER)],
    )
    if item.kind == "duration":
        return of_duration(around(text, place, item), left, right, item)
    if matches("target", left, right) or demanded(left, right, item):
        return "target"
    if matches("comparator", left, right):
        return "comparator"
    return "sample_size" if is_sample(left, right, item) else "value"


def around(text: str, place: Sentence, item: Quantity) -> str:
    """The sentence of a number, as far as it can matter."""
    return text[max(place.start, item.start - FAR) : min(place.end, item.end + FAR)]


def demanded(left: str, right: str, item: Quantity) -> bool:
    """True for a bounded share or rate in a sentence that demands something: "at least one in 20 should be"."""
    bounded = item.qualifier in ("at_least", "at_most", "more_than", "less_than")
    moving = item.change_form == "to" and item.origin < 0
    said = pattern("target", "demand").search(left) or pattern("target", "soon").match(right)
    return (bounded or moving) and bool(said)


def after_last(text: str, item: Quantity, last: tuple[Quantity, str]) -> str:
    """The role of a number that goes on with the one before: "15 minutes in towns and 20 in the country"."""
    before, role = last
    gap = text[before.end : item.start]
    if before.change != "none" and before.unit == item.unit and pattern("target", "from").search(gap):
        return "comparator"
    if role == "target" and before.unit == item.unit and not pattern("target", "no_list").search(gap):
        return "target"
    if role == "sample_size" and item.unit == "count" and pattern("sample", "goes_on").search(gap):
        return "sample_size"
    return "value"


def matches(role: str, left: str, right: str) -> bool:
    """True if either side of a number says so."""
    before, after = sides(role)
    return bool(before.search(left) or after.match(right))


def of_duration(sentence: str, left: str, right: str, item: Quantity) -> str:
    """The role of a length of time."""
    known = lexicon.read("roles")
    long = item.name in known["deadline"]["units"]
    if matches("target", left, right) or (item.change_form == "to" and demanded(left, right, item)):
        return "target"
    if pattern("within", "average_left").search(left) or pattern("within", "average_right").match(right):
        return "comparator" if matches("comparator", left, right) else "value"
    limited = item.qualifier == "within" or re.search(r"\b(?:in|inside|under|in\s+the\s+same)\s+$", left, re.I)
    if re.search(r"\bevery\s+$", left, re.I) and pattern("target", "upkeep").search(sentence):
        return "target"
    if limited and pattern("within", "promised").search(sentence):
        return "target"
    if long and re.match(r"[\s-]+deadline\b", right, re.I):
        return "deadline"
    if limited and not long:
        known_limit = item.qualifier == "within" or pattern("within", "measured").search(sentence)
        repeated = known_limit and pattern("within", "repeated").search(sentence)
        return "target" if repeated or pattern("deadline", "demand").search(sentence) else "value"
    asked = pattern("deadline", "demand").search(sentence) and not pattern("deadline", "return").search(left)
    if long and ((limited and asked) or is_given(left, right)):
        return "deadline"
    return "comparator" if matches("comparator", left, right) else "value"


def is_given(left: str, right: str) -> bool:
    """True for "given six months" and "has 28 days in which to"."""
    has = pattern("deadline", "has").search(left) and pattern("deadline", "in_which").match(right)
    return bool(has or pattern("deadline", "given").search(left))


def is_sample(left: str, right: str, item: Quantity) -> bool:
    """True for the number of forces, files or people looked at."""
    if item.unit not in ("count", "ratio") or item.kind == "times":
        return False
    if item.unit == "ratio":
        return bool(sides("sample")[0].search(left))
    return matches("sample", left, right) or (
        item.value == WHOLE_COUNTRY and bool(re.match(r"\s+(?:\w+\s+)?forces\b", right))
    )
