"""The Document of a source without pages: a text, a web page, a Word file."""

from __future__ import annotations

import hashlib

from dapipe.document import Document, Page
from dapipe.read.assembly import assemble
from dapipe.read.draft import Draft
from dapipe.read.header import Header


def flowing(data: bytes, name: str, reader: str, found: list[Draft], about: Header) -> Document:
    """The Document of finished blocks, all on page 1. `data` gives its id, `reader` is the name of the reader."""
    made = assemble(found)
    return Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        path=name,
        text=made.text,
        kind=about.kind,
        reader=reader,
        title=about.title,
        published=about.published,
        publisher=about.publisher,
        byline=about.byline,
        series=about.series,
        pages=(Page(number=1, start=0, end=len(made.text)),),
        blocks=made.blocks,
        origin=made.origin,
    )
