"""What kind of file some bytes are: the bytes decide, and a name that promises something else is an error."""

from __future__ import annotations

import re
from io import BufferedReader, BytesIO
from pathlib import PurePath

from dapipe.errors import Unreadable

File = BufferedReader | BytesIO
PDF_MARK = b"%PDF-"
HTML_MARK = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
WORD_MARK = b"word/document.xml"
MAIL_FIELD = re.compile(rb"^([A-Za-z-]+): ?", re.M)
MAIL_MARKS = frozenset({b"mime-version", b"message-id", b"received"})
OTHER_MARKS = {
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc, .xls)",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"PK\x03\x04": "a ZIP archive, or an Office file other than .docx",
}
WEB_SUFFIXES = frozenset({"", ".html", ".htm", ".xhtml", ".asp", ".aspx", ".php", ".txt"})


def kind_of(file: File, name: str) -> str:
    """The key in READERS for a file. Raises Unreadable when there is none or the name promises another kind."""
    suffix = PurePath(name).suffix.lower()
    file.seek(0)
    data = file.read(1024)
    if PDF_MARK in data:
        return "pdf"
    data += file.read()
    if not data.strip():
        raise Unreadable("the file is empty", where=name)
    if data.startswith(b"PK\x03\x04") and WORD_MARK in data:
        return "docx"
    if is_mail(data, suffix):
        return "eml"
    if HTML_MARK.search(data[:4096]):
        return web_page(suffix, name)
    if suffix == ".pdf":
        raise Unreadable("named .pdf but holds no PDF", where=name, advice="Fetch the file again.")
    refuse_others(data, name)
    return "text"


def is_mail(data: bytes, suffix: str) -> bool:
    """True if the file begins with the head of an e-mail. A letter that begins with From and To has no such head."""
    head = re.split(rb"\r?\n\r?\n", data[:65536], maxsplit=1)[0]
    fields = {match.group(1).lower() for match in MAIL_FIELD.finditer(head)}
    return b"from" in fields and bool(
        fields & MAIL_MARKS if suffix != ".eml" else fields & {b"subject", b"date", b"to"}
    )


def web_page(suffix: str, name: str) -> str:
    """ "html", unless the name promises a PDF or another kind of file: then a download went wrong."""
    if suffix in WEB_SUFFIXES or suffix not in {".pdf", ".docx", ".eml"}:
        return "html"
    raise Unreadable(
        f"named {suffix} but holds a web page: the download failed",
        where=name,
        advice="Fetch the file again; the page it holds often says why.",
    )


def refuse_others(data: bytes, name: str) -> None:
    """Raises Unreadable for files that are neither PDF nor web page nor text."""
    for mark, what in OTHER_MARKS.items():
        if data.startswith(mark):
            raise Unreadable(f"this is {what}", where=name, advice="Save it as PDF, HTML or plain text.")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("neither PDF nor web page nor text", where=name)
