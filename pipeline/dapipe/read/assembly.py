"""Drafts in their order -> the final text and everything that points into it, one block after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dapipe.document import Block, BlockKind, Stretch
from dapipe.places import WordSpans
from dapipe.read.blocks import Blocks
from dapipe.read.draft import Draft, moved

MANY_PIECES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The final text and everything that points into it. `starts` tells for each page with blocks where it begins."""

    text: str
    blocks: Sequence[Block]
    words: WordSpans
    origin: tuple[Stretch, ...]
    starts: dict[int, int]


@dataclass(slots=True)
class Notes:
    """The markers and notes of a document: offsets of markers by number; notes by their place among the blocks."""

    markers: dict[str, list[int]] = field(default_factory=dict)
    found: dict[int, tuple[str, int]] = field(default_factory=dict)

    def add(self, draft: Draft, place: int, start: int) -> None:
        """Remember the markers of a block, and the block itself if it is a note."""
        for number, at in draft.markers:
            self.markers.setdefault(number, []).append(start + at)
        if draft.number:
            self.found[place] = draft.number, start

    def links(self) -> dict[int, int]:
        """The offset of the marker of each note that has one: the last before it with its number, or the next."""
        return {
            place: fitting[max(bisect_right(fitting, start) - 1, 0)]
            for place, (number, start) in self.found.items()
            if (fitting := self.markers.get(number, []))
        }


def assemble(drafts: Iterable[Draft]) -> Assembly:
    """The text of drafts: blocks parted by an empty line, rows by a line end, cells by a tab.

    The text grows by long pieces, in place as a rule (CPython), so that it is not held twice.
    """
    text, words, blocks, notes = "", WordSpans(), Blocks(), Notes()
    pieces: list[str] = []
    origin: list[Stretch] = []
    starts: dict[int, int] = {}
    last, start = None, 0
    for draft in drafts:
        between = separator(last, draft) if last else ""
        pieces += between, draft.text
        start += len(between)
        starts.setdefault(draft.page, start)
        origin += [moved(stretch, start) for stretch in draft.origin]
        words.extend(draft.words.spans, draft.words.boxes, start)
        notes.add(draft, len(blocks), start)
        blocks.add(block(draft, start))
        last, start = draft, start + len(draft.text)
        if len(pieces) > MANY_PIECES:
            text += "".join(pieces)
            pieces = []
    text += "".join(pieces)
    return Assembly(text=text, blocks=blocks.linked(notes.links()), words=words, origin=tuple(origin), starts=starts)


def separator(left: Draft, right: Draft) -> str:
    """What stands between two blocks in the text."""
    if left.table < 0 or left.table != right.table or BlockKind.CELL not in (left.kind, right.kind):
        return "\n\n"
    return "\t" if left.row == right.row else "\n"


def block(draft: Draft, start: int) -> Block:
    """The Block of a draft that starts at an offset."""
    return Block(
        kind=draft.kind,
        start=start,
        end=start + len(draft.text),
        page=draft.page,
        level=draft.level,
        section=draft.section,
        box=draft.box,
        table=draft.table,
        row=draft.row,
        column=draft.column,
        header=draft.header,
        row_headings=draft.row_headings,
        column_headings=draft.column_headings,
        anchor=draft.anchor,
    )
