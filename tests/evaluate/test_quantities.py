"""Numbers of general news in the shape of their gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dapipe.evaluate.quantities import predictions
from dapipe.settings import Settings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The van does 60 miles per hour.", [(60, "mile per hour", "=")]),
        ("A 34-year-old won $1.2 million.", [(34, "year of age", "="), (1_200_000, "dollar", "=")]),
        ("More than 700 people came.", [(700, "people", ">")]),
        ("Prices rose by 4 per cent.", [(4, "percent", "up")]),
        ("Prices fell from 8 to 6 euros.", [([8, 6], "euro", "down")]),
        ("One in four homes is empty.", [(0.25, "homes", "=")]),
        ("It lasted 2 hours and 10 minutes.", [(2, "hour", "="), (10, "minute", "=")]),
        ("Nobody came in 2019.", []),
    ],
)
def test_numbers_have_value_unit_and_change(text: str, expected: list[tuple[Any, str, str]], tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text, "quantities": "not read"}) + "\n")
    (line,) = predictions(gold, Settings().model)
    assert [(item["value"], item["unit"], item["change"]) for item in line["quantities"]] == expected
