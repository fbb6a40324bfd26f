"""Word files."""

from __future__ import annotations

import pytest

from dapipe.document import BlockKind, Document
from dapipe.errors import TooLarge, Unreadable
from dapipe.limits import Limits
from dapipe.read import read
from tests.read.word_files import paragraph, table, word_file


def word(*body: str, notes: str = "") -> Document:
    return read(word_file(*body, notes=notes), "report.docx", Limits())


def test_styles_make_headings_with_levels() -> None:
    document = word(paragraph("Summary", "Heading1"), paragraph("Calls", "Heading2"), paragraph("They wait."))
    assert [block.level for block in document.blocks] == [1, 2, 0]


def test_numbered_paragraphs_are_items() -> None:
    document = word(paragraph("The force should:"), paragraph("train its staff", listed=True))
    assert document.blocks[1].kind is BlockKind.ITEM


def test_cells_know_their_headings() -> None:
    document = word(table(("Force", "Rate"), ("Kent", "34%")))
    cell = document.blocks[-1]
    assert (cell.row_headings, cell.column_headings) == (("Kent",), ("Rate",))


def test_footnotes_lead_to_their_place() -> None:
    document = word(
        paragraph("It took 36 days.", note="2"), notes=f'<w:footnote w:id="2">{paragraph("Working days.")}</w:footnote>'
    )
    assert document.blocks[-1].link == len("It took 36 days.")


def test_a_damaged_file_is_named_as_such() -> None:
    with pytest.raises(Unreadable):
        read(word_file(paragraph("x"))[:150] + b"word/document.xml", "report.docx", Limits())


def test_a_file_that_unpacks_to_far_more_is_refused() -> None:
    with pytest.raises(TooLarge):
        read(word_file(paragraph("x"), padding=20_000_000), "report.docx", Limits())
