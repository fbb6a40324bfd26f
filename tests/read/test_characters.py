"""Characters of a page as pdfium gives them."""

from __future__ import annotations

from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from dapipe.read.characters import codes_of
from tests.read.damaged import built, stream

LETTERS = b"""begincmap 1 begincodespacerange <00> <ff> endcodespacerange 5 beginbfchar
<41> <0041> <42> <0000> <43> <006600660069> <44> <d83dde00> <2d> <002d> endbfchar endcmap"""


def page_of(content: bytes) -> bytes:
    """A page in a font in which B has no letter, C three, and D one beyond the first 65,536."""
    return built(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F 5 0 R >> >> >>",
            stream(b"BT /F 12 Tf 72 700 Td " + content + b" ET"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            stream(LETTERS),
        ]
    )


def test_all_code_points_at_once_are_those_of_each_character() -> None:
    data = page_of(b"(ABAC AD A-) Tj 0 -14 Td (AAAA) Tj")
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        text = pdf[0].get_textpage()
        count = pdfium.FPDFText_CountChars(text.raw)
        each = [pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count)]
        assert codes_of(text.raw, count) == each
        assert 0 in each and 0x02 in each and each.count(0x66) == 2
        text.close()
