"""Ingest: walk the paths, skip the known, run the engine, store, export, sum up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dapipe.corrections import corrected
from dapipe.engine import engine
from dapipe.errors import NothingToRead, Unreadable, WrongUse
from dapipe.export import export
from dapipe.limits import Limits
from dapipe.recipe import recipe
from dapipe.settings import Settings
from dapipe.store import Store, open_store, sole_writer
from dapipe.work import Job, Outcome, digest_of, failure, process

STORE = "dapipe.sqlite"
SUFFIXES = {".pdf", ".html", ".htm", ".txt", ".docx", ".eml"}
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
        return self.statuses.get("failed", 0) + self.statuses.get("lost", 0)

    @property
    def exit_status(self) -> int:
        """0 all well, 1 some failed, 3 nothing readable."""
        if self.failed and self.failed == sum(self.statuses.values()):
            return 3
        return 1 if self.failed else 0


def ingest(paths: list[Path], settings: Settings, progress: Progress) -> Summary:
    """Read all documents below the paths into the store and export it. Raises WrongUse or NothingToRead."""
    files, passed_over = documents(paths)
    if not files:
        raise NothingToRead(
            f"no documents below {', '.join(map(str, paths))}",
            advice=f"dapipe reads files that end in {', '.join(sorted(SUFFIXES))}.",
        )
    summary = Summary(passed_over=passed_over)
    folder = Path(settings.out)
    with sole_writer(folder / STORE), open_store(folder / STORE) as store:
        for outcome in progress(outcomes(store, files, settings), len(files)):
            summary.count(outcome)
        summary.vanished = [path for path in store.sources() if not Path(path).exists()]
        summary.facts = store.counts()
        summary.pages = store.pages()
        summary.files = export(corrected(store, folder), folder)
    return summary


@contextmanager
def stored(path: Path) -> Iterator[Store]:
    """The store that an earlier run made. Raises WrongUse if there is none."""
    if not path.is_file():
        raise WrongUse(f"there is no store '{path}'", advice="Run dapipe ingest first, or say --out FOLDER.")
    with open_store(path) as store:
        yield store


def outcomes(store: Store, files: list[Path], settings: Settings) -> Iterator[Outcome]:
    """One outcome a file: known ones at once, the others from the engine, saved as they come."""
    steps = recipe(settings.model)
    limits = Limits(seconds=settings.seconds, memory=settings.memory_mb * 1024**2)
    fresh: dict[str, list[Job]] = {}
    for path in files:
        try:
            item = Job(
                path=str(path), digest=digest_of(path.read_bytes()), recipe=steps, model=settings.model, limits=limits
            )
        except OSError as error:
            yield from unopened(store, path, steps, error)
            continue
        if store.known(item.doc, steps):
            store.attach(item.path, item.doc)
            yield known(item)
        else:
            fresh.setdefault(item.digest, []).append(item)
    first = [same[0] for same in fresh.values()]
    for outcome in engine(settings.engine)(process, first, settings.jobs or os.cpu_count() or 1):
        store.save(outcome)
        yield outcome
        for item in fresh[outcome.digest][1:]:
            store.attach(item.path, item.doc)
            yield known(item)


def known(item: Job) -> Outcome:
    """The outcome of a file whose bytes were done before."""
    return Outcome(path=item.path, digest=item.digest, recipe=item.recipe, status="known")


def unopened(store: Store, path: Path, steps: str, error: OSError) -> Iterator[Outcome]:
    """The outcome of a file that can't be opened; its path stands in for its bytes."""
    item = Job(path=str(path), digest=digest_of(str(path).encode()), recipe=steps, model="")
    outcome = failure(item, Unreadable(f"can't be opened: {error.strerror}", advice="Check who may read it."))
    store.save(outcome)
    yield outcome


def documents(paths: list[Path]) -> tuple[list[Path], int]:
    """The files to read, sorted and without doubles, and the number of other files passed over. Raises WrongUse.

    A file that is named is always read; in a folder only files with a known ending are.
    """
    files: dict[Path, None] = {}
    passed_over = 0
    for path in paths:
        if not path.exists():
            raise WrongUse(f"there is no file or folder '{path}'", advice="Check the spelling.")
        if path.is_file():
            files[path] = None
            continue
        for file in below(path):
            if file.suffix.lower() in SUFFIXES:
                files[file] = None
            else:
                passed_over += 1
    return list(files), passed_over


def below(folder: Path) -> Iterator[Path]:
    """The regular files below a folder, in the order of their names; no hidden ones, no links."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and not path.is_symlink():
                yield path
