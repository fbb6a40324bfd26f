"""Ingest: walk the places, skip the known, run the engine, store, export, sum up."""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from dapipe import __version__, parts
from dapipe.address import Place, is_address
from dapipe.corrections import FILE as CORRECTIONS
from dapipe.corrections import corrected
from dapipe.engine import Task, engine
from dapipe.engine.local import as_done
from dapipe.errors import DapipeError, Failed, NothingToRead, TooLarge, Unreadable, WrongUse
from dapipe.files import SUFFIXES, counted, digest_of_file, documents
from dapipe.recipe import recipe
from dapipe.settings import Settings
from dapipe.store import PastRun, Store, open_store, sole_writer
from dapipe.work import Job, Outcome, digest_of, failure, prepare, process

STORE = "dapipe.sqlite"
# Parts that are fetched at a time.
FETCHING = 8
# What SQLite says of values that a table can't take: too large, of a wrong type, not to be encoded.
UNFIT = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, OverflowError, UnicodeEncodeError)
TASK = Task(process=process, prepare=prepare)
Progress = Callable[[Iterable[Outcome], int], Iterable[Outcome]]
Work = Callable[[Iterator[Job]], Generator[Outcome, None, None]]


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did: documents by status, pages, facts by type, problems as (path, code, message), files written."""

    statuses: dict[str, int] = field(default_factory=dict)
    recipes: set[str] = field(default_factory=set)
    pages: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    failed: int = 0
    files: tuple[Path, ...] = ()
    passed_over: int = 0
    vanished: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Add one outcome."""
        self.statuses[outcome.status] = self.statuses.get(outcome.status, 0) + 1
        self.recipes.add(outcome.recipe)
        self.failed += outcome.failed
        self.problems += [(item.path, item.code, item.message) for item in outcome.problems if item.code != "warning"]

    @property
    def exit_status(self) -> int:
        """0 all well, 1 some failed, 3 nothing readable."""
        if self.failed and self.failed == sum(self.statuses.values()):
            return 3
        return 1 if self.failed else 0


def ingest(places: Sequence[Place], settings: Settings, progress: Progress, task: Task = TASK) -> Summary:
    """Read all documents below the places: into the store in the folder `out`, and export it; or into parts at `out`.

    What was done is kept when the run is interrupted; documents are saved one by one. Raises WrongUse or NothingToRead.
    """
    total, passed_over = counted(places)
    if not total:
        raise NothingToRead(
            f"no documents below {', '.join(map(str, places))}",
            advice=f"dapipe reads files that end in {', '.join(sorted(SUFFIXES))}.",
        )
    summary = Summary(passed_over=passed_over)
    wanted, work = jobs(documents(places), settings), partial(done_by, settings, task)
    if is_address(settings.out):
        with closing(into_parts(wanted, work, settings.out)) as outcomes:
            for outcome in progress(outcomes, total):
                summary.count(outcome)
    else:
        into_store(wanted, work, Path(settings.out), summary, lambda outcomes: progress(outcomes, total))
    return summary


def fold(address: str, settings: Settings, progress: Progress) -> Summary:
    """Put the parts at an address into the store in the folder `out`, and export it. Raises WrongUse if there are none.

    The store is the one that reading the same documents into it would have made.
    """
    if is_address(settings.out):
        raise WrongUse(f"a store can't lie at an address like '{settings.out}'", advice="Say --out FOLDER.")
    listed, summary = parts.listed(address), Summary()
    wanted = (outcome if outcome.failed else job_again(outcome) for outcome in listed)
    total = len(listed)
    into_store(wanted, partial(fetched, address), Path(settings.out), summary, lambda done: progress(done, total))
    return summary


def into_store(
    wanted: Iterable[Job | Outcome],
    work: Work,
    folder: Path,
    summary: Summary,
    progress: Callable[[Iterable[Outcome]], Iterable[Outcome]],
) -> None:
    """Save what is wanted and not known yet in the store of a folder, export it, and sum up."""
    began = datetime.now(UTC)
    with sole_writer(folder / STORE), open_store(folder / STORE) as store:
        with closing(Run(store).outcomes(wanted, work)) as outcomes:
            for outcome in progress(outcomes):
                summary.count(outcome)
        summary.files = exported(store, folder)
        summary.vanished = store.vanished()
        summary.facts = store.counts()
        summary.pages = store.pages()
        store.note_run(past(summary, began))


def past(summary: Summary, began: datetime) -> PastRun:
    """A run that is at its end, for the list of runs."""
    return PastRun(
        started=began.isoformat(timespec="seconds"),
        seconds=round((datetime.now(UTC) - began).total_seconds(), 1),
        version=__version__,
        recipe=" ".join(sorted(summary.recipes)),
        documents=sum(summary.statuses.values()),
        unchanged=summary.statuses.get("known", 0),
        failed=summary.failed,
        facts=summary.facts["facts"],
    )


def into_parts(wanted: Iterable[Job | Outcome], work: Work, address: str) -> Generator[Outcome, None, None]:
    """One outcome a file, without rows: these become parts at the address, and the outcomes a list among them."""
    clear: deque[Outcome] = deque()

    def fresh() -> Iterator[Job]:
        for one in wanted:
            if isinstance(one, Job):
                yield one
            else:
                clear.append(one)

    with parts.listing(address) as note, closing(work(fresh())) as done:
        for outcome in chain(done, clear):
            note(outcome)
            yield outcome


def jobs(files: Iterable[Place], settings: Settings) -> Iterator[Job | Outcome]:
    """A job for each file; the failure of one that can't be opened.

    Where the rows become parts, the worker finds out the digest of a file at an address: it reads the file anyway.
    """
    apart = settings.out if is_address(settings.out) else ""
    plan = Job(
        path="",
        digest="",
        recipe=recipe(settings.model),
        model=settings.model,
        limits=settings.limits,
        parts=apart,
    )
    for file in files:
        job = replace(plan, path=str(file))
        yield job if apart and is_address(file) else with_digest(job, file)


def with_digest(job: Job, file: Place) -> Job | Outcome:
    """The job with the digest of its file; if that can't be opened, its failure, with the path in place of bytes."""
    try:
        return replace(job, digest=digest_of_file(file, job.limits.bytes))
    except OSError as error:
        why: DapipeError = Unreadable(f"can't be opened: {error.strerror}", advice="Check who may read it.")
    except (TooLarge, Unreadable) as error:
        why = error
    return failure(replace(job, digest=digest_of(os.fsencode(job.path))), why)


def job_again(outcome: Outcome) -> Job:
    """The job that an outcome came from, as far as it tells."""
    return Job(path=outcome.path, digest=outcome.digest, recipe=outcome.recipe, model="")


def done_by(settings: Settings, task: Task, jobs: Iterator[Job]) -> Generator[Outcome, None, None]:
    """The outcomes of jobs from the engine that the settings name."""
    here = replace(task, folder=str(Path.cwd()))
    return engine(settings.engine, settings.scheduler)(here, jobs, settings.jobs or processors())


def fetched(address: str, jobs: Iterator[Job]) -> Generator[Outcome, None, None]:
    """The outcomes of jobs from their parts."""

    def fetch(job: Job) -> Outcome:
        try:
            return parts.got(address, job.path, job.digest, job.recipe)
        except Failed as error:
            return failure(job, error)

    with ThreadPoolExecutor(FETCHING) as threads:
        yield from as_done(lambda job: threads.submit(fetch, job), jobs, 2 * FETCHING)


def exported(store: Store, folder: Path) -> tuple[Path, ...]:
    """The exported files of a store, checked and written again only if store, corrections or dapipe have changed.

    A run that changes nothing loads neither the checks nor the formats.
    """
    corrections = folder / CORRECTIONS
    beside = corrections.read_bytes() if corrections.is_file() else b""
    state = digest_of(__version__.encode() + beside)
    known = [folder / name for name in store.exported(state)]
    if known and all(path.is_file() for path in known):
        return tuple(known)
    from dapipe.checks.run import tables as checked
    from dapipe.export import export

    store.replace(("checks", "links"), checked(corrected(store, folder), store))
    files = export(corrected(store, folder), folder)
    store.note_export(state, [path.name for path in files])
    return files


@contextmanager
def stored(path: Path) -> Iterator[Store]:
    """The store that an earlier run made. Raises WrongUse if there is none."""
    if not path.is_file():
        raise WrongUse(f"there is no store '{path}'", advice="Run dapipe ingest first, or say --out FOLDER.")
    with open_store(path) as store:
        yield store


class Run:
    """One run into a store: what is at work and for which other paths too, what failed, what is ready to tell."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.at_work: dict[str, list[Job]] = {}
        self.failed: dict[str, Outcome] = {}
        self.ready: deque[Outcome] = deque()

    def outcomes(self, wanted: Iterable[Job | Outcome], work: Work) -> Generator[Outcome, None, None]:
        """One outcome for each that is wanted: known ones at once, the others as they are done, saved as they come."""
        jobs = map(self.fresh, wanted)
        first = None
        while not first:
            try:
                first = next(jobs)
            except StopIteration:
                break
            yield from self.taken()
        if first:
            with closing(work(filter(None, chain([first], jobs)))) as done:
                for outcome in done:
                    yield from self.settled(outcome)
        yield from self.taken()

    def fresh(self, one: Job | Outcome) -> Job | None:
        """The job, if its bytes were not met before. What needs no work becomes ready."""
        if isinstance(one, Outcome):
            self.attach(one) if one.doc in self.failed else self.ready.append(self.save(one))
        elif one.doc in self.at_work:
            self.at_work[one.doc].append(one)
        elif one.doc in self.failed or self.store.known(one.doc, one.recipe):
            self.twin(one)
        else:
            self.at_work[one.doc] = []
            return one
        return None

    def settled(self, outcome: Outcome) -> Iterator[Outcome]:
        """Save an outcome; it, those of its bytes at other paths, and those that have become ready meanwhile."""
        yield self.save(outcome)
        for job in self.at_work.pop(outcome.doc):
            self.twin(job)
        yield from self.taken()

    def save(self, outcome: Outcome) -> Outcome:
        """The outcome as it was saved: a failure if the store can't take its facts."""
        try:
            self.store.save(outcome)
        except UNFIT as error:
            why = Failed(f"its facts can't be stored: {error}", advice="Please report this file.")
            outcome = failure(job_again(outcome), why)
            self.store.save(outcome)
        if outcome.failed:
            self.failed[outcome.doc] = outcome
        return outcome

    def twin(self, job: Job) -> None:
        """Note a further path of bytes that were done before; if they could not be done, neither can this file."""
        former = self.failed.get(job.doc)
        if former:
            problems = tuple(replace(problem, path=job.path) for problem in former.problems)
            self.attach(replace(former, path=job.path, problems=problems))
        else:
            self.attach(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="known"))

    def attach(self, outcome: Outcome) -> None:
        """Save at which further path a document lies, and what went wrong there; that is ready to tell."""
        self.store.attach(outcome.path, outcome.doc, outcome.problems)
        self.ready.append(outcome)

    def taken(self) -> Iterator[Outcome]:
        """The outcomes that are ready, each once."""
        while self.ready:
            yield self.ready.popleft()


def processors() -> int:
    """Number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
