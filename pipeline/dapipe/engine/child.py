"""The child process: it takes jobs from standard input, does them one by one, and can do nothing else.

Nothing that could run as code crosses to its parent: jobs and outcomes are JSON. It ends when its parent does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from dapipe.engine import guard
from dapipe.engine.wire import ANSWER, ERROR, LONGEST_ERROR, READY, TIRED, error_body, job_from, send
from dapipe.errors import too_large
from dapipe.work import Job


def main() -> None:
    """Set up as the first line says, then do a job a line until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lines = following(sys.stdin.buffer)
    answers = quiet()
    try:
        process, tired = set_up(json.loads(lines.get()))
    except BaseException as error:
        send(answers, ERROR, error_body(error))
        raise
    send(answers, READY)
    while True:
        do(job_from(lines.get()), process, answers, tired)


def following(pipe: BinaryIO) -> SimpleQueue[bytes]:
    """The lines of a pipe as they come, read by a thread that ends this process when the other end is closed."""
    lines: SimpleQueue[bytes] = SimpleQueue()

    def follow() -> None:
        for line in pipe:
            lines.put(line)
        os._exit(0)

    Thread(target=follow, daemon=True).start()
    return lines


def quiet() -> BinaryIO:
    """The pipe for answers, taken from standard output; what a library prints goes nowhere from now on."""
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    return answers


def set_up(plan: dict[str, Any]) -> tuple[Callable[[Job], bytes], int]:
    """Bound the process, import and prepare its task, lock it: the function for a job, and how much memory tires."""
    with suppress(OSError):
        os.chdir(plan["folder"])
    sys.path[:] = plan["path"]
    guard.bound(plan["memory"])
    process, prepare = function(plan["process"]), function(plan["prepare"])
    if prepare:
        prepare(plan["model"])
    guard.lock()
    return process, plan["memory"] // 2


def function(name: str) -> Any:
    """The function "module:name"; None for ""."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute) if name else None


def do(job: Job, process: Callable[[Job], bytes], answers: BinaryIO, tired: int) -> None:
    """One job: its answer, or what went wrong. A child that has held much memory says so, to be replaced."""
    guard.bound_processor(job.limits.seconds)
    try:
        answer = process(job)
        if len(answer) > job.limits.answer_bytes:
            raise too_large(f"its facts take {len(answer):,} bytes, more than {job.limits.answer_bytes:,}", "answer_mb")
    except Exception as error:
        send(answers, ERROR, error_body(error)[:LONGEST_ERROR])
    else:
        send(answers, TIRED if guard.peak_memory() > tired else ANSWER, answer)


if __name__ == "__main__":
    main()
