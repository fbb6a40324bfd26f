"""Engines run one function over many jobs, each in a guarded child. `ENGINES` is imported on first use."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Protocol, cast

from dapipe.errors import BadSettings, nearest
from dapipe.work import Job, Outcome

ENGINES = {
    "serial": "dapipe.engine.local:serial",
    "local": "dapipe.engine.local:local",
    "dask": "dapipe.engine.dask:dask",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a child does: `prepare` once, with the name of the spaCy model, then `process` for every job.

    Both are functions of modules, because a child imports them by name. Paths are relative to `folder`.
    """

    process: Callable[[Job], bytes]
    prepare: Callable[[str], None] | None = None
    folder: str = field(default_factory=os.getcwd)


class Engine(Protocol):
    """Runs a task over jobs with so many workers; yields one Outcome a job, in any order."""

    def __call__(self, task: Task, jobs: Iterable[Job], workers: int) -> Generator[Outcome, None, None]:
        """Run the jobs, drawn one by one as workers become free."""


def engine(name: str, scheduler: str = "") -> Engine:
    """The engine of that name; `scheduler` is the address of a Dask cluster. Raises BadSettings."""
    if name not in ENGINES:
        raise BadSettings(f"there is no engine '{name}'", advice=nearest(name, ENGINES))
    if scheduler and name != "dask":
        raise BadSettings(f"the engine '{name}' has no scheduler", advice="Say --engine dask.")
    module, function = ENGINES[name].split(":")
    found = getattr(import_module(module), function)
    return cast(Engine, partial(found, scheduler=scheduler) if scheduler else found)
