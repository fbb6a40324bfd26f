"""Unit -> features: names of word n-grams and of marks. What is not in a model's vocabulary is passed over."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log

from dapipe.classify.rules import verdict
from dapipe.mentions import Unit

CROSSED = ("kind=", "evidence", "modals=", "quote", "subject=", "first-person", "block=", "demand", "sign=")
NEAR = ("block=", "heading=", "sign=", "first-person", "number")
REPORTED = ("subject=inspectorate", "told-subject=inspectorate")
LABELS = ("finding", "other", "recommendation", "response")


def terms(unit: Unit) -> dict[str, float]:
    """Word uni- and bigrams of a unit with sublinear counts (1 + ln n)."""
    grams = Counter(unit.words)
    grams.update(f"{left} {right}" for left, right in pairwise(unit.words))
    return {f"w:{gram}": 1.0 + log(count) for gram, count in grams.items()}


def marks(units: tuple[Unit, ...], number: int) -> dict[str, float]:
    """Marks of a unit and, as neighbours, the speakers of those beside it and what they are and do."""
    unit = units[number]
    speaker = unit.speaker or "nobody"
    names = {f"m:{mark}" for mark in unit.marks}
    names |= {f"m:speaker={speaker}"}
    names |= {f"m:speaker={speaker}&{mark}" for mark in unit.marks if mark.startswith(CROSSED)}
    names.add(f"m:rules={verdict(unit)}")
    if "sign=restates" in unit.marks and "sign=stance" not in unit.marks:
        names.add(f"m:restated-by={speaker}")
        names |= {f"m:restated-by={speaker}&{mark}" for mark in REPORTED if mark in unit.marks}
    if not unit.speaker:
        voice = next((mark for mark in unit.marks if mark.startswith("voice=")), "")
        names |= {f"m:{voice}&{mark}" for mark in unit.marks if mark.startswith(("sign=", "subject=", "first-person"))}
    for side, other in (("before", number - 1), ("after", number + 1)):
        beside = units[other] if 0 <= other < len(units) else None
        names.add(f"m:{side}={beside.speaker or 'nobody' if beside else 'edge'}")
        names |= {f"m:{side}&{mark}" for mark in beside.marks if mark.startswith(NEAR)} if beside else set()
    return dict.fromkeys(names, 1.0)


def neighbours(probabilities: list[list[float]], number: int) -> dict[str, float]:
    """First-pass probabilities of the two sentences before and after as features of the second pass."""
    found: dict[str, float] = {}
    for distance in (-2, -1, 1, 2):
        other = number + distance
        if 0 <= other < len(probabilities):
            found |= {f"n:{distance}:{label}": p for label, p in zip(LABELS, probabilities[other], strict=True)}
    return found
