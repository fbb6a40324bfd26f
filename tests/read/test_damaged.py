"""Files that are damaged, locked, empty or hostile: each has its own error or is read as far as it goes."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from random import Random

import pdfplumber
import pytest

from dapipe.document import Document
from dapipe.errors import DapipeError, NeedsOcr, NeedsPassword, TooLarge, Unreadable
from dapipe.limits import Limits
from dapipe.read import read, second
from dapipe.read.page import PageContent
from dapipe.read.pdf import agreement, read_second
from dapipe.read.repair import REPAIRED
from tests.read import damaged

SOUND = damaged.simple(4)
FIXTURES = Path(__file__).parents[1] / "fixtures"


def pdf(data: bytes, **limits: int) -> Document:
    return read(data, "report.pdf", Limits(**limits))


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", Unreadable, "empty"),
        (b" \n\n ", Unreadable, "empty"),
        (Random(1).randbytes(3000), Unreadable, "holds no PDF"),
        (b"<!doctype html><html><p>404 Not found</p></html>", Unreadable, "web page"),
        (SOUND[: len(SOUND) // 2], Unreadable, "damaged"),
        (damaged.locked("secret"), NeedsPassword, "password"),
        ((FIXTURES / "aes-256-user.pdf").read_bytes(), NeedsPassword, "password"),
        (damaged.scan(), NeedsOcr, "tesseract"),
        (damaged.no_letters(), NeedsOcr, "tesseract"),
        (damaged.one_page(content=b""), Unreadable, "no page"),
        (damaged.deep_tree(3000), Unreadable, "no page"),
    ],
    ids=[
        "empty",
        "blanks",
        "random",
        "web page",
        "truncated",
        "password",
        "password, AES-256",
        "scan",
        "no letters",
        "blank page",
        "deep tree",
    ],
)
def test_what_cannot_be_read_says_why(
    data: bytes, error: type[DapipeError], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(error, match=words):
        pdf(data)


@pytest.mark.parametrize(
    "data",
    [
        b"junk\n" * 50 + SOUND,
        SOUND.replace(b"startxref\n", b"startxref\n9"),
        damaged.locked(""),
        (FIXTURES / "aes-256-owner.pdf").read_bytes(),
        damaged.tree_loop(),
        damaged.deep_tree(100),
        damaged.self_form(),
        damaged.flate_bomb(60),
        damaged.one_page(box=b""),
        damaged.one_page(box=b"/MediaBox [a b"),
        damaged.one_page(box=b"/MediaBox [0 0 0 0]"),
        damaged.one_page(box=b"/MediaBox [595 842 0 0]"),
        damaged.one_page(box=b"/MediaBox [0 0 2000000 2000000]"),
        damaged.one_page(content=b"[" * 200_000 + b"]" * 200_000 + damaged.TEXT),
        damaged.one_page(content=damaged.TEXT + b" 0 0 m 5 5 l S" * 100_000),
    ],
    ids=[
        "junk before", "wrong table", "owner's password", "owner's password, AES-256", "tree loop", "tree",
        "self-drawing form", "bomb", "no box", "broken box", "zero box", "mirrored box", "huge box", "nested arrays",
        "many paths",
    ],
)  # fmt: skip
def test_what_can_be_read_is(data: bytes) -> None:
    assert pdf(data).text.startswith("The force recorded 3,657 assaults with injury")


@pytest.mark.parametrize(
    "data",
    [SOUND.replace(b"startxref\n", b"startxref\n9"), SOUND.replace(b"startxref", b"startxrxx"), SOUND + b"\0" * 5000],
    ids=["wrong table", "no table", "end far away"],
)
def test_a_file_that_was_repaired_is_told_of(data: bytes) -> None:
    made = pdf(data)
    assert made.text == pdf(SOUND).text and made.warnings == (REPAIRED,)


@pytest.mark.parametrize("data", [SOUND, b"junk\n" * 50 + SOUND, damaged.locked("")], ids=["sound", "junk", "owner"])
def test_a_file_that_needed_no_repair_gives_no_warning(data: bytes) -> None:
    assert pdf(data).warnings == ()


def test_a_page_that_cannot_be_unpacked_is_told_of_and_the_others_are_read() -> None:
    made = pdf(damaged.broken_content())
    assert "3,657" in made.text and made.warnings == ("page 2 holds no text",)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooLarge, match="pages"):
        pdf(SOUND, pages=3)


def test_too_many_characters_are_refused() -> None:
    with pytest.raises(TooLarge, match="characters"):
        pdf(SOUND, characters_a_page=20)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(TooLarge, match="bytes"):
        pdf(SOUND, bytes=100)


@pytest.mark.parametrize("start", [b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"\x89PNG", b"\0\1\2\3"])
def test_other_kinds_of_file_are_named(start: bytes) -> None:
    with pytest.raises(Unreadable):
        read(start + b"x" * 100, "file.bin", Limits())


def test_both_engines_agree_on_a_sound_file() -> None:
    assert agreement(BytesIO(SOUND), "report.pdf", Limits()) == 1.0


def test_the_second_engine_makes_the_same_text() -> None:
    assert read_second(BytesIO(SOUND), "report.pdf", Limits()).text == pdf(SOUND).text


def test_a_document_can_be_read_without_the_first_engine() -> None:
    made = pdf(SOUND, second_engine=True)
    assert made.text == pdf(SOUND).text and made.warnings == ("read by the second engine",)


def test_a_page_that_no_engine_can_read_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_on_page_two(page: pdfplumber.page.Page, limits: Limits) -> PageContent:
        if page.page_number == 2:
            raise ValueError("on order")
        return content(page, limits)

    content = second.content
    monkeypatch.setattr(second, "content", fails_on_page_two)
    assert pdf(SOUND, second_engine=True).warnings == ("read by the second engine", "page 2 could not be read")


def test_words_on_which_the_engines_differ_are_told_of() -> None:
    made = pdf(damaged.two_readings())
    assert len(made.warnings) == 1 and "agree on 0% of the words of pages 1:" in made.warnings[0]


def test_engines_that_agree_give_no_warning() -> None:
    assert pdf(damaged.long_page()).warnings == ()


@pytest.mark.parametrize(
    "data",
    [("a" + " " * 2000) * 100, "word " * 50_000, "1. " * 20_000, "• " * 20_000, "|" * 50_000, "“" * 20_000],
    ids=["blanks", "one line", "numbers", "bullets", "bars", "marks"],
)
def test_texts_of_a_strange_make_take_no_time(data: str) -> None:
    start = time.process_time()
    read(data.encode(), "strange.txt", Limits())
    assert time.process_time() - start < 5
