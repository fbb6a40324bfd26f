"""The command line: the commands under one name, and what errors become."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dapipe import __version__
from dapipe.commands import COMMANDS
from dapipe.commands.machine import config_show
from dapipe.commands.options import mannered
from dapipe.errors import DapipeError
from dapipe.terminal import as_line

app = typer.Typer(
    name="dapipe",
    help="Turn police inspection reports and the news about them into facts that can be printed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
config = typer.Typer(name="config", help="Settings: flags before DAPIPE_* before dapipe.toml.", no_args_is_help=True)

for panel, commands in COMMANDS.items():
    for command in commands:
        app.command(rich_help_panel=panel)(mannered(command))
config.command("show")(mannered(config_show))
app.add_typer(config, rich_help_panel=panel)


def main() -> None:
    """Run the command line; errors that dapipe knows end in one line on stderr and their exit status."""
    try:
        app()
    except DapipeError as error:
        print(as_line(f"dapipe: {error}"), file=sys.stderr)
        sys.exit(error.exit_status)
    except OSError as error:
        print(as_line(f"dapipe: {error.filename or 'files'}: {error.strerror}"), file=sys.stderr)
        sys.exit(2)


def version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        print(f"dapipe {__version__}")
        raise typer.Exit


@app.callback()
def top(
    show_version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Nothing of its own: holds the options that stand before a command."""
