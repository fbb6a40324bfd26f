"""Tags: the words of saying outside quotation marks, and who says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.marks import Quoted
from dapipe.annotate.narrative import Narrative, chosen, quote_before
from dapipe.annotate.subjects import head_from, own_subject, phrase, subject_of
from dapipe.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

COPULAS = frozenset(["is", "was", "has", "had", "does", "did", "does", "are", "were", "'s", "’s"])
NOT_SAYING = frozenset(("not", "n't", "n’t", "never", "to"))
AFTER_QUOTE = 60
ACCORDING = re.compile(r"\b(?:according\s+to|in\s+the\s+words\s+of)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Mention):
    """Words of saying. `subject` is where their subject stands, () if it is unknown; `verb` the number of its token.

    `strength` is saying or quoting; `according` marks "according to X", `inverted` a subject after the verb.
    """

    verb: int
    subject: tuple[int, int] | tuple[()] = ()
    strength: str = "saying"
    according: bool = False
    inverted: bool = False
    negated: bool = False
    finite: bool = True

    @property
    def first(self) -> int:
        """The offset where the tag begins, its subject included."""
        return min(self.start, self.subject[0]) if self.subject else self.start

    @property
    def last(self) -> int:
        """The offset where the tag ends, its subject included."""
        return max(self.end, self.subject[1]) if self.subject else self.end


@cache
def strengths() -> dict[str, list[tuple[str, str]]]:
    """Form -> (strength, particle) of every kind of verb, the strongest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for kind in ("saying", "quoting"):
        for line in lexicon.words("verbs", kind):
            for form in line.split():
                word, _, particle = form.partition("_")
                table.setdefault(word, []).append((kind, particle))
    return table


def tags(narrative: Narrative) -> tuple[Tag, ...]:
    """All tags of a document, in order."""
    made = [*verb_tags(narrative), *according_tags(narrative)]
    return tuple(sorted(made, key=lambda tag: tag.start))


def verb_tags(narrative: Narrative) -> Iterator[Tag]:
    """Tags made by verbs."""
    table = strengths()
    for token in chosen(narrative.doc, "LOWER", tuple(table)):
        strength = strength_of(token, table[token.lower_]) if narrative.outside(token) else ""
        if strength and is_verb(narrative, token):
            yield tag_of(narrative, token, strength)
    for quote in narrative.quotes:
        if narrative.text[quote.end - 1] == ",":
            yield from unknown_verb(narrative, quote)


def unknown_verb(narrative: Narrative, quote: Quoted) -> Iterator[Tag]:
    """The tag of any other verb right after a quote and its subject: "…,” Mr Foster sneered."""
    span = narrative.doc.char_span(
        quote.outer_end, min(quote.outer_end + AFTER_QUOTE, len(narrative.text)), alignment_mode="contract"
    )
    for token in span or ():
        if token.tag_ in ("VBD", "VBZ") and token.lower_ not in COPULAS and token.lower_ not in strengths():
            if ends_speech(narrative, token):
                yield tag_of(narrative, token, "quoting")
            return


def ends_speech(narrative: Narrative, verb: Token) -> bool:
    """True for any verb right after its subject and a quote that ends with a comma: "…,” Mr Foster sneered."""
    subject = own_subject(narrative, verb)
    if subject is None or subject.i > verb.i or verb.i - subject.i > 2:
        return False
    quote = quote_before(narrative, phrase(narrative, subject)[0])
    return quote is not None and narrative.text[quote.end - 1] == ","


def strength_of(token: Token, kinds: list[tuple[str, str]]) -> str:
    """How surely a form is one of saying; "" if the particle that it needs does not follow."""
    after = {token.doc[place].lower_ for place in range(token.i + 1, min(token.i + 3, len(token.doc)))}
    return next((kind for kind, particle in kinds if not particle or particle in after), "")


def particle_end(token: Token) -> int:
    """Where a verb ends, its particle included: "pointed out"."""
    particles = {particle for _, particle in strengths().get(token.lower_, ()) if particle}
    plain = any(not particle for _, particle in strengths().get(token.lower_, ()))
    after = next(
        (
            token.doc[i]
            for i in range(token.i + 1, min(token.i + 3, len(token.doc)))
            if token.doc[i].lower_ in particles
        ),
        None,
    )
    return token.idx + len(token) if plain or after is None else after.idx + len(after)


def is_verb(narrative: Narrative, token: Token) -> bool:
    """True for a verb in the active voice (or one the tagger took for a participle), not a noun, not "was told"."""
    if next_to_quote(narrative, token) and token.tag_ in ("NN", "NNS", "NNP", "VBN", "VBD", "VBZ", "VBP", "VB"):
        return not passive(token)
    return token.tag_.startswith("VB") and token.dep_ != "amod" and not passive(token)


def next_to_quote(narrative: Narrative, token: Token) -> bool:
    """True if a closing mark stands right before a token, or a colon and an opening mark right after it."""
    quote = quote_before(narrative, token.idx)
    after = narrative.text[token.idx + len(token) :][:3]
    return quote is not None or bool(re.match(r":\s*[“\"‘']", after))


def passive(token: Token) -> bool:
    """True if the verb's subject is the one spoken to or of. "He's told police he will" is no passive."""
    short = any(child.dep_ == "auxpass" and child.lower_ in ("'s", "’s") for child in token.children)
    if short and any(child.dep_ == "dobj" for child in token.children):
        return False
    joined = token.dep_ == "conj" and token.head.tag_ == "VBN" and token.tag_ in ("VBN", "VBD")
    if joined and not any(child.dep_.startswith("nsubj") for child in token.children):
        return passive(token.head)
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children) and token.tag_ in ("VBN", "VBD")


def tag_of(narrative: Narrative, token: Token, strength: str) -> Tag:
    """The tag of one verb, with its subject if it can be found."""
    subject, inverted = subject_of(narrative, token)
    span = phrase(narrative, subject) if subject is not None else ()
    start, end = token.idx, particle_end(token)
    helpers = {child.lower_ for child in token.children if child.i < token.i}
    return Tag(
        start=start,
        end=end,
        verb=token.i,
        subject=span,
        strength=strength,
        inverted=inverted,
        negated=bool(helpers & NOT_SAYING) and not went_on_to(token),
        finite=token.tag_ not in ("VB", "VBG")
        or bool(helpers & {"would", "will", "could", "did", "does", "can", "must", "should"}),
    )


def went_on_to(verb: Token) -> bool:
    """True for "went on to say": what follows was said."""
    return verb.i > 2 and verb.doc[verb.i - 3 : verb.i].text.lower() in ("went on to", "goes on to")


def according_tags(narrative: Narrative) -> Iterator[Tag]:
    """Tags made by "according to" and its like."""
    for found in ACCORDING.finditer(narrative.text):
        span = narrative.doc.char_span(found.start(), found.end() - 1, alignment_mode="expand")
        if span is None or narrative.quoted(found.start()) is not None or span.end >= len(narrative.doc):
            continue
        head = head_from(narrative, span.end)
        if head is not None:
            start = narrative.doc[span.end].idx
            yield Tag(
                start=found.start(),
                end=found.end() - 1,
                verb=span.start,
                subject=(start, max(phrase(narrative, head)[1], head.idx + len(head))),
                according=True,
            )
