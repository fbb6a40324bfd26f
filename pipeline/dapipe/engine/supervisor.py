"""The parent's side of a child: it starts one, asks it, ends it in time, and knows what became of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Event, Lock, Timer
from typing import Any, BinaryIO, cast

from dapipe.engine import Task, guard
from dapipe.engine.wire import ERROR, TIRED, error_from, job_line, receive
from dapipe.errors import ChildLost, DapipeError, TooLarge, TooSlow, too_large
from dapipe.work import Job, Outcome, failure, outcome_of

START_SECONDS = 300.0
START_ATTEMPTS = 3
JOBS_A_CHILD = 1_000
# One thread a child: with several children the libraries' own threads would only fight over the cores.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
# A child fetches nothing: what opens an object store stays with its parent.
KEYS = ("AWS_", "AZURE_", "FSSPEC_", "GCS_", "GOOGLE_")
COMMAND = [sys.executable, "-P", "-c", "from dapipe.engine.child import main; main()"]


class Ended(Exception):
    """The run was ended while a child was at work."""


class Starved(TooLarge):
    """The process that read the document died of want of memory."""


class Supervisor:
    """Keeps one guarded child, replaced when it is lost, late or tired. Used by one thread at a time."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.process: subprocess.Popen[bytes] | None = None
        self.asked = 0
        self.closed = False
        self.starting = Lock()

    def outcome(self, job: Job) -> Outcome:
        """The Outcome of a job, whatever happens to its child. Raises what keeps every child from starting."""
        self.ready(job)
        try:
            return outcome_of(job, self.ask(job))
        except (TooSlow, ChildLost, TooLarge) as error:
            return failure(job, error, "lost")
        except DapipeError as error:
            return failure(job, error)

    def ask(self, job: Job) -> bytes:
        """The child's answer. Raises TooSlow, TooLarge, ChildLost or what the task raised.

        A child that died is asked once more: something else may have killed it. If it dies again, or of want of memory,
        the fault lies with the document, and the last try is told to do without what may have killed the others.
        """
        with suppress(ChildLost):
            return self.ask_careful(job)
        return self.ask_careful(job, again=True)

    def ask_careful(self, job: Job, again: bool = False) -> bytes:
        """The answer; of a child that dies by the document's fault that of the second engine, if it has one."""
        try:
            return self.ask_once(job)
        except (ChildLost, Starved) as death:
            if isinstance(death, Starved) or again:
                with suppress(DapipeError):
                    return self.ask_once(replace(job, limits=replace(job.limits, second_engine=True)))
            raise

    def ask_once(self, job: Job) -> bytes:
        """The answer of a child that is ready."""
        process = self.ready(job)
        self.asked += 1
        with self.deadline(job.limits.seconds) as late:
            try:
                pipe(process.stdin).write(job_line(job))
                pipe(process.stdin).flush()
                kind, body = receive(pipe(process.stdout), job.limits.answer_bytes)
            except (EOFError, OSError) as error:
                raise self.lost(job, late.is_set()) from error
            except TooLarge:
                self.end()
                raise
        if late.is_set() or kind == TIRED or self.asked >= JOBS_A_CHILD:
            self.end()
        if kind == ERROR:
            raise error_from(body)
        return body

    def ready(self, job: Job) -> subprocess.Popen[bytes]:
        """The child, started if there is none. Raises what kept it from starting."""
        for _ in range(START_ATTEMPTS):
            if self.process:
                return self.process
            process = self.start(job)
            with self.deadline(START_SECONDS), suppress(EOFError, OSError):
                pipe(process.stdin).write(self.plan(job))
                pipe(process.stdin).flush()
                kind, body = receive(pipe(process.stdout), 0)
                if kind != ERROR:
                    return process
                self.end()
                raise error_from(body)
            self.end()
        raise ChildLost("no worker process could be started", advice="Is there enough memory?")

    def start(self, job: Job) -> subprocess.Popen[bytes]:
        """A new child, leader of its own group of processes, out of reach of the terminal's Ctrl-C."""
        with self.starting:
            if self.closed:
                raise Ended
            self.asked = 0
            self.process = subprocess.Popen(
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: text for name, text in os.environ.items() if not name.startswith(KEYS)} | ONE_THREAD,
                start_new_session=True,
            )
            return self.process

    def plan(self, job: Job) -> bytes:
        """The first line to a child: what to do, where, with how much memory."""
        names = {"process": name_of(self.task.process), "prepare": name_of(self.task.prepare)}
        place = {"folder": self.task.folder, "path": sys.path}
        return json.dumps({**names, **place, "model": job.model, "memory": job.limits.memory}).encode("ascii") + b"\n"

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[Event]:
        """Kill the child after so many seconds; the event tells whether that happened."""
        late = Event()

        def end() -> None:
            late.set()
            self.kill()

        timer = Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()

    def lost(self, job: Job, late: bool) -> Exception:
        """The error of a child that is gone: too slow, out of memory, or how it died."""
        code, memory = self.end(patience=1.0)
        if self.closed:
            return Ended()
        if late:
            return TooSlow(f"not done within {job.limits.seconds:g} seconds", advice="Raise the setting seconds.")
        if memory > max(0.6 * job.limits.memory, guard.peak_memory()):
            over = too_large(f"its process died with {memory / 1e6:,.0f} MB of memory", "memory_mb")
            return Starved(over.message, advice=over.advice)
        return ChildLost(f"the process that read it died ({died(code)})")

    def kill(self) -> None:
        """End the child's group of processes at once."""
        process = self.process
        if process and process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()

    def end(self, patience: float = 0.0) -> tuple[int, int]:
        """Kill the child and forget it: its exit code (negative: signal) and peak memory in bytes, as far as known.

        With `patience` (seconds) a dying child is given time to die its own death, which tells more than a kill.
        """
        process = self.process
        if process is None:
            return 0, 0
        code, memory = reaped(process, self.kill, patience)
        self.process = None
        for end in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe(end).close()
        return code, memory

    def close(self) -> None:
        """End the child, and start no other."""
        with self.starting:
            self.closed = True
        self.kill()


def reaped(process: subprocess.Popen[bytes], kill: Callable[[], None], patience: float) -> tuple[int, int]:
    """Exit code and peak memory (bytes) of a child that is dead, or is killed when patience is at its end."""
    if not hasattr(os, "wait4"):
        kill()
        return process.wait(), 0
    end = time.monotonic() + patience
    while time.monotonic() < end:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            return exit_of(process, status, usage)
        time.sleep(0.005)
    kill()
    _, status, usage = os.wait4(process.pid, 0)
    return exit_of(process, status, usage)


def exit_of(process: subprocess.Popen[bytes], status: int, usage: Any) -> tuple[int, int]:
    """Exit code and peak memory from the system's account, noted in the process too."""
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, guard.memory_of(usage)


def died(code: int) -> str:
    """How a process ended, from its exit code."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def name_of(function: Callable[..., Any] | None) -> str:
    """The name under which a child imports a function; "" for none."""
    return f"{function.__module__}:{function.__qualname__}" if function else ""


def pipe(end: object) -> BinaryIO:
    """An end of a child's pipe, which is always there."""
    return cast(BinaryIO, end)
