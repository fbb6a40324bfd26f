"""Drafts in their order -> the final text and everything that points into it, one block after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dapipe.document import Block, BlockKind, Stretch
from dapipe.places import WordSpans
from dapipe.read.blocks import Blocks
from dapipe.read.draft import Draft, moved
from dapipe.read.spool import Spool

MANY, LONG = 100, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The final text and everything that points into it. `starts` tells for each page with blocks where it begins."""

    text: str
    blocks: Sequence[Block]
    words: WordSpans
    origin: tuple[Stretch, ...]
    starts: dict[int, int]


@dataclass(slots=True)
class Pieces:
    """A text in the making, put by in long pieces."""

    spool: Spool = field(default_factory=Spool)
    last: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append some text."""
        self.last.append(text)
        if len(self.last) == MANY:
            self.put_by()

    def put_by(self) -> None:
        """Put the last of the text by."""
        self.spool.put("".join(self.last).encode("utf-8", "surrogatepass"))
        self.last.clear()

    def whole(self) -> str:
        """The text, whose pieces are used up.

        While nothing else is made, CPython lets it grow where it is: as a rule it is not held twice for a moment.
        """
        self.put_by()
        pieces = (piece.decode("utf-8", "surrogatepass") for piece in self.spool.taken())
        text = "".join(islice(pieces, LONG))
        for piece in pieces:
            text += piece
        return text


@dataclass(slots=True)
class Notes:
    """The links of notes, by their places among the blocks, to the offsets of their markers: each to the last one
    before it with its number, or to the next."""

    links: dict[int, int] = field(default_factory=dict)
    markers: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, list[int]] = field(default_factory=dict)

    def add(self, draft: Draft, place: int, start: int) -> None:
        """Take in the markers of a block, and the block itself if it is a note."""
        for number, at in draft.markers:
            self.markers[number] = start + at
            self.links |= dict.fromkeys(self.waiting.pop(number, ()), start + at)
        if draft.number in self.markers:
            self.links[place] = self.markers[draft.number]
        elif draft.number:
            self.waiting.setdefault(draft.number, []).append(place)


def assemble(drafts: Iterable[Draft]) -> Assembly:
    """The text of drafts: blocks parted by an empty line, rows by a line end, cells by a tab."""
    pieces, words, blocks, notes = Pieces(), WordSpans(), Blocks(), Notes()
    origin: list[Stretch] = []
    starts: dict[int, int] = {}
    last, start = None, 0
    for draft in drafts:
        between = separator(last, draft) if last else ""
        pieces.add(between + draft.text)
        start += len(between)
        starts.setdefault(draft.page, start)
        origin += [moved(stretch, start) for stretch in draft.origin]
        words.extend(draft.words.spans, draft.words.boxes, start)
        notes.add(draft, len(blocks), start)
        blocks.add(block(draft, start))
        last, start = draft, start + len(draft.text)
    finished = blocks.linked(notes.links)
    return Assembly(text=pieces.whole(), blocks=finished, words=words, origin=tuple(origin), starts=starts)


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
