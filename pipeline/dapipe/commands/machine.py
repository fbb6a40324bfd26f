"""doctor and config show: what is installed, and what is set."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from dapipe.commands.options import AsJson, as_json, settings, tell


def doctor(json: AsJson = False) -> None:
    """Print what dapipe finds on this machine; exit status 1 if something needed is missing.

    Example: dapipe doctor
    """
    from dapipe.doctor import look

    findings = list(look(settings()))
    for item in findings:
        tell(item if json else f"{item.state:8} {item.name:18} {item.note}", json=json)
    raise typer.Exit(int(any(item.state == "missing" for item in findings)))


def config_show(json: AsJson = False) -> None:
    """Print every setting, its value and where it comes from.

    Example: dapipe config show
    """
    from dapipe.doctor import configured

    for name, value, origin in configured(os.environ, Path.cwd()):
        row = {"setting": name, "value": value, "origin": origin}
        print(as_json(row) if json else f"{name:12} {value!s:24} {origin}")
