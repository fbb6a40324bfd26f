"""Every engine keeps the same promise: a document that kills, hangs or explodes costs no other document."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dapipe.engine import ENGINES, Task, engine
from dapipe.engine.local import guarded
from dapipe.errors import BadModel, BadSettings, Failed, NeedsPassword
from dapipe.limits import Limits
from dapipe.work import Job, Outcome, to_json

LIMITS = Limits(seconds=2.0, memory=3 * 1024**3, answer_bytes=1_000_000)
CODES = {
    "kill": "child-lost",
    "hang": "too-slow",
    "eat": "too-large",
    "exit": "child-lost",
    "raise": "failed",
    "chatter": "too-large",
}
MISDEEDS = [*CODES, "print"]


def obey(job: Job) -> bytes:
    """Do what the job's path says."""
    if job.path == "kill":
        signal.raise_signal(signal.SIGKILL)
    if job.path == "kill the first engine" and not job.limits.second_engine:
        signal.raise_signal(signal.SIGABRT)
    if job.path == "hang":
        time.sleep(60)
    if job.path == "eat":
        eaten = [bytes(100_000_000) for _ in range(80)]
        return b"".join(eaten)
    if job.path == "exit":
        raise SystemExit(3)
    if job.path == "raise":
        raise RuntimeError("on order")
    if job.path == "print":
        print("x" * 5_000_000)
    if job.path == "chatter":
        return b"x" * 50_000_000
    return to_json(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="complete"))


def job(path: str, limits: Limits = LIMITS, model: str = "none") -> Job:
    return Job(path=path, digest="0" * 64, recipe="r", model=model, limits=limits)


def available(name: str) -> str:
    """The name of an engine whose library is installed; else the test is skipped."""
    if name == "dask":
        pytest.importorskip("distributed")
    return name


@pytest.mark.parametrize("name", ENGINES)
def test_bad_documents_are_named_and_good_ones_done(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    paths = [f"good {number}" for number in range(33)]
    for number, misdeed in enumerate(MISDEEDS):
        paths.insert(5 * number, misdeed)
    run = engine(available(name))(Task(process=obey), map(job, paths), 2)
    found = {outcome.path: outcome for outcome in run}
    good = [path for path in found if path.startswith("good") and found[path].status == "complete"]
    assert (len(found), len(good)) == (40, 33)
    assert {path: found[path].problems[0].code for path in CODES} == CODES
    assert found["print"].status == "complete"
    assert "xxx" not in capfd.readouterr().out


mkfifo_before_the_lock = os.mkfifo


def lame(job: Job) -> bytes:
    """Die the first time that a job comes; its path is a file that remembers."""
    path = Path(job.path)
    if not path.exists():
        mkfifo_before_the_lock(path)
        signal.raise_signal(signal.SIGKILL)
    return to_json(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="complete"))


@pytest.mark.parametrize("name", ENGINES)
def test_a_child_killed_from_outside_costs_nothing(name: str, tmp_path: Path) -> None:
    jobs = [job(str(tmp_path / str(number))) for number in range(4)]
    run = engine(available(name))(Task(process=lame), jobs, 2)
    assert [outcome.status for outcome in run] == ["complete"] * 4


def slow(job: Job) -> bytes:
    """Take a moment, so that a worker can be met at work."""
    time.sleep(0.2)
    return to_json(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="complete"))


def test_a_worker_of_a_cluster_killed_in_mid_run_loses_nothing() -> None:
    psutil = pytest.importorskip("psutil")
    paths = [f"good {number}" for number in range(16)]
    run = engine(available("dask"))(Task(process=slow), map(job, paths), 2)
    first = next(run)
    children = [child for worker in psutil.Process().children() for child in worker.children()]
    at_work = next(child for child in children if "dapipe.engine.child" in " ".join(child.cmdline()))
    at_work.parent().kill()
    found = [first, *run]
    assert sorted(outcome.path for outcome in found) == sorted(paths)
    assert {outcome.status for outcome in found} == {"complete"}


@pytest.mark.parametrize("name", ENGINES)
def test_jobs_are_drawn_as_workers_become_free(name: str) -> None:
    drawn: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(100):
            drawn.append(number)
            yield job(f"good {number}")

    run = engine(available(name))(Task(process=obey), jobs(), 2)
    next(run)
    assert len(drawn) < 20
    run.close()


def test_a_document_that_kills_its_process_is_tried_with_the_second_engine() -> None:
    run = engine("serial")(Task(process=obey), [job("kill the first engine"), job("kill"), job("good")], 1)
    found = {outcome.path: outcome for outcome in run}
    assert found["kill the first engine"].status == found["good"].status == "complete"
    assert "SIGKILL" in found["kill"].problems[0].message


def spoiled(model: str) -> None:
    raise BadModel("damaged", advice="Make it again.")


@pytest.mark.parametrize("name", ENGINES)
def test_what_keeps_children_from_starting_ends_the_run(name: str) -> None:
    with pytest.raises(BadModel, match="damaged"):
        list(engine(available(name))(Task(process=obey, prepare=spoiled), [job("good")], 1))


LOADED: list[str] = []


def load(model: str) -> None:
    time.sleep(1.0)
    LOADED.append(model)


def loaded(job: Job) -> bytes:
    return to_json(
        Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status=" ".join(LOADED) + f" {os.getpid()}")
    )


def test_a_child_is_prepared_once_and_outside_the_deadline() -> None:
    limits = Limits(seconds=0.9)
    jobs = [job(str(number), limits, "the-model") for number in range(5)]
    statuses = {outcome.status for outcome in engine("serial")(Task(process=loaded, prepare=load), jobs, 1)}
    assert len(statuses) == 1
    assert statuses.pop().split()[0] == "the-model"


def nonsense(job: Job) -> bytes:
    return {
        "json": b"{",
        "table": b'{"path": "table", "digest": "", "recipe": "", "status": "", "rows": {"x": []}, "problems": []}',
        "other": to_json(Outcome(path="another", digest=job.digest, recipe=job.recipe, status="complete")),
    }[job.path]


def test_an_answer_that_is_no_outcome_of_the_job_is_a_failure() -> None:
    run = engine("serial")(Task(process=nonsense), [job(path) for path in ("json", "table", "other")], 1)
    assert [outcome.problems[0].code for outcome in run] == ["failed"] * 3


def locked_door(job: Job) -> bytes:
    if job.path == "password":
        raise NeedsPassword("it needs a password", advice="Ask for it.")
    if job.path == "bug":
        raise KeyError("x")
    return f"{os.getpid()} {sys.argv}".encode()


def test_a_single_job_can_be_done_in_a_guarded_child() -> None:
    task = Task(process=locked_door)
    assert int(guarded(task, job("any")).split()[0]) != os.getpid()
    with pytest.raises(NeedsPassword, match="Ask for it"):
        guarded(task, job("password"))
    with pytest.raises(Failed, match="KeyError"):
        guarded(task, job("bug"))


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(BadSettings, match="local"):
        engine("steam")


def test_a_scheduler_without_dask_is_told() -> None:
    with pytest.raises(BadSettings, match="no scheduler"):
        engine("local", "tcp://localhost:8786")
