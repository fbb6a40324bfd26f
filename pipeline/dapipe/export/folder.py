"""A folder of exported files: written whole or not at all, and never over a file that someone else wrote or changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dapipe.errors import WrongUse

RECORD = ".dapipe-files.json"
ASIDE = re.compile(r"\.new\d*\.[^.]+$")


@dataclass(slots=True)
class Folder:
    """A folder with the digests of the files that dapipe wrote into it; `written` lists those of this run."""

    path: Path
    digests: dict[str, str] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)

    @contextmanager
    def file(self, name: str) -> Iterator[Path]:
        """A path to write to. Afterwards the file stands under its name, or beside a foreign one under a free name."""
        part = self.path / f".{name}.part"
        try:
            part.unlink(missing_ok=True)
            yield part
            target = self.free(name)
            digest = digest_of(part)
            part.replace(target)
        except OSError as error:
            raise unwritable(self.path / name, error) from error
        finally:
            part.unlink(missing_ok=True)
        self.digests[target.name] = digest
        self.written.append(target)

    def free(self, name: str) -> Path:
        """The name itself, or name.new, name.new2 … if what stands there is not as dapipe wrote it."""
        path = self.path / name
        number = 1
        while path.exists() and self.digests.get(path.name) != digest_of(path):
            path = self.path / f"{Path(name).stem}.new{number if number > 1 else ''}{Path(name).suffix}"
            number += 1
        return path

    def text(self, name: str, text: str) -> None:
        """Write a text file."""
        with self.file(name) as path:
            path.write_text(text, encoding="utf-8", newline="")


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex; no more than a piece of it is held."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def open_folder(path: Path) -> Iterator[Folder]:
    """The folder with what is known of its files; what was written is noted at the end. Raises WrongUse."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
    record = path / RECORD
    try:
        digests = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    except ValueError:
        digests = {}
    folder = Folder(path, digests if isinstance(digests, dict) else {})
    try:
        yield folder
    finally:
        if folder.written:
            note(record, json.dumps(folder.digests, indent=1, sort_keys=True) + "\n")


def note(path: Path, text: str) -> None:
    """Write a file anew in its place. Where a link stands, it is replaced: what it leads to is not touched."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def stands_aside(path: Path) -> bool:
    """True for a file that was put beside a foreign one."""
    return bool(ASIDE.search(path.name))


def unwritable(path: Path, error: OSError) -> WrongUse:
    """The error of a file or folder that can't be written."""
    return WrongUse(f"can't be written: {error.strerror}", where=str(path), advice="Is it open in another program?")
