"""What the checks cost as a store grows."""

from __future__ import annotations

import time

from dapipe.checks.run import check_all
from tests.checks.look_alikes import stock

# Twice as many facts may cost this much more; twice the pairs would cost four times as much.
GROWTH = 3.2


def cost(facts: int) -> float:
    """Seconds of processor time for this many facts; the best of two."""
    known = stock(facts)
    times = []
    for _ in range(2):
        start = time.process_time()
        check_all(known)
        times.append(time.process_time() - start)
    return min(times)


def test_twice_the_facts_cost_little_more_than_twice_as_much() -> None:
    cost(500)
    assert cost(8000) < GROWTH * cost(4000)
