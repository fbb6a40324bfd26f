"""ingest, fold, demo, and the stages one by one: read, extract, classify."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dapipe.commands.options import AlwaysJson, AsJson, OneFile, Out, Places, as_json, settings
from dapipe.progress import progress_bar, sum_up, summed

if TYPE_CHECKING:
    from dapipe.address import Place
    from dapipe.ingest import Progress, Summary
    from dapipe.settings import Settings


def ingest(
    places: Places,
    out: Annotated[
        str | None, typer.Option(help="Folder of the store and the files, or address for parts (default: facts)")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes (default: one a core)")] = None,
    engine: Annotated[str | None, typer.Option(help="serial, local or dask (default: local)")] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster, tcp://host:port (default: one of its own)")
    ] = None,
    sets: Annotated[
        list[str] | None, typer.Option("--set", help="Any setting, as SETTING=VALUE; may be repeated")
    ] = None,
    json: AsJson = False,
) -> None:
    """Read documents, extract and label their facts, store them and write CSV.

    Example: dapipe ingest corpus/
    """
    from dapipe.address import place
    from dapipe.settings import assigned

    flags = {"out": out, "jobs": jobs, "engine": engine, "scheduler": scheduler}
    chosen = dict(map(assigned, sets or ())) | {name: value for name, value in flags.items() if value is not None}
    raise typer.Exit(run([place(text) for text in places], settings(**chosen), json=json))


def fold(
    parts: Annotated[str, typer.Argument(help="The address that dapipe ingest --out wrote to.", show_default=False)],
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Put the parts that dapipe ingest wrote to an address into a store, and write CSV.

    Example: dapipe fold s3://bucket/parts --out facts
    """
    from dapipe.ingest import fold as run

    chosen = settings(out=str(out) if out else None)
    raise typer.Exit(told(partial(run, parts, chosen), chosen, json=json))


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the results")] = Path("dapipe-demo"), json: AsJson = False
) -> None:
    """Read the bundled sample documents, offline, and write their facts and a report.

    Example: dapipe demo
    """
    from dapipe.commands.writing import report
    from dapipe.sample import documents

    status = run(documents(), settings(out=str(out)), json=json)
    report(out, json=json)
    raise typer.Exit(status)


def run(places: Sequence[Place], chosen: Settings, *, json: bool) -> int:
    """Ingest with progress and a summary; the exit status."""
    from dapipe.ingest import ingest

    return told(partial(ingest, places, chosen), chosen, json=json)


def told(work: Callable[[Progress], Summary], chosen: Settings, *, json: bool) -> int:
    """Do a run with progress and a summary; the exit status."""
    with progress_bar() as progress:
        summary = work(progress)
    sum_up(summary, chosen)
    if json:
        print(as_json(summed(summary, chosen)))
    return summary.exit_status


def read(file: OneFile, json: AlwaysJson = True) -> None:
    """Print a document's text, pages and blocks as one JSON line.

    Example: dapipe read report.pdf
    """
    from dapipe.stages import read_stage

    print(read_stage(file, settings()))


def extract(file: OneFile, json: AlwaysJson = True) -> None:
    """Print a document's forces, figures and quotes as JSON lines, one a fact.

    Example: dapipe extract article.html
    """
    print_facts(file, statements=False)


def classify(file: OneFile, json: AlwaysJson = True) -> None:
    """Print a document's statements with their labels as JSON lines.

    Example: dapipe read report.pdf | dapipe classify -
    """
    print_facts(file, statements=True)


def print_facts(file: str, *, statements: bool) -> None:
    """Print a document's statements, or its other facts, one JSON object a line, its type first."""
    from dapipe.stages import facts_stage

    for fact in facts_stage(file, settings()):
        if (fact["type"] == "statements") == statements:
            print(as_json(fact))
