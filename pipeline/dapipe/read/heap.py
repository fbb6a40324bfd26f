"""Memory that was freed goes back to the system, as far as the C library can be told.

pdfium frees a page as thousands of pieces between others that stay. glibc keeps those holes, and takes ever larger
pieces into the same heap, so that a text that grows is copied from hole to hole. Other C libraries give memory back by
themselves, or not at all.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# glibc's numbers for the size from which on a piece has memory of its own, and for the free memory that the heap keeps.
MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1
# Bytes of both while a file is read, and afterwards: models whose matrices got new memory each time would be slow.
READING, WORKING = (1 << 16, 1 << 17), (1 << 25, 1 << 26)


def c_library() -> Any:
    """The C library of this process; None where it can't be found."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


# Found before the guard is set, which lets nobody open a library.
GLIBC = c_library()


@contextmanager
def lean() -> Iterator[None]:
    """While it lasts, large pieces go back to the system as soon as they are freed."""
    bound(*READING)
    try:
        yield
    finally:
        bound(*WORKING)


def bound(own: int, kept: int) -> None:
    """Set the size from which on a piece has memory of its own, and the free memory that is kept, in bytes."""
    if GLIBC is not None:
        GLIBC.mallopt(MMAP_THRESHOLD, own)
        GLIBC.mallopt(TRIM_THRESHOLD, kept)


def trim() -> None:
    """Give free memory back."""
    if GLIBC is not None:
        GLIBC.malloc_trim(0)
