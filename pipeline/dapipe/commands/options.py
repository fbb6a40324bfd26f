"""What commands share: options, settings, the store that they look into, and how they print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from dapipe.errors import WrongUse
from dapipe.terminal import as_line, listen

if TYPE_CHECKING:
    from dapipe.corrections import Corrected
    from dapipe.settings import Settings
    from dapipe.store import Store

Places = Annotated[
    list[str], typer.Argument(help="Files, folders and addresses (s3://bucket/folder) to read.", show_default=False)
]
OneFile = Annotated[str, typer.Argument(help="A document, the former stage's JSON line, or - for standard input.")]
Out = Annotated[Path | None, typer.Option(help="Folder of the store and the files (default: facts)")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
AlwaysJson = Annotated[bool, typer.Option("--json", help="Print JSON lines, as this command always does.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: each document, each file, the settings.")]

INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Opened:
    """A store, its folder, and its rows as the corrections beside it leave them."""

    store: Store
    folder: Path
    rows: Corrected


def settings(**flags: Any) -> Settings:
    """The settings of the environment and this folder's dapipe.toml, with the flags that were given."""
    from dapipe.settings import load

    given = {name: value for name, value in flags.items() if value is not None}
    return replace(load(os.environ, Path.cwd()), **given)


@contextmanager
def opened(out: Path | None) -> Iterator[Opened]:
    """The store in a folder, by default that of the settings. Raises WrongUse if there is none."""
    from dapipe.corrections import corrected
    from dapipe.ingest import STORE, stored

    folder = Path(out or settings().out)
    with stored(folder / STORE) as store:
        yield Opened(store, folder, corrected(store, folder))


def mannered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options --quiet and --verbose, which go before the setting `messages`.

    An interrupt is caught here: Typer would end the program without a word.
    """
    hints = get_type_hints(command, include_extras=True)

    @wraps(command)
    def run(*, quiet: bool = False, verbose: bool = False, **given: Any) -> None:
        if quiet and verbose:
            raise WrongUse("--quiet and --verbose contradict each other")
        wanted = "quiet" if quiet else "verbose" if verbose else None
        try:
            listen(settings(messages=wanted).messages)
            command(**given)
        except KeyboardInterrupt:
            aside("dapipe: interrupted; what was finished is stored")
            sys.exit(INTERRUPTED)

    own = [item.replace(annotation=hints[name]) for name, item in signature(command).parameters.items()]
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=False, annotation=hint)
        for name, hint in (("quiet", Quiet), ("verbose", Verbose))
    ]
    run.__signature__ = signature(command).replace(parameters=[*own, *more])  # type: ignore[attr-defined]
    run.__annotations__ = {item.name: item.annotation for item in (*own, *more)} | {"return": None}
    return run


def as_json(value: object) -> str:
    """A value as one line of JSON."""
    import json

    return json.dumps(value, ensure_ascii=False)


def tell(value: object, *, json: bool) -> None:
    """Print a record or a path as one line on standard output: for a program as JSON, else for people."""
    from dataclasses import asdict, is_dataclass

    if not json:
        print(as_line(value))
    elif is_dataclass(value) and not isinstance(value, type):
        print(as_json(asdict(value)))
    else:
        print(as_json({"file": str(value)} if isinstance(value, Path) else value))


def aside(text: str) -> None:
    """Say something to the user that they need whatever they asked to be told."""
    print(as_line(text), file=sys.stderr)
