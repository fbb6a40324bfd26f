"""Killed at random moments and run again, dapipe ends with the store of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from dapipe.ingest import STORE, ingest
from tests.crash.shared import TASK, rows_of, settings, write_documents

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")


def start(documents: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "tests.crash.run", str(documents), str(out)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def kill(process: int) -> None:
    """Kill -9, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def gone(processes: list[int], seconds: float = 5.0) -> bool:
    """True if all processes have ended within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(Path(f"/proc/{one}").exists() for one in processes):
            return True
        time.sleep(0.02)
    return False


def disturb(process: subprocess.Popen[bytes], chance: random.Random) -> int:
    """Kill the parent, a child or both after a moment; the number of kills."""
    time.sleep(chance.uniform(0.25, 0.9))
    kills = 0
    victim = chance.choice(["parent", "child", "both"])
    of_it = children(process.pid)
    if victim != "parent" and of_it:
        kill(chance.choice(of_it))
        kills += 1
    if victim != "child" and process.poll() is None:
        process.kill()
        kills += 1
        process.wait()
        assert gone(of_it), "a child has outlived its parent"
    return kills


def kill_until(number: int, documents: Path, out: Path, seed: int) -> int:
    """Run and kill so often, then run to the end; the number of runs over which the kills went."""
    chance = random.Random(seed)
    kills = runs = 0
    while kills < number:
        process = start(documents, out)
        runs += 1
        while kills < number and process.poll() is None:
            kills += disturb(process, chance)
        process.communicate()
    process = start(documents, out)
    process.communicate()
    assert process.returncode == 1, "broken documents are told"
    return runs


@pytest.fixture
def undisturbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("dapipe.ingest.recipe", lambda model: "the same in all runs")
    write_documents(tmp_path / "documents", 300)
    ingest([tmp_path / "documents"], settings(tmp_path / "undisturbed"), lambda outcomes, total: outcomes, TASK)
    return tmp_path


def compare(folder: Path, seed: int, number: int) -> int:
    runs = kill_until(number, folder / "documents", folder / "killed", seed)
    assert rows_of(folder / "killed" / STORE) == rows_of(folder / "undisturbed" / STORE)
    for path in (folder / "undisturbed").glob("*.csv"):
        assert (folder / "killed" / path.name).read_bytes() == path.read_bytes()
    return runs


def test_a_few_kills_change_nothing(undisturbed: Path) -> None:
    compare(undisturbed, seed=3, number=4)


@pytest.mark.bench
def test_a_hundred_kills_change_nothing(undisturbed: Path) -> None:
    kills = runs = 0
    for seed in range(20):
        for path in sorted((undisturbed / "killed").glob("*")):
            path.unlink()
        for path in sorted((undisturbed / "killed").glob(".*")):
            path.unlink()
        runs += compare(undisturbed, seed, 5)
        kills += 5
    print(f"\n{kills} kills in {runs} runs over 20 stores: no difference")


def has_stored(store: Path) -> bool:
    """True once a store holds a document."""
    try:
        return bool(rows_of(store)["ledger"])
    except sqlite3.OperationalError:
        return False


def test_ctrl_c_ends_politely_and_keeps_what_was_done(undisturbed: Path) -> None:
    out = undisturbed / "interrupted"
    process = start(undisturbed / "documents", out)
    while not (out / STORE).exists() or not children(process.pid):
        time.sleep(0.02)
    while not has_stored(out / STORE):
        time.sleep(0.02)
    of_it = children(process.pid)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 130, said
    assert b"interrupted; what was finished is stored" in said
    assert b"Traceback" not in said
    assert gone(of_it)
    done = rows_of(out / STORE)
    assert 0 < len(done["ledger"]) < 300
    again = start(undisturbed / "documents", out)
    again.communicate()
    assert again.returncode == 1
    assert rows_of(out / STORE) == rows_of(undisturbed / "undisturbed" / STORE)
