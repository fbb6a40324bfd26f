"""The clock of a recommendation."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from dapipe.checks.tracker import Tracked
from dapipe.report.clocks import LENGTH, ROOM, clock


def item(**more: Any) -> Tracked:
    """A recommendation of 24 November 2016."""
    known = {"published": "2016-11-24", "response_due": "2017-01-18", "due": "", "answered_on": "", "state": "silent"}
    blank: dict[str, Any] = {field.name: "" for field in fields(Tracked)}
    return Tracked(**(blank | {"kind": "recommendation", "page": 1} | known | more))


def test_the_line_runs_from_publication_to_the_last_deadline() -> None:
    found = clock(item(due="2017-03-31"), date(2016, 12, 1))
    assert found.response is not None and found.due is not None and found.today is not None
    assert ROOM < found.today < found.response < found.due == LENGTH - ROOM
    assert found.answer is None


def test_a_day_after_the_last_deadline_is_not_on_the_line() -> None:
    assert clock(item(), date(2020, 1, 1)).today is None


def test_it_is_overdue_since_the_first_deadline_that_ran_out() -> None:
    assert clock(item(state="overdue", due="2017-03-31"), date(2018, 1, 1)).since == "2017-01-18"
    assert clock(item(state="overdue", due="2016-12-24"), date(2018, 1, 1)).since == "2016-12-24"
    assert clock(item(state="answered", answered_on="2017-01-10"), date(2018, 1, 1)).since == ""


@pytest.mark.parametrize("more", [{"published": ""}, {"response_due": "", "due": "immediately"}])
def test_without_days_there_is_no_place_on_the_line(more: dict[str, Any]) -> None:
    found = clock(item(**more), date(2016, 12, 1))
    assert (found.response, found.due, found.answer, found.today) == (None, None, None, None)
