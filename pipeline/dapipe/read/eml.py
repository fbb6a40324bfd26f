"""E-mails (.eml): press releases and letters as they arrive. The body is read as a text or a web page."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from dapipe.document import Document
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read import html, text
from dapipe.read.kinds import File

# RFC 3676: a signature begins at a line of two dashes and a blank; quoted lines begin with >.
SIGNATURE, QUOTED = re.compile(r"^-- \r?$", re.M), re.compile(r"^(?:> ?)+", re.M)
# What the standard library raises over damaged heads and bodies, by name and by accident.
DAMAGED = (
    MessageError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)


def read(file: File, name: str, limits: Limits) -> Document:
    """The Document of an e-mail: its plain body, else its HTML body. Raises Unreadable if it has neither.

    Offsets in `origin` count in the decoded body.
    """
    data = file.read()
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        source = str(body.get_content()) if body is not None else ""
        plain = body is not None and body.get_content_type() == "text/plain"
    except DAMAGED as error:
        raise Unreadable("the text of this e-mail can't be decoded", where=name) from error
    if not source.strip():
        raise Unreadable("this e-mail has no text", where=name)
    document = text.of_text(unsigned(source), data, name) if plain else html.of_source(source, data, name, limits)
    sender, address = parseaddr(said(message, "From"))
    return replace(
        document,
        reader="eml",
        title=said(message, "Subject").strip() or document.title,
        published=sent(message) or document.published,
        publisher=document.publisher or sender or address,
    )


def unsigned(source: str) -> str:
    """A body without the signature that is marked as one, the marks of quoting as blanks; offsets stay."""
    body = SIGNATURE.split(source, maxsplit=1)[0]
    return QUOTED.sub(lambda marks: " " * len(marks.group()), body)


def said(message: EmailMessage, field: str) -> str:
    """A field of the head; "" if there is none or it is damaged."""
    try:
        return str(message.get(field, ""))
    except DAMAGED:
        return ""


def sent(message: EmailMessage) -> str:
    """The day on which an e-mail was sent, as an ISO date; "" if it does not say."""
    try:
        return parsedate_to_datetime(said(message, "Date")).date().isoformat()
    except DAMAGED:
        return ""
