"""PDFs with one thing wrong each, made in memory."""

from __future__ import annotations

import zlib
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

WORDS = "The force recorded 3,657 assaults with injury in the year to March 2014."


def simple(pages: int = 2, encrypt: StandardEncryption | None = None) -> bytes:
    """A sound PDF with a sentence on each page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, encrypt=encrypt)
    for number in range(pages):
        canvas.drawString(72, 700, f"{WORDS} Sheet {number + 1}.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def locked(user: str) -> bytes:
    """A PDF that an owner's password protects, and with `user` also against being opened."""
    return simple(encrypt=StandardEncryption(user, ownerPassword="owner"))


def scan() -> bytes:
    """A PDF whose page is one picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (200, 280), 230)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def built(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of numbered objects (from 1) with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(
        out + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start)
    )


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s>>\nstream\n" % (len(data), extra) + data + b"\nendstream"


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
)
TEXT = b"BT /F1 12 Tf 72 700 Td (The force recorded 3,657 assaults with injury.) Tj ET"


def one_page(
    content: bytes = TEXT,
    box: bytes = b"/MediaBox [0 0 595 842]",
    filter_: bytes = b"",
    font: bytes = FONT,
    resources: bytes = b"",
    more: tuple[bytes, ...] = (),
) -> bytes:
    """A PDF of one page, any part of which may be replaced."""
    page = b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>" % (
        box,
        resources,
    )
    return built(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream(content, filter_),
            font,
            *more,
        ]
    )


def broken_content() -> bytes:
    """Two pages, of which the second has a content stream that can't be unpacked."""
    return built(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
            PAGE % 4,
            stream(TEXT),
            FONT,
            PAGE % 7,
            stream(b"not packed at all", b"/Filter /FlateDecode "),
        ]
    )


def no_letters() -> bytes:
    """A page in a font whose codes lead to no letters."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts ["
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /CIDSystemInfo << /Registry (Adobe) /Ordering"
        b" (Identity) /Supplement 0 >> /DW 500 >>] >>"
    )
    codes = b"".join(b"%04x" % (1 + code % 25) for code in range(400))
    return one_page(content=b"BT /F1 12 Tf 72 700 Td <" + codes + b"> Tj ET", font=font)


def flate_bomb(megabytes: int) -> bytes:
    """A page whose content unpacks to so many megabytes of blanks before its text."""
    packed = zlib.compress(b" " * (megabytes << 20) + TEXT, 9)
    return one_page(content=packed, filter_=b"/Filter /FlateDecode ")


def tree_loop() -> bytes:
    """A page tree with one good page and a branch that leads back to the root."""
    return built(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
            PAGE % 4,
            stream(TEXT),
            FONT,
        ]
    )


def deep_tree(depth: int) -> bytes:
    """A page tree that is a chain of so many nodes."""
    nodes = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (number + 1, max(number - 1, 2))
        for number in range(2, depth + 2)
    ]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>" % (depth + 1, depth + 3)
    return built([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page, stream(TEXT)])


def self_form() -> bytes:
    """A page that draws a form which draws itself."""
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> ")
    return one_page(content=TEXT + b" /X Do", resources=b"/XObject << /X 6 0 R >>", more=(form,))


def nested_forms(depth: int) -> bytes:
    """A page with forms that draw the next one twice each: 2 to the power of `depth` drawings."""
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> " % (7 + number),
        )
        for number in range(depth)
    ]
    last = stream(b"0 0 m 1 1 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] ")
    return one_page(content=TEXT + b" /X Do", resources=b"/XObject << /X 6 0 R >>", more=(*forms, last))


def long_page(start: bytes = b"", end: bytes = b"") -> bytes:
    """A page of sixteen lines, with something before and after each."""
    line = b"(The force recorded 3,657 assaults with injury.) Tj"
    lines = b" T* ".join(start + line + end for _ in range(16))
    return one_page(content=b"BT /F1 12 Tf 72 700 Td 14 TL " + lines + b" ET")


def two_readings() -> bytes:
    """A page whose lines come with another wording, which some programs take instead of what is printed."""
    return long_page(b"/Span << /ActualText (Nobody ever counted what happened there) >> BDC ", b" EMC")
