"""Quotes of general news in the shape of their gold: {"id", "quotes": [{"start", "end", "speaker"}]}.

The same finder as for inspection news, with a wider scope: what reports, polls and laws say counts there, too, and a
quoted fragment is given beside the clause that it stands in. Every line of a text is one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dapipe.annotate.quotes import Scope, utterances
from dapipe.document import Block, BlockKind, Document, DocumentKind
from dapipe.evaluate.lines import texts
from dapipe.language import annotate, language

LINE = re.compile(r"[^\n]*\S")
NEWS = Scope(anything=True, fragments=True, asides=False, longest=25)


def predictions(gold: Path, model: str) -> Iterator[dict[str, Any]]:
    """One prediction for each line of a JSON-lines file; only its ids and texts are read."""
    for line in texts(gold):
        yield predict({"id": line.id, "text": line.text}, model)


def predict(line: dict[str, str], model: str) -> dict[str, Any]:
    """The quotes of one text with their speakers."""
    doc = annotate(document(line["id"], line["text"]), language(model))
    return {
        "id": line["id"],
        "quotes": [
            {
                "start": item.start,
                "end": item.end,
                "kind": item.kind,
                "speaker": item.speaker.name if item.speaker else None,
            }
            for item in utterances(doc, NEWS)
        ],
    }


def document(name: str, text: str) -> Document:
    """An article whose paragraphs are the lines of a text."""
    lines = LINE.finditer(text)
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, start=line.end() - len(line.group().lstrip()), end=line.end()) for line in lines
    )
    return Document(id=name, path=name, text=text, kind=DocumentKind.ARTICLE, reader="text", blocks=blocks)
