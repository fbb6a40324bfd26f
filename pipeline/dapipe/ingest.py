"""Ingest: walk the paths, skip the known, run the engine, store, export, sum up."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from dapipe import __version__
from dapipe.checks.run import tables as checked
from dapipe.corrections import FILE as CORRECTIONS
from dapipe.corrections import corrected
from dapipe.engine import Task, engine
from dapipe.errors import DapipeError, Failed, NothingToRead, TooLarge, Unreadable, WrongUse, too_large
from dapipe.export import export
from dapipe.recipe import recipe
from dapipe.settings import Settings
from dapipe.store import Store, open_store, sole_writer
from dapipe.work import Job, Outcome, digest_of, failure, prepare, process

STORE = "dapipe.sqlite"
SUFFIXES = {".pdf", ".html", ".htm", ".txt", ".docx", ".eml"}
FAILED = ("failed", "lost")
# What SQLite says of values that a table can't take: too large, of a wrong type, not to be encoded.
UNFIT = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, OverflowError, UnicodeEncodeError)
TASK = Task(process=process, prepare=prepare)
Progress = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did: documents by status, pages, facts by type, problems as (path, code, message), files written."""

    statuses: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    files: tuple[Path, ...] = ()
    passed_over: int = 0
    vanished: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Add one outcome."""
        self.statuses[outcome.status] = self.statuses.get(outcome.status, 0) + 1
        self.problems += [(item.path, item.code, item.message) for item in outcome.problems if item.code != "warning"]

    @property
    def failed(self) -> int:
        """Number of documents that could not be done."""
        return sum(self.statuses.get(status, 0) for status in FAILED)

    @property
    def exit_status(self) -> int:
        """0 all well, 1 some failed, 3 nothing readable."""
        if self.failed and self.failed == sum(self.statuses.values()):
            return 3
        return 1 if self.failed else 0


def ingest(paths: list[Path], settings: Settings, progress: Progress, task: Task = TASK) -> Summary:
    """Read all documents below the paths into the store and export it. Raises WrongUse or NothingToRead.

    What was done is kept when the run is interrupted; documents are saved one by one.
    """
    total, passed_over = counted(paths)
    if not total:
        raise NothingToRead(
            f"no documents below {', '.join(map(str, paths))}",
            advice=f"dapipe reads files that end in {', '.join(sorted(SUFFIXES))}.",
        )
    summary = Summary(passed_over=passed_over)
    folder = Path(settings.out)
    with sole_writer(folder / STORE), open_store(folder / STORE) as store:
        with closing(Run(store, settings, task).outcomes(documents(paths))) as outcomes:
            for outcome in progress(outcomes, total):
                summary.count(outcome)
        summary.files = exported(store, folder)
        summary.vanished = store.vanished()
        summary.facts = store.counts()
        summary.pages = store.pages()
    return summary


def exported(store: Store, folder: Path) -> tuple[Path, ...]:
    """The exported files of a store, checked and written again only if store, corrections or dapipe have changed."""
    corrections = folder / CORRECTIONS
    beside = corrections.read_bytes() if corrections.is_file() else b""
    state = digest_of(__version__.encode() + beside)
    known = [folder / name for name in store.exported(state)]
    if known and all(path.is_file() for path in known):
        return tuple(known)
    store.replace(checked(corrected(store, folder), store))
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
    """One run over files: what is at work and at which other paths it lies too, what failed, what is ready to tell."""

    def __init__(self, store: Store, settings: Settings, task: Task) -> None:
        self.store = store
        self.settings = settings
        self.task = task
        self.recipe = recipe(settings.model)
        self.limits = settings.limits
        self.at_work: dict[str, list[str]] = {}
        self.failed: dict[str, Outcome] = {}
        self.ready: deque[Outcome] = deque()

    def outcomes(self, files: Iterable[Path]) -> Generator[Outcome, None, None]:
        """One outcome a file: known ones at once, the others from the engine, saved as they come."""
        jobs = self.jobs(files)
        first = None
        while not first:
            try:
                first = next(jobs)
            except StopIteration:
                break
            yield from self.taken()
        if first:
            run = engine(self.settings.engine, self.settings.scheduler)
            fresh = filter(None, chain([first], jobs))
            with closing(run(self.task, fresh, self.settings.jobs or processors())) as done:
                for outcome in done:
                    yield from self.settled(outcome)
        yield from self.taken()

    def jobs(self, files: Iterable[Path]) -> Iterator[Job | None]:
        """A job for each file whose bytes have to be read; None for one whose outcome is ready."""
        for path in files:
            try:
                job = self.job(path, digest_of_file(path, self.limits.bytes))
            except OSError as error:
                why = Unreadable(f"can't be opened: {error.strerror}", advice="Check who may read it.")
                self.unopened(path, why)
                yield None
            except TooLarge as error:
                self.unopened(path, error)
                yield None
            else:
                yield self.fresh(job)

    def fresh(self, job: Job) -> Job | None:
        """The job, if its bytes were not met before."""
        if job.doc in self.at_work:
            self.at_work[job.doc].append(job.path)
        elif job.doc in self.failed or self.store.known(job.doc, self.recipe):
            self.twin(job)
        else:
            self.at_work[job.doc] = []
            return job
        return None

    def job(self, path: Path, digest: str) -> Job:
        """The job of a file."""
        return Job(path=str(path), digest=digest, recipe=self.recipe, model=self.settings.model, limits=self.limits)

    def settled(self, outcome: Outcome) -> Iterator[Outcome]:
        """Save an outcome; it, those of its bytes at other paths, and those that have become ready meanwhile."""
        yield self.save(outcome)
        for path in self.at_work.pop(outcome.doc):
            self.twin(self.job(Path(path), outcome.digest))
        yield from self.taken()

    def save(self, outcome: Outcome) -> Outcome:
        """The outcome as it was saved: a failure if the store can't take its facts."""
        try:
            self.store.save(outcome)
        except UNFIT as error:
            why = Failed(f"its facts can't be stored: {error}", advice="Please report this file.")
            outcome = failure(self.job(Path(outcome.path), outcome.digest), why)
            self.store.save(outcome)
        if outcome.status in FAILED:
            self.failed[outcome.doc] = outcome
        return outcome

    def twin(self, job: Job) -> None:
        """Note a further path of bytes that were done before; if they could not be done, neither can this file."""
        former = self.failed.get(job.doc)
        if former:
            problems = tuple(replace(problem, path=job.path) for problem in former.problems)
            self.store.attach(job.path, job.doc, problems)
            self.ready.append(replace(former, path=job.path, problems=problems))
        else:
            self.store.attach(job.path, job.doc)
            self.ready.append(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="known"))

    def unopened(self, path: Path, error: DapipeError) -> None:
        """Save that a file can't be opened; its path stands in for its bytes."""
        self.ready.append(self.save(failure(self.job(path, digest_of(os.fsencode(path))), error)))

    def taken(self) -> Iterator[Outcome]:
        """The outcomes that are ready, each once."""
        while self.ready:
            yield self.ready.popleft()


def digest_of_file(path: Path, most: int) -> str:
    """SHA-256 of a file's bytes, in hex. Raises TooLarge for a file above so many bytes, and OSError."""
    size = path.stat().st_size
    if size > most:
        raise too_large(f"the file has {size:,} bytes, more than {most:,}", "file_mb")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def processors() -> int:
    """Number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def counted(paths: list[Path]) -> tuple[int, int]:
    """Number of files to read, and of other files passed over. Raises WrongUse."""
    for path in paths:
        if not there(path):
            raise WrongUse(f"there is no file or folder '{path}'", advice="Check the spelling.")
    every = sum(1 for _ in found(paths))
    wanted = sum(1 for _ in documents(paths))
    return wanted, every - wanted


def there(path: Path) -> bool:
    """True if a path leads to something; False also for one that no system can hold."""
    try:
        return path.exists()
    except OSError:
        return False


def documents(paths: list[Path]) -> Iterator[Path]:
    """The files to read, none twice: those that are named, and in folders those with a known ending."""
    return (path for path, named in found(paths) if named or path.suffix.lower() in SUFFIXES)


def found(paths: list[Path]) -> Iterator[tuple[Path, bool]]:
    """All files below the paths, each once, and whether it was named; named ones first."""
    named = dict.fromkeys(path for path in paths if path.is_file())
    yield from ((path, True) for path in named)
    folders = list(dict.fromkeys(path for path in paths if path not in named))
    for number, folder in enumerate(folders):
        earlier = set(folders[:number])
        for file in below(folder):
            if file not in named and not earlier.intersection(file.parents):
                yield file, False


def below(folder: Path) -> Iterator[Path]:
    """The regular files below a folder, in the order of their names; no hidden ones, no links."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and regular(Path(root, name)):
                yield Path(root, name)


def regular(path: Path) -> bool:
    """True for a file that is no link, pipe or device, and is still there."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
