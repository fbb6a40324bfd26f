"""Most Similar Groups, as a user supplies them: a CSV file with the columns force and similar, one pair a line."""

from __future__ import annotations

import csv
from pathlib import Path

from dapipe.errors import Unreadable, WrongUse, unknown

COLUMNS = ("force", "similar")


def group(path: Path, force: str) -> frozenset[str]:
    """The slugs of a force's group, itself included. Groups are not symmetric. Raises WrongUse or Unreadable."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"can't be read: {error}", where=str(path), advice="Save it as CSV in UTF-8.") from error
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or any(name not in rows[0] for name in COLUMNS):
        raise WrongUse("is no list of groups", where=str(path), advice="Its columns must be force and similar.")
    members = {row["similar"] for row in rows if row["force"] == force}
    if not members:
        raise unknown("force in these groups", force, {row["force"] for row in rows})
    return frozenset(members | {force})
