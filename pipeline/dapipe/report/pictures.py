"""Pictures of the places in PDFs where facts stand, with the words marked; made in a child process."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

from dapipe.errors import WrongUse, unknown
from dapipe.report.gather import Entry, Material

CHOICES = ("none", "review", "all")
# Seconds for the pictures of one document.
DEADLINE = 60
# Points of page shown above and below the marked words.
MARGIN = 30.0
WHOLE_PAGE = 1e5


def pictures(material: Material, images: str) -> dict[str, str]:
    """PNG pictures as base64 by fact id, for no facts, those to be looked at, or all. Raises WrongUse."""
    if images not in CHOICES:
        raise unknown("choice of images", images, CHOICES)
    made: dict[str, str] = {}
    for number, paper in enumerate(material.papers):
        wanted = [entry for entry in material.entries if entry.paper == number and shown(entry, images)]
        if wanted and Path(paper.path).is_file():
            made |= drawn(paper.path, wanted)
    return made


def shown(entry: Entry, images: str) -> bool:
    """True if a fact has a place on a page and its picture is asked for."""
    return bool(entry.box) and (images == "all" or (images == "review" and (entry.review or bool(entry.check))))


def drawn(path: str, entries: list[Entry], margin: float = MARGIN) -> dict[str, str]:
    """The pictures of some facts of one PDF with a margin (points); none of what its pages don't give in time."""
    return answered(path, [(entry.id, entry.page, entry.box) for entry in entries], margin)


def page_picture(path: str, page: int, box: str) -> bytes:
    """A whole page of a PDF as PNG, with the boxes of a fact marked. Raises WrongUse if it can't be drawn."""
    made = answered(path, [("page", page, box)], WHOLE_PAGE) if box and Path(path).is_file() else {}
    if not made:
        raise WrongUse("no picture can be drawn of this fact", where=path, advice="Only PDFs that are still there can.")
    return base64.b64decode(made["page"])


def answered(path: str, places: list[tuple[str, int, str]], margin: float) -> dict[str, str]:
    """What the drawing child answers for places (id, page, boxes) of one PDF: PNG pictures as base64 by id."""
    request = {"path": path, "margin": margin, "places": places}
    command = [sys.executable, "-I", "-m", "dapipe.report.draw"]
    try:
        done = subprocess.run(command, input=json.dumps(request).encode(), capture_output=True, timeout=DEADLINE)
    except subprocess.TimeoutExpired:
        return {}
    return dict(json.loads(line) for line in done.stdout.splitlines())
