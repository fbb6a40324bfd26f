"""What a run says on standard error: how far it is, and what it did."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from logging import INFO
from typing import TYPE_CHECKING, Any

from dapipe.address import is_address
from dapipe.settings import Settings
from dapipe.terminal import log

if TYPE_CHECKING:
    from dapipe.ingest import Progress, Summary
    from dapipe.work import Outcome


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A function that shows progress through outcomes: a bar on a terminal's stderr, a message a document."""
    if not (sys.stderr.isatty() and log.isEnabledFor(INFO)):
        yield lambda outcomes, total: named(outcomes)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda outcomes, total: named(bar.track(outcomes, total=total, description="Reading"))


def named(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, each told as it comes to who wants to hear much."""
    for outcome in outcomes:
        facts = sum(map(len, outcome.rows.values()))
        log.debug("%s: %s%s", outcome.path, outcome.status, f", {facts} rows" if facts else "")
        yield outcome


def sum_up(summary: Summary, chosen: Settings) -> None:
    """Say what a run did, what failed and why, where the files are and what to do next."""
    from dapipe.export.folder import stands_aside

    log.debug("settings: %s", ", ".join(f"{name}={value}" for name, value in asdict(chosen).items() if value != ""))
    done = sum(summary.statuses.values())
    known = summary.statuses.get("known", 0)
    apart = is_address(chosen.out)
    log.info("%d documents (%d unchanged)%s", done, known, "" if apart else f", {summary.pages} pages in the store")
    if summary.facts:
        log.info("  ".join(f"{table} {count}" for table, count in summary.facts.items() if count))
    if summary.passed_over:
        log.info("%d other files passed over", summary.passed_over)
    for path in summary.files:
        if stands_aside(path):
            log.warning("%s stands beside a file that was changed by hand", path)
        log.debug("written: %s", path)
    for gone in summary.vanished:
        log.info("gone, its facts are kept: %s", gone)
    for where, code, message in summary.problems:
        log.warning("not done: %s: %s [%s]", where, message, code)
    (say_where_parts_are if apart else say_where_files_are)(chosen)


def say_where_parts_are(chosen: Settings) -> None:
    """Say where the results of a run are that went to an address, and what to do next."""
    log.info("their facts are Parquet parts below %s", chosen.out)
    log.info("next: dapipe fold %s puts them into a store and writes CSV", chosen.out)


def say_where_files_are(chosen: Settings) -> None:
    """Say where the store and the files are, and what to do next."""
    log.info("CSV files and dapipe.sqlite are in %s/; open %s/facts.csv", chosen.out, chosen.out)
    elsewhere = "" if chosen.out == Settings().out else f" --out {chosen.out}"
    log.info("next: dapipe show ID%s tells where a fact comes from", elsewhere)


def summed(summary: Summary, chosen: Settings) -> dict[str, Any]:
    """What a run did, as plain values for a program."""
    return {
        "documents": summary.statuses,
        "pages": summary.pages,
        "facts": summary.facts,
        "problems": [dict(zip(("path", "code", "message"), one, strict=True)) for one in summary.problems],
        "passed_over": summary.passed_over,
        "vanished": summary.vanished,
        "files": [str(path) for path in summary.files],
        "out": chosen.out,
    }
