"""File names that attack: a run over a folder of them reads each, stays in its own folder, and shows them as text."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dapipe.export import EXPORTS
from dapipe.export.csv import plain
from dapipe.report.gather import Paper, link
from tests.report.test_links import entry
from tests.report.test_page import Elements

DAPIPE = [sys.executable, "-c", "from dapipe.cli import main; main()"]
WORDS = (
    "Kent Police recorded {} burglaries in 2016, up 5 percent. “We are \x1b[2J sorry,” said Chief Constable Ann Lee."
)
NAMES = (
    b"=cmd|' !A1.txt", b"+1.txt", b"@SUM(A1).txt", b"-rf.txt", b"--out.txt", b"~.txt", b"x...txt",
    b"nul.txt",
    b"CON.txt", b"a\nb.txt", b"a\rb.txt", b'a\tb,"c".txt', b"a\x1b[31mred.txt", b"\xff\xfe.txt", b"a\xc2\x9b31m.txt",
    b"\xe2\x80\xaetxt.fdp.txt", b"<img src=x onerror=alert(1)>.txt", b"</script>.txt".replace(b"/", b"\xe2\x88\x95"),
    b"'; DROP TABLE figures;--.txt", b"javascript:alert(1).txt", b"%2e%2e%2f.txt", b"a#b?c.txt", b"$(touch x).txt",
    b"`touch x`.txt", b"{{7*7}}.txt", b"%s%n.txt", b"a" * 251 + b".txt", b"\\..\\..\\x.txt", b"C:\\x.txt",
)  # fmt: skip
COMMANDS = "\x1b\x07\x9b\u202e\r"


def dapipe(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*DAPIPE, *arguments], cwd=folder, capture_output=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a run over hostile names was made, with every export and the report."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "in").mkdir()
    for number, name in enumerate(NAMES):
        (folder / "in" / os.fsdecode(name)).write_text(WORDS.format(1000 + number))
    (folder / "secret.txt").write_text("Essex Police recorded 77 burglaries in 2016.")
    (folder / "in" / "link.txt").symlink_to(folder / "secret.txt")
    (folder / "in" / "up").symlink_to("..")
    os.mkfifo(folder / "in" / "pipe.txt")
    done = dapipe(folder, "ingest", "in", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    for name in EXPORTS:
        assert dapipe(folder, "export", "--format", name).returncode == 0
    assert dapipe(folder, "report", "--images", "none").returncode == 0
    return folder


def table(home: Path, name: str) -> list[dict[str, str]]:
    with (home / "facts" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_name_is_read_and_stored(home: Path) -> None:
    documents = table(home, "documents")
    assert [row["status"] for row in documents] == ["complete"] * len(NAMES)
    assert table(home, "problems") == []
    found = {plain(row["path"]) for row in documents}
    assert {f"in/{name.decode()}" for name in NAMES if name != b"\xff\xfe.txt"} < found


def test_nothing_is_read_through_a_link_and_nothing_written_outside_the_folder(home: Path) -> None:
    assert not any("Essex" in row["sentence"] for row in table(home, "figures"))
    assert {path.name for path in home.iterdir()} == {"in", "facts", "secret.txt"}
    beside = {os.fsencode(path.name) for path in (home / "in").iterdir()}
    assert beside == {*NAMES, b"link.txt", b"up", b"pipe.txt"}
    assert all(path.is_file() and not path.is_symlink() for path in (home / "facts").iterdir())


@pytest.mark.parametrize("command", ["ingest", "find", "show", "tracker"])
def test_no_command_sends_a_terminal_what_it_would_obey(home: Path, command: str) -> None:
    facts = [row["id"] for row in table(home, "quotes")]
    asked = {"ingest": [["in"]], "find": [["Kent"], ["sorry"]], "show": [[fact] for fact in facts[:3]], "tracker": [[]]}
    for arguments in asked[command]:
        done = dapipe(home, command, *arguments)
        assert done.returncode == 0, done.stderr
        said = (done.stdout + done.stderr).decode()
        assert not set(COMMANDS) & set(said.replace("\r\n", "\n"))


def test_a_file_that_can_not_be_read_is_named_on_one_harmless_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\x1b[2J\nnot done: b.pdf").with_suffix(".pdf").write_bytes(b"no PDF")
    done = dapipe(tmp_path, "ingest", "in", "--jobs", "1")
    lines = [line for line in done.stderr.decode().splitlines() if line.startswith("not done")]
    assert (done.returncode, len(lines)) == (3, 1)
    assert "\x1b" not in lines[0] and r"\x1b[2J\nnot done" in lines[0]


def test_links_in_the_report_lead_to_files_and_nowhere_else(home: Path) -> None:
    page = Elements((home / "facts" / "report.html").read_text(encoding="utf-8"))
    targets = [about["href"] or "" for tag, about in page.tags if tag == "a" and "href" in about]
    assert sum(target.startswith("../in/") for target in targets) >= 10
    assert all(target.startswith(("#", "../in/")) for target in targets), targets
    assert len({tag for tag, _ in page.tags if tag in ("script", "img", "iframe")}) <= 1


@pytest.mark.parametrize("name", ["javascript:alert(1).pdf", '"><script>.pdf', "a b#c?.pdf", "\u202efdp.txt"])
def test_a_link_is_a_path_and_no_scheme(name: str) -> None:
    from urllib.parse import quote, urlsplit

    paper = Paper(
        doc="0",
        title="t",
        file=name,
        href=quote(name),
        path=name,
        publisher="",
        published="",
        kind="",
        pages=1,
        facts=0,
    )
    parts = urlsplit(link(paper, entry("34 per cent", "")))
    assert (parts.scheme, parts.netloc, parts.query) == ("", "", "")


def test_a_foreign_file_in_the_place_of_the_store_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "dapipe.sqlite").write_bytes(b"my own notes, no database at all" * 40)
    (tmp_path / "a.txt").write_text("Kent Police recorded 12 burglaries in 2016.")
    done = dapipe(tmp_path, "ingest", "a.txt", "--jobs", "1")
    assert (done.returncode, done.stderr[:7]) == (4, b"dapipe:")
    assert (tmp_path / "facts" / "dapipe.sqlite").read_bytes() == b"my own notes, no database at all" * 40


@pytest.mark.parametrize(
    "path", ["../nowhere.txt", "/nowhere/x.pdf", "a" * 300 + ".txt", "a\0b.txt", "CON:", "\udcff.txt"]
)
def test_a_path_that_leads_nowhere_is_wrong_use(tmp_path: Path, path: str) -> None:
    from dapipe.errors import WrongUse
    from dapipe.files import counted

    with pytest.raises(WrongUse):
        counted([tmp_path / path])


@pytest.mark.parametrize("arguments", [["read", "{}.txt"], ["export", "--out", "{}"], ["diff", "{}", "{}"]])
def test_a_path_of_300_characters_ends_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    done = dapipe(tmp_path, *(argument.format("a" * 300) for argument in arguments))
    assert done.returncode == 2
    assert done.stderr.startswith(b"dapipe: ") and done.stderr.count(b"\n") == 1
