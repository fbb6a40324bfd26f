"""Where the classifier's files are, and their digest; told without loading what inference needs."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from dapipe.errors import BadModel


def home() -> Path:
    """The folder of the classifier's files: in the installed package, else in the checkout."""
    packaged = Path(str(files("dapipe") / "_models" / "statements"))
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "models" / "statements"


@cache
def model_digest() -> str:
    """SHA-256 (16 hex digits) over the classifier's two files, for the recipe. Raises BadModel."""
    return digest(read_file("model.json"), read_file("weights.npz"))


def digest(*parts: bytes) -> str:
    """SHA-256 (16 hex digits) over byte strings."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:16]


def read_file(name: str) -> bytes:
    """One of the classifier's files. Raises BadModel if it is missing."""
    path = home() / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadModel("the classifier's file is missing", where=str(path), advice="Run dapipe train.") from error
