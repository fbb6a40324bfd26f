"""Training documents in their marked-up notation, run through the real stages, and the classifier made from them.

A document is a header of `name: value` lines, a line `---`, and a text in which every statement is preceded by its tag:
[F] finding, [R] recommendation, [S] response, [O] other. See models/statements/ANNOTATION.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dapipe.annotate.units import units
from dapipe.classify.files import home
from dapipe.classify.train import Example, Recipe, save, train
from dapipe.errors import WrongUse
from dapipe.labelling import Marked, by_file, given
from dapipe.language import annotate, language
from dapipe.limits import Limits
from dapipe.read import read
from dapipe.terminal import log

TAGS = {"F": "finding", "R": "recommendation", "S": "response", "O": "other"}
TAG = re.compile(r"\[([FRSO])\] ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A training document: its plain text and the label that holds from each offset on."""

    name: str
    text: str
    labels: tuple[tuple[int, str], ...]


def make(model: str, folder: Path | None = None, added: Iterable[Marked] = ()) -> Path:
    """Train the classifier on the labelled documents and write its files; the folder they are in.

    `added` are statements that a newsroom has labelled; what the model was made from is noted in its file.
    """
    target = folder or home()
    documents = list(labelled(target / "documents"))
    own = list(added)
    examples = [example(document, model) for document in documents]
    examples += [of_newsroom(path, statements, model) for path, statements in by_file(own).items()]
    trained, _ = train(examples, Recipe())
    save(trained, target, {"documents": len(documents), "data": data_digest(documents), "added": len(own)})
    return target


def of_newsroom(path: str, statements: list[Marked], model: str) -> Example:
    """A document of a newsroom after the real stages; only the statements that it has labelled have labels.

    Raises WrongUse if the document is not there any more.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        advice = "Run dapipe train in the folder in which you ran dapipe ingest, or take its rows out."
        raise WrongUse("the document of a label is not there", where=path or "no path", advice=advice) from error
    document = read(data, path, Limits())
    found = units(annotate(document, language(model)))
    labels = given(document.text, [(unit.start, unit.end) for unit in found], statements)
    lost = len(statements) - sum(bool(label) for label in labels)
    if lost > 0:
        log.warning("%d of %d labelled statements are no longer in %s", lost, len(statements), path)
    return Example(name=path, units=found, labels=labels)


def labelled(folder: Path) -> Iterator[Labelled]:
    """The labelled documents of a folder, in the order of their names. Raises WrongUse for one of another form."""
    for path in sorted(folder.glob("*.txt")):
        yield parse(path.stem, path.read_text(encoding="utf-8"))


def parse(name: str, marked: str) -> Labelled:
    """One document from its notation. Raises WrongUse if it has no header or no tag."""
    _, line, body = marked.partition("\n---\n")
    pieces = TAG.split(body)
    if not line or len(pieces) < 3 or pieces[0].strip():
        raise WrongUse("a training document needs a header, a line '---' and a tag before its first words", where=name)
    text, labels = "", []
    for tag, words in zip(pieces[1::2], pieces[2::2], strict=True):
        labels.append((len(text), TAGS[tag]))
        text += words
    return Labelled(name=name, text=text, labels=tuple(labels))


def example(document: Labelled, model: str) -> Example:
    """The document after the real stages: units with the label that covers most of each."""
    opened = read(document.text.encode(), f"{document.name}.txt", Limits())
    found = units(annotate(opened, language(model)))
    labels = tuple(label_of(document, *opened.source(unit.start, unit.end)) for unit in found)
    return Example(name=document.name, units=found, labels=labels)


def label_of(document: Labelled, start: int, end: int) -> str:
    """The label that covers most of text[start:end]."""
    borders = [*document.labels, (len(document.text), "")]
    shares: dict[str, int] = {}
    for (first, label), (last, _) in pairwise(borders):
        shares[label] = shares.get(label, 0) + max(0, min(end, last) - max(start, first))
    return max(shares, key=shares.__getitem__)


def data_digest(documents: list[Labelled]) -> str:
    """SHA-256 (16 hex digits) of the labelled documents."""
    total = hashlib.sha256()
    for document in documents:
        total.update(repr((document.name, document.text, document.labels)).encode())
    return total.hexdigest()[:16]
