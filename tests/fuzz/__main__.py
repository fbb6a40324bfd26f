"""`python -m tests.fuzz NAME SECONDS FOLDER` runs one harness under atheris, which is installed by hand.

What breaks a promise is written to FOLDER as a crash file and ends the run; put it into a test and mend it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dapipe"]):
    from tests.fuzz.harnesses import HARNESSES, SEEDS


def main(name: str, seconds: str, folder: str) -> None:
    """Run a harness for so many seconds."""
    seeds = Path(folder, "seeds")
    seeds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS):
        HARNESSES[name](seed)
        (seeds / str(number)).write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-max_len=400", "-len_control=0", "-timeout=30", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], f"-artifact_prefix={folder}/", *options, str(seeds)], HARNESSES[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
