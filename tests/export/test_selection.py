"""Filters of an export, and where it may be written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dapipe import schema
from dapipe.errors import WrongUse
from dapipe.export.selection import deliver, select
from dapipe.rows import table_of
from tests.test_schema import FIGURE

KENT = replace(FIGURE, force="kent", value=12, measure="Arrests made")
ESSEX = replace(FIGURE, force="essex", value=40, unit="count", measure="calls")


class Rows:
    """Two figures and their rows on the one sheet."""

    def rows(self, table: str) -> Iterator[tuple[schema.Value, ...]]:
        from dapipe.facts.sheet import sheet_row

        if table == "figures":
            return iter([schema.row(KENT), schema.row(ESSEX)])
        return iter([schema.row(sheet_row(fact, "a.txt")) for fact in (KENT, ESSEX)] if table == "facts" else [])


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("value > 12", [40]),
        ("value>=12", [12, 40]),
        ("value!=12", [40]),
        ("unit=percent", [12]),
        ("measure ~ ARREST", [12]),
        ("value_high=", [12, 40]),
        ("value_high > 1", []),
        ("force<f", [40]),
    ],
)
def test_a_condition_keeps_the_rows_that_fulfil_it(where: str, values: list[float]) -> None:
    chosen = select(Rows(), ["figures"], "", [where])
    assert [row["value"] for row in table_of(chosen.rows, "figures")] == values


def test_a_force_alone_selects_the_tables_that_have_one() -> None:
    chosen = select(Rows(), [], "kent", [])
    assert "figures" in chosen.tables
    assert "problems" not in chosen.tables


@pytest.mark.parametrize(
    ("types", "force", "where", "hint"),
    [
        (["figure"], "", [], "Did you mean 'figures'"),
        ([], "kentt", [], "Did you mean 'kent'"),
        (["figures"], "", ["valu>3"], "Did you mean 'value'"),
        (["figures"], "", ["value>many"], "'many' is not a number"),
        (["figures"], "", ["value"], "COLUMN SIGN VALUE"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(types: list[str], force: str, where: list[str], hint: str) -> None:
    with pytest.raises(WrongUse, match=hint):
        list(select(Rows(), types, force, where).rows.rows("figures"))


def test_standard_output_has_no_byte_order_mark(tmp_path: Path) -> None:
    output = io.StringIO()
    deliver(select(Rows(), ["figures"], "", []), "-", tmp_path, ["csv"], output)
    assert output.getvalue().startswith("id,")
    assert len(list(csv.DictReader(io.StringIO(output.getvalue())))) == 2


@pytest.mark.parametrize(
    ("types", "formats"), [([], ["csv"]), (["figures"], ["csv", "jsonl"]), (["figures"], ["xlsx"])]
)
def test_standard_output_takes_one_table_of_text(tmp_path: Path, types: list[str], formats: list[str]) -> None:
    with pytest.raises(WrongUse, match="standard output"):
        deliver(select(Rows(), types, "", []), "-", tmp_path, formats, io.StringIO())


def test_a_selection_never_takes_the_place_of_the_full_files(tmp_path: Path) -> None:
    chosen = select(Rows(), ["figures"], "", ["value>12"])
    with pytest.raises(WrongUse, match="another folder"):
        deliver(chosen, "", tmp_path, ["csv"], io.StringIO())
    files = deliver(chosen, str(tmp_path / "part"), tmp_path, ["csv"], io.StringIO())
    assert tmp_path / "part" / "figures.csv" in files
