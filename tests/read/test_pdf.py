"""PDFs: a look-alike report against what was set, and the places of words."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dapipe.document import BlockKind, Document
from dapipe.limits import Limits
from dapipe.places import Box
from dapipe.read import read
from dapipe.read.pdf import agreement
from tests.measures import Scores, scores
from tests.pages import report

DATA, TRUTH = report()
CORPUS = Path(__file__).parents[2] / "corpus"


DOCUMENT = read(DATA, "report.pdf", Limits())


@pytest.fixture
def document() -> Document:
    return DOCUMENT


@pytest.fixture
def measured(document: Document) -> Scores:
    return scores(document, TRUTH)


def test_words_come_in_reading_order(measured: Scores) -> None:
    assert measured.order >= 0.985


def test_no_large_figure_is_lost_or_made_up(measured: Scores) -> None:
    assert (measured.figures_found, measured.figures_right) == (1.0, 1.0)


def test_notes_are_found_and_kept_apart(measured: Scores) -> None:
    assert measured.notes >= 0.99


def test_cells_stand_below_their_headings(measured: Scores) -> None:
    assert measured.cells["ruled"] >= 0.95
    assert min(measured.cells.values()) >= 0.88


def test_cards_hold_number_and_caption(measured: Scores) -> None:
    assert measured.cards >= 0.95


def test_notes_lead_to_their_markers(document: Document) -> None:
    links = [block.link for block in document.blocks if block.kind is BlockKind.NOTE]
    assert links and all(link > 0 and document.block(link) for link in links)


def test_running_heads_and_page_numbers_are_gone(document: Document) -> None:
    assert "look-alike report" not in document.text and "Look-alikes" not in document.text


def test_headings_are_known(document: Document) -> None:
    found = {document.text[block.start : block.end] for block in document.blocks if block.kind is BlockKind.HEADING}
    assert set(TRUTH.headings) <= found


def test_boxes_name_what_they_hold(document: Document) -> None:
    for kind, demand in TRUTH.boxes:
        block = document.block(document.text.index(demand))
        assert block and block.box == kind.lower().rstrip("s")


def test_hyphens_at_line_ends_are_gone(document: Document) -> None:
    words = set(re.findall(r"\w+", document.text))
    assert TRUTH.broken and {word.strip(".,") for word in TRUTH.broken} <= words


def test_a_parted_word_has_two_boxes(document: Document) -> None:
    parted = [word.strip(".,") for word in TRUTH.broken]
    starts = [match.start() for word in parted for match in re.finditer(rf"\b{word}\b", document.text)]
    assert max(len(document.place(start, start + 9).boxes) for start in starts) == 2


def test_contents_entries_stand_apart_without_leaders(document: Document) -> None:
    entries = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.CONTENTS]
    assert len(entries) == 8 and not any("..." in entry for entry in entries)


def test_pages_cover_the_text_in_order(document: Document) -> None:
    assert [page.number for page in document.pages] == list(range(1, len(TRUTH.body) + 2))
    assert document.pages[0].start == 0 and document.pages[-1].end == len(document.text)
    assert all(left.end == right.start for left, right in zip(document.pages, document.pages[1:], strict=False))


def test_the_kind_title_and_date_are_read(document: Document) -> None:
    assert (document.title, document.published) == ("How well does Marshshire Police keep people safe?", "2019-03-14")


PDFS = {"look-alike": DATA, **{path.stem: path.read_bytes() for path in sorted(CORPUS.glob("*/*.pdf"))}}
DOCUMENTS = {name: read(data, f"{name}.pdf", Limits()) for name, data in PDFS.items()}
WORDS = {name: tuple(document.words) for name, document in DOCUMENTS.items()}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(PDFS)), st.integers(0, 1_000_000))
def test_the_letters_in_the_boxes_spell_the_words(name: str, at: int) -> None:
    document = DOCUMENTS[name]
    word = WORDS[name][at % len(WORDS[name])]
    assert document.place(word.start, word.end).page == word.page
    assert document.text[word.start : word.end] in printed(PDFS[name], word.page, word.box)


def printed(data: bytes, number: int, box: Box) -> str:
    """What the file itself prints in a box of a page."""
    file = pypdfium2.PdfDocument(data)
    try:
        page = file[number - 1]
        height = page.get_height()
        text = page.get_textpage().get_text_bounded(
            box.x0 - 0.5, height - box.bottom - 0.5, box.x1 + 0.5, height - box.top + 0.5
        )
    finally:
        file.close()
    return re.sub("[\ue000-\uf8ff]", "•", re.sub(r"[\ufffe\x02]", "-", text)).replace("\r\n", " ")


@given(st.integers(0, 1_000_000), st.integers(1, 200))
def test_words_touch_the_span_asked_for(at: int, length: int) -> None:
    document = DOCUMENT
    start = at % (len(document.text) - 1)
    end = min(start + length, len(document.text))
    place = document.place(start, end)
    assert all(word.start < end and word.end > start for word in document.words.between(start, end))
    assert bool(place.boxes) == bool(document.text[start:end].strip())


def test_every_word_of_the_text_has_a_box(document: Document) -> None:
    for match in re.finditer(r"\S+", document.text):
        assert document.place(match.start(), match.end()).boxes, match.group()


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.pdf")), ids=lambda path: path.stem)
def test_both_engines_agree_on_the_corpus(path: Path) -> None:
    assert agreement(BytesIO(path.read_bytes()), path.name, Limits()) > 0.99
