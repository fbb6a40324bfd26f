"""Patterns over passages whose figures are marks: the forms in which texts tie numbers together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dapipe import lexicon
from dapipe.checks.passages import Passage
from dapipe.facts.figure import Figure

HOLE = re.compile(r"<(\w+):(\w+)>")
KINDS = {"level": "(?:count|percent|other|rate)", "change": "(?:percent|points|count|other|rate)"}
WORD = re.compile(r"[A-Z_]{3,}")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the lexicon `arithmetic` with its pieces and holes filled in."""
    pieces = lexicon.read("arithmetic")["pieces"]
    known = re.compile("|".join(sorted(pieces, key=len, reverse=True)))
    while known.search(pattern):
        pattern = known.sub(lambda match: pieces[match[0]], pattern)
    return re.compile(HOLE.sub(hole, pattern))


def hole(match: re.Match[str]) -> str:
    """The pattern of one figure's mark; its number is the group."""
    return rf"⟦{KINDS.get(match[2], match[2])}(?P<{match[1]}>\d+)⟧"


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one kind of sum. Raises BadLexicon."""
    return tuple(compiled(pattern) for pattern in lexicon.words("arithmetic", f"{name}.patterns"))


@cache
def pattern(key: str) -> re.Pattern[str]:
    """The single pattern at a key ("sum.rest") of the lexicon `arithmetic`."""
    group, name = key.split(".")
    return compiled(lexicon.read("arithmetic")[group][name])


def matches(passage: Passage, skeleton: str, name: str) -> Iterator[tuple[re.Match[str], dict[str, Figure]]]:
    """What the patterns of one kind match in a passage, with the figures by the names of their holes."""
    for pattern in patterns(name):
        for match in pattern.finditer(skeleton):
            yield match, figures(passage, match)


def figures(passage: Passage, match: re.Match[str]) -> dict[str, Figure]:
    """The figures that a match holds, by the names of their holes."""
    return {
        name: passage.figures[int(number)] for name, number in match.groupdict().items() if number and number.isdigit()
    }
