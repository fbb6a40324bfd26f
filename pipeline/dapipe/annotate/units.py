"""Units: each sentence as the classifier sees it, with its words, its grammar, its speaker and its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.found import document_of, found
from dapipe.document import Block, Document
from dapipe.mentions import ForceMention, Mention, Sentence, Unit, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
LENGTHS = (3, 6, 10, 16, 24, 34)


def units(doc: Doc) -> tuple[Unit, ...]:
    """One unit for each sentence that the finder `sentences` gave."""
    document = document_of(doc)
    sentences = found(doc, "sentences", Sentence)
    utterances = found(doc, "quotes", Utterance)
    masked = masks(doc)
    return tuple(
        unit(doc, document, sentence, utterances, masked, number / len(sentences))
        for number, sentence in enumerate(sentences)
    )


def unit(
    doc: Doc,
    document: Document,
    sentence: Sentence,
    utterances: tuple[Utterance, ...],
    masked: dict[int, str],
    position: float,
) -> Unit:
    """One sentence as a Unit; `position` is its place in the document from 0 to 1."""
    span = span_of(doc, sentence)
    inside = [item for item in utterances if item.start < sentence.end and item.end > sentence.start]
    main = max(inside, key=lambda item: shared(item, sentence), default=None)
    speaker = main.speaker if main else None
    block = document.blocks[sentence.block]
    return Unit(
        start=sentence.start,
        end=sentence.end,
        words=tuple(masked.get(token.i, token.lower_) for token in span if not token.is_space),
        marks=(
            *grammar(span),
            *quoting(main, sentence),
            *place(document, block, position),
        ),
        speaker=str(speaker.kind) if speaker else "unknown" if main else "",
        by=speaker.name if speaker else "",
    )


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


def grammar(span: Span) -> Iterator[str]:
    """Marks of a sentence's grammar: root, tense, subject, modals, negation, person, classes of words, length."""
    words = {token.lower_ for token in span}
    root = next((token for token in span if token.head is token), span[0])
    yield f"root={root.lower_}"
    yield f"tense={tense(root)}"
    yield f"subject={subject_of(root)}"
    yield f"length={sum(len(span) > bound for bound in LENGTHS)}"
    yield f"opens={span[0].lower_}"
    yield f"ends={span[-1].text[-1]}"
    for name in ("modals", "asking", "answering", "judging", "since", "chrome"):
        yield from (f"{name}={word}" for word in words & listed(name))
        if words & listed(name):
            yield name
    if words & listed("first_person"):
        yield "first-person"
    if any(token.dep_ == "neg" for token in span):
        yield "negated"
    if any(token.tag_ == "CD" or token.text[:1].isdigit() for token in span):
        yield "number"
    if not any(token.tag_.startswith(("VB", "MD")) for token in span):
        yield "no-verb"


def tense(root: Token) -> str:
    """The tag of a root verb with its auxiliaries: present perfect is VBN+have, passive VBN+be."""
    helpers = sorted(child.lower_ for child in root.children if child.dep_ in ("aux", "auxpass"))
    return "+".join([root.tag_, *helpers[:3]])


def subject_of(root: Token) -> str:
    """Whose deed the main clause is: a kind of source, a pronoun, `other` or `none`."""
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        return "none"
    if subject.tag_ == "PRP":
        return subject.lower_
    kinds = subject_kinds()
    names = [kinds[token.lower_] for token in (subject, *subject.lefts, *subject.rights) if token.lower_ in kinds]
    return names[0] if names else "other"


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
    yield f"block={block.kind}"
    yield f"kind-block={document.kind}-{block.kind}"
    yield f"third={int(position * 3)}"
    if position == 0:
        yield "first"
    if block.box:
        yield f"box={block.box}"
    headings = " | ".join(block.section).lower()
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
