"""The review page's server answers this machine's page and nobody else."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from dapipe.corrections import FILE, read
from dapipe.review.server import Server
from dapipe.review.session import Session
from dapipe.store import open_store
from tests.browser import CHROMIUM, browser
from tests.report.sample import fill

# Ends when the page shows what is left of the queue.
LEFT = """new Promise(done => {
    const said = () => document.querySelector("#progress").textContent;
    const look = () => said().endsWith(", %d left") ? done() : setTimeout(look, 20);
    look();
})"""


@dataclass
class Running:
    """A server in a thread of its own, with the store that it shows."""

    server: Server
    folder: Path

    def ask(self, path: str, body: str | None = None, **headers: str) -> tuple[int, bytes]:
        """Status and body of the answer to a request; `path` is below the token unless it begins with /."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=10)
        whole = path if path.startswith("/") else f"/{self.server.token}/{path}"
        connection.request("POST" if body is not None else "GET", whole, body, headers)
        answer = connection.getresponse()
        try:
            return answer.status, answer.read()
        finally:
            connection.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        fill(store, names="gwent*")
    ready = threading.Event()
    made: list[Server] = []

    def serve() -> None:
        session = Session(partial(open_store, path), tmp_path, "Ann", date(2026, 1, 1), everything=True)
        with Server(session) as server:
            made.append(server)
            ready.set()
            server.serve_forever(poll_interval=0.05)

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait(30)
    yield Running(made[0], tmp_path)
    made[0].shutdown()
    thread.join()


def test_the_page_stands_behind_its_token(running: Running) -> None:
    assert running.ask("")[0] == 200
    assert running.ask("/")[0] == 404
    assert running.ask("/wrong/")[0] == 404
    assert running.ask(f"/{running.server.token[:-1]}/")[0] == 404


def test_it_listens_on_this_machine_alone(running: Running) -> None:
    assert running.server.server_address[0] == "127.0.0.1"


def test_another_host_name_is_refused(running: Running) -> None:
    assert running.ask("queue", Host="evil.example")[0] == 404


@pytest.mark.parametrize("origin", ["", "http://evil.example", "null"])
def test_answers_come_from_this_page_alone(running: Running, origin: str) -> None:
    key = json.loads(running.ask("queue")[1])[0]
    headers = {"Origin": origin} if origin else {}
    assert running.ask(f"answer/{key}", '["right"]', **headers)[0] == 403
    assert read(running.folder / FILE) == ()


def test_paths_lead_to_no_file(running: Running) -> None:
    running.ask("queue")
    for path in ("../../etc/passwd", "fact/../../s.sqlite", "picture/%2e%2e", "review.py"):
        assert running.ask(path)[0] == 404


@pytest.mark.parametrize("body", ["", "{}", "[1]", '["value=many"]', '["colour=red"]', "[]"])
def test_an_answer_that_can_not_be_says_why(running: Running, body: str) -> None:
    key = json.loads(running.ask("queue")[1])[0]
    status, answer = running.ask(f"answer/{key}", body, Origin=running.server.origin)
    assert status == 200
    assert json.loads(answer)["error"]
    assert read(running.folder / FILE) == ()


def test_an_answer_is_noted_and_can_be_taken_back(running: Running) -> None:
    key = json.loads(running.ask("queue")[1])[0]
    running.ask(f"answer/{key}", '["reject"]', Origin=running.server.origin)
    (item,) = read(running.folder / FILE)
    assert (item.fact_id, item.field, item.who) == (key, "reject", "Ann")
    assert key not in json.loads(running.ask("queue")[1])
    assert json.loads(running.ask("undo", "", Origin=running.server.origin)[1]) == {"done": True}
    assert read(running.folder / FILE) == ()
    assert json.loads(running.ask("undo", "", Origin=running.server.origin)[1]) == {"done": False}


def test_a_file_changed_by_hand_is_not_cut(running: Running) -> None:
    key = json.loads(running.ask("queue")[1])[0]
    running.ask(f"answer/{key}", '["reject"]', Origin=running.server.origin)
    with (running.folder / FILE).open("a") as file:
        file.write("mine")
    assert json.loads(running.ask("undo", "", Origin=running.server.origin)[1]) == {"done": False}
    assert (running.folder / FILE).read_text().endswith("mine")


def test_a_fact_of_a_pdf_has_a_picture(running: Running) -> None:
    key = json.loads(running.ask("queue")[1])[0]
    assert running.ask(f"picture/{key}")[1].startswith(b"\x89PNG")


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: apt-get install chromium)")
def test_the_keyboard_alone_walks_through_the_queue(running: Running, tmp_path: Path) -> None:
    with browser(tmp_path / "profile") as page:
        page.open(running.server.address)
        queue = json.loads(running.ask("queue")[1])
        page.run(LEFT % len(queue))
        for number, key in enumerate("rsw", start=1):
            page.press(key)
            page.run(LEFT % (len(queue) - number))
        page.press("c")
        field = page.run("document.activeElement.name")
        page.run("document.activeElement.select()")
        page.write("77")
        page.press("Enter", text="\r", number=13)
        page.run(LEFT % (len(queue) - 4))
        page.press("r")
        page.run(LEFT % (len(queue) - 5))
        page.press("u")
        page.run(LEFT % (len(queue) - 4))
        assert page.run("document.querySelector('#error').textContent") == ""
        assert page.problems() == []
    made = [(item.fact_id, item.field, item.new) for item in read(running.folder / FILE)]
    assert made == [(queue[0], "right", "true"), (queue[2], "reject", "true"), (queue[3], field, "77")]


PATHS = (
    "/",
    "//",
    "/etc/passwd",
    "/../../etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/{t}/../{t}x/queue",
    "/{t}/..",
    "/{t}/%2e%2e/",
    "/{t}/fact/",
    "/{t}/fact/../../etc/passwd",
    "/{t}/fact/..%2f..%2fs.sqlite",
    "/{t}/picture//etc/passwd",
    "/{t}/fact/x\\..\\y",
    "/{t}/queue/",
    "/{t}/queue?token=",
    "/{t}/corrections.csv",
    "/{t}/s.sqlite",
    "/{t}/review.html",
    "/{T}/queue",
    "/{t}%00/queue",
    "/ {t}/queue",
    "/é/queue",
    "//evil.example/{t}/queue",
    "http://evil.example/{t}/queue",
    "/{t}",
    "x",
    "*",
    "?",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("body", [None, '["right"]'])
def test_no_path_leads_out_of_the_session(running: Running, path: str, body: str | None) -> None:
    running.ask("queue")
    token = running.server.token
    asked = path.replace("{t}", token).replace("{T}", token.swapcase())
    status, answer = raw(running, asked, body, running.server.origin)
    assert (status, answer) in ((404, b""), (403, b""), (400, answer))
    assert b"root:" not in answer and b"SQLite" not in answer
    assert read(running.folder / FILE) == ()


def raw(running: Running, path: str, body: str | None, origin: str, method: str = "") -> tuple[int, bytes]:
    """Status and body of the answer to a request whose path is sent as it is."""
    content = (body or "").encode()
    head = f"{method or ('GET' if body is None else 'POST')} {path} HTTP/1.0\r\nHost: {running.server.origin[7:]}\r\n"
    head += f"Origin: {origin}\r\nContent-Length: {len(content)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", running.server.server_address[1]), timeout=10) as wire:
        wire.sendall(head.encode() + content)
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    first, _, rest = answer.partition(b"\r\n\r\n")
    return int(first.split()[1]), rest


@pytest.mark.parametrize(
    "origin",
    ["http://localhost:{port}", "https://127.0.0.1:{port}", "http://127.0.0.1", "http://127.0.0.1:{port}.evil.example",
     "http://127.0.0.1:{port}@evil.example", "file://", "http://127.0.0.1:{port} http://evil.example"],
)  # fmt: skip
def test_an_origin_that_only_looks_like_this_page_is_refused(running: Running, origin: str) -> None:
    key = json.loads(running.ask("queue")[1])[0]
    forged = origin.replace("{port}", str(running.server.server_address[1]))
    assert running.ask(f"answer/{key}", '["right"]', Origin=forged)[0] == 403
    assert running.ask("undo", "", Origin=forged)[0] == 403
    assert read(running.folder / FILE) == ()


@pytest.mark.parametrize(
    "host", ["localhost:{port}", "127.0.0.1", "evil.example:{port}", "127.0.0.1:{port}.evil.example", ""]
)
def test_a_name_that_leads_here_from_elsewhere_is_refused(running: Running, host: str) -> None:
    named = host.replace("{port}", str(running.server.server_address[1]))
    assert running.ask("queue", Host=named)[0] == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "HEAD"])
def test_other_methods_are_not_known(running: Running, method: str) -> None:
    status, _ = raw(running, f"/{running.server.token}/queue", "", running.server.origin, method)
    assert status == 501


@pytest.mark.parametrize("length", ["-1", "99999999999", "many", "1e3", "²"])
def test_a_length_that_can_not_be_is_refused_at_once(running: Running, length: str) -> None:
    key = json.loads(running.ask("queue")[1])[0]
    head = f"POST /{running.server.token}/answer/{key} HTTP/1.0\r\nHost: {running.server.origin[7:]}\r\n"
    head += f"Origin: {running.server.origin}\r\nContent-Length: {length}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", running.server.server_address[1]), timeout=5) as wire:
        wire.sendall(head.encode())
        assert wire.recv(65536).split()[1] == b"403"


def test_every_answer_forbids_to_be_framed_guessed_or_kept(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.server.server_address[1], timeout=10)
    for path in ("", "queue"):
        connection.request("GET", f"/{running.server.token}/{path}")
        answer = connection.getresponse()
        answer.read()
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Access-Control-Allow-Origin"] is None
    connection.close()
