"""Interview transcripts: what the interviewee says after "Name:" is a quote without marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dapipe import lexicon
from dapipe.annotate.marks import Quoted

LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,3})(?:[ ]\([^()]{1,40}\))?:[ \u00a0]+(?=[^\s“\"‘'])")
NARRATED = re.compile(r"^\s*[“\"‘']|\b(?:[A-Z][a-z]+|he|she)\s+(?:said|says|told|added|explained)\b", re.MULTILINE)
ADDRESSES = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me|[Yy]ou|[Yy]our)\b")
FEWEST_TURNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of a conversation: who is named before it, and where the words begin and end."""

    who: str
    start: int
    end: int


def spoken(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quoted, ...]:
    """The turns of the interviewees of a transcript; () for any other text. A transcript has somebody who asks."""
    found = list(turns(text, paragraphs))
    times = Counter(turn.who for turn in found)
    repeated = [who for who, count in times.items() if count > 1]
    if len(found) < FEWEST_TURNS or len(repeated) < 2:
        return ()
    asking = {who for who in repeated if asks(text, who, found)}
    if not asking:
        return ()
    return tuple(
        Quoted(start=turn.start, end=turn.end, outer_start=turn.start, outer_end=turn.end, single=False, closed=True)
        for turn in found
        if turn.who not in asking and times[turn.who] > 1
    )


def turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Turn]:
    """The labelled paragraphs, each with the unlabelled ones after it."""
    label: re.Match[str] | None = None
    said: list[tuple[int, int]] = []
    for start, end in paragraphs:
        following = LABEL.match(text, start, end)
        if following and label:
            yield turn(text, label, said, last=False)
        label, said = (following, [(start, end)]) if following else (label, [*said, (start, end)])
    if label:
        yield turn(text, label, said, last=True)


def turn(text: str, label: re.Match[str], paragraphs: Sequence[tuple[int, int]], *, last: bool) -> Turn:
    """A turn with the paragraphs after it that go on with it: none where the reporter has taken over.

    After the last turn only those that say "I", "we" or "you" go on with it, as the article may end with other things.
    """
    end = paragraphs[0][1]
    if any(NARRATED.search(text, *span) for span in paragraphs[1:]):
        return Turn(who=label["who"], start=label.end(), end=end)
    for span in paragraphs[1:]:
        if last and not ADDRESSES.search(text, *span):
            break
        end = span[1]
    return Turn(who=label["who"], start=label.end(), end=end)


def asks(text: str, who: str, found: Sequence[Turn]) -> bool:
    """True for the label of the interviewer: by its name, or because most of its turns are questions."""
    own = [turn for turn in found if turn.who == who]
    questions = sum(text[turn.start : turn.end].rstrip().endswith("?") for turn in own)
    return who.lower() in lexicon.words("quotes", "askers") or questions * 2 > len(own)
