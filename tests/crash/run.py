"""A run in a process of its own, to be killed: python -m tests.crash.run DOCUMENTS OUT [ENGINE JOBS]."""

from __future__ import annotations

import sys
from pathlib import Path

import dapipe.cli
import dapipe.ingest
from dapipe.commands.options import mannered
from tests.crash.shared import TASK, settings


def run(documents: str, out: str, engine: str = "local", jobs: str = "2") -> None:
    """Read the documents into the store."""
    dapipe.ingest.recipe = lambda model: "the same in all runs"
    summary = dapipe.ingest.ingest(
        [Path(documents)], settings(Path(out), engine, int(jobs)), lambda outcomes, total: outcomes, TASK
    )
    sys.exit(summary.exit_status)


def command() -> None:
    """The run that the arguments name."""
    run(*sys.argv[1:])


if __name__ == "__main__":
    # The command line's own handling of errors and interruption, over this run.
    dapipe.cli.app = mannered(command)  # type: ignore[assignment]
    dapipe.cli.main()
