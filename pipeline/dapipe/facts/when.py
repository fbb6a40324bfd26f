"""The period that a figure measures: stated in its sentence, or inherited from the sample or table it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dapipe.annotate.found import found
from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.mentions import Period, Quantity, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

ADJACENT = 45
MONTH = 32
NAMED = 2
MANY = 300
MANY_CARDS = 40
SHORT = 2
UNTIMED = ("deadline", "target")


@dataclass(frozen=True, slots=True)
class When:
    """A period's first and last day, its words, and stated or inherited; all "" without a period."""

    first: str = ""
    last: str = ""
    words: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Periods:
    """The dated periods of a document in order."""

    listed: tuple[Period, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Period, ...]:
        """The periods that begin in [start, end)."""
        return self.listed[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def periods(doc: Doc) -> Periods:
    """The periods of a Doc whose days are known."""
    dated = [period for period in found(doc, "periods", Period) if period.first and period.last]
    dated.sort(key=lambda period: period.start)
    return Periods(tuple(dated), tuple(period.start for period in dated))


def when(
    document: Document, item: Quantity, sentence: Sentence, before: Sentence | None, role: str, known: Periods
) -> When:
    """The period of a number in `sentence`; `before` is the sentence before it in the same block."""
    block = document.block(item.start)
    if role in UNTIMED or item.kind == "duration":
        return When()
    inside = known.between(sentence.start, sentence.end)
    own = chosen(document.text, item, inside, role)
    if own:
        return shown(document, own, "stated")
    if before and not inside and pattern("when", "back").search(document.text[sentence.start : sentence.end]):
        earlier = known.between(before.start, before.end)
        return shown(document, earlier[-1], "inherited") if earlier else When()
    if block and block.kind is BlockKind.CARD:
        return of_card(document, block, known)
    return When() if inside and role == "comparator" else again(document, item, block, known)


def again(document: Document, item: Quantity, block: Block | None, known: Periods) -> When:
    """The period of the same things counted earlier in the paragraph: "1,204 visits … 37 percent of the visits"."""
    if (
        not block
        or item.unit != "percent"
        or not item.noun
        or not re.match(r"\s+of\b", document.text[item.end : item.end + 5])
    ):
        return When()
    noun = document.text[item.noun[0] : item.noun[1]].split()[-1]
    for period in reversed(known.between(block.start, item.start)):
        sentence_end = document.text.find(". ", period.end, item.start)
        around = document.text[
            max(block.start, period.start - ADJACENT) : sentence_end if sentence_end > 0 else period.end
        ]
        if noun in re.findall(r"[\w’-]+", around) and measured(document.text, period):
            return shown(document, period, "inherited")
    return When()


def chosen(text: str, item: Quantity, inside: tuple[Period, ...], role: str) -> Period | None:
    """The period of a sentence that a number belongs to: right after it, else the last before it, else the first."""
    own = [period for period in inside if measured(text, period)]
    after = [period for period in own if period.start >= item.end]
    before = [period for period in own if period.start < item.start]
    if (
        after
        and after[0].start - item.end <= ADJACENT
        and not pattern("when", "apart").search(text, item.end, after[0].start)
    ):
        return after[0]
    if item.origin >= 0:
        before = [period for period in before if period.start < item.origin]
    if role == "comparator" and pattern("when", "other_time").match(text, item.end):
        return None
    if before:
        return before[-1]
    return after[0] if after and not pattern("when", "farther").search(text, item.end, after[0].start) else None


def measured(text: str, period: Period) -> bool:
    """False for a period that only compares ("than in 2019") or dates a check ("a visit in May 2014")."""
    left = text[max(0, period.start - 50) : period.start]
    if pattern("when", "compared").search(left):
        return False
    short = date.fromisoformat(period.last) - date.fromisoformat(period.first) < timedelta(days=MONTH)
    return not (short and pattern("when", "checked").search(left))


def shown(document: Document, period: Period, basis: str) -> When:
    """A period as a figure has it."""
    return When(period.first, period.last, document.text[period.start : period.end], basis)


def of_cell(document: Document, block: Block, caption: Block | None, known: Periods) -> When:
    """The period in a cell's headings, else in the caption or heading right above its table."""
    for heading in reversed((*block.row_headings, *block.column_headings)):
        named = [period for period in known.listed if heading and words_of(document, period) in heading]
        if named:
            return shown(document, max(named, key=lambda period: period.end - period.start), "inherited")
    inside = known.between(caption.start, caption.end) if caption else ()
    if not caption or not inside or names_another_row(document, caption, block):
        return When()
    return shown(document, inside[-1], "inherited")


def words_of(document: Document, period: Period) -> str:
    """The words of a period."""
    return document.text[period.start : period.end]


def of_card(document: Document, card: Block, known: Periods) -> When:
    """The period that a sentence above a number card gives for all figures: "All figures are for the year to …"."""
    place = bisect_left(document.blocks, card.start, key=lambda block: block.start)
    for block in reversed(document.blocks[max(0, place - MANY_CARDS) : place]):
        inside = known.between(block.start, block.end)
        if inside and pattern("when", "all_figures").search(document.text, block.start, block.end):
            return shown(document, inside[-1], "inherited")
        if block.kind is BlockKind.HEADING:
            break
    return When()


def names_another_row(document: Document, caption: Block, cell: Block) -> bool:
    """True if a caption only names what another row of the table measures."""
    title = content(document.text[caption.start : caption.end])
    first = bisect_left(document.blocks, caption.end, key=lambda block: block.start)
    near = document.blocks[first : first + MANY]
    rows = {block.row_headings for block in near if block.table == cell.table and block.row_headings}
    named = [row for row in rows if len(title & content(" ".join(row))) >= NAMED]
    return bool(named) and cell.row_headings not in named


def content(text: str) -> set[str]:
    """The words and numbers of a text that are longer than two characters."""
    return {word for word in re.findall(r"[\w,’-]+", text.lower()) if len(word) > SHORT}
