"""Quotes: who said what. Marks, tags and the register of people meet here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dapipe.annotate.attribution import Attribution, Verdict, first, speaks
from dapipe.annotate.bodies import Bodies
from dapipe.annotate.clauses import BLANKS_AND_STOPS, content
from dapipe.annotate.descriptions import REPORT
from dapipe.annotate.found import document_of, found
from dapipe.annotate.marks import Quoted
from dapipe.annotate.narrative import Narrative
from dapipe.annotate.paragraphs import paragraphs, stretches
from dapipe.annotate.people import Register
from dapipe.annotate.people import register as register_of
from dapipe.annotate.sieve import FRAGMENT_WORDS, Sieve
from dapipe.annotate.speakers import Speakers
from dapipe.annotate.speech import Tag, tags
from dapipe.annotate.terms import question_pattern, verdict_pattern, without_aside
from dapipe.annotate.units import subject_kinds
from dapipe.annotate.voices import Voices
from dapipe.document import Document, DocumentKind
from dapipe.mentions import Person, Sentence, SpeakerKind, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc

WAS_TOLD = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+\s+)?(?:told|warned|assured|informed|advised)\b")
INSPECTED = re.compile(r"\b(?:report|inspect\w*|HMIC\w*|force|police|constabulary|service)\b", re.IGNORECASE)
SPOKESPERSON = re.compile(r"spokes|press", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What counts as a quote beside words in marks.

    `paraphrase` is reported speech without marks, `anything` also that of reports, laws and other things that "say".
    `fragments` keeps quoted words inside a clause of reported speech as quotes of their own beside it. Without `asides`
    a clause ends before what the reporter may have added to it: ", which …", " – …", ", putting …". Clauses of more
    words than `longest`, whose ends are less sure, are left out; 0 is no limit.
    """

    paraphrase: bool = True
    anything: bool = False
    fragments: bool = False
    asides: bool = True
    longest: int = 0


def find(doc: Doc) -> tuple[Utterance, ...]:
    """The quotes of a document in order, without overlaps. In reports only words inside marks are quotes."""
    return utterances(doc, Scope(paraphrase=not is_report(document_of(doc))))


def is_report(document: Document) -> bool:
    """True for the inspectorate's own words: its reports, registers and letters."""
    if document.kind is DocumentKind.LETTER:
        return Voices(document, subject_kinds()).author == "inspectorate"
    return document.kind in (DocumentKind.REPORT, DocumentKind.REGISTER)


def register(doc: Doc) -> Register:
    """The register of a document's people."""
    return register_of(doc, Bodies(doc))


def utterances(doc: Doc, scope: Scope) -> tuple[Utterance, ...]:
    """The quotes of a document within a scope."""
    document = document_of(doc)
    body = paragraphs(document)
    marks = stretches(document, body)
    sentences = [(s.start, s.end) for s in found(doc, "sentences", Sentence)] or body
    everything = [(0, len(document.text))]
    narrative = Narrative(doc, marks, body or everything, sentences or everything)
    bodies = Bodies(doc)
    return Finder(narrative, Speakers(narrative, register_of(doc, bodies), bodies), scope).run()


class Finder:
    """Makes the utterances of one document."""

    def __init__(self, narrative: Narrative, speakers: Speakers, scope: Scope) -> None:
        self.narrative = narrative
        self.text = narrative.text
        self.speakers = speakers
        self.scope = scope
        self.tags = tags(narrative)
        self.attribution = Attribution(narrative, speakers, self.tags)
        self.group = 0
        self.terms: set[int] = set()
        self.sieve = Sieve(narrative, self.tags)
        self.spent: set[int] = set()

    def run(self) -> tuple[Utterance, ...]:
        """Direct quotes first, then clauses; a clause takes in the fragments inside it."""
        direct = list(self.direct())
        clauses = list(self.clauses(direct)) if self.scope.paraphrase else []
        if self.scope.fragments:
            every = [*direct, *without_overlaps(clauses), *self.fragments(direct, clauses)]
            return tuple(sorted(every, key=lambda item: (item.start, -item.end)))
        kept = [item for item in direct if not any(c.start <= item.start and item.end <= c.end for c in clauses)]
        return tuple(without_overlaps(sorted([*kept, *clauses], key=lambda item: (item.start, -item.end))))

    def fragments(self, direct: Sequence[Utterance], clauses: Sequence[Utterance]) -> Iterator[Utterance]:
        """The quoted words inside clauses that are no direct quotes yet, with their clause's speaker."""
        known = {item.start for item in direct} | self.terms
        for clause in clauses:
            for quote in self.narrative.quotes:
                if clause.start <= quote.start and quote.end <= clause.end and quote.start not in known:
                    yield replace(clause, start=quote.start, end=quote.end, kind="direct", rule="in-clause")

    def direct(self) -> Iterator[Utterance]:
        """The quoted stretches that are speech, each with its speaker."""
        previous: tuple[Quoted, Verdict] | None = None
        for quote in self.narrative.quotes:
            whole = self.sieve.is_whole(quote)
            if self.sieve.is_no_speech(quote, whole):
                self.terms.add(quote.start)
                continue
            verdict = self.verdict(quote, whole, previous)
            if verdict is None:
                continue
            joined = previous is not None and self.continues(previous, quote)
            self.group += not joined
            previous = (quote, verdict)
            if verdict.rule == "after" and verdict.tag is not None:
                self.spent.add(verdict.tag.start)
            if verdict.speaker is not None:
                self.speakers.speaks(quote.start, verdict.speaker)
            yield self.utterance(quote.start, quote.end, "direct", verdict)

    def utterance(self, start: int, end: int, kind: str, verdict: Verdict) -> Utterance:
        """An utterance of the current group."""
        return Utterance(
            start=start,
            end=end,
            kind=kind,
            group=self.group,
            speaker=verdict.speaker,
            mention=verdict.mention,
            cue=verdict.cue,
            rule=verdict.rule,
            confidence=verdict.confidence,
        )

    def verdict(self, quote: Quoted, whole: bool, previous: tuple[Quoted, Verdict] | None) -> Verdict | None:
        """Who says a quoted stretch; None if it is no speech."""
        labelled = self.attribution.label(quote) or self.attribution.own_words(quote)
        if labelled is not None:
            return labelled
        return self.of_whole(quote, previous) if whole else self.of_fragment(quote)

    def of_whole(self, quote: Quoted, previous: tuple[Quoted, Verdict] | None) -> Verdict:
        """Who says a sentence of speech."""
        say = self.attribution
        after, before = say.tag_after(quote), say.tag_before(quote)
        colon = before is not None and self.text[: quote.outer_start].rstrip().endswith(":")
        near = (
            [(before, "before", 0.96), (after, "after", 0.96)]
            if colon
            else [(after, "after", 0.95), (before, "before", 0.92)]
        )
        tagged = first(say.by_tag(tag, rule, sure) for tag, rule, sure in near if tag is not None)
        if tagged is not None:
            return tagged
        pronoun = next((tag for tag, _, _ in near if tag is not None and say.pronoun(tag)), None)
        fitting = (v for v in self.greedy(quote, previous) if pronoun is None or v is None or say.agrees(v, pronoun))
        return first(fitting) or Verdict()

    def greedy(self, quote: Quoted, previous: tuple[Quoted, Verdict] | None) -> Iterator[Verdict | None]:
        """The rules for a quote without a tag of its own."""
        say = self.attribution
        number = self.narrative.paragraph(quote.start)
        alone = not self.text[self.narrative.paragraphs[number][0] : quote.outer_start].strip(" •-–—")
        if previous is not None and self.narrative.paragraph(previous[0].outer_end - 1) == number:
            between = self.text[previous[0].outer_end : quote.outer_start]
            if not re.search(r"[.!?]\s+\w", between):
                yield carried(previous[1], 0.9)
        earlier = say.earlier_tag(quote)
        if earlier is not None:
            yield say.by_tag(earlier, "earlier", 0.85)
        yield say.introduced(quote)
        if previous is None or self.narrative.paragraph(previous[0].outer_end - 1) != number - 1:
            yield say.told_before(quote)
        if alone and number == 0:
            yield self.verdict_later(number)
        if previous is not None:
            yield carried(previous[1], 0.75 if alone else 0.6)
        yield self.verdict_later(number)

    def verdict_later(self, number: int) -> Verdict | None:
        """The speaker that the next paragraph points to: "That was the verdict of…"."""
        if number + 1 >= len(self.narrative.paragraphs):
            return None
        start, end = self.narrative.paragraphs[number + 1]
        pointed = verdict_pattern().match(self.text, start, end)
        if pointed is None:
            return None
        stop = re.search(r"\s+who\b|[,.;:]|$", self.text[pointed.end() : end])
        last = pointed.end() + (stop.start() if stop else 0)
        person = self.speakers.resolve(pointed.end(), last, last)
        return Verdict(speaker=person, mention=(pointed.end(), last), rule="verdict-of", confidence=0.7)

    def of_fragment(self, quote: Quoted) -> Verdict | None:
        """Who says a few quoted words; None if nothing tells that anybody says them."""
        say = self.attribution
        start, _ = self.narrative.sentence(quote.outer_start)
        if self.speakers.about_inspection and question_pattern().search(self.text, start, quote.outer_end):
            return None
        words = len(self.text[quote.start : quote.end].split())
        after = say.tag_after(quote) if self.text[quote.start : quote.end].endswith(("?", "!", ",")) else None
        tag = after or say.sentence_tag(quote)
        if tag is not None and self.sieve.governs(tag, quote, fragments=self.scope.fragments):
            verdict = say.by_tag(tag, "fragment", 0.85)
            if speaks(verdict.speaker) or (self.scope.anything and verdict.speaker is not None):
                return verdict
        if words < FRAGMENT_WORDS and not self.sieve.is_predicate(quote):
            return None
        if re.search(r"\bto\s*$", self.text[max(0, quote.outer_start - 6) : quote.outer_start]):
            return None
        return first(self.of_predicate(quote))

    def of_predicate(self, quote: Quoted) -> Iterator[Verdict | None]:
        """The rules for quoted words without a verb of saying."""
        say = self.attribution
        start, _ = self.narrative.sentence(quote.outer_start)
        subject = say.last_subject(start, quote.outer_start)
        if subject:
            yield Verdict(speaker=subject[1], mention=subject[0], rule="subject", confidence=0.6)
        others = WAS_TOLD.search(self.text, start, quote.outer_start) and not INSPECTED.search(
            self.text, start, quote.outer_start
        )
        if self.speakers.about_inspection and self.scope.paraphrase and not others:
            yield Verdict(speaker=self.speakers.report(), rule="report", confidence=0.5)

    def continues(self, previous: tuple[Quoted, Verdict], quote: Quoted) -> bool:
        """True if a tag alone parts two quotes: one utterance in two parts."""
        last, verdict = previous
        if verdict.rule != "after" or verdict.tag is None:
            return False
        between = self.text[last.outer_end : quote.outer_start]
        return (
            "\n" not in between.strip()
            and verdict.tag.last <= quote.outer_start
            and not re.search(r"[.!?]\s+\w", between)
        )

    def clauses(self, direct: Sequence[Utterance]) -> Iterator[Utterance]:
        """Reported speech without marks, or with some inside."""
        wholes = [
            item
            for item in direct
            if item.rule in ("before", "after", "earlier", "label", "carried") and not self.goes_on_with(item)
        ]
        for tag in self.tags:
            span = self.clause(tag, wholes)
            if span is None:
                continue
            person = self.attribution.person(tag)
            inside = [
                quote
                for quote in self.narrative.quotes
                if quote.outer_start < span[1] and quote.outer_end > span[0] and quote.start not in self.terms
            ]
            if (
                len(inside) == 1
                and self.text[span[0] : span[1]].strip(" .,")
                == self.text[inside[0].outer_start : inside[0].outer_end].strip(" .,")
                and not self.split_predicate(tag, inside[0])
            ):
                continue
            if person is None or not (inside or self.scope.anything or is_paraphrased(person)):
                continue
            self.group += 1
            verdict = self.attribution.by_tag(tag, "according" if tag.according else "clause", 0.85)
            yield self.utterance(*span, "mixed" if inside else "indirect", verdict)

    def goes_on_with(self, item: Utterance) -> bool:
        """True for quoted words that a clause runs into without a stop: he said it was “a day to remember.”"""
        before = self.text[: item.start].rstrip("“\"‘'`").rstrip()
        return self.text[item.start].islower() and before[-1:].isalnum() and item.rule != "after"

    def split_predicate(self, tag: Tag, quote: Quoted) -> bool:
        """True if the quoted words end a clause that began before the tag: It was, she said, “no surprise”."""
        start, _ = self.narrative.sentence(tag.start)
        before = self.text[start : tag.first].rstrip()
        comma = self.text[tag.last : quote.outer_start].strip() == ","
        return before.endswith(",") and comma and not self.sieve.is_whole(quote)

    def clause(self, tag: Tag, wholes: Sequence[Utterance]) -> tuple[int, int] | None:
        """The span of a tag's clause, up to the first whole quote in it; None if the tag reports none in this scope."""
        if tag.strength != "saying" or tag.negated or not tag.subject:
            return None
        if tag.start in self.spent or tag.start < self.narrative.paragraphs[0][0]:
            return None
        span = content(self.narrative, tag, self.tags)
        if span is None:
            return None
        start, end = span
        for item in wholes:
            if start <= item.start < end:
                if end <= tag.first:
                    return None
                end = len(self.text[: item.start - 1].rstrip(BLANKS_AND_STOPS))
            elif item.start < start < item.end:
                return None
        if not self.scope.asides:
            end = without_aside(self.text, start, end)
        words = len(self.text[start:end].split())
        return (start, end) if 1 < words <= (self.scope.longest or words) else None


def is_paraphrased(person: Person) -> bool:
    """True if a person's reported speech counts without marks: not the inspectorate's as a body, not a law's."""
    unnamed = person.kind is SpeakerKind.INSPECTORATE and person.name[:1].islower()
    body = person.name == REPORT or (unnamed and not SPOKESPERSON.search(person.role))
    return speaks(person) and not body


def carried(verdict: Verdict, confidence: float) -> Verdict:
    """The verdict of an earlier quote, carried on."""
    return replace(verdict, cue=(), rule="carried", confidence=min(confidence, verdict.confidence), tag=None)


def without_overlaps(items: list[Utterance]) -> Iterator[Utterance]:
    """Utterances in order; one that overlaps an earlier one is left out."""
    end = -1
    for item in items:
        if item.start >= end and item.end > item.start:
            end = item.end
            yield item
