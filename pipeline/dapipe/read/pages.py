"""The pages of a PDF at rest: columns of numbers, of which a page is made when it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import overload

from dapipe.document import Page
from dapipe.read.page import PageContent


class Pages(Sequence[Page]):
    """Pages in their order."""

    __slots__ = ("_ends", "_labels", "_numbers", "_pictures", "_sizes", "_starts")

    def __init__(self) -> None:
        self._numbers, self._starts, self._ends = array("i"), array("i"), array("i")
        self._sizes = array("d")
        self._labels: list[str] = []
        self._pictures: set[int] = set()

    def add(self, page: PageContent, label: str) -> None:
        """Append a page without offsets; `label` is the number printed on it."""
        if page.ocr:
            self._pictures.add(len(self))
        self._numbers.append(page.number)
        self._sizes.extend((page.width, page.height))
        self._labels.append(label or page.label)

    def cover(self, starts: Mapping[int, int], length: int) -> None:
        """Set the offsets that pages cover, by where those with a block start; the others cover none."""
        self._starts, self._ends = (array("i", bytes(4 * len(self))) for _ in range(2))
        end = length
        for at in reversed(range(len(self))):
            self._ends[at] = end
            self._starts[at] = end = min(starts.get(self._numbers[at], end), end)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Page: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Page, ...]: ...

    def __getitem__(self, at: int | slice) -> Page | tuple[Page, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        number = range(len(self))[at]
        return Page(
            number=self._numbers[number],
            start=self._starts[number],
            end=self._ends[number],
            label=self._labels[number],
            width=self._sizes[2 * number],
            height=self._sizes[2 * number + 1],
            ocr=number in self._pictures,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
