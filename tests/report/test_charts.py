"""Dot plots: what is compared, in which order, and what the words below say."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from dapipe.checks.passages import passages
from dapipe.checks.series import points
from dapipe.facts.figure import Figure
from dapipe.facts.statements import Statement
from dapipe.record import Source
from dapipe.report.charts import Chart, charts, scale
from dapipe.report.days import period, readable, when
from dapipe.report.measures import measures

VALUES = {"kent": 10.0, "essex": 30.0, "surrey": 20.0}
SENTENCE = "The force made {} arrests for every 100 domestic abuse crimes."


def figure(number: int, force: str, value: float, document: str = "Report", **more: Any) -> Figure:
    """A figure in the sentence with this number."""
    words = f"{value:g} arrests for every 100"
    sentence = SENTENCE.format(f"{value:g}")
    start = 200 * number + sentence.index(words)
    source = Source(
        doc=doc_of(document),
        document=document,
        page=4,
        start=start,
        end=start + len(words),
        words=words,
        sentence=sentence,
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


def doc_of(document: str) -> str:
    """The id of the document with this title."""
    return hashlib.sha256(document.encode()).hexdigest()[:16]


def statement(fact: Figure) -> Statement:
    """The sentence around a figure."""
    start = 200 * (fact.source.start // 200)
    text = fact.source.sentence
    return Statement(source=replace(fact.source, start=start, end=start + len(text), words=text), label="finding")


def drawn(figures: list[Figure], *reports: str) -> tuple[Chart, ...]:
    found = points(list(passages(tuple(map(statement, figures)), tuple(figures))))
    return charts(measures(found), frozenset(map(doc_of, reports)))


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
    assert chart.periods == ("12 months to 31 Mar 2018",)


def test_documents_that_differ_are_named() -> None:
    (chart,) = drawn([*figures(), figure(3, "kent", 12.0, "Paper")], "Report")
    (line,) = chart.differences
    assert line == "Kent Police, 12 months to 31 Mar 2018: 10 (Report, page 4), 12 (Paper, page 4)"


def test_a_report_stands_and_a_paper_that_differs_is_marked() -> None:
    (chart,) = drawn([*figures(), figure(3, "kent", 99.0, "Paper")], "Report")
    assert [line.name for line in chart.lines] == ["Essex Police", "Surrey Police", "Kent Police"]
    kent = chart.lines[2]
    assert [(dot.text, dot.disputed) for dot in kent.dots] == [("10", False), ("99", True)]
    assert [dot.text for dot in kent.settled] == ["10"]


def test_of_two_papers_that_differ_neither_stands() -> None:
    (chart,) = drawn([*figures(), figure(3, "kent", 12.0, "Paper")])
    assert [dot.disputed for dot in chart.lines[2].dots] == [True, True]


def test_two_values_in_one_document_measure_different_things_and_are_left_out() -> None:
    (chart,) = drawn([*figures(), figure(3, "devon-cornwall", 7.0), figure(4, "devon-cornwall", 8.0)])
    assert len(chart.lines) == 3
    assert drawn([*figures(), *(figure(5 + n, force, 1.0) for n, force in enumerate(VALUES))]) == ()


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
    assert readable("immediately") == "immediately"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2017-04-01", "2018-03-31", "12 months to 31 Mar 2018"),
        ("2016-01-01", "2016-12-31", "12 months to 31 Dec 2016"),
        ("2017-04-01", "2017-09-30", "1 Apr 2017 to 30 Sep 2017"),
        ("2017-04-01", "2017-04-01", "1 Apr 2017"),
        ("", "2018-03-31", "… to 31 Mar 2018"),
        ("9999-01-01", "9999-12-31", "1 Jan 9999 to 31 Dec 9999"),
    ],
)
def test_periods_are_written_as_reports_write_them(first: str, last: str, text: str) -> None:
    assert period(first, last) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2017-04-01/2018-03-31", "12 months to 31 Mar 2018"), ("2018/19", "2018/19"), ("immediately", "immediately")],
)
def test_what_is_no_period_stays_as_it_is(text: str, shown: str) -> None:
    assert when(text) == shown
