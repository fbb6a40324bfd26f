"""Blocks in reading order -> blocks that know their heading, section path and box."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from dapipe import lexicon
from dapipe.document import BlockKind
from dapipe.read.draft import Draft, neighbours
from dapipe.read.shapes import (
    NUMBERED_HEADING,
    is_caption,
    is_grade,
    label_line,
    label_prefix,
)

TITLE, MAIN, SUB, LOWER, LOWEST = 1, 2, 3, 4, 5
CLOSE = re.compile(r"(yours (sincerely|faithfully|truly)|(kind|best) regards),?", re.I)
# Headings of lists of chapters: nothing that follows them stands below them.
LISTS = frozenset({"contents", "table of contents", "in this report"})
ONE_PARAGRAPH = frozenset({"case study"})


def structured(found: Iterable[Draft]) -> list[Draft]:
    """Blocks with levels, section paths and boxes; heading levels are kept where the source gave them."""
    return list(sectioned(boxed(levelled(list(captioned(graded(signed(found))))))))


def arranged(found: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks with section paths and boxes; all headings have a level. They come one by one: a document may be long."""
    return sectioned(boxed(captioned(graded(signed(found)))))


def signed(found: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks in which nothing below the close of a letter is a heading: there stand names."""
    closed = False
    for draft in found:
        yield plain(draft) if closed and draft.kind is BlockKind.HEADING else draft
        closed = closed or bool(CLOSE.fullmatch(draft.text))


def plain(draft: Draft) -> Draft:
    """A heading as a paragraph."""
    return replace(draft, kind=BlockKind.PARAGRAPH, level=0)


def graded(found: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks in which a grade on a line of its own is a paragraph, not a heading."""
    return (plain(draft) if draft.kind is BlockKind.HEADING and is_grade(draft.text) else draft for draft in found)


def captioned(found: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks in which "Table 1: …" and a heading right above a table, below another heading, are captions."""
    for above, draft, after in neighbours(found):
        yield replace(draft, kind=BlockKind.CAPTION, level=0) if captions(above, draft, after) else draft


def captions(above: Draft | None, draft: Draft, after: Draft | None) -> bool:
    """True if a block is the caption of a table or picture."""
    if draft.kind is BlockKind.HEADING and draft.level < MAIN and table_title(above, draft, after):
        return True
    return draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and is_caption(draft.text)


def table_title(above: Draft | None, draft: Draft, after: Draft | None) -> bool:
    """True if a heading stands between another heading and a table, or names a year over a table."""
    if not after or after.kind is not BlockKind.CELL:
        return False
    return (above is not None and above.kind is BlockKind.HEADING) or bool(re.search(r"\b(19|20)\d{2}\b", draft.text))


def levelled(found: Sequence[Draft]) -> list[Draft]:
    """Blocks whose headings all have a level; the source's own levels (from 1) stay."""
    if any(draft.kind is BlockKind.HEADING and draft.level for draft in found):
        return [with_label_level(draft, found) for draft in found]
    questions = [draft for draft in found if draft.kind is BlockKind.HEADING and draft.text.endswith("?")]
    first = next((number for number, draft in enumerate(found) if draft.kind is BlockKind.HEADING), -1)
    below_question = len(questions) > 1
    done: list[Draft] = []
    nested = False
    for number, draft in enumerate(found):
        if draft.kind is BlockKind.HEADING:
            level = TITLE if number == first and number < 3 else guessed(draft.text, nested)
            if number and done[-1].level and label_line(done[-1].text):
                level = LOWEST
            if level == MAIN:
                nested = (below_question and draft.text.endswith("?")) or opens_part(found, number)
            draft = replace(draft, level=level)
        done.append(draft)
    return done


def opens_part(found: Sequence[Draft], number: int) -> bool:
    """True for a well-known main heading with another heading right below it."""
    after = found[number + 1] if number + 1 < len(found) else None
    known = found[number].text.lower() in main_headings() and not label_line(found[number].text)
    return known and after is not None and after.kind is BlockKind.HEADING


def with_label_level(draft: Draft, found: Sequence[Draft]) -> Draft:
    """A heading without a level of its own gets the lowest of the document."""
    if draft.kind is not BlockKind.HEADING or draft.level:
        return draft
    return replace(draft, level=max(other.level for other in found) + 1)


def guessed(text: str, nested: bool) -> int:
    """The level of a heading by its words."""
    plain = text.lower().strip()
    if plain in main_headings() or plain.startswith(lexicon.words("headings", "main_starts")) or text.endswith("?"):
        return MAIN
    if label_line(text):
        return LOWER
    if match := NUMBERED_HEADING.match(text):
        return min(MAIN + match["number"].count("."), LOWER)
    return SUB if nested else MAIN


@cache
def main_headings() -> frozenset[str]:
    """Headings that stand above others whatever their look."""
    return frozenset(lexicon.words("headings", "main"))


def boxed(found: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks with the box they stand in. Boxes that the source drew are kept."""
    name, room, level, one = "", 0.0, 0, True
    for above, draft, after in neighbours(found):
        label = label_line(draft.text) if draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) else None
        if label and not draft.box:
            (name, one), level = label, draft.level or LOWER
            room = space(after, *label)
            yield replace(draft, kind=BlockKind.HEADING, level=draft.level or LOWER, box=name)
            continue
        if name and ends_box(above, draft, 0 if one else level):
            name = ""
        if name:
            room -= counts(draft)
            yield draft if draft.box else replace(draft, box=name)
            name = name if room > 0 or ends_with_list(after) else ""
        else:
            prefix = "" if draft.kind is BlockKind.HEADING else label_prefix(draft.text)
            yield replace(draft, box=prefix) if prefix and not draft.box else draft


def space(after: Draft | None, name: str, one: bool) -> float:
    """How many paragraphs a box may hold when nothing but its label, above the block `after`, shows where it begins."""
    if not after:
        return 0
    if not one or after.kind is BlockKind.HEADING:
        return 1 if name in ONE_PARAGRAPH else math.inf
    return 1


def ends_box(above: Draft | None, draft: Draft, level: int) -> bool:
    """True at a heading, unless it is the bold first sentence of a box, or stands below the label of a list (its
    `level`; 0 for a box that names one thing)."""
    if draft.kind is not BlockKind.HEADING:
        return False
    if draft.text.lower() in main_headings():
        return True
    return not (above and label_line(above.text)) and not 0 < level < draft.level


def counts(draft: Draft) -> int:
    """1 for what uses up a box's room."""
    return int(draft.kind is BlockKind.PARAGRAPH)


def ends_with_list(after: Draft | None) -> bool:
    """True if the items of a block's list are still to come."""
    return after is not None and after.kind is BlockKind.ITEM


def sectioned(found: Iterable[Draft]) -> Iterator[Draft]:
    """Blocks with the path of headings above them; cells also stand below their table's caption."""
    path: list[Draft] = []
    caption, title = "", None
    for draft in found:
        if draft.kind is BlockKind.HEADING:
            title = draft if title is None and draft.level == TITLE else title
            path = [above for above in path if above.level < draft.level]
        if not draft.box:
            path = [above for above in path if not above.box or above.level <= MAIN]
        section = tuple(above.text for above in path if above is not title)
        in_table = draft.kind is BlockKind.CELL
        section = (*section, caption) if in_table and caption else section
        yield draft if draft.section == section else replace(draft, section=section)
        if draft.kind is BlockKind.HEADING and draft.text.lower() not in LISTS:
            path.append(draft)
        caption = draft.text if draft.kind is BlockKind.CAPTION else caption if in_table else ""
