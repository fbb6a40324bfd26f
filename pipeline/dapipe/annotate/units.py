"""Units: each sentence as the classifier sees it, with its words, its grammar, its speaker and its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.found import document_of, found
from dapipe.annotate.signs import signs
from dapipe.annotate.voices import Voices
from dapipe.document import Block, BlockKind, Document
from dapipe.mentions import ForceMention, Mention, Sentence, Unit, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
PERSONAL = ("he", "she")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEADING = ("modal=", "told-modal=", "asking", "judging", "subject=")
# Longer ones are titles and full sentences: their words do not tell what kind of section it is.
LONGEST_HEADING = 8
MARKS = ("“", '"', "‘", "'")
ASKED = ("how", "what", "why", "when", "where", "who")
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
# Characters before and after a quote in which "told inspectors" or "(victim, Poole)" belongs to it.
NEAR = 60
LENGTHS = (3, 6, 10, 16, 24, 34)


def units(doc: Doc) -> tuple[Unit, ...]:
    """One unit for each sentence that the finder `sentences` gave."""
    view = View(doc)
    sentences = found(doc, "sentences", Sentence)
    return tuple(unit(view, number, sentence) for number, sentence in enumerate(sentences))


class View:
    """A Doc with what the units need of it, and the little that goes on from one sentence to the next."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.document = document_of(doc)
        self.utterances = sorted(found(doc, "quotes", Utterance), key=lambda item: item.start)
        self.reach = list(accumulate((item.end for item in self.utterances), max))
        self.masked = masks(doc)
        self.people = {
            start: str(item.speaker.kind)
            for item in self.utterances
            if item.speaker
            for start, _ in item.speaker.mentions
        }
        self.surnames = {
            item.speaker.name.split()[-1].lower(): str(item.speaker.kind)
            for item in self.utterances
            if item.speaker and len(item.speaker.name.split()) > 1
        }
        self.sentences = found(doc, "sentences", Sentence)
        self.voices = Voices(self.document, subject_kinds(), self.utterances)
        self.lead: tuple[str, ...] = ()
        self.last = "nobody"
        self.heard: tuple[Utterance | None, bool] = (None, False)

    def inside(self, sentence: Sentence) -> Utterance | None:
        """The utterance that most of a sentence's quoted words belong to."""
        first = bisect_right(self.reach, sentence.start)
        last = bisect_left(self.utterances, sentence.end, key=lambda item: item.start)
        touching = [item for item in self.utterances[first:last] if item.end > sentence.start]
        return max(touching, key=lambda item: shared(item, sentence), default=None)


def unit(view: View, number: int, sentence: Sentence) -> Unit:
    """One sentence as a Unit."""
    span = span_of(view.doc, sentence)
    utterance = view.inside(sentence)
    speaker = utterance.speaker if utterance else None
    block = view.document.blocks[sentence.block]
    own = (*grammar(span, view), *labelled(span), *headed(span, block))
    opening = [token.lower_ for token in span[:7]]
    voice = view.voices.voice(block, opening)
    made = Unit(
        start=sentence.start,
        end=sentence.end,
        words=tuple(view.masked.get(token.i, token.lower_) for token in span if not token.is_space),
        marks=(
            *own,
            *quoting(utterance, sentence),
            *place(view.document, block, number / len(view.sentences)),
            *beside(view, number),
            *told(view, sentence, utterance),
            f"voice={voice}",
            *(f"lead-{mark}" for mark in view.lead if block.kind is BlockKind.ITEM),
            f"last={view.last}",
        ),
        speaker=str(speaker.kind) if speaker else "unknown" if utterance else "",
        by=speaker.name if speaker else "",
    )
    if block.kind is not BlockKind.ITEM:
        view.lead = tuple(mark for mark in own if mark.startswith(LEADING)) if made.words[-1:] == (":",) else ()
    view.last = str(speaker.kind) if speaker else view.last
    return made


def told(view: View, sentence: Sentence, utterance: Utterance | None) -> Iterator[str]:
    """Marks of what a sentence does, and whether it is what somebody told the inspectors."""
    yield from (f"sign={name}" for name in signs(view.document.text[sentence.start : sentence.end]))
    if utterance is not None and utterance is not view.heard[0]:
        view.heard = utterance, is_evidence(view, utterance)
    if utterance is not None and view.heard[1]:
        yield "evidence"


def is_evidence(view: View, utterance: Utterance) -> bool:
    """True if the words around a quote say that inspectors were told it, or if it goes on with such a quote."""
    before, evidence = view.heard
    goes_on = before is not None and before.speaker is not None and before.speaker == utterance.speaker
    if evidence and goes_on and before is not None and utterance.start - before.end < NEAR:
        return True
    around = view.document.text[max(0, utterance.start - NEAR) : utterance.end + NEAR]
    return "evidence" in signs(around)


def shared(utterance: Utterance, sentence: Sentence) -> int:
    """Number of characters of an utterance inside a sentence."""
    return min(utterance.end, sentence.end) - max(utterance.start, sentence.start)


def masks(doc: Doc) -> dict[int, str]:
    """Token number -> what stands in for it: names and numbers are masked, so that none of them can be learned."""
    masked = {token.i: "0" for token in doc if token.like_num or token.text[:1].isdigit()}
    masked |= {token.i: "_name_" for entity in doc.ents if entity.label_ == "PERSON" for token in entity}
    for mention in found(doc, "forces", ForceMention):
        if mention.form != "reference":
            masked |= {token.i: "_force_" for token in span_of(doc, mention)}
    return masked


def span_of(doc: Doc, mention: Mention) -> Span:
    """The tokens that a mention touches."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span if span is not None else doc[0:0]


def grammar(span: Span, view: View) -> Iterator[str]:
    """Marks of a sentence's grammar: main verb, its tense, subject and modal, negation, classes of words, length."""
    tokens = list(span)
    words = {token.lower_ for token in tokens}
    tags, parts = {token.tag_ for token in tokens}, [token.dep_ for token in tokens]
    if "ROOT" in parts:
        root = tokens[parts.index("ROOT")]
        yield from clause(root, view, "")
        told = next((child for child in root.children if child.dep_ == "ccomp"), None)
        if told is not None:
            yield from clause(told, view, "told-")
    yield f"length={sum(len(span) > bound for bound in LENGTHS)}"
    yield f"opens={tokens[0].lower_}"
    yield f"ends={tokens[-1].text[-1]}"
    for name in ("modals", "asking", "answering", "judging", "since", "chrome"):
        yield from (f"{name}={word}" for word in words & listed(name))
        if words & listed(name):
            yield name
    yield from numbers(tokens, span.text.lower())
    yield from (
        f"mentions={kind}" for kind in sorted({subject_kinds()[word] for word in words & subject_kinds().keys()})
    )
    if words & listed("first_person"):
        yield "first-person"
    if words & listed("since") and words & {"has", "have", "’ve", "'ve"}:
        yield "since-perfect"
    if "neg" in parts:
        yield "negated"
    if not any(tag.startswith(("VB", "MD")) for tag in tags):
        yield "no-verb"
    if tags & FINITE:
        yield "finite"
    if any(token.ent_type_ == "PERSON" for token in tokens):
        yield "person"


def numbers(tokens: list[Token], text: str) -> Iterator[str]:
    """Marks of the numbers in a sentence: how many, and whether they are shares, money or years."""
    count = sum(token.tag_ == "CD" or token.text[:1].isdigit() for token in tokens)
    if count:
        yield "number"
        yield f"numbers={min(count, 4)}"
    if "%" in text or "per cent" in text or "percent" in text:
        yield "share"
    if "£" in text:
        yield "money"
    if YEAR.search(text):
        yield "year"


def clause(verb: Token, view: View, prefix: str) -> Iterator[str]:
    """Marks of one clause: its verb, tense, subject and modal. "should have" is another modal than "should"."""
    helpers = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    modal = next((helper for helper in helpers if helper in listed("modals")), "none")
    modal += "+have" if "have" in helpers and modal != "none" else ""
    subject = subject_of(verb, view)
    yield f"{prefix}root={verb.lower_}"
    yield f"{prefix}tense={'+'.join([verb.tag_, *helpers[:3]])}"
    yield f"{prefix}subject={subject}"
    yield f"{prefix}modal={modal}"
    yield f"{prefix}subject={subject}&modal={modal}"
    yield f"{prefix}subject={subject}&tense={verb.tag_}"
    if verb.lower_ in listed("demanding"):
        voice = "passive" if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) else "active"
        asked = any(child.dep_ in ("xcomp", "ccomp", "prep", "dobj") for child in verb.children)
        yield f"{prefix}demand={voice}-{subject}{'-to' if asked else ''}"


def subject_of(verb: Token, view: View) -> str:
    """Whose deed a clause is: a kind of source, a pronoun, `other` or `none`."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        return "none"
    if subject.lower_ in PERSONAL:
        return f"{subject.lower_}-{view.last}"
    if subject.tag_ == "PRP":
        return subject.lower_
    kinds = subject_kinds()
    for token in (subject, *subject.lefts, *subject.rights):
        if token.lower_ in kinds:
            return kinds[token.lower_]
        if token.idx in view.people:
            return f"person-{view.people[token.idx]}"
        if token.lower_ in view.surnames:
            return f"person-{view.surnames[token.lower_]}"
    return "other"


def beside(view: View, number: int) -> Iterator[str]:
    """Marks of a sentence's place in its block, and of a quote that begins after it."""
    here = view.sentences[number].block
    around = [view.sentences[other] for other in (number - 1, number + 1) if 0 <= other < len(view.sentences)]
    if all(other.block != here for other in around):
        yield "alone"
    elif number == 0 or view.sentences[number - 1].block != here:
        yield "opens-block"
    if number + 1 < len(view.sentences) and view.document.text.startswith(MARKS, view.sentences[number + 1].start):
        yield "before-quote"


def headed(span: Span, block: Block) -> Iterator[str]:
    """Whether a heading is a full clause, a question or the name of something."""
    if block.kind is BlockKind.HEADING:
        asked = span[-1].text == "?" or span[0].lower_ in ASKED
        clause = any(token.tag_ in FINITE for token in span)
        yield f"heading={'question' if asked else 'clause' if clause else 'name'}"


def labelled(span: Span) -> Iterator[str]:
    """The kind of source before a colon at the start: "Force: Achieved", "HMICFRS comment: …"."""
    opening = [token.lower_ for token in span[:7]]
    if ":" in opening:
        kinds = subject_kinds()
        yield from {f"before-colon={kinds[word]}" for word in opening[: opening.index(":")] if word in kinds}


def quoting(utterance: Utterance | None, sentence: Sentence) -> Iterator[str]:
    """Marks of the quote that a sentence is or holds, its speaker apart."""
    if utterance is None:
        yield "unquoted"
        return
    yield f"quote={utterance.kind}"
    share = shared(utterance, sentence) / (sentence.end - sentence.start)
    yield "quote-whole" if share > 0.8 else "quote-part" if share > 0.3 else "quote-bit"


def place(document: Document, block: Block, position: float) -> Iterator[str]:
    """Marks of where a sentence stands: kind of document and block, box, headings above it, early or late."""
    yield f"kind={document.kind}"
    publisher = {subject_kinds()[word] for word in document.publisher.lower().split() if word in subject_kinds()}
    yield from (f"{document.kind}-from={kind}" for kind in sorted(publisher))
    # Nobody says anything in a chart, no more than in a list of contents.
    kind = BlockKind.CONTENTS if block.kind is BlockKind.CHART else block.kind
    yield f"block={kind}"
    yield f"kind-block={document.kind}-{kind}"
    yield f"third={int(position * 3)}"
    if position == 0:
        yield "first"
    if block.header:
        yield "header"
    elif block.kind is BlockKind.CELL:
        yield "cell-of-body"
    if block.section:
        yield f"under={block.section[-1].lower()[:40]}"
    if block.box:
        yield f"box={block.box}"
    headings = " | ".join(heading for heading in block.section if len(heading.split()) <= LONGEST_HEADING).lower()
    for name, words in section_words().items():
        if any(word in headings for word in words):
            yield f"section={name}"


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words of the lexicon `sources`."""
    return frozenset(lexicon.words("sources", f"grammar.{name}"))


@cache
def section_words() -> dict[str, tuple[str, ...]]:
    """Kind of section -> words of its heading."""
    return {name: lexicon.words("sources", f"section.{name}") for name in lexicon.read("sources")["section"]}


@cache
def subject_kinds() -> dict[str, str]:
    """Word of a subject -> kind of source."""
    table = lexicon.read("sources")["subject"]
    return {word: kind for kind in table for word in lexicon.words("sources", f"subject.{kind}")}
