"""Places: from an offset to page, boxes and source."""

from __future__ import annotations

from dapipe.document import Block, BlockKind, Document, DocumentKind, Page, Stretch
from dapipe.places import RUN, Box, Word, WordSpans, same_line, union

TEXT = "The force has grown."


def document(words: WordSpans | None = None, origin: tuple[Stretch, ...] = ()) -> Document:
    return Document(
        id="0" * 16,
        path="report.pdf",
        text=TEXT,
        kind=DocumentKind.REPORT,
        reader="pdf",
        pages=(Page(number=1, start=0, end=20, label="i"), Page(number=2, start=20, end=20, label="ii")),
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=9), Block(kind=BlockKind.PARAGRAPH, start=10, end=20)),
        words=words or WordSpans(),
        origin=origin,
    )


def spans() -> WordSpans:
    """Two words on page 1, "grown." parted over two lines of page 2."""
    words = WordSpans()
    words.add(0, 3, 1, Box(10, 700, 30, 712))
    words.add(4, 9, 1, Box(33, 700, 60, 712))
    words.add(10, 13, 2, Box(10, 50, 30, 62))
    words.add(14, 16, 2, Box(33, 50, 45, 62))
    words.add(16, 20, 2, Box(10, 64, 33, 76))
    return words


def test_words_of_one_line_have_one_box() -> None:
    assert document(spans()).place(0, 9).boxes == (Box(10, 700, 60, 712),)


def test_a_parted_word_has_a_box_on_each_line() -> None:
    assert document(spans()).place(14, 20).boxes == (Box(33, 50, 45, 62), Box(10, 64, 33, 76))


def test_the_page_is_that_of_the_word_and_not_of_the_paragraph() -> None:
    place = document(spans()).place(10, 20)
    assert (place.page, place.label) == (2, "ii")


def test_boxes_are_those_of_the_first_page_of_a_stretch() -> None:
    assert document(spans()).place(4, 13).boxes == (Box(33, 700, 60, 712),)


def test_a_stretch_between_words_has_no_box() -> None:
    assert document(spans()).place(3, 4).boxes == ()


def test_without_words_the_page_follows_from_the_text() -> None:
    assert document().place(12, 15).page == 1


def test_words_of_a_long_document_are_found_wherever_they_stand() -> None:
    words = [Word(6 * at, 6 * at + 5, at // 300 + 1, Box(at, 7.5, at + 3.25, 9)) for at in range(3 * RUN + 5)]
    spans = WordSpans(words)
    assert list(spans) == words
    for at in (0, RUN - 1, RUN, 3 * RUN, 3 * RUN + 4):
        assert spans.at(6 * at + 4) == words[at] and spans.at(6 * at + 5) is None
        assert list(spans.between(6 * at - 6, 6 * at + 1)) == words[max(at - 1, 0) : at + 1]


def test_offsets_lead_back_through_what_was_dropped() -> None:
    made = document(origin=(Stretch(0, 9, 5), Stretch(10, 20, 40)))
    assert made.source(4, 13) == (9, 43)


def test_an_offset_between_stretches_leads_to_the_end_of_the_first() -> None:
    assert document(origin=(Stretch(0, 9, 5), Stretch(10, 20, 40))).source(9, 9) == (14, 14)


def test_blocks_are_found_by_offset() -> None:
    made = document()
    assert made.block(3) is made.blocks[0] and made.block(9) is None and made.block(19) is made.blocks[1]


def test_lines_are_told_by_height_and_order() -> None:
    assert same_line(Box(0, 0, 5, 10), Box(6, 2, 9, 12))
    assert not same_line(Box(0, 0, 5, 10), Box(6, 8, 9, 18))
    assert union(Box(0, 0, 5, 10), Box(6, 2, 9, 12)) == Box(0, 0, 9, 12)
