"""Words of a page in compact columns, and as objects in the frame in which they are read."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import itemgetter
from statistics import median

from dapipe.places import FINE, Box
from dapipe.read.characters import Character, raised

# A gap wider than this part of the type size parts two words; a step back further than that starts a new one.
GAP, BACK = 0.15, 0.5
SAME_LINE = 0.5
# So many letters in a row, each by itself and no further from the last than so many type sizes, are spaced words.
LEAST_SPACED, WIDEST_SPACING = 4, 1.1
BOLD, RAISED = 1, 2
# Parts of a point to which type sizes are known.
TENTHS = 10
# What a raised digit makes of a unit of length, what such a unit looks like, and what stands before it. An m right
# behind a number or a pound sign is a million as well as not: the digit behind it is left to be a note's.
POWERS = {"2": "²", "3": "³"}
LENGTH = re.compile(r"(?P<number>[(~]?\d[\d,.]*)(?:[kc]m|ft)|/?(?:[kcdm]?m|ft|yds?)")
MEASURES = re.compile(r"[(~]?\d[\d,.]*|per|/|hundred|thousand|million", re.I)
# Points from the corner of a page. PDF allows pages of 14,400 points; files that claim millions are still read.
FAR = 4_000_000.0
# A word in the making: letters, box, type size, flags.
Found = tuple[str, tuple[float, float, float, float], float, int]


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word in the frame in which it is read (its line runs to the right); `box` is its place on the shown page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    raised: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Layer:
    """The words of a page that run in one direction, as columns of small numbers: sides of boxes in sixteenths of a
    point, type sizes in tenths."""

    angle: int
    texts: Sequence[str]
    x0: array[int]
    top: array[int]
    x1: array[int]
    bottom: array[int]
    size: array[int]
    flags: array[int]

    def edge_words(self, edge: float, width: float, height: float) -> list[PageWord]:
        """The words that lie within `edge` points of the top or the bottom."""
        high, low = FINE * edge, FINE * (height - edge)
        near = [bottom < high or top > low for top, bottom in zip(self.top, self.bottom, strict=True)]
        columns = (self.x0, self.top, self.x1, self.bottom, self.size, self.flags)
        some = (array(column.typecode, compress(column, near)) for column in columns)
        return Layer(self.angle, list(compress(self.texts, near)), *some).words(width, height)

    def words(self, width: float, height: float) -> list[PageWord]:
        """The words as objects; width and height are those of the shown page."""
        sides = [[side / FINE for side in column] for column in (self.x0, self.top, self.x1, self.bottom)]
        boxes = [shown_box(box, self.angle, width, height) for box in zip(*sides, strict=True)] if self.angle else None
        return [
            PageWord(text, x0, top, x1, bottom, size / TENTHS, bool(flags & BOLD), bool(flags & RAISED), box)
            for text, x0, top, x1, bottom, size, flags, box in zip(
                self.texts, *sides, self.size, self.flags, boxes or map(Box, *sides), strict=True
            )
        ]


def layer_of(angle: int, found: Sequence[Found]) -> Layer:
    """The layer of words that run in one direction."""
    x0, top, x1, bottom = (array("i", [round(FINE * word[1][side]) for word in found]) for side in range(4))
    sizes = array("i", [round(TENTHS * word[2]) if word[2] < FAR else 0 for word in found])
    return Layer(
        angle, [word[0] for word in found], x0, top, x1, bottom, sizes, array("B", [word[3] for word in found])
    )


def layers(chars: Sequence[Character], width: float, height: float) -> list[Layer]:
    """The words of a page's characters, one layer for each direction of writing, the fullest first."""
    high = raised(chars)
    counted = Counter(map(itemgetter(7), chars))
    made = (layer(chars, high, angle, width, height) for angle, _ in counted.most_common() if angle >= 0)
    return [layer for layer in made if layer.texts]


def layer(chars: Sequence[Character], high: frozenset[int], angle: int, width: float, height: float) -> Layer:
    """The words of the characters that run in one direction.

    Characters come in the order of the page's content. A word ends at a blank, at a gap, at a change of line, and
    where raised digits begin or end; a word printed twice at one place counts once. Words far beyond every paper, or
    nowhere, are left out.
    """
    made, seen = list[Found](), set()
    for word in powers(closed(parted(chars, high, angle, width, height))):
        x0, top, x1, bottom = word[1]
        if not (-FAR < x0 <= x1 < FAR and -FAR < top <= bottom < FAR):
            continue
        place = (word[0], round(x0), round(top))
        if place not in seen:
            seen.add(place)
            made.append(word)
    return layer_of(angle, made)


def parted(
    chars: Sequence[Character], high: frozenset[int], angle: int, width: float, height: float
) -> Iterator[Found]:
    """Each word, with repeats."""
    text, left, right, top, bottom, size, flags = "", 0.0, 0.0, 0.0, 0.0, 0.0, 0
    last_left = 0.0
    for index, (letters, x0, y0, x1, y1, letter_size, bold, direction, _, _) in enumerate(chars):
        if letters == " ":
            if text and direction in (angle, -1):
                yield text, (left, top, right, bottom), size, flags
                text = ""
            continue
        if direction != angle:
            continue
        if angle:
            x0, y0, x1, y1 = upright((x0, y0, x1, y1), angle, width, height)
        flag = BOLD * bold + RAISED * (index in high)
        if text:
            step = x0 - right
            near = -BACK * letter_size < step < GAP * letter_size and flag & RAISED == flags & RAISED
            if near and (y0 == top or level(top, bottom, y0, y1)):
                if letters == text[-1:] and x0 - last_left < 0.1 * letter_size:
                    continue
                text += letters
                right, last_left = x1 if x1 > right else right, x0
                if y0 != top or y1 != bottom or letter_size != size:
                    top, bottom, size = min(top, y0), max(bottom, y1), max(size, letter_size)
                continue
            yield text, (left, top, right, bottom), size, flags
        text, left, right, top, bottom, size, flags, last_left = letters, x0, x1, y0, y1, letter_size, flag, x0
    if text:
        yield text, (left, top, right, bottom), size, flags


def closed(words: Iterable[Found]) -> Iterator[Found]:
    """Words, those made whole that are set with space between their letters."""
    run: list[Found] = []
    for word in words:
        single = len(word[0]) == 1 and word[0].isalnum()
        if run and not (single and spaced(run[-1], word)):
            yield from unspaced(run)
            run = []
        if single:
            run.append(word)
        else:
            yield word
    yield from unspaced(run)


def powers(words: Iterable[Found]) -> Iterator[Found]:
    """Words, those of length made whole that a raised 2 or 3 follows: it is their power and no number of a note."""
    before, last = "", None
    for word in words:
        if last is None:
            last = word
        elif is_power(before, last, word):
            last = last[0] + POWERS[word[0]], (*last[1][:2], word[1][2], last[1][3]), *last[2:]
        else:
            yield last
            before, last = last[0], word
    if last is not None:
        yield last


def is_power(before: str, unit: Found, word: Found) -> bool:
    """True if a raised 2 or 3 stands right behind a unit of length that measures something: "5 m", "per km"."""
    if word[0] not in POWERS or not word[3] & RAISED or unit[3] & RAISED:
        return False
    match = LENGTH.fullmatch(unit[0])
    measured = match and (match["number"] or MEASURES.fullmatch(before))
    return bool(measured) and abs(word[1][0] - unit[1][2]) < GAP * unit[2]


def spaced(left: Found, right: Found) -> bool:
    """True if a letter follows another one on its line, not far away."""
    (_, (_, top, end, bottom), size, _), (_, (start, other_top, _, other_bottom), other_size, _) = left, right
    return (
        size == other_size and 0 <= start - end < WIDEST_SPACING * size and level(top, bottom, other_top, other_bottom)
    )


def unspaced(run: Sequence[Found]) -> Iterator[Found]:
    """The words that a run of single letters spells: a word ends where the gap is much wider than most."""
    if sum(word[0].isalpha() for word in run) < LEAST_SPACED:
        yield from run
        return
    usual = median(right[1][0] - left[1][2] for left, right in pairwise(run))
    text, (left, top, right, bottom), size, flags = run[0]
    for letter, box, _, _ in run[1:]:
        if box[0] - right > 1.6 * usual + 0.1 * size:
            yield text, (left, top, right, bottom), size, flags
            text, (left, top, right, bottom) = letter, box
        else:
            text, right, top, bottom = text + letter, box[2], min(top, box[1]), max(bottom, box[3])
    yield text, (left, top, right, bottom), size, flags


def level(top: float, bottom: float, other_top: float, other_bottom: float) -> bool:
    """True if two stretches of height share more than half of the smaller one."""
    shared = min(bottom, other_bottom) - max(top, other_top)
    return shared > SAME_LINE * min(bottom - top, other_bottom - other_top)


def upright(
    box: tuple[float, float, float, float], angle: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box of the shown page in the frame in which lines of an angle run to the right."""
    x0, top, x1, bottom = box
    if angle == 90:
        return height - bottom, x0, height - top, x1
    if angle == 180:
        return width - x1, height - bottom, width - x0, height - top
    return top, width - x1, bottom, width - x0


def shown_box(box: tuple[float, float, float, float], angle: int, width: float, height: float) -> Box:
    """A box of the reading frame on the shown page: the way back from `upright`."""
    x0, top, x1, bottom = box
    if angle == 90:
        return Box(top, height - x1, bottom, height - x0)
    if angle == 180:
        return Box(width - x1, height - bottom, width - x0, height - top)
    if angle == 270:
        return Box(width - bottom, x0, width - top, x1)
    return Box(x0, top, x1, bottom)


def frame_size(angle: int, width: float, height: float) -> tuple[float, float]:
    """Width and height of the reading frame of an angle."""
    return (height, width) if angle in (90, 270) else (width, height)


def counted_forms(texts: Iterable[str]) -> Iterator[str]:
    """The lower-case forms under which a document's words are counted: no figures, marks or halves at line ends."""
    broken = False
    for text in texts:
        word = text.strip(".,;:!?()[]“”‘’\"'").lower()
        if len(word) > 2 and not broken and not word.endswith("-") and not word[0].isdigit():
            yield word
        broken = word.endswith("-")
