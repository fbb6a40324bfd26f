"""Periods that figures take from figures beside them: the whole that they are a part of, the sum that is explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dapipe.annotate.patterns import pattern
from dapipe.document import Block, Document
from dapipe.facts.figure import Figure
from dapipe.facts.known_periods import Periods
from dapipe.mentions import Sentence

REACH = 260
FAR = 2500
NEXT = 5
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

    def within(self, sentence: Sentence) -> list[Figure]:
        """The figures before this one that stand in a sentence and have a period, the last first."""
        earlier = reversed(self.figures[: self.number])
        return [one for one in earlier if one.period_start and sentence.start <= one.source.start < sentence.end]


Rule = Callable[[Place], Figure | None]


def with_periods(
    document: Document, figures: list[Figure], known: Periods, sentences: dict[int, tuple[Sentence, Sentence | None]]
) -> list[Figure]:
    """The figures, with the period of a neighbour where they have none and the text ties the two together.

    `sentences` has the sentence of each figure by the figure's start, and the one before it in the same block.
    """
    done = list(figures)
    for number, figure in enumerate(figures):
        if not figure.period_start and figure.role not in UNTIMED and not alone(document, figure):
            sentence, before = sentences[figure.source.start]
            dated = bool(known.between(sentence.start, sentence.end))
            place = Place(document, done, number, sentence, before, dated)
            giver = next((found for rule in RULES if (found := rule(place))), None)
            done[number] = like(figure, giver) if giver else figure
    return done


def of_the_same(place: Place) -> Figure | None:
    """The figure whose number this one names again: "of those 34, five", "26 of the 30"."""
    named = again(place.document.text, place.figure)
    if named is None:
        return None
    for earlier in reversed(place.figures[: place.number]):
        if place.figure.source.start - earlier.source.end > FAR:
            break
        if earlier.unit == "count" and earlier.value == named:
            return earlier if earlier.period_start else None
    return None


def again(text: str, figure: Figure) -> float | None:
    """The number in a figure that the text must have named before, None if there is none."""
    if figure.unit == "ratio" and re.search(r"\bof\s+(?:the|these|those)\s", figure.source.words):
        return figure.per
    named = re.search(r"\b(?:of|in|among)\s+(?:the|these|those)\s+\Z", text[: figure.source.start][-14:], re.I)
    return figure.value if named and figure.unit == "count" else None


def part_of_one_before(place: Place) -> Figure | None:
    """The last figure of the sentence before, if this sentence points back to it: "Of these, 12 …"."""
    if not place.before or place.dated:
        return None
    words = place.document.text[place.sentence.start : place.sentence.end]
    tied = pattern("when", "back").search(words) or pattern("when", "they").match(words)
    return next(iter(place.within(place.before)), None) if tied else None


def beside(place: Place) -> Figure | None:
    """The figure before this one in the sentence, if it has inherited its period."""
    last = next(iter(place.within(place.sentence)), None)
    lasting = place.figure.unit.startswith("duration")
    return last if last and last.period_basis == "inherited" and not (place.dated or lasting) else None


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


def alone(document: Document, figure: Figure) -> bool:
    """True for a length of time that no number ties to a period, and for what goes on year after year."""
    yearly = re.match(r"(?:\s+[\w’-]+){0,3}?\s+(?:a|per|each|every)\s+(?:year|month|week|day)\b", document.text[figure.source.end :][:60])
    return bool(yearly)


RULES: tuple[Rule, ...] = (of_the_same, part_of_one_before, beside, counted_before, explained, repeated)


def like(figure: Figure, giver: Figure) -> Figure:
    """A figure with the period of another."""
    return replace(
        figure,
        period_start=giver.period_start,
        period_end=giver.period_end,
        period_text=giver.period_text,
        period_basis="inherited",
    )
