"""Whole runs of the command line: cost against number of documents, a second run, memory, two workers, start."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dapipe.address import Place
from dapipe.engine import engine
from dapipe.files import digest_of_file, documents
from dapipe.ingest import TASK
from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import Job
from tests.bench.material import write_articles
from tests.bench.measure import Cost, Line, at_least, at_most, dapipe, python
from tests.crash.test_kills import children

BARE = "import typer; app = typer.Typer(); app.command()(lambda: None); sys.argv = ['bare', '--help']; app()"
# The two numbers of documents that a second run and memory are measured at.
FEW, MANY = 100, 1_000
ROUNDS = 3


def lines(folder: Path, articles: int) -> Iterator[Line]:
    """All of them; cost is measured up to so many articles."""
    numbers = [number for number in (FEW, MANY, 10_000, articles) if number <= articles]
    first = {number: first_run(folder, number) for number in dict.fromkeys(numbers)}
    yield from growth(first)
    yield from memory(first)
    yield second_run(folder, first[MANY])
    yield from two_workers(folder / f"articles-{MANY}")
    yield from start(folder / f"out-{FEW}")


def first_run(folder: Path, number: int) -> Cost:
    """What a run over so many new articles takes."""
    write_articles(folder / f"articles-{number}", number)
    return ingest(folder, number)


def ingest(folder: Path, number: int) -> Cost:
    """What a run over so many articles takes."""
    return dapipe("ingest", str(folder / f"articles-{number}"), "--out", str(folder / f"out-{number}"))


def growth(first: dict[int, Cost]) -> Iterator[Line]:
    """Processor time at each number of articles, and how far it is from a line through zero documents' cost."""
    base = dapipe("--help").cpu
    each = {number: (cost.cpu - base) / number for number, cost in first.items()}
    fit = linear({number: cost.cpu for number, cost in first.items()})
    told = ", ".join(f"{number:,}: {1000 * one:.0f} ms each, {first[number].cpu:.0f} s" for number, one in each.items())
    last, before = max(first), sorted(first)[-2]
    yield at_most(
        f"cost of an article, {last:,} / {before:,} articles", each[last] / each[before], 1.15, note=f" ({told})"
    )
    yield at_least("fit of cost against number of articles to a line, R²", fit, 0.99)


def linear(points: dict[int, float]) -> float:
    """How much of the variance of some values a line explains."""
    return statistics.correlation(list(points), list(points.values())) ** 2


def memory(first: dict[int, Cost]) -> Iterator[Line]:
    """The peaks of the parent and of its children."""
    few, many = first[FEW].own_mb, first[MANY].own_mb
    told = ", ".join(f"{number:,}: {cost.own_mb:.0f} MB" for number, cost in first.items())
    yield at_most(f"parent's peak memory, {MANY:,} articles / {FEW}", many / few, 1.1, note=f" ({told})")
    yield at_most("a child's peak memory", max(cost.children_mb for cost in first.values()), 700, " MB")


def second_run(folder: Path, first: Cost) -> Line:
    """A run over what is known and unchanged."""
    second = [ingest(folder, MANY) for _ in range(ROUNDS)]
    wall, cpu = (statistics.median(values) for values in zip(*((one.wall, one.cpu) for one in second), strict=True))
    note = f" ({first.wall:.1f} s, then {wall:.2f} s; processor time {first.cpu / cpu:.0f} times)"
    return at_least(f"first run / second run, {MANY:,} unchanged articles", first.wall / wall, 100, note=note)


def two_workers(folder: Path, articles: int = 200) -> Iterator[Line]:
    """Articles a second of two workers against one, in turn, from the first outcome on.

    By the clock only a machine with two idle cores tells the truth. Processor time tells what two workers cost each
    other: at most a ninth more an article leaves them 1.8 times as fast.
    """
    pairs = [(speed(folder, articles, 1), speed(folder, articles, 2)) for _ in range(ROUNDS)]
    times = statistics.median(two.rate / one.rate for one, two in pairs)
    cost = statistics.median(two.cpu / one.cpu for one, two in pairs)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    rates = ", ".join(f"{one.rate:.1f} and {two.rate:.1f}" for one, two in pairs)
    yield at_least("2 workers / 1, articles a second", times, 1.8, note=f" ({rates}; load {load})")
    yield at_most("2 workers / 1, processor time an article", cost, 1.11)


@dataclass(frozen=True, slots=True)
class Speed:
    """Articles a second by the clock, and seconds of processor time an article, the parent's and the children's."""

    rate: float
    cpu: float


def speed(folder: Path, articles: int, workers: int) -> Speed:
    """The speed of an engine over some articles, without the start and the end of its children."""
    outcomes = engine("local")(TASK, map(job, islice(documents([folder]), articles)), workers)
    for _ in range(2 * workers):
        next(outcomes)
    start, used, counted = time.perf_counter(), processor_seconds(), articles - 4 * workers
    for _ in range(counted):
        next(outcomes)
    taken, cost = time.perf_counter() - start, processor_seconds() - used
    outcomes.close()
    return Speed(counted / taken, cost / counted)


def processor_seconds() -> float:
    """What this process and the children that it has now have used so far."""
    return time.process_time() + sum(map(used_by, children(os.getpid())))


def used_by(process: int) -> float:
    """Processor seconds of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def job(path: Place) -> Job:
    """The job of a file."""
    digest = digest_of_file(path, Limits().bytes)
    return Job(path=str(path), digest=digest, recipe="bench", model=Settings().model, limits=Limits())


def start(store: Path) -> Iterator[Line]:
    """What the command line takes to say anything."""
    pairs = [(dapipe("--help").cpu, python(BARE).cpu) for _ in range(5)]
    own, bare = (min(values) for values in zip(*pairs, strict=True))
    times = statistics.median(one / other for one, other in pairs)
    note = f" ({own:.2f} s, {bare:.2f} s)"
    yield at_most("dapipe --help / a bare typer program, processor time", times, 2.0, note=note)
    loaded = python(
        "from dapipe.cli import main; import atexit; atexit.register("
        "lambda: open(sys.argv[-1] + '/loaded', 'w').write(' '.join(sys.modules))); main()",
        "export",
        "--out",
        str(store),
    )
    modules = set((store / "loaded").read_text().split())
    heavy = sorted(modules & {"spacy", "sklearn", "numpy", "pdfplumber", "pyarrow", "fsspec"})
    yield Line("dapipe export loads", "no spaCy, no scikit-learn", ", ".join(heavy) or "neither", not heavy)
    yield Line("dapipe export, processor time", "", f"{loaded.cpu:.2f} s", None)
