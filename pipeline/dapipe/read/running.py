"""Running heads, feet and page numbers: what repeats at the same height, peeled from the outside of each page inwards.

Integers are compared less the page's number, never masked, so that a note or a figure in the last line of a page is not
taken for a page number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dapipe.read.lines import patterns
from dapipe.read.rows import Segment, rows
from dapipe.read.shapes import is_caption

EDGE = 0.12
INTEGER = re.compile(r"\d{1,9}")
ROMAN = re.compile(r"[ivxl]{1,6}")
MOST_PAGES, LEAST_PAGES, SHARE, LARGE_SHARE = 5, 2, 0.2, 0.4
BUCKET = 4.0
CLOSE = 0.6
# A text at a height, as a number: a long report has thousands of them.
Key = int


def edge_rows(found: Sequence[Segment], height: float) -> Iterator[tuple[bool, list[list[Segment]]]]:
    """The rows in the top and in the bottom twelfth of a page, from the outside inwards; True for the top."""
    lines = rows([part for part in found if part.middle < EDGE * height or part.middle > (1 - EDGE) * height])
    yield True, [row for row in lines if row[0].middle < EDGE * height]
    yield False, [row for row in lines if row[0].middle > (1 - EDGE) * height][::-1]


def keys(part: Segment, page: int, height: float, top: bool) -> Iterator[tuple[Key, str]]:
    """Text and height of a segment, as it is and with the page's number taken from its first or its last integer; each
    with that integer, "" for the text as it is."""
    at = part.middle if top else height - part.middle
    for near in {int((at - 1.5) // BUCKET), int((at + 1.5) // BUCKET)}:
        for text, number in forms(part.text, page):
            yield hash((text, near if top else -near - 1)), number


def forms(text: str, page: int) -> Iterator[tuple[str, str]]:
    """A text, and the same with its first or last integer less the page's number; each with that integer."""
    yield text, ""
    found = list(INTEGER.finditer(text))
    for match in {match.start(): match for match in (*found[:1], *found[-1:])}.values():
        yield f"{text[: match.start()]}#{int(match.group()) - page}{text[match.end() :]}", match.group()


def count(found: Sequence[Segment], page: int, height: float, tally: Counter[Key]) -> None:
    """Add a page's outer segments to the tally of all pages."""
    seen = {
        key
        for top, lines in edge_rows(found, height)
        for row in lines
        for part in row
        for key, _ in keys(part, page, height, top)
    }
    tally.update(seen)


def peel(found: Sequence[Segment], page: int, height: float, tally: Counter[Key], pages: int, body: float) -> set[int]:
    """The ids of a page's segments that are furniture. Type larger than the body must repeat on many more pages:
    headings do too."""
    wanted = max(LEAST_PAGES, min(MOST_PAGES, round(SHARE * pages)))
    large = max(wanted, round(LARGE_SHARE * pages))
    gone: set[int] = set()
    lines = rows(found)
    for top, inward in ((True, lines), (False, lines[::-1])):
        outer = 0
        for row in inward:
            at_edge = row[0].middle < EDGE * height if top else row[0].middle > (1 - EDGE) * height
            if not at_edge or not all(
                runs(part, page, height, top, tally, large if part.size > 1.1 * body else wanted) for part in row
            ):
                break
            outer += 1
        while 0 < outer < len(inward) and close(inward[outer - 1], inward[outer]):
            if numbered(inward[outer - 1], page, height, tally):
                break
            outer -= 1
        gone |= {id(part) for row in inward[:outer] for part in row}
    return gone


def close(outer: Sequence[Segment], inner: Sequence[Segment]) -> bool:
    """True if two rows are no further apart than lines of a paragraph: then the outer one is no running head."""
    gap = max(outer[0].top, inner[0].top) - min(outer[0].bottom, inner[0].bottom)
    return gap < CLOSE * outer[0].size and abs(outer[0].size - inner[0].size) < 0.5


def numbered(row: Sequence[Segment], page: int, height: float, tally: Counter[Key]) -> bool:
    """True if a row holds the number of its page, alone or in words that other pages have too."""
    return any(number_of(part, page, height, tally) for part in row)


def runs(part: Segment, page: int, height: float, top: bool, tally: Counter[Key], wanted: int) -> bool:
    """True if a segment repeats on enough pages, or is the page's own number. Captions and notes may repeat too."""
    text = part.text
    if is_caption(text) or (part.words[0].raised and len(part.words) > 1):
        return False
    if (INTEGER.fullmatch(text) and abs(int(text) - page) <= 1) or ROMAN.fullmatch(text):
        return True
    if any(pattern.fullmatch(text) for pattern in (*patterns("imprint"), *patterns("chrome"))):
        return True
    return any(tally[key] >= wanted for key, _ in keys(part, page, height, top))


def number_of(part: Segment, page: int, height: float, tally: Counter[Key]) -> str:
    """The page's number as it is printed in a segment: one that rises from page to page, or a roman one; "" if none."""
    if ROMAN.fullmatch(part.text):
        return part.text
    top = part.middle < height / 2
    return next((n for key, n in keys(part, page, height, top) if n and tally[key] >= LEAST_PAGES), "")
