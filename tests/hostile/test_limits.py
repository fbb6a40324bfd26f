"""Each limit can be set, ends what is over it, and says which setting raises it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dapipe.cli import app
from tests.read import damaged
from tests.read.word_files import paragraph, word_file

PAGE = "<html><body>" + "<div>" * 20 + "<p>Kent Police recorded 12 crimes.</p>" + "</div>" * 20 + "</body></html>"
SENTENCE = "Kent Police recorded 3,657 assaults in 2016, of which 1,261 were related to domestic abuse. "


@pytest.mark.parametrize(
    ("setting", "value", "name", "data"),
    [
        ("file_mb", 1, "a.txt", b"Kent " * 300_000),
        ("pages", 1, "a.pdf", damaged.simple(pages=2)),
        ("page_characters", 5, "a.pdf", damaged.simple(pages=1)),
        ("nesting", 10, "a.html", PAGE.encode()),
        ("archive_entries", 1, "a.docx", word_file(paragraph("Kent."), padding=1)),
        ("archive_ratio", 1, "a.docx", word_file(paragraph("Kent."), padding=200_000)),
        ("answer_mb", 1, "a.txt", SENTENCE.encode() * 1_000),
    ],
    ids=["bytes", "pages", "characters of a page", "nesting", "archive entries", "archive ratio", "answer"],
)
def test_what_is_over_a_limit_is_named_with_its_setting(
    setting: str, value: int, name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    Path("dapipe.toml").write_text(f'engine = "serial"\n{setting} = {value}\n')
    assert CliRunner().invoke(app, ["ingest", str(tmp_path / name)]).exit_code in (1, 3)
    [problem] = csv.DictReader(Path("facts", "problems.csv").read_text(encoding="utf-8-sig").splitlines())
    assert problem["code"] == "too-large", problem["message"]
    assert f"Raise the setting {setting} " in problem["message"]
