"""The command line: each command calls the library, prints, and exits. No logic lives here."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dapipe import __version__
from dapipe.errors import DapipeError
from dapipe.progress import progress_bar, sum_up
from dapipe.terminal import as_line

if TYPE_CHECKING:
    from dapipe.settings import Settings

app = typer.Typer(
    name="dapipe",
    help="Turn police inspection reports and the news about them into facts that can be printed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
config = typer.Typer(name="config", help="Settings: flags before DAPIPE_* before dapipe.toml.", no_args_is_help=True)
app.add_typer(config)

TO_LABEL = Path("to-label.csv")
Paths = Annotated[list[Path], typer.Argument(help="Files and folders to read.", show_default=False)]
OneFile = Annotated[str, typer.Argument(help="A document, the former stage's JSON line, or - for standard input.")]
Out = Annotated[Path | None, typer.Option(help="Folder for the store and the CSV files  [default: facts]")]


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines")]


def main() -> None:
    """Run the command line; errors that dapipe knows end in one line on stderr and their exit status."""
    try:
        app()
    except DapipeError as error:
        print(as_line(f"dapipe: {error}"), file=sys.stderr)
        sys.exit(error.exit_status)
    except OSError as error:
        print(as_line(f"dapipe: {error.filename or 'files'}: {error.strerror}"), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("dapipe: interrupted; what was finished is stored", file=sys.stderr)
        sys.exit(130)


def version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        print(f"dapipe {__version__}")
        raise typer.Exit


@app.callback()
def top(
    show_version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Nothing of its own: holds the options that stand before a command."""


@app.command()
def ingest(
    paths: Paths,
    out: Out = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes  [default: one a core]")] = None,
    engine: Annotated[str | None, typer.Option(help="serial, local or dask  [default: local]")] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster, tcp://host:port  [default: one of its own]")
    ] = None,
) -> None:
    """Read documents, extract and label their facts, store them and write CSV.

    Example: dapipe ingest corpus/
    """
    from dapipe.ingest import ingest as run

    chosen = with_flags(settings(), out=str(out) if out else None, jobs=jobs, engine=engine, scheduler=scheduler)
    with progress_bar() as progress:
        summary = run(paths, chosen, progress)
    sum_up(summary, chosen)
    raise typer.Exit(summary.exit_status)


@app.command()
def read(file: OneFile) -> None:
    """Print a document's text, pages and blocks as one JSON line.

    Example: dapipe read report.pdf
    """
    from dapipe.stages import read_stage

    print(read_stage(file, settings()))


@app.command()
def extract(file: OneFile) -> None:
    """Print a document's forces, figures and quotes as JSON lines, one a fact.

    Example: dapipe extract article.html
    """
    print_facts(file, statements=False)


@app.command()
def classify(file: OneFile) -> None:
    """Print a document's statements with their labels as JSON lines.

    Example: dapipe read report.pdf | dapipe classify -
    """
    print_facts(file, statements=True)


@app.command()
def export(
    to: Annotated[
        str | None, typer.Argument(help="Folder to write to, or - for standard output  [default: the store's]")
    ] = None,
    out: Out = None,
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="csv, xlsx, jsonl, sqlite or parquet; may be repeated")
    ] = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only this table; may be repeated")] = None,
    force: Annotated[str | None, typer.Option(help="Only rows of this force (its slug)")] = None,
    where: Annotated[list[str] | None, typer.Option(help="Only rows with COLUMN SIGN VALUE; may be repeated")] = None,
) -> None:
    """Write the files again from the store, or a selection of its rows somewhere else.

    Example: dapipe export - --type figures --force northamptonshire --where "value>40"
    """
    from dapipe.corrections import corrected
    from dapipe.export.selection import deliver, select
    from dapipe.ingest import STORE, stored

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        tables = types or (["facts"] if to == "-" else [])
        chosen = select(corrected(store, folder), tables, force or "", where or [])
        for path in deliver(chosen, to or "", folder, formats or ["csv"], sys.stdout):
            print(path)


@app.command()
def show(
    fact_id: Annotated[str, typer.Argument(help="The id in the first column of every CSV file.")],
    out: Out = None,
    json: AsJson = False,
    image: Annotated[Path | None, typer.Option(help="Write the PDF's page with the words marked, as PNG.")] = None,
) -> None:
    """Print one fact with its sentence, page, source, rule, checks and corrections.

    Example: dapipe show 5b1f0c9a7e3d2f41 --image page.png
    """
    from dapipe.ingest import STORE, stored
    from dapipe.search import about

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        known = about(store, folder, fact_id)
        if image:
            from dapipe.report.pictures import page_picture

            _, fact = store.fact(fact_id)
            path = store.sources(str(fact["doc"]))[0]
            image.write_bytes(page_picture(path, int(str(fact["page"])), str(fact["box"])))
    if json:
        print(as_json(known))
        return
    for name, value in known.items():
        for one in value if isinstance(value, list) else [value]:
            if one not in ("", None):
                print(as_line(f"{name:14} {one}"))


@app.command()
def report(
    out: Out = None,
    images: Annotated[str, typer.Option(help="Pictures of pages: none, review (facts to look at) or all")] = "review",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day for clocks  [default: today]")] = None,
) -> None:
    """Write report.html: one file that opens offline, with charts, quotes, checks and every fact.

    Example: dapipe report --images all
    """
    from dapipe.corrections import corrected
    from dapipe.ingest import STORE, stored
    from dapipe.report import write

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        print(write(corrected(store, folder), folder, day=(on or datetime.now()).date(), images=images))


@app.command()
def correct(
    fact_id: Annotated[str | None, typer.Argument(help="The fact's id.", show_default=False)] = None,
    changes: Annotated[
        list[str] | None, typer.Argument(help="field=value, reject or right", show_default=False)
    ] = None,
    merge: Annotated[
        tuple[str, str, str] | None, typer.Option(metavar="FIELD OLD NEW", help="Give all facts with OLD there NEW")
    ] = None,
    who: Annotated[str, typer.Option(help="Who corrects", envvar="USER")] = "",
    why: Annotated[str, typer.Option(help="Why")] = "",
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Put a fact right, for good: corrections.csv keeps it over every run. Without a fact, list what was corrected.

    Example: dapipe correct 5b1f0c9a7e3d2f41 value=34 --why "page 7 says 34"
    """
    from dapipe.corrections import FILE, noted, states
    from dapipe.corrections import read as read_corrections
    from dapipe.ingest import STORE, stored

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        day = datetime.now().date().isoformat()
        for item in noted(store, folder, fact_id or "", changes or [], merge, {"who": who, "when": day, "why": why}):
            print(as_json(asdict(item)) if json else as_line(item))
        if fact_id is None and merge is None:
            for state in states(store, read_corrections(folder / FILE)):
                print(as_json(asdict(state)) if json else as_line(state))


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="Words that a fact or its sentence must hold.")],
    out: Out = None,
    most: Annotated[int, typer.Option(min=1, help="How many facts at most")] = 50,
    json: AsJson = False,
) -> None:
    """Print the facts that hold some words.

    Example: dapipe find "arrest rate"
    """
    from dapipe import search
    from dapipe.corrections import corrected
    from dapipe.ingest import STORE, stored

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        for row in search.find(store, corrected(store, folder), words, most):
            shown = ("id", "type", "value", "words", "where")
            told = "  ".join(" ".join(str(row[name]).split()) for name in shown if row[name])
            print(as_json(row) if json else as_line(told))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of an older run.")],
    new: Annotated[Path, typer.Argument(help="Folder of a newer run.")],
    json: AsJson = False,
) -> None:
    """Print the facts gained (+), lost (-) and changed (~) between two runs.

    Example: dapipe diff facts-2025 facts
    """
    from dapipe.difference import difference
    from dapipe.ingest import STORE, stored

    with stored(old / STORE) as before, stored(new / STORE) as after:
        for change in difference(before, after):
            print(as_json(asdict(change)) if json else as_line(change))


@app.command()
def compare(
    measure: Annotated[str, typer.Argument(help="What is measured, in words; a base if it is a rate.")],
    out: Out = None,
    until: Annotated[
        str, typer.Option(help="Last day of the period, or its year  [default: the one most forces have]")
    ] = "",
    force: Annotated[str, typer.Option(help="Only this force (its slug) beside England and Wales")] = "",
    similar: Annotated[
        Path | None, typer.Option(help="CSV with the columns force and similar: the most similar forces")
    ] = None,
) -> None:
    """Print one measure over the forces, like for like, and what was left out and why, as CSV.

    Example: dapipe compare "arrests for every 100 domestic abuse crimes" --until 2018
    """
    from dapipe.checks.compare import Compared
    from dapipe.checks.listing import compared, write
    from dapipe.corrections import corrected
    from dapipe.ingest import STORE, stored

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        write(sys.stdout, Compared, compared(corrected(store, folder), measure, until, similar, force))


@app.command()
def tracker(
    out: Out = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to look at  [default: today]")
    ] = None,
    force: Annotated[str, typer.Option(help="Only what this force (its slug) or body must do")] = "",
    state: Annotated[str, typer.Option(help="Only answered, refused, silent or overdue")] = "",
) -> None:
    """Print each recommendation with its deadlines, the answer to it, and where it stands, as CSV.

    Example: dapipe tracker --force wiltshire --on 2017-02-01
    """
    from dapipe.checks.listing import tracked, write
    from dapipe.checks.tracker import Tracked
    from dapipe.corrections import corrected
    from dapipe.ingest import STORE, stored

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        write(sys.stdout, Tracked, tracked(corrected(store, folder), (on or datetime.now()).date(), force, state))


@app.command()
def demo(out: Annotated[Path, typer.Option(help="Folder for the results")] = Path("dapipe-demo")) -> None:
    """Read the bundled sample documents, offline, and write their facts and a report.

    Example: dapipe demo
    """
    from dapipe.ingest import ingest as run
    from dapipe.sample import documents

    chosen = with_flags(settings(), out=str(out))
    with progress_bar() as progress:
        summary = run(documents(), chosen, progress)
    sum_up(summary, chosen)
    report(out)


@app.command()
def doctor(json: AsJson = False) -> None:
    """Print what dapipe finds on this machine; exit status 1 if something needed is missing.

    Example: dapipe doctor
    """
    from dapipe.doctor import look

    findings = list(look(settings()))
    for item in findings:
        print(as_json(asdict(item)) if json else f"{item.state:8} {item.name:18} {item.note}")
    raise typer.Exit(int(any(item.state == "missing" for item in findings)))


@app.command()
def review(
    out: Out = None,
    everything: Annotated[bool, typer.Option("--all", help="Also facts that dapipe is sure of")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one")] = 0,
    who: Annotated[str, typer.Option(help="Who reviews", envvar="USER")] = "",
    browse: Annotated[bool, typer.Option(help="Open the page in a browser")] = True,
) -> None:
    """Walk through the facts that need a look, on a page that only this machine can open.

    Example: dapipe review
    """
    from dapipe.ingest import STORE, stored
    from dapipe.review.server import Server
    from dapipe.review.session import Session

    folder = Path(out or settings().out)
    session = Session(partial(stored, folder / STORE), folder, who, datetime.now().date(), everything)
    print(f"{len(session.queue())} facts to look at", file=sys.stderr)
    with Server(session, port) as server:
        print(f"{server.address}\nstop with Ctrl-C", file=sys.stderr)
        if browse:
            typer.launch(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


@config.command("show")
def config_show(json: AsJson = False) -> None:
    """Print every setting, its value and where it comes from.

    Example: dapipe config show
    """
    from dapipe.doctor import configured

    for name, value, origin in configured(os.environ, Path.cwd()):
        row = {"setting": name, "value": value, "origin": origin}
        print(as_json(row) if json else f"{name:12} {value!s:24} {origin}")


@app.command()
def train(
    card: Annotated[bool, typer.Option("--card", help="Also measure it and write its card; takes minutes.")] = False,
    gold: Annotated[Path | None, typer.Option(help="Texts with labelled statements to measure on.")] = None,
    add: Annotated[Path | None, typer.Option(help="Statements that you labelled (see dapipe label).")] = None,
) -> None:
    """Make the statement classifier again from the labelled documents in models/statements.

    Example: dapipe train --add to-label.csv
    """
    from dapipe.training import make

    print(make(settings().model, added=add))
    if card:
        from dapipe.card import card as measure

        print(measure(settings().model, gold))


@app.command()
def label(
    uncertain: Annotated[int, typer.Option(min=1, help="How many statements.")] = 50,
    to: Annotated[Path, typer.Option(help="File to write; tasks for Label Studio stand beside it.")] = Path(
        "to-label.csv"
    ),
    out: Out = None,
) -> None:
    """Write the least certain statements of the store to a file, to be labelled by you.

    Example: dapipe label --uncertain 50
    """
    from dapipe.ingest import STORE, stored
    from dapipe.labelling import uncertain as least
    from dapipe.labelling import write

    with stored(Path(out or settings().out) / STORE) as store:
        for path in write(least(store, uncertain), to):
            print(path)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of .txt files (hmic) or JSON lines (quantities, quotes).")],
    task: Annotated[str, typer.Option(help="hmic, quantities or quotes")],
    predictions: Annotated[
        Path | None, typer.Option(help="File for the predictions  [default: standard output]")
    ] = None,
) -> None:
    """Run the pipeline over the texts of gold data and write predictions in the gold's shape.

    Example: dapipe evaluate gold/ --task hmic --predictions out.jsonl
    """
    from dapipe.evaluate import predictions as predict

    lines = (as_json(line) for line in predict(task, gold, settings().model))
    if predictions:
        predictions.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    else:
        for line in lines:
            print(line)


def settings() -> Settings:
    """The settings of the environment and this folder's dapipe.toml."""
    from dapipe.settings import load

    return load(os.environ, Path.cwd())


def with_flags(chosen: Settings, **flags: Any) -> Settings:
    """The settings with the flags that were given."""
    return replace(chosen, **{name: value for name, value in flags.items() if value is not None})


def as_json(value: object) -> str:
    """A value as one line of JSON."""
    import json

    return json.dumps(value, ensure_ascii=False)


def print_facts(file: str, *, statements: bool) -> None:
    """Print a document's statements, or its other facts, one JSON object a line, its type first."""
    from dapipe.stages import facts_stage

    for fact in facts_stage(file, settings()):
        if (fact["type"] == "statements") == statements:
            print(as_json(fact))
