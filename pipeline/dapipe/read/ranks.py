"""Headings of a PDF: blocks set larger or bolder than the body, ranked by how they are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dapipe.document import BlockKind
from dapipe.read.draft import Draft
from dapipe.read.shapes import LONGEST_HEADING, is_grade, is_heading, label_line

LARGER = 1.06
DEEPEST = 6
# Type size and weight.
Look = tuple[float, bool]


def levels(looks: Iterable[Look]) -> dict[Look, int]:
    """The level of each look that headings have, from 1 (the largest type) down."""
    sizes = sorted((look for look in looks if look[0]), reverse=True)
    return {look: min(level, DEEPEST) for level, look in enumerate(sizes, start=1)}


def ranked(found: Iterable[Draft], body: float, levels: Mapping[Look, int]) -> Iterator[Draft]:
    """Blocks in which those that look like headings are, with their levels."""
    for draft in found:
        level = levels.get(look(draft, body))
        yield replace(draft, kind=BlockKind.HEADING, level=level) if level else draft


def look(draft: Draft, body: float) -> Look:
    """Type size and weight of a heading; (0, False) for a block that is none."""
    none = (0.0, False)
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or len(draft.text) > LONGEST_HEADING + 50:
        return none
    larger = draft.size >= LARGER * body
    if not (larger or draft.bold) or is_grade(draft.text):
        return none
    reads = (
        is_heading(draft.text) or label_line(draft.text) or (larger and not draft.text.endswith((".", ",", ";", "”")))
    )
    return (draft.size, draft.bold) if reads else none
