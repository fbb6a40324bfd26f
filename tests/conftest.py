"""Shared parts: the real spaCy model, loaded once, and a reader of marked-up sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import Reading, read_all

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def understood() -> Callable[[str], Reading]:
    """A function from a text to its document after all stages."""

    def run(text: str, name: str = "article.txt") -> Reading:
        return read_all(text.encode(), name, Limits(), Settings().model)

    return run
