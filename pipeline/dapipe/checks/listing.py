"""What the commands compare and tracker print: records as CSV, without byte-order mark."""

from __future__ import annotations

import csv
from collections.abc import Hashable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TextIO, cast

from dapipe import schema
from dapipe.annotate.force_names import forces
from dapipe.checks.compare import Compared, compare
from dapipe.checks.groups import group
from dapipe.checks.passages import passages
from dapipe.checks.stored import demands, gather
from dapipe.checks.tracker import STATES, Tracked, track
from dapipe.errors import WrongUse, nearest, unknown
from dapipe.export.csv import cell
from dapipe.rows import Rows


def compared(rows: Rows, measure: str, until: str = "", similar: Path | None = None, force: str = "") -> list[Compared]:
    """The comparison of a measure over the forces of a store, or over one force's group. Raises WrongUse."""
    if similar and not force:
        raise WrongUse("groups need a force", advice="Add --force with the force whose group you want.")
    members = group(similar, force) if similar else frozenset({force} if force else ())
    known = gather(rows)
    found = compare(known, passages(known.statements, known.figures), measure, until=until, similar=members)
    return [
        row for row in found if not members or row.similar or (similar is None and row.force == "England and Wales")
    ]


def tracked(rows: Rows, day: date, force: str = "", state: str = "") -> list[Tracked]:
    """The tracker of a store on a day, for all parties or one. Raises WrongUse for a force or state there isn't."""
    found = track(gather(rows), demands(rows), day)
    parties = sorted({row.party for row in found if row.party})
    if force and force not in parties and force not in forces():
        raise WrongUse(f"there is no force or body '{force}'", advice=nearest(force, parties, also=forces()))
    if state and state not in STATES:
        raise unknown("state", state, STATES)
    return [row for row in found if force in ("", row.party) and state in ("", row.state)]


def write(file: TextIO, kind: type[Any], records: Iterable[object]) -> None:
    """Records of a kind as CSV with a header."""
    columns = schema.columns_of(cast(Hashable, kind))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for record in records:
        writer.writerow([cell(getattr(record, column.name), column) for column in columns])
