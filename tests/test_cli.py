"""The command line as a user meets it: exit statuses, what goes to which stream, errors that say what to do."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dapipe.recipe import recipe
from dapipe.settings import Settings

ROOT = Path(__file__).parents[1]
DAPIPE = [sys.executable, "-c", "from dapipe.cli import main; main()"]


def dapipe(*arguments: str | Path, cwd: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [*DAPIPE, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, input=stdin, check=False)


@pytest.fixture(scope="module")
def article() -> Path:
    return ROOT / "corpus" / "articles" / "wiltshire-victims-wait-2016.txt"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, article: Path) -> Path:
    folder = tmp_path_factory.mktemp("ingested")
    done = dapipe("ingest", article, "--out", folder / "facts", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder / "facts"


def test_help_lists_the_commands() -> None:
    done = dapipe("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("ingest", "read", "extract", "classify", "export", "show"))


def test_version_is_the_package_s() -> None:
    from dapipe import __version__

    assert dapipe("--version").stdout == f"dapipe {__version__}\n"


def test_help_and_export_load_neither_spacy_nor_scikit_learn(ingested: Path) -> None:
    for arguments in (["--help"], ["export", "--out", str(ingested)]):
        code = f"import sys; sys.argv = ['dapipe', *{arguments!r}]\nfrom dapipe.cli import main\n"
        code += "try:\n    main()\nexcept SystemExit:\n    pass\nprint(*sorted(sys.modules))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        loaded = set(done.stdout.split())
        assert not loaded & {"spacy", "sklearn", "pdfplumber", "pypdfium2", "trafilatura"}, arguments


def test_ingest_writes_csv_and_says_so_on_stderr_only(ingested: Path, article: Path) -> None:
    done = dapipe("ingest", article, "--out", ingested)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 documents (1 unchanged)" in done.stderr
    with (ingested / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert any((row["value"], row["unit"]) == ("42", "ratio") for row in rows)


def test_every_fact_holds_the_words_at_its_place(ingested: Path, article: Path) -> None:
    text = json.loads(dapipe("read", article).stdout)["text"]
    for table in ("figures", "quotes", "statements"):
        with (ingested / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert [row["words"].removeprefix("'") for row in rows] == [
            text[int(row["start"]) : int(row["end"])].removeprefix("'") for row in rows
        ]


def test_show_tells_sentence_page_and_source(ingested: Path, article: Path) -> None:
    with (ingested / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    done = dapipe("show", row["id"], "--out", ingested)
    assert row["sentence"] in done.stdout
    assert f"{article}#page=1" in done.stdout
    assert f"recipe         {recipe(Settings().model)}" in done.stdout


def test_stages_read_what_the_former_printed(article: Path) -> None:
    line = dapipe("read", article).stdout
    assert line.count("\n") == 1
    by_hand = dapipe("classify", "-", stdin=line).stdout
    at_once = dapipe("classify", article).stdout
    assert by_hand == at_once
    assert {json.loads(row)["type"] for row in at_once.splitlines()} == {"statements"}


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("ingest", "nowhere"), 2, "there is no file or folder 'nowhere'"),
        (("ingest", "."), 3, "no documents below"),
        (("show", "0000"), 2, "Run dapipe ingest first"),
        (("read", "nowhere.pdf"), 2, "there is no file 'nowhere.pdf'"),
        (("evaluate", ".", "--task", "poetry"), 2, "There are: hmic"),
        (("ingest", "--engine", "steam", "x.txt"), 2, "There are: serial"),
        (("fly",), 2, "No such command"),
    ],
)
def test_wrong_use_is_told_with_its_status(
    tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    if "x.txt" in arguments:
        (tmp_path / "x.txt").write_text("Kent Police made 43 arrests.")
    done = dapipe(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (status, "")
    assert message in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_bad_files_are_named_and_the_good_one_is_done(tmp_path: Path, article: Path) -> None:
    shutil.copy(article, tmp_path / "good.txt")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "page.pdf").write_bytes(b"<!DOCTYPE html><html><body>404 not found</body></html>")
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    done = dapipe("ingest", ".", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    for name in ("empty.pdf", "page.pdf", "cut.pdf"):
        assert f"not done: {name}" in done.stderr
    with (tmp_path / "facts" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["path"] for row in csv.DictReader(file)] == ["good.txt"]
    with (tmp_path / "facts" / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 3


def test_nothing_readable_is_status_3(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert dapipe("ingest", ".", cwd=tmp_path).returncode == 3


def test_evaluate_works_on_a_folder_of_texts_alone(tmp_path: Path) -> None:
    text = "Kent Police hit its target\n\nKent Police made 43 arrests for every 100 crimes, inspectors found."
    (tmp_path / "a.txt").write_text(text)
    done = dapipe("evaluate", tmp_path, "--task", "hmic")
    found = json.loads(done.stdout)
    assert found["doc"] == "a"
    assert [text[item["start"] : item["end"]] for item in found["forces"]] == ["Kent Police", "Kent Police"]
    covered = "".join(text[item["start"] : item["end"]] for item in found["statements"])
    assert "".join(covered.split()) == "".join(text.split())


def test_show_draws_the_page_of_a_fact_from_a_pdf(tmp_path: Path) -> None:
    report = ROOT / "corpus" / "reports" / "wiltshire-domestic-abuse-2016.pdf"
    assert dapipe("ingest", report, "--out", tmp_path).returncode == 0
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        key = next(row["id"] for row in csv.DictReader(file) if row["box"])
    done = dapipe("show", key, "--out", tmp_path, "--image", tmp_path / "page.png")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


def test_show_says_when_there_is_no_page_to_draw(ingested: Path, tmp_path: Path) -> None:
    with (ingested / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        key = next(csv.DictReader(file))["id"]
    done = dapipe("show", key, "--out", ingested, "--image", tmp_path / "page.png")
    assert (done.returncode, (tmp_path / "page.png").exists()) == (2, False)
    assert "no picture" in done.stderr
