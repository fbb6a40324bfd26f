"""PDFs, first form."""

from __future__ import annotations

import pypdfium2

from dapipe.document import Document
from dapipe.limits import Limits
from dapipe.read.text import of_text


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of a PDF."""
    with pypdfium2.PdfDocument(data) as file:
        text = "\f".join(page.get_textpage().get_text_range() for page in file)
    return of_text(text, data, name)
