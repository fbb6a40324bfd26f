"""What a printed number stands for."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.checks.rounding import Interval, share, stands_for
from tests.checks.made_up import figure


def percent(text: str, value: float, before: str = "", qualifier: str = "exact") -> Interval:
    return stands_for(figure(text, value, unit="percent", qualifier=qualifier), before)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("34 per cent", 34.0, 33.5, 34.5),
        ("34.0 per cent", 34.0, 33.95, 34.05),
        ("six per cent", 6.0, 5.5, 6.5),
        ("a third", 33.3, 30.0, 36.0),
        ("three quarters", 75.0, 72.0, 78.0),
        ("half", 50.0, 45.0, 55.0),
    ],
)
def test_a_percentage_stands_for_all_that_rounds_to_it(text: str, value: float, low: float, high: float) -> None:
    found = percent(text, value)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_count_in_plain_digits_is_exact() -> None:
    assert stands_for(figure("1,261", 1261.0)) == Interval(1261.0, 1261.0)


def test_a_count_in_round_thousands_may_be_rounded_by_a_fortieth() -> None:
    assert stands_for(figure("20,000", 20000.0)) == Interval(19500.0, 20500.0)


def test_a_number_in_millions_is_rounded_at_its_last_digit() -> None:
    found = stands_for(figure("3.2 million", 3_200_000.0))
    assert (found.low, found.high) == pytest.approx((3_150_000, 3_250_000))


def test_almost_may_fall_short_by_a_twentieth_and_not_exceed() -> None:
    found = percent("90 percent", 90.0, "almost ", "about")
    assert (found.low, found.high) == pytest.approx((85.5, 90.0))


def test_just_over_may_exceed_by_a_twentieth_and_not_fall_short() -> None:
    found = percent("40 per cent", 40.0, "just over ", "more_than")
    assert (found.low, found.high) == pytest.approx((40.0, 42.0))


def test_more_than_is_a_strict_bound() -> None:
    found = percent("30 per cent", 30.0, "more than ")
    assert not found.meets(Interval(30.0, 30.0))
    assert found.meets(Interval(30.1, 30.1))


def test_at_least_includes_the_number_itself() -> None:
    assert percent("30 per cent", 30.0, "at least ").meets(Interval(30.0, 30.0))


def test_up_to_has_no_lower_end() -> None:
    assert percent("30 per cent", 30.0, "up to ") == Interval(-math.inf, 30.0)


def test_a_qualifier_counts_when_the_words_stand_elsewhere() -> None:
    assert percent("30 per cent", 30.0, "", "more_than").high == math.inf


def test_one_in_nine_stands_for_the_shares_that_round_to_it() -> None:
    found = share(figure("one caller in nine", 1.0, unit="ratio", per=9.0))
    assert found.meets(Interval(11.1, 11.1))
    assert not found.meets(Interval(13.0, 13.0))


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_share_rounded_to_whole_per_cent_is_never_off(part: int, whole: int) -> None:
    part, whole = min(part, whole), max(part, whole)
    rounded = round(100 * part / whole)
    worked = share(figure(f"{part} of {whole}", float(part), unit="ratio", per=float(whole)))
    assert worked.meets(percent(f"{rounded} per cent", float(rounded)))


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_intervals_meet_both_ways_round(a: float, b: float, c: float, d: float) -> None:
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert one.meets(other) == other.meets(one)
