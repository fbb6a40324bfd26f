"""The report: one HTML file that needs no network, no server and, for what matters, no JavaScript."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dapipe.corrections import Corrected
from dapipe.export.folder import open_folder
from dapipe.report.gather import gather
from dapipe.report.page import render
from dapipe.report.pictures import pictures

FILE = "report.html"


def write(rows: Corrected, folder: Path, *, day: date, images: str = "review") -> Path:
    """Write report.html into the folder of a store; `images` is none, review or all. Raises WrongUse.

    `day` is the day at which the clocks of recommendations stand.
    """
    material = gather(rows, folder, day)
    page = render(material, pictures(material, images))
    with open_folder(folder) as target:
        target.text(FILE, page)
    return target.written[0]
