"""find, show, compare, tracker, diff, runs: what there is in the facts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from dapipe.commands.options import AsJson, Out, as_json, opened, tell
from dapipe.terminal import as_line, log


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

    with opened(out) as known:
        found = list(search.find(known.store, known.rows, words, most))
    for row in found:
        shown = ("id", "type", "value", "words", "where")
        told = "  ".join(" ".join(str(row[name]).split()) for name in shown if row[name])
        tell(row if json else told, json=json)
    if not found:
        log.info("no fact holds '%s'; try fewer words", words)


def show(
    fact_id: Annotated[str, typer.Argument(help="The id in the first column of every CSV file.")],
    out: Out = None,
    json: AsJson = False,
    image: Annotated[Path | None, typer.Option(help="Write the PDF's page with the words marked, as PNG.")] = None,
) -> None:
    """Print one fact with its sentence, page, source, rule, checks and corrections.

    Example: dapipe show 5b1f0c9a7e3d2f41 --image page.png
    """
    from dapipe.search import about

    with opened(out) as opening:
        known = about(opening.store, opening.folder, fact_id)
        if image:
            from dapipe.report.pictures import page_picture

            _, fact = opening.store.fact(fact_id)
            path = opening.store.sources(str(fact["doc"]))[0]
            image.write_bytes(page_picture(path, int(str(fact["page"])), str(fact["box"])))
    if json:
        print(as_json(known))
        return
    for name, value in known.items():
        for one in value if isinstance(value, list) else [value]:
            if one not in ("", None):
                print(as_line(f"{name:14} {one}"))


def compare(
    measure: Annotated[str, typer.Argument(help="What is measured, in words; a base if it is a rate.")],
    out: Out = None,
    until: Annotated[
        str, typer.Option(help="Last day of the period, or its year (default: the one most forces have)")
    ] = "",
    force: Annotated[str, typer.Option(help="Only this force (its slug) beside England and Wales")] = "",
    similar: Annotated[
        Path | None, typer.Option(help="CSV with the columns force and similar: the most similar forces")
    ] = None,
    json: AsJson = False,
) -> None:
    """Print one measure over the forces, like for like, and what was left out and why, as CSV.

    Example: dapipe compare "arrests for every 100 domestic abuse crimes" --until 2018
    """
    from dapipe.checks.compare import Compared
    from dapipe.checks.listing import compared

    with opened(out) as known:
        print_table(Compared, compared(known.rows, measure, until, similar, force), json=json)


def tracker(
    out: Out = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to look at (default: today)")
    ] = None,
    force: Annotated[str, typer.Option(help="Only what this force (its slug) or body must do")] = "",
    state: Annotated[str, typer.Option(help="Only answered, refused, silent or overdue")] = "",
    json: AsJson = False,
) -> None:
    """Print each recommendation with its deadlines, the answer to it, and where it stands, as CSV.

    Example: dapipe tracker --force wiltshire --on 2017-02-01
    """
    from dapipe.checks.listing import tracked
    from dapipe.checks.tracker import Tracked

    with opened(out) as known:
        print_table(Tracked, tracked(known.rows, (on or datetime.now()).date(), force, state), json=json)


def diff(
    old: Annotated[Path, typer.Argument(help="Folder of an older run.")],
    new: Annotated[Path, typer.Argument(help="Folder of a newer run.")],
    json: AsJson = False,
) -> None:
    """Print the facts gained (+), lost (-) and changed (~) between two runs.

    Example: dapipe diff facts-2025 facts
    """
    from dapipe.difference import difference

    with opened(old) as before, opened(new) as after:
        for change in difference(before.store, after.store):
            tell(change, json=json)


def print_table(kind: type[Any], records: Iterable[object], *, json: bool) -> None:
    """Print records of a kind as CSV with a header, or as JSON lines."""
    from dapipe.checks.listing import write

    if not json:
        write(sys.stdout, kind, records)
        return
    for record in records:
        tell(record, json=True)


def runs(out: Out = None, json: AsJson = False) -> None:
    """Print the runs that made the store: when, how long, over how many documents, by which version and recipe.

    Example: dapipe runs
    """
    with opened(out) as known:
        for run in known.store.runs():
            tell(run, json=json)
