"""Pages as columns: each comes back as it was put in, with the offsets that it covers."""

from __future__ import annotations

import pytest

from dapipe.document import Page
from dapipe.read.page import PageContent
from dapipe.read.pages import Pages


def pages() -> Pages:
    """Three pages of a text of 50 letters; no block begins on the second."""
    made = Pages()
    for number, label, ocr in ((1, "i", False), (2, "", True), (4, "2", False)):
        made.add(PageContent(number=number, label="x", width=595.5, height=842.0, layers=(), ocr=ocr), label)
    made.cover({1: 0, 4: 30}, 50)
    return made


WANTED = [
    Page(number=1, start=0, end=30, label="i", width=595.5, height=842.0),
    Page(number=2, start=30, end=30, label="x", width=595.5, height=842.0, ocr=True),
    Page(number=4, start=30, end=50, label="2", width=595.5, height=842.0),
]


def test_pages_come_back_with_the_offsets_they_cover() -> None:
    assert pages() == WANTED and pages() == pages()
    assert pages()[-1] == WANTED[2] and pages()[1:] == tuple(WANTED[1:])
    assert pages() != WANTED[:2]


def test_there_is_no_page_beyond_the_last() -> None:
    with pytest.raises(IndexError):
        pages()[3]
