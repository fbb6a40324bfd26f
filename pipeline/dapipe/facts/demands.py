"""Sentences and boxes -> demands: one recommendation, area for improvement or cause of concern each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dapipe import lexicon
from dapipe.document import Block, BlockKind, Document, DocumentKind
from dapipe.facts.demand_words import patterns
from dapipe.mentions import Label, Sentence, SpeakerKind, Utterance

KINDS = {
    "recommendation": "recommendation",
    "area for improvement": "area_for_improvement",
    "cause of concern": "cause_of_concern",
}
NO_DEMANDS = (BlockKind.CELL, BlockKind.NOTE, BlockKind.CAPTION, BlockKind.CONTENTS, BlockKind.CHART)
NO_BOXES = ("good practice", "case study")
IN_BOX = 0.9
LONGEST_SENTENCE = 4000
LONGEST_LABEL = 80
ENTRY_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One demand at [start, end).

    `lead` is the text that leads in to it, `label` the label line above its box, `entry` its number in a register.
    """

    start: int
    end: int
    kind: str
    confidence: float
    lead: str = ""
    label: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A document with its labelled sentences."""

    document: Document
    sentences: tuple[Sentence, ...]
    labels: tuple[Label, ...]
    others: tuple[Utterance, ...] = ()
    register: bool = False

    @property
    def answers(self) -> bool:
        """True for an office's answer to a report: what it asks for in its own words is no recommendation."""
        return self.document.kind is not DocumentKind.REPORT and bool(patterns()["answer"].search(self.document.title))

    def of_others(self, number: int) -> bool:
        """True if all that a sentence asks for is asked by a speaker who is no inspector."""
        start = self.sentences[number].start
        asked = [start + match.start() for match in patterns()["demand"].finditer(self.text(number))]
        return bool(asked) and all(any(said.start <= place < said.end for said in self.others) for place in asked)

    def leads_list(self, number: int) -> bool:
        """True if a list stands right below a sentence."""
        return number + 1 < len(self.sentences) and self.block(number + 1).kind is BlockKind.ITEM

    def is_term(self, number: int) -> bool:
        """True for a line that is nothing but a deadline, with a list below it: "Within three months"."""
        here = number < len(self.sentences)
        return here and bool(patterns()["term"].match(self.text(number))) and self.leads_list(number)

    def goes_on(self, number: int) -> bool:
        """True if the next sentence only says by when or how what this one asks for is to be done."""
        after = number + 1
        here = after < len(self.sentences) and self.sentences[after].block == self.sentences[number].block
        return here and bool(patterns()["goes_on"].match(self.text(after)))

    def text(self, number: int) -> str:
        """The words of one sentence."""
        return self.document.text[self.sentences[number].start : self.sentences[number].end]

    def block(self, number: int) -> Block:
        """The block of one sentence."""
        return self.document.blocks[self.sentences[number].block]


@cache
def labels() -> frozenset[str]:
    """Labels of boxes, in lower case."""
    return frozenset(word for box in lexicon.read("boxes")["box"] for word in (*box["one"], *box["many"]))


def is_register(document: Document) -> bool:
    """True for a register of older recommendations: by its kind, or by its lines on their state."""
    lines = (document.text[block.start : block.end] for block in document.blocks)
    return document.kind is DocumentKind.REGISTER or sum(bool(patterns()["register"].match(line)) for line in lines) > 1


def is_label(text: str) -> bool:
    """True for the label line of a box: "Area for improvement 2"."""
    return len(text) <= LONGEST_LABEL and re.sub(r"[\s\d.:–—-]+$", "", text).strip().lower() in labels()


def demands(
    document: Document, sentences: Sequence[Sentence], found: Sequence[Label], said: Sequence[Utterance]
) -> Iterator[Demand]:
    """The demands of a document in the order of its text; what speakers other than inspectors ask for is none."""
    others = tuple(words for words in said if words.speaker and words.speaker.kind is not SpeakerKind.INSPECTORATE)
    register = is_register(document)
    view = View(document=document, sentences=tuple(sentences), labels=tuple(found), others=others, register=register)
    number, label, first, over = 0, "", False, ""
    while number < len(view.sentences):
        block, text = view.block(number), view.text(number)
        if is_label(text) and block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            label, first, number = text, True, number + 1
            continue
        if block.box in KINDS and is_subheading(view, number):
            first, number = True, number + 1
            continue
        if not block.box:
            label, first = "", False
        term = bool(over) and view.is_term(number)
        last = reach(view, number, first, term)
        if term:
            yield demand(view, number, last, label, lead=over)
        elif view.is_term(number + 1) and text.endswith(":"):
            over = text if wanted(view, number, first) else ""
        elif wanted(view, number, first):
            yield from items(view, number, last, label)
        number = last + 1
        first = first and number < len(view.sentences) and {block.kind, view.block(number).kind} == {BlockKind.ITEM}


def wanted(view: View, number: int, first: bool) -> bool:
    """True if a demand begins with this sentence; `first` if it is the first below the label of a box."""
    block, text, label = view.block(number), view.text(number), view.labels[number].label
    kind = KINDS.get(block.box, "")
    if block.kind in NO_DEMANDS or block.box in NO_BOXES or len(text) > LONGEST_SENTENCE:
        return False
    named = bool(patterns()["labelled"].match(text))
    if view.answers and block.kind is BlockKind.PARAGRAPH and not named and not patterns()["inspectors"].search(text):
        return False
    if (label == "response" and not named) or not (opens_box(view, number, kind, first) or asks(view, number, kind)):
        return False
    no_demand = patterns()["none"].search(text) or patterns()["not_demand"].search(text)
    return not no_demand and (named or not view.of_others(number))


def opens_box(view: View, number: int, kind: str, first: bool) -> bool:
    """True for the first sentence of an area for improvement or a cause of concern, `first` below its label."""
    return first and kind in ("area_for_improvement", "cause_of_concern") and opens_block(view, number)


def asks(view: View, number: int, kind: str) -> bool:
    """True for a sentence that asks for something, and is a recommendation by its label, its box or its words."""
    block, text = view.block(number), view.text(number)
    stated = view.labels[number].label == "recommendation" or kind == "recommendation" or is_explicit(text)
    heading = block.kind is BlockKind.HEADING and not text.endswith(".")
    return stated and not heading and not patterns()["counts"].search(text) and bool(patterns()["demand"].search(text))


def is_explicit(text: str) -> bool:
    """True for a sentence that says itself that it is a recommendation."""
    return bool(patterns()["labelled"].match(text) or patterns()["explicit"].search(text))


def is_subheading(view: View, number: int) -> bool:
    """True for a line in a box that names what the list right below it is about: "Leadership and management"."""
    block, text = view.block(number), view.text(number)
    line = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and text[-1:] not in ".:;,"
    return line and len(text) <= LONGEST_LABEL and view.leads_list(number) and not patterns()["modal"].search(text)


def opens_block(view: View, number: int) -> bool:
    """True for the first sentence of a block: what follows explains an area for improvement."""
    return number == 0 or view.sentences[number - 1].block != view.sentences[number].block


def reach(view: View, number: int, first: bool, term: bool) -> int:
    """The last sentence of a demand: lead-in and term take their list, a cause of concern its paragraph up to a demand.

    "This should be done by March" belongs to the demand before it.
    """
    block = view.block(number)
    if first and block.box == "cause of concern" and block.kind is not BlockKind.ITEM:
        return last_of_block(view, number)
    last = number
    if view.text(number).endswith(":") or term:
        while last + 1 < len(view.sentences) and view.block(last + 1).kind is BlockKind.ITEM:
            last += 1
    return last + view.goes_on(last)


def last_of_block(view: View, number: int) -> int:
    """The last sentence of the block of a sentence that comes before a demand with a deadline in it."""
    block = view.sentences[number].block
    while number + 1 < len(view.sentences) and view.sentences[number + 1].block == block:
        after = view.text(number + 1)
        if patterns()["modal"].search(after) and patterns()["dated"].match(after):
            break
        number += 1
    return number


def items(view: View, number: int, last: int, label: str) -> Iterator[Demand]:
    """The demands from one sentence to another: a list of full sentences is one each, any other list one."""
    if last > number and view.text(number).endswith(":"):
        own = [item for item in range(number + 1, last + 1) if patterns()["own"].search(view.text(item))]
        if 2 * len(own) > last - number:
            for item in range(number + 1, last + 1):
                yield demand(view, item, item, label, lead=view.text(number))
            return
    if last == number:
        yield from parted(view, number, label)
    else:
        yield demand(view, number, last, label)


def parted(view: View, number: int, label: str) -> Iterator[Demand]:
    """One sentence as one demand, or as several with their own deadline, addressee or "that" clause."""
    whole, text = demand(view, number, number, label), view.text(number)
    cuts = [match.span() for match in patterns()["split"].finditer(text) if parts(text, match)]
    begins = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    for begin, end in zip(begins, ends, strict=True):
        lead = text[: begins[1]] if begin else ""
        yield Demand(
            start=whole.start + begin, end=whole.start + end, kind=whole.kind, confidence=whole.confidence,
            lead=lead, label=label, entry=whole.entry,
        )  # fmt: skip


def parts(text: str, match: re.Match[str]) -> bool:
    """True if both sides of a cut ask for something.

    "Recommends that A does this and that B does that" is two demands, "should make sure that A and that B" is one.
    """
    left, right = text[: match.start()], text[match.end() :]
    modal = patterns()["modal"]
    if not patterns()["asks"].search(left) or (modal.search(right) and not modal.search(left)):
        return False
    return not right.startswith("that ") or bool(
        patterns()["recommended"].search(left) or patterns()["own"].search(right)
    )


def box_of(label: str) -> str:
    """The box that a label at the head of a sentence names."""
    return "area for improvement" if label.lower() == "afi" else label.lower()


def demand(view: View, number: int, last: int, label: str, lead: str = "") -> Demand:
    """The demand from one sentence to another."""
    block = view.block(number)
    head = patterns()["labelled"].match(view.text(number))
    above = entry_lines(view, number)
    entry = patterns()["entry"].search(above[-1]) if above else None
    named = next((box for line in above for box in KINDS if box in line.lower()), block.box)
    kind = KINDS.get(box_of(head["label"]) if head else named, "recommendation")
    if kind == "cause_of_concern" and view.labels[number].label == "recommendation":
        kind = "recommendation"
    confidence = max(view.labels[number].confidence, IN_BOX if block.box in KINDS else 0.0)
    return Demand(
        start=view.sentences[number].start,
        end=view.sentences[last].end,
        kind=kind,
        confidence=confidence,
        lead=lead,
        label=label,
        entry=entry["number"] if entry else "",
    )


def entry_lines(view: View, number: int) -> tuple[str, ...]:
    """The lines from right above a sentence up to the head of its entry in a register; () if it has none."""
    lines: list[str] = []
    if not view.register:
        return ()
    for above in range(number - 1, max(-1, number - 1 - ENTRY_LINES), -1):
        lines.append(view.text(above))
        if patterns()["entry"].search(lines[-1]):
            return tuple(lines)
    return ()
