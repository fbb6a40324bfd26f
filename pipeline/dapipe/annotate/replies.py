"""Who replies: the one whom somebody else has asked something right before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.narrative import Narrative, quote_before
from dapipe.annotate.subjects import PRONOUNS, head_from, phrase
from dapipe.annotate.verbs import verbs
from dapipe.mentions import Person

if TYPE_CHECKING:
    from spacy.tokens import Token


def asked(narrative: Narrative, subjects: Sequence[Token], offset: int, verb: int) -> tuple[int, int, int] | None:
    """Where the one is named whom "she" at an offset may mean after "A B asked the chief constable why".

    That is start, end, and where the verb of asking ends; None if nobody is asked. A question is the asker's own,
    unless the verb of saying at `verb` is one of replying. `subjects` are those of the text in order.
    """
    place = place_asked(narrative, subjects, offset)
    if place is None or (is_question(narrative, offset) and not replying_pattern().match(narrative.text, verb)):
        return None
    span = narrative.doc.char_span(place, offset, alignment_mode="contract")
    first = next((token for token in span or () if not token.is_space), None)
    head = head_from(narrative, first.i) if first is not None else None
    if first is None or head is None or head.lower_ in PRONOUNS:
        return None
    return first.idx, phrase(narrative, head)[1], place - 1


def place_asked(narrative: Narrative, subjects: Sequence[Token], offset: int) -> int | None:
    """Where the last verb of asking in this paragraph or the one before ends, if no other subject follows it."""
    begins = narrative.paragraphs[max(0, narrative.paragraph(offset) - 1)][0]
    asking = (found for found in asking_pattern().finditer(narrative.text, begins, offset))
    ends = [found.end() for found in asking if narrative.quoted(found.start()) is None]
    return ends[-1] if ends and not changes_subject(narrative, subjects, ends[-1], offset) else None


def is_question(narrative: Narrative, offset: int) -> bool:
    """True if the words in marks right before an offset end with a question mark."""
    quote = quote_before(narrative, offset)
    return quote is not None and narrative.text[quote.end - 1] == "?"


def changes_subject(narrative: Narrative, subjects: Sequence[Token], start: int, offset: int) -> bool:
    """True if a later sentence in [start, offset) has a subject of its own."""
    _, end = narrative.sentence(start - 1)
    first, last = (bisect_left(subjects, place, key=lambda token: token.idx) for place in (end, offset))
    return any(token.lower_ not in PRONOUNS for token in subjects[first:last])


@cache
def asking_pattern() -> re.Pattern[str]:
    """Verbs of asking, not in the passive."""
    verbs = "|".join(re.escape(verb) for verb in lexicon.words("verbs", "asking"))
    return re.compile(rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )\b(?:{verbs})\s+(?!by\b)")


@cache
def replying_pattern() -> re.Pattern[str]:
    """Verbs of replying."""
    return re.compile(rf"(?:{'|'.join(sorted(verbs('replying')))})\b")


def is_one(person: Person) -> bool:
    """True for one person, named or described by an office."""
    return bool(person.mentions) or (person.name[:1].islower() and bool(person.role))
