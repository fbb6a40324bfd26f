"""One description of every table: header, DDL, data dictionary and data package all come from the records."""

from __future__ import annotations

import re
import types
from dataclasses import Field, dataclass, fields
from functools import cache
from importlib import import_module
from typing import Any, Union, get_args, get_origin, get_type_hints

from dapipe.record import Fact, Source

Value = str | int | float | bool | None
UNSOUND = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")

# The fact types. A new one is a module in facts/ with its record and a function gather(document, doc, labels) -> facts,
# and a line here.
FACTS = {
    "figures": "dapipe.facts.figures:Figure",
    "quotes": "dapipe.facts.quotes:Quote",
    "statements": "dapipe.facts.statements:Statement",
    "forces": "dapipe.facts.forces:ForceInDocument",
    "grades": "dapipe.facts.grades:Grade",
    "recommendations": "dapipe.facts.recommendations:Recommendation",
}
TABLES = {
    "documents": "dapipe.record:DocumentRow",
    "facts": "dapipe.record:SheetRow",
    **FACTS,
    "checks": "dapipe.checks.results:Check",
    "links": "dapipe.checks.results:Link",
    "problems": "dapipe.record:Problem",
}
TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
SQL = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one table. `type` is string, integer, number or boolean; `text` marks words from outside."""

    name: str
    type: str
    description: str
    unit: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    text: bool = False


@cache
def record(table: str) -> type[Any]:
    """The record class of a table, imported now."""
    module, name = TABLES[table].split(":")
    kind: type[Any] = getattr(import_module(module), name)
    return kind


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in their fixed order. A fact's are: id, those of its source, its own."""
    kind = record(table)
    own = columns_of(kind)  # type: ignore[arg-type]
    if not issubclass(kind, Fact):
        return own
    key = Column(name="id", type="string", description="Fact id, the same on every machine and in every run")
    return (key, *columns_of(Source), *own)


@cache
def columns_of(kind: type[Any]) -> tuple[Column, ...]:
    """The described fields of one record class as columns."""
    hints = get_type_hints(kind)
    return tuple(column_of(item, hints[item.name]) for item in fields(kind) if "description" in item.metadata)


def column_of(item: Field[Any], hint: Any) -> Column:
    """One described field as a column."""
    about = {name: item.metadata[name] for name in ("description", "unit", "example", "choices", "text")}
    return Column(name=item.name, type=TYPES[plain(hint)], **about)


def plain(hint: Any) -> type[Any]:
    """The type behind an optional one."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    kind: type[Any] = hint
    return kind


def row(item: Any) -> tuple[Value, ...]:
    """A record's values in the order of its table's columns."""
    if not isinstance(item, Fact):
        return values(item)
    return (item.id, *values(item.source), *values(item))


def values(item: Any) -> tuple[Value, ...]:
    """The values of a record's described fields."""
    return tuple(getattr(item, column.name) for column in columns_of(type(item)))  # type: ignore[arg-type]


def sound(text: str) -> str:
    """The text; parts that no encoding knows (of file names that are not UTF-8) are written as \\udcxx."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def unsound(text: str) -> str:
    """The text that `sound` made this of."""
    return UNSOUND.sub(lambda match: chr(int(match[1], 16)), text)


def ddl(table: str) -> str:
    """The CREATE TABLE statement of a table. A fact's id is its key."""
    lines = [f'"{column.name}" {SQL[column.type]}' for column in columns(table)]
    if issubclass(record(table), Fact):
        lines[0] += " PRIMARY KEY"
    return f'CREATE TABLE IF NOT EXISTS "{table}" ({", ".join(lines)}) STRICT'


def data_package(tables: list[str]) -> dict[str, Any]:
    """A Frictionless data package (version 2) that describes the CSV files of these tables."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dapipe-facts",
        "resources": [resource(table) for table in tables],
    }


def resource(table: str) -> dict[str, Any]:
    """One CSV file as a Frictionless resource."""
    described = [field_of(column) for column in columns(table)]
    schema: dict[str, Any] = {"fields": described, "missingValues": [""]}
    if issubclass(record(table), Fact):
        schema["primaryKey"] = ["id"]
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def field_of(column: Column) -> dict[str, Any]:
    """One column as a Frictionless field."""
    described: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.example:
        described["example"] = column.example
    if any(column.choices):
        described["constraints"] = {"enum": [choice for choice in column.choices if choice]}
    return described


def dictionary(tables: list[str]) -> str:
    """The data dictionary as Markdown: each table, each column, its type, meaning and example."""
    parts = ["# Data dictionary", ""]
    for table in tables:
        about = (record(table).__doc__ or "").strip().splitlines()[0]
        parts += [f"## {table}.csv", "", about, "", "| column | type | meaning | example |", "|---|---|---|---|"]
        parts += [dictionary_row(column) for column in columns(table)]
        parts.append("")
    return "\n".join(parts)


def dictionary_row(column: Column) -> str:
    """One line of the data dictionary."""
    values = [choice for choice in column.choices if choice]
    meaning = column.description + (f" ({', '.join(values)})" if values else "")
    return f"| `{column.name}` | {column.type} | {meaning} | {column.example} |"
