"""The commands of the newsroom, as a reporter types them, over one run of the sample documents."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dapipe import cli
from dapipe.errors import DapipeError
from dapipe.store import open_store
from tests.report.sample import fill


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    with open_store(folder / "dapipe.sqlite") as store:
        fill(store)
    return folder


def run(*arguments: str) -> list[str]:
    """The lines that a command prints; it must end well."""
    done = CliRunner().invoke(cli.app, arguments)
    if isinstance(done.exception, DapipeError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def test_find_looks_into_words_and_sentences(facts: Path) -> None:
    found = [json.loads(line) for line in run("find", "domestic abuse", "--out", str(facts), "--json")]
    assert found
    assert len(run("find", "domestic abuse", "--most", "3", "--out", str(facts))) == 3
    assert run("find", "zebra crossing", "--out", str(facts)) == []


def test_a_correction_is_in_every_later_export(facts: Path, tmp_path: Path) -> None:
    found = map(json.loads, run("find", "Dorset Police 44", "--out", str(facts), "--json"))
    fact = next(row for row in found if row["type"] == "figure")
    run("correct", fact["id"], "value=45", "--who", "Ann", "--why", "page 5", "--out", str(facts))
    (line,) = run("correct", "--out", str(facts))
    assert line.startswith("applied")
    (state,) = map(json.loads, run("correct", "--json", "--out", str(facts)))
    assert (state["correction"]["old"], state["correction"]["new"]) == ("44", "45")
    run("export", str(tmp_path), "--format", "csv", "--format", "sqlite", "--out", str(facts))
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig") as file:
        (row,) = [row for row in csv.DictReader(file) if row["id"] == fact["id"]]
    assert row["value"] == "45"
    connection = sqlite3.connect(tmp_path / "facts.sqlite")
    assert connection.execute('SELECT "value" FROM "figures" WHERE "id" = ?', (fact["id"],)).fetchone() == (45.0,)
    connection.close()
    (known,) = map(json.loads, run("show", fact["id"], "--json", "--out", str(facts)))
    assert known["value"] == 44
    assert known["correction"] == [line]
    (facts / "corrections.csv").unlink()


def test_a_check_is_shown_with_its_fact_and_gone_when_that_is_put_right(tmp_path: Path) -> None:
    run("demo", "--out", str(tmp_path))
    checks = map(json.loads, run("export", "-", "--type", "checks", "--format", "jsonl", "--out", str(tmp_path)))
    check = next(row for row in checks if row["kind"] == "arithmetic" and row["result"] == "off")
    lines = run("show", check["facts"].split()[0], "--out", str(tmp_path))
    assert f"{'check':14} off: {check['note']}" in lines
    assert (tmp_path / "report.html").stat().st_size > 50_000
    run("correct", check["facts"].split()[0], "value=30", "value_text=30 per cent", "--out", str(tmp_path))
    checks = map(json.loads, run("export", "-", "--type", "checks", "--format", "jsonl", "--out", str(tmp_path)))
    assert not [row for row in checks if row["kind"] == "arithmetic" and row["result"] == "off"]


def test_a_selection_goes_to_standard_output(facts: Path) -> None:
    lines = run("export", "-", "--type", "figures", "--force", "dorset", "--where", "value>40", "--out", str(facts))
    assert lines[0].startswith("id,")
    assert len(lines) > 1


def test_two_runs_are_compared(facts: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "dapipe.sqlite") as store:
        fill(store, names="[!g]*")
    lines = run("diff", str(facts), str(tmp_path))
    assert lines
    assert {line[0] for line in lines} == {"-"}
    assert run("diff", str(facts), str(facts)) == []
    assert json.loads(run("diff", str(facts), str(tmp_path), "--json")[0])["sign"] == "-"


def test_a_report_is_written_for_a_day(facts: Path) -> None:
    (path,) = run("report", "--images", "none", "--on", "2019-06-01", "--out", str(facts))
    assert "2019-06-01" in Path(path).read_text(encoding="utf-8")


def test_doctor_finds_this_machine_well() -> None:
    states = {row["name"]: row["state"] for row in map(json.loads, run("doctor", "--json"))}
    assert states["spacy"] == states["classifier"] == states["language model"] == states["output folder"] == "ok"


def test_settings_are_shown_with_their_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dapipe.toml").write_text('out = "here"\nseconds = 5')
    monkeypatch.setenv("DAPIPE_SECONDS", "7")
    rows = {row["setting"]: row for row in map(json.loads, run("config", "show", "--json"))}
    assert (rows["out"]["value"], rows["out"]["origin"]) == ("here", "dapipe.toml")
    assert (rows["seconds"]["value"], rows["seconds"]["origin"]) == (7.0, "DAPIPE_SECONDS")
    assert rows["jobs"]["origin"] == "default"
