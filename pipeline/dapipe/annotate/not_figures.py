"""Numbers that are names: dates, clock times, telephone numbers, sections, grades, roads, footnote marks …

They are looked for first and claim their stretches of the text, so that nothing else reads a number there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from dapipe import lexicon
from dapipe.annotate import measures
from dapipe.annotate.numerals import Numeral
from dapipe.annotate.patterns import small, spaced

REACH = 40
YEARS = range(1800, 2100)
WORD_EDGE = r"\b"
Span = tuple[int, int]


@cache
def patterns(group: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a group of the lexicon `not_figures` with their lists filled in."""
    return tuple(re.compile(filled(pattern), re.M) for pattern in lexicon.read("not_figures")[group].values())


@cache
def at_words() -> tuple[re.Pattern[str], ...]:
    """The patterns in any case that begin where a word begins or ends: most of them."""
    return tuple(pattern for pattern in patterns("any_case") if pattern.pattern.startswith(WORD_EDGE))


@cache
def elsewhere() -> tuple[re.Pattern[str], ...]:
    """The other patterns in any case, which all have digits."""
    return tuple(pattern for pattern in patterns("any_case") if pattern not in at_words())


@cache
def opening() -> re.Pattern[str]:
    """Where a pattern of `at_words` matches: as they all begin alike, one search goes as fast as one of theirs."""
    return re.compile(rf"\b(?={'|'.join(pattern.pattern.removeprefix(WORD_EDGE) for pattern in at_words())})", re.M)


def filled(pattern: str) -> str:
    """A pattern with MONTH, DAY … replaced by their lists, any blanks for a blank."""
    for name, words in lexicon.read("not_figures")["lists"].items():
        pattern = pattern.replace(name, words)
    return spaced(pattern)


def claims(text: str, numerals: tuple[Numeral, ...]) -> tuple[Span, ...]:
    """The stretches of a text that name something with a number, merged and in order."""
    plain = small(text)
    digits = around(text, (numeral for numeral in numerals if text[numeral.start].isdigit()))
    named = (
        *((*found(text, patterns("exact"), *span), *found(plain, elsewhere(), *span)) for span in digits),
        *((*found(plain, patterns("links"), *span), *words(plain, *span)) for span in around(text, numerals)),
    )
    return merged(sorted(chain.from_iterable(named)))


def around(text: str, numerals: Iterable[Numeral]) -> tuple[Span, ...]:
    """The stretches of a text in which some of its numerals stand, with what is near them."""
    return merged((max(0, numeral.start - REACH), min(len(text), numeral.end + REACH)) for numeral in numerals)


def found(text: str, known: Iterable[re.Pattern[str]], start: int, end: int) -> Iterator[Span]:
    """What each of some patterns matches in text[start:end]."""
    return (match.span() for pattern in known for match in pattern.finditer(text, start, end))


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """What each pattern of `at_words` matches in text[start:end], as `found` has it."""
    ends = [start] * len(at_words())
    for place in opening().finditer(text, start, end):
        for number, pattern in enumerate(at_words()):
            match = pattern.match(text, place.start(), end) if ends[number] <= place.start() else None
            if match:
                ends[number] = match.end()
                yield match.span()


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted stretches with those that overlap made one."""
    done: list[Span] = []
    for start, end in spans:
        if done and start < done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return tuple(done)


def without_names(text: str, numerals: tuple[Numeral, ...]) -> Iterator[Numeral]:
    """The numerals that are no part of a name."""
    claimed = claims(text, numerals)
    starts = [start for start, _ in claimed]
    for numeral in numerals:
        place = bisect_right(starts, numeral.end - 1) - 1
        inside = place >= 0 and claimed[place][1] > numeral.start
        if not inside and not a_year(text, numeral) and not in_a_word(text, numeral):
            yield numeral


def a_year(text: str, numeral: Numeral) -> bool:
    """True for four digits that can be a year and that nothing counts."""
    if numeral.form != "digits" or numeral.value not in YEARS or numeral.end - numeral.start != 4:
        return False
    if numeral.sign == "+" or text[numeral.start - 1 : numeral.start] in tuple("£$€¥="):
        return False
    return not counted(text, numeral)


def counted(text: str, numeral: Numeral) -> bool:
    """True if the words that touch a number show that it counts something."""
    before, after = year_company()
    left = text[max(0, numeral.start - 30) : numeral.start]
    return bool(before.search(left) or after.match(text, numeral.end))


@cache
def year_company() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a count that looks like a year."""
    before = "|".join(lexicon.words("not_figures", "years.counted_before"))
    after = "|".join(lexicon.words("not_figures", "years.counted_after"))
    return re.compile(rf"\b(?:{before})\s+$", re.I), re.compile(rf"\s?(?:{after})(?!\w)")


def in_a_word(text: str, numeral: Numeral) -> bool:
    """True for digits that belong to a name made of letters and digits: A45, G7, V-6, PM2.5."""
    if numeral.form == "words" and re.search(r"[a-z][-‐‑]$", text[max(0, numeral.start - 2) : numeral.start]):
        return True
    if numeral.form == "words":
        return named_in_capitals(text, numeral)
    if measures.before(text, numeral.start)[0]:
        return False
    joined = re.search(r"([A-Za-z][A-Za-z0-9&./]*)([-‐–]?)\Z", text[max(0, numeral.start - 20) : numeral.start])
    if not joined or text[numeral.start - 1 : numeral.start] in "./&":
        return bool(joined) and text[numeral.start - 1] != "/"
    return not joined[2] or joined[1].lower() not in lexicon.words("not_figures", "after_letters.glued")


def named_in_capitals(text: str, numeral: Numeral) -> bool:
    """True for a capital number after a capital word within a sentence: the Kick Six."""
    before = re.search(r"[a-z,]\s+[A-Z][a-z]+\s$", text[max(0, numeral.start - 30) : numeral.start])
    return bool(before) and text[numeral.start].isupper() and not re.match(r"\s+[A-Z]", text[numeral.end :][:3])
