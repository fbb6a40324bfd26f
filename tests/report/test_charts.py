"""Dot plots: what is compared, in which order, and what the words below say."""

from __future__ import annotations

from typing import Any

import pytest

from dapipe.report.charts import charts, readable, scale

FORCES = {"kent": 10.0, "essex": 30.0, "surrey": 20.0}


def row(force: str, value: float, **more: Any) -> dict[str, Any]:
    common = {
        "id": f"{force}{value}",
        "measure": "Arrests",
        "unit": "percent",
        "per": None,
        "role": "value",
        "change": "none",
        "period_start": "2017-04-01",
        "period_end": "2018-03-31",
        "scope": "",
        "force_name": force.title(),
        "document": "Report",
        "page": 4,
        "value_high": None,
    }
    return {**common, "force": force, "value": value, **more}


def rows() -> list[dict[str, Any]]:
    return [row(force, value) for force, value in FORCES.items()]


def test_forces_stand_in_the_order_of_their_values() -> None:
    (chart,) = charts(rows())
    assert [line.name for line in chart.lines] == ["Essex", "Surrey", "Kent"]
    assert "Highest: Essex, 30. Lowest: Kent, 10." in chart.summary


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "count"},
        {"per": 100.0},
        {"measure": "Calls"},
        {"change": "increase"},
        {"role": "target"},
        {"period_start": ""},
    ],
)
def test_unlike_figures_are_not_compared(other: dict[str, Any]) -> None:
    two = [row("kent", 10.0), row("essex", 30.0)]
    assert charts([*two, row("surrey", 20.0, **other)]) == ()


def test_a_period_that_one_force_alone_has_is_left_out() -> None:
    (chart,) = charts([*rows(), row("kent", 99.0, period_start="2018-04-01", period_end="2019-03-31")])
    assert chart.periods == ("1 Apr 2017 to 31 Mar 2018",)


def test_documents_that_differ_are_named() -> None:
    (chart,) = charts([*rows(), row("kent", 12.0, document="Paper")])
    assert chart.differences == ("Kent, 1 Apr 2017 to 31 Mar 2018: 10 (Report, page 4), 12 (Paper, page 4)",)


def test_the_same_value_of_two_documents_is_one_dot() -> None:
    (chart,) = charts([*rows(), row("kent", 10.0, document="Paper")])
    assert [len(line.dots) for line in chart.lines] == [1, 1, 1]
    assert chart.differences == ()


@pytest.mark.parametrize(("unit", "number"), [("percent", 1), ("count", 0)])
def test_the_national_figure_stands_beside_rates_but_not_beside_counts(unit: str, number: int) -> None:
    items = [*rows(), row("", 50.0, scope="national")]
    (chart,) = charts([{**item, "unit": unit} for item in items])
    assert len(chart.national) == number


@pytest.mark.parametrize(
    "values", [[0.0], [5.0], [0.2, 0.9], [10, 95], [-3, 4], [1000, 571300], [99.1, 99.9], [7, None]]
)
def test_an_axis_holds_all_values_and_has_few_round_ticks(values: list[float | None]) -> None:
    low, high, step = scale(values)
    known = [value for value in values if value is not None]
    assert low <= min(known) <= max(known) <= high
    assert 1 <= round((high - low) / step) <= 7


def test_days_are_written_as_people_write_them() -> None:
    assert readable("2013-08-31") == "31 Aug 2013"
