"""No export writes over a file that someone else wrote or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dapipe.errors import WrongUse
from dapipe.export.folder import open_folder, stands_aside


def put(folder: Path, text: str) -> Path:
    with open_folder(folder) as target:
        target.text("facts.csv", text)
    return target.written[0]


def test_dapipe_writes_over_its_own_file(tmp_path: Path) -> None:
    put(tmp_path, "one")
    assert put(tmp_path, "two").name == "facts.csv"
    assert (tmp_path / "facts.csv").read_text() == "two"


@pytest.mark.parametrize("first", ["by hand", "by dapipe"])
def test_a_foreign_or_changed_file_stays_and_the_new_one_stands_beside_it(tmp_path: Path, first: str) -> None:
    if first == "by dapipe":
        put(tmp_path, "one")
    (tmp_path / "facts.csv").write_text("mine")
    assert [put(tmp_path, text).name for text in ("two", "three")] == ["facts.new.csv", "facts.new.csv"]
    assert (tmp_path / "facts.csv").read_text() == "mine"
    assert stands_aside(tmp_path / "facts.new.csv") and not stands_aside(tmp_path / "facts.csv")
    assert (tmp_path / "facts.new.csv").read_text() == "three"


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    put(tmp_path, "one")
    with pytest.raises(ZeroDivisionError), open_folder(tmp_path) as folder, folder.file("facts.csv") as path:
        path.write_text("half")
        raise ZeroDivisionError
    assert (tmp_path / "facts.csv").read_text() == "one"
    assert not list(tmp_path.glob(".*.part"))


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts").write_text("")
    with pytest.raises(WrongUse, match="can't be written"):
        put(tmp_path / "facts", "one")
