"""Who replies: the one whom somebody else has asked something right before."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate.narrative import quote_before
from dapipe.annotate.subjects import PRONOUNS, head_from, phrase
from dapipe.mentions import Person

if TYPE_CHECKING:
    from dapipe.annotate.speakers import Speakers


def asked(speakers: Speakers, gender: str, offset: int, verb: int) -> Person | None:
    """The person whom the "she" at an offset means after "A B asked the chief constable why"; None if nobody is asked.

    A question is the asker's own, unless the verb of saying at `verb` is one of replying.
    """
    place = place_asked(speakers, offset)
    if place is None or (is_question(speakers, offset) and not replying_pattern().match(speakers.text, verb)):
        return None
    span = speakers.narrative.doc.char_span(place, offset, alignment_mode="contract")
    first = next((token for token in span or () if not token.is_space), None)
    head = head_from(speakers.narrative, first.i) if first is not None else None
    if first is None or head is None or head.lower_ in PRONOUNS:
        return None
    person = speakers.resolve(first.idx, phrase(speakers.narrative, head)[1], place - 1)
    return person if person is not None and is_one(person) and speakers.fits(person, gender) else None


def place_asked(speakers: Speakers, offset: int) -> int | None:
    """Where the last verb of asking in this paragraph or the one before ends, if no other subject follows it."""
    narrative = speakers.narrative
    begins = narrative.paragraphs[max(0, narrative.paragraph(offset) - 1)][0]
    asking = (found for found in asking_pattern().finditer(speakers.text, begins, offset))
    ends = [found.end() for found in asking if narrative.quoted(found.start()) is None]
    return ends[-1] if ends and not changes_subject(speakers, ends[-1], offset) else None


def is_question(speakers: Speakers, offset: int) -> bool:
    """True if the words in marks right before an offset end with a question mark."""
    quote = quote_before(speakers.narrative, offset)
    return quote is not None and speakers.text[quote.end - 1] == "?"


def changes_subject(speakers: Speakers, start: int, offset: int) -> bool:
    """True if a later sentence in [start, offset) has a subject of its own."""
    _, end = speakers.narrative.sentence(start - 1)
    first, last = bisect_left(speakers.focus_starts, end), bisect_left(speakers.focus_starts, offset)
    return any(token.lower_ not in PRONOUNS for token in speakers.focus[first:last])


@cache
def asking_pattern() -> re.Pattern[str]:
    """Verbs of asking, not in the passive."""
    verbs = "|".join(re.escape(verb) for verb in lexicon.words("verbs", "asking"))
    return re.compile(rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )\b(?:{verbs})\s+(?!by\b)")


@cache
def replying_pattern() -> re.Pattern[str]:
    """Verbs of replying."""
    forms = (form for line in lexicon.words("verbs", "replying") for form in line.split())
    return re.compile(rf"(?:{'|'.join(forms)})\b")


def is_one(person: Person) -> bool:
    """True for one person, named or described by an office."""
    return bool(person.mentions) or (person.name[:1].islower() and bool(person.role))
