"""Engines run one function over many jobs, each in a guarded child. `ENGINES` is imported on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from dapipe.errors import BadSettings
from dapipe.work import Job, Outcome

ENGINES = {
    "serial": "dapipe.engine.local:serial",
    "local": "dapipe.engine.local:local",
}


class Engine(Protocol):
    """Runs `process` over jobs with so many workers; yields one Outcome a job, in any order."""

    def __call__(self, process: Callable[[Job], bytes], jobs: Iterable[Job], workers: int) -> Iterator[Outcome]:
        """Run the jobs."""


def engine(name: str) -> Engine:
    """The engine of that name. Raises BadSettings with the names there are."""
    if name not in ENGINES:
        raise BadSettings(f"there is no engine '{name}'", advice=f"Engines are: {', '.join(ENGINES)}.")
    module, function = ENGINES[name].split(":")
    return cast(Engine, getattr(import_module(module), function))
