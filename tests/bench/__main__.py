"""The table of speed and size: python -m tests.bench [--articles N] [--facts N] [--tasks N] [--only PART,PART]."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import language, million, runs, scheduler
from tests.bench.measure import Line


def main() -> None:
    """Measure and print, line by line."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--only", default="language,runs,million,scheduler")
    asked = parser.parse_args()
    print("| what | target | measured | met |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        parts: dict[str, Callable[[], Iterator[Line]]] = {
            "language": lambda: language.lines(min(max(asked.articles // 10, 20), 100)),
            "runs": lambda: runs.lines(Path(folder), asked.articles),
            "million": lambda: million.lines(Path(folder), asked.facts),
            "scheduler": lambda: scheduler.lines(asked.tasks),
        }
        for name in asked.only.split(","):
            for line in parts[name]():
                met = {True: "yes", False: "NO", None: ""}[line.met]
                print(f"| {line.what} | {line.target} | {line.measured} | {met} |", flush=True)


if __name__ == "__main__":
    main()
