"""The documentation does what it says: every block in it runs, every command and setting is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from typer.models import CommandInfo
from typer.testing import CliRunner

from dapipe import schema
from dapipe.cli import app, config
from dapipe.settings import Settings
from tests.quality import accuracy

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "user-guide.md"
PAGES = [GUIDE, ROOT / "README.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Blocks of other languages are shown, not run: output, TOML.
RUN = ("sh", "python")
# Commands that install, download or wait for a browser.
NOT_RUN = ("pip ", "pipx ", "git ", "cd ", "python3 -m venv", "make ", "datasette ", "dapipe review")


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Language and content of the blocks of a page that are run, in their order."""
    return (match.groups() for match in BLOCK.finditer(page.read_text(encoding="utf-8")) if match[1] in RUN)  # type: ignore[misc]


def a_fact(folder: Path) -> str:
    """The id of a figure in a store."""
    with closing(sqlite3.connect(folder / "facts" / "dapipe.sqlite")) as connection:
        return str(connection.execute('SELECT "id" FROM "figures" ORDER BY "id"').fetchone()[0])


def run(command: str, folder: Path) -> None:
    """Run one line of a shell block with the dapipe of this environment; it must end well."""
    if "FACT" in command:
        command = command.replace("FACT", a_fact(folder))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, shell=True, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    for language, content in blocks(page):
        if language == "python":
            exec(compile(content, page.name, "exec"), {})
            continue
        for command in content.replace("\\\n", " ").splitlines():
            if command.strip() and not command.startswith((*NOT_RUN, "#")):
                run(command, tmp_path)


def commands() -> list[str]:
    """The names of all commands."""
    return [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


@pytest.mark.parametrize("page", [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"], ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`dapipe ([a-z]+)", page.read_text(encoding="utf-8"))
    assert set(named) <= {*commands(), "config"}


@pytest.mark.parametrize("command", [*commands(), "config show"])
def test_every_command_is_in_the_guide(command: str) -> None:
    listed = GUIDE.read_text(encoding="utf-8").partition("## Commands")[2]
    assert re.search(rf"`(dapipe )?{command}\b", listed)


@pytest.mark.parametrize("setting", [item.name for item in fields(Settings)])
def test_every_setting_is_in_the_guide(setting: str) -> None:
    listed = GUIDE.read_text(encoding="utf-8").partition("## Settings")[2]
    assert f"| `{setting}` |" in listed


@pytest.mark.parametrize("command", app.registered_commands, ids=lambda item: item.callback.__name__)
def test_every_command_has_an_example_in_its_help(command: object) -> None:
    callback = getattr(command, "callback", None)
    assert "Example: dapipe" in (callback.__doc__ or "")


def test_the_page_on_accuracy_tells_the_floors_of_the_gate() -> None:
    floors = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text())
    assert accuracy.PAGE.read_text(encoding="utf-8") == accuracy.page(floors), "make docs writes it"


def test_the_data_dictionary_tells_the_columns_there_are() -> None:
    written = accuracy.DICTIONARY.read_text(encoding="utf-8")
    assert written == schema.dictionary(list(schema.TABLES)), "make docs writes it"


def test_every_score_of_the_gate_on_documents_has_its_field_in_the_page() -> None:
    described = tomllib.loads((ROOT / "tests" / "quality" / "accuracy.toml").read_text(encoding="utf-8"))["table"]
    fields = [field for table in described for field in table["field"]]
    told = {field.get(key) for field in fields for key in ("gold", "corpus")}
    floors = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text())
    aside = {"quotes: span", "statements: accuracy", "statements: other", "statements other", "forces: ids in document"}
    scored = {*floors["hmic"], *floors["corpus"]} - aside
    assert {name for name in scored - told if not name.startswith("figures: with a")} == set()


def named(command: CommandInfo) -> str:
    """The name of a command's function."""
    return command.callback.__name__ if command.callback else ""


@pytest.mark.parametrize("command", [*app.registered_commands, *config.registered_commands], ids=named)
def test_the_example_in_a_command_s_help_names_options_that_it_has(command: CommandInfo) -> None:
    assert command.callback and command.callback.__doc__
    (example,) = re.findall(r"Example: (dapipe .+)", command.callback.__doc__)
    words = shlex.split(example.split(" | ")[-1])[1:]
    path = words[:2] if words[0] == "config" else words[:1]
    assert "_".join(path) == named(command)
    shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200"}).output
    assert {word for word in words if word.startswith("--")} <= set(re.findall(r"--[a-z-]+", shown))
