"""Signs of what a sentence does, from its words alone: tells a method, sets a standard, brings on a speaker …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dapipe import lexicon


def signs(words: str) -> Iterator[str]:
    """The names of the signs that the words of one sentence show."""
    plain = " ".join(words.lower().split())
    return (name for name, patterns in known().items() if patterns.search(plain))


@cache
def known() -> dict[str, re.Pattern[str]]:
    """Name of a sign -> its patterns, joined."""
    table = lexicon.read("signs")
    return {
        name: re.compile("|".join(lexicon.words("signs", f"sign.{name}")).replace("{who}", table["who"]))
        for name in table["sign"]
    }
