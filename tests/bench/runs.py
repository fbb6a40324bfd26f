"""Whole runs: a second one over an unchanged corpus, two workers, memory, cost against number of documents, start."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dapipe.engine import engine
from dapipe.files import documents
from dapipe.ingest import TASK
from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import Job, digest_of
from tests.bench.material import write_articles
from tests.bench.measure import Line, at_least, at_most, dapipe, python
from tests.crash.shared import write_documents

STAND_IN = "import tests.crash.run as r; r.run(*sys.argv[1:])"
BARE = "import typer; app = typer.Typer(); app.command()(lambda: None); sys.argv = ['bare', '--help']; app()"


def lines(folder: Path, articles: int) -> Iterator[Line]:
    """All of them, over so many articles."""
    yield from first_and_second(folder, articles)
    yield two_workers(folder / "articles", max(articles // 5, 40))
    yield parent_memory(folder)
    yield from growth(folder)
    yield from start(folder / "store")


def first_and_second(folder: Path, articles: int) -> Iterator[Line]:
    """A run over new articles and one over the same, and the memory of its children."""
    write_articles(folder / "articles", articles)
    command = ("ingest", str(folder / "articles"), "--out", str(folder / "store"))
    first, second = dapipe(*command), dapipe(*command)
    again = f" ({first.wall:.1f} s, then {second.wall:.2f} s)"
    yield at_least(
        f"first run / second run, {articles:,} unchanged articles", first.wall / second.wall, 100, note=again
    )
    yield at_most("a child's peak memory", first.children_mb, 700, " MB")


def two_workers(folder: Path, articles: int) -> Line:
    """Articles a second of two workers against one, from the first outcome on."""
    speeds = {workers: speed(folder, articles, workers) for workers in (1, 2)}
    note = f" ({speeds[1]:.1f} and {speeds[2]:.1f} articles a second)"
    return at_least("2 workers / 1 worker, documents a second", speeds[2] / speeds[1], 1.8, note=note)


def speed(folder: Path, articles: int, workers: int) -> float:
    """Articles a second, without the start of the children."""
    files = list(documents([folder]))[:articles]
    outcomes = engine("local")(TASK, map(job, files), workers)
    for _ in range(2 * workers):
        next(outcomes)
    start = time.perf_counter()
    done = sum(1 for _ in outcomes)
    return done / (time.perf_counter() - start)


def job(path: Path) -> Job:
    """The job of a file."""
    digest = digest_of(path.read_bytes())
    return Job(path=str(path), digest=digest, recipe="bench", model=Settings().model, limits=Limits())


def parent_memory(folder: Path) -> Line:
    """The parent's peak memory after 1,000 documents against 100, with a stand-in for the stages."""
    peaks = {number: stand_in(folder, number)[1] for number in (100, 1000)}
    note = f" ({peaks[100]:.0f} and {peaks[1000]:.0f} MB)"
    return at_most("parent's peak memory, 1,000 documents / 100", peaks[1000] / peaks[100], 1.1, note=note)


def growth(folder: Path) -> Iterator[Line]:
    """Seconds a document at 1,000 and 10,000 documents, with a stand-in for the stages."""
    seconds = {number: stand_in(folder, number)[0] for number in (1_000, 10_000)}
    each = (seconds[10_000] - seconds[1_000]) / 9_000
    note = f" ({1000 * each:.1f} ms of walk, engine, store and export a document)"
    grown = each / (seconds[1_000] / 1_000)
    yield at_most("cost of a document, 10,000 / 1,000 documents", grown, 1.15, note=note)


def stand_in(folder: Path, number: int) -> tuple[float, float]:
    """Seconds and the parent's peak memory of a run with the stand-in, done once."""
    kept = folder / f"stand-in-{number}.json"
    if not kept.exists():
        write_documents(folder / f"documents-{number}", number)
        cost = python(STAND_IN, str(folder / f"documents-{number}"), str(folder / f"out-{number}"))
        kept.write_text(json.dumps([cost.wall, cost.own_mb]))
    seconds, memory = json.loads(kept.read_text())
    return seconds, memory


def start(store: Path) -> Iterator[Line]:
    """What the command line takes to say anything."""
    own = min(dapipe("--help").cpu for _ in range(5))
    bare = min(python(BARE).cpu for _ in range(5))
    note = f" ({own:.2f} s, {bare:.2f} s)"
    yield at_most("dapipe --help / a bare typer program, processor time", own / bare, 2.0, note=note)
    loaded = python(
        "from dapipe.cli import main; import atexit; atexit.register("
        "lambda: open(sys.argv[-1] + '/loaded', 'w').write(' '.join(sys.modules))); main()",
        "export",
        "--out",
        str(store),
    )
    modules = set((store / "loaded").read_text().split())
    heavy = sorted(modules & {"spacy", "sklearn", "pdfplumber", "torch"})
    yield Line("dapipe export loads", "no spaCy, no scikit-learn", ", ".join(heavy) or "neither", not heavy)
    yield replace(at_most("dapipe export", loaded.cpu, 0), target="", met=None)
