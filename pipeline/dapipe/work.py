"""All stages over one document: the job of a worker, in its own process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib import import_module
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from dapipe import schema
from dapipe.errors import DapipeError, Failed, too_large
from dapipe.limits import Limits
from dapipe.record import DocumentRow, Fact, Problem, SheetRow

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document
    from dapipe.mentions import Label

FAILED = ("failed", "lost")
SCALARS = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that goes to a worker: the file, its digest (SHA-256), the recipe to follow and its limits.

    A worker finds out the digest of a file at an address if it is "". `copy` is where it holds such a file; `parts` is
    the address that the rows go to instead of the parent.
    """

    path: str
    digest: str
    recipe: str
    model: str
    limits: Limits = field(default_factory=Limits)
    copy: str = ""
    parts: str = ""

    @property
    def doc(self) -> str:
        """The document's id."""
        return self.digest[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a worker returns: how far it got, and the rows of every table in the order of their columns.

    `status` is complete, partial, empty, failed, lost or known.
    """

    path: str
    digest: str
    recipe: str
    status: str
    rows: dict[str, list[tuple[schema.Value, ...]]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def doc(self) -> str:
        """The document's id."""
        return self.digest[:16]

    @property
    def failed(self) -> bool:
        """True if the document could not be done."""
        return self.status in FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document after all stages, still in this process."""

    document: Document
    doc: Doc
    labels: tuple[Label, ...]
    facts: dict[str, tuple[Fact, ...]]


def process(job: Job) -> bytes:
    """The Outcome of a job as JSON. What dapipe expects to go wrong becomes a Problem; the rest is the engine's."""
    return to_json(outcome(job))


def outcome(job: Job) -> Outcome:
    """The Outcome of a job: all stages, with every error turned into a Problem."""
    try:
        reading = understand(document(job), job.model)
    except DapipeError as error:
        return failure(job, error)
    except OSError as error:
        return failure(job, Failed(f"could not be opened: {error.strerror}"))
    except MemoryError:
        return failure(job, too_large("needs more memory than allowed", "memory_mb"))
    except Exception as error:
        return failure(job, Failed(f"{type(error).__name__}: {error}", advice="Please report this file."))
    return complete(job, reading)


def document(job: Job) -> Document:
    """The document of a job, read. Raises DapipeError and OSError."""
    from dapipe.read import read

    with unchanged(job) as file:
        return read(file, job.path, job.limits)


@contextmanager
def unchanged(job: Job) -> Iterator[BufferedReader]:
    """A job's file, open. Raises Failed unless its bytes are those of the job's digest, before and after; OSError."""
    with Path(job.copy or job.path).open("rb") as file:
        refuse_changed(file, job)
        yield file
        refuse_changed(file, job)


def refuse_changed(file: BufferedReader, job: Job) -> None:
    """Raises Failed if a file's bytes are not those of a job's digest."""
    file.seek(0)
    if hashlib.file_digest(file, "sha256").hexdigest() != job.digest:
        raise Failed("the file was changed while dapipe ran", advice="Run dapipe ingest again.")


def prepare(model: str) -> None:
    """Load what every document needs: all readers, the spaCy model, the finders, the classifier, the fact types.

    A short document goes through all stages, so that what is loaded on first use is loaded too.
    """
    from dapipe.read import READERS, reader

    for kind in READERS:
        reader(kind)
    read_all(b"Kent Police made 43 arrests in 2016, inspectors found.", "first.txt", Limits(), model)


def read_all(data: bytes, name: str, limits: Limits, model: str) -> Reading:
    """Read, annotate, classify and gather one document. Raises DapipeError."""
    from dapipe.read import read

    return understand(read(data, name, limits), model)


def understand(document: Document, model: str) -> Reading:
    """Annotate, classify and gather a document that has been read."""
    from dapipe.annotate.units import units
    from dapipe.classify import classify
    from dapipe.language import annotate, language

    doc = annotate(document, language(model))
    labels = classify(units(doc))
    facts = {name: gather(name, document, doc, labels) for name in schema.FACTS}
    return Reading(document=document, doc=doc, labels=labels, facts=facts)


def gather(name: str, document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[Fact, ...]:
    """The facts of one type."""
    module = import_module(schema.FACTS[name].split(":")[0])
    return tuple(module.gather(document, doc, labels))


def complete(job: Job, reading: Reading) -> Outcome:
    """The Outcome of a document that went through all stages."""
    document = reading.document
    status = "complete" if document.text.strip() else "empty"
    rows = {name: [schema.row(fact) for fact in facts] for name, facts in reading.facts.items()}
    rows["facts"] = [schema.row(row) for row in sheet(reading, job.path)]
    rows["documents"] = [schema.row(document_row(job, reading, status))]
    problems = tuple(problem(job, "read", "warning", message) for message in document.warnings)
    return Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status=status, rows=rows, problems=problems)


def sheet(reading: Reading, path: str) -> Iterator[SheetRow]:
    """The rows of the one sheet."""
    from dapipe.facts.sheet import sheet_row

    for facts in reading.facts.values():
        for fact in facts:
            row = sheet_row(fact, path)
            if row:
                yield row


def document_row(job: Job, reading: Reading, status: str) -> DocumentRow:
    """The document's own row."""
    document = reading.document
    return DocumentRow(
        doc=job.doc,
        title=document.title,
        kind=str(document.kind),
        publisher=document.publisher,
        published=document.published,
        force=main_force(reading.facts.get("forces", ())),
        pages=len(document.pages),
        words=len(document.text.split()),
        reader=document.reader,
        ocr=any(page.ocr for page in document.pages),
        status=status,
        sha256=job.digest,
        path=job.path,
    )


def main_force(forces: tuple[Fact, ...]) -> str:
    """The slug of the force that a document is mainly about; "" if it is about none or several."""
    return next((str(getattr(fact, "force", "")) for fact in forces if getattr(fact, "main", False)), "")


def failure(job: Job, error: DapipeError, status: str = "failed") -> Outcome:
    """The Outcome of a document that could not be done."""
    return Outcome(
        path=job.path,
        digest=job.digest,
        recipe=job.recipe,
        status=status,
        problems=(problem(job, "read", error.code, error.advised),),
    )


def problem(job: Job, stage: str, code: str, message: str) -> Problem:
    """A Problem of a job's file."""
    return Problem(path=job.path, doc=job.doc, stage=stage, code=code, message=message)


def to_json(result: Outcome) -> bytes:
    """An Outcome as JSON bytes: nothing that could run code crosses between processes."""
    return json.dumps(asdict(result), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_json(data: bytes) -> Outcome:
    """The Outcome in JSON bytes made by `to_json`. Raises ValueError for anything else."""
    plain = json.loads(data.decode("utf-8", "surrogatepass"))
    try:
        rows = {table: checked(table, rows) for table, rows in plain.pop("rows").items()}
        problems = tuple(Problem(**item) for item in plain.pop("problems"))
        return Outcome(**plain, rows=rows, problems=problems)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not an outcome: {error}") from error


def checked(table: str, rows: list[list[schema.Value]]) -> list[tuple[schema.Value, ...]]:
    """The rows of a table as tuples. Raises ValueError if they don't have its columns."""
    if table not in schema.TABLES:
        raise ValueError(f"no table {table!r}")
    width = len(schema.columns(table))
    if not all(len(row) == width and all(isinstance(value, SCALARS) for value in row) for row in rows):
        raise ValueError(f"not rows of {table!r}")
    return [tuple(row) for row in rows]


def outcome_of(job: Job, answer: bytes) -> Outcome:
    """The Outcome in a child's answer. Raises Failed if it is none, or one of another job."""
    try:
        found = from_json(answer)
    except (ValueError, RecursionError) as error:
        raise Failed(f"its process answered nonsense ({error})") from error
    if (found.path, found.digest, found.recipe) != (job.path, job.digest or found.digest, job.recipe):
        raise Failed("its process answered for another document")
    return found


def digest_of(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()
