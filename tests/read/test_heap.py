"""What was freed goes back to the system."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dapipe.read import heap

MEGABYTE = 1 << 20
STATUS = Path("/proc/self/status")


def resident() -> int:
    """The memory of this process in bytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", STATUS.read_text())
    assert found
    return int(found[1]) * 1024


@pytest.mark.skipif(heap.GLIBC is None or not STATUS.exists(), reason="only glibc keeps what was freed")
def test_memory_between_pieces_that_stay_goes_back() -> None:
    pieces = [bytes(1000) for _ in range(32_000)]
    full = resident()
    kept = pieces[::100]
    del pieces
    heap.trim()
    assert full - resident() > 20 * MEGABYTE and len(kept) == 320
