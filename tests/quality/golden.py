"""Scores of the pipeline on the sample corpus, against the facts that tests/golden expects of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dapipe.annotate.found import found
from dapipe.facts.figure import Figure
from dapipe.limits import Limits
from dapipe.mentions import ForceMention, Sentence, Utterance
from dapipe.settings import Settings
from dapipe.work import Reading, read_all

ROOT = Path(__file__).parents[2]
FIELDS = ("unit", "per", "force", "period", "qualifier", "change", "role")
Counts = Counter[tuple[str, str]]


def scores() -> dict[str, float]:
    """F1 of every kind of fact and of every field of figures and quotes, over the whole corpus."""
    counts: Counts = Counter()
    for path in sorted((ROOT / "tests" / "golden").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = ROOT / "corpus" / gold["path"]
        reading = read_all(source.read_bytes(), str(source), Limits(), Settings().model)
        count_forces(counts, gold, reading)
        count_figures(counts, gold, reading)
        count_quotes(counts, gold, reading)
        count_statements(counts, gold, reading)
    names = sorted({name for name, _ in counts})
    return {name: f1(counts, name) for name in names}


def f1(counts: Counts, name: str) -> float:
    """F1 from hits, predicted and gold items of one name."""
    total = counts[name, "predicted"] + counts[name, "gold"]
    return round(2 * counts[name, "hits"] / total, 4) if total else 1.0


def add(counts: Counts, name: str, hits: int, predicted: int, gold: int) -> None:
    """Add hits, predicted and gold items under a name."""
    counts.update({(name, "hits"): hits, (name, "predicted"): predicted, (name, "gold"): gold})


def count_forces(counts: Counts, gold: dict[str, Any], reading: Reading) -> None:
    """Ids of the forces named in a document."""
    named = {m.id for m in found(reading.doc, "forces", ForceMention) if m.form != "reference"}
    add(counts, "forces", len(named & set(gold["forces"])), len(named), len(set(gold["forces"])))


def count_figures(counts: Counts, gold: dict[str, Any], reading: Reading) -> None:
    """Figures by place and value, then with each field, then with the core four."""
    predicted = [fact for fact in reading.facts["figures"] if isinstance(fact, Figure)]
    pairs = list(figure_pairs(gold["figures"], predicted, reading.document.text))
    total = (len(predicted), len(gold["figures"]))
    add(counts, "figures", len(pairs), *total)
    right = [{field: item[field] == field_of(fact, field) for field in FIELDS} for item, fact in pairs]
    for field in FIELDS:
        add(counts, f"figures {field}", sum(row[field] for row in right), *total)
    core = ("unit", "per", "force", "period")
    add(counts, "figures core", sum(all(row[field] for field in core) for row in right), *total)


def figure_pairs(gold: list[dict[str, Any]], facts: list[Figure], text: str) -> Iterator[tuple[dict[str, Any], Figure]]:
    """Gold figures with the predicted one at the same place with the same value."""
    left = list(facts)
    for item in gold:
        near = place(text, item["near"])
        start, end = place(text, item["words"], *near) if near[0] >= 0 else (-1, -1)
        for fact in left:
            if fact.source.start < end and fact.source.end > start and same_value(item["value"], fact):
                left.remove(fact)
                yield item, fact
                break


def same_value(gold: float | list[float], fact: Figure) -> bool:
    """True if values agree within half a per cent."""
    wanted = gold if isinstance(gold, list) else [gold]
    given = [fact.value] if fact.value_high is None else [fact.value, fact.value_high]
    return len(wanted) == len(given) and all(
        abs(one - other) <= 0.005 * max(abs(one), abs(other)) for one, other in zip(wanted, given, strict=True)
    )


def field_of(fact: Figure, field: str) -> object:
    """A figure's field in the gold's shape."""
    if field == "period":
        return [fact.period_start, fact.period_end] if fact.period_start else None
    return getattr(fact, field) or None


def count_quotes(counts: Counts, gold: dict[str, Any], reading: Reading) -> None:
    """Quotes by span, then with speaker, then with role and organisation."""
    left = list(found(reading.doc, "quotes", Utterance))
    total = (len(left), len(gold["quotes"]))
    hits = Counter[str]()
    for item in gold["quotes"]:
        start = place(reading.document.text, item["first"])[0]
        end = place(reading.document.text, item["last"], max(start, 0))[1]
        match = next((one for one in left if same_span((start, end), (one.start, one.end))), None)
        if match is None:
            continue
        left.remove(match)
        speaker = match.speaker
        hits["quotes"] += 1
        named = speaker is not None and words(speaker.name) == words(item["speaker"])
        hits["quotes speaker"] += named
        hits["quotes role"] += named and words(speaker.role if speaker else "") == words(item["speaker_role"])
        hits["quotes force"] += named and ((speaker.force if speaker else "") or None) == item["speaker_force"]
    for name in ("quotes", "quotes speaker", "quotes role", "quotes force"):
        add(counts, name, hits[name], *total)


def words(name: str | None) -> set[str]:
    """The words of a name or role that count when two are compared."""
    return set(re.findall(r"\w+", (name or "").lower())) - {"the", "of", "for", "and"}


def same_span(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True if two spans share at least four fifths of the characters of both together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared / (max(one[1], other[1]) - min(one[0], other[0])) >= 0.8


def count_statements(counts: Counts, gold: dict[str, Any], reading: Reading) -> None:
    """Labels of the statements that begin with the given words; accuracy as hits over gold."""
    sentences = found(reading.doc, "sentences", Sentence)
    labels = list(zip(sentences, reading.labels, strict=True))
    done = 0
    for item in gold["statements"]:
        start, _ = place(reading.document.text, item["words"], done)
        if start < 0:  # notes stand at the end of their page, before or after what the gold has there
            start, _ = place(reading.document.text, item["words"])
        done = max(start, 0)
        label = next((label.label for sentence, label in labels if sentence.start <= start < sentence.end), "")
        add(counts, "statements", int(label == item["label"]), 1, 1)
        add(counts, f"statements {item['label']}", int(label == item["label"]), 0, 1)
        if label:
            add(counts, f"statements {label}", 0, 1, 0)


def place(text: str, wanted: str, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Where words stand in a text, whatever blanks part them; (-1, -1) if nowhere."""
    pattern = re.compile(r"\s*".join(re.escape(word) for word in wanted.split()))
    match = pattern.search(text, start, len(text) if end is None else end)
    return match.span() if match else (-1, -1)
