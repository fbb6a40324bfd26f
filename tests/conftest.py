"""Shared parts: the real spaCy model, loaded once, and a reader of marked-up sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import Reading, read_all
from tests.cloud import object_store

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def object_server() -> Iterator[str]:
    """The address of a bucket in an object store on this machine."""
    with object_store() as address:
        yield address


@pytest.fixture
def bucket(object_server: str, tmp_path: Path) -> str:
    """The address of an empty place in the object store."""
    return f"{object_server}/{tmp_path.name}"


@pytest.fixture(scope="session")
def understood() -> Callable[[str], Reading]:
    """A function from a text to its document after all stages."""

    def run(text: str, name: str = "article.txt") -> Reading:
        return read_all(text.encode(), name, Limits(), Settings().model)

    return run
