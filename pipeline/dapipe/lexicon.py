"""Lexicons: the knowledge of the field in TOML files, read once and checked against the form their reader names."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dapipe.errors import BadLexicon

FOLDER = files("dapipe") / "lexicons"


@cache
def read(name: str) -> dict[str, Any]:
    """The lexicon `name` (a file lexicons/<name>.toml) as plain data. Raises BadLexicon with line or key."""
    source = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadLexicon("there is no such lexicon", where=str(source)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadLexicon(f"not valid TOML: {error}", where=str(source), advice="Mend that line.") from error


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The list of strings at `key` ("a.b" for nested tables) of a lexicon. Raises BadLexicon if it is none."""
    value: Any = read(name)
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise BadLexicon(f"'{key}' must be a list of strings", where=f"lexicons/{name}.toml")
    return tuple(value)


def digest() -> str:
    """A digest over all lexicons: part of the recipe of every document."""
    total = hashlib.sha256()
    for source in sorted(FOLDER.iterdir(), key=lambda item: item.name):
        if source.name.endswith(".toml"):
            total.update(source.name.encode() + b"\0" + source.read_bytes())
    return total.hexdigest()[:16]
