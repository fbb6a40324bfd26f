"""periods: to be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dapipe.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(doc: Doc) -> tuple[Mention, ...]:
    """Nothing yet."""
    return ()
