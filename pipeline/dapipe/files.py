"""The files that a run reads: those below paths and addresses, each once, and their digests."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from dapipe import address
from dapipe.address import Place, is_address
from dapipe.errors import WrongUse, too_large

SUFFIXES = {".pdf", ".html", ".htm", ".txt", ".docx", ".eml"}


def counted(places: Sequence[Place]) -> tuple[int, int]:
    """Number of files to read, and of other files passed over. Raises WrongUse."""
    for place in places:
        if not there(place):
            raise WrongUse(f"there is no file or folder '{place}'", advice="Check the spelling.")
    wanted = every = 0
    for file, named in found(places):
        every += 1
        wanted += named or is_document(file)
    return wanted, every - wanted


def documents(places: Sequence[Place]) -> Iterator[Place]:
    """The files to read, none twice: those that are named, and in folders those with a known ending."""
    return (file for file, named in found(places) if named or is_document(file))


def is_document(file: Place) -> bool:
    """True for a name with a known ending."""
    return PurePosixPath(file).suffix.lower() in SUFFIXES


def there(place: Place) -> bool:
    """True if a place leads to something; False also for a path that no system can hold."""
    if isinstance(place, str):
        return address.there(place)
    try:
        return place.exists()
    except OSError:
        return False


def found(places: Sequence[Place]) -> Iterator[tuple[Place, bool]]:
    """All files below the places, each once, and whether it was named; paths first, of these the named ones."""
    yield from on_this_machine([place for place in places if isinstance(place, Path)])
    yield from elsewhere(list(dict.fromkeys(place for place in places if isinstance(place, str))))


def on_this_machine(paths: list[Path]) -> Iterator[tuple[Path, bool]]:
    """All files below the paths, each once, and whether it was named; named ones first."""
    named = dict.fromkeys(path for path in paths if path.is_file())
    yield from ((path, True) for path in named)
    folders = list(dict.fromkeys(path for path in paths if path not in named))
    for number, folder in enumerate(folders):
        earlier = set(folders[:number])
        for file in below(folder):
            if file not in named and not earlier.intersection(file.parents):
                yield file, False


def elsewhere(addresses: list[str]) -> Iterator[tuple[str, bool]]:
    """All files below the addresses, each once, and whether it was named."""
    for number, one in enumerate(addresses):
        earlier = [former.rstrip("/") for former in addresses[:number]]
        for file in address.below(one):
            if not any(file == former or file.startswith(f"{former}/") for former in earlier):
                yield file, file == one


def below(folder: Path) -> Iterator[Path]:
    """The regular files below a folder, in the order of their names; no hidden ones, no links."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and regular(Path(root, name)):
                yield Path(root, name)


def place_in_walk(path: str) -> tuple[tuple[bool, str], ...]:
    """A key that sorts paths, and addresses, as `below` meets them: in each folder its files before its folders."""
    *folders, name = path.split("/")
    return (*((True, folder) for folder in folders), (False, name))


def regular(path: Path) -> bool:
    """True for a file that is no link, pipe or device, and is still there."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def digest_of_file(place: Place, most: int) -> str:
    """SHA-256 of a file's bytes, in hex. Raises TooLarge for a file above so many bytes, Unreadable and OSError."""
    if is_address(place):
        return hashlib.sha256(address.read(str(place), most)).hexdigest()
    path = Path(place)
    size = path.stat().st_size
    if size > most:
        raise too_large(f"the file has {size:,} bytes, more than {most:,}", "file_mb")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
