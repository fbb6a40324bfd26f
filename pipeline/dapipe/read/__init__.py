"""Bytes -> Document. `READERS` names the reader of each kind of file, imported on first use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from dapipe.document import Document
from dapipe.errors import too_large
from dapipe.limits import Limits
from dapipe.read.kinds import kind_of

READERS = {
    "pdf": "dapipe.read.pdf:read",
    "html": "dapipe.read.html:read",
    "docx": "dapipe.read.docx:read",
    "eml": "dapipe.read.eml:read",
    "text": "dapipe.read.text:read",
}

Reader = Callable[[bytes, str, Limits], Document]


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The Document in a file's bytes, by the reader that its bytes (not its name) ask for.

    Raises Unreadable for what is empty, damaged, of an unknown kind or not what the name says; NeedsPassword,
    NeedsOcr and TooLarge for PDFs that can't be read as they are.
    """
    if len(data) > limits.bytes:
        raise too_large(f"the file has {len(data):,} bytes, more than {limits.bytes:,}", "file_mb", where=name)
    return reader(kind_of(data, name))(data, name, limits)


def reader(kind: str) -> Reader:
    """The reader of a kind of file named in READERS."""
    module, function = READERS[kind].split(":")
    return cast("Reader", getattr(import_module(module), function))
