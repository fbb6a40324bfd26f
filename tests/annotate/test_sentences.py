from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.annotate.sentences import units
from dapipe.document import Block, BlockKind, Document, DocumentKind, Page


def document(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    text, blocks = "", []
    for number, paragraph in enumerate(paragraphs):
        row = {"table": 0, "row": number // 2, "column": number % 2} if kind is BlockKind.CELL else {}
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(paragraph), **row))
        text += paragraph + "\n\n"
    page = Page(number=1, start=0, end=len(text))
    return Document(
        id="0", path="x", text=text, kind=DocumentKind.REPORT, reader="text", pages=(page,), blocks=tuple(blocks)
    )


def split(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    made = document(*paragraphs, kind=kind)
    return [made.text[unit.start : unit.end] for unit in units(made)]


@pytest.mark.parametrize(
    "marked",
    [
        "It was good. | It was quick.",
        "Supt Ann Field of St. Albans spoke to Mr. Reed at 9 a.m. about it.",
        "“We accept that.” | She left.",
        "Waits fell to 5 weeks (was 19).In all 8 kiosks were bought.".replace(").", ").|"),
        "The rate was 3.5 per cent. | 43 forces did better.",
        "Is it safe? | “No,” he said.",
        "A. B. Carr, the chair, spoke.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    assert split(marked.replace(" |", "").replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_the_cells_of_a_row_are_one_unit() -> None:
    assert split("Calls", "43", "Arrests", "12", kind=BlockKind.CELL) == ["Calls\n\n43", "Arrests\n\n12"]


def test_a_quote_and_the_line_that_introduces_it_are_one_unit() -> None:
    assert split("Chief Constable Ann Field said:", "“We accept that. We will act.”") == [
        "Chief Constable Ann Field said:\n\n“We accept that.",
        "We will act.”",
    ]


@given(st.lists(st.text(min_size=1), max_size=5))
def test_units_are_in_order_trimmed_and_hold_all_that_is_no_blank(paragraphs: list[str]) -> None:
    made = document(*paragraphs)
    found = list(units(made))
    texts = [made.text[unit.start : unit.end] for unit in found]
    assert all(text == text.strip() and text for text in texts)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(texts).split()) == "".join(made.text.split())
