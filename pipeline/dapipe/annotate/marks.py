"""Stretches of text inside quotation marks: a state machine over paragraphs and marks, on the raw text.

Open, nested, closed; reopened at the head of the next paragraph; run on after a line break without a new mark; missing
close. Double marks are straight, curly, angled or two apostrophes; single ones are told from apostrophes by what stands
on either side. Nothing here looks at sentences or grammar, and no arrangement of marks raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dapipe.mentions import Mention

SIGN = re.compile(r"[“”„‟«»″\"]|''|``|’’|‘‘|[‘’‚‛'`]")
DOUBLE_OPENERS = frozenset("“„‟«") | {"``", "‘‘"}
DOUBLE_CLOSERS = frozenset("”»") | {"’’"}
STRAIGHT = frozenset('"″') | {"''"}
BEFORE_OPENING = frozenset("([{—–-/:;,…“\"‘'|•·*>")
AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…”\"’'|<")
ENDINGS = (".", "!", "?", "…", ":", "”", "’", '"', "'", ")")
ELISION = re.compile(
    r"(?:em|cause|til|till|tis|twas|cos|ere|n|bout|ello|ard|appen|\d0s?)\b(?!\s*\w+['’](?:\W|$))", re.I
)
PASTED_LENGTH = 60
PASTED_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted(Mention):
    """The inside of a pair of marks, blanks apart. `outer_start` and `outer_end` take in the marks themselves."""

    outer_start: int
    outer_end: int
    single: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A quotation mark and what it can do where it stands."""

    start: int
    end: int
    single: bool
    opens: bool
    closes: bool
    weak: bool = False


@dataclass(slots=True, kw_only=True)
class Opening:
    """A quote that is open: where its marks and its words begin, and how deep marks of its kind are nested in it."""

    outer: int
    inner: int
    single: bool
    depth: int = 1


def quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quoted, ...]:
    """Every quoted stretch of a text, in order, without overlaps. `paragraphs` are (start, end) in order."""
    return tuple(Machine(text, paragraphs).run())


class Machine:
    """Goes through the paragraphs with at most one quote open."""

    def __init__(self, text: str, paragraphs: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.signs = [tuple(signs(text, start, end)) for start, end in paragraphs]
        self.opening: Opening | None = None
        self.pasted = 0

    def run(self) -> Iterator[Quoted]:
        """The quoted stretches."""
        for number in range(len(self.paragraphs)):
            if self.pasted:
                self.pasted -= 1
                continue
            yield from self.paragraph(number)
            if self.opening and not self.goes_on(number):
                yield from self.close(self.paragraphs[number][1], self.paragraphs[number][1], closed=False)

    def paragraph(self, number: int) -> Iterator[Quoted]:
        """The stretches that close in one paragraph."""
        for place, sign in enumerate(self.signs[number]):
            rest = self.signs[number][place + 1 :]
            if self.opening is None:
                if sign.opens and (not sign.single or self.is_speech(sign, rest, number)):
                    self.opening = Opening(outer=sign.start, inner=sign.end, single=sign.single)
            elif sign.single == self.opening.single and not self.reopens(sign, number):
                yield from self.inside(sign, rest, number)

    def inside(self, sign: Sign, rest: tuple[Sign, ...], number: int) -> Iterator[Quoted]:
        """What a mark of the same kind does to the open quote: nests in it, or closes it."""
        if self.opening is None:
            return
        if sign.single:
            if sign.closes and not (sign.weak and strong_close(rest)):
                yield from self.close(sign.start, sign.end, closed=True)
        elif sign.opens and not sign.closes:
            closers = sum(later.closes and not later.opens for later in rest if not later.single)
            openers = sum(later.opens and not later.closes for later in rest if not later.single)
            self.opening.depth += closers > openers + self.opening.depth
        elif self.opening.depth > 1:
            self.opening.depth -= 1
        else:
            yield from self.close(sign.start, sign.end, closed=True)

    def close(self, inner: int, outer: int, *, closed: bool) -> Iterator[Quoted]:
        """The open quote, ended; nothing if there are no words in it."""
        opening, self.opening = self.opening, None
        if opening is None:
            return
        words = self.text[opening.inner : inner]
        start = opening.inner + len(words) - len(words.lstrip())
        if words.strip():
            yield Quoted(
                start=start,
                end=start + len(words.strip()),
                outer_start=opening.outer,
                outer_end=outer,
                single=opening.single,
                closed=closed,
            )

    def is_speech(self, sign: Sign, rest: tuple[Sign, ...], number: int) -> bool:
        """True if a single mark opens a quote: it is closed in its paragraph, or stands where speech begins."""
        if any(later.single and later.closes for later in rest):
            return True
        before = self.text[self.paragraphs[number][0] : sign.start].rstrip()
        return not before or (before.endswith((":", ",")) and len(self.paragraphs) > number + 1)

    def reopens(self, sign: Sign, number: int) -> bool:
        """True for a mark at the head of a paragraph while a quote is open."""
        return sign.opens and self.opening is not None and self.opening.outer < self.head(number) == sign.start

    def head(self, number: int) -> int:
        """Offset of the first character of a paragraph that is neither blank nor bullet."""
        start, end = self.paragraphs[number]
        while start < end and (self.text[start].isspace() or self.text[start] in "•·*"):
            start += 1
        return start

    def goes_on(self, number: int) -> bool:
        """True if the open quote goes on after this paragraph; lines pasted in between are passed over."""
        for after in range(number + 1, min(number + 2 + PASTED_LINES, len(self.paragraphs))):
            if self.reopened_at(after):
                self.pasted = after - number - 1
                return True
            if not self.is_pasted(after):
                break
        return self.runs_on(number)

    def reopened_at(self, number: int) -> bool:
        """True if a paragraph begins with an opening mark of the open quote's kind."""
        first = self.signs[number][0] if self.signs[number] else None
        single = self.opening is not None and self.opening.single
        return first is not None and first.opens and first.single == single and first.start == self.head(number)

    def is_pasted(self, number: int) -> bool:
        """True for a short line without marks or full stop: an advertisement, a caption."""
        start, end = self.paragraphs[number]
        line = self.text[start:end].strip()
        return len(line) <= PASTED_LENGTH and not line.endswith(ENDINGS) and not self.signs[number]

    def runs_on(self, number: int) -> bool:
        """True if the quote runs on into the next paragraph without a new mark."""
        if number + 1 >= len(self.paragraphs) or self.opening is None:
            return False
        single = self.opening.single
        later = [sign for sign in self.signs[number + 1] if sign.single == single]
        closing = bool(later) and later[0].closes and (not later[0].opens or len(later) % 2 == 1)
        cut = not self.text[: self.paragraphs[number][1]].rstrip().endswith(ENDINGS)
        head = self.head(number + 1)
        lower = self.text[head : head + 1].islower()
        return (cut and (lower or closing)) or (closing and not single and not later[0].opens)


def strong_close(rest: tuple[Sign, ...]) -> bool:
    """True if a single mark that surely closes comes before the next one that opens."""
    for sign in rest:
        if sign.single and sign.opens:
            return False
        if sign.single and sign.closes and not sign.weak:
            return True
    return False


def signs(text: str, start: int, end: int) -> Iterator[Sign]:
    """The quotation marks of a paragraph; apostrophes inside words, however they are written, are none."""
    for match in SIGN.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if before.isalnum() and after.isalnum() and len(match.group()) == 1:
            continue
        if match.group() in DOUBLE_OPENERS | DOUBLE_CLOSERS | STRAIGHT:
            yield double(match, before, after)
        else:
            sign = single(text, match, before, after)
            if sign.opens or sign.closes:
                yield sign


def double(match: re.Match[str], before: str, after: str) -> Sign:
    """A double mark: curly ones say their side, unless they are plainly set the wrong way round."""
    could_open = not after.isspace() and (before.isspace() or before in BEFORE_OPENING)
    could_close = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
    mark = match.group()
    if mark in DOUBLE_OPENERS:
        opens, closes = not could_close or could_open, could_close and not could_open
    elif mark in DOUBLE_CLOSERS:
        opens, closes = could_open and not could_close, not could_open or could_close
    else:
        opens, closes = could_open or not could_close, could_close or not could_open
    return Sign(start=match.start(), end=match.end(), single=False, opens=opens, closes=closes)


def single(text: str, match: re.Match[str], before: str, after: str) -> Sign:
    """A single mark. After an s and before a word it may be a possessive ("officers' training"): weak."""
    opens = (
        match.group() != "’"
        and (before.isspace() or before in BEFORE_OPENING)
        and (after.isalnum() or after in '“"£$.[(…')
        and not (ELISION.match(text, match.end()) and match.group() != "‘")
    )
    closes = match.group() != "‘" and not before.isspace() and not after.isalnum()
    weak = closes and before in "sSzxn" and after.isspace() and text[match.end() + 1 : match.end() + 2].isalpha()
    return Sign(start=match.start(), end=match.end(), single=True, opens=opens, closes=closes and not opens, weak=weak)
