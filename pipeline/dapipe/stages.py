"""One document through the stages by hand: what the stage commands do."""

from __future__ import annotations

import sys
from pathlib import Path

from dapipe.document import Document
from dapipe.errors import WrongUse
from dapipe.exchange import from_line
from dapipe.limits import Limits
from dapipe.work import Reading, understand


def document(file: str) -> Document:
    """The document in a file, or in the JSON line that `dapipe read` made of it; "-" is standard input.

    Raises WrongUse for a missing file, and what the readers raise.
    """
    from dapipe.read import read

    data = content(file)
    if data.lstrip()[:6] == b'{"id":':
        return from_line(data.decode("utf-8"))
    return read(data, file, Limits())


def reading(file: str, model: str) -> Reading:
    """A document after all stages."""
    return understand(document(file), model)


def content(file: str) -> bytes:
    """The bytes of a file or of standard input. Raises WrongUse if there is no such file."""
    if file == "-":
        return sys.stdin.buffer.read()
    path = Path(file)
    if not path.is_file():
        raise WrongUse(f"there is no file '{file}'", advice="Check the spelling.")
    return path.read_bytes()
