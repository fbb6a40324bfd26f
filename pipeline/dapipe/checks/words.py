"""Words compared as their stems: enough to see that "arrest rates" and "the arrest rate" name one thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dapipe import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 3


@cache
def empty() -> frozenset[str]:
    """The words that name nothing."""
    return frozenset(lexicon.words("strength", "empty"))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without the ending of a plural."""
    plain = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(plain) > SHORTEST + 1 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > SHORTEST + 1 and plain.endswith(("sses", "shes", "ches", "xes")):
        return plain[:-2]
    if len(plain) > SHORTEST and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text that name something, in order."""
    return tuple(stem(word) for word in WORD.findall(text) if word.lower() not in empty())
