"""Predictions for gold of general news."""

from __future__ import annotations

import json
from pathlib import Path

from dapipe.evaluate.quotes import predictions
from dapipe.settings import Settings

TEXT = "The poll found that half of voters were tired.\n“We are tired,” said Jane Marsh, a teacher from Dover."


def test_only_id_and_text_are_needed(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "one", "text": TEXT}) + "\n", encoding="utf-8")
    (line,) = predictions(gold, Settings().model)
    assert line["id"] == "one"
    assert [(TEXT[quote["start"] : quote["end"]], quote["speaker"]) for quote in line["quotes"]] == [
        ("We are tired,", "Jane Marsh")
    ]
