"""A store filled from the golden facts of the sample corpus: what a perfect run would find."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dapipe import schema
from dapipe.facts.figure import Figure
from dapipe.facts.grades import Grade
from dapipe.facts.quotes import Quote
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.sheet import sheet_row
from dapipe.facts.statements import Statement
from dapipe.record import DocumentRow, Fact, Source
from dapipe.store import Store
from dapipe.work import Outcome

ROOT = Path(__file__).parents[2]
GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
# Enough to make a table wider than a telephone.
QUESTIONS = tuple(f"Work on {'many ' * number}cases" for number in range(8))


def fill(store: Store, times: int = 1, names: str = "*") -> None:
    """Save the golden facts of the corpus's documents with these names, as often as said under other document ids."""
    for number in range(times):
        for path in sorted((ROOT / "tests" / "golden").glob(f"{names}.json")):
            store.save(outcome(json.loads(path.read_text(encoding="utf-8")), number))


def outcome(gold: dict[str, Any], number: int) -> Outcome:
    """One document's golden facts as the Outcome of a run."""
    path = str(ROOT / "corpus" / gold["path"])
    digest = hashlib.sha256(f"{path}{number}".encode()).hexdigest()
    facts = list(facts_of(gold, digest[:16]))
    rows: dict[str, list[tuple[schema.Value, ...]]] = {table: [] for table in schema.FACTS}
    for fact in facts:
        rows[type(fact).table].append(schema.row(fact))
    sheet = [sheet_row(fact, path) for fact in facts]
    rows["facts"] = [schema.row(row) for row in sheet if row]
    rows["documents"] = [schema.row(document(gold, digest, path))]
    return Outcome(path=f"{path}#{number}", digest=digest, recipe="golden", status="complete", rows=rows)


def document(gold: dict[str, Any], digest: str, path: str) -> DocumentRow:
    """The document's row."""
    return DocumentRow(
        doc=digest[:16],
        title=gold["title"],
        kind=gold["kind"],
        publisher="",
        published=gold["published"],
        force="",
        pages=8,
        words=900,
        reader="gold",
        ocr=False,
        status="complete",
        sha256=digest,
        path=path,
    )


def facts_of(gold: dict[str, Any], doc: str) -> Iterator[Fact]:
    """The facts of a document, each at a place of its own."""
    start = 0
    for item in gold["figures"]:
        start += 500
        inside = max(item["near"].find(item["words"]), 0)
        yield figure(item, source(gold, doc, start + inside, item["words"], item["near"], item["page"]))
        around = source(gold, doc, start, item["near"], item["near"], item["page"])
        yield Statement(source=around, label="other", confidence=0.97, rule="model")
    for item in gold["quotes"]:
        start += 500
        words = f"{item['first']} … {item['last']}"
        yield quote(item, source(gold, doc, start, words, words, item["page"]))
    for item in gold["statements"]:
        start += 500
        yield Statement(
            source=source(gold, doc, start, item["words"], item["words"], item["page"]),
            label=item["label"],
            confidence=0.97,
            rule="model",
        )
    if gold["path"].startswith("reports/"):
        demand = "The force should review all its open cases by March. It should tell victims what it has found."
        yield Recommendation(
            source=source(gold, doc, start + 250, demand, demand, 3),
            kind="recommendation",
            number="1",
            addressee="Humberside Police",
            force="humberside",
            text=demand,
            due="2020-03-31",
        )
        for question in QUESTIONS:
            start += 500
            place = source(gold, doc, start, "Good", "Good", 2)
            grade = GRADES[len(question + gold["path"]) % len(GRADES)]
            yield Grade(source=place, force="humberside", question=question, grade=grade, previous_grade="adequate")


def source(gold: dict[str, Any], doc: str, start: int, words: str, sentence: str, page: int) -> Source:
    """A place."""
    return Source(
        doc=doc,
        document=gold["title"],
        page=page,
        start=start,
        end=start + len(words),
        words=words,
        sentence=sentence,
        section="What we found > Domestic abuse",
        box="72.0,200.0,300.0,212.0" if gold["path"].endswith(".pdf") else "",
    )


def figure(item: dict[str, Any], place: Source) -> Figure:
    """A golden figure; those for every 100 share the corpus's one measure."""
    values = item["value"] if isinstance(item["value"], list) else [item["value"], None]
    first, last = item["period"] or ("", "")
    shared = item["unit"] == "ratio" and item["per"] == 100
    return Figure(
        source=place,
        value=values[0],
        value_high=values[1],
        unit=item["unit"],
        per=item["per"],
        measure="arrests for domestic abuse crimes" if shared else "",
        force=item["force"] or "",
        scope="" if item["force"] else "national",
        period_start=first,
        period_end=last,
        qualifier=item["qualifier"],
        change=item["change"],
        role=item["role"],
        confidence=0.9,
        rule="golden",
    )


def quote(item: dict[str, Any], place: Source) -> Quote:
    """A golden quote."""
    return Quote(
        source=place,
        kind=item["kind"],
        speaker=item["speaker"] or "",
        role=item["speaker_role"] or "",
        organisation=item["speaker_org"] or "",
        force=item["speaker_force"] or "",
        confidence=0.55 if item["kind"] == "mixed" else 0.93,
        rule="golden",
    )
