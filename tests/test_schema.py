from __future__ import annotations

import sqlite3

import pytest

from dapipe import schema
from dapipe.facts.figure import Figure
from dapipe.record import Source

SOURCE = Source(doc="0" * 16, document="A report", page=3, start=10, end=13, words="34%", sentence="It was 34%.")
FIGURE = Figure(source=SOURCE, value=34, unit="percent")


@pytest.mark.parametrize("table", schema.TABLES)
def test_every_column_is_described(table: str) -> None:
    assert all(column.description for column in schema.columns(table))


@pytest.mark.parametrize("table", schema.TABLES)
def test_column_names_are_ascii_snake_case_and_unique(table: str) -> None:
    names = [column.name for column in schema.columns(table)]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name == name.lower() and name.isidentifier() for name in names)


@pytest.mark.parametrize("table", schema.TABLES)
def test_sqlite_takes_every_table_as_strict(table: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(schema.ddl(table))
        names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    assert names == [column.name for column in schema.columns(table)]


def test_a_row_has_one_value_a_column_key_first() -> None:
    row = schema.row(FIGURE)
    named = dict(zip((column.name for column in schema.columns("figures")), row, strict=True))
    assert row[0] == FIGURE.id
    assert (named["words"], named["value"], named["unit"]) == ("34%", 34, "percent")


def test_an_id_depends_on_place_and_value_and_on_nothing_else() -> None:
    same = Figure(source=SOURCE, value=34, unit="percent", measure="calls", confidence=0.2)
    other = Figure(source=SOURCE, value=35, unit="percent")
    assert (FIGURE.id == same.id, FIGURE.id == other.id) == (True, False)


def test_data_package_names_every_column_of_every_file() -> None:
    package = schema.data_package(["figures", "problems"])
    fields = package["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == [column.name for column in schema.columns("figures")]
    assert [resource["path"] for resource in package["resources"]] == ["figures.csv", "problems.csv"]
