"""Headings of a PDF: blocks set larger or bolder than the body, ranked by how they are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dapipe.document import BlockKind
from dapipe.read.draft import Draft
from dapipe.read.shapes import LONGEST_HEADING, is_grade, is_heading, label_line

LARGER = 1.06
DEEPEST = 6


def ranked(found: Sequence[Draft], body: float) -> list[Draft]:
    """Blocks in which those that look like headings are, with levels from 1 (the largest type) down."""
    looks = [look(draft, body) for draft in found]
    sizes = sorted({rank for rank in looks if rank[0]}, reverse=True)
    levels = {rank: min(level, DEEPEST) for level, rank in enumerate(sizes, start=1)}
    return [
        replace(draft, kind=BlockKind.HEADING, level=levels[rank]) if rank[0] else draft
        for draft, rank in zip(found, looks, strict=True)
    ]


def look(draft: Draft, body: float) -> tuple[float, bool]:
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
