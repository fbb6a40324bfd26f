"""Web pages, first form: the article text of trafilatura."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import trafilatura

from dapipe.document import Document
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read.text import of_text


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a web page. Raises Unreadable if it holds no text."""
    text = trafilatura.extract(data, include_comments=False, include_tables=True)
    if not text:
        raise Unreadable("no text was found in this web page", where=name)
    document = of_text(text.replace("\n", "\n\n"), data, name)
    return replace(document, reader="html", origin=(), id=hashlib.sha256(data).hexdigest()[:16])
