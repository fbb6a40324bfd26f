"""Write today's scores as floors where they are higher: `python -m tests.quality.raise_floors`. No floor falls.

The page that tells them, docs/accuracy.md, is written anew.
"""

from __future__ import annotations

import json
from math import floor
from pathlib import Path

from tests.quality import accuracy
from tests.quality.golden import scores
from tests.quality.shared import TASKS, shared_scores

FILE = Path(__file__).with_name("floors.json")


def main() -> None:
    """Raise the floors and print what rose."""
    floors = json.loads(FILE.read_text()) if FILE.exists() else {}
    for task in ("corpus", *TASKS):
        found = scores() if task == "corpus" else shared_scores(task)
        old = floors.setdefault(task, {})
        for name, score in sorted(found.items()):
            rounded = floor(score * 1000) / 1000
            if rounded > old.get(name, -1):
                print(f"{task}: {name}: {old.get(name)} -> {rounded}")
                old[name] = rounded
    FILE.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    accuracy.write()


if __name__ == "__main__":
    main()
