"""What a figure is for: value, comparator, target, deadline or sample size, from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.annotate.patterns import any_of, small, spaced
from dapipe.mentions import Quantity, Sentence

BEFORE = 120
AFTER = 110
WHOLE_LEFT = 14
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
    left, right = (any_of(filled(pattern) for pattern in known[role][side]) for side in ("left", "right"))
    return re.compile(left), re.compile(right)


def filled(pattern: str) -> str:
    """A pattern with the lists of the sample words put in where their names stand, any blanks for a blank."""
    for name in ("VERBS", "LESS_SURE", "WHO", "INSPECTORS", "SEEN"):
        pattern = pattern.replace(name, lexicon.read("roles")["sample"][name.lower()])
    return spaced(pattern)


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """One pattern of the lexicon `roles`."""
    known: str | list[str] = lexicon.read("roles")[group][name]
    return re.compile(filled(known if isinstance(known, str) else "|".join(known)))


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after a number in small letters; `written` has those before it as they are written."""

    left: str
    right: str
    written: str


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
    words = around(text, place, item, lead_in)
    if item.kind == "duration":
        sentence = text[max(place.start, item.start - FAR) : min(place.end, item.end + FAR)]
        return of_duration(small(f"{lead_in} {sentence}"), words, item)
    aimed = matches("target", words) or demanded(words, item)
    if item.kind != "measure" and aimed and not pattern("target", "met_in").search(words.left):
        return "target"
    if compares(words):
        return "comparator"
    return "sample_size" if is_sample(words, item) else "value"


def around(text: str, place: Sentence, item: Quantity, lead_in: str) -> Around:
    """The words around a number, with the line above its list where it stands near the beginning."""
    qualified = max(place.start, item.bound)
    left = text[max(place.start, qualified - BEFORE) : qualified]
    if qualified - place.start < BEFORE and lead_in:
        left = f"{lead_in.rstrip(': ')[-BEFORE:]} {left.lstrip(BULLETS)}"
    return Around(small(left), small(text[item.end : min(place.end, item.end + AFTER)]), left)


def demanded(words: Around, item: Quantity) -> bool:
    """True for a bounded share or rate in a sentence that demands something: "at least one in 20 should be"."""
    bounded = item.qualifier in BOUNDS or (item.unit == "percent" and item.value == ALL)
    moving = item.change_form == "to" and item.origin < 0
    said = pattern("target", "demand").search(words.left) or pattern("target", "soon").match(words.right)
    share = item.unit == "ratio" and not item.rate and pattern("target", "near_demand").search(words.left)
    return bool(share or ((bounded or moving) and said))


def after_last(text: str, item: Quantity, last: tuple[Quantity, str]) -> str:
    """The role of a number that goes on with the one before: "15 minutes in towns and 20 in the country"."""
    before, role = last
    gap = small(text[before.end : item.start])
    if before.change != "none" and before.unit == item.unit and pattern("target", "from").search(gap):
        return "comparator"
    whole = pattern("sample", "of_whole").search(small(text[max(0, before.start - WHOLE_LEFT) : before.start]))
    if (
        role == "sample_size"
        and not whole
        and item.unit == "count"
        and more_looked_at(gap, small(text[item.end : item.end + AFTER]))
    ):
        return "sample_size"
    return "value"


def goes_on_as_target(text: str, item: Quantity, last: tuple[Quantity, str]) -> bool:
    """True for the second of two targets: "15 minutes in towns and 20 elsewhere"."""
    before, role = last
    listed = role == "target" and before.unit == item.unit
    return listed and not pattern("target", "no_list").search(small(text[before.end : item.start]))


def more_looked_at(gap: str, right: str) -> bool:
    """True for "40 files and 20 calls" and "40 files, including 12 rapes", not for "40 files and 12 were poor"."""
    listed = pattern("sample", "listed").search(gap) and not pattern("sample", "told_of").match(right)
    return bool(listed or pattern("sample", "among").search(gap))


def matches(role: str, words: Around) -> bool:
    """True if either side of a number says so."""
    before, after = sides(role)
    return bool(before.search(words.left) or after.match(words.right))


def compares(words: Around) -> bool:
    """True if either side of a number says that others or another time are compared with."""
    return matches("comparator", words) or bool(pattern("written", "elsewhere").search(words.written))


def of_duration(sentence: str, words: Around, item: Quantity) -> str:
    """The role of a length of time in a sentence in small letters."""
    left, right = words.left, words.right
    long = item.name in lexicon.read("roles")["deadline"]["units"]
    if is_standard(words, item):
        return "target"
    if pattern("within", "average_left").search(left) or pattern("within", "average_right").match(right):
        return "comparator" if compares(words) else "value"
    if pattern("target", "every").search(left) and pattern("target", "upkeep").search(sentence):
        return "target"
    limited = item.qualifier == "within" or bool(pattern("within", "limit").search(left))
    has = pattern("deadline", "has").search(left) and pattern("deadline", "in_which").match(right)
    if (limited and is_kept_always(sentence, item)) or (has and not long):
        return "target"
    if long and pattern("deadline", "named").match(right):
        return "deadline"
    if limited and not long:
        return of_short_limit(sentence, item)
    asked = pattern("deadline", "demand").search(sentence) and not pattern("deadline", "return").search(left)
    asked = asked and not pattern("deadline", "done").search(left)
    if long and ((limited and asked) or is_given(sentence, words)):
        return "deadline"
    return "comparator" if compares(words) else "value"


def is_standard(words: Around, item: Quantity) -> bool:
    """True for a time that the words around it call a standard, or that something should at least or at most take."""
    moving = item.change_form == "to" and demanded(words, item)
    bounded = item.qualifier in BOUNDS and pattern("target", "demand").search(words.left)
    return bool(matches("target", words) or moving or bounded)


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


def is_given(sentence: str, words: Around) -> bool:
    """True for "given six months" and "has 28 days in which to"."""
    has = pattern("deadline", "has").search(words.left) or pattern("deadline", "given_until").search(sentence)
    in_which = has and pattern("deadline", "in_which").match(words.right)
    return bool(in_which or pattern("written", "given").search(words.written))


def is_sample(words: Around, item: Quantity) -> bool:
    """True for the number of forces, files or people looked at by others than the force's own."""
    if item.unit not in ("count", "ratio") or item.kind == "times":
        return False
    return looked_at(words, item) and not pattern("sample", "own_work").search(words.left)


def looked_at(words: Around, item: Quantity) -> bool:
    """True if the words around a count or ratio tell of things looked at."""
    if item.unit == "ratio":
        return bool(sides("sample")[0].search(words.left))
    if item.value == WHOLE_COUNTRY and pattern("sample", "forces").match(words.right):
        return matches("sample", words) or not pattern("sample", "not_seen").search(words.left)
    audited = pattern("sample", "audited").search(words.left) and pattern("sample", "audited_right").match(words.right)
    return bool(audited) or matches("sample", words)
