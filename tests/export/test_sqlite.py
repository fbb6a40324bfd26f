"""facts.sqlite and the metadata beside it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from dapipe import schema
from tests.export.test_formats import WORDS, exported


def test_words_come_back_and_can_be_searched(tmp_path: Path) -> None:
    exported(tmp_path, "sqlite")
    with closing(sqlite3.connect(tmp_path / "facts.sqlite")) as connection:
        found = connection.execute(
            'SELECT "words" FROM "figures" WHERE rowid IN (SELECT rowid FROM "figures_search" WHERE '
            "\"figures_search\" MATCH 'quoted')"
        ).fetchall()
    assert found == [(WORDS,)]


def test_metadata_describes_every_column_of_every_table(tmp_path: Path) -> None:
    exported(tmp_path, "sqlite")
    about = json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))
    tables = about["databases"]["facts"]["tables"]
    assert set(tables) == set(schema.TABLES)
    assert list(tables["figures"]["columns"]) == [column.name for column in schema.columns("figures")]
    assert "force" in tables["figures"]["facets"]
