"""E-mails (.eml): press releases and letters as they arrive. The body is read as a text or a web page."""

from __future__ import annotations

import email
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from dapipe.document import Document
from dapipe.errors import Unreadable
from dapipe.limits import Limits
from dapipe.read import html, text


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The Document of an e-mail: its plain body, else its HTML body. Raises Unreadable if it has neither.

    Offsets in `origin` count in the decoded body.
    """
    message = email.message_from_bytes(data, policy=policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise Unreadable("this e-mail has no text", where=name)
    try:
        source = str(body.get_content())
    except (LookupError, KeyError, ValueError) as error:
        raise Unreadable("the text of this e-mail can't be decoded", where=name) from error
    if not source.strip():
        raise Unreadable("this e-mail has no text", where=name)
    plain = body.get_content_type() == "text/plain"
    document = text.of_text(source, data, name) if plain else html.of_source(source, data, name)
    sender, address = parseaddr(str(message.get("From", "")))
    return replace(
        document,
        reader="eml",
        title=str(message.get("Subject", "")).strip() or document.title,
        published=sent(message) or document.published,
        publisher=document.publisher or sender or address,
    )


def sent(message: EmailMessage) -> str:
    """The day on which an e-mail was sent, as an ISO date; "" if it does not say."""
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (TypeError, ValueError):
        return ""
