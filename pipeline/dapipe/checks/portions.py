"""A store's facts in portions that fit into memory: papers are checked against sources, never against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter

from dapipe.checks.evidence import Evidence
from dapipe.checks.stored import KINDS, Wanted, documents, facts, together
from dapipe.record import DocumentRow, Fact
from dapipe.rows import Rows, table_of

PAPER = "article"
# Facts of papers that are held at a time. The sources are looked through for each portion; where they hold more facts,
# a portion holds as many of papers, so that this never costs more than the papers do.
LEAST = 3_000


@dataclass(frozen=True, slots=True)
class Portion:
    """The facts of all sources and of some papers, and the documents that no portion before has answered for."""

    known: Evidence
    docs: frozenset[str]


def portions(rows: Rows, most: int = 0) -> Iterator[Portion]:
    """All facts of a store, those of sources in each portion, of papers `most` if given; none for an empty store."""
    sources = sources_of(rows)
    grounds = [record for _, records in by_document(rows, sources.__contains__) for record in records]
    most = most or max(LEAST, len(grounds))
    docs, held = set(sources), list[DocumentRow | Fact]()
    for doc, records in by_document(rows, lambda doc: doc not in sources):
        docs.add(doc)
        held += records
        if len(held) >= most:
            yield Portion(together(chain(grounds, held)), frozenset(docs))
            docs, held = set(), []
    if docs:
        yield Portion(together(chain(grounds, held)), frozenset(docs))


def sources_of(rows: Rows) -> frozenset[str]:
    """The documents that others are held against: reports and registers, letters and press releases."""
    return frozenset(str(row["doc"]) for row in table_of(rows, "documents") if row["kind"] != PAPER)


def by_document(rows: Rows, wanted: Wanted) -> Iterator[tuple[str, list[DocumentRow | Fact]]]:
    """Each wanted document with its records; one at a time, since all tables come in the order of documents."""
    streams: list[Iterator[tuple[str, DocumentRow | Fact]]] = [((row.doc, row) for row in documents(rows, wanted))]
    streams += [of_table(rows, table, wanted) for table in KINDS]
    for doc, group in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        yield doc, [record for _, record in group]


def of_table(rows: Rows, table: str, wanted: Wanted) -> Iterator[tuple[str, Fact]]:
    """The facts of a table, each with its document."""
    return ((fact.source.doc, fact) for fact in facts(rows, table, KINDS[table], wanted))
