from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.export.csv import cell, plain, write_rows
from dapipe.schema import Column, columns, row
from tests.test_schema import FIGURE

TEXT = Column(name="words", type="string", description="words", text=True)
NUMBER = Column(name="value", type="number", description="a number")


@given(st.text())
def test_any_text_comes_back_the_same(text: str) -> None:
    assert plain(cell(text, TEXT)) == text


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), st.text())
def test_no_text_stays_a_formula(start: str, rest: str) -> None:
    assert cell(start + rest, TEXT).startswith("'")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-9.0, "-9"), (34.0, "34"), (0.1, "0.1"), (3700000.0, "3700000"), (None, ""), (True, "true"), (7, "7")],
)
def test_numbers_stay_plain(value: float | None, shown: str) -> None:
    assert cell(value, NUMBER) == shown


def test_a_table_is_read_back_with_its_header() -> None:
    file = io.StringIO()
    write_rows(file, "figures", [row(FIGURE)])
    (read,) = csv.DictReader(io.StringIO(file.getvalue()))
    assert list(read) == [column.name for column in columns("figures")]
    assert (read["value"], read["unit"], read["words"]) == ("34", "percent", "34%")


def test_texts_made_harmless_are_counted() -> None:
    source = replace(FIGURE.source, words="=1+1", sentence="-5 degrees")
    rows = [row(FIGURE), row(replace(FIGURE, source=source, value=-5.0))]
    assert write_rows(io.StringIO(), "figures", rows) == 2
