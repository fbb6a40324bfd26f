"""What two runs differ in: facts gained, lost and changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from dapipe import schema
from dapipe.rows import Rows, table_of

Row = dict[str, schema.Value]
# Fields that may differ without the fact being another one: where it stands, how sure dapipe is, what made it.
SIDE = {"id", "doc", "start", "end", "page", "box", "page_label", "ocr", "section", "confidence", "rule", "document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: `sign` is + (gained), - (lost) or ~ (changed); `fields` are those that changed, old and new."""

    sign: str
    table: str
    id: str
    words: str
    document: str
    page: int
    fields: dict[str, tuple[schema.Value, schema.Value]]

    def __str__(self) -> str:
        said = "".join(f"  {name}: {old!r} -> {new!r}" for name, (old, new) in self.fields.items())
        return f"{self.sign} {self.table} {self.id}  {self.words!r} ({self.document}, page {self.page}){said}"


def difference(old: Rows, new: Rows) -> Iterator[Change]:
    """The differences between two stores, table by table: changed, lost, gained."""
    for table in schema.FACTS:
        yield from table_difference(table, list(table_of(old, table)), list(table_of(new, table)))


def table_difference(table: str, old: list[Row], new: list[Row]) -> Iterator[Change]:
    """The differences in one table. Facts are the same by id, else by words and sentence, else by place."""
    pairs: list[tuple[Row, Row]] = []
    for key in (by_id, by_words, by_place):
        old, new = paired(old, new, key, pairs)
    for before, after in pairs:
        fields = {
            name: (before[name], after[name]) for name in after if name not in SIDE and before[name] != after[name]
        }
        if fields:
            yield change("~", table, after, fields)
    yield from (change("-", table, row, {}) for row in old)
    yield from (change("+", table, row, {}) for row in new)


def paired(
    old: list[Row], new: list[Row], key: Callable[[Row], Hashable], pairs: list[tuple[Row, Row]]
) -> tuple[list[Row], list[Row]]:
    """Add the pairs of rows that agree in a key, in their order; what is left of both lists."""
    waiting: dict[Hashable, list[Row]] = {}
    for row in old:
        waiting.setdefault(key(row), []).append(row)
    left = []
    for row in new:
        same = waiting.get(key(row))
        if same:
            pairs.append((same.pop(0), row))
        else:
            left.append(row)
    return [row for rows in waiting.values() for row in rows], left


def by_id(row: Row) -> Hashable:
    """A fact's id: the same document, place and key values."""
    return row["id"]


def by_words(row: Row) -> Hashable:
    """A fact's words in their sentence: the same fact in another edition of a document."""
    return row["document"], row["words"], row["sentence"]


def by_place(row: Row) -> Hashable:
    """Where a fact begins: one that is read otherwise."""
    return row["doc"], row["start"]


def change(sign: str, table: str, row: Row, fields: dict[str, tuple[schema.Value, schema.Value]]) -> Change:
    """One difference."""
    return Change(
        sign=sign,
        table=table,
        id=str(row["id"]),
        words=str(row["words"]),
        document=str(row["document"]),
        page=int(row["page"] or 1),
        fields=fields,
    )
