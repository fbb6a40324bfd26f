"""The clocks of recommendations on a given day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dapipe.report.answers import demands

DAY = date(2017, 1, 31)


def row(**more: Any) -> dict[str, Any]:
    common = {
        "id": "a",
        "kind": "area_for_improvement",
        "number": "1",
        "addressee": "Wiltshire Police",
        "doc": "d",
        "text": "Do it.",
        "words": "Do it.",
        "restated": False,
        "due": "",
        "response_due": "",
        "answer": "",
    }
    return {**common, "answered": "", **more}


@pytest.mark.parametrize(
    ("more", "state", "late"),
    [
        ({}, "silent", 0),
        ({"due": "2017-03-31", "response_due": "2017-02-19"}, "silent", 0),
        ({"due": "2017-03-31", "response_due": "2017-01-19"}, "overdue", 12),
        ({"due": "2017-01-31"}, "silent", 0),
        ({"due": "immediately"}, "silent", 0),
        ({"answer": "x", "due": "2016-01-01"}, "answered", 0),
        ({"answer": "x", "answered": "refused"}, "refused", 0),
    ],
)
def test_a_demand_has_a_state(more: dict[str, Any], state: str, late: int) -> None:
    (item,) = demands([row(**more)], [], DAY)
    assert (item.state, item.late) == (state, late)


def test_an_answer_may_be_a_link() -> None:
    (item,) = demands([row()], [{"kind": "answers", "to_id": "a", "from_id": "b"}], DAY)
    assert (item.state, item.answer) == ("answered", "b")


def test_older_demands_quoted_again_are_left_out_and_overdue_ones_come_first() -> None:
    rows = [row(id="a", answer="x"), row(id="b", due="2017-01-01"), row(id="c", restated=True), row(id="d")]
    assert [item.id for item in demands(rows, [], DAY)] == ["b", "d", "a"]
