"""What mutations and fuzzing have brought to light, kept small: bare exceptions, odd dates, and costs without end."""

from __future__ import annotations

import math
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from dapipe.annotate import amounts
from dapipe.annotate.marks import quoted
from dapipe.document import Document
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read import read
from dapipe.read.dates import date_in
from dapipe.read.pdf import read_second
from dapipe.work import Reading
from tests.hostile.mutations import packed
from tests.read import damaged
from tests.read.test_eml import BODY, HEAD
from tests.read.word_files import paragraph, table, word_file

NINES = b"9" * 5000


def letter(head: str) -> bytes:
    return f"{head}\r\n{BODY}".encode()


def word_with(old: bytes, new: bytes) -> bytes:
    """A Word file with a table, one part of whose text is replaced."""
    with zipfile.ZipFile(BytesIO(word_file(table(("Force", "Crimes"), ("Kent", "12"))))) as archive:
        body = archive.read("word/document.xml").replace(old, new)
    return packed({"word/document.xml": body})


def misnamed() -> bytes:
    """A Word file that speaks of its main part and does not hold it."""
    return packed({"word/other.xml": b"<x/>", "note": b""}) + b"word/document.xml"


def spoilt() -> bytes:
    """A Word file with a packed part that can't be unpacked."""
    data = word_file(paragraph("Kent Police recorded 12 crimes."))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        length = archive.getinfo("word/document.xml").compress_size
    start = data.index(b"word/document.xml") + len(b"word/document.xml")
    return data[:start] + b"\xff" * length + data[start + length :]


@pytest.mark.parametrize(
    ("data", "name"),
    [(misnamed(), "a.docx"), (spoilt(), "a.docx"), (damaged.one_page(box=b"/MediaBox [1 /e400 0 595 842]"), "a.pdf")],
    ids=["part that is not there", "part that can't be unpacked", "page without a size"],
)
def test_damage_is_named(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable):
        read_second(BytesIO(data), name, Limits()) if name == "a.pdf" else read(data, name, Limits())


@pytest.mark.parametrize(
    "data",
    [
        letter(HEAD.replace("15 Mar 2018", "99999999999999999999 Mar 2018")),
        letter(HEAD.replace("2018", "99999999999999999999")),
        letter(HEAD.replace("press@marshshire.example", "[\0@<")),
    ],
    ids=["endless day", "endless year", "broken sender"],
)
def test_a_damaged_head_costs_no_letter(data: bytes) -> None:
    document = read(data, "a.eml", Limits())
    assert document.text.startswith("Marshshire Police accepts") and document.published in ("", "2018-03-15")


@pytest.mark.parametrize("span", ["²", "0", "-3", "9" * 5000, "٣"])
def test_a_span_that_is_no_number_is_one_column(span: str) -> None:
    rows = f'<tr><th colspan="{span}">Force</th><th>Crimes</th></tr><tr><td>Kent</td><td>12</td></tr>'
    page = read(f"<html><body><table>{rows}</table></body></html>".encode(), "a.html", Limits())
    wide = f'</w:t></w:r></w:p><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr></w:tc>'.encode()
    word = read(word_with(b"Force</w:t></w:r></w:p></w:tc>", b"Force" + wide), "a.docx", Limits())
    assert columns(page) == columns(word) == [0, 1, 0, 1]


def columns(document: Document) -> list[int]:
    return [block.column for block in document.blocks]


@pytest.mark.parametrize("place", [780, 400, 30])
def test_a_number_without_end_is_no_page_number(place: int) -> None:
    content = b"BT /F1 12 Tf 72 700 Td (The force recorded 3,657 assaults.) Tj ET BT /F1 1 Tf 9 %d Td (%s) Tj ET"
    document = read(damaged.one_page(content=content % (place, NINES)), "a.pdf", Limits())
    assert "3,657" in document.text


@pytest.mark.parametrize("away", [b"99999999", b"-99999999", b"2147480000"])
def test_letters_far_from_every_paper_are_left_out(away: bytes) -> None:
    lines = b" ".join(b"BT /F1 12 Tf %d %d Td (word) Tj ET" % (72 + row % 2 * 200, 600 - row * 9) for row in range(40))
    lost = b" ".join(b"BT /F1 12 Tf %s %d Td (lost) Tj ET" % (away, 300 + row * 9) for row in range(4))
    document = read(damaged.one_page(content=b" ".join((damaged.TEXT, lines, lost))), "a.pdf", Limits())
    assert "3,657" in document.text and "lost" not in document.text


def test_dates_are_iso_in_whatever_digits_they_are_written() -> None:
    assert date_in("١ March 20١٦") == "2016-03-01"
    assert date_in("5²/3/2016") == ""


def test_a_quote_that_is_open_ends_before_a_last_line_of_bullets() -> None:
    text = "She said: “We must do\n•"
    (found,) = quoted(text, [(0, 21), (22, 23)])
    assert text[found.start : found.end] == "We must do"


@pytest.mark.parametrize("scales", ["m " * 60, "million " * 60, "bn bn bn bn bn bn", "thousand " * 400])
def test_no_heap_of_scales_makes_a_number_without_end(scales: str) -> None:
    found = amounts.find(f"It cost £3 {scales} and {scales} more.")
    assert found and all(math.isfinite(amount.value) for amount in found)


def test_a_person_named_again_and_again_costs_no_more_each_time(understood: Callable[[str], Reading]) -> None:
    text = "Chief Constable Ann Lee said: “We must do better.” The chief constable said: “We are sorry.”\n\n"
    understood(text)
    began = time.process_time()
    quotes = understood(text * 300).facts["quotes"]
    assert time.process_time() - began < 8
    assert len(quotes) > 500
