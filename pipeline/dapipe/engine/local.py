"""Engines on this machine: a pool of guarded processes that survives a killed, hung or exploding worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as Late
from itertools import islice

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from dapipe.engine.guard import guard
from dapipe.errors import ChildLost, TooLarge, TooSlow
from dapipe.work import Job, Outcome, failure, from_json

JOBS_A_WORKER = 200


def serial(process: Callable[[Job], bytes], jobs: Iterable[Job], workers: int = 1) -> Iterator[Outcome]:
    """One guarded worker, one job after the other."""
    return local(process, jobs, 1)


def local(process: Callable[[Job], bytes], jobs: Iterable[Job], workers: int) -> Iterator[Outcome]:
    """So many guarded workers; outcomes in the order of the jobs."""
    waiting = iter(jobs)
    first = next(waiting, None)
    if first is None:
        return
    with ProcessPool(
        max_workers=workers, max_tasks=JOBS_A_WORKER, initializer=guard, initargs=(first.limits.memory,)
    ) as pool:
        queue = [(first, start(pool, process, first))]
        queue += [(job, start(pool, process, job)) for job in islice(waiting, 4 * workers)]
        while queue:
            job, future = queue.pop(0)
            yield finished(job, future)
            queue += [(job, start(pool, process, job)) for job in islice(waiting, 1)]


def start(pool: ProcessPool, process: Callable[[Job], bytes], job: Job) -> ProcessFuture[bytes]:
    """The job, given to the pool with its deadline."""
    return pool.schedule(process, args=(job,), timeout=job.limits.seconds)


def finished(job: Job, future: ProcessFuture[bytes]) -> Outcome:
    """The job's Outcome, also when its worker was late, died or answered too much."""
    try:
        answer = future.result()
    except Late:
        return failure(job, TooSlow(f"not done within {job.limits.seconds:g} seconds"), "lost")
    except ProcessExpired as error:
        return failure(job, ChildLost(f"the process that read it died (exit code {error.exitcode})"), "lost")
    except (Exception, SystemExit) as error:
        return failure(job, ChildLost(f"the process that read it failed: {type(error).__name__}"), "lost")
    if len(answer) > job.limits.answer_bytes:
        return failure(job, TooLarge("its facts take more room than allowed"), "lost")
    return from_json(answer)
