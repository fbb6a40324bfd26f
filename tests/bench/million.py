"""A store with a million facts: how fast it answers."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dapipe import schema
from dapipe.record import SheetRow
from dapipe.store import Store, open_store
from dapipe.work import Outcome
from tests.bench.material import sentences
from tests.bench.measure import Line, at_most
from tests.test_schema import FIGURE

PROMISED = ("show", "counts by type and force")
FORCES = [f"force-{number}" for number in range(43)]


def lines(folder: Path, facts: int) -> Iterator[Line]:
    """The time of `show`, of counts by type and force, and of a search by words."""
    with open_store(folder / "million.sqlite") as store:
        started = time.perf_counter()
        last = fill(store, facts)
        filled = time.perf_counter() - started
        size = (folder / "million.sqlite").stat().st_size / facts
        yield Line(f"storing {facts:,} facts", "", f"{1e6 * filled / facts:.0f} µs and {size:.0f} bytes a fact", None)
        for what, query in queries(last).items():
            line = at_most(f"{what} at {facts:,} facts", 1000 * clocked(lambda query=query: query(store)), 50, " ms")
            yield line if what in PROMISED else replace(line, target="", met=None)


def queries(key: str) -> dict[str, Callable[[Store], object]]:
    """What is asked of the store."""
    return {
        "show": lambda store: store.fact(key),
        "counts by type and force": lambda store: list(store.facets()),
        "search by two words": lambda store: list(store.find("domestic abuse")),
        "sources": lambda store: store.sources(FIGURE.source.doc),
    }


def clocked(query: Callable[[], object], times: int = 7) -> float:
    """Median seconds of a query."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        query()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def fill(store: Store, facts: int, a_document: int = 100) -> str:
    """Save documents with so many facts each; the id of the last."""
    key = ""
    for number in range(facts // a_document):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        figures, sheet = [], []
        for one in range(a_document):
            key = f"{digest[:10]}{one:06x}"
            figures.append(row("figures", schema.row(FIGURE), id=key, doc=digest[:16], start=one))
            sheet.append(sheet_row(key, digest[:16], number * a_document + one))
        rows = {"figures": figures, "facts": sheet}
        store.save(Outcome(path=f"{number}.txt", digest=digest, recipe="r", status="complete", rows=rows))
    return key


def row(table: str, values: tuple[schema.Value, ...], **changed: schema.Value) -> tuple[schema.Value, ...]:
    """A row with other values in some columns."""
    names = [column.name for column in schema.columns(table)]
    return tuple(changed.get(name, value) for name, value in zip(names, values, strict=True))


def sheet_row(key: str, doc: str, number: int) -> tuple[schema.Value, ...]:
    """A row of the one sheet with words of the corpus."""
    words = sentences()[number % len(sentences())]
    made = SheetRow(
        id=key,
        type="figure",
        who="HMIC",
        what="arrests",
        value="34%",
        force=FORCES[number % 43],
        when="2016",
        words=words,
        where="report.pdf#page=7",
        confidence=0.9,
        needs_review=False,
        doc=doc,
    )
    return schema.row(made)
