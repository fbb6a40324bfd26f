"""The bundled sample documents: in a wheel beside the code, in a checkout the folder corpus/."""

from __future__ import annotations

from pathlib import Path

from dapipe.errors import WrongUse

PARTS = ("articles", "reports")


def documents() -> list[Path]:
    """The folders of the sample documents. Raises WrongUse if they are not there."""
    here = Path(__file__).parent
    for home in (here / "_sample", here.parents[1] / "corpus"):
        folders = [home / part for part in PARTS]
        if all(folder.is_dir() for folder in folders):
            return folders
    raise WrongUse("the sample documents are not installed", advice="Name documents of your own: dapipe ingest FOLDER.")
