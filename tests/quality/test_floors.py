"""No score falls below its floor. Floors only rise: `python -m tests.quality.raise_floors` writes higher ones."""

from __future__ import annotations

import json

import pytest

from tests.quality.golden import ROOT, scores
from tests.quality.shared import TASKS, shared_scores

pytestmark = pytest.mark.quality
FLOORS: dict[str, dict[str, float]] = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text())
TOLERANCE = 0.0005


def below(found: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Name -> (score, floor) of what is too low; a missing score counts as 0."""
    pairs = {name: (found.get(name, 0.0), floor) for name, floor in floors.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] < pair[1] - TOLERANCE}


def test_sample_corpus() -> None:
    assert below(scores(), FLOORS["corpus"]) == {}


@pytest.mark.parametrize("task", TASKS)
def test_development_sets(task: str) -> None:
    found = shared_scores(task)
    if not found:
        pytest.skip("the development sets are not beside this checkout")
    assert below(found, FLOORS[task]) == {}
