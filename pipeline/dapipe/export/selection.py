"""What a user asks to have exported: some tables, some rows, to a folder or to standard output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dapipe.errors import WrongUse, unknown
from dapipe.export import export, stream
from dapipe.rows import Condition, Rows, Selected, condition, table_of, tables_with


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of some tables; `part` if they are not all."""

    rows: Rows
    tables: tuple[str, ...]
    part: bool


def select(rows: Rows, types: list[str], force: str, where: list[str]) -> Selection:
    """The tables and rows that the options ask for. Raises WrongUse."""
    conditions = tuple(condition(text) for text in where)
    if force:
        conditions += (Condition("force", "=", force),)
    for one in conditions:
        if (one.column, one.sign) == ("force", "=") and one.wanted:
            known_force(rows, one.wanted)
    tables = tables_with(types, conditions)
    return Selection(Selected(rows, conditions), tables, bool(types or conditions))


def known_force(rows: Rows, force: str) -> None:
    """Check that some fact is about a force. Raises WrongUse with the forces there are."""
    forces = sorted({str(row["force"]) for row in table_of(rows, "facts") if row["force"]})
    if force not in forces:
        raise unknown("force in these facts", force, forces)


def deliver(chosen: Selection, to: str, home: Path, formats: list[str], output: TextIO) -> tuple[Path, ...]:
    """Write a selection to a folder (`home` if none is named) or, if that is "-", to the output. Raises WrongUse."""
    if to == "-":
        if len(chosen.tables) != 1 or len(formats) != 1:
            raise WrongUse("standard output takes one table in one format", advice="Name a folder for more.")
        stream(chosen.rows, output, formats[0], chosen.tables[0])
        return ()
    if chosen.part and Path(to or home).resolve() == home.resolve():
        raise WrongUse("a selection would take the place of the full files", advice="Name another folder, or -.")
    return export(chosen.rows, Path(to) if to else home, formats, chosen.tables)
