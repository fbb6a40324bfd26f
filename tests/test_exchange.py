from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.document import Block, BlockKind, Document, DocumentKind, Page, Stretch
from dapipe.errors import Unreadable
from dapipe.exchange import from_line, to_line
from dapipe.places import Box, Word, WordSpans

FAR_AWAY = (
    '{"id": "0", "path": "a", "kind": "report", "reader": "pdf", "text": "a", "pages": [], "blocks": [],'
    ' "words": {"start": [0], "end": [1], "page": [1], "x0": [1e300], "top": [0], "x1": [1], "bottom": [1]}}'
)


def document(text: str) -> Document:
    return Document(
        id="0" * 16,
        path="a.txt",
        text=text,
        kind=DocumentKind.ARTICLE,
        reader="text",
        title="A title",
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), section=("One", "Two")),),
        origin=(Stretch(0, len(text), 3),),
        words=WordSpans([Word(0, len(text), 1, Box(1.5, 2.5, 3.5, 4.5))]),
    )


@given(st.text())
def test_a_document_comes_back_the_same(text: str) -> None:
    line = to_line(document(text))
    assert "\n" not in line
    assert from_line(line) == document(text)


def test_block_kinds_are_written_by_name() -> None:
    assert '"kind": "paragraph"' in to_line(document("x"))
    assert from_line(to_line(document("x"))).blocks[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize("line", ["", "{}", "[1]", '{"id": 1, "kind": "poem"}', FAR_AWAY])
def test_another_line_is_unreadable(line: str) -> None:
    with pytest.raises(Unreadable, match="dapipe read"):
        from_line(line)
