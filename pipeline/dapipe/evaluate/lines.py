"""Gold that is JSON lines of {"id", "text", …}: only id and text are handed on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dapipe.errors import WrongUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The id and text of one line of gold."""

    id: str
    text: str


def texts(gold: Path) -> Iterator[Line]:
    """Id and text of each line; the annotations are not looked at. Raises WrongUse for a line of another shape."""
    with gold.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                plain = json.loads(line)
                yield Line(id=str(plain["id"]), text=str(plain["text"]))
            except (ValueError, KeyError, TypeError) as error:
                raise WrongUse("not a JSON object with 'id' and 'text'", where=f"{gold}, line {number}") from error
