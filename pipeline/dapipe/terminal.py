"""What words from documents and file names look like on a terminal: shown, never obeyed."""

from __future__ import annotations

import re

# Control signs, and those that turn the direction of writing (Unicode Standard Annex 9, section 2): a terminal obeys
# them, so that a document could clear the screen or show a line other than it is.
COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_line(value: object) -> str:
    """A value as one line of text, with signs that would command the terminal spelled out, as \\x1b."""
    return COMMANDS.sub(lambda match: repr(match[0])[1:-1], str(value))
