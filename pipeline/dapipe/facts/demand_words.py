"""The words of demands: the patterns of lexicons/recommendations.toml with their placeholders filled in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dapipe import lexicon
from dapipe.annotate import calendar

LISTS = ("demand", "not_demand", "none", "counts", "restated", "restated_section", "split", "register")
SINGLE = (
    "quoted",
    "prefix",
    "labelled",
    "before_addressee",
    "takes_up",
    "asks",
    "modal",
    "recommended",
    "term",
    "dated",
    "explicit",
    "goes_on",
    "entry",
    "answer",
    "inspectors",
)
OWN = r"^\W*(?:that )?(?:the|all|each|every|chief|[A-Z][\w’-]+)\b.{0,70}?\b(?:should|must)\b"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that are one each; a list of them is one with alternatives."""
    table = read()
    made = {name: compiled("|".join(table[name])) for name in LISTS}
    made |= {name: compiled(table[name]) for name in SINGLE}
    return {**made, "body": compiled(table["bodies"] + "$"), "own": re.compile(OWN, re.S)}


@cache
def several(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a list that are tried in their order: number, addressee."""
    return tuple(compiled(pattern) for pattern in read()[name])


@cache
def deadlines() -> dict[str, re.Pattern[str]]:
    """The patterns of deadlines."""
    known: dict[str, Any] = read()["deadlines"]
    return {name: compiled("|".join(words) if isinstance(words, list) else words) for name, words in known.items()}


def read() -> dict[str, Any]:
    """The lexicon."""
    return lexicon.read("recommendations")


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, any case, with its placeholders filled in."""
    words = calendar.grammar()
    for name, filling in (("bodies", read()["bodies"]), ("number", words["number"]), ("point", words["point"])):
        pattern = pattern.replace(f"{{{name}}}", filling)
    return re.compile(pattern, re.I)
