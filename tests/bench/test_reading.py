"""Reading a long report: truth, speed beside pdfplumber in the same run, memory."""

from __future__ import annotations

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from dapipe.limits import Limits
from dapipe.read import read
from tests.measures import scores
from tests.pages import report

pytestmark = pytest.mark.bench

ROUNDS = 6
# Most of what more pages take is the text itself.
MOST_GROWTH = 1.10
PEAK = """
import re, sys
sys.path.insert(0, sys.argv[1])
from dapipe.limits import Limits
from dapipe.read import read, reader
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
reader("pdf")
base = peak()
with open(sys.argv[2], "rb") as file:
    document = read(file, "report.pdf", Limits())
print(len(document.pages), peak(), base)
"""


def test_a_long_report_is_read_as_it_was_set() -> None:
    data, truth = report(ROUNDS)
    measured = scores(read(data, "report.pdf", Limits()), truth)
    assert measured.order >= 0.985 and measured.notes >= 0.99 and measured.cards >= 0.95
    assert (measured.figures_found, measured.figures_right) == (1.0, 1.0)
    assert measured.cells["ruled"] >= 0.95 and min(measured.cells.values()) >= 0.88


def test_reading_is_four_times_as_fast_as_pdfplumber() -> None:
    data, _ = report(ROUNDS)
    read(report(1)[0], "warm-up.pdf", Limits())
    start = time.process_time()
    read(data, "report.pdf", Limits())
    ours = time.process_time() - start
    start = time.process_time()
    with pdfplumber.open(BytesIO(data)) as file:
        for page in file.pages:
            page.extract_text()
            page.close()
    assert time.process_time() - start >= 4 * ours


def peak(rounds: int, folder: Path) -> tuple[int, float, float]:
    """Pages, peak memory of a fresh process that reads a report of so many rounds, and of its imports alone, in MB."""
    path = folder / f"{rounds}.pdf"
    path.write_bytes(report(rounds)[0])
    root = str(Path(__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", PEAK, root, str(path)], capture_output=True, text=True, check=True)
    pages, most, base = done.stdout.split()
    return int(pages), float(most), float(base)


def test_memory_hardly_grows_with_pages(tmp_path: Path) -> None:
    pages, most, _ = peak(ROUNDS, tmp_path)
    more_pages, more, _ = peak(10 * ROUNDS, tmp_path)
    assert more_pages > 9 * pages
    assert more < 150 and more < MOST_GROWTH * most
