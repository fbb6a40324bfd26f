"""Every harness holds for bytes that hypothesis makes, and for those that once broke it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.harnesses import HARNESSES, SEEDS


@pytest.mark.parametrize("name", HARNESSES)
@pytest.mark.parametrize("seed", SEEDS, ids=["nothing", "every byte", "few bytes"])
def test_a_harness_holds_for_its_seeds(name: str, seed: bytes) -> None:
    HARNESSES[name](seed)


@pytest.mark.parametrize("name", HARNESSES)
def test_a_harness_holds_for_any_bytes(name: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=300))
    def holds(data: bytes) -> None:
        HARNESSES[name](data)

    holds()
