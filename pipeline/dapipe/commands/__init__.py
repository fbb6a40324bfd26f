"""The commands, a module a subject: each calls the library and prints. `COMMANDS` groups them as the help does."""

from __future__ import annotations

from collections.abc import Callable

from dapipe.commands.learning import evaluate, label, train
from dapipe.commands.looking import compare, diff, find, runs, show, tracker
from dapipe.commands.machine import doctor
from dapipe.commands.mending import correct, review
from dapipe.commands.reading import classify, demo, extract, fold, ingest, read
from dapipe.commands.writing import export, report

COMMANDS: dict[str, tuple[Callable[..., None], ...]] = {
    "From documents to facts": (ingest, fold, demo),
    "Look at facts": (find, show, compare, tracker, diff, runs),
    "Hand them on": (report, export),
    "Put them right": (correct, review),
    "One stage alone": (read, extract, classify),
    "The statement classifier": (label, train, evaluate),
    "This machine": (doctor,),
}
