"""Models and lexicons are data: what was changed is refused and named, and nothing in them can run."""

from __future__ import annotations

import io
import pickle
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from dapipe import lexicon
from dapipe.classify import files, model
from dapipe.errors import BadLexicon, BadModel

FILES = ("model.json", "weights.npz")
RAN: list[str] = []


class Trap:
    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return RAN.append, ("ran",)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the classifier's files in whose place the real ones are read."""
    for name in FILES:
        shutil.copy(model.home() / name, tmp_path / name)
    for module in (files, model):
        monkeypatch.setattr(module, "home", lambda: tmp_path)
    model.load.cache_clear()
    yield tmp_path
    model.load.cache_clear()


def test_the_copy_loads_as_it_is(home: Path) -> None:
    assert model.load().first.vocabulary


@pytest.mark.parametrize("part", [0.001, 0.1, 0.5, 0.9, 0.9999])
def test_a_flipped_byte_of_the_weights_is_refused(home: Path, part: float) -> None:
    data = bytearray((home / "weights.npz").read_bytes())
    data[int(part * len(data))] ^= 1
    (home / "weights.npz").write_bytes(data)
    with pytest.raises(BadModel, match="do not belong together"):
        model.load()


def archive(arrays: dict[str, np.ndarray], pickles: bool) -> bytes:
    """An npz file; arrays of objects are pickled into it if allowed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array, allow_pickle=pickles)
            made.writestr(f"{name}.npy", content.getvalue())
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(Trap()),
        archive({"first_idf": np.array([Trap()], dtype=object)}, pickles=True),
        b"PK\x03\x04 not an archive",
        b"",
        b"\x93NUMPY",
    ],
    ids=["pickle", "array of objects", "broken archive", "nothing", "bare array"],
)
def test_what_is_no_array_of_numbers_is_refused_and_never_run(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "weights.npz").write_bytes(data)
    RAN.clear()
    with pytest.raises(BadModel):
        model.unpacked(tmp_path / "weights.npz")
    assert RAN == []


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"{}", b'{"format": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_description_is_refused(home: Path, data: bytes) -> None:
    (home / "model.json").write_bytes(data)
    with pytest.raises(BadModel):
        model.load()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(home: Path, name: str) -> None:
    (home / name).unlink()
    with pytest.raises(BadModel, match=name):
        model.load()


@pytest.fixture
def lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in whose place the lexicons are read."""
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    lexicon.read.cache_clear()
    lexicon.words.cache_clear()
    yield tmp_path
    lexicon.read.cache_clear()
    lexicon.words.cache_clear()


def test_a_malformed_lexicon_is_named_with_its_line(lexicons: Path) -> None:
    (lexicons / "units.toml").write_text('[a]\nb = "good"\nc = bad\n')
    with pytest.raises(BadLexicon, match=r"units\.toml.*line 3"):
        lexicon.read("units")


def test_a_lexicon_that_is_no_text_is_named(lexicons: Path) -> None:
    (lexicons / "units.toml").write_bytes(b'a = "\xff\xfe"\n')
    with pytest.raises(BadLexicon, match=r"units\.toml"):
        lexicon.read("units")


@pytest.mark.parametrize("value", ['"one"', "1", '["a", 1]', "{ b = 1 }"])
def test_a_list_that_is_none_is_named_with_its_key(lexicons: Path, value: str) -> None:
    (lexicons / "units.toml").write_text(f"[a]\nwords = {value}\n")
    with pytest.raises(BadLexicon, match=r"'a\.words' must be a list.*") as caught:
        lexicon.words("units", "a.words")
    assert caught.value.where == "lexicons/units.toml"
