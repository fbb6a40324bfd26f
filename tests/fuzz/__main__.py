"""`python -m tests.fuzz NAME SECONDS [FOLDER]` runs one harness under atheris, which is installed by hand.

What breaks a promise is written to FOLDER as a crash file and ends the run; put it into a test and mend it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dapipe"]):
    from tests.fuzz.harnesses import HARNESSES, SEEDS


def main(name: str, seconds: str, folder: str = ".") -> None:
    """Run a harness for so many seconds."""
    options = [
        f"-max_total_time={seconds}",
        "-max_len=400",
        "-timeout=20",
        "-rss_limit_mb=2500",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], f"-artifact_prefix={folder}/", *options], HARNESSES[name])
    for seed in SEEDS:
        HARNESSES[name](seed)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
