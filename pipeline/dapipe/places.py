"""Where the words of a PDF stand: boxes on pages, a hundred thousand of them in a long report, packed but for a few."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
from operator import add, sub
from typing import NamedTuple

# So many words are packed together; so many such runs are kept unpacked once they were asked for.
RUN, KEPT, LEVEL = 2048, 8, 6
# Parts of a point to which places are known: finer than any printer's dot.
FINE = 16
COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Word(NamedTuple):
    """A word's text offsets, page and box."""

    start: int
    end: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Columns:
    """Some words as columns."""

    start: array[int] = field(default_factory=lambda: array("i"))
    end: array[int] = field(default_factory=lambda: array("i"))
    page: array[int] = field(default_factory=lambda: array("i"))
    x0: array[int] = field(default_factory=lambda: array("i"))
    top: array[int] = field(default_factory=lambda: array("i"))
    x1: array[int] = field(default_factory=lambda: array("i"))
    bottom: array[int] = field(default_factory=lambda: array("i"))

    def extend(self, spans: array[int], boxes: array[int], shift: int = 0) -> None:
        """Append words: start, end and page of each one after the other, and its box; offsets grow by `shift`."""
        self.start.extend([offset + shift for offset in spans[::3]])
        self.end.extend([offset + shift for offset in spans[1::3]])
        self.page.extend(spans[2::3])
        for number, column in enumerate((self.x0, self.top, self.x1, self.bottom)):
            column.extend(boxes[number::4])

    def word(self, row: int) -> Word:
        """The word in a row."""
        box = box_of((self.x0[row], self.top[row], self.x1[row], self.bottom[row]))
        return Word(self.start[row], self.end[row], self.page[row], box)

    def compact(self) -> tuple[array[int], ...]:
        """The same as columns of small numbers that repeat: pages, and gaps and lengths of offsets, across and down."""
        pairs = (self.start, self.end), (self.x0, self.x1), (self.top, self.bottom)
        columns = (self.page, *(column for near, far in pairs for column in (gaps(near, far), lengths(near, far))))
        return tuple(map(narrow, columns))


def fine(box: Box) -> tuple[int, int, int, int]:
    """The sides of a box in whole parts of a point."""
    return round(FINE * box.x0), round(FINE * box.top), round(FINE * box.x1), round(FINE * box.bottom)


def box_of(sides: Sequence[int]) -> Box:
    """The box with these sides, in whole parts of a point."""
    x0, top, x1, bottom = sides
    return Box(x0 / FINE, top / FINE, x1 / FINE, bottom / FINE)


def gaps(near: array[int], far: array[int]) -> array[int]:
    """How far each stretch begins behind the end of the one before."""
    return array("i", map(sub, near, chain((0,), far)))


def lengths(near: array[int], far: array[int]) -> array[int]:
    """How long each stretch is."""
    return array("i", map(sub, far, near))


def narrow(column: array[int]) -> array[int]:
    """A column in two bytes a number, if all are small enough."""
    try:
        return array("h", column)
    except OverflowError:
        return column


def stretches(gaps: array[int], lengths: array[int]) -> tuple[array[int], array[int]]:
    """Both ends of stretches with these gaps and lengths."""
    far = array("i", accumulate(map(add, gaps, lengths)))
    return array("i", map(sub, far, lengths)), far


def expanded(columns: Iterable[array[int]]) -> Columns:
    """The columns that were made compact."""
    page, *parts = columns
    (start, end), (x0, x1), (top, bottom) = map(stretches, parts[::2], parts[1::2])
    return Columns(start, end, array("i", page), x0, top, x1, bottom)


def packed(words: Columns) -> bytes:
    """Columns as bytes that only this process reads again."""
    columns = words.compact()
    codes = "".join(column.typecode for column in columns)
    return zlib.compress(b"".join((codes.encode("ascii"), *columns)), LEVEL)


@lru_cache(maxsize=KEPT)
def unpacked(run: bytes) -> Columns:
    """The columns in bytes made by `packed`."""
    plain = memoryview(zlib.decompress(run))
    found: list[array[int]] = [array(chr(code)) for code in plain[:COLUMNS]]
    rows = (len(plain) - COLUMNS) // sum(column.itemsize for column in found)
    at = COLUMNS
    for column in found:
        column.frombytes(plain[at : at + rows * column.itemsize])
        at += rows * column.itemsize
    return expanded(found)


class WordSpans:
    """The words of a PDF in the order of their text offsets. A word parted at a line end counts as two."""

    __slots__ = ("_firsts", "_last", "_runs")

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self._firsts: array[int] = array("i")
        self._runs: list[bytes] = []
        self._last = Columns()
        for word in words:
            self.add(*word)

    def add(self, start: int, end: int, page: int, box: Box) -> None:
        """Append one word; words come in the order of their text offsets."""
        self.extend(array("i", (start, end, page)), array("i", fine(box)), 0)

    def extend(self, spans: array[int], boxes: array[int], shift: int) -> None:
        """Append words: start, end and page of each one after the other, and its box; offsets grow by `shift`."""
        if not spans:
            return
        last = self._last
        if not last.start:
            self._firsts.append(spans[0] + shift)
        last.extend(spans, boxes, shift)
        if len(last.start) >= RUN:
            self._runs.append(packed(last))
            self._last = Columns()

    def __iter__(self) -> Iterator[Word]:
        return self._from(0, 0)

    def __bool__(self) -> bool:
        return bool(self._firsts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordSpans) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def at(self, offset: int) -> Word | None:
        """The word that holds an offset."""
        return next(iter(self.between(offset, offset + 1)), None)

    def between(self, start: int, end: int) -> Iterator[Word]:
        """The words that touch [start, end)."""
        run = max(bisect_right(self._firsts, start) - 1, 0)
        row = max(bisect_right(self._run(run).start, start) - 1, 0)
        for word in self._from(run, row):
            if word.start >= end:
                return
            if word.end > start:
                yield word

    def _from(self, run: int, row: int) -> Iterator[Word]:
        """The words from a row of a run on."""
        for number in range(run, len(self._firsts)):
            columns = self._run(number)
            for at in range(row, len(columns.start)):
                yield columns.word(at)
            row = 0

    def _run(self, number: int) -> Columns:
        """The columns of a run."""
        return unpacked(self._runs[number]) if number < len(self._runs) else self._last


def same_line(left: Box, right: Box) -> bool:
    """True if two boxes overlap in height by more than half of the smaller and follow each other."""
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    height = min(left.bottom - left.top, right.bottom - right.top)
    return right.x0 >= left.x0 and shared > height / 2


def union(left: Box, right: Box) -> Box:
    """The smallest box around two."""
    return Box(min(left.x0, right.x0), min(left.top, right.top), max(left.x1, right.x1), max(left.bottom, right.bottom))


def lines(words: Iterable[Word], page: int) -> tuple[Box, ...]:
    """One box a line around the words that stand on a page."""
    found: list[Box] = []
    for word in words:
        if word.page != page:
            continue
        if found and same_line(found[-1], word.box):
            found[-1] = union(found[-1], word.box)
        else:
            found.append(word.box)
    return tuple(found)
