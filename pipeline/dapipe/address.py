"""Files at addresses that fsspec knows: s3://, gs://, https://, file://. A path on this machine is no address."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from dapipe.errors import BadSettings, DapipeError, Unreadable, too_large

# Two letters at least: C:// is a drive.
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
Place = Path | str


def is_address(place: Place) -> bool:
    """True for an address, false for a path."""
    return isinstance(place, str) and ADDRESS.match(place) is not None


def place(text: str) -> Place:
    """The address in a text as it is, or else the path in it."""
    return text if is_address(text) else Path(text)


def joined(address: str, *names: str) -> str:
    """The address of something below another."""
    return "/".join((address.rstrip("/"), *names))


def there(address: str) -> bool:
    """True if something lies at an address or below it. Raises BadSettings or Unreadable."""
    with reached(address) as (system, path):
        return bool(system.exists(path))


def read(address: str, most: int) -> bytes:
    """The bytes at an address. Raises TooLarge if there are more than `most`, BadSettings or Unreadable."""
    with reached(address) as (system, path), system.open(path, "rb", cache_type="none") as file:
        data: bytes = file.read(most + 1)
    if len(data) > most:
        raise too_large(f"the file has more than {most:,} bytes", "file_mb")
    return data


def write(address: str, data: bytes) -> None:
    """Put bytes at an address: all of them or, if this process dies, nothing. Raises BadSettings or Unreadable.

    Object stores show an object when it is whole; in a folder the file gets its name when it is.
    """
    with reached(address) as (system, path):
        if "file" not in system.protocol:
            system.pipe_file(path, data)
            return
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        unfinished = f"{path}.{secrets.token_hex(4)}"
        system.pipe_file(unfinished, data)
        Path(unfinished).replace(path)


def below(address: str) -> Iterator[str]:
    """The addresses of the files below an address, in the order of their names, or its own if it is one of a file."""
    with reached(address) as (system, path):
        if system.isfile(path):
            yield str(system.unstrip_protocol(path))
            return
        for folder, folders, names in system.walk(path, on_error="raise"):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name and not name.startswith("."):
                    yield str(system.unstrip_protocol(f"{folder.rstrip('/')}/{name}"))


@contextmanager
def reached(address: str) -> Iterator[tuple[Any, str]]:
    """The file system of an address and the path in it. Raises BadSettings, or Unreadable for what goes wrong there.

    Every file system raises errors of its own library beside OSError, so that none can be named here.
    """
    found = located(address)
    try:
        yield found
    except DapipeError:
        raise
    except Exception as error:
        why = f"can't be reached: {type(error).__name__}: {error}"
        raise Unreadable(why, where=address, advice="Check the address, and who may read and write there.") from error


def located(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Raises BadSettings if no library knows the address."""
    try:
        # No listings are kept: other workers write while this one looks.
        found: tuple[Any, str] = import_module("fsspec.core").url_to_fs(address, use_listings_cache=False)
    except ImportError as error:
        advice = f"pip install 'dapipe-reports[cloud]'; gs:// needs gcsfs beside it ({error})"
        raise BadSettings(f"no library for '{address}' is installed", advice=advice) from error
    except ValueError as error:
        raise BadSettings(f"'{address}' is no address that fsspec knows", advice=str(error)) from error
    return found
