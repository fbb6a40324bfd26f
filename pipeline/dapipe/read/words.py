"""Words of a page in compact columns, and as objects in the frame in which they are read."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from statistics import median

from dapipe.places import Box
from dapipe.read.characters import Character, raised

# A gap wider than this part of the type size parts two words; a step back further than that starts a new one.
GAP, BACK = 0.15, 0.5
SAME_LINE = 0.5
# So many letters in a row, each by itself and no further from the last than so many type sizes, are spaced words.
LEAST_SPACED, WIDEST_SPACING = 4, 1.1
BOLD, RAISED = 1, 2
# Parts of a point to which boxes are known: finer than any printer's dot.
FINE = 16
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


@dataclass(slots=True)
class Layer:
    """The words of a page that run in one direction, as columns: about 40 bytes a word."""

    angle: int
    texts: list[str] = field(default_factory=list)
    x0: array[float] = field(default_factory=lambda: array("f"))
    top: array[float] = field(default_factory=lambda: array("f"))
    x1: array[float] = field(default_factory=lambda: array("f"))
    bottom: array[float] = field(default_factory=lambda: array("f"))
    size: array[float] = field(default_factory=lambda: array("f"))
    flags: array[int] = field(default_factory=lambda: array("B"))

    def add(self, text: str, box: Sequence[float], size: float, flags: int) -> None:
        """Append a word; its box is rounded, so that many of them pack well."""
        self.texts.append(text)
        self.x0.append(round(box[0] * FINE) / FINE)
        self.top.append(round(box[1] * FINE) / FINE)
        self.x1.append(round(box[2] * FINE) / FINE)
        self.bottom.append(round(box[3] * FINE) / FINE)
        self.size.append(size)
        self.flags.append(flags)

    def edge_words(self, edge: float, width: float, height: float) -> list[PageWord]:
        """The words that lie within `edge` points of the top or the bottom."""
        near = Layer(self.angle)
        for number, (top, bottom) in enumerate(zip(self.top, self.bottom, strict=True)):
            if bottom < edge or top > height - edge:
                box = (self.x0[number], top, self.x1[number], bottom)
                near.add(self.texts[number], box, self.size[number], self.flags[number])
        return near.words(width, height)

    def words(self, width: float, height: float) -> list[PageWord]:
        """The words as objects; width and height are those of the shown page."""
        angle = self.angle
        return [
            PageWord(
                text, x0, top, x1, bottom, round(size, 1), bool(flags & BOLD), bool(flags & RAISED),
                shown_box((x0, top, x1, bottom), angle, width, height),
            )
            for text, x0, top, x1, bottom, size, flags in zip(
                self.texts, self.x0, self.top, self.x1, self.bottom, self.size, self.flags, strict=True
            )
        ]  # fmt: skip


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
    made, seen = Layer(angle), set()
    for text, box, size, flags in powers(closed(parted(chars, high, angle, width, height))):
        if not (-FAR < box[0] <= box[2] < FAR and -FAR < box[1] <= box[3] < FAR):
            continue
        place = (text, round(box[0]), round(box[1]))
        if place not in seen:
            seen.add(place)
            made.add(text, box, size, flags)
    return made


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
