"""Links from a fact to its place: the page of a PDF, the sentence in a web page."""

from __future__ import annotations

import pytest

from dapipe.report.gather import Entry, Paper, link

SENTENCE = (
    "In all, the well-known force recorded 45 cases of stalking in the year that ended in March, and it solved 45."
)


def entry(words: str, sentence: str) -> Entry:
    blank = dict.fromkeys(("id", "type", "who", "what", "value", "force", "when", "period", "section", "box"), "")
    blank |= dict.fromkeys(("label", "check", "rule"), "")
    return Entry(**blank, words=words, sentence=sentence, number=None, paper=0, page=7, confidence=1.0, review=False)


def paper(file: str) -> Paper:
    return Paper(
        doc="0", title="", file=file, href=file, path=file, publisher="", published="", kind="article", pages=1, facts=1
    )


@pytest.mark.parametrize(
    ("words", "sentence", "sought"),
    [
        ("45", SENTENCE, "In%20all%2C%20the%20well%2Dknown%20force%20recorded%2045%20cases%20of%20stalking%20in%20the"),
        ("45", "Kent\t45\nEssex\t52", "45"),
        ("We are sorry.\n\nWe shall act.", "“We are sorry.", "We%20are%20sorry."),
    ],
)
def test_a_web_page_opens_at_the_sentence_in_whole_words_of_one_block(words: str, sentence: str, sought: str) -> None:
    found = link(paper("page.html"), entry(words, sentence))
    assert found.startswith(f"page.html#:~:text={sought}") and "-" not in found
    assert len(found) < 140


def test_a_pdf_opens_at_its_page() -> None:
    assert link(paper("report.pdf"), entry("45", SENTENCE)) == "report.pdf#page=7"
