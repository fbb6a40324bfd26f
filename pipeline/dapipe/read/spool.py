"""Packed pieces in a row, taken out again from the first to the last, in memory that goes back to the system.

What a program frees stays with it, in holes that others can't use. So the pages of a long report, and then their
blocks, are put by in memory of their own.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator

SHEET = 1 << 16


class Spool:
    """Pieces of bytes in their order."""

    __slots__ = ("_free", "_places", "_sheets")

    def __init__(self) -> None:
        self._sheets: list[mmap.mmap] = []
        self._places = array("q")
        self._free = 0

    def put(self, piece: bytes) -> None:
        """Add a piece at the end."""
        if not self._sheets or len(piece) > self._free:
            self._sheets.append(mmap.mmap(-1, max(SHEET, len(piece))))
            self._free = len(self._sheets[-1])
        sheet = self._sheets[-1]
        start = len(sheet) - self._free
        sheet[start : start + len(piece)] = piece
        self._places.extend((len(self._sheets) - 1, start, start + len(piece)))
        self._free -= len(piece)

    def __len__(self) -> int:
        return len(self._places) // 3

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < len(self):
            raise IndexError(number)
        sheet, start, end = self._places[3 * number : 3 * number + 3]
        return self._sheets[sheet][start:end]

    def __iter__(self) -> Iterator[bytes]:
        return (self[number] for number in range(len(self)))

    def taken(self) -> Iterator[bytes]:
        """Each piece; the memory of those that were taken is given back, so they come only once."""
        used = 0
        for number in range(len(self)):
            for sheet in self._sheets[used : self._places[3 * number]]:
                sheet.close()
            used = self._places[3 * number]
            yield self[number]
        for sheet in self._sheets:
            sheet.close()
