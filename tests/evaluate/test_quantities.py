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
        ("Output contracted 0.4% and prices spiked 18%.", [(0.4, "percent", "down"), (18, "percent", "up")]),
        ("The gap widened by £2.1bn.", [(2.1e9, "pound sterling", "up")]),
        ("The company shrank its workforce by 10%.", [(10, "percent", "down")]),
        ("Inflation quickened to 2.4% from 2.1%.", [(2.4, "percent", "up"), (2.1, "percent", "=")]),
        ("The stock jumped as much as 7.5%.", [(7.5, "percent", "<")]),
        ("Its value has ballooned past $1 trillion.", [(1e12, "dollar", ">")]),
        ("The bag weighs 40 pounds.", [(40, "pound-mass", "=")]),
        ("She bought it for 40 pounds.", [(40, "pound sterling", "=")]),
        ("It makes 12,000 pounds of thrust.", [(12_000, "pound-mass", "=")]),
        ("The tower will be 330m tall.", [(330, "meter", "=")]),
        ("Some 330m people use it.", [(330e6, "people", "~")]),
        ("They invested Rs 5,000 crore.", [(5e10, "indian rupee", "=")]),
        ("It costs $2,050 a tonne.", [(2050, "dollar per metric ton", "=")]),
        ("Emissions are 129 g/km.", [(129, "gram per kilometer", "=")]),
        ("Nobody came in 2019.", []),
    ],
)
def test_numbers_have_value_unit_and_change(text: str, expected: list[tuple[Any, str, str]], tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text, "quantities": "not read"}) + "\n")
    (line,) = predictions(gold, Settings().model)
    assert [(item["value"], item["unit"], item["change"]) for item in line["quantities"]] == expected
