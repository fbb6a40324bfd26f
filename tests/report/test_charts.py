"""Dot plots: what is compared, in which order, and what the words below say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dapipe.checks.passages import passages
from dapipe.checks.series import points
from dapipe.facts.figure import Figure
from dapipe.facts.statements import Statement
from dapipe.record import Source
from dapipe.report.charts import Chart, charts, readable, scale
from dapipe.report.measures import measures

VALUES = {"kent": 10.0, "essex": 30.0, "surrey": 20.0}
SENTENCE = "The force made {} arrests for every 100 domestic abuse crimes."


def figure(number: int, force: str, value: float, document: str = "Report", **more: Any) -> Figure:
    """A figure in the sentence with this number."""
    words = f"{value:g} arrests for every 100"
    sentence = SENTENCE.format(f"{value:g}")
    start = 200 * number + sentence.index(words)
    source = Source(
        doc="0" * 16, document=document, page=4, start=start, end=start + len(words), words=words, sentence=sentence
    )
    common: dict[str, Any] = {
        "unit": "ratio",
        "per": 100.0,
        "measure": "arrests",
        "value_text": words,
        "period_start": "2017-04-01",
        "period_end": "2018-03-31",
    }
    return Figure(source=source, value=value, force=force, **(common | more))


def statement(fact: Figure) -> Statement:
    """The sentence around a figure."""
    start = 200 * (fact.source.start // 200)
    text = fact.source.sentence
    return Statement(source=replace(fact.source, start=start, end=start + len(text), words=text), label="finding")


def drawn(figures: list[Figure]) -> tuple[Chart, ...]:
    return charts(measures(points(list(passages(tuple(map(statement, figures)), tuple(figures))))))


def figures() -> list[Figure]:
    return [figure(number, force, value) for number, (force, value) in enumerate(VALUES.items())]


def test_forces_stand_in_the_order_of_their_values() -> None:
    (chart,) = drawn(figures())
    assert (chart.title, chart.unit) == ("Arrests", "for every 100 domestic abuse crimes")
    assert [line.name for line in chart.lines] == ["Essex Police", "Surrey Police", "Kent Police"]
    assert "Highest: Essex Police, 30. Lowest: Kent Police, 10." in chart.summary


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "percent", "per": None},
        {"per": 1000.0},
        {"measure": "calls"},
        {"change": "increase", "unit": "count", "per": None},
        {"role": "target"},
        {"period_start": "", "period_end": ""},
    ],
)
def test_unlike_figures_are_not_compared(other: dict[str, Any]) -> None:
    assert drawn([*figures()[:2], figure(2, "surrey", 20.0, **other)]) == ()


def test_cells_of_a_table_are_named_by_their_innermost_heading_that_is_no_period() -> None:
    period = "12 months to 31 March 2018"
    cells = [
        replace(item, measure=f"Table of arrests, {item.force}, Arrests made, {period}", period_text=period)
        for item in figures()
    ]
    (chart,) = drawn(cells)
    assert chart.title == "Arrests made"


def test_a_period_that_one_force_alone_has_is_left_out() -> None:
    (chart,) = drawn([*figures(), figure(3, "kent", 99.0, period_start="2018-04-01", period_end="2019-03-31")])
    assert chart.periods == ("1 Apr 2017 to 31 Mar 2018",)


def test_documents_that_differ_are_named() -> None:
    (chart,) = drawn([*figures(), figure(3, "kent", 12.0, "Paper")])
    (line,) = chart.differences
    assert line == "Kent Police, 1 Apr 2017 to 31 Mar 2018: 10 (Report, page 4), 12 (Paper, page 4)"


def test_the_same_value_of_two_documents_is_one_dot() -> None:
    (chart,) = drawn([*figures(), figure(3, "kent", 10.0, "Paper")])
    assert [len(line.dots) for line in chart.lines] == [1, 1, 1]
    assert chart.differences == ()


@pytest.mark.parametrize(("more", "number"), [({}, 1), ({"unit": "count", "per": None}, 0)])
def test_the_national_figure_stands_beside_rates_but_not_beside_counts(more: dict[str, Any], number: int) -> None:
    items = [*figures(), figure(3, "", 50.0, scope="national")]
    (chart,) = drawn([replace(item, **more) for item in items])
    assert len(chart.national) == number


@pytest.mark.parametrize("values", [[0.0], [5.0], [0.2, 0.9], [10, 95], [-3, 4], [1000, 571300], [99.1, 99.9]])
def test_an_axis_holds_all_values_and_has_few_round_ticks(values: list[float]) -> None:
    low, high, step = scale(values)
    assert low <= min(values) <= max(values) <= high
    assert 1 <= round((high - low) / step) <= 7


def test_days_are_written_as_people_write_them() -> None:
    assert readable("2013-08-31") == "31 Aug 2013"
    assert readable("") == "…"
