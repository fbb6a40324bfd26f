"""Lines of one column -> paragraphs, list items, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dapipe.document import BlockKind
from dapipe.read.draft import Draft
from dapipe.read.rows import Segment, rows
from dapipe.read.shapes import list_item, numbered_paragraph
from dapipe.read.spelling import Vocabulary, draft
from dapipe.read.words import PageWord

CLOSEST, WIDEST, HEADING_GAP = -0.35, 0.66, 0.4
SENTENCE_END = re.compile(r"[.!?:;][”’\"')\]]*$")
SHORT_LINE = 0.85
SAME_EDGE, LEAST_LINES = 3.0, 4
SLACK, ROOM = 2.0, 1.2
Line = list[Segment]


@dataclass(frozen=True, slots=True)
class Measure:
    """Left and right edge of a column, the usual gap between its lines, the body's type size, all in points.

    `rights` tells for each left edge of lines the furthest right edge, and how many lines begin there.
    """

    left: float
    right: float
    leading: float
    body: float
    rights: tuple[tuple[float, float, int], ...] = ()

    def right_of(self, left: float) -> float:
        """Where lines that begin at a left edge end at most; the column's end if there are few of them."""
        near = [(right, lines) for start, right, lines in self.rights if abs(start - left) < SAME_EDGE]
        return max(near)[0] if sum(lines for _, lines in near) >= LEAST_LINES else self.right


def rights_of(lines: Sequence[Line]) -> tuple[tuple[float, float, int], ...]:
    """For each left edge of some lines the furthest right edge, and how many lines begin there."""
    found: dict[float, tuple[float, int]] = {}
    for line in lines:
        right, number = found.get(line[0].x0, (line[-1].x1, 0))
        found[line[0].x0] = max(right, line[-1].x1), number + 1
    return tuple((left, *rest) for left, rest in found.items())


def paragraphs(found: Sequence[Segment], measure: Measure, page: int, known: Vocabulary) -> Iterator[Draft]:
    """The blocks of a column's lines."""
    block: list[Line] = []
    for line in rows(found):
        if block and not joins(block, line, measure):
            yield made(block, measure, page, known)
            block = []
        block.append(line)
    if block:
        yield made(block, measure, page, known)


def joins(block: Sequence[Line], line: Line, measure: Measure) -> bool:
    """True if a line goes on with the paragraph of the lines above it."""
    above, below = block[-1][-1], line[0]
    size = max(above.size, 1.0)
    gap = below.top - max(part.bottom for part in block[-1])
    widest = WIDEST * size if measure.leading < 0.4 * size else measure.leading + 0.3 * size
    widest = min(widest, HEADING_GAP * size) if size > measure.body * 1.15 else widest
    if abs(above.size - below.size) > 0.8 or not CLOSEST * size <= gap <= widest:
        return False
    if above.bold != below.bold and not mixed(block[-1], line):
        return False
    if starts_item(line, block, measure):
        return False
    if gap > measure.leading + 0.28 * size and SENTENCE_END.search(above.text):
        return False
    return not forced(block, line, measure)


def mixed(left: Line, right: Line) -> bool:
    """True if weight changes inside one of two lines, as it does in a sentence with bold words."""
    return any(
        len({word.bold for part in line for word in part.words if not word.raised}) > 1 for line in (left, right)
    )


def starts_item(line: Line, block: Sequence[Line], measure: Measure) -> bool:
    """True if a line begins with a bullet or number, and hangs as items do or the last one ended."""
    text = " ".join(part.text for part in line)
    if not (list_item(text) or numbered_paragraph(text)):
        return False
    if text[0].isalnum():
        return (
            SENTENCE_END.search(block[-1][-1].text) is not None or abs(line[0].x0 - block[0][0].x0) < 2 or len(line) > 1
        )
    return True


def forced(block: Sequence[Line], line: Line, measure: Measure) -> bool:
    """True if the line above ended although the next word would have fitted: a break that was meant."""
    above, below = block[-1], line[0]
    end, start = above[-1].x1, above[0].x0
    if centred(above, line):
        return False
    first = next((word for word in below.words if not word.raised), below.words[0])
    right = measure.right_of(start)
    room = right - end - (first.x1 - first.x0) - 0.3 * below.size
    short = end - start < SHORT_LINE * (right - start)
    if SENTENCE_END.search(above[-1].text) and short and room > SLACK:
        return True
    return room > ROOM * below.size and not first.text[:1].islower()


def centred(above: Line, below: Line) -> bool:
    """True if two lines share their middle and not their left edge."""
    left, right = (above[0].x0 + above[-1].x1) / 2, (below[0].x0 + below[-1].x1) / 2
    return abs(left - right) < 2.5 and abs(above[0].x0 - below[0].x0) > 2.5


def made(block: Sequence[Line], measure: Measure, page: int, known: Vocabulary) -> Draft:
    """The block of lines with its kind as far as its words tell."""
    lines: list[list[PageWord]] = [[word for part in line for word in part.words] for line in block]
    text = draft(lines, BlockKind.PARAGRAPH, page, known)
    if list_item(text.text) and not numbered_paragraph(text.text):
        text = replace(text, kind=BlockKind.ITEM)
    size, bold = block[0][0].size, all(part.bold for line in block for part in line)
    full = block[-1][-1].x1 > measure.right - 0.2 * (measure.right - measure.left)
    return replace(text, size=size, bold=bold, full=full)
