"""A web server for one person on this machine: bound to 127.0.0.1, every address holds a random token."""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from dapipe.errors import DapipeError
from dapipe.report.page import hashed
from dapipe.review.session import Session

FOLDER = files("dapipe") / "review"
LARGEST = 64 * 1024
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """Serves one session."""

    def __init__(self, session: Session, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.session = session
        self.token = secrets.token_urlsafe(24)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing, if the browser no longer wants the answer; else what the library does."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """The page's address with its token."""
        return f"{self.origin}/{self.token}/"


class Handler(BaseHTTPRequestHandler):
    """Answers requests that know the token and come from this page."""

    server: Server
    timeout = 10

    def do_GET(self) -> None:
        """The page, the queue, one fact or its picture."""
        parts = self.allowed()
        if parts == [""]:
            self.reply(page(), "text/html; charset=utf-8", policy())
        elif parts == ["queue"]:
            self.json(self.server.session.queue())
        elif len(parts) == 2 and parts[1] in self.server.session.entries and parts[0] == "fact":
            self.json(self.server.session.item(parts[1]))
        elif len(parts) == 2 and parts[1] in self.server.session.entries and parts[0] == "picture":
            self.reply(self.server.session.picture(parts[1]), "image/png")
        else:
            self.refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """An answer, or the wish to take the last one back."""
        parts, length = self.allowed(), self.length()
        if self.headers.get("Origin") != self.server.origin or not 0 <= length <= LARGEST:
            self.refuse(HTTPStatus.FORBIDDEN)
        elif parts == ["undo"]:
            self.json({"done": self.server.session.undo()})
        elif len(parts) == 2 and parts[0] == "answer" and parts[1] in self.server.session.entries:
            self.note(parts[1], self.rfile.read(length))
        else:
            self.refuse(HTTPStatus.NOT_FOUND)

    def note(self, key: str, body: bytes) -> None:
        """Note an answer, a JSON list of changes."""
        try:
            changes = json.loads(body)
            if not isinstance(changes, list) or not all(isinstance(change, str) for change in changes):
                raise ValueError("not a list of changes")
            self.server.session.answer(key, changes)
        except (ValueError, DapipeError) as error:
            self.json({"error": str(error)})
        else:
            self.json({"error": ""})

    def length(self) -> int:
        """The number of bytes that a request says it carries; -1 if that is no number."""
        said = self.headers.get("Content-Length") or "0"
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1

    def allowed(self) -> list[str]:
        """The parts of the path behind the token; [] for a request that may not be answered."""
        token, *parts = self.path.removeprefix("/").split("/")
        right = hmac.compare_digest(token.encode(), self.server.token.encode())
        return parts if right and f"http://{self.headers.get('Host')}" == self.server.origin else []

    def json(self, value: Any) -> None:
        """Reply with JSON."""
        self.reply(json.dumps(value).encode(), "application/json")

    def reply(self, body: bytes, kind: str, content_policy: str = "default-src 'none'") -> None:
        """Reply with a body."""
        self.send_response(HTTPStatus.OK)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": content_policy}
        for name, value in (HEADERS | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, status: HTTPStatus) -> None:
        """Reply with an error and nothing else."""
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the addresses hold the token."""


def page() -> bytes:
    """The page with its style and script inside."""
    html = source("review.html")
    return html.replace("{style}", source("review.css")).replace("{script}", source("review.js")).encode()


def policy() -> str:
    """The content policy: this style, this script, pictures and data from this server alone."""
    style, script = hashed(source("review.css")), hashed(source("review.js"))
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def source(name: str) -> str:
    """A file of this package as text."""
    return (FOLDER / name).read_text(encoding="utf-8")
