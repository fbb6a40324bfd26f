"""Pieces put by: they come back as they were, whatever their size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.read.spool import SHEET, Spool


@given(st.lists(st.binary(max_size=300)))
def test_pieces_come_back_in_their_order(pieces: list[bytes]) -> None:
    spool = spooled(pieces)
    assert len(spool) == len(pieces) and list(spool) == pieces
    assert list(spool.taken()) == pieces


def test_a_piece_may_be_longer_than_a_sheet() -> None:
    pieces = [b"a" * (SHEET - 1), b"b" * (2 * SHEET), b"c"]
    assert list(spooled(pieces).taken()) == pieces


def test_what_was_taken_is_gone() -> None:
    spool = spooled([b"a" * SHEET, b"b" * SHEET])
    taken = spool.taken()
    next(taken)
    next(taken)
    with pytest.raises(ValueError, match="closed"):
        spool[0]


def spooled(pieces: list[bytes]) -> Spool:
    spool = Spool()
    for piece in pieces:
        spool.put(piece)
    return spool
