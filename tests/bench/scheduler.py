"""What the Dask scheduler and its client take for a task: tiny ones, given as the engine gives jobs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from dapipe.engine.dask import WAITING_A_WORKER, connected
from tests.bench.measure import Line

WORKERS = 2


def lines(tasks: int) -> Iterator[Line]:
    """Processor time of scheduler and client, which share this process, and the clock's."""
    with connected(WORKERS, "") as client:
        run(client, 1_000)
        start, used = time.perf_counter(), time.process_time()
        run(client, tasks)
        wall, cpu = time.perf_counter() - start, time.process_time() - used
    told = f"{1000 * cpu / tasks:.2f} ms of processor time a task, {tasks / wall:.0f} tasks a second by the clock"
    yield Line(f"Dask scheduler and client, {tasks:,} tiny tasks", "", told, None)


def run(client: Any, tasks: int) -> None:
    """Give so many tasks, a few a worker at a time."""
    numbers = iter(range(tasks))

    def give(number: int) -> list[Any]:
        return [client.submit(str, one, pure=False) for one in islice(numbers, number)]

    running = import_module("distributed").as_completed(give(WORKERS * WAITING_A_WORKER))
    for future in running:
        future.result()
        running.update(give(1))
