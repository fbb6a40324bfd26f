"""What is taken out of a page before its prose is read: footnotes, contents entries, number cards."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dapipe.document import BlockKind
from dapipe.places import Box
from dapipe.read.draft import Draft, without
from dapipe.read.rows import Segment, around, inside, rows
from dapipe.read.shapes import BIG_NUMBER
from dapipe.read.spelling import Vocabulary, draft
from dapipe.read.words import PageWord

SIGNS = "*†‡§"
NUMBER = re.compile(rf"\d{{1,3}}|[{SIGNS}]")
# A word with the sign of a note behind it, and perhaps a mark that closes a sentence or bracket.
SIGNED = re.compile(rf"(?P<word>.*\w[.,;:!?%)”’]*)(?P<sign>[{SIGNS}])(?P<rest>[.,;:!?)”’]*)")
SMALLER = 0.93
UPPER_PART = 0.25
SAME_SIZE = 0.7
BIG = 1.6
LEADERS = re.compile(r"[.…·_]{3,}|(?:\. ?){3,}")
LEAST_CONTENTS = 4


@dataclass(frozen=True, slots=True)
class Taken:
    """Blocks with the box around them and the segments that they used up."""

    box: Box
    drafts: tuple[Draft, ...]
    used: frozenset[int]


def notes(found: Sequence[Segment], body: float, height: float, page: int, known: Vocabulary) -> Taken | None:
    """The notes at the foot of segments, each a block with its number.

    They begin at the first line in the lower three quarters that starts with a raised number, or with a number that a
    marker on the page names, and is no bigger than the body; from there on all lines have one size.
    """
    lines = rows(found)
    marks = {word.text for part in found for word in part.words[1:] if word.raised}
    for start, row in enumerate(lines):
        if row[0].top < UPPER_PART * height or not begins_note(row[0], body, marks):
            continue
        if beside(lines[start:], body, marks):
            return None
        rest = [part for line in lines[start:] for part in line]
        if all(abs(part.size - row[0].size) <= SAME_SIZE or begins_note(part, body, marks) for part in rest):
            return split_notes(lines[start:], body, marks, page, known)
    return None


def signed(found: Sequence[Segment], body: float, height: float) -> list[Segment]:
    """Segments in which the signs of notes (*, †) stand apart and raised, as the numbers of notes do.

    These are signs that a small line in the lower three quarters begins with and a word elsewhere bears.
    """
    heads = {id(part): part.words[0].text[0] for part in found if small_sign(part, body, height)}
    if not heads:
        return list(found)
    borne = {match["sign"] for part in found for word in part.words if (match := SIGNED.fullmatch(word.text))}
    signs = borne.intersection(heads.values())
    return [
        replace(part, words=[piece for word in part.words for piece in apart(word, signs, heads.get(id(part), ""))])
        for part in found
    ]


def small_sign(part: Segment, body: float, height: float) -> bool:
    """True if small type in the lower three quarters of a page begins with a sign."""
    if part.words[0].text[0] not in SIGNS or part.size >= SMALLER * body or part.top < UPPER_PART * height:
        return False
    return part.text[1:].strip()[:1].isalnum()


def apart(word: PageWord, signs: Collection[str], head: str) -> Iterator[PageWord]:
    """A word, and as raised words the sign at its end or, in a line that begins with the sign `head`, before it."""
    if head in signs and word.text[0] == head:
        yield replace(word, text=head, raised=True)
        if word.text[1:]:
            yield replace(word, text=word.text[1:])
        return
    match = SIGNED.fullmatch(word.text)
    if not match or match["sign"] not in signs:
        yield word
        return
    yield replace(word, text=match["word"] + match["rest"])
    yield replace(word, text=match["sign"], raised=True)


def beside(lines: Sequence[Sequence[Segment]], body: float, marks: set[str]) -> bool:
    """True if notes stand at the foot of two columns, which are to be read one by one."""
    double = [line for line in lines if len(line) > 1]
    return 2 * len(double) > len(lines) or any(begins_note(part, body, marks) for line in double for part in line[1:])


def begins_note(part: Segment, body: float, marks: set[str]) -> bool:
    """True if a line begins with the number of a note."""
    first = part.words[0]
    if part.size > body + 0.1 or not NUMBER.fullmatch(first.text):
        return False
    return (first.raised and len(part.words) > 1) or (first.text in marks and part.size < SMALLER * body)


def split_notes(
    lines: Sequence[Sequence[Segment]], body: float, marks: set[str], page: int, known: Vocabulary
) -> Taken:
    """The notes of lines, parted where numbers rise."""
    groups: list[list[Segment]] = []
    last = 0
    for row in lines:
        number = row[0].words[0].text
        if not groups or (begins_note(row[0], body, marks) and follows(last, number)):
            groups.append([])
            last = int(number) if number.isdecimal() else last
        groups[-1] += row
    drafts = tuple(note(group, page, known) for group in groups)
    used = [part for row in lines for part in row]
    return Taken(around(used), drafts, frozenset(map(id, used)))


def follows(last: int, number: str) -> bool:
    """True if a number or sign may begin the note after the one with the number `last`."""
    return not number.isdecimal() or last < int(number) <= last + 20


def note(group: Sequence[Segment], page: int, known: Vocabulary) -> Draft:
    """One note, its number apart from its text."""
    number, *words = group[0].words
    made = draft([words, *(part.words for part in group[1:])], BlockKind.NOTE, page, known)
    return replace(made, number=number.text)


def contents(found: Sequence[Segment], page: int, known: Vocabulary) -> Taken | None:
    """The entries of a contents page: at least four lines with leaders to a page number, without the leaders."""
    lines = rows(found)
    listed = [row for row in lines if is_entry(row)]
    if len(listed) < LEAST_CONTENTS:
        return None
    entries: list[Draft] = []
    used: list[Segment] = []
    for row in listed:
        words = [word for part in row for word in part.words if not LEADERS.fullmatch(word.text)]
        entries.append(without_leaders(draft([words], BlockKind.CONTENTS, page, known)))
        used += row
    return Taken(around(used), tuple(entries), frozenset(map(id, used)))


def is_entry(row: Sequence[Segment]) -> bool:
    """True for a line with leaders that ends in a page number."""
    text = " ".join(part.text for part in row)
    return bool(LEADERS.search(text) and re.search(r"\d{1,3}$", text))


def without_leaders(entry: Draft) -> Draft:
    """An entry whose leaders touch its words: the words without them."""
    while match := LEADERS.search(entry.text):
        entry = without(entry, match.start(), match.end())
    return entry


def cards(found: Sequence[Segment], fills: Sequence[Box], body: float, page: int, known: Vocabulary) -> list[Taken]:
    """Big numbers with the small lines that explain them, one block each."""
    big = [part for part in found if part.size >= BIG * body and BIG_NUMBER.fullmatch(part.text)]
    up = 2 * sum(nearer_above(number, found) for number in big) > len(big)
    made: list[Taken] = []
    for number in big:
        parts = captions(number, found, big, fills, body, up)
        if parts or len([other for other in big if abs(other.middle - number.middle) < number.size / 2]) > 1:
            lines = [number, *parts]
            text = draft([part.words for part in lines], BlockKind.CARD, page, known)
            made.append(Taken(around(lines), (text,), frozenset(map(id, lines))))
    return made


def captions(
    number: Segment, found: Sequence[Segment], big: Sequence[Segment], fills: Sequence[Box], body: float, up: bool
) -> list[Segment]:
    """The lines that belong to a big number: those in its container, else those close above or below in its reach."""
    container = holder(number, big, fills)
    if container:
        parts = [part for part in found if part is not number and inside(part, container)]
        return [part for row in rows(parts) for part in row]
    return stacked(number, found, big, body, up) or stacked(number, found, big, body, not up)


def stacked(number: Segment, found: Sequence[Segment], big: Sequence[Segment], body: float, up: bool) -> list[Segment]:
    """The lines of one look close below a big number, or above it, in their order."""
    left, right = reach(number, big, found, up)
    lines: list[Segment] = []
    edge = number.top if up else number.bottom
    for part in nearest_first(number, found, up):
        gap = edge - part.bottom if up else part.top - edge
        if not (left <= part.x0 and part.x1 <= right):
            continue
        if (
            gap > (1.4 * part.size if lines else max(2.5 * part.size, 1.2 * number.size))
            or part.size > 1.3 * body
            or part in big
        ):
            break
        if lines and (abs(part.size - lines[-1].size) > SAME_SIZE or part.bold != lines[-1].bold):
            break
        lines.append(part)
        edge = part.top if up else part.bottom
    return lines[::-1] if up else lines


def nearer_above(number: Segment, found: Sequence[Segment]) -> bool:
    """True if the line above a big number is nearer to it than the one below."""
    above, below = (
        next((part for part in nearest_first(number, found, up) if part.x0 < number.x1 and part.x1 > number.x0), None)
        for up in (True, False)
    )
    if above is None or below is None:
        return above is not None
    return number.top - above.bottom < below.top - number.bottom


def nearest_first(number: Segment, found: Sequence[Segment], up: bool) -> list[Segment]:
    """The other segments above or below a big number, from it outwards."""
    slack = 0.3 * number.size
    if up:
        return sorted((part for part in found if part.bottom <= number.bottom - slack), key=lambda part: -part.top)
    return sorted(
        (part for part in found if part.top >= number.top + slack and part is not number), key=lambda part: part.top
    )


def holder(number: Segment, big: Sequence[Segment], fills: Sequence[Box]) -> Box | None:
    """The smallest rectangle that holds this big number and no other, and more than it."""
    around_it = [fill for fill in fills if inside(number, fill) and fill.bottom - fill.top > 1.8 * number.size]
    alone = [fill for fill in around_it if sum(inside(other, fill) for other in big) == 1]
    return min(alone, key=lambda fill: (fill.x1 - fill.x0) * (fill.bottom - fill.top), default=None)


def reach(number: Segment, big: Sequence[Segment], found: Sequence[Segment], up: bool) -> tuple[float, float]:
    """How far to either side the lines of a card may go.

    Lines that begin where the number does reach to the next number; centred ones half way to the next column.
    """
    page = around(found)
    rights = [part.x0 for part in big if part.x0 > number.x1]
    near = [part for part in nearest_first(number, found, up) if part.x0 < number.x1 and part.x1 > number.x0]
    if near and abs(near[0].x0 - number.x0) < 2:
        return number.x0 - 3, min(rights, default=page.x1 + 2) - 1
    middle = (number.x0 + number.x1) / 2
    away = [abs(middle - (part.x0 + part.x1) / 2) for part in big if part.x1 < number.x0 or part.x0 > number.x1]
    half = min(away, default=2 * (page.x1 - page.x0)) / 2
    return middle - half - 1, middle + half + 1
