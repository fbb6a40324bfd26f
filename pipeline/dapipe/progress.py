"""What a run says on standard error: how far it is, and what it did."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dapipe.terminal import as_line

if TYPE_CHECKING:
    from dapipe.ingest import Summary
    from dapipe.settings import Settings


@contextmanager
def progress_bar() -> Iterator[Any]:
    """A function that shows progress through a list, on a terminal's stderr; elsewhere it shows nothing."""
    if not sys.stderr.isatty():
        yield lambda items, total: items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda items, total: bar.track(items, total=total, description="Reading")


def sum_up(summary: Summary, chosen: Settings) -> None:
    """Print what a run did, what failed and why, where the files are and what to do next, on stderr."""
    from dapipe.export.folder import stands_aside

    done = sum(summary.statuses.values())
    known = summary.statuses.get("known", 0)
    lines = [f"{done} documents ({known} unchanged), {summary.pages} pages in the store"]
    lines.append("  ".join(f"{table} {count}" for table, count in summary.facts.items() if count))
    if summary.passed_over:
        lines.append(f"{summary.passed_over} other files passed over")
    lines += [f"{path} stands beside a file that was changed by hand" for path in summary.files if stands_aside(path)]
    lines += [f"gone, its facts are kept: {path}" for path in summary.vanished]
    lines += [f"not done: {path}: {message} [{code}]" for path, code, message in summary.problems]
    lines.append(f"CSV files and dapipe.sqlite are in {chosen.out}/; open {chosen.out}/facts.csv")
    lines.append("next: dapipe show ID tells where a fact comes from")
    print(*map(as_line, lines), sep="\n", file=sys.stderr)
