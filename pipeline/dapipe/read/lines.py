"""Lines of a text file, and what the page put between them: running heads, chrome, imprint, bylines, time stamps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dapipe import lexicon
from dapipe.read.dates import written_date
from dapipe.read.shapes import label_line

LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+|\f")
TOP, LONE_NUMBERS = 15, 2
DIVIDER = re.compile(r"\s+[|–—-]\s+")
WIDE_GAP = re.compile(r"\S(\s{2,}|\t|\s\|\s)\S")
NUMBERED_END = re.compile(r"(?P<first>\d{1,3})\s+(?P<after>\D.{7,})|(?P<before>.{7,}\D)\s+(?P<last>\d{1,3})")
LONGEST_HEAD, LEAST_WORDS, LONGEST_FURNITURE = 110, 4, 300
UNFINISHED = re.compile(r"[\w,;’–—-]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without blanks at its ends: offsets in the source, page from 1, the number of its group.

    A group is a run of lines without an empty line between them. `indent` counts the blanks before it.
    """

    text: str
    start: int
    end: int
    page: int
    group: int
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The lines that are text, and those that are not: dates and names are read from these.

    `captions` are the offsets of the lines of text that stand below "Image caption" or its like.
    """

    kept: tuple[Line, ...]
    captions: frozenset[int]
    stamps: tuple[str, ...]
    bylines: tuple[str, ...]
    imprint: tuple[str, ...]


def lines(source: str) -> tuple[Line, ...]:
    """The lines of a source that hold anything; a form feed starts a page."""
    found: list[Line] = []
    page, group, last = 1, 0, 0
    for line in LINE.finditer(source):
        if line.group() == "\f":
            page, group = page + 1, group + 1
            continue
        text = line.group().strip(" \t\ufeff\u00a0\u200b")
        if not text:
            continue
        group += empty_between(source, last, line.start())
        start = line.start() + line.group().index(text)
        found.append(Line(text, start, start + len(text), page, group, start - line.start()))
        last = line.end()
    return tuple(found)


def empty_between(source: str, end: int, start: int) -> bool:
    """True if an empty line stands between two lines."""
    return source.count("\n", end, start) > 1 or source.count("\r", end, start) > 1


def sort(found: Sequence[Line]) -> Sorted:
    """Text and furniture parted."""
    roles = [role(found, number) for number in range(len(found))]
    numbers = page_numbers(found) | repeated(found)
    kept = tuple(line for line, name in zip(found, roles, strict=True) if not name and line not in numbers)

    def of(name: str) -> tuple[str, ...]:
        return tuple(line.text for line, given in zip(found, roles, strict=True) if given == name)

    return Sorted(kept=kept, captions=captions(found), stamps=of("stamp"), bylines=of("byline"), imprint=of("imprint"))


def role(found: Sequence[Line], number: int) -> str:
    """chrome, imprint, stamp, byline or page for a line that is furniture, "" for text."""
    line = found[number]
    if len(line.text) > LONGEST_FURNITURE or within_sentence(found, number):
        return ""
    if any(pattern.fullmatch(line.text) for pattern in patterns("imprint")):
        return "imprint"
    if number and (number < TOP or line.text[0] in "•·") and stamp(line.text):
        return "stamp"
    if number and any(pattern.fullmatch(line.text) for pattern in patterns("bylines", False)):
        return "byline"
    if running_line(line.text) and not among_rows(found, number):
        return "page"
    return "chrome" if any(pattern.fullmatch(line.text) for pattern in patterns("chrome")) else ""


def captions(found: Sequence[Line]) -> frozenset[int]:
    """The offsets of lines right below one that announces a caption."""
    announced = patterns("before_captions")
    return frozenset(
        line.start
        for above, line in pairwise(found)
        if above.group == line.group and any(pattern.fullmatch(above.text) for pattern in announced)
    )


def within_sentence(found: Sequence[Line], number: int) -> bool:
    """True if a line carries on the sentence of the line right above it."""
    if not number or found[number - 1].group != found[number].group:
        return False
    above = found[number - 1].text
    return bool(UNFINISHED.search(above)) and len(above) > 40 and found[number].text[0].islower()


def stamp(text: str) -> bool:
    """True for a line that tells nothing but when, perhaps with the name of the paper."""
    head, tail = named_date(text)
    return bool(
        any(pattern.fullmatch(text) for pattern in patterns("stamps") if re.search(r"\d", text))
        or written_date(text)
        or (len(head) < 60 and written_date(tail))
    )


def named_date(text: str) -> tuple[str, str]:
    """What stands before and after the last bar or dash of a line."""
    parts = DIVIDER.split(text)
    return (text[: -len(parts[-1])], parts[-1]) if len(parts) > 1 else ("", text)


def running_line(text: str) -> bool:
    """True for a running head or foot that holds a page number."""
    return any(pattern.fullmatch(text) for pattern in patterns("page_lines")[LONE_NUMBERS:])


def among_rows(found: Sequence[Line], number: int) -> bool:
    """True if a line right above or below has a wide gap too: then both are rows of a table."""
    near = [*found[max(number - 1, 0) : number], *found[number + 1 : number + 2]]
    return any(other.group == found[number].group and WIDE_GAP.search(other.text) for other in near)


def page_numbers(found: Sequence[Line]) -> frozenset[Line]:
    """Lines that are nothing but a page number: at a page break, or one of a rising sequence of such lines."""
    alone = [
        line
        for line in alone_in_group(found)
        if any(p.fullmatch(line.text) for p in patterns("page_lines")[:LONE_NUMBERS])
    ]
    values = [int(match.group()) for line in alone if (match := re.search(r"\d+", line.text))]
    rising = len(values) > 1 and all(left < right for left, right in pairwise(values))
    at_break = edges(found)
    return frozenset(line for line in alone if rising or line in at_break)


def repeated(found: Sequence[Line]) -> frozenset[Line]:
    """Lines of their own that begin or end in a number and else say the same as another such line with a higher one."""
    heads: dict[str, list[tuple[int, Line]]] = {}
    for line in alone_in_group(found):
        match = NUMBERED_END.fullmatch(line.text) if len(line.text) < LONGEST_HEAD else None
        if match and not label_line(line.text):
            head = match["after"] or match["before"]
            if len(head.split()) < LEAST_WORDS:
                continue
            heads.setdefault(head, []).append((int(match["first"] or match["last"]), line))
    rising = [lines for lines in heads.values() if len({number for number, _ in lines}) == len(lines) > 1]
    return frozenset(line for lines in rising for _, line in lines if sorted(lines) == lines)


def alone_in_group(found: Sequence[Line]) -> Iterator[Line]:
    """The lines with an empty line on either side."""
    for number, line in enumerate(found):
        groups = {other.group for other in (*found[max(number - 1, 0) : number], *found[number + 1 : number + 2])}
        if line.group not in groups:
            yield line


def edges(found: Sequence[Line]) -> frozenset[Line]:
    """The first and last lines of pages, if there are several, and the last line of all."""
    return frozenset(
        line
        for number, line in enumerate(found)
        if number + 1 == len(found)
        or found[number + 1].page != line.page
        or (number and found[number - 1].page != line.page)
    )


@cache
def patterns(key: str, any_case: bool = True) -> tuple[re.Pattern[str], ...]:
    """The patterns of a list in the furniture lexicon."""
    return tuple(re.compile(text, re.I if any_case else 0) for text in lexicon.words("furniture", key))


def names(bylines: Iterable[str]) -> str:
    """The first name that a byline gives."""
    for text in bylines:
        for pattern in patterns("bylines", False):
            if match := pattern.fullmatch(text):
                return match["name"].strip()
    return ""
