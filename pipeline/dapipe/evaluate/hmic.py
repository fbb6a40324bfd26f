"""The whole job over a folder of texts, in the shape of its gold: forces, figures, quotes, statements.

Offsets are those of the text files, whatever the reader dropped or joined. Text that the reader dropped (running
heads, chrome) counts as `other` statements, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dapipe.annotate.force_names import spots
from dapipe.annotate.found import found
from dapipe.document import Document
from dapipe.facts.figure import Figure
from dapipe.limits import Limits
from dapipe.mentions import ForceMention, Sentence, Utterance
from dapipe.work import Reading, read_all

LINE = re.compile(r"[^\n]*\S")


def predictions(folder: Path, model: str) -> Iterator[dict[str, Any]]:
    """One prediction for each .txt file of a folder; nothing else in it is read."""
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes()
        reading = read_all(data, path.name, Limits(), model)
        yield {"doc": path.stem, **prediction(reading, data.decode("utf-8"))}


def prediction(reading: Reading, source: str) -> dict[str, Any]:
    """One document's forces, figures, quotes and statements, with offsets into its source text."""
    document = reading.document
    return {
        "forces": [*forces(reading), *forces_dropped(document, source)],
        "figures": [figure(document, fact) for fact in reading.facts["figures"] if isinstance(fact, Figure)],
        "quotes": [quote(document, utterance) for utterance in found(reading.doc, "quotes", Utterance)],
        "statements": list(statements(reading, source)),
    }


def forces(reading: Reading) -> Iterator[dict[str, Any]]:
    """The explicit names of forces in a document's text, and the places that stand for them."""
    for mention in found(reading.doc, "forces", ForceMention):
        if mention.form in ("name", "place"):
            yield force(reading.document, mention)


def forces_dropped(document: Document, source: str) -> Iterator[dict[str, Any]]:
    """The full names of forces in what the reader dropped: running heads hold them, too."""
    ends = [0, *(stretch.source + stretch.end - stretch.start for stretch in document.origin)]
    starts = [*(stretch.source for stretch in document.origin), len(source)]
    for end, start in zip(ends, starts, strict=True):
        for spot in spots(source[end:start]) if document.origin else ():
            if spot.form == "name":
                yield {"start": end + spot.start, "end": end + spot.end, "id": spot.police}


def span(document: Document, start: int, end: int) -> dict[str, int]:
    """Offsets into the source text."""
    first, last = document.source(start, end)
    return {"start": first, "end": last}


def force(document: Document, mention: ForceMention) -> dict[str, Any]:
    """A force in the gold's shape."""
    return {**span(document, mention.start, mention.end), "id": mention.id}


def figure(document: Document, fact: Figure) -> dict[str, Any]:
    """A figure in the gold's shape."""
    return {
        **span(document, fact.source.start, fact.source.end),
        "value": fact.value if fact.value_high is None else [fact.value, fact.value_high],
        "unit": fact.unit,
        "per": fact.per,
        "measure": fact.measure,
        "force": fact.force or None,
        "period": [fact.period_start, fact.period_end] if fact.period_start and fact.period_end else None,
        "qualifier": fact.qualifier,
        "change": fact.change,
        "role": fact.role,
    }


def quote(document: Document, utterance: Utterance) -> dict[str, Any]:
    """A quote in the gold's shape."""
    speaker = utterance.speaker
    return {
        **span(document, utterance.start, utterance.end),
        "kind": utterance.kind,
        "speaker": speaker.name if speaker else None,
        "speaker_role": speaker.role or None if speaker else None,
        "speaker_org": speaker.organisation or None if speaker else None,
        "speaker_force": speaker.force or None if speaker else None,
    }


def statements(reading: Reading, source: str) -> Iterator[dict[str, Any]]:
    """Labelled sentences in the order of the source, with `other` for every line that the reader dropped."""
    done = 0
    for sentence, label in zip(found(reading.doc, "sentences", Sentence), reading.labels, strict=True):
        place = span(reading.document, sentence.start, sentence.end)
        yield from dropped(source, done, place["start"])
        yield {**place, "label": label.label}
        done = max(done, place["end"])
    yield from dropped(source, done, len(source))


def dropped(source: str, start: int, end: int) -> Iterator[dict[str, Any]]:
    """The non-blank lines between two offsets as `other` statements."""
    for line in LINE.finditer(source, start, max(start, end)):
        blanks = len(line.group()) - len(line.group().lstrip())
        yield {"start": line.start() + blanks, "end": line.end(), "label": "other"}
