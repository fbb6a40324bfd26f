"""Bodies told by the noun before their name, or by the office: "the charity Second Light", "director of Open Door"."""

from __future__ import annotations

import re
from functools import cache

from dapipe import lexicon
from dapipe.annotate.force_names import key, places

CAPITAL = r"(?:[A-Z][\w’'&.-]*|\d\w*)"


@cache
def led_pattern() -> re.Pattern[str]:
    """A name in capitals after "of", with or without the noun that says what it is: "of the charity Open Door"."""
    return re.compile(
        rf"(?:of|for|at)\s+(?:(?:the|a|an)\s+(?:[a-z-]+\s+)?(?P<noun>{nouns()})\s+)?"
        rf"(?P<name>{CAPITAL}(?:\s+(?:(?:of|for|and|&|the|on)\s+)*{CAPITAL})*)"
    )


def led_body(complement: str) -> str:
    """The body that "of the charity X" or "of X Y" names in capitals; "" for places and other words."""
    found = led_pattern().fullmatch(complement.strip())
    sure = found is not None and (found["noun"] or (" " in found["name"] and key(found["name"]) not in places()))
    return found["name"] if found and sure else ""


@cache
def noun_pattern() -> re.Pattern[str]:
    """A name in capitals after the noun that says what it is."""
    return re.compile(rf"\b(?:{nouns()})\s+(?P<name>{CAPITAL}(?:\s+(?:(?:of|for|and|&|the|on)\s+)*{CAPITAL})*)")


def noun_body(words: str) -> str:
    """The body that a noun in small letters stands before: "the charity Second Light in Leeds"; "" for none."""
    found = noun_pattern().search(words)
    return found["name"] if found else ""


@cache
def nouns() -> str:
    """The nouns, longest first, as alternatives."""
    return "|".join(sorted(map(re.escape, lexicon.words("offices", "led_bodies")), key=len, reverse=True))
