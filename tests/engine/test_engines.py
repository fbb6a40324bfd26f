"""Every engine keeps the same promise: a document that kills, hangs or explodes costs no other document."""

from __future__ import annotations

import os
import signal
import time

import pytest

from dapipe.engine import ENGINES, engine
from dapipe.errors import BadSettings
from dapipe.limits import Limits
from dapipe.work import Job, Outcome, to_json

LIMITS = Limits(seconds=2.0, memory=3 * 1024**3, answer_bytes=1_000_000)
MISDEEDS = ["kill", "hang", "eat", "exit", "raise", "print", "chatter"]
CODES = {"kill": "child-lost", "hang": "too-slow", "exit": "child-lost", "raise": "child-lost", "chatter": "too-large"}


def obey(job: Job) -> bytes:
    """Do what the job's path says."""
    if job.path == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if job.path == "hang":
        time.sleep(60)
    if job.path == "eat":
        return bytes(8 * 1024**3)
    if job.path == "exit":
        raise SystemExit(3)
    if job.path == "raise":
        raise RuntimeError("on order")
    if job.path == "print":
        print("x" * 5_000_000)
    if job.path == "chatter":
        return b"x" * 2_000_000
    return to_json(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="complete"))


def job(path: str) -> Job:
    return Job(path=path, digest="0" * 64, recipe="r", model="none", limits=LIMITS)


@pytest.mark.parametrize("name", ENGINES)
def test_bad_documents_are_named_and_good_ones_done(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    paths = [f"good {number}" for number in range(33)]
    for number, misdeed in enumerate(MISDEEDS):
        paths.insert(5 * number, misdeed)
    found = {outcome.path: outcome for outcome in engine(name)(obey, [job(path) for path in paths], 2)}
    good = [path for path in found if path.startswith("good") and found[path].status == "complete"]
    assert (len(found), len(good)) == (40, 33)
    assert {path: found[path].problems[0].code for path in CODES} == CODES
    assert found["eat"].status == "lost"


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(BadSettings, match="local"):
        engine("steam")
