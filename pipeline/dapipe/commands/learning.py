"""label, train, evaluate: the statement classifier made again, and measured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dapipe.commands.options import AlwaysJson, AsJson, Out, as_json, opened, settings, tell
from dapipe.errors import WrongUse
from dapipe.terminal import log

if TYPE_CHECKING:
    from dapipe.labelling import Marked

TO_LABEL = Path("to-label.csv")


def label(
    uncertain: Annotated[int, typer.Option(min=1, help="How many statements.")] = 50,
    to: Annotated[Path, typer.Option(help="File to write; tasks for Label Studio stand beside it.")] = TO_LABEL,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Write the least certain statements of the store to a file, to be labelled by you.

    Example: dapipe label --uncertain 50
    """
    from dapipe.labelling import uncertain as least
    from dapipe.labelling import write

    with opened(out) as known:
        for path in write(least(known.store, uncertain), to):
            tell(path, json=json)


def train(
    card: Annotated[bool, typer.Option("--card", help="Also measure it and write its card; takes minutes.")] = False,
    gold: Annotated[Path | None, typer.Option(help="Texts with labelled statements to measure on.")] = None,
    add: Annotated[
        list[Path] | None,
        typer.Option(
            help="Statements that you labelled (see dapipe label), or a folder whose corrected labels to take."
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Make the statement classifier again from the labelled documents in models/statements.

    Example: dapipe train --add to-label.csv --add facts
    """
    from dapipe.training import make

    lessons = [statement for path in add or () for statement in learned(path)]
    if add:
        files = len({statement.path for statement in lessons})
        log.info("labelled statements %d  documents %d", len(lessons), files)
    tell(make(settings().model, added=lessons), json=json)
    if lessons:
        log.info("next: dapipe ingest labels all documents again")
    if card:
        from dapipe.card import card as measure

        tell(measure(settings().model, gold), json=json)


def learned(path: Path) -> list[Marked]:
    """The labelled statements of a file, or the corrected labels of a store's folder. Raises WrongUse."""
    from dapipe.corrections import FILE, labels, read
    from dapipe.labelling import marked

    if path.is_file():
        return list(marked(path))
    if path.suffix.lower() in (".csv", ".json"):
        raise WrongUse("there is no such file", where=str(path))
    with opened(path) as known:
        return list(labels(known.store, read(known.folder / FILE)))


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of .txt files (hmic) or JSON lines (quantities, quotes).")],
    task: Annotated[str, typer.Option(help="hmic, quantities or quotes")],
    predictions: Annotated[
        Path | None, typer.Option(help="File for the predictions (default: standard output)")
    ] = None,
    json: AlwaysJson = True,
) -> None:
    """Run the pipeline over the texts of gold data and write predictions in the gold's shape.

    Example: dapipe evaluate gold/ --task hmic --predictions out.jsonl
    """
    from dapipe.evaluate import predictions as predict

    lines = (as_json(line) for line in predict(task, gold, settings().model))
    if predictions:
        predictions.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        log.debug("written: %s", predictions)
    else:
        for line in lines:
            print(line)
