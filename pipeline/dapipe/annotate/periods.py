"""Stretches of time: "the 12 months to end of August 2013" is 2012-09-01 to 2013-08-31."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate import calendar
from dapipe.annotate.found import document_of, found
from dapipe.annotate.patterns import pattern, small
from dapipe.annotate.period_days import READERS, UNKNOWN, Past
from dapipe.document import BlockKind
from dapipe.mentions import Period, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One form of a period: what it looks like and which reader makes dates of it.

    The pattern is for `plain` text, unless it needs the text as it is `written`.
    """

    name: str
    kind: str
    pattern: re.Pattern[str]
    in_tables: bool = False
    written: bool = False


Claim = tuple[Rule, re.Match[str]]
LONGEST = 4000
COMPARED = 60


def find(doc: Doc) -> tuple[Period, ...]:
    """All periods of a Doc in the order of its text, with their dates as far as the document tells them."""
    document = document_of(doc)
    text = plain(document.text)
    published, periods, leading = iso(document.published), list[Period](), list[Period]()
    for sentence in found(doc, "sentences", Sentence):
        here = document.blocks[sentence.block].start if document.blocks else 0
        for rule, match in claims(document, text, sentence):
            made = period(rule, match, Past(published=published, here=here, periods=leading))
            periods.append(made)
            leading += () if compares(document.text, made) else (made,)
    return tuple(periods)


def compares(text: str, period: Period) -> bool:
    """True for a dated period that only compares: "more than in 2019", "down from 54 in the year to March"."""
    left = text[max(0, period.start - COMPARED) : period.start]
    told = pattern("when", "compared").search(left) or pattern("when", "old_level").search(left)
    return bool(period.first and told)


def plain(text: str) -> str:
    """A text in small letters but for the names of months."""
    pieces, done = list[str](), 0
    for month in calendar.month().finditer(text):
        pieces += small(text[done : month.start()]), month.group()
        done = month.end()
    return "".join([*pieces, small(text[done:])])


def claims(document: Document, text: str, sentence: Sentence) -> Iterator[Claim]:
    """The matches of the rules in one sentence, in the order of the text; `text` is the document's, plain."""
    if anchor().search(text, sentence.start, sentence.end):
        known = rules() if in_table(document, sentence.start) else running()
        for start in range(sentence.start, sentence.end, LONGEST):
            yield from claimed(document.text, text, known, start, min(start + LONGEST, sentence.end))


def claimed(written: str, text: str, known: tuple[Rule, ...], start: int, end: int) -> list[Claim]:
    """The matches of some rules in text[start:end], without overlaps: an earlier rule goes before a later one."""
    taken: list[Claim] = []
    for rule in known:
        for match in rule.pattern.finditer(written if rule.written else text, start, end):
            free = all(match.end() <= other.start() or match.start() >= other.end() for _, other in taken)
            if free and not (rule.kind == "year" and titled(written, match)):
                taken.append((rule, match))
    return sorted(taken, key=lambda claim: claim[1].start())


@cache
def running() -> tuple[Rule, ...]:
    """The rules for running text."""
    return tuple(rule for rule in rules() if not rule.in_tables)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the lexicon, in their order."""
    return tuple(
        Rule(
            name=entry["name"],
            kind=entry["kind"],
            pattern=re.compile(entry["pattern"].format(**calendar.grammar())),
            in_tables=entry.get("in_tables", False),
            written=entry.get("written", False),
        )
        for entry in lexicon.read("periods")["rule"]
    )


@cache
def anchor() -> re.Pattern[str]:
    """What every period has: a year, a month, a word of the relative ones; for plain text.

    All of them begin with a character of their own, so that a search passes over what begins with no such.
    """
    return re.compile("|".join((r"19\d\d", r"20\d\d", calendar.named(), *lexicon.words("periods", "anchors.words"))))


def in_table(document: Document, offset: int) -> bool:
    """True in a caption, in the header cells of a table and in a line that is the title of figures."""
    block = document.block(offset)
    if block is None:
        return False
    heads = block.kind is BlockKind.CAPTION or (block.kind is BlockKind.CELL and block.header)
    return heads or bool(pattern("when", "title").fullmatch(document.text, block.start, block.end))


def titled(text: str, match: re.Match[str]) -> bool:
    """True for the year of a title or law: PEEL 2018/19."""
    before = text[max(0, match.start() - 50) : match.start()]
    return any(re.search(pattern, before) for pattern in lexicon.words("periods", "not_before.patterns"))


def period(rule: Rule, match: re.Match[str], past: Past) -> Period:
    """The period of one match; its days are "" if they can't be told."""
    try:
        first, last = READERS[rule.name](match, past)
    except (ValueError, OverflowError):
        first, last = UNKNOWN
    if first and last and first > last:
        first, last = UNKNOWN
    start, end = span(match)
    return Period(
        start=start,
        end=end,
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        kind=rule.kind,
    )


def span(match: re.Match[str]) -> tuple[int, int]:
    """Where the period stands: for a single year, month or day without the words before it."""
    groups = match.groupdict()
    inner = next((name for name in ("year", "month", "day") if groups.get(name)), None)
    return match.span(inner) if inner else match.span()


def iso(day: str) -> date | None:
    """An ISO day as a date; None if it is none."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
