"""What dapipe finds on this machine: versions, models, text recognition, the right to write."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from dapipe import __version__, lexicon
from dapipe.classify.files import model_digest
from dapipe.errors import DapipeError
from dapipe.recipe import version_of
from dapipe.settings import Settings, from_file, load, variable

PACKAGES = ("spacy", "scikit-learn", "pdfplumber", "pypdfium2", "trafilatura", "jinja2", "xlsxwriter")
EXTRAS = {"pyarrow": "Parquet files", "distributed": "the dask engine", "fsspec": "addresses like s3://"}
SPACE = 500 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: `state` is ok, missing (needed) or absent (may be)."""

    name: str
    state: str
    note: str


def look(settings: Settings) -> Iterator[Finding]:
    """Everything that a run needs, and what it can use if it is there."""
    yield Finding(name="dapipe", state="ok", note=f"{__version__} on Python {platform.python_version()}")
    for package in PACKAGES:
        yield installed(package)
    yield classifier()
    yield spacy_model(settings.model)
    yield Finding(name="lexicons", state="ok", note=lexicon.digest())
    yield writable(Path(settings.out))
    yield tesseract()
    for package, use in EXTRAS.items():
        there = find_spec(package) is not None
        yield Finding(name=package, state="ok" if there else "absent", note=use)


def installed(package: str) -> Finding:
    """A package's version."""
    try:
        return Finding(name=package, state="ok", note=version(package))
    except PackageNotFoundError:
        return Finding(name=package, state="missing", note="pip install --force-reinstall dapipe-reports")


def classifier() -> Finding:
    """The statement classifier."""
    try:
        return Finding(name="classifier", state="ok", note=model_digest())
    except DapipeError as error:
        return Finding(name="classifier", state="missing", note=str(error))


def spacy_model(name: str) -> Finding:
    """The spaCy pipeline that the settings name."""
    try:
        return Finding(name="language model", state="ok", note=f"{name} {version_of(name)}")
    except DapipeError as error:
        return Finding(name="language model", state="missing", note=str(error))


def writable(folder: Path) -> Finding:
    """The right and the room to write the store."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not (there.is_dir() and os.access(there, os.W_OK)):
        return Finding(name="output folder", state="missing", note=f"'{folder}' can't be written; say --out FOLDER")
    free = shutil.disk_usage(there).free
    state = "ok" if free > SPACE else "missing"
    return Finding(name="output folder", state=state, note=f"{folder} ({free / 1024**3:,.1f} GB free)")


def tesseract() -> Finding:
    """The program that recognises text in scans."""
    path = shutil.which("tesseract")
    note = path or "scans can't be read; install Tesseract with its English data if you have any"
    return Finding(name="text recognition", state="ok" if path else "absent", note=note)


def configured(environment: Mapping[str, str], folder: Path) -> Iterator[tuple[str, object, str]]:
    """Each setting with its value and where it comes from: the environment, dapipe.toml or the default."""
    merged = load(environment, folder)
    written = from_file(folder / "dapipe.toml")
    for item in fields(Settings):
        name = variable(item.name)
        origin = name if name in environment else "dapipe.toml" if item.name in written else "default"
        yield item.name, getattr(merged, item.name), origin
