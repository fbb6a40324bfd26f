"""What in quotation marks is speech: what somebody says; no grades, titles, terms or crossheads."""

from __future__ import annotations

import re

from dapipe.annotate.marks import Quoted
from dapipe.annotate.narrative import Narrative
from dapipe.annotate.paragraphs import BODY_WORDS
from dapipe.annotate.speech import Tag
from dapipe.annotate.terms import after_term_pattern, grade_pattern, is_title, term_pattern
from dapipe.annotate.verbs import verbs

FRAGMENT_WORDS = 4
TERM_WORDS = 3
PULLED_WORDS = 10
SIGNED_WORDS = 8
NEAR_VERB = 60
RIGHT_AFTER = 4
LABEL_WORDS = 5
JUDGED = 40


class Sieve:
    """Tells the quoted stretches of one document that may be speech from those that are not."""

    def __init__(self, narrative: Narrative, tags: tuple[Tag, ...]) -> None:
        self.narrative = narrative
        self.text = narrative.text
        self.tags = tags
        self.doubles = sum(not quote.single for quote in narrative.quotes) > len(narrative.quotes) / 2

    def is_whole(self, quote: Quoted) -> bool:
        """True for a sentence of speech, False for a few quoted words inside somebody else's sentence."""
        words = self.text[quote.start : quote.end]
        start, end = self.narrative.paragraphs[self.narrative.paragraph(quote.start)]
        before = self.text[start : quote.outer_start].rstrip()
        pulled = not before and len(words.split()) >= PULLED_WORDS and self.is_signed(quote.outer_end, end)
        opens = words[:1].isupper() or not words[:1].isalpha() or before.endswith(":") or not before
        stops = words.rstrip("’”'\"").endswith((".", "!", "?", ",", "…", "—", "–", "-")) or not quote.closed
        follows = self.text[quote.outer_end : quote.outer_end + 1]
        long = len(words.split()) > FRAGMENT_WORDS
        said_after = follows in (",", ".") and (long or (not before and follows == ","))
        if opens and (stops or pulled or (said_after and (not before or before.endswith((".", "!", "?", "”"))))):
            return True
        if before.endswith((":", ",")) or not before:
            return stops or (before.endswith(":") and len(words.split()) > 2)
        return stops and len(words.split()) > 3

    def is_signed(self, start: int, end: int) -> bool:
        """True if nothing follows in a paragraph that ends at `end`, and a short line without a stop comes next."""
        below = self.text[end:].lstrip().split("\n", 1)[0].strip()
        return not self.text[start:end].strip() and 0 < len(below.split()) <= SIGNED_WORDS and below[-1].isalnum()

    def is_no_speech(self, quote: Quoted, whole: bool) -> bool:
        """True for grades, titles, terms and crossheads."""
        words = self.text[quote.start : quote.end]
        start, end = self.narrative.paragraphs[self.narrative.paragraph(quote.start)]
        before, after = self.text[start : quote.outer_start], self.text[quote.outer_end : end]
        if grade_pattern().fullmatch(words.strip(" ,.;")):
            return True
        if (
            not before.strip(" •-–—")
            and not after.strip()
            and not re.search(r"[.!?,…]$", words)
            and len(words.split()) < 10
        ):
            return True
        if not before.strip(" •-–—") and after.lstrip().startswith(":"):
            return True
        if before.endswith("=") or (is_title(words) and self.names_a_work(quote, before)):
            return True
        if self.is_headline(quote, before, after) or self.is_in_title(quote):
            return True
        crosshead = quote.single and self.doubles and not before.strip() and not after.strip()
        if crosshead and len(words.split()) < BODY_WORDS:
            return True
        if whole:
            return bool(term_pattern().search(before)) and words[:1].isupper() and not re.search(r":\s*$", before)
        if words[:1].islower() and self.is_judged(quote):
            return False
        return bool(term_pattern().search(before) or after_term_pattern().match(after))

    def is_judged(self, quote: Quoted) -> bool:
        """True if a judgement is passed right before a quote: called the report “sad but not surprising”."""
        return any(
            0 <= quote.outer_start - tag.end < JUDGED and self.text[tag.start : tag.end].lower() in verbs("judging")
            for tag in self.tags
        )

    def is_headline(self, quote: Quoted, before: str, after: str) -> bool:
        """True for a line of a label, a colon and quoted words without a stop: "Chief: ‘I did it’"."""
        words = self.text[quote.start : quote.end]
        label = before.rstrip().endswith(":") and len(before.split()) <= LABEL_WORDS and "\n" not in words
        open_ended = not after.strip() and not re.search(r"[.!?,…]$", words) and quote.closed
        return (
            label
            and open_ended
            and not any(quote.outer_start - len(before) <= tag.start < quote.outer_start for tag in self.tags)
        )

    def is_in_title(self, quote: Quoted) -> bool:
        """True for single marks in the first line of an article that has double ones everywhere else."""
        return quote.single and self.doubles and self.narrative.paragraph(quote.start) == 0

    def names_a_work(self, quote: Quoted, before: str) -> bool:
        """True if a capitalised name in marks follows a word, and no verb of saying stands right before it."""
        return bool(re.search(r"\w,?\s$", before)) and not any(
            0 <= quote.outer_start - tag.end < RIGHT_AFTER for tag in self.tags
        )

    def governs(self, tag: Tag, quote: Quoted, *, fragments: bool) -> bool:
        """True if a tag makes a few quoted words somebody's, and not just an article before a term."""
        before = self.text[max(0, quote.outer_start - 8) : quote.outer_start]
        words = len(self.text[quote.start : quote.end].split())
        term = re.search(r"\b(?:a|an|the|its|this|their)\s+$", before) and words <= TERM_WORDS
        far = tag.strength == "saying" or quote.outer_start - tag.end > NEAR_VERB
        if words == 1 and not fragments and (far or not self.is_judged(quote)):
            return False
        if tag.strength == "saying":
            return not term
        return tag.start < quote.start and (self.is_judged(quote) or not term)

    def is_predicate(self, quote: Quoted) -> bool:
        """True for quoted words that a form of "be" says of somebody: she is “really chuffed”."""
        before = self.text[max(0, quote.outer_start - 14) : quote.outer_start]
        words = len(self.text[quote.start : quote.end].split())
        return words > 1 and bool(re.search(r"(?:\b(?:is|was|are|were|been)|[’'](?:s|re|m))\s+$", before))
