"""E-mails."""

from __future__ import annotations

import pytest

from dapipe.document import Document, DocumentKind
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read import read

HEAD = (
    "From: Marshshire Press Office <press@marshshire.example>\r\nTo: news@paper.example\r\n"
    "Subject: Force accepts findings\r\nDate: Thu, 15 Mar 2018 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
)
BODY = "Marshshire Police accepts what inspectors found.\r\n\r\nNotes to editors\r\n\r\nCall the press office.\r\n"


def mail(body: str, kind: str = "text/plain") -> Document:
    return read(f"{HEAD}Content-Type: {kind}; charset=utf-8\r\n\r\n{body}".encode(), "release.eml", Limits())


def test_the_head_gives_title_date_and_sender() -> None:
    document = mail(BODY)
    assert (document.title, document.published, document.publisher) == (
        "Force accepts findings",
        "2018-03-15",
        "Marshshire Press Office",
    )


def test_a_plain_body_is_read_as_text() -> None:
    document = mail(BODY)
    assert document.text.startswith("Marshshire Police accepts") and document.kind is DocumentKind.PRESS_RELEASE


def test_a_web_body_is_read_as_a_page() -> None:
    assert mail("<html><body><p>Police <b>accept</b> it.</p></body></html>", "text/html").text == "Police accept it."


def test_a_mail_without_text_is_an_error() -> None:
    with pytest.raises(Unreadable):
        mail("  ")


def test_a_letter_with_from_and_to_is_no_mail() -> None:
    letter = b"From: HM Inspector\nTo: Chief Constable\nSent on: 3 May 2022\n\nWe revisited the force.\n"
    assert read(letter, "letter.txt", Limits()).reader == "text"


def test_a_signature_is_left_out_and_marks_of_quoting_too() -> None:
    body = "> We found 12 cases that\r\n> were not recorded in time.\r\n\r\n-- \r\nPress office | 01000 000001\r\n"
    assert mail(body).text == "We found 12 cases that were not recorded in time."
