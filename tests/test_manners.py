"""Manners of the command line that hold for every command: what is said where, and what a slip of the pen is told."""

from __future__ import annotations

import csv
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dapipe import cli, schema
from dapipe.corrections import FILE, Correction, add
from dapipe.errors import BadSettings, WrongUse
from dapipe.settings import load
from dapipe.store import open_store
from tests.report.sample import fill
from tests.test_cli import DAPIPE, ROOT, dapipe

EVERY = [*cli.app.registered_commands, *cli.config.registered_commands]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    with open_store(folder / "dapipe.sqlite") as store:
        fill(store)
    return folder


@pytest.fixture(scope="module")
def article() -> Path:
    return ROOT / "corpus" / "articles" / "wiltshire-victims-wait-2016.txt"


def lines(*arguments: str) -> list[dict[str, object]]:
    """What a command prints, each line as JSON."""
    done = CliRunner().invoke(cli.app, [*arguments, "--json"])
    assert done.exit_code == 0, (done.output, done.exception)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", EVERY, ids=lambda item: item.callback.__name__)
def test_every_command_can_speak_json_and_be_quiet_or_verbose(command: object) -> None:
    taken = inspect.signature(command.callback).parameters  # type: ignore[attr-defined]
    assert {"json", "quiet", "verbose"} <= set(taken)


def test_lists_come_as_json_lines(facts: Path) -> None:
    out = ("--out", str(facts))
    assert {"force", "value", "left_out"} <= set(lines("compare", "arrests for every 100", *out)[0])
    assert {"figure", "quote"} <= {row["type"] for row in lines("export", "-", *out)}
    assert lines("report", "--images", "none", *out) == [{"file": str(facts / "report.html")}]


def test_the_tracker_comes_as_json_lines(tmp_path: Path) -> None:
    report = ROOT / "corpus" / "reports" / "wiltshire-domestic-abuse-2016.pdf"
    (told,) = lines("ingest", str(report), "--out", str(tmp_path))
    assert told["documents"] == {"complete": 1}
    assert str(tmp_path / "facts.csv") in told["files"]  # type: ignore[operator]
    rows = lines("tracker", "--out", str(tmp_path), "--on", "2018-01-01")
    assert {row["state"] for row in rows} == {"overdue"}


def test_quiet_says_what_went_wrong_and_nothing_else(tmp_path: Path, article: Path) -> None:
    assert dapipe("ingest", article, "--out", tmp_path, "--quiet").stderr == ""
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    told = dapipe("ingest", article, tmp_path / "cut.pdf", "--out", tmp_path, "-q").stderr.splitlines()
    assert [line.startswith("not done: ") for line in told] == [True]


def test_verbose_names_each_document_each_file_and_the_settings(tmp_path: Path, article: Path) -> None:
    told = dapipe("ingest", article, "--out", tmp_path, "--verbose").stderr
    assert f"{article}: complete" in told
    assert f"written: {tmp_path / 'figures.csv'}" in told
    assert "engine=local" in told


def test_the_setting_messages_is_overridden_by_the_flag(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dapipe.toml").write_text('messages = "quiet"')
    assert dapipe("ingest", article, cwd=tmp_path).stderr == ""
    assert "settings:" in dapipe("ingest", article, "-v", cwd=tmp_path).stderr
    monkeypatch.setenv("DAPIPE_MESSAGES", "normal")
    assert "1 documents" in dapipe("ingest", article, cwd=tmp_path).stderr


def test_quiet_and_verbose_at_once_are_wrong_use() -> None:
    assert dapipe("doctor", "-q", "-v").returncode == 2


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("ingset x", "ingest"),
        ("find x --mots 3", "--most"),
        ("export - --type figurs", "figures"),
        ("export - --format jsnol", "jsonl"),
        ("export - --force dorsett", "dorset"),
        ("export - --where forc=dorset", "force"),
        ("export - --where force=dorsett", "dorset"),
        ("export - --type statements --where label=findng", "finding"),
        ("compare arests", "arrests"),
        ("tracker --force wiltshir", "wiltshire"),
        ("tracker --state overdu", "overdue"),
        ("report --images non", "none"),
        ("evaluate . --task hmc", "hmic"),
        ("ingest dapipe.sqlite --engine dsak", "dask"),
        ("config shwo", "show"),
        ("correct FACT vlaue=3", "value"),
        ("correct FACT force=dorsett", "dorset"),
        ("correct --merge speeker A B", "speaker"),
    ],
)
def test_a_slip_of_the_pen_is_told_the_nearest_there_is(
    facts: Path, words: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(facts)
    monkeypatch.setenv("DAPIPE_OUT", str(facts))
    with open_store(facts / "dapipe.sqlite") as store:
        fact = next(iter(store.rows("figures")))[0]
    arguments = [str(fact) if word == "FACT" else word for word in words.split()]
    done = CliRunner().invoke(cli.app, arguments)
    told = f"{done.stderr} {done.exception}"
    assert done.exit_code != 0
    assert isinstance(done.exception, (WrongUse, SystemExit))
    assert re.search(rf"(Did you mean|Possible options).*{meant}", " ".join(told.replace("│", " ").split())), told


@pytest.mark.parametrize("name", ["DAPIPE_JOBBS", "DAPIPE_MEMORY"])
def test_a_misspelt_variable_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSettings, match="Did you mean"):
        load({name: "3"}, tmp_path)


def test_a_variable_of_something_else_is_left_alone(tmp_path: Path) -> None:
    assert load({"DAPIPE_GOLD": "there"}, tmp_path) == load({}, tmp_path)


def test_a_misspelt_setting_is_told_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "dapipe.toml").write_text("job = 3")
    with pytest.raises(BadSettings, match="Did you mean 'jobs'"):
        load({}, tmp_path)


def test_no_colour_where_none_is_wanted() -> None:
    painted = {**os.environ, "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    painted.pop("NO_COLOR", None)
    with_colour = subprocess.run([*DAPIPE, "--help"], env=painted, capture_output=True, text=True).stdout
    without = subprocess.run([*DAPIPE, "--help"], env=painted | {"NO_COLOR": "1"}, capture_output=True, text=True)
    colour = re.compile(r"\x1b\[[0-9;]*(3|9)[0-7]")
    assert colour.search(with_colour)
    assert not colour.search(without.stdout)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_the_commands(shell: str) -> None:
    asked = {"bash": {"COMP_WORDS": "dapipe tra", "COMP_CWORD": "1"}}.get(shell, {"_TYPER_COMPLETE_ARGS": "dapipe tra"})
    wanted = {"_DAPIPE_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args", **asked}
    code = "import sys; sys.argv = ['dapipe']; from dapipe.cli import app; app(prog_name='dapipe')"
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | wanted, capture_output=True, text=True)
    assert {"tracker", "train"} <= set(re.findall(r"[a-z]+", done.stdout)), done


def test_labels_that_people_put_right_are_lessons_for_the_classifier(facts: Path) -> None:
    from dapipe.commands.learning import learned

    with open_store(facts / "dapipe.sqlite") as store:
        columns = [column.name for column in schema.columns("statements")]
        rows = [dict(zip(columns, row, strict=True)) for row in store.rows("statements")]
    wrong, right, rejected = (str(row["id"]) for row in rows[:3])
    given = [(wrong, "label", "response"), (right, "right", "true"), (rejected, "reject", "true")]
    add(facts / FILE, [Correction(fact_id=key, field=field, old="", new=new) for key, field, new in given])
    found = [(item.start, item.end, item.label) for item in learned(facts)]
    (facts / FILE).unlink()
    places = [(row["start"], row["end"]) for row in rows]
    assert found == [(*places[0], "response"), (*places[1], rows[1]["label"])]


def test_corrections_are_taken_with_labelled_files(tmp_path: Path, article: Path) -> None:
    from dapipe.commands.learning import learned
    from dapipe.settings import Settings
    from dapipe.training import of_newsroom

    assert dapipe("ingest", article, "--out", tmp_path, "-q").returncode == 0
    with (tmp_path / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        row = list(csv.DictReader(file))[3]
    assert dapipe("correct", row["id"], "label=other", "--out", tmp_path).returncode == 0
    (lesson,) = learned(tmp_path)
    made = of_newsroom(lesson.path, [lesson], Settings().model)
    assert [label for label in made.labels if label] == ["other"]


def test_a_store_or_a_language_model_that_can_not_be_used_is_status_4(tmp_path: Path, article: Path) -> None:
    (tmp_path / "dapipe.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    assert dapipe("find", "arrest", "--out", tmp_path).returncode == 4
    assert dapipe("ingest", article, "--out", tmp_path).returncode == 4


def test_an_interrupt_is_status_130(tmp_path: Path) -> None:
    code = "import os, signal, sys; sys.argv = ['dapipe', 'demo', '--out', sys.argv[1]]\n"
    code += "from dapipe import ingest\nfrom dapipe.cli import main\n"
    code += "ingest.counted = lambda paths: os.kill(os.getpid(), signal.SIGINT)\nmain()"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert "what was finished is stored" in done.stderr


def test_the_exit_statuses_are_in_the_guide_and_the_readme() -> None:
    for page in ("README.md", "docs/user-guide.md"):
        told = " ".join((ROOT / page).read_text(encoding="utf-8").split()).partition("Exit status")[2][:400]
        assert set(re.findall(r"\b(?:[0-4]|130)\b", told)) == {"0", "1", "2", "3", "4", "130"}
