from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dapipe import schema
from dapipe.engine import ENGINES, Task
from dapipe.errors import NothingToRead, StoreLocked, WrongUse
from dapipe.files import documents
from dapipe.ingest import STORE, Summary, ingest, stored
from dapipe.work import Job, from_json, to_json
from tests.crash.shared import TASK, count, rows_of, settings, write_documents

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dapipe.ingest.recipe", lambda model: "the same in all runs")


def run(paths: list[Path], out: Path, *, engine: str = "serial", jobs: int = 1, task: Task = TASK) -> Summary:
    return ingest(paths, settings(out, engine, jobs), lambda outcomes, total: outcomes, task)


def available(name: str) -> str:
    if name == "dask":
        pytest.importorskip("distributed")
    return name


def test_every_file_is_counted_once(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 30)
    summary = run([tmp_path / "d"], tmp_path / "out")
    assert summary.statuses == {"complete": 28, "failed": 3, "known": 2}
    assert [Path(path).name for path, _, _ in summary.problems] == ["0014.txt", "0029-copy.txt", "0029.txt"]
    assert summary.exit_status == 1


@pytest.mark.parametrize(("engine", "jobs"), [(name, jobs) for name in ENGINES for jobs in (1, 3)])
def test_exports_are_the_same_whatever_the_engine_and_number_of_workers(engine: str, jobs: int, tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 40)
    run([tmp_path / "d"], tmp_path / "one")
    run([tmp_path / "d"], tmp_path / "other", engine=available(engine), jobs=jobs)
    files = sorted(path.name for path in (tmp_path / "one").glob("*.*") if path.suffix in (".csv", ".json", ".md"))
    assert "facts.csv" in files
    for name in files:
        assert (tmp_path / "other" / name).read_bytes() == (tmp_path / "one" / name).read_bytes(), name


def test_exports_are_the_same_whatever_the_order(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 40)
    files = [path for path in documents([tmp_path / "d"]) if "copy" not in path.name]
    run(files, tmp_path / "one")
    run(files[::-1], tmp_path / "other", engine="local", jobs=2)
    for path in (tmp_path / "one").glob("*.csv"):
        assert (tmp_path / "other" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_second_run_does_nothing_and_leaves_the_files_alone(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 10)
    run([tmp_path / "d"], tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.csv")}
    summary = run([tmp_path / "d"], tmp_path / "out", task=Task(process=refuse))
    assert summary.statuses == {"known": 11}
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.csv")} == before
    assert set(summary.files) >= set(before)


def refuse(job: Job) -> bytes:
    raise RuntimeError("nothing should be done")


def test_an_exported_file_that_was_deleted_is_written_again(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 3)
    run([tmp_path / "d"], tmp_path / "out")
    (tmp_path / "out" / "facts.csv").unlink()
    run([tmp_path / "d"], tmp_path / "out")
    assert (tmp_path / "out" / "facts.csv").is_file()


def test_another_recipe_does_all_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_documents(tmp_path / "d", 5)
    run([tmp_path / "d"], tmp_path / "out")
    monkeypatch.setattr("dapipe.ingest.recipe", lambda model: "another")
    assert run([tmp_path / "d"], tmp_path / "out").statuses == {"complete": 5}


def test_runs_are_listed(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 15)
    for _ in range(2):
        run([tmp_path / "d"], tmp_path / "out")
    with stored(tmp_path / "out" / STORE) as store:
        first, second = store.runs()
    assert (first.documents, first.unchanged, first.failed, first.recipe) == (16, 1, 1, "the same in all runs")
    assert (second.documents, second.unchanged, second.failed, second.facts) == (16, 15, 1, first.facts)
    assert first.started <= second.started
    assert str(second).startswith(f"{second.started[:10]} ")


def test_paths_are_those_of_the_folder_where_the_run_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_documents(tmp_path / "d", 1)
    monkeypatch.chdir(tmp_path / "d")
    assert run([Path("0000.txt")], tmp_path / "out").statuses == {"complete": 1}


def test_a_moved_file_is_no_loss_and_a_deleted_one_is_told(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 3)
    run([tmp_path / "d"], tmp_path / "out")
    (tmp_path / "d" / "0000.txt").rename(tmp_path / "d" / "moved.txt")
    (tmp_path / "d" / "0001.txt").unlink()
    summary = run([tmp_path / "d"], tmp_path / "out")
    assert summary.statuses == {"known": 2}
    assert [Path(path).name for path in summary.vanished] == ["0001.txt"]
    assert summary.facts["documents"] == 3


def test_a_failed_document_is_tried_again_with_its_copy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("broken")
    (tmp_path / "b.txt").write_text("broken")
    for _ in range(2):
        summary = run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out")
        assert summary.statuses == {"failed": 2}
        assert len(rows_of(tmp_path / "out" / STORE)["problems"]) == 2


def unfit(job: Job) -> bytes:
    """Facts that no table takes: a number beyond all bounds."""
    outcome = from_json(count(job))
    place = [column.name for column in schema.columns("documents")].index("pages")
    row = outcome.rows["documents"][0]
    return to_json(replace(outcome, rows={"documents": [(*row[:place], 2**70, *row[place + 1 :])]}))


def test_facts_that_the_store_can_not_take_cost_their_document_only(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 2)
    summary = run([tmp_path / "d"], tmp_path / "out", task=Task(process=unfit))
    assert summary.statuses == {"failed": 2}
    assert "can't be stored" in summary.problems[0][2]


def test_a_file_above_the_limit_is_named_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(10**12)
    summary = run([tmp_path / "huge.txt"], tmp_path / "out")
    assert [code for _, code, _ in summary.problems] == ["too-large"]


def test_pipes_and_links_in_a_folder_are_left_alone(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 1)
    os.mkfifo(tmp_path / "d" / "pipe.txt")
    (tmp_path / "d" / "link.txt").symlink_to("/etc/passwd")
    assert [path.name for path in documents([tmp_path / "d"])] == ["0000.txt"]


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 2)
    named = tmp_path / "d" / "0001.txt"
    assert list(documents([tmp_path, tmp_path / "d", named, named])) == [named, tmp_path / "d" / "0000.txt"]


def test_a_name_that_is_no_text_is_read_and_known(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("some 43 arrests")
    assert run([path], tmp_path / "out").statuses == {"complete": 1}
    assert run([path], tmp_path / "out").statuses == {"known": 1}
    assert len(rows_of(tmp_path / "out" / STORE)["facts"]) == 1


def test_nothing_to_read_and_wrong_paths_are_told(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead):
        run([tmp_path], tmp_path / "out")
    with pytest.raises(WrongUse):
        run([tmp_path / "nowhere"], tmp_path / "out")
    with pytest.raises(WrongUse), stored(tmp_path / "out" / STORE):
        pass


def test_a_store_that_another_program_writes_to_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_documents(tmp_path / "d", 1)
    run([tmp_path / "d"], tmp_path / "out")
    monkeypatch.setattr("dapipe.ingest.recipe", lambda model: "another")
    monkeypatch.setattr("dapipe.store.PATIENCE", 0.1)
    other = sqlite3.connect(tmp_path / "out" / STORE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked) as caught:
        run([tmp_path / "d"], tmp_path / "out")
    other.close()
    assert caught.value.exit_status == 4


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
sys.argv = ["run", *sys.argv[1:]]
import runpy
runpy.run_module("tests.crash.run", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such bound there")
def test_no_room_ends_the_run_with_status_4_and_the_store_intact(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 200)
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "d"), str(tmp_path / "out"), "serial", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 4, done.stderr
    assert "the store can't be used" in done.stderr
    assert "Traceback" not in done.stderr
    kept = rows_of(tmp_path / "out" / STORE)
    assert 0 < len(kept["ledger"]) < 200
    run([tmp_path / "d"], tmp_path / "out")
    run([tmp_path / "d"], tmp_path / "undisturbed")
    assert rows_of(tmp_path / "out" / STORE) == rows_of(tmp_path / "undisturbed" / STORE)
