"""What words from documents and file names look like on a terminal, and how much is said on standard error."""

from __future__ import annotations

import logging
import re
import sys

# Control signs, and those that turn the direction of writing (Unicode Standard Annex 9, section 2): a terminal obeys
# them, so that a document could clear the screen or show a line other than it is.
COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What the setting `messages` may be: only what went wrong; what was done; each document and file too.
LEVELS = {"quiet": logging.WARNING, "normal": logging.INFO, "verbose": logging.DEBUG}
log = logging.getLogger("dapipe")


class OnStandardError(logging.Handler):
    """Prints each message as one line on the standard error of the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a message."""
        print(as_line(record.getMessage()), file=sys.stderr)


def listen(messages: str) -> None:
    """Let dapipe's messages be said on standard error: `messages` is quiet, normal or verbose."""
    log.handlers = [OnStandardError()]
    log.setLevel(LEVELS[messages])
    log.propagate = False


def as_line(value: object) -> str:
    """A value as one line of text, with signs that would command the terminal spelled out, as \\x1b."""
    return COMMANDS.sub(lambda match: repr(match[0])[1:-1], str(value))
