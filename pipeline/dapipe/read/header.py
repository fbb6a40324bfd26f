"""What a document is and where it comes from: kind, title, date, publisher, series, byline."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, takewhile
from typing import Any

from dapipe import lexicon
from dapipe.document import BlockKind, DocumentKind
from dapipe.errors import BadLexicon
from dapipe.read.dates import date_in, written_date
from dapipe.read.draft import NO_WORDS, Draft
from dapipe.read.lines import named_date
from dapipe.read.structure import main_headings

TOP = 12
# A long report shows what it is in its first forty pages or so (characters), or in its last blocks.
BEGINNING, END = 40_000, 40
SAID_WHEN = re.compile(r"\b(published|sent|posted|released|issued|date)\b|\[on\]", re.I)
LONG_TITLE = 45
LONG_DATE_LINE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is known about a document as a whole; "" where nothing is."""

    kind: DocumentKind = DocumentKind.ARTICLE
    title: str = ""
    published: str = ""
    publisher: str = ""
    byline: str = ""
    series: str = ""


@dataclass(slots=True)
class Excerpt:
    """Of blocks that pass by, those of the beginning and of the end: they tell what a document is."""

    first: list[Draft] = field(default_factory=list)
    last: deque[Draft] = field(default_factory=lambda: deque(maxlen=END))

    def of(self, found: Iterable[Draft]) -> Iterator[Draft]:
        """The same blocks."""
        letters = 0
        for draft in found:
            letters += len(draft.text)
            if letters < BEGINNING:
                self.first.append(replace(draft, words=NO_WORDS))
            else:
                self.last.append(draft)
            yield draft

    @property
    def blocks(self) -> list[Draft]:
        """The blocks that were kept."""
        return [*self.first, *self.last]


def header(found: Sequence[Draft], stamps: Iterable[str] = (), byline: str = "", imprint: Iterable[str] = ()) -> Header:
    """The Header of blocks in reading order and of the lines that were left out of them."""
    imprint = tuple(imprint)
    lines = [*imprint, *telling(found)]
    kind = document_kind(lines)
    reports = kind in (DocumentKind.REPORT, DocumentKind.LETTER, DocumentKind.REGISTER)
    head = " ".join([*imprint, *(draft.text for draft in found[:TOP])])
    return Header(
        kind=kind,
        title=title(found),
        published=published(stamps, found[:TOP]),
        publisher=named("publisher", head) or named("publisher", " ".join(lines)) if reports else paper(stamps),
        byline=byline,
        series=named("series", head) if reports else "",
    )


def telling(found: Sequence[Draft]) -> list[str]:
    """The texts that tell what a document is: those of its beginning and of its end, all of them unless it is long."""
    lengths = accumulate(len(draft.text) for draft in found)
    first = sum(1 for _ in takewhile(lambda length: length < BEGINNING, lengths))
    return [draft.text for draft in (*found[:first], *found[max(first, len(found) - END) :])]


def document_kind(lines: Iterable[str]) -> DocumentKind:
    """The kind whose marks the lines bear most; an article if they bear none."""
    text = "\n".join(lines)
    scores = {
        kind: sum(weight * min(len(pattern.findall(text)), 3) for pattern, weight in marks)
        for kind, marks in kind_marks().items()
    }
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > 0 else DocumentKind.ARTICLE


@cache
def kind_marks() -> dict[DocumentKind, tuple[tuple[re.Pattern[str], float], ...]]:
    """The marks of each kind of document with their weights. Raises BadLexicon."""
    plain: dict[str, Any] = lexicon.read("kinds")
    try:
        return {
            DocumentKind(kind): tuple((re.compile(mark, re.I | re.M), float(weight)) for mark, weight in marks.items())
            for kind, marks in plain.items()
        }
    except (ValueError, AttributeError, re.error) as error:
        raise BadLexicon(f"not a table of marks with weights: {error}", where="lexicons/kinds.toml") from error


def title(found: Sequence[Draft]) -> str:
    """The title: the first heading of the highest rank near the top, with the one right below it if it is short."""
    heads = [number for number, draft in enumerate(found[:TOP]) if draft.kind is BlockKind.HEADING and draft.page == 1]
    if not heads:
        return first_line(found)
    first = min(heads, key=lambda number: (found[number].level, number))
    below = found[first + 1] if first + 1 in heads else None
    second = below is not None and len(found[first].text) <= LONG_TITLE and below.level > found[first].level
    second = second and below is not None and not opens_text(below)
    return f"{found[first].text}: {below.text}" if below and second else found[first].text


def opens_text(heading: Draft) -> bool:
    """True for a heading that begins the text and is no second line of its title: that of a box or a summary."""
    return bool(heading.box) or heading.text.lower() in main_headings()


def first_line(found: Sequence[Draft]) -> str:
    """The first block, if it is short enough to be a title."""
    return found[0].text if found and len(found[0].text) < 200 else ""


def published(stamps: Iterable[str], top: Sequence[Draft]) -> str:
    """The ISO date of the first time stamp, else of the first short block that says when it was published."""
    for text in stamps:
        if date := date_in(text):
            return date
    for draft in top:
        short = len(draft.text) < LONG_DATE_LINE
        if short and (SAID_WHEN.search(draft.text) or is_date_line(draft.text)) and date_in(draft.text):
            return date_in(draft.text)
    return ""


def is_date_line(text: str) -> bool:
    """True if a line, or a part of it between dots or bars, is nothing but a date: "The Paper · 2 March 2017"."""
    return any(written_date(part) for part in (text, *re.split(r"\s[·•|]\s", text)))


def paper(stamps: Iterable[str]) -> str:
    """The name before the bar of a date line such as "The Paper | 21 July 2023"."""
    heads = (named_date(text)[0].strip(" |–—-") for text in stamps)
    return next((head for head in heads if head and not re.search(r"\d|\|| release$", head)), "")


def named(what: str, text: str) -> str:
    """The first publisher or series whose marks a text bears; "" if none. Raises BadLexicon."""
    return next((name for name, marks in name_marks(what) if any(mark.search(text) for mark in marks)), "")


@cache
def name_marks(what: str) -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """The names of publishers or series with their marks."""
    entries: Any = lexicon.read("publishers").get(what)
    try:
        return tuple((entry["name"], tuple(re.compile(mark) for mark in entry["marks"])) for entry in entries)
    except (TypeError, KeyError, re.error) as error:
        raise BadLexicon(f"each [[{what}]] needs a name and marks", where="lexicons/publishers.toml") from error
