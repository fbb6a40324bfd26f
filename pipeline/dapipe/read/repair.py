"""Whether a PDF is as its maker left it, or had to be repaired to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import SEEK_END

from dapipe.read.kinds import PDF_MARK, File

# The end of a file, which tells where its table of objects is; how far into it that table may begin with blanks.
END, NEAR = 2048, 64
START = re.compile(rb"startxref\s+(\d{1,12})\s")
TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
REPAIRED = "the PDF is damaged (its table of objects) and was repaired: look whether anything is missing"


def repairs(file: File) -> Iterator[str]:
    """A warning if the table of a PDF's objects is not where the file says."""
    size = file.seek(0, SEEK_END)
    file.seek(max(size - END, 0))
    found = START.findall(file.read())
    if not found or not any(is_table(file, int(found[-1]) + start) for start in {0, head(file)}):
        yield REPAIRED


def head(file: File) -> int:
    """The offset of the mark with which a PDF begins: some files have something else before it."""
    file.seek(0)
    return max(file.read(1024).find(PDF_MARK), 0)


def is_table(file: File, offset: int) -> bool:
    """True if a table of objects begins at an offset."""
    file.seek(offset)
    return bool(TABLE.match(file.read(NEAR)))
