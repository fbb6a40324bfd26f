"""Lines of a text -> blocks: paragraphs out of wrapped lines, items, cards, notes, contents, tables, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dapipe import lexicon
from dapipe.document import BlockKind
from dapipe.read import grid
from dapipe.read.draft import Draft, cut, join, of_source, part, without
from dapipe.read.lines import Line
from dapipe.read.shapes import (
    BIG_NUMBER,
    CONTENTS,
    NOTE,
    RAISED,
    RAISED_DIGITS,
    is_heading,
    list_item,
    numbered_paragraph,
    parted_items,
    unfinished,
)
from dapipe.read.spelling import Vocabulary, hyphenated
from dapipe.read.words import counted_forms

STUCK = re.compile(r"(?<=[a-z\d)]{2})[.?!](?=[A-Z][a-z]*\s)")
NARROWEST, LEAST_HANGING = 45, 30
HYPHEN = re.compile(r"[a-z]-$")


def drafts(source: str, lines: Sequence[Line], captions: frozenset[int] = frozenset()) -> list[Draft]:
    """The blocks of a text's lines in their order; `captions` are the offsets of lines known to be captions."""
    width, known = wrap_width(lines), Counter(counted_forms(source.split()))
    found: list[Draft] = []
    for group in groups(lines):
        made = group_drafts(source, group, width, known, table=tables(found))
        found += [replace(draft, kind=BlockKind.CAPTION) if starts_in(draft, captions) else draft for draft in made]
    return list(rejoined(unmarked([part for draft in found for part in split_items(spaced(draft))])))


def groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines between two empty lines; rows of three cells or more stay together over empty lines."""
    held: list[Line] = []
    for line in lines:
        same = held and (line.group == held[-1].group or (held[-1].page == line.page and rows_alike(held[-1], line)))
        if held and not same:
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def rows_alike(above: Line, below: Line) -> bool:
    """True if two lines are rows of one table: as many cells, three at least, or one less in the row of headings."""
    cells, below_cells = len(grid.parts(above)), len(grid.parts(below))
    heads = cells == below_cells - 1 > 1 and not any(mark.isdigit() for mark in above.text)
    return heads or cells == below_cells > 2


def starts_in(draft: Draft, offsets: frozenset[int]) -> bool:
    """True if a block begins at one of some offsets of the source."""
    return bool(draft.origin) and draft.origin[0].source in offsets


def tables(found: Sequence[Draft]) -> int:
    """The number of tables so far."""
    return max((draft.table for draft in found), default=-1) + 1


def wrap_width(lines: Sequence[Line]) -> int:
    """The measure to which lines are wrapped, in characters; 0 if the text is not wrapped."""
    followed = [len(line.text) for line, after in pairwise(lines) if line.group == after.group]
    longest = max((len(line.text) for line in lines), default=0)
    if not followed or longest < NARROWEST or longest > 140 or len(followed) < 0.2 * len(lines):
        return 0
    return sorted(followed)[int(len(followed) * 0.9)]


def group_drafts(source: str, group: list[Line], width: int, known: Vocabulary, table: int) -> Iterator[Draft]:
    """The blocks of the lines between two empty lines."""
    number = 0
    while number < len(group):
        rows = row_run(group, number)
        if len(rows) > 1:
            yield from grid.table(source, rows, table)
            number, table = number + len(rows), table + 1
            continue
        last = number
        while last + 1 < len(group) and carries_on(group[last], group[last + 1], width, first=last == number):
            last += 1
        yield stretch(source, group[number : last + 1], known)
        number = last + 1


def row_run(group: Sequence[Line], number: int) -> list[Line]:
    """The table rows that begin at a line."""
    run: list[Line] = []
    for line in group[number:]:
        if not grid.is_row(line) or list_item(line.text) or numbered_paragraph(line.text):
            break
        run.append(line)
    return run


def carries_on(line: Line, after: Line, width: int, first: bool) -> bool:
    """True if a line goes on in the next one."""
    if (
        after.text.startswith("by ")
        or list_item(after.text)
        or numbered_paragraph(after.text)
        or NOTE.match(after.text)
        or CONTENTS.search(line.text)
    ):
        return False
    if first and BIG_NUMBER.fullmatch(line.text):
        return after.text[0].islower()
    if unfinished(line.text) and (after.text[0].islower() or hangs(line.text)):
        return True
    if width:
        return len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > width - 4
    return len(line.text) > 60 and len(after.text) > 40 and line.text[-1] in ".!?”"


def hangs(text: str) -> bool:
    """True if a line ends in a word that no paragraph ends in."""
    return len(text) > LEAST_HANGING and text.rpartition(" ")[2] in lexicon.words("sentences", "hanging")


def stretch(source: str, lines: Sequence[Line], known: Vocabulary) -> Draft:
    """The block of lines that belong together, with its kind."""
    draft = of_source(BlockKind.PARAGRAPH, source, lines[0].start, lines[0].end, lines[0].page)
    for line in lines[1:]:
        glue = " "
        if HYPHEN.search(draft.text) and line.text[0].islower():
            glue = ""
            if hyphenated(draft.text.split()[-1], line.text.split()[0], known):
                draft = part(draft, 0, len(draft.text) - 1)
        draft = join(draft, of_source(BlockKind.PARAGRAPH, source, line.start, line.end, line.page), glue)
    return replace(draft, kind=kind(draft.text, lines))


def kind(text: str, lines: Sequence[Line]) -> BlockKind:
    """What a stretch of lines is, by its look alone."""
    if CONTENTS.search(text):
        return BlockKind.CONTENTS
    if BIG_NUMBER.match(lines[0].text) and BIG_NUMBER.fullmatch(lines[0].text):
        return BlockKind.CARD
    if NOTE.match(text):
        return BlockKind.NOTE
    if is_heading(text):
        return BlockKind.HEADING
    return BlockKind.ITEM if list_item(text) else BlockKind.PARAGRAPH


def spaced(draft: Draft) -> Draft:
    """A block with a blank after each full stop that lacks one: registers lose them."""
    while match := STUCK.search(draft.text):
        left, right = cut(draft, 0, match.end()), cut(draft, match.end(), len(draft.text))
        draft = join(left, right)
    return draft


def split_items(draft: Draft) -> Iterator[Draft]:
    """The items of a block in which several run together, else the block."""
    borders = [0, *parted_items(draft.text), len(draft.text)]
    if len(borders) == 2:
        yield draft
        return
    for start, end in pairwise(borders):
        part = cut(draft, start, end)
        yield replace(part, kind=BlockKind.ITEM if list_item(part.text) else draft.kind)


def unmarked(found: Sequence[Draft]) -> list[Draft]:
    """Blocks without the raised numbers of notes that the text has; these numbers become markers."""
    numbers = {note_number(draft.text) for draft in found if draft.kind is BlockKind.NOTE}
    return [numbered(draft) if draft.kind is BlockKind.NOTE else marked(draft, numbers) for draft in found]


def note_number(text: str) -> str:
    """The number at the start of a note, in plain digits."""
    match = NOTE.match(text)
    return match.group().strip(" []").translate(RAISED_DIGITS) if match else ""


def numbered(note: Draft) -> Draft:
    """A note that knows its number."""
    return replace(note, number=note_number(note.text))


def marked(draft: Draft, numbers: set[str]) -> Draft:
    """A block whose raised note numbers are markers."""
    while match := next(
        (m for m in RAISED.finditer(draft.text) if m.group().translate(RAISED_DIGITS) in numbers), None
    ):
        draft = without(draft, match.start(), match.end())
        marker = (match.group().translate(RAISED_DIGITS), match.start())
        draft = replace(draft, markers=(*draft.markers, marker))
    return draft


def rejoined(found: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks in which sentences cut by an empty line, a page's end or a note are whole again."""
    last: Draft | None = None
    notes: list[Draft] = []
    for draft in found:
        if last and (cut_sentence(last, draft) or cut_by_page(last, draft)):
            last = join(whole(last), draft)
        elif last and draft.kind is BlockKind.NOTE:
            notes.append(draft)
        elif draft.kind is BlockKind.NOTE:
            yield draft
        else:
            yield from (last, *notes) if last else ()
            last, notes = draft, []
    yield from (last, *notes) if last else ()


def whole(draft: Draft) -> Draft:
    """A block that turned out to be the beginning of a sentence: what looked like a heading is none."""
    return replace(draft, kind=BlockKind.PARAGRAPH) if draft.kind is BlockKind.HEADING else draft


def cut_by_page(left: Draft, right: Draft) -> bool:
    """True if a block of a PDF fills its last line without ending its sentence and the next is set as it is."""
    if right.kind is not BlockKind.PARAGRAPH or left.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or not left.full:
        return False
    if not apart(left, right):
        return False
    alike = abs(left.size - right.size) < 0.5 and left.bold == right.bold and left.box == right.box
    return alike and left.text[-1] not in ".!?:;…”"


def apart(left: Draft, right: Draft) -> bool:
    """True if a page or a column ends between two blocks of a PDF."""
    (last_page, last_top), (page, top) = left.words.place(-1), right.words.place(0)
    return last_page != page or top < last_top


def cut_sentence(left: Draft, right: Draft) -> bool:
    """True if a block breaks off and the next one goes on in lower case."""
    if right.kind is not BlockKind.PARAGRAPH or left.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return left.kind is BlockKind.CARD and bool(BIG_NUMBER.fullmatch(left.text)) and right.text[:1].islower()
    if left.kind is BlockKind.HEADING and right.text.startswith("by "):
        return False
    long_enough = len(left.text) > 40 or left.kind is BlockKind.PARAGRAPH
    return right.text[:1].islower() and unfinished(left.text) and long_enough
