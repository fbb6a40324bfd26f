"""Word files."""

from __future__ import annotations

import pytest

from dapipe.document import BlockKind, Document
from dapipe.errors import TooLarge, Unreadable
from dapipe.limits import Limits
from dapipe.read import read
from tests.read.word_files import paragraph, table, word_file

OFFICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


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


def test_what_stands_in_content_controls_and_text_boxes_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Kent should review 61 cases.')}</w:txbxContent>"
    copies = f'<m:AlternateContent xmlns:m="{OFFICE}"><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>'
    host = f"<w:p><w:r><w:t>Before it.</w:t></w:r><w:r>{copies}</m:AlternateContent></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{paragraph('Of 77 victims, 12 wait.')}</w:sdtContent></w:sdt>"
    document = word(host, control)
    assert document.text.split("\n\n") == ["Before it.", "Kent should review 61 cases.", "Of 77 victims, 12 wait."]


def test_a_second_heading_of_the_same_rank_is_no_part_of_the_title() -> None:
    assert word(paragraph("Kent Police", "Title"), paragraph("Findings", "Heading1")).title == "Kent Police"
