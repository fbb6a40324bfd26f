"""Engines on this machine: a crew of guarded children that survives a killed, hung or exploding one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue

from dapipe.engine import Task
from dapipe.engine.delivery import delivered
from dapipe.engine.supervisor import Supervisor
from dapipe.work import Job, Outcome

WAITING_A_WORKER = 2


def serial(task: Task, jobs: Iterable[Job], workers: int = 1) -> Generator[Outcome, None, None]:
    """One guarded child, one job after the other; outcomes in the order of the jobs."""
    with Crew(task, 1) as crew:
        for job in jobs:
            yield crew.outcome(job)


def local(task: Task, jobs: Iterable[Job], workers: int) -> Generator[Outcome, None, None]:
    """So many guarded children; outcomes as they come. No more jobs are drawn than a few a worker."""
    with Crew(task, workers) as crew, ThreadPoolExecutor(workers) as threads:
        try:
            yield from as_done(lambda job: threads.submit(crew.outcome, job), jobs, workers * (1 + WAITING_A_WORKER))
        finally:
            crew.close()
            threads.shutdown(wait=True, cancel_futures=True)


def as_done(start: Callable[[Job], Future[Outcome]], jobs: Iterable[Job], most: int) -> Iterator[Outcome]:
    """Start the jobs, at most so many at a time, and yield outcomes as they come."""
    running: set[Future[Outcome]] = set()
    for job in jobs:
        running.add(start(job))
        if len(running) >= most:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)


class Crew:
    """Supervisors that are idle, one a worker; all of them end with it."""

    def __init__(self, task: Task, workers: int) -> None:
        self.members = [Supervisor(task) for _ in range(workers)]
        self.idle: SimpleQueue[Supervisor] = SimpleQueue()
        for member in self.members:
            self.idle.put(member)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        for member in self.members:
            member.end()

    def outcome(self, job: Job) -> Outcome:
        """The Outcome of a job, done by an idle child. Raises what keeps children from starting, and StoreFailed."""
        member = self.idle.get()
        try:
            return delivered(job, member.outcome)
        finally:
            self.idle.put(member)

    def close(self) -> None:
        """End all children; the jobs that they are at are not done."""
        for member in self.members:
            member.close()


def guarded(task: Task, job: Job) -> bytes:
    """What a task answers to a single job, done in a guarded child. Raises DapipeError as the task did."""
    with Crew(task, 1) as crew:
        return crew.members[0].ask(job)
