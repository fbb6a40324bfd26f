"""One document through the stages by hand, each in a guarded child: what the stage commands do."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dapipe import schema
from dapipe.document import Document
from dapipe.engine import Task
from dapipe.errors import WrongUse
from dapipe.exchange import from_line, to_line
from dapipe.settings import Settings
from dapipe.work import Job, prepare, understand

LINE_START = b'{"id":'


def read_stage(file: str, settings: Settings) -> str:
    """The document in a file, or in the JSON line that `dapipe read` made of it, as one JSON line.

    "-" is standard input. Raises WrongUse for a missing file, and what the readers raise.
    """
    return run(line_of, prepare_readers, file, settings)


def facts_stage(file: str, settings: Settings) -> Iterator[dict[str, schema.Value]]:
    """The facts of a document as named values, the name of their table first. Raises what `read_stage` does."""
    return (json.loads(line) for line in run(facts_of, prepare, file, settings).splitlines())


def run(process: Callable[[Job], bytes], ready: Callable[[str], None], file: str, settings: Settings) -> str:
    """What a function of this module answers for a file, from a guarded child."""
    from dapipe.engine.local import guarded

    with on_disk(file) as path:
        job = Job(path=path, digest="", recipe="", model=settings.model, limits=settings.limits)
        return guarded(Task(process=process, prepare=ready), job).decode("utf-8")


@contextmanager
def on_disk(file: str) -> Iterator[str]:
    """The path of a file, or of a copy of standard input. Raises WrongUse if there is no such file."""
    if file != "-":
        if not Path(file).is_file():
            raise WrongUse(f"there is no file '{file}'", advice="Check the spelling.")
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "standard-input")
        path.write_bytes(sys.stdin.buffer.read())
        yield str(path)


def prepare_readers(model: str) -> None:
    """Load all readers."""
    from dapipe.read import READERS, reader

    for kind in READERS:
        reader(kind)


def document(job: Job) -> Document:
    """The document of a job: read, or taken from its JSON line."""
    from dapipe.read import read

    with Path(job.path).open("rb") as file:
        if file.read(len(LINE_START)) == LINE_START:
            return from_line(LINE_START.decode() + file.read().decode("utf-8"))
        return read(file, job.path, job.limits)


def line_of(job: Job) -> bytes:
    """A job's document as one JSON line."""
    return to_line(document(job)).encode("utf-8")


def facts_of(job: Job) -> bytes:
    """The facts of a job's document as JSON lines."""
    reading = understand(document(job), job.model)
    lines = []
    for table, facts in reading.facts.items():
        names = [column.name for column in schema.columns(table)]
        lines += [json.dumps({"type": table, **dict(zip(names, schema.row(fact), strict=True))}) for fact in facts]
    return "\n".join(lines).encode("utf-8")
