"""Pages that are pictures."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dapipe.errors import NeedsOcr
from dapipe.limits import Limits
from dapipe.read import ocr, read
from dapipe.read.page import content as page_content
from dapipe.settings import Settings
from dapipe.work import read_all
from tests.read import damaged

TABLE = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "4\t1\t1\t1\t1\t0\t200\t100\t400\t40\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t200\t100\t150\t40\t96.1\tThe\n"
    "5\t1\t1\t1\t1\t2\t380\t100\t220\t40\t93.0\tforce\n"
    "5\t1\t1\t1\t1\t3\t700\t100\t20\t40\t4.0\t~\n"
)


def scanned() -> bytes:
    """The picture of a page of text as a PDF."""
    file = pypdfium2.PdfDocument(damaged.simple(1))
    picture = file[0].render(scale=200 / 72, grayscale=True).to_pil()
    file.close()
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, 595.28, 841.89)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_words_are_taken_in_points_and_doubtful_ones_left_out() -> None:
    words = list(ocr.seen(TABLE, scale=2.0))
    assert [text for text, *_ in words] == ["The", "force"]
    assert words[0][1] == (100, 50, 175, 70)


@pytest.mark.skipif(not ocr.installed(), reason="tesseract is not installed")
def test_a_scanned_page_is_recognised_and_says_so() -> None:
    document = read(scanned(), "scan.pdf", Limits())
    assert "recorded 3,657 assaults with injury" in document.text
    assert document.pages[0].ocr
    box = document.place(document.text.index("3,657"), document.text.index("3,657") + 5).boxes[0]
    assert document.place(0, 9).ocr
    assert 120 < box.x0 < 200 and abs(box.bottom - (841.89 - 700)) < 8


def test_a_page_that_tesseract_cannot_read_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "false")
    file = pypdfium2.PdfDocument(damaged.scan())
    try:
        content = page_content(file[0], 1, "", Limits())
        assert ocr.recognised(file[0], content) is content
    finally:
        file.close()


@pytest.mark.parametrize(("program", "advice"), [("true", ocr.LOOK), ("no such program", ocr.INSTALL)])
def test_a_picture_without_words_says_what_can_be_done(
    program: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", program)
    with pytest.raises(NeedsOcr) as raised:
        read(damaged.scan(), "scan.pdf", Limits())
    assert raised.value.advice == advice


@pytest.mark.skipif(not ocr.installed(), reason="tesseract is not installed")
def test_facts_from_a_picture_say_so() -> None:
    facts = read_all(scanned(), "scan.pdf", Limits(), Settings().model).facts["figures"]
    assert facts and all(fact.source.ocr for fact in facts)
