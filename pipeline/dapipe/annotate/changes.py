"""Which way a number moved: signs, verbs, adverbs and nouns of rising and falling around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dapipe.annotate.amounts import Amount
from dapipe.annotate.moves import DIRECTIONS, Words, cue, no_rise, words
from dapipe.annotate.patterns import pattern

BEFORE = 90
AFTER = 120
SIGNS = {"+": "increase"} | dict.fromkeys("-−–‐‑", "decrease")
SHARES = ("percent", "points")
SIZES = ("percent", "points", "money", "measure")


@dataclass(frozen=True, slots=True)
class Change:
    """A direction (increase, decrease or none) and how it is told.

    `form` is sign, by (a verb with the size), to (a verb with the new level), moved (a finite verb with both levels),
    drifted (both levels otherwise), after ("2,300 more"), is ("this is an increase of"), noun ("the increase of",
    "a 75 per cent increase"), down-from ("58, down from 66"), multiple ("doubled"), "" without a change.
    """

    direction: str = "none"
    form: str = ""


def find(text: str, amount: Amount, bound_start: int, old: bool, origin: Amount | None) -> Change:
    """The change of one amount. `old` is true for a level that something has changed from, which is `origin`."""
    if amount.form == "multiple":
        return Change("increase", "multiple")
    if amount.sign in SIGNS:
        return Change(SIGNS[amount.sign], "sign")
    if old or amount.form == "vague":
        return Change()
    if origin:
        return moved(text, origin, amount)
    left = text[max(0, bound_start - BEFORE) : bound_start].lower()
    right = text[amount.end : amount.end + AFTER].lower()
    if not (cue().search(left) or cue().search(right)):
        return Change()
    for tell in (form_of, after_all):
        for known in words():
            form = tell(known, left, right, amount)
            if form and not (form == "by" and is_limit(text, amount, bound_start)):
                return Change(known.direction, form)
    return Change()


def is_limit(text: str, amount: Amount, bound_start: int) -> bool:
    """True for a time within which something was done: "they were taken down within 48 hours"."""
    return amount.kind == "duration" and text[bound_start : amount.start].startswith(("within", "inside"))


def moved(text: str, origin: Amount, amount: Amount) -> Change:
    """The change of a level that stands with the old one, by the verb nearest to it: fell from 66% to 25%."""
    left = text[max(0, origin.start - BEFORE) : origin.start].lower()
    told = [(match.start(), known) for known in words() if (match := known.far_verb.search(left))]
    near = next(((known, match) for known in words() if (match := known.verb.search(left))), None)
    if near:
        verb = left[: near[1].start("gap")]
        finite = pattern("beside", "finite_left").search(verb) and not pattern("beside", "passive_left").search(verb)
        return Change(near[0].direction, "moved" if finite else "drifted")
    if told:
        return Change(max(told, key=lambda found: found[0])[1].direction, "drifted")
    rising = amount.value > origin.value
    return Change(DIRECTIONS["rise" if rising else "fall"], "drifted") if amount.value != origin.value else Change()


def form_of(known: Words, left: str, right: str, amount: Amount) -> str:
    """How a direction is told around an amount, "" if it is not."""
    verb = None if known.direction == "increase" and no_rise().search(left) else known.verb.search(left)
    noun = known.noun_of.search(left)
    if noun and (amount.kind in SHARES or not pattern("beside", "better_left").search(left)):
        return "is" if noun["head"] else "noun"
    if verb and (form := form_of_verb(verb)):
        return form
    if moved_thing := known.moved_thing.search(left):
        return moved_thing["to"].lower()
    if known.direction == "decrease" and is_staff_lost(left, right, amount):
        return "by"
    sized = amount.kind in SIZES or amount.form == "fraction"
    if sized and known.market.search(left):
        return "by"
    if amount.kind != "times" and known.after.match(right):
        return "after"
    if known.direction == "increase" and amount.kind == "count" and known.hired.search(left):
        return "after"
    return "noun" if sized and known.noun_after.match(right) else ""


def is_staff_lost(left: str, right: str, amount: Amount) -> bool:
    """True for "lost 127 officers" and "cut 91 posts"."""
    lost = amount.kind == "count" and pattern("beside", "lost_left").search(left)
    return bool(lost and pattern("beside", "staff_right").match(right))


def after_all(known: Words, left: str, right: str, amount: Amount) -> str:
    """How the words after an amount tell of its direction: "58, down from 66", "four times longer than last year"."""
    if amount.kind == "times":
        return "after" if known.direction == "increase" and pattern("beside", "grown_right").match(right) else ""
    told = known.down_from.match(right) and not pattern("beside", "limit_left").search(left)
    return "down-from" if told else ""


def form_of_verb(verb: re.Match[str]) -> str:
    """by or to, as the last preposition after a verb says; "" for a level that something moved from."""
    preposition = re.findall(r"\b(?:by|to|from)\b", verb["gap"].lower())
    return "" if preposition[-1:] == ["from"] else preposition[-1] if preposition else "by"
