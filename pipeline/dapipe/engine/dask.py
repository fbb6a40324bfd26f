"""The engine for a Dask cluster, or for one of its own on this machine; documents are done in the same guarded child.

Workers need the same dapipe, and see the documents under the same paths or addresses.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any

from dapipe.engine import Task
from dapipe.engine.delivery import delivered
from dapipe.engine.supervisor import Supervisor
from dapipe.errors import BadSettings, ChildLost
from dapipe.work import Job, Outcome, failure, outcome_of, to_json

WAITING_A_WORKER = 3
# The idle supervisors of this worker process by their task: a worker outlives the runs that it works for. Their
# children end with it, since they see their parent's pipe close.
idle: dict[Task, SimpleQueue[Supervisor]] = {}


def dask(task: Task, jobs: Iterable[Job], workers: int, scheduler: str = "") -> Generator[Outcome, None, None]:
    """Outcomes as they come from the cluster at an address, or from so many workers on this machine."""
    with connected(workers, scheduler) as client:
        total = sum(client.nthreads().values()) or workers
        yield from as_done(client, task, iter(jobs), total * WAITING_A_WORKER)


@contextmanager
def connected(workers: int, scheduler: str) -> Iterator[Any]:
    """A client of the cluster. Raises BadSettings if Dask is not installed or the scheduler doesn't answer."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise BadSettings("Dask is not installed", advice="pip install 'dapipe-reports[dask]'") from error
    if not scheduler:
        options = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
        with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout=20)
    except (OSError, ValueError, TimeoutError) as error:
        raise BadSettings(f"no Dask scheduler answers at '{scheduler}'", advice=str(error)) from error
    with client:
        yield client


def as_done(client: Any, task: Task, jobs: Iterator[Job], most: int) -> Iterator[Outcome]:
    """Give jobs to the cluster, at most so many at a time, and yield outcomes as they come.

    A job whose workers died is done again when no other is left: it may have waited beside the one that killed them.
    """
    distributed: Any = import_module("distributed")
    given: dict[str, Job] = {}
    doubtful: list[Job] = []

    def give(number: int) -> list[Any]:
        futures = [(client.submit(in_child, task, job, pure=False), job) for job in islice(jobs, number)]
        given.update((future.key, job) for future, job in futures)
        return [future for future, _ in futures]

    running = distributed.as_completed(give(most))
    for future in running:
        job = given.pop(future.key)
        try:
            yield outcome_of(job, future.result())
        except distributed.KilledWorker:
            doubtful.append(job)
        running.update(give(1))
    yield from (alone(client, task, job) for job in doubtful)


def alone(client: Any, task: Task, job: Job) -> Outcome:
    """The Outcome of a job that no other is beside. Raises what keeps children from starting."""
    try:
        return outcome_of(job, client.submit(in_child, task, job, pure=False).result())
    except import_module("distributed").KilledWorker:
        return failure(job, ChildLost("the workers that read it died, one after the other"), "lost")


def in_child(task: Task, job: Job) -> bytes:
    """A job's Outcome as JSON, done by an idle child of this worker."""
    for former in [one for one in list(idle) if one != task]:
        dismiss(idle.pop(former, SimpleQueue()))
    crew = idle.setdefault(task, SimpleQueue())
    try:
        supervisor = crew.get_nowait()
    except Empty:
        supervisor = Supervisor(task)
    try:
        return to_json(delivered(job, supervisor.outcome))
    finally:
        crew.put(supervisor)


def dismiss(crew: SimpleQueue[Supervisor]) -> None:
    """End the idle children of a former run."""
    with suppress(Empty):
        while True:
            crew.get_nowait().end()
