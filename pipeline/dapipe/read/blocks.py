"""The finished blocks of a document, those of a long one packed in runs until somebody asks for them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain
from operator import attrgetter
from typing import overload

from dapipe.document import Block, BlockKind

RUN, LEVEL = 512, 6
NAMES = tuple(field.name for field in fields(Block))
LISTS = ("section", "row_headings", "column_headings")
values_of = attrgetter(*NAMES)


class Blocks(Sequence[Block]):
    """Blocks in reading order. A run of them is unpacked for good when one of it is asked for."""

    __slots__ = ("_last", "_links", "_runs")

    def __init__(self) -> None:
        self._runs: list[bytes | list[Block]] = []
        self._last: list[Block] = []
        self._links: Mapping[int, int] = {}

    def add(self, block: Block) -> None:
        """Append a block."""
        self._last.append(block)
        if len(self._last) == RUN:
            self._runs.append(packed(self._last))
            self._last = []

    def linked(self, links: Mapping[int, int]) -> Sequence[Block]:
        """The blocks, those at the places in `links` with the offset of their marker; a plain tuple if they are few."""
        self._links = links
        self._last = self._with_links(self._last, len(self._runs))
        return self if self._runs else tuple(self._last)

    def __len__(self) -> int:
        return RUN * len(self._runs) + len(self._last)

    def __iter__(self) -> Iterator[Block]:
        return chain.from_iterable(map(self._run, range(len(self._runs) + 1)))

    @overload
    def __getitem__(self, at: int) -> Block: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Block, ...]: ...

    def __getitem__(self, at: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        number = range(len(self))[at]
        return self._run(number // RUN)[number % RUN]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(Block.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def _run(self, number: int) -> Sequence[Block]:
        """The blocks of a run."""
        if number == len(self._runs):
            return self._last
        run = self._runs[number]
        if isinstance(run, bytes):
            run = self._runs[number] = self._with_links(unpacked(run), number)
        return run

    def _with_links(self, run: list[Block], number: int) -> list[Block]:
        """The blocks of a run, notes linked to their markers."""
        links = (self._links.get(RUN * number + at, -1) for at in range(len(run)))
        return [replace(block, link=link) if link >= 0 else block for block, link in zip(run, links, strict=True)]


def packed(blocks: Sequence[Block]) -> bytes:
    """Blocks as bytes that only this process reads again."""
    columns = zip(*map(values_of, blocks), strict=True)
    return zlib.compress(json.dumps(list(columns)).encode("ascii"), LEVEL)


def unpacked(data: bytes) -> list[Block]:
    """The blocks in bytes made by `packed`."""
    columns = dict(zip(NAMES, json.loads(zlib.decompress(data)), strict=True))
    columns["kind"] = map(BlockKind, columns["kind"])
    columns |= {name: map(tuple, columns[name]) for name in LISTS}
    return [Block(**dict(zip(NAMES, row, strict=True))) for row in zip(*columns.values(), strict=True)]
