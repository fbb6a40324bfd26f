"""Lines of words -> text, with words parted at line ends made whole by the document's own vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dapipe import lexicon
from dapipe.document import BlockKind
from dapipe.read.draft import Draft, Words
from dapipe.read.words import GAP, PageWord

BROKEN = re.compile(r"[^\W\d_]+-$")
BEGINS = re.compile(r"[a-z]+")
CLOSING = re.compile(r"[.,;:!?)\]’”]+")
MARKS = ".,;:!?()[]“”‘’\"'"
SHORT_STEM = 2
Vocabulary = Counter[str]


def draft(lines: Sequence[Sequence[PageWord]], kind: BlockKind, page: int, known: Vocabulary) -> Draft:
    """The block of lines of words; raised words are left out of its text and become markers."""
    text = ""
    words = Words()
    markers: list[tuple[str, int]] = []
    for between, shown, word in spelled(lines, known):
        if word.raised:
            markers.append((word.text, len(text)))
            continue
        text += between if text else ""
        words.add(len(text), len(text) + len(shown), page, word.box)
        text += shown
    return Draft(kind=kind, text=text, words=words, markers=tuple(markers), page=page)


def spelled(lines: Sequence[Sequence[PageWord]], known: Vocabulary) -> Iterator[tuple[str, str, PageWord]]:
    """Each word with what stands before it and its letters, the hyphen of a parted word left out."""
    joined = False
    for number, line in enumerate(lines):
        plain = [word for word in line if not word.raised]
        after = next((word for word in lines[number + 1] if not word.raised), None) if number + 1 < len(lines) else None
        before: PageWord | None = None
        for word in line:
            if word.raised:
                yield "", "", word
                continue
            between = "" if joined else space(before, word)
            shown, joined = word.text, False
            if after is not None and word is plain[-1] and BROKEN.search(word.text) and BEGINS.match(after.text):
                joined = True
                shown = word.text[:-1] if hyphenated(word.text, after.text, known) else word.text
            yield between, shown, word
            before = word


def space(before: PageWord | None, word: PageWord) -> str:
    """A blank, but before a closing mark that only a note marker parts from its word."""
    if before is None or not CLOSING.fullmatch(word.text):
        return " "
    return "" if word.x0 - before.x1 < 1.2 * word.size or word.x0 - before.x1 < GAP * word.size else " "


def hyphenated(left: str, right: str, known: Vocabulary) -> bool:
    """True if the hyphen between two parts of a word is there for the line's end only.

    The document's own words decide; where it has neither form, two halves of plain small letters are one word.
    """
    head, tail = left[:-1].lstrip(MARKS), right.rstrip(MARKS)
    whole, kept = known[(head + tail).lower()], known[f"{head}-{tail}".lower()]
    if whole or kept:
        return whole >= kept
    if head.lower() in lexicon.words("hyphens", "prefixes"):
        return False
    plain = head.isalpha() and tail.isalpha() and tail.islower()
    both_words = known[head.lower()] > 0 and known[tail.lower()] > 0 and len(head) > SHORT_STEM
    return plain and not both_words
