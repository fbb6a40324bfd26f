"""dapipe in a program of somebody else's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dapipe
from dapipe.errors import WrongUse


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("note") / "note.txt"
    path.write_text("Kent Police made 43 arrests for every 100 crimes in 2016, inspectors found.")
    return path


def test_import_alone_loads_nothing() -> None:
    code = "import sys; import dapipe; print(*(name for name in sys.modules if name.startswith(('dapipe.', 'spacy'))))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "\n"


def test_facts_are_records_with_the_words_of_the_document(note: Path) -> None:
    document = dapipe.read_document(note)
    (figure,) = dapipe.facts_of(note)["figures"]
    assert document.text[figure.source.start : figure.source.end] == figure.source.words
    assert "43" in figure.source.words


def test_a_store_is_filled_and_read(note: Path, tmp_path: Path) -> None:
    summary = dapipe.ingest_into(tmp_path, [note], jobs=1)
    assert summary.exit_status == 0
    (row,) = dapipe.table(tmp_path, "figures")
    assert (row["value"], row["per"], row["force"]) == (43, 100, "kent")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="Did you mean 'figures'"):
        dapipe.table(tmp_path, "figure")
    with pytest.raises(WrongUse, match="there is no file"):
        dapipe.read_document(tmp_path / "none.txt")
    with pytest.raises(AttributeError, match="figures_of"):
        _ = dapipe.figures_of
