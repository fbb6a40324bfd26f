"""The words of grades and of what is graded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon

YEAR = r"(?:19|20)\d\d(?:[/–-]\d\d)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One grade found in the text at [start, end); `year` is "" if the text does not name one for it."""

    start: int
    end: int
    force: str
    question: str
    grade: str
    rule: str
    year: str = ""
    previous: str = ""
    previous_year: str = ""


@cache
def table() -> dict[str, re.Pattern[str]]:
    """Grade -> what it looks like, with the older grades last."""
    known: dict[str, list[str]] = {**lexicon.read("grades")["grades"], **lexicon.read("grades")["older"]}
    return {grade: re.compile("|".join(words), re.I) for grade, words in known.items()}


@cache
def any_grade(older: bool = False) -> str:
    """A pattern for any grade, with or without those of before 2014."""
    known = dict(lexicon.read("grades")["grades"])
    if older:
        known.update(lexicon.read("grades")["older"])
    return "(?:" + "|".join(word for words in known.values() for word in words) + ")"


def grade_of(words: str) -> str:
    """The grade that the words are: "Requiring improvement" is "requires improvement"; "" if none."""
    return next((grade for grade, pattern in table().items() if pattern.fullmatch(words.strip())), "")


def question_of(heading: str) -> str:
    """What a heading or row asks about: "How good is the force at preventing crime?" is "preventing crime"."""
    text = heading.strip(" .:?–—-•")
    pillars: dict[str, str] = lexicon.read("grades")["layout"]["pillars"]
    for wrapper in lexicon.words("grades", "layout.wrappers"):
        text = re.sub(wrapper, "", text, count=1, flags=re.I)
    pillar = next((name for name, pattern in pillars.items() if re.fullmatch(pattern, text, re.I)), "")
    if pillar:
        return pillar
    if any(re.fullmatch(pattern, text, re.I) for pattern in lexicon.words("grades", "layout.overall")):
        return "overall"
    return text[:1].upper() + text[1:]


def canonical(question: str) -> str:
    """A question for comparison: lower case, without articles and possessives."""
    return re.sub(r"[^a-z]+", " ", re.sub(r"\b(?:the|its|their|our)\b", "", question.lower())).strip()
