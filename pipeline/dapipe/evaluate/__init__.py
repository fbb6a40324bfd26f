"""Predictions for gold data in the gold's own shape, made from its texts alone. `TASKS` is imported on first use.

A task is a function (path of the gold, name of the spaCy model) -> predictions, one plain object a document or line.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from dapipe.errors import WrongUse, unknown

TASKS = {
    "hmic": "dapipe.evaluate.hmic:predictions",
    "quantities": "dapipe.evaluate.quantities:predictions",
    "quotes": "dapipe.evaluate.quotes:predictions",
}


def predictions(task: str, gold: Path, model: str) -> Iterator[dict[str, Any]]:
    """The predictions for a task. Raises WrongUse for an unknown task or a missing path."""
    if task not in TASKS:
        raise unknown("task", task, TASKS)
    if not gold.exists():
        raise WrongUse(f"there is no file or folder '{gold}'")
    module, function = TASKS[task].split(":")
    return cast("Iterator[dict[str, Any]]", getattr(import_module(module), function)(gold, model))
