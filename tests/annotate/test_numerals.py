"""Numbers in digits and words are read back to the value they were written from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.annotate import amounts, numerals, patterns
from dapipe.errors import BadLexicon

# fmt: off
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
# fmt: on
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " "
            return in_words(number // scale) + " " + name + (joint + in_words(rest) if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + ("-" + ONES[number % 10] if number % 10 else "")


def values(text: str) -> list[float]:
    return [numeral.value for numeral in numerals.read(text)]


@given(st.integers(0, 999_999_999))
def test_a_whole_number_in_words_is_read_back(number: int) -> None:
    assert values(f"There were {in_words(number)}.") == [number]


@given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}"]))
def test_a_whole_number_in_digits_is_read_back(number: int, written: str) -> None:
    assert values(f"There were {written.format(number)} of them.") == [number]


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["{}", "{:,}"]))
def test_a_decimal_is_read_back(number: object, written: str) -> None:
    assert values(f"It stood at {written.format(number)} then.") == [float(str(number))]


@given(st.integers(1, 999), st.sampled_from([("m", 1e6), (" million", 1e6), ("bn", 1e9), ("k", 1e3), ("million", 1e6)]))
def test_a_scale_multiplies_the_digits_before_it(number: int, scale: tuple[str, float]) -> None:
    assert values(f"Some {number}{scale[0]} in all") == [number * scale[1]]


@given(st.text())
def test_no_text_raises_and_every_amount_lies_inside_it(text: str) -> None:
    for amount in amounts.find(text):
        assert 0 <= amount.start < amount.end <= len(text)


@given(
    st.lists(
        st.sampled_from(["one", "of", "the", "12", "%", "and", "half", "a", "per", "1,000", "-", "from", "to", "£3m"])
    )
)
def test_no_heap_of_number_words_raises(words: list[str]) -> None:
    for amount in amounts.find(" ".join(words)):
        assert amount.value >= 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half a million", [500_000]),
        ("a dozen", [12]),
        ("half a dozen", [6]),
        ("eleven hundred", [1100]),
        ("two and a half million", [2_500_000]),
        ("two-thirds", [2 / 3]),
        ("½ and 2½", [0.5, 2.5]),
        ("1/16", [1 / 16]),
        ("1 ,375", [1375]),
        ("1\u2009375", [1375]),
        ("3.1×10−6", [3.1e-6]),
        ("seven or eight", [7, 8]),
        ("ten twenty", [10, 20]),
    ],
)
def test_special_forms_have_their_value(text: str, expected: list[float]) -> None:
    assert values(text) == pytest.approx(expected)


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_each_kind_of_minus_is_a_sign(minus: str) -> None:
    assert numerals.read(f"It was {minus}4.5 that year")[0].sign == "-"


def test_a_dash_between_words_is_no_sign() -> None:
    assert numerals.read("the staff - 12 in all")[0].sign == ""


def test_a_pattern_that_is_not_there_is_named() -> None:
    with pytest.raises(BadLexicon, match="no-such-pattern"):
        patterns.pattern("beside", "no-such-pattern")
