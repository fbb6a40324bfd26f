"""Numbers that are no figures in a report: ages, dates, "one" as a pronoun, vague amounts, denominators."""

from __future__ import annotations

from dapipe.annotate import dating
from dapipe.annotate.amounts import Amount
from dapipe.annotate.patterns import pattern

BEFORE = 60
AFTER = 60
SHARES = ("percent", "points", "money")


def reason(text: str, amount: Amount, qualifier: str) -> str:
    """Why a number is no figure: age, date, vague, base, one, ordinal; "" if it is one."""
    left, right = text[max(0, amount.start - BEFORE) : amount.start], text[amount.end : amount.end + AFTER]
    if amount.kind == "age" or is_age(amount, left, right):
        return "age"
    if dating.dates(text, amount):
        return "date"
    if amount.form == "vague":
        return "vague"
    if not amount.measure and amount.per is None and pattern("beside", "base_left").search(left):
        return "base"
    if is_one(text, amount) and not one_counts(text, amount, qualifier, left, right):
        return "one"
    return "ordinal" if amount.form == "fraction" and is_ordinal(text, amount, left, right) else ""


def is_age(amount: Amount, left: str, right: str) -> bool:
    """True for "aged 16", "who was 17" and "Jones, 45, said"."""
    if amount.measure and amount.measure.name not in ("year", "month"):
        return False
    if pattern("beside", "aged_left").search(left) or pattern("beside", "aged_right").match(right):
        return True
    if amount.form != "digits" or amount.measure or amount.value not in range(1, 111):
        return False
    turned = pattern("beside", "turned_left").search(left) and pattern("beside", "turned_right").match(right)
    apposed = pattern("beside", "apposed_left").search(left) and pattern("beside", "apposed_right").match(right)
    return bool(turned or apposed)


def is_one(text: str, amount: Amount) -> bool:
    """True for the word "one" alone."""
    word = text[amount.number_start : amount.number_end].lower()
    return word == "one" and amount.per is None and amount.high is None and amount.kind not in SHARES


def one_counts(text: str, amount: Amount, qualifier: str, left: str, right: str) -> bool:
    """True for "one" beside another number, after only or at least, and in "one day's training"."""
    if amount.kind == "duration" and text[amount.start : amount.end].endswith(("’s", "'s")):
        return True
    if pattern("beside", "of_right").match(right):
        return False
    beside = pattern("beside", "one_left").search(left) or pattern("beside", "one_right").match(right)
    return bool(beside) or qualifier == "at_least"


def is_ordinal(text: str, amount: Amount, left: str, right: str) -> bool:
    """True for a fraction that is a place in an order or a part of a word: "a third man", "half-term"."""
    phrase = text[amount.start : amount.end].lower()
    if phrase == "half":
        return bool(pattern("beside", "half_left").search(left) or pattern("beside", "half_right").match(right))
    if phrase == "a quarter" and pattern("beside", "each_quarter_left").search(left):
        return not pattern("beside", "of_right").match(right)
    if not phrase.startswith("a") or phrase.endswith(("quarter", "half")):
        return False
    return not pattern("beside", "part_right").match(right)
