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
ALL = 100
LONGEST = ("week", "month", "year")
BULLETS = " \t\n•-–*"
BOUNDS = ("at_least", "at_most", "more_than", "less_than")


@cache
def sides(role: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a number in that role."""
    known = lexicon.read("roles")
    left, right = ("|".join(f"(?:{filled(p)})" for p in known[role][side]) for side in ("left", "right"))
    return re.compile(left, re.I), re.compile(right, re.I)


def filled(pattern: str) -> str:
    """A pattern with the lists of the sample words put in where their names stand."""
    for name in ("VERBS", "LESS_SURE", "WHO", "INSPECTORS", "SEEN"):
        pattern = pattern.replace(name, lexicon.read("roles")["sample"][name.lower()])
    return pattern


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """One pattern of the lexicon `roles`."""
    return re.compile(filled(lexicon.read("roles")[group][name]), re.I)


def find(
    text: str, place: Sentence, item: Quantity, origin: bool, last: tuple[Quantity, str] | None, lead_in: str = ""
) -> str:
    """The role of a number in its sentence.

    `origin` is true for a value that another one has changed from, `last` is the number before it in the same
    paragraph with its role, `lead_in` the line above the list that it stands in.
    """
    if origin:
        return "comparator"
    if last and goes_on_as_target(text, item, last):
        return "target"
    role = alone(text, place, item, lead_in)
    return after_last(text, item, last) if last and role == "value" else role


def alone(text: str, place: Sentence, item: Quantity, lead_in: str) -> str:
    """The role that the words around a number give it."""
    qualified = max(place.start, item.bound)
    left = text[max(place.start, qualified - BEFORE) : qualified]
    right = text[item.end : min(place.end, item.end + AFTER)]
    if qualified - place.start < BEFORE and lead_in:
        left = f"{lead_in.rstrip(': ')[-BEFORE:]} {left.lstrip(BULLETS)}"
    if item.kind == "duration":
        return of_duration(f"{lead_in} {around(text, place, item)}", left, right, item)
    aimed = matches("target", left, right) or demanded(left, right, item)
    if item.kind != "measure" and aimed and not pattern("target", "met_in").search(left):
        return "target"
    if matches("comparator", left, right):
        return "comparator"
    return "sample_size" if is_sample(left, right, item) else "value"


def around(text: str, place: Sentence, item: Quantity) -> str:
    """The sentence of a number, as far as it can matter."""
    return text[max(place.start, item.start - FAR) : min(place.end, item.end + FAR)]


def demanded(left: str, right: str, item: Quantity) -> bool:
    """True for a bounded share or rate in a sentence that demands something: "at least one in 20 should be"."""
    bounded = item.qualifier in BOUNDS or (item.unit == "percent" and item.value == ALL)
    moving = item.change_form == "to" and item.origin < 0
    said = pattern("target", "demand").search(left) or pattern("target", "soon").match(right)
    share = item.unit == "ratio" and not item.rate and pattern("target", "near_demand").search(left)
    return bool(share or ((bounded or moving) and said))


def after_last(text: str, item: Quantity, last: tuple[Quantity, str]) -> str:
    """The role of a number that goes on with the one before: "15 minutes in towns and 20 in the country"."""
    before, role = last
    gap = text[before.end : item.start]
    if before.change != "none" and before.unit == item.unit and pattern("target", "from").search(gap):
        return "comparator"
    if role == "sample_size" and item.unit == "count" and more_looked_at(gap, text[item.end : item.end + AFTER]):
        return "sample_size"
    return "value"


def goes_on_as_target(text: str, item: Quantity, last: tuple[Quantity, str]) -> bool:
    """True for the second of two targets: "15 minutes in towns and 20 elsewhere"."""
    before, role = last
    listed = role == "target" and before.unit == item.unit
    return listed and not pattern("target", "no_list").search(text[before.end : item.start])


def more_looked_at(gap: str, right: str) -> bool:
    """True for "40 files and 20 calls" and "40 files, including 12 rapes", not for "40 files and 12 were poor"."""
    listed = pattern("sample", "listed").search(gap) and not pattern("sample", "told_of").match(right)
    return bool(listed or pattern("sample", "among").search(gap))


def matches(role: str, left: str, right: str) -> bool:
    """True if either side of a number says so."""
    before, after = sides(role)
    return bool(before.search(left) or after.match(right))


def of_duration(sentence: str, left: str, right: str, item: Quantity) -> str:
    """The role of a length of time."""
    long = item.name in lexicon.read("roles")["deadline"]["units"]
    if is_standard(sentence, left, right, item):
        return "target"
    if pattern("within", "average_left").search(left) or pattern("within", "average_right").match(right):
        return "comparator" if matches("comparator", left, right) else "value"
    if re.search(r"\bevery\s+$", left, re.I) and pattern("target", "upkeep").search(sentence):
        return "target"
    limited = item.qualifier == "within" or bool(
        re.search(r"\b(?:(?:with)?in|inside|under|(?:with)?in\s+the\s+same)\s+$", left, re.I)
    )
    has = pattern("deadline", "has").search(left) and pattern("deadline", "in_which").match(right)
    if (limited and is_kept_always(sentence, item)) or (has and not long):
        return "target"
    if long and re.match(r"[\s-]+deadline\b", right, re.I):
        return "deadline"
    if limited and not long:
        return of_short_limit(sentence, item)
    asked = pattern("deadline", "demand").search(sentence) and not pattern("deadline", "return").search(left)
    asked = asked and not pattern("deadline", "done").search(left)
    if long and ((limited and asked) or is_given(sentence, left, right)):
        return "deadline"
    return "comparator" if matches("comparator", left, right) else "value"


def is_standard(sentence: str, left: str, right: str, item: Quantity) -> bool:
    """True for a time that the words around it call a standard, or that something should at least or at most take."""
    moving = item.change_form == "to" and demanded(left, right, item)
    bounded = item.qualifier in BOUNDS and pattern("target", "demand").search(left)
    return bool(matches("target", left, right) or moving or bounded)


def is_kept_always(sentence: str, item: Quantity) -> bool:
    """True for a time kept or to be kept in every case: "88 per cent were seen within two days"."""
    if pattern("within", "promised").search(sentence):
        return True
    if pattern("within", "share").search(sentence):
        return True
    recurs = item.name not in LONGEST and pattern("within", "recurring").search(sentence)
    if recurs and not pattern("within", "of_publication").search(sentence):
        return True
    always = item.name not in LONGEST and pattern("within", "always").search(sentence)
    return bool(always) and not pattern("within", "once").search(sentence)


def of_short_limit(sentence: str, item: Quantity) -> str:
    """The role of a limit of seconds, minutes or hours."""
    known_limit = item.qualifier == "within" or pattern("within", "measured").search(sentence)
    repeated = known_limit and pattern("within", "repeated").search(sentence)
    return "target" if repeated or pattern("deadline", "demand").search(sentence) else "value"


def is_given(sentence: str, left: str, right: str) -> bool:
    """True for "given six months" and "has 28 days in which to"."""
    has = pattern("deadline", "has").search(left) or pattern("deadline", "given_until").search(sentence)
    return bool((has and pattern("deadline", "in_which").match(right)) or pattern("deadline", "given").search(left))


def is_sample(left: str, right: str, item: Quantity) -> bool:
    """True for the number of forces, files or people looked at."""
    if item.unit not in ("count", "ratio") or item.kind == "times" or pattern("sample", "own_work").search(left):
        return False
    if item.unit == "ratio":
        return bool(sides("sample")[0].search(left))
    if item.value == WHOLE_COUNTRY and re.match(r"\s+(?:\w+\s+){0,2}forces\b", right):
        return bool(matches("sample", left, right)) or not pattern("sample", "not_seen").search(left)
    audited = pattern("sample", "audited").search(left) and pattern("sample", "audited_right").match(right)
    return bool(audited) or matches("sample", left, right)
