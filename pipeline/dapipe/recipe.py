"""The recipe of an extraction: a digest of everything but the document that its facts depend on."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from dapipe import lexicon
from dapipe.classify.files import model_digest
from dapipe.errors import BadSettings

STAGES = ("read", "annotate", "classify", "facts")
MODULES = ("language.py", "document.py", "mentions.py", "record.py", "limits.py", "work.py")


def recipe(model: str) -> str:
    """16 hex digits over the stages' code, the lexicons, the classifier and the spaCy model's name and version."""
    total = hashlib.sha256()
    for stage in STAGES:
        add_code(total, files("dapipe") / stage)
    for module in MODULES:
        total.update((files("dapipe") / module).read_bytes())
    for part in (lexicon.digest(), model_digest(), model, version_of(model)):
        total.update(part.encode() + b"\0")
    return total.hexdigest()[:16]


def version_of(model: str) -> str:
    """The installed version of a spaCy model. Raises BadSettings if it is not installed."""
    try:
        return version(model.replace("_", "-"))
    except PackageNotFoundError as error:
        advice = "Install it with pip, or name another with DAPIPE_MODEL."
        raise BadSettings(f"the spaCy model '{model}' is not installed", advice=advice) from error


def add_code(total: hashlib._Hash, folder: Traversable) -> None:
    """Add the Python files of a folder to a digest, in the order of their names."""
    for source in sorted(folder.iterdir(), key=lambda item: item.name):
        if source.name.endswith(".py"):
            total.update(source.name.encode() + b"\0" + source.read_bytes())
