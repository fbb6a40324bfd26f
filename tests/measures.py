"""How well a document was read: its blocks against the truth of a look-alike."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from dapipe.document import BlockKind, Document
from tests.pages import Truth

APART = frozenset({BlockKind.NOTE, BlockKind.CELL, BlockKind.CONTENTS})
BIG_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Parts of one: words in order, figures, notes, cells of each kind of table, cards."""

    order: float
    figures_found: float
    figures_right: float
    notes: float
    cells: dict[str, float]
    cards: float


def scores(document: Document, truth: Truth) -> Scores:
    """The measures of a document."""
    found = body_words(document)
    figures = Counter(BIG_FIGURE.findall(" ".join(" ".join(words) for words in found.values())))
    wanted = Counter(BIG_FIGURE.findall(" ".join(" ".join(words) for words in truth.body.values())))
    shared = sum((figures & wanted).values())
    return Scores(
        order=order(found, truth),
        figures_found=shared / sum(wanted.values()),
        figures_right=shared / max(sum(figures.values()), 1),
        notes=notes(document, truth),
        cells=cells(document, truth),
        cards=cards(document, truth),
    )


def body_words(document: Document) -> dict[int, list[str]]:
    """The words of the body by page, in reading order; the halves of a parted word are one."""
    found: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.kind in APART:
            continue
        for match in re.finditer(r"\S+", document.text[block.start : block.end]):
            place = document.place(block.start + match.start(), block.start + match.end())
            found.setdefault(place.page, []).append(match.group())
    return found


def order(found: dict[int, list[str]], truth: Truth) -> float:
    """F1 of the words that come in the same order, page by page."""
    shared = sum(
        sum(
            part.size
            for part in SequenceMatcher(None, words, found.get(page, []), autojunk=False).get_matching_blocks()
        )
        for page, words in truth.body.items()
    )
    return 2 * shared / (sum(map(len, truth.body.values())) + sum(map(len, found.values())))


def notes(document: Document, truth: Truth) -> float:
    """The part of the notes that were found, with number and text."""
    found = {
        (block.page, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.NOTE
    }
    wanted = [(page, text) for page, notes_of in truth.notes.items() for text in notes_of.values()]
    return sum(note in found for note in wanted) / max(len(wanted), 1)


def cells(document: Document, truth: Truth) -> dict[str, float]:
    """The part of the cells of each kind of table that were found with their row's and column's heading."""
    found = Counter(
        (document.text[block.start : block.end], block.row_headings, block.column_headings)
        for block in document.blocks
        if block.kind is BlockKind.CELL and not block.header
    )
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for kind, rows in truth.tables:
        for row in rows[1:]:
            for column, text in enumerate(row[1:], start=1):
                total[kind] += 1
                hits[kind] += (text, (row[0],), (rows[0][column],)) in found
    return {kind: hits[kind] / total[kind] for kind in total}


def cards(document: Document, truth: Truth) -> float:
    """The part of the cards whose caption stands with the right number."""
    found = {document.text[block.start : block.end] for block in document.blocks if block.kind is BlockKind.CARD}
    return sum(f"{number} {caption}" in found for number, caption in truth.cards) / max(len(truth.cards), 1)
