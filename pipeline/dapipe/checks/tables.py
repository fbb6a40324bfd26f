"""Sums in tables: totals, differences, changes and shares.

A relation between columns is one of the table if most rows hold to it; then the rows that do not are flagged. So a
table whose columns only look like parts of a total is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

from dapipe import lexicon
from dapipe.checks.evidence import Evidence
from dapipe.checks.results import Check, Result, check, place
from dapipe.checks.rounding import Interval, shown, stands_for
from dapipe.facts.figure import Figure
from dapipe.facts.statements import Statement

CELLS = "\t"
FEWEST_ROWS = 3
MOST_COLUMNS = 8
HOLDS = 2 / 3
Row = dict[str, Figure]
Sum = Callable[[Interval, Interval], Interval]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one table: for each row its heading, and its figures by column heading."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def check_tables(evidence: Evidence) -> Iterator[Check]:
    """The checks of all tables."""
    for table in tables(evidence):
        yield from total_row(table)
        yield from total_column(table)
        yield from worked_columns(table)


def tables(evidence: Evidence) -> Iterator[Table]:
    """The tables of all documents: rows that follow each other."""
    by_doc: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(evidence.figures, key=lambda item: item.source.start):
        by_doc[figure.source.doc].append(figure)
    held: list[Statement] = []
    for statement in evidence.statements:
        if held and (CELLS not in statement.source.words or statement.source.doc != held[0].source.doc):
            yield table_of(held, by_doc[held[0].source.doc])
            held = []
        if CELLS in statement.source.words:
            held.append(statement)
    if held:
        yield table_of(held, by_doc[held[0].source.doc])


def table_of(statements: list[Statement], figures: list[Figure]) -> Table:
    """The table of these rows."""
    headings, rows = [], []
    starts = [figure.source.start for figure in figures]
    for statement in statements:
        source = statement.source
        inside = figures[bisect_left(starts, source.start) : bisect_left(starts, source.end)]
        heading = " ".join(source.words.split(CELLS)[0].split())
        if inside:
            headings.append(heading)
            rows.append({column_of(figure, heading): figure for figure in inside})
    return Table(tuple(headings), tuple(rows))


def column_of(figure: Figure, heading: str) -> str:
    """The column heading of a cell: what its measure says after the heading of its row."""
    measure = " ".join(figure.measure.split())
    return measure.rpartition(f"{heading}, ")[2]


def total_row(table: Table) -> Iterator[Check]:
    """A last or first row "Total" against the rows it adds up, column by column."""
    if len(table.rows) < FEWEST_ROWS:
        return
    places = [number for number in (0, len(table.rows) - 1) if is_whole(table.headings[number])]
    if len(places) != 1:
        return
    whole = table.rows[places[0]]
    others = [row for number, row in enumerate(table.rows) if number != places[0]]
    found: list[tuple[Figure, list[Figure]]] = []
    for name, figure in whole.items():
        parts = [row[name] for row in others if name in row]
        if figure.unit == "count" and len(parts) == len(others) and all(part.unit == "count" for part in parts):
            found.append((figure, parts))
    good = [added(parts).meets(stands_for(figure)) for figure, parts in found]
    if len(found) == 1 or sum(good) * 2 >= len(found):
        for (figure, parts), fits in zip(found, good, strict=True):
            yield of_sum(figure, parts, fits)


def is_whole(heading: str) -> bool:
    """True for a heading such as "Total"."""
    return heading.lower() in lexicon.words("arithmetic", "table.whole")


def added(parts: list[Figure]) -> Interval:
    """The sum of figures."""
    total = Interval(0, 0)
    for part in parts:
        total = total.plus(stands_for(part))
    return total


def of_sum(figure: Figure, parts: list[Figure], fits: bool) -> Check:
    """The check of a total in a table."""
    result: Result = "agrees" if fits else "off"
    worked = shown(added(parts), decimals=0)
    told = f"“{figure.measure}” is {figure.value_text}; its parts add up to {worked} ({place(figure)})."
    facts = (figure, *parts)
    return check("arithmetic", result, facts, rule="total", expected=worked, stated=figure.value_text, note=told)


def total_column(table: Table) -> Iterator[Check]:
    """A column "Total" against the others of its row, if that holds in most rows."""
    names = [name for name in columns(table) if is_whole(name)]
    if len(table.rows) < FEWEST_ROWS or len(names) != 1:
        return
    found = []
    for row in table.rows:
        parts = [figure for name, figure in row.items() if name != names[0]]
        if names[0] in row and len(parts) > 1 and all(part.unit == row[names[0]].unit == "count" for part in parts):
            found.append((row[names[0]], parts, added(parts).meets(stands_for(row[names[0]]))))
    if len(found) >= FEWEST_ROWS and sum(fits for *_, fits in found) >= HOLDS * len(found):
        yield from (of_sum(*item) for item in found)


def columns(table: Table) -> list[str]:
    """The headings of a table's columns."""
    return list(dict.fromkeys(name for row in table.rows for name in row))


def worked_columns(table: Table) -> Iterator[Check]:
    """Columns that are worked out from two others: difference, change in per cent, share."""
    names = columns(table)[:MOST_COLUMNS]
    if len(table.rows) < FEWEST_ROWS or len(names) < FEWEST_ROWS:
        return
    for result in names:
        for one, two in permutations([name for name in names if name != result], 2):
            relation = relation_of(table, one, two, result)
            if relation:
                yield from relation
                break


def relation_of(table: Table, one: str, two: str, result: str) -> list[Check]:
    """The checks of a column as worked out from two others, if most rows bear that out; else none."""
    rows = [row for row in table.rows if all(name in row for name in (one, two, result))]
    if len(rows) < FEWEST_ROWS:
        return []
    for rule, worked in sums(rows[0][result], rows[0][one], rows[0][two], result).items():
        found = [(row, worked(stands_for(row[one]), stands_for(row[two]))) for row in rows if row[two].value > 0]
        good = [value.meets(size(row[result])) for row, value in found]
        if len(found) >= FEWEST_ROWS and sum(good) >= HOLDS * len(found):
            return [
                of_worked(rule, row[result], (row[one], row[two]), value, fits)
                for (row, value), fits in zip(found, good, strict=True)
            ]
    return []


def sums(stated: Figure, one: Figure, two: Figure, heading: str) -> dict[str, Sum]:
    """The sums that a column of this unit and heading may hold over two columns."""
    if one.unit != two.unit:
        return {}
    words = heading.lower()
    is_change = any(word in words for word in lexicon.words("arithmetic", "table.change"))
    if stated.unit == "percent" and one.unit != "percent":
        return {"change": relative} if is_change else {"share": percentage}
    return {"difference": difference} if is_change else {}


def percentage(part: Interval, whole: Interval) -> Interval:
    """A part in per cent of a whole."""
    return part.over(whole).times(100)


def relative(new: Interval, old: Interval) -> Interval:
    """The size of a change in per cent of the old value."""
    part = new.over(old)
    return absolute(Interval(part.low * 100 - 100, part.high * 100 - 100))


def difference(new: Interval, old: Interval) -> Interval:
    """The size of a difference."""
    return absolute(new.less(old))


def absolute(interval: Interval) -> Interval:
    """The sizes of the values in an interval."""
    ends = sorted((abs(interval.low), abs(interval.high)))
    return Interval(0.0 if interval.low < 0 < interval.high else ends[0], ends[1])


def size(figure: Figure) -> Interval:
    """The values that a cell stands for, without their sign."""
    return absolute(stands_for(figure))


def of_worked(rule: str, stated: Figure, own: tuple[Figure, Figure], worked: Interval, fits: bool) -> Check:
    """The check of one cell of a column that is worked out from two others."""
    result: Result = "agrees" if fits else "off"
    told = (
        f"“{stated.measure}” is {stated.value_text}; {own[0].value_text} and {own[1].value_text} in its row "
        f"give {shown(worked)} ({place(stated)})."
    )
    facts = (stated, *own)
    return check("arithmetic", result, facts, rule=rule, expected=shown(worked), stated=stated.value_text, note=told)
