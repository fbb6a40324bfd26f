"""Web pages of many makes, each with the blocks that are to be read from it: `web/NAME.html` and `web/NAME.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from dapipe.document import Document
from dapipe.limits import Limits
from dapipe.read import read

PAGES = sorted((Path(__file__).parent / "web").glob("*.html"))


def told(document: Document) -> list[str]:
    """The head of a document and its blocks, a line each: kind, box, headings of a cell, text."""
    head = f"{document.kind} | {document.title} | {document.published} | {document.publisher} | {document.byline}"
    lines = [head]
    for block in document.blocks:
        box = f" [{block.box}]" if block.box else ""
        headings = f" ({'; '.join((*block.row_headings, *block.column_headings))})" if block.kind == "cell" else ""
        link = f" <- {document.text[: block.link].split()[-1]}" if block.link >= 0 else ""
        lines.append(f"{block.kind}{box}{headings}{link}: {document.text[block.start : block.end]}")
    return lines


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_what_it_says_and_nothing_else(path: Path) -> None:
    document = read(path.read_bytes(), path.name, Limits())
    assert told(document) == path.with_suffix(".txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_word_of_a_page_leads_back_to_its_source(path: Path) -> None:
    document = read(path.read_bytes(), path.name, Limits())
    source = path.read_text("utf-8")
    for stretch in document.origin:
        words = document.text[stretch.start : stretch.end]
        assert source[stretch.source : stretch.source + len(words)] == words or source[stretch.source] == "&"
