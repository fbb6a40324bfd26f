"""Runs whose documents and results lie in an object store: same store in the end, nothing done twice, nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dapipe import address, parts, schema
from dapipe.engine import ENGINES, Task
from dapipe.engine.delivery import delivered
from dapipe.errors import StoreFailed, WrongUse
from dapipe.ingest import STORE, Summary, fold, ingest
from dapipe.limits import Limits
from dapipe.work import Job, Outcome, from_json, to_json
from tests.crash.shared import TASK, count, rows_of, settings, write_documents

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dapipe.ingest.recipe", lambda model: "first")


def upload(folder: Path, where: str, number: int = 20) -> str:
    """So many documents in a folder and at an address, which it returns."""
    write_documents(folder, number)
    for path in folder.iterdir():
        address.write(f"{where}/documents/{path.name}", path.read_bytes())
    return f"{where}/documents"


def run(places: list[str], out: str, *, engine: str = "local", task: Task = TASK) -> Summary:
    chosen = replace(settings(Path("unused"), engine, 2), out=out)
    return ingest([address.place(one) for one in places], chosen, lambda outcomes, total: outcomes, task)


def folded(where: str, out: Path) -> Summary:
    return fold(where, settings(out), lambda outcomes, total: outcomes)


def found(where: str) -> list[str]:
    """The names of the parts at an address."""
    return [one for one in address.below(where) if "/runs/" not in one] if address.there(where) else []


def refuse(job: Job) -> bytes:
    raise RuntimeError("nothing should be done")


@pytest.mark.parametrize("engine", ENGINES)
def test_folded_parts_are_the_store_of_a_direct_run(engine: str, bucket: str, tmp_path: Path) -> None:
    if engine == "dask":
        pytest.importorskip("distributed")
    documents = upload(tmp_path / "d", bucket)
    summary = run([documents], f"{bucket}/parts", engine=engine)
    # A text and its copy are read both: only their worker knows that they are alike.
    assert (summary.statuses, summary.exit_status) == ({"complete": 21, "failed": 1}, 1)
    assert len(found(f"{bucket}/parts")) == 21
    again = folded(f"{bucket}/parts", tmp_path / "folded")
    assert again.statuses == {"complete": 19, "failed": 1, "known": 2}
    run([documents], str(tmp_path / "direct"))
    assert rows_of(tmp_path / "folded" / STORE) == rows_of(tmp_path / "direct" / STORE)
    for path in (tmp_path / "direct").glob("*.csv"):
        assert (tmp_path / "folded" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_second_run_does_only_what_failed(bucket: str, tmp_path: Path) -> None:
    documents = upload(tmp_path / "d", bucket)
    run([documents], f"{bucket}/parts")
    summary = run([documents], f"{bucket}/parts", task=Task(process=refuse))
    assert summary.statuses == {"known": 21, "failed": 1}
    assert folded(f"{bucket}/parts", tmp_path / "out").statuses == {"complete": 19, "failed": 1, "known": 2}
    assert folded(f"{bucket}/parts", tmp_path / "out").statuses == {"known": 21, "failed": 1}


def test_changed_bytes_are_told_from_a_same_name_and_size(bucket: str, tmp_path: Path) -> None:
    address.write(f"{bucket}/documents/a.txt", b"some 43 arrests")
    run([f"{bucket}/documents"], f"{bucket}/parts")
    address.write(f"{bucket}/documents/a.txt", b"some 34 arrests")
    assert run([f"{bucket}/documents"], f"{bucket}/parts").statuses == {"complete": 1}
    folded(f"{bucket}/parts", tmp_path / "out")
    assert [row[7] for row in rows_of(tmp_path / "out" / STORE)["facts"]] == ["34"]
    address.write(f"{bucket}/documents/a.txt", b"some 43 arrests")
    assert run([f"{bucket}/documents"], f"{bucket}/parts").statuses == {"known": 1}
    folded(f"{bucket}/parts", tmp_path / "out")
    assert [row[7] for row in rows_of(tmp_path / "out" / STORE)["facts"]] == ["43"]


def test_another_recipe_does_all_again_and_takes_the_place_of_the_first(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = upload(tmp_path / "d", bucket, 3)
    run([documents], f"{bucket}/parts")
    monkeypatch.setattr("dapipe.ingest.recipe", lambda model: "second")
    assert run([documents], f"{bucket}/parts").statuses == {"complete": 3}
    folded(f"{bucket}/parts", tmp_path / "out")
    assert {row[1] for row in rows_of(tmp_path / "out" / STORE)["ledger"]} == {"second"}


def test_paths_and_addresses_go_together(bucket: str, tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 2)
    address.write(f"{bucket}/documents/a.txt", b"some 43 arrests")
    address.write(f"{bucket}/documents/a.bin", b"passed over")
    summary = run([str(tmp_path / "d"), f"{bucket}/documents", f"{bucket}/documents/a.txt"], str(tmp_path / "out"))
    assert (summary.statuses, summary.passed_over) == ({"complete": 3}, 1)
    assert (summary.facts["documents"], summary.vanished) == (3, [])
    assert run([f"{bucket}/documents"], str(tmp_path / "out"), task=Task(process=refuse)).statuses == {"known": 1}
    assert run([str(tmp_path / "d")], f"file://{tmp_path}/parts").statuses == {"complete": 2}
    assert len(found(f"file://{tmp_path}/parts")) == 2


def test_what_can_not_be_fetched_or_is_too_long_is_named(bucket: str) -> None:
    address.write(f"{bucket}/long.txt", b"x" * 100)
    jobs = [
        Job(path=f"{bucket}/{name}.txt", digest="", recipe="r", model="", limits=Limits(bytes=99))
        for name in ("nowhere", "long")
    ]
    outcomes = [delivered(job, lambda job: pytest.fail("nothing to read")) for job in jobs]
    assert [(len(outcome.digest), outcome.problems[0].code) for outcome in outcomes] == [
        (64, "unreadable"),
        (64, "too-large"),
    ]


STARTED = "import sys; from tests.test_parts import main; main(*sys.argv[1:])"


def main(documents: str, where: str) -> None:
    """A run in a process of its own, to be killed."""
    import dapipe.ingest

    dapipe.ingest.recipe = lambda model: "first"
    run([documents], where)


def test_a_killed_run_goes_on_where_it_stopped(bucket: str, tmp_path: Path) -> None:
    documents = upload(tmp_path / "d", bucket, 60)
    command = [sys.executable, "-c", STARTED, documents, f"{bucket}/parts"]
    process = subprocess.Popen(command, cwd=ROOT)
    while len(found(f"{bucket}/parts")) < 5:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = len(found(f"{bucket}/parts"))
    assert done < 60
    with pytest.raises(WrongUse, match="no run has ended there"):
        folded(f"{bucket}/parts", tmp_path / "folded")
    summary = run([documents], f"{bucket}/parts")
    assert summary.statuses["known"] >= done
    folded(f"{bucket}/parts", tmp_path / "folded")
    run([documents], str(tmp_path / "direct"))
    assert rows_of(tmp_path / "folded" / STORE) == rows_of(tmp_path / "direct" / STORE)


def test_what_an_interrupted_run_has_finished_can_be_folded(bucket: str, tmp_path: Path) -> None:
    documents = upload(tmp_path / "d", bucket, 10)
    chosen = replace(settings(tmp_path, "serial", 1), out=f"{bucket}/parts")

    def interrupted(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
        yield next(outcomes)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([documents], chosen, interrupted, TASK)  # type: ignore[arg-type]
    assert folded(f"{bucket}/parts", tmp_path / "out").statuses == {"complete": 1}


def test_a_child_has_no_keys_to_the_store(bucket: str, tmp_path: Path) -> None:
    address.write(f"{bucket}/documents/a.txt", b"some 43 arrests")
    assert os.environ["AWS_SECRET_ACCESS_KEY"]
    run([f"{bucket}/documents"], str(tmp_path / "out"), task=Task(process=tell_keys))
    assert [row[7] for row in rows_of(tmp_path / "out" / STORE)["facts"]] == ["none"]


def tell_keys(job: Job) -> bytes:
    """One fact: the names of the variables that open an object store."""
    outcome = from_json(count(job))
    place = [column.name for column in schema.columns("facts")].index("words")
    told = " ".join(name for name in os.environ if name.startswith("AWS")) or "none"
    row = outcome.rows["facts"][0]
    return to_json(replace(outcome, rows={"facts": [(*row[:place], told, *row[place + 1 :])]}))


def unfit(job: Job) -> bytes:
    """Facts that no column takes: a number beyond all bounds."""
    outcome = from_json(count(job))
    place = [column.name for column in schema.columns("documents")].index("pages")
    row = outcome.rows["documents"][0]
    return to_json(replace(outcome, rows={"documents": [(*row[:place], 2**70, *row[place + 1 :])]}))


def test_facts_that_no_part_can_hold_cost_their_document_only(bucket: str, tmp_path: Path) -> None:
    documents = upload(tmp_path / "d", bucket, 2)
    summary = run([documents], f"{bucket}/parts", task=Task(process=unfit))
    assert summary.statuses == {"failed": 2}
    assert "can't be stored" in summary.problems[0][2]


def test_a_part_comes_back_as_it_went(tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 1)
    where = f"file://{tmp_path}/parts"
    run([str(tmp_path / "d")], str(tmp_path / "out"))
    path = str(tmp_path / "d" / "0000.txt")
    job = Job(path=path, digest="ab" * 32, recipe="r", model="")
    outcome = from_json(count(job))
    parts.put(where, outcome)
    assert parts.got(where, path, job.digest, "r").rows["facts"] == outcome.rows["facts"]
    assert parts.is_there(where, path, job.digest, "r")
    assert not parts.is_there(where, path, job.digest, "other")
    assert not parts.is_there(where, "another.txt", job.digest, "r")


def test_a_foreign_file_in_the_place_of_a_part_is_told(bucket: str, tmp_path: Path) -> None:
    documents = upload(tmp_path / "d", bucket, 2)
    run([documents], f"{bucket}/parts")
    address.write(found(f"{bucket}/parts")[0], b"no Parquet")
    summary = folded(f"{bucket}/parts", tmp_path / "out")
    assert summary.statuses == {"complete": 1, "failed": 1}
    assert "Delete it and run dapipe ingest again" in summary.problems[0][2]


def test_an_address_that_can_not_be_written_ends_the_run_at_once(bucket: str, tmp_path: Path) -> None:
    write_documents(tmp_path / "d", 1)
    with pytest.raises(StoreFailed) as caught:
        run([str(tmp_path / "d")], "s3://no-such-bucket-there/parts", task=Task(process=refuse))
    assert caught.value.exit_status == 4


def test_a_store_at_an_address_and_a_fold_of_nothing_are_wrong_use(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="can't lie at an address"):
        fold(bucket, replace(settings(tmp_path), out=bucket), lambda outcomes, total: outcomes)
    with pytest.raises(WrongUse, match="no run has ended there"):
        folded(bucket, tmp_path / "out")
    with pytest.raises(WrongUse, match="no file or folder"):
        run([f"{bucket}/nowhere"], str(tmp_path / "out"))
