"""correct and review: what people put right."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dapipe.commands.options import AsJson, Out, aside, opened, settings, tell


def correct(
    fact_id: Annotated[str | None, typer.Argument(help="The fact's id.", show_default=False)] = None,
    changes: Annotated[
        list[str] | None, typer.Argument(help="field=value, reject or right", show_default=False)
    ] = None,
    merge: Annotated[
        tuple[str, str, str] | None, typer.Option(metavar="FIELD OLD NEW", help="Give all facts with OLD there NEW")
    ] = None,
    who: Annotated[str, typer.Option(help="Who corrects", envvar="USER")] = "",
    why: Annotated[str, typer.Option(help="Why")] = "",
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Put a fact right, for good: corrections.csv keeps it over every run. Without a fact, list what was corrected.

    Example: dapipe correct 5b1f0c9a7e3d2f41 value=34 --why "page 7 says 34"
    """
    from dapipe.corrections import FILE, noted, read, states

    with opened(out) as known:
        about = {"who": who, "when": datetime.now().date().isoformat(), "why": why}
        for item in noted(known.store, known.folder, fact_id or "", changes or [], merge, about):
            tell(item, json=json)
        if fact_id is None and merge is None:
            for state in states(known.store, read(known.folder / FILE)):
                tell(state, json=json)


def review(
    out: Out = None,
    everything: Annotated[bool, typer.Option("--all", help="Also facts that dapipe is sure of")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one")] = 0,
    who: Annotated[str, typer.Option(help="Who reviews", envvar="USER")] = "",
    browse: Annotated[bool, typer.Option(help="Open the page in a browser")] = True,
    json: AsJson = False,
) -> None:
    """Walk through the facts that need a look, on a page that only this machine can open.

    Example: dapipe review
    """
    from dapipe.ingest import STORE, stored
    from dapipe.review.server import Server
    from dapipe.review.session import Session

    folder = Path(out or settings().out)
    session = Session(partial(stored, folder / STORE), folder, who, datetime.now().date(), everything)
    waiting = len(session.queue())
    with Server(session, port) as server:
        if json:
            tell({"address": server.address, "facts": waiting}, json=True)
        else:
            aside(f"{waiting} facts to look at")
            aside(server.address)
            aside("stop with Ctrl-C")
        if browse:
            typer.launch(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
