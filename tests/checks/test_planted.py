"""The planted cases: what is wrong is flagged, and what is right is not."""

from __future__ import annotations

import pytest

from tests.checks.pipeline_cases import flags, planted

KINDS = ("arithmetic", "claims", "quotes", "figures", "tables")
FEWEST_FOUND = 0.85


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_right_is_flagged(kind: str) -> None:
    wrong = {str(case): [item.note for item in flags(case)] for case in planted(kind)["fine"]}
    assert {case: notes for case, notes in wrong.items() if notes} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_nearly_all_that_is_wrong_is_flagged(kind: str) -> None:
    cases = planted(kind)["off"]
    found = [case for case in cases if flags(case)]
    assert len(found) >= FEWEST_FOUND * len(cases)


def test_the_planted_set_is_large_and_half_of_it_is_right() -> None:
    off, fine = (sum(len(planted(kind)[side]) for kind in KINDS) for side in ("off", "fine"))
    assert off + fine >= 150
    assert fine >= off
