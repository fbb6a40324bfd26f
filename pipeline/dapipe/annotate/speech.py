"""Tags: the words of saying outside quotation marks, who says, and the clause that is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.found import document_of
from dapipe.annotate.marks import Quoted
from dapipe.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "csubj", "expl")
PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "who", "that", "which", "you"))
RELATIVE = frozenset(("who", "that", "which"))
PARTICLES = frozenset(("also", "then", "later", "has", "had", "have", "once", "still", "now", "further", "immediately"))
COPULAS = frozenset(["is", "was", "has", "had", "does", "did", "does", "are", "were", "'s", "’s"])
NOT_SAYING = frozenset(("not", "n't", "n’t", "never", "to"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
BEFORE = frozenset(("DT", "JJ", "JJR", "JJS", "POS", "CD", "PRP$", "HYPH", "VBN", "VBG", "RB"))
WITHIN = frozenset(("POS", "HYPH", "JJ", "CD"))
PHRASE_LENGTH = 12
LINKS = frozenset(["of", "for", "from", "at", "with", "in", "to", "on", "behind"])
COMPLEMENT = frozenset(["DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "PRP$", "IN", "TO", "HYPH"])
COMPLEMENT_LENGTH = 12
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


class Narrative:
    """A Doc with its quoted stretches: tells what stands inside marks, and where sentences and paragraphs end."""

    def __init__(
        self,
        doc: Doc,
        quotes: Sequence[Quoted],
        paragraphs: Sequence[tuple[int, int]],
        sentences: Sequence[tuple[int, int]],
    ) -> None:
        self.doc = doc
        self.text = document_of(doc).text
        self.quotes = quotes
        self.paragraphs = paragraphs
        self.sentences = sentences
        self.quote_starts = [quote.outer_start for quote in quotes]
        self.paragraph_starts = [start for start, _ in paragraphs]
        self.sentence_starts = [start for start, _ in sentences]

    def quoted(self, offset: int) -> Quoted | None:
        """The quoted stretch that holds an offset, marks included."""
        number = bisect_right(self.quote_starts, offset) - 1
        return self.quotes[number] if number >= 0 and offset < self.quotes[number].outer_end else None

    def outside(self, token: Token) -> bool:
        """True if a token is not inside marks."""
        return self.quoted(token.idx) is None

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds an offset."""
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, offset) - 1)]


@cache
def verbs(kind: str) -> dict[str, str]:
    """Form -> particle ("" for most) of the verbs of a kind."""
    forms = (form for line in lexicon.words("verbs", kind) for form in line.split())
    return {form.split("_")[0]: form.partition("_")[2] for form in forms}


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


@cache
def carriers() -> frozenset[str]:
    """What somebody issues: a statement, a letter."""
    return frozenset(lexicon.words("verbs", "carriers"))


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


def chosen(doc: Doc, attribute: str, values: tuple[str, ...]) -> Iterator[Token]:
    """The tokens whose attribute (LOWER, DEP) has one of the values."""
    wanted = frozenset(doc.vocab.strings[value] for value in values)
    return (doc[place] for place, value in enumerate(doc.to_array(attribute).tolist()) if value in wanted)


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


def quote_before(narrative: Narrative, offset: int) -> Quoted | None:
    """The quote that ends right before an offset; a comma may stand after its marks."""
    place = offset - 1
    while place >= 0 and narrative.text[place] in " \u00a0":
        place -= 1
    if place > 0 and narrative.text[place] == "," and narrative.quoted(place) is None:
        place -= 1
    return narrative.quoted(place) if place >= 0 else None


def next_to_quote(narrative: Narrative, token: Token) -> bool:
    """True if a closing mark stands right before a token, or a colon and an opening mark right after it."""
    quote = quote_before(narrative, token.idx)
    after = narrative.text[token.idx + len(token) :][:3]
    return quote is not None or bool(re.match(r":\s*[“\"‘']", after))


def passive(token: Token) -> bool:
    """True if the verb's subject is the one spoken to or of."""
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
        negated=bool(helpers & NOT_SAYING),
        finite=token.tag_ not in ("VB", "VBG")
        or bool(helpers & {"would", "will", "could", "did", "does", "can", "must", "should"}),
    )


def subject_of(narrative: Narrative, verb: Token) -> tuple[Token | None, bool]:
    """The head of the verb's subject, and whether it stands after the verb; None if it cannot be told."""
    inverted = inverted_subject(narrative, verb)
    if inverted is not None:
        return inverted, True
    left = left_subject(narrative, verb)
    if left is not None and left.lower_ in PRONOUNS:
        return left, False
    head = verb
    for _ in range(5):
        subject = own_subject(narrative, head)
        if subject is not None:
            return antecedent(narrative, subject, head), subject.i > verb.i
        aside = head.tag_ == "VBG" and narrative.text[: head.idx].rstrip().endswith(",")
        carrier = head.head.lower_ in carriers() and head.head.dep_ in ("dobj", "pobj")
        if head.dep_ in ("relcl", "acl") and narrative.outside(head.head) and not (aside or carrier):
            return head.head, False
        if head.head is head or head.dep_ not in (
            "acl",
            "dobj",
            "pobj",
            "attr",
            "conj",
            "xcomp",
            "advcl",
            "pcomp",
            "prep",
            "dep",
            "ccomp",
            "parataxis",
        ):
            break
        head = head.head
    return after_quote(narrative, verb) or left or at_start(narrative, verb) or beside(narrative, verb), False


def own_subject(narrative: Narrative, verb: Token) -> Token | None:
    """The subject that the parser gave a verb, outside marks and in its paragraph; of several the nearest before it."""
    place = narrative.paragraph(verb.idx)
    found = [
        child
        for child in verb.children
        if child.dep_ in SUBJECTS and narrative.outside(child) and narrative.paragraph(child.idx) == place
    ]
    before = [child for child in found if child.i < verb.i]
    return before[-1] if before else found[0] if found else None


def antecedent(narrative: Narrative, subject: Token, verb: Token) -> Token:
    """The noun that "who" stands for; other subjects as they are."""
    if subject.lower_ in RELATIVE and verb.dep_ == "relcl" and narrative.outside(verb.head):
        return verb.head
    return subject


def inverted_subject(narrative: Narrative, verb: Token) -> Token | None:
    """The subject after a verb that follows a closing mark or a comma: "…," said Mr Foster."""
    if quote_before(narrative, verb.idx) is None:
        return None
    place = verb.i + 1
    while place < len(narrative.doc) and narrative.doc[place].lower_ in PARTICLES:
        place += 1
    return head_from(narrative, place) if place < len(narrative.doc) else None


def head_from(narrative: Narrative, place: int) -> Token | None:
    """The head of the noun phrase that begins at a token; None if none begins there."""
    first = narrative.doc[place]
    if first.lower_ in PRONOUNS - RELATIVE:
        return first
    last = None
    for token in narrative.doc[place : place + PHRASE_LENGTH]:
        if not narrative.outside(token) or token.is_space or token.ent_type_ in ("DATE", "TIME"):
            break
        if token.tag_ in NOUNS:
            last = token
        elif not goes_on(token, last):
            break
    return last


def goes_on(token: Token, last: Token | None) -> bool:
    """True if a noun phrase may go on over a token that is no noun."""
    if token.text in ("&", "-", "."):
        return True
    return token.tag_ in (WITHIN if last is not None else BEFORE)


def left_subject(narrative: Narrative, verb: Token) -> Token | None:
    """The pronoun or name right before a verb that stands between or after marks: "…," Mr Foster said."""
    place = verb.i - 1
    while place > 0 and narrative.doc[place].lower_ in PARTICLES:
        place -= 1
    if place < 0 or not narrative.outside(narrative.doc[place]):
        return None
    token = narrative.doc[place]
    if token.lower_ in PRONOUNS - RELATIVE and token.tag_ in ("PRP", "NNP", "NN"):
        return token
    return (
        token
        if token.tag_ in ("NNP", "NNPS") and narrative.sentence(token.idx) == narrative.sentence(verb.idx)
        else None
    )


def after_quote(narrative: Narrative, verb: Token) -> Token | None:
    """The noun that a clause after a quote begins with: "…,” A B, head of C in D, said of it."""
    before = narrative.text[max(0, verb.idx - 200) : verb.idx]
    last = max((before.rfind(mark) for mark in "”\"’'"), default=-1)
    offset = verb.idx - len(before) + last
    if last < 0 or narrative.quoted(offset) is None or re.search(r"[.!?]\s+[a-z“]", before[last:]):
        return None
    span = narrative.doc.char_span(offset + 1, verb.idx, alignment_mode="contract")
    first = next((token for token in span or () if not token.is_space and not token.is_punct), None)
    return head_from(narrative, first.i) if first is not None else None


def at_start(narrative: Narrative, verb: Token) -> Token | None:
    """The noun that the sentence begins with, if a comma stands right before the verb: "A B, who did C, said"."""
    start, _ = narrative.sentence(verb.idx)
    if not narrative.text[start : verb.idx].rstrip().endswith(","):
        return None
    span = narrative.doc.char_span(start, verb.idx, alignment_mode="contract")
    words = (token for token in span or () if token.tag_ not in ("CC", "RB") and not token.is_punct)
    first = next(words, None)
    return head_from(narrative, first.i) if first is not None else None


def beside(narrative: Narrative, verb: Token) -> Token | None:
    """The noun nearest before a verb in its sentence, if only names and small words stand between."""
    start, _ = narrative.sentence(verb.idx)
    for token in reversed(list(narrative.doc[max(0, verb.i - 8) : verb.i])):
        if token.idx < start or not narrative.outside(token) or token.tag_.startswith("VB"):
            return None
        if token.tag_ in ("NNP", "NNPS", "NN", "NNS", "PRP"):
            return token
    return None


def phrase(narrative: Narrative, head: Token) -> tuple[int, int]:
    """The span of a subject: the words before its head that belong to it, and "of" or "for" phrases after it."""
    first = head
    for token in head.subtree:
        if (
            token.i < first.i
            and narrative.outside(token)
            and narrative.sentence(token.idx) == narrative.sentence(head.idx)
        ):
            between = narrative.text[token.idx : head.idx]
            if not re.search(r"[,;:–—“”\"]", between) or token.dep_ in ("poss", "compound"):
                first = token
    return first.idx, complement_end(narrative, head) if head.tag_ in ("NN", "NNS") else head.idx + len(head)


def complement_end(narrative: Narrative, head: Token) -> int:
    """Where the "of" or "for" phrases after a noun end: before the first verb, mark, pronoun or line break."""
    end, place = head.idx + len(head), head.i + 1
    if place >= len(narrative.doc) or narrative.doc[place].lower_ not in LINKS:
        return end
    for token in narrative.doc[place : place + COMPLEMENT_LENGTH]:
        if token.tag_ not in COMPLEMENT or token.lower_ in RELATIVE or not narrative.outside(token):
            break
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "CD", "POS"):
            end = token.idx + len(token)
    return end


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
