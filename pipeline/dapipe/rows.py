"""What exports and reports read: the rows of a store, all of them or those that fulfil conditions."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dapipe import schema
from dapipe.errors import WrongUse, unknown

CONDITION = re.compile(r"\s*(\w+)\s*(!=|>=|<=|=|>|<|~)\s*(.*?)\s*", re.DOTALL)
TRUTHS = {"true": True, "false": False}


def holds(value: schema.Value, wanted: schema.Value) -> bool:
    """True if a text holds another, whatever their case."""
    return str(wanted).casefold() in str(value).casefold()


COMPARISONS: dict[str, Callable[..., bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    "~": holds,
}


class Rows(Protocol):
    """The rows of every table of the schema, in a fixed order."""

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        """All rows of a table."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`column sign wanted`, for example value > 40; `wanted` is the text as the user gave it."""

    column: str
    sign: str
    wanted: str

    def test(self, table: str) -> Callable[[tuple[schema.Value, ...]], bool]:
        """A function that tells whether a row of this table fulfils the condition. Raises WrongUse."""
        columns = schema.columns(table)
        names = [column.name for column in columns]
        if self.column not in names:
            raise unknown(f"column in {table}", self.column, names)
        place = names.index(self.column)
        choices = columns[place].choices
        if choices and self.sign in ("=", "!=") and self.wanted not in ("", *choices):
            raise unknown(f"value of {self.column}", self.wanted, choices)
        wanted = self.wanted if self.sign == "~" else typed(self.wanted, columns[place])
        compare = COMPARISONS[self.sign]
        return lambda row: row[place] == wanted if self.sign == "=" else fulfils(compare, row[place], wanted)


def fulfils(compare: Callable[..., bool], value: schema.Value, wanted: schema.Value) -> bool:
    """True if a value that is known stands in this relation to another."""
    return value is not None and compare(value, wanted)


def condition(text: str) -> Condition:
    """The condition in a text such as "value>40", "force=kent" or "measure ~ arrest". Raises WrongUse."""
    match = CONDITION.fullmatch(text)
    if not match:
        advice = f"Write COLUMN SIGN VALUE, for example value>40. Signs are: {' '.join(COMPARISONS)} (~ is 'holds')."
        raise WrongUse(f"'{text}' is no condition", advice=advice)
    return Condition(*match.groups())


def typed(wanted: str, column: schema.Column) -> schema.Value:
    """The wanted value in the type of its column; an empty one in a column of numbers is None. Raises WrongUse."""
    if column.type == "boolean" and wanted.lower() in TRUTHS:
        return TRUTHS[wanted.lower()]
    if column.type == "string":
        return wanted
    if not wanted:
        return None
    try:
        return float(wanted)
    except ValueError as error:
        kind = "true or false" if column.type == "boolean" else "a number"
        raise WrongUse(f"'{wanted}' is not {kind}, as {column.name} wants") from error


@dataclass(frozen=True, slots=True)
class Selected:
    """The rows of another source that fulfil all conditions."""

    source: Rows
    conditions: tuple[Condition, ...]

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        """The rows of a table that fulfil all conditions. Raises WrongUse."""
        tests = [condition.test(table) for condition in self.conditions]
        return (row for row in self.source.rows(table) if all(test(row) for test in tests))


def tables_with(wanted: list[str], conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """The wanted tables, or all that have the columns of the conditions if none is named. Raises WrongUse."""
    for table in wanted:
        if table not in schema.TABLES:
            raise unknown("type", table, schema.TABLES)
    if wanted:
        return tuple(wanted)
    named = {condition.column for condition in conditions}
    tables = tuple(table for table in schema.TABLES if named <= {column.name for column in schema.columns(table)})
    if not tables:
        every = sorted({column.name for table in schema.TABLES for column in schema.columns(table)})
        raise unknown("table with the column", " and ".join(sorted(named)), every)
    return tables


def table_of(source: Rows, table: str) -> Iterator[dict[str, schema.Value]]:
    """The rows of a table by column name."""
    names = [column.name for column in schema.columns(table)]
    return (dict(zip(names, row, strict=True)) for row in source.rows(table))
