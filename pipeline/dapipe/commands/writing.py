"""report and export: facts as files."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from dapipe.commands.options import AsJson, Out, opened, tell


def export(
    to: Annotated[
        str | None, typer.Argument(help="Folder to write to, or - for standard output (default: the store's)")
    ] = None,
    out: Out = None,
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="csv, xlsx, jsonl, sqlite or parquet; may be repeated")
    ] = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only this table; may be repeated")] = None,
    force: Annotated[str | None, typer.Option(help="Only rows of this force (its slug)")] = None,
    where: Annotated[list[str] | None, typer.Option(help="Only rows with COLUMN SIGN VALUE; may be repeated")] = None,
    json: AsJson = False,
) -> None:
    """Write the files again from the store, or a selection of its rows somewhere else.

    Example: dapipe export - --type figures --force northamptonshire --where "value>40"
    """
    from dapipe.export.selection import deliver, select

    tables = types or (["facts"] if to == "-" else [])
    usual = ["jsonl"] if json and to == "-" else ["csv"]
    with opened(out) as known:
        chosen = select(known.rows, tables, force or "", where or [])
        for path in deliver(chosen, to or "", known.folder, formats or usual, sys.stdout):
            tell(path, json=json)


def report(
    out: Out = None,
    images: Annotated[str, typer.Option(help="Pictures of pages: none, review (facts to look at) or all")] = "review",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day for clocks (default: today)")] = None,
    json: AsJson = False,
) -> None:
    """Write report.html: one file that opens offline, with charts, quotes, checks and every fact.

    Example: dapipe report --images all
    """
    from dapipe.report import write

    with opened(out) as known:
        day = (on or datetime.now()).date()
        tell(write(known.rows, known.folder, day=day, images=images), json=json)
