"""Grades against gold made by hand (tests/golden/grades)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from dapipe.facts.grade_words import canonical, grade_of
from dapipe.facts.grades import Grade
from dapipe.work import Reading

Understood = Callable[[str], Reading]
Row = tuple[str, ...]
GOLD = sorted((Path(__file__).parents[1] / "golden" / "grades").glob("*.txt"))


def expected(path: Path) -> tuple[str, Counter[Row]]:
    text, rows = path.read_text(encoding="utf-8").split("====\n")
    cells = [[cell.strip() for cell in line.split("|")] for line in rows.splitlines()]
    return text, Counter((row[0], canonical(row[1]), *row[2:]) for row in cells)


def extracted(reading: Reading) -> Counter[Row]:
    facts = [fact for fact in reading.facts["grades"] if isinstance(fact, Grade)]
    return Counter(
        (f.force, canonical(f.question), f.grade, f.scheme, f.year, f.previous_grade, f.previous_year) for f in facts
    )


def test_grade_rows_with_all_fields_reach_92_in_100(understood: Understood) -> None:
    right = wanted = made = 0
    for path in GOLD:
        text, gold = expected(path)
        found = extracted(understood(text))
        right += (gold & found).total()
        wanted, made = wanted + gold.total(), made + found.total()
    assert 2 * right / (wanted + made) >= 0.92


@pytest.mark.parametrize(
    "sentence",
    [
        "The force is good at listening, and its staff do outstanding work.",
        "It was good in five areas and adequate in two.",
        "Supervision was not adequate and there is good evidence of that.",
        "The four possible grades are outstanding, good, requires improvement and inadequate.",
        "Of the 40 files, 12 were good and nine were inadequate.",
    ],
)
def test_plain_adjectives_and_counts_are_no_grades(sentence: str, understood: Understood) -> None:
    assert not extracted(understood(f"Kent Police and its victims\n\nKent Police was inspected. {sentence}"))


def test_every_row_points_to_its_grade_in_the_text(understood: Understood) -> None:
    for path in GOLD:
        reading = understood(expected(path)[0])
        for fact in reading.facts["grades"]:
            assert isinstance(fact, Grade)
            assert grade_of(fact.source.words) == fact.grade or grade_of(fact.source.words) == ""
            assert reading.document.text[fact.source.start : fact.source.end] == fact.source.words
