"""Bytes -> Document. `READERS` names the reader of each kind of file, imported on first use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from io import SEEK_END, BytesIO
from typing import cast

from dapipe.document import Document
from dapipe.errors import too_large
from dapipe.limits import Limits
from dapipe.read.kinds import File, kind_of

READERS = {
    "pdf": "dapipe.read.pdf:read",
    "html": "dapipe.read.html:read",
    "docx": "dapipe.read.docx:read",
    "eml": "dapipe.read.eml:read",
    "text": "dapipe.read.text:read",
}

Reader = Callable[[File, str, Limits], Document]


def read(source: bytes | File, name: str, limits: Limits) -> Document:
    """The Document in some bytes or an open file, by the reader that the bytes (not the name) ask for.

    A PDF is read from an open file piece by piece, which takes less memory than its bytes.

    Raises Unreadable for what is empty, damaged, of an unknown kind or not what the name says; NeedsPassword,
    NeedsOcr and TooLarge for PDFs that can't be read as they are.
    """
    file = BytesIO(source) if isinstance(source, bytes) else source
    size = file.seek(0, SEEK_END)
    if size > limits.bytes:
        raise too_large(f"the file has {size:,} bytes, more than {limits.bytes:,}", "file_mb", where=name)
    read_as = reader(kind_of(file, name))
    file.seek(0)
    return read_as(file, name, limits)


def reader(kind: str) -> Reader:
    """The reader of a kind of file named in READERS."""
    module, function = READERS[kind].split(":")
    return cast("Reader", getattr(import_module(module), function))
