"""Words of a page -> segments (words that stand together on a line) and rows of segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dapipe.places import Box
from dapipe.read.characters import RISE, SMALLER
from dapipe.read.words import PageWord

# A gap wider than this many type sizes parts two segments of a line.
PARTING_GAP = 1.15
SAME_ROW = 0.45
SLACK = 0.5
# A number of a note has fewer digits, and stands no further behind its word than so many type sizes.
LONGEST_NUMBER, CLOSE = 4, 0.3


@dataclass(slots=True)
class Segment:
    """Words that stand together on one line, in the frame in which they are read."""

    words: list[PageWord]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """The words with blanks between them, note markers left out."""
        return " ".join(word.text for word in self.words if not word.raised)

    @property
    def middle(self) -> float:
        """The height of the middle of the line."""
        return (self.top + self.bottom) / 2


def segment(words: list[PageWord]) -> Segment:
    """The segment of words in the order of their places."""
    plain = [word for word in words if not word.raised] or words
    bold = sum(len(word.text) for word in plain if word.bold)
    return Segment(
        words=words,
        x0=words[0].x0,
        top=min(word.top for word in plain),
        x1=max(word.x1 for word in words),
        bottom=max(word.bottom for word in plain),
        size=size_of(plain),
        bold=bold > 0 and 2 * bold > sum(len(word.text) for word in plain),
    )


def size_of(words: Sequence[PageWord]) -> float:
    """The type size of most letters."""
    if len({word.size for word in words}) == 1:
        return words[0].size
    letters: Counter[float] = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    return letters.most_common(1)[0][0]


def segments(words: Sequence[PageWord]) -> list[Segment]:
    """The segments of a page's words, from the top, then from the left."""
    words = set_late(words)
    lines = word_rows([word for word in words if not word.raised])
    for marker in words:
        if marker.raised:
            place(marker, lines)
    return [segment(part) for line in lines for part in split(sorted(line, key=lambda word: word.x0))]


def set_late(words: Sequence[PageWord]) -> Sequence[PageWord]:
    """Words in which the numbers of notes are raised that the page's content sets by themselves, after their lines."""
    alone: list[PageWord] = []
    for before, word in pairwise(words):
        short = word.text.isdigit() and len(word.text) < LONGEST_NUMBER and not word.raised
        if short and (before in alone[-1:] or not follows(before, word)):
            alone.append(word)
    high = {id(word) for word in alone if any(stands_behind(word, other) for other in words)}
    return [replace(word, raised=True) if id(word) in high else word for word in words] if high else words


def follows(before: PageWord, word: PageWord) -> bool:
    """True if a word goes on a line to the right."""
    return before.x0 < word.x0 and before.top < word.bottom and word.top < before.bottom


def stands_behind(number: PageWord, word: PageWord) -> bool:
    """True if a number is much smaller than a word, higher, and right behind it."""
    rise = word.bottom - number.bottom
    close = -CLOSE < number.x0 - word.x1 < CLOSE * word.size
    return close and number.size <= SMALLER * word.size and RISE * word.size < rise < word.size


def word_rows(words: Iterable[PageWord]) -> list[list[PageWord]]:
    """Words whose middles are at one height, from the top."""
    lines: list[list[PageWord]] = []
    start = size = 0.0
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        middle = (word.top + word.bottom) / 2
        if lines and middle - start <= SAME_ROW * min(size, word.size or 1.0):
            lines[-1].append(word)
        else:
            lines.append([word])
            start, size = middle, word.size or 1.0
    return lines


def place(marker: PageWord, lines: list[list[PageWord]]) -> None:
    """Put a raised marker on the line that it stands on; on one of its own if there is none."""
    best, nearest = None, 2.5 * marker.size
    for line in lines:
        for word in line:
            if word.top - marker.size < marker.top and marker.bottom < word.bottom + SLACK:
                distance = min(abs(marker.x0 - word.x1), abs(word.x0 - marker.x1))
                if distance < nearest:
                    best, nearest = line, distance
    if best is None:
        lines.append([marker])
    else:
        best.append(marker)


def split(line: Sequence[PageWord]) -> Iterable[list[PageWord]]:
    """The words of a line, parted at wide gaps."""
    part = [line[0]]
    right = line[0].x1
    for word in line[1:]:
        if word.x0 - right > PARTING_GAP * max(word.size, part[-1].size if not part[-1].raised else word.size):
            yield part
            part = []
        part.append(word)
        right = max(right, word.x1) if len(part) > 1 else word.x1
    yield part


def rows(found: Sequence[Segment]) -> list[list[Segment]]:
    """Segments in rows from the top, each row from the left."""
    made: list[list[Segment]] = []
    for part in sorted(found, key=lambda part: part.middle):
        if made and part.middle - made[-1][0].middle <= SAME_ROW * min(part.size, made[-1][0].size):
            made[-1].append(part)
        else:
            made.append([part])
    return [sorted(row, key=lambda part: part.x0) if len(row) > 1 else row for row in made]


def around(found: Iterable[Segment]) -> Box:
    """The box around segments."""
    found = list(found)
    return Box(
        min(part.x0 for part in found),
        min(part.top for part in found),
        max(part.x1 for part in found),
        max(part.bottom for part in found),
    )


def inside(part: Segment, box: Box, slack: float = 1.0) -> bool:
    """True if a segment's middle lies in a box and most of it too."""
    across = min(part.x1, box.x1) - max(part.x0, box.x0)
    return box.top - slack <= part.middle <= box.bottom + slack and across > 0.6 * (part.x1 - part.x0)
