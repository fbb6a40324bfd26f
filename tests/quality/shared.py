"""Scores on the development sets, by their own scorers, where they lie beside the checkout.

They are no part of the project. DAPIPE_GOLD names their folder; the default is ../shared/eval.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from dapipe.commands.options import as_json
from dapipe.evaluate import predictions
from dapipe.settings import Settings
from tests.quality.golden import ROOT

GOLD = Path(os.environ.get("DAPIPE_GOLD", ROOT.parent / "shared" / "eval"))
TASKS = {
    "hmic": ("hmic", "hmic/dev", "hmic/score.py", ["--json"]),
    "further": ("hmic", str(ROOT / "tests/golden/further"), "hmic/score.py", ["--json"]),
    "harder": ("hmic", str(ROOT / "tests/golden/harder"), "hmic/score.py", ["--json"]),
    "newest": ("hmic", str(ROOT / "tests/golden/newest"), "hmic/score.py", ["--json"]),
    "unseen": ("hmic", str(ROOT / "tests/golden/unseen"), "hmic/score.py", ["--json"]),
    "newsquant": ("quantities", "figures/newsquant_dev.jsonl", "figures/score.py", ["--json"]),
    "police patterns": ("quantities", "figures/police_patterns.jsonl", "figures/score.py", ["--json"]),
    "polnear": ("quotes", "quotes/polnear_dev.jsonl", "quotes/score.py", []),
}


def shared_scores(task: str) -> dict[str, float]:
    """Name -> F1 (0 to 1) on one development set; {} if it is not there."""
    name, gold, scorer, options = TASKS[task]
    if not ((GOLD / gold).exists() and (GOLD / scorer).exists()):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "predictions.jsonl")
        lines = (as_json(line) + "\n" for line in predictions(name, GOLD / gold, Settings().model))
        answer.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(GOLD / scorer), str(GOLD / gold), str(answer), *options]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return from_json(printed) if options else from_table(printed)


def from_json(printed: str) -> dict[str, float]:
    """F1 by name from a scorer's JSON."""
    plain = json.loads(printed)
    found = {name: item["f1"] for name, item in plain.get("items", {}).items()}
    if "statements" in plain:
        found |= {f"statements: {name}": plain["statements"][name] for name in ("accuracy", "macro_f1")}
        found |= {f"statements: {label}": row["f1"] for label, row in plain["statements"]["labels"].items()}
    found |= {name: row["f1"] / 100 for name, row in plain.items() if name.startswith("value")}
    return found


def from_table(printed: str) -> dict[str, float]:
    """F1 by view and row from the quote scorer's table."""
    found, view = {}, ""
    for line in printed.splitlines():
        head = re.match(r"(\w+): \d+ gold", line)
        row = re.match(r"\s+(\w[\w ]*?)\s+P .*F1\s+([\d.]+)%", line)
        if head:
            view = head[1]
        elif row:
            found[f"{view} {row[1]}"] = float(row[2]) / 100
    return found
