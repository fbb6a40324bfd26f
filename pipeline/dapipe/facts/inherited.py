"""Periods that figures take from figures beside them: the whole that they are a part of, the sum that is explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.facts.figure import Figure
from dapipe.facts.known_periods import Periods, When
from dapipe.facts.samples import period_of, samples
from dapipe.facts.titles import period_around
from dapipe.mentions import Sentence

REACH = 260
FAR = 2500
NEARER = 400
NEXT = 5
AFTER = 60
BESIDE = 45
CUE = 25
HALF = 0.55
UNTIMED = ("target", "deadline")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its document, its place in the figures so far, its sentence and the one before it."""

    document: Document
    figures: list[Figure]
    number: int
    sentence: Sentence
    before: Sentence | None
    dated: bool

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.figures[self.number]

    def earlier(self, start: int) -> Iterator[Figure]:
        """The figures from an offset to this one, the last first."""
        before = reversed(self.figures[: self.number])
        return takewhile(lambda one: one.source.start >= start, before)


Rule = Callable[[Place], Figure | None]


def with_periods(
    document: Document, figures: list[Figure], known: Periods, sentences: dict[int, tuple[Sentence, Sentence | None]]
) -> list[Figure]:
    """The figures, with the period of a neighbour or of their sample where they have none of their own.

    `sentences` has the sentence of each figure by the figure's start, and the one before it in the same block.
    """
    done, found = list(figures), samples(document, figures, known)
    for number, figure in enumerate(figures):
        sentence, before = sentences[figure.source.start]
        if not figure.period_start and figure.role not in UNTIMED and not yearly(document, figure, sentence):
            dated = is_dated(document.text, figure, sentence, known)
            place = Place(document, done, number, sentence, before, dated)
            giver = next((one for rule in RULES if (one := rule(place))), None)
            sampled = None if giver else period_of(document, figure, sentence, found, dated)
            period = when_of(giver) if giver else sampled or (None if dated else period_around(document, figure, known))
            done[number] = like(figure, period) if period else figure
    return done


def is_dated(text: str, figure: Figure, sentence: Sentence, known: Periods) -> bool:
    """True if the sentence of a figure names a period before it or near, which is not that of an old level."""
    inside = known.between(sentence.start, min(sentence.end, figure.source.end + BESIDE))
    return any(
        period.start < figure.source.start
        or not pattern("when", "old_level").search(text, figure.source.end, period.start)
        for period in inside
    )


def of_the_same(place: Place) -> Figure | None:
    """The figure whose number this one names again: "of those 34, five", "26 of the 30"."""
    named = again(place.document.text, place.figure)
    if named is None:
        return None
    for earlier in reversed(place.figures[: place.number]):
        if place.figure.source.start - earlier.source.end > (FAR if place.figure.unit == "ratio" else NEARER):
            break
        if earlier.unit == "count" and earlier.value == named:
            return earlier if earlier.period_start else None
    return None


def again(text: str, figure: Figure) -> float | None:
    """The number in a figure that the text must have named before, None if there is none."""
    if figure.unit == "ratio" and re.search(r"\bof\s+(?:the|these|those)\s", figure.source.words):
        return figure.per
    named = re.search(
        r"\b(?:of|in|among)\s+(?:the|these|those)\s+\Z",
        text[max(0, figure.source.start - 14) : figure.source.start],
        re.I,
    )
    return figure.value if named and figure.unit == "count" else None


def part_of_one_before(place: Place) -> Figure | None:
    """The last figure before this sentence, if the sentence points back to it: "Of these, 12 …"."""
    figure = place.figure
    if place.dated or figure.role == "sample_size" or next(place.earlier(place.sentence.start), None):
        return None
    words = place.document.text[place.sentence.start : min(place.sentence.end, figure.source.end + CUE)]
    cut = place.before and place.document.text[place.before.start : place.before.end].endswith(",")
    tied = any(pattern("when", name).search(words) for name in ("back", "they", "compares"))
    told = place.document.text[place.sentence.start : figure.source.start]
    tied = tied or (figure.role == "value" and bool(pattern("when", "the_figure").search(told)))
    if not (cut or tied or is_bare_subject(place) or is_that(place.document, figure, place.sentence)):
        return None
    block = place.document.block(place.figure.source.start)
    start = place.before.start if place.before and cut else block.start if block else place.sentence.start
    if pattern("when", "of_those").search(words):
        start = min(start, place.sentence.start - REACH)
    earlier = (
        one for one in place.earlier(start) if one.role != "comparator" and one.source.start < place.sentence.start
    )
    last = next(earlier, None)
    return last if last and last.period_start and not of_other_things(place, last) else None


def of_other_things(place: Place, last: Figure) -> bool:
    """True for a part of files or cases where the figure before counts something else."""
    things = pattern("samples", "of_things").search(place.document.text, place.figure.source.end, place.sentence.end)
    near = things is not None and things.start() - place.figure.source.end <= CUE
    return bool(near and things and last.measure and things["things"].lower() not in words(last.measure))


def is_bare_subject(place: Place) -> bool:
    """True for a number alone that opens its sentence: "Thirty-seven were effective"."""
    text, figure = place.document.text, place.figure
    opening = text[place.sentence.start : figure.source.start].strip(" •–-").lower()
    bare = opening in ("", "only", "just", "some", "about", "but", "but only")
    bare = bare or bool(pattern("when", "total_opening").fullmatch(opening))
    return bare and bool(pattern("when", "bare_subject").match(text, figure.source.end))


def beside(place: Place) -> Figure | None:
    """The figure before this one in the sentence, if it has inherited its period."""
    last = next((one for one in place.earlier(place.sentence.start) if one.period_start), None)
    figure, block = place.figure, place.document.block(place.figure.source.start)
    if block and block.kind is BlockKind.CELL:
        return None
    other = figure.unit.startswith("duration") or (figure.role == "comparator" and figure.scope != "national")
    return last if last and last.period_basis == "inherited" and not (place.dated or other) else None


def more_cases(place: Place) -> Figure | None:
    """The last figure of the paragraph, if it is a result of a sample: "The force had asked in four cases"."""
    block = place.document.block(place.figure.source.start)
    cases = pattern("samples", "counted").search(place.figure.measure)
    if block is None or place.dated or not cases or place.figure.role != "value" or place.figure.unit != "count":
        return None
    last = next(place.earlier(block.start), None)
    return last if last and last.period_basis == "inherited" else None


def elliptical(place: Place) -> Figure | None:
    """The figure of a sample before a number without a noun: "Supervisors had signed off 31."."""
    figure, text = place.figure, place.document.text
    block = place.document.block(figure.source.start)
    bare = figure.unit == "count" and pattern("when", "elliptical").match(text, figure.source.end)
    if block is None or place.dated or not bare or pattern("when", "left_behind").search(figure.source.sentence):
        return None
    last = next(place.earlier(block.start), None)
    return last if last and last.period_start and last.unit == "count" and last.role != "comparator" else None


def counted_before(place: Place) -> Figure | None:
    """The figure of the paragraph that counts the same things: "1,204 visits … 37 percent of the visits"."""
    figure, text = place.figure, place.document.text
    of = re.match(r"\s+of\b", text[figure.source.end : figure.source.end + 14])
    block = place.document.block(figure.source.start)
    if not of or figure.unit != "percent" or not figure.measure or not block:
        return None
    head = figure.measure.split()[-1]
    for earlier in reversed(place.figures[: place.number]):
        if earlier.source.start < block.start:
            break
        if earlier.role == "value" and earlier.period_start and head in words(earlier.measure):
            return earlier
    return None


def explained(place: Place) -> Figure | None:
    """The percentage that explains these counts: "This was 34 per cent of all … in 2013"."""
    figure = place.figure
    for later in coming(place):
        gap = place.document.text[figure.source.end : later.source.start]
        near = len(gap) < REACH and "\n" not in gap and figure.unit == "count" and later.unit == "percent"
        shared = set(words(figure.measure)) & set(words(later.measure))
        if near and shared and pattern("when", "points_back").match(later.source.sentence):
            return later
    return None


def repeated(place: Place) -> Figure | None:
    """The figure of the text after a number alone in its block that gives it again."""
    figure, block = place.figure, place.document.block(place.figure.source.start)
    if block is None or text_of(place.document, block) != figure.source.words.strip():
        return None
    same = (later for later in coming(place) if (later.value, later.unit) == (figure.value, figure.unit))
    return next(same, None)


def worked_out(place: Place) -> Figure | None:
    """The part, in the text after a share alone in its block, that is this share of the whole before it."""
    figure, block = place.figure, place.document.block(place.figure.source.start)
    if figure.unit != "percent" or block is None or text_of(place.document, block) != figure.source.words.strip():
        return None
    for whole, part in pairwise(coming(place)):
        if (
            whole.unit == part.unit == "count"
            and whole.value
            and abs(100 * part.value / whole.value - figure.value) < HALF
        ):
            return part
    return None


def coming(place: Place) -> list[Figure]:
    """The next few figures whose periods are stated."""
    following = place.figures[place.number + 1 : place.number + NEXT]
    return [later for later in following if later.period_basis == "stated"]


def words(measure: str) -> list[str]:
    """The words of a measure."""
    return re.findall(r"[\w’-]+", measure.lower())


def text_of(document: Document, block: Block) -> str:
    """The words of a block."""
    return document.text[block.start : block.end].strip()


def yearly(document: Document, figure: Figure, sentence: Sentence) -> bool:
    """True for what goes on year after year: "9,400 crimes a year", but not "That is 26 a day"."""
    following = document.text[figure.source.end : figure.source.end + AFTER]
    return bool(pattern("when", "yearly").match(following)) and not is_that(document, figure, sentence)


def is_that(document: Document, figure: Figure, sentence: Sentence) -> bool:
    """True for a sentence that says another way what the one before says: "That is 26 a day"."""
    return bool(pattern("when", "is_that").search(document.text[sentence.start : figure.source.start]))


RULES: tuple[Rule, ...] = (
    of_the_same,
    part_of_one_before,
    beside,
    more_cases,
    elliptical,
    counted_before,
    explained,
    repeated,
    worked_out,
)


def when_of(giver: Figure) -> When:
    """The period of a figure, as another one inherits it."""
    return When(giver.period_start, giver.period_end, giver.period_text, "inherited")


def like(figure: Figure, period: When) -> Figure:
    """A figure with an inherited period."""
    return replace(
        figure,
        period_start=period.first,
        period_end=period.last,
        period_text=period.words,
        period_basis="inherited",
    )
