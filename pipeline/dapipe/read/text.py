"""Plain text: decoded, wrapped lines joined, page furniture left out, every character's way back kept."""

from __future__ import annotations

from charset_normalizer import from_bytes

from dapipe.document import Document
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read import lines as text_lines
from dapipe.read.flowing import flowing
from dapipe.read.header import header
from dapipe.read.kinds import File
from dapipe.read.prose import drafts
from dapipe.read.structure import structured


def read(file: File, name: str, limits: Limits) -> Document:
    """The Document of a plain text file. Raises Unreadable if its encoding can't be told."""
    data = file.read()
    return of_text(decode(data, name), data, name)


def of_text(source: str, data: bytes, name: str) -> Document:
    """The Document of a decoded source."""
    sorted_lines = text_lines.sort(text_lines.lines(source))
    found = structured(drafts(source, sorted_lines.kept, sorted_lines.captions))
    about = header(found, sorted_lines.stamps, text_lines.names(sorted_lines.bylines), sorted_lines.imprint)
    return flowing(data, name, "text", found, about)


def decode(data: bytes, name: str) -> str:
    """The text in bytes: UTF-8 first, then whatever charset-normalizer finds likeliest. Raises Unreadable."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
    if best is None:
        raise Unreadable("the encoding of this text can't be told", where=name, advice="Save it as UTF-8.")
    return str(best)
