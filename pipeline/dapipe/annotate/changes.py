"""Which way a number moved: signs, verbs, adverbs and nouns of rising and falling around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.annotate.amounts import Amount

BEFORE = 90
AFTER = 30
DIRECTIONS = {"rise": "increase", "fall": "decrease"}
SIZES = ("percent", "points", "money", "measure")


@dataclass(frozen=True, slots=True)
class Change:
    """A direction (increase, decrease or none) and how it is told.

    `form` is sign, by (a verb with the size), to (a verb with the new level), from (the old level), after ("2,300
    more"), is ("this is an increase of"), noun ("the increase of", "a 75 per cent increase"), down-from ("58, down
    from 66"), "" without a change.
    """

    direction: str = "none"
    form: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one direction."""

    direction: str
    verb: re.Pattern[str]
    market: re.Pattern[str]
    noun_of: re.Pattern[str]
    noun_after: re.Pattern[str]
    after: re.Pattern[str]
    down_from: re.Pattern[str]


@cache
def words() -> tuple[Words, ...]:
    """The patterns of both directions from the lexicon."""
    known = lexicon.read("amounts")
    return tuple(compiled(known[name], known["change"]["gap"], direction) for name, direction in DIRECTIONS.items())


def compiled(known: dict[str, list[str]], gap: str, direction: str) -> Words:
    """The patterns of one direction."""
    verbs, market, nouns, after = (
        "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(known[name], key=len, reverse=True))
        for name in ("verbs", "market", "nouns", "after")
    )
    short = "up" if direction == "increase" else "down"
    return Words(
        direction=direction,
        verb=re.compile(rf"(?<![\w-])(?:{verbs})\b(?P<gap>{gap})$", re.I),
        market=re.compile(rf"\b(?:{market})\s+(?:just\s+|only\s+|a\s+further\s+|another\s+|as\s+much\s+as\s+)?$", re.I),
        noun_of=re.compile(rf"(?P<head>(?:\b(?:an?|the|this|is|was|–|—|-|,)\s+)+(?:\w+\s+){{0,2}}?)(?:{nouns})s?\s+of\s+(?:the\s+)?$", re.I),
        noun_after=re.compile(rf"\s+(?:\w+\s+)?(?:{nouns})\b(?!\s+(?:in|to)\s+fund)", re.I),
        after=re.compile(rf"(?:\s+of)?\s+(?:\w+\s+)?(?:{after})\b(?!\s+likely)", re.I),
        down_from=re.compile(rf"[^.;:!?\n]{{0,40}}?,?\s*[({{]?\b{short}\s+(?:slightly\s+|sharply\s+)?(?:from|on)\b", re.I),
    )


def find(text: str, amount: Amount, bound_start: int, old: bool) -> Change:
    """The change of one amount. `old` is true for a level that something has changed from."""
    if amount.form == "multiple":
        return Change("increase", "by")
    if amount.sign:
        return Change("increase" if amount.sign == "+" else "decrease", "sign")
    left = text[max(0, bound_start - BEFORE) : bound_start]
    right = text[amount.end : amount.end + AFTER + BEFORE]
    for known in words():
        form = form_of(known, left, right, amount)
        if form and not (old and form != "by"):
            return Change(known.direction, form)
    return Change()


def form_of(known: Words, left: str, right: str, amount: Amount) -> str:
    """How a direction is told around an amount, "" if it is not."""
    verb = known.verb.search(left)
    if verb:
        return form_of_verb(verb)
    if amount.kind in SIZES and known.market.search(left):
        return "by"
    noun = known.noun_of.search(left)
    if noun:
        return "is" if re.search(r"[–—,-]|\bis\b|\bwas\b", noun["head"]) else "noun"
    if amount.kind != "times" and known.after.match(right):
        return "after"
    if amount.kind in (*SIZES, "count") and known.noun_after.match(right) and amount.kind != "count":
        return "noun"
    return "down-from" if known.down_from.match(right) else ""


def form_of_verb(verb: re.Match[str]) -> str:
    """by, to or from, as the last preposition after a verb says."""
    preposition = re.findall(r"\b(?:by|to|from)\b", verb["gap"].lower())
    return preposition[-1] if preposition else "by"
