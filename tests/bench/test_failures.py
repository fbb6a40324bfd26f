"""The heaviest files that a reader meets, at full size, each in a guarded child: a named outcome in bounded time.

The next document is done all the same.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from dapipe.engine import Task, engine
from dapipe.limits import Limits
from dapipe.read import read
from dapipe.stages import prepare_readers
from dapipe.work import Job, Outcome, to_json
from tests.read import damaged

pytestmark = pytest.mark.bench

LIMITS = Limits(seconds=60.0)


def reads(job: Job) -> bytes:
    """Read a job's file and nothing else: complete if its sentence was found."""
    document = read(Path(job.path).read_bytes(), job.path, job.limits)
    status = "complete" if "3,657" in document.text else "empty"
    return to_json(Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status=status))


def bomb(gigabytes: float) -> bytes:
    """So many gigabytes of blanks with a sentence after them, packed."""
    packer, blanks = zlib.compressobj(9), b" " * (1 << 24)
    packed = b"".join(packer.compress(blanks) for _ in range(int(64 * gigabytes)))
    return packed + packer.compress(damaged.TEXT) + packer.flush()


def twice_packed() -> bytes:
    """A bomb of three kilobytes."""
    return damaged.one_page(content=zlib.compress(bomb(1.5), 9), filter_=b"/Filter [/FlateDecode /FlateDecode] ")


def many_letters() -> bytes:
    """A page of 600,000 letters in 100,000 places."""
    places = (b"1 0 0 1 %d %d Tm (abcdef) Tj " % (number % 400 * 30, number // 400 * 9) for number in range(100_000))
    return damaged.one_page(content=b"BT /F1 4 Tf " + b"".join(places) + b"ET", box=b"/MediaBox [0 0 14000 3000]")


def many_pages(number: int) -> bytes:
    """So many pages with one content."""
    kids = b" ".join(b"%d 0 R" % (5 + page) for page in range(number))
    held = b"/MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R " + held + b" >>"
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % number
    start = [b"<< /Type /Catalog /Pages 2 0 R >>", tree, damaged.stream(damaged.TEXT), damaged.FONT]
    return damaged.built([*start, *[page] * number])


FILES = {
    "bomb": (
        lambda: damaged.one_page(content=bomb(1.5), filter_=b"/Filter /FlateDecode "),
        {"unreadable", "too-large"},
    ),
    "bomb in a bomb": (twice_packed, {"unreadable", "too-large"}),
    "letters": (many_letters, {"too-large"}),
    "forms": (lambda: damaged.nested_forms(30), {"too-large", "too-slow", "child-lost"}),
    "paths": (lambda: damaged.one_page(content=damaged.TEXT + b" 0 0 m 5 5 l S" * 2_000_000), {"complete"}),
    "objects": (lambda: damaged.one_page(resources=b"/Odd " + b"[" * 100_000 + b"]" * 100_000), {"complete"}),
    "pages": (lambda: many_pages(50_000), {"too-large"}),
    "as many pages as may be": (lambda: many_pages(5_000), {"complete"}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_heavy_file_has_a_named_outcome_and_the_next_is_read(name: str, tmp_path: Path) -> None:
    make, expected = FILES[name]
    heavy, sound = tmp_path / "heavy.pdf", tmp_path / "sound.pdf"
    heavy.write_bytes(make())
    sound.write_bytes(damaged.simple(1))
    jobs = [Job(path=str(path), digest="0" * 64, recipe="r", model="none", limits=LIMITS) for path in (heavy, sound)]
    first, second = engine("serial")(Task(process=reads, prepare=prepare_readers), jobs, 1)
    assert {problem.code for problem in first.problems} <= expected
    assert first.problems or first.status in expected
    assert second.status == "complete"
