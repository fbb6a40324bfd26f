"""Blocks of a long document, packed until they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from dapipe.document import Block, BlockKind
from dapipe.read.blocks import RUN, Blocks

LONG = 2 * RUN + 7


def block(number: int) -> Block:
    return Block(
        kind=BlockKind.NOTE if number % 5 == 0 else BlockKind.CELL,
        start=10 * number,
        end=10 * number + 8,
        section=("Findings", f"Part {number}"),
        row_headings=("Kent “Police”",),
        table=number % 3 - 1,
        link=7 if number == RUN + 5 else -1,
    )


def made(number: int) -> Sequence[Block]:
    blocks = Blocks()
    for at in range(number):
        blocks.add(block(at))
    return blocks.linked({RUN + 5: 7})


def test_blocks_come_back_as_they_were() -> None:
    assert made(LONG) == tuple(map(block, range(LONG)))


def test_a_stretch_and_the_end_are_found_without_the_rest() -> None:
    blocks = made(LONG)
    assert blocks[RUN - 1 : RUN + 1] == (block(RUN - 1), block(RUN))
    assert blocks[-1] == block(LONG - 1) and len(blocks) == LONG


def test_a_block_stays_the_same_object() -> None:
    blocks = made(LONG)
    assert blocks[3] is blocks[3]


def test_few_blocks_are_a_tuple() -> None:
    assert made(9) == tuple(map(block, range(9)))
