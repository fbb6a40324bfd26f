"""Memory that was freed goes back to the system, as far as the C library can be told.

pdfium frees a page as thousands of pieces between others that stay. glibc keeps those holes, and takes ever larger
pieces into the same heap, so that a text that grows is copied from hole to hole. Other C libraries give memory back by
themselves, or not at all.
"""

from __future__ import annotations

import ctypes
from typing import Any

# glibc's number for the size from which on a piece has memory of its own, and that size in bytes.
MMAP_THRESHOLD, OWN_MEMORY = -3, 1 << 16


def c_library() -> Any:
    """The C library of this process; None where it can't be found."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


# Found before the guard is set, which lets nobody open a library.
GLIBC = c_library()


def trim() -> None:
    """Give free memory back; from now on large pieces go back as soon as they are freed."""
    if GLIBC is not None:
        GLIBC.mallopt(MMAP_THRESHOLD, OWN_MEMORY)
        GLIBC.malloc_trim(0)
