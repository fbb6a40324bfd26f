"""Quoted stretch -> the mention of its speaker: rules from precise to greedy, each with its name and confidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dapipe import lexicon
from dapipe.annotate import offices
from dapipe.annotate.clauses import in_question
from dapipe.annotate.marks import Quoted
from dapipe.annotate.narrative import Narrative
from dapipe.annotate.people import Named
from dapipe.annotate.speakers import GENDERS, LETTER, Speakers
from dapipe.annotate.speech import Tag
from dapipe.mentions import Person, SpeakerKind

OPEN_END = re.compile(r"[,?!…—–-][”’\"']?$")
FULL_STOP = re.compile(r"[.!?…]$")
LABEL = re.compile(
    r"^(?:\d\d?[.:]\d\d\s+)?(?:(?:Also|More|And)\s+from\s+|From\s+)?(?P<who>[A-Z][^:“”\"\n]{0,80}?)(?:\s\([^()]*\))?:\s*$"
)
SIGNATURE = re.compile(r"^\s*(?:[–—-]{1,2}\s*|\()(?P<who>[^()\n.“”\"]{3,100})\)?[.\s]*$")
SIGNED_BELOW = re.compile(r"\s*\n\s*[–—-]?\s*(?P<who>[A-Z][^\n.!?:“”\"]{3,100})(?=\n|$)")
VERBAL_LINE = re.compile(r"\b(?:said|says|told|added|was|is|has|had|were|will|who)\b")
REPLY = re.compile(
    r"^\W*(?:(?:update|response|reply|comments?|statement)\s+(?:from|by)\s+(?P<who>[^:\d“”\"]{3,60}?)"
    r"|(?P<owner>[^:\d“”\"]{3,60}?)(?:[’']s)?\s+(?:response|comments?|update|statement))(?=\W)[^:A-Za-z“”\"]{0,30}:",
    re.IGNORECASE,
)
OWN_WORDS = re.compile(r"\bin\s+(?P<whose>his|her)\s+(?:own\s+)?words,?\s*\Z", re.IGNORECASE)
OWNERS = {"his": "he", "her": "she"}
NEAR = 90
RIGHT_BEFORE = 12
HEADING_WORDS = 8
SIGNATURE_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Who says a quoted stretch, where that is told, by which rule, and how often the rule is right."""

    speaker: Person | None = None
    mention: tuple[int, int] | tuple[()] = ()
    cue: tuple[int, int] | tuple[()] = ()
    rule: str = "none"
    confidence: float = 0.3
    tag: Tag | None = None


class Attribution:
    """Goes through the quoted stretches of a document in order and keeps the running speaker."""

    def __init__(self, narrative: Narrative, speakers: Speakers, tags: tuple[Tag, ...]) -> None:
        self.narrative = narrative
        self.speakers = speakers
        self.text = narrative.text
        self.tags = tags
        speakers.said = [tag.subject for tag in tags if tag.subject and tag.strength == "saying"]
        self.resolved: dict[int, Person | None] = {}
        self.by_paragraph: dict[int, list[Tag]] = {}
        body = narrative.paragraphs[0][0]
        for tag in (tag for tag in tags if tag.start >= body):  # nobody speaks in a headline
            self.by_paragraph.setdefault(narrative.paragraph(tag.start), []).append(tag)

    def person(self, tag: Tag) -> Person | None:
        """The speaker of a tag."""
        if tag.start not in self.resolved:
            found = self.speakers.resolve(*tag.subject, tag.start) if tag.subject else None
            self.resolved[tag.start] = found
        return self.resolved[tag.start]

    def pronoun(self, tag: Tag) -> str:
        """The gender that a tag's subject tells if it is "he" or "she", else ""."""
        words = self.text[tag.subject[0] : tag.subject[1]].lower() if tag.subject else ""
        return GENDERS.get(words, "")

    def agrees(self, verdict: Verdict, tag: Tag) -> bool:
        """True if the speaker of a verdict may be the "he" or "she" of a tag."""
        return verdict.speaker is not None and self.speakers.fits(verdict.speaker, self.pronoun(tag))

    def by_tag(self, tag: Tag, rule: str, confidence: float) -> Verdict:
        """The verdict that a tag gives."""
        return Verdict(
            speaker=self.person(tag),
            mention=tag.subject,
            cue=(tag.start, tag.end),
            rule=rule,
            confidence=confidence,
            tag=tag,
        )

    def own_words(self, quote: Quoted) -> Verdict | None:
        """The person whose "in her words" stands right before a quote."""
        before = OWN_WORDS.search(self.text, max(0, quote.outer_start - NEAR), quote.outer_start)
        speaker = self.speakers.of_pronoun(GENDERS[OWNERS[before["whose"].lower()]], before.start()) if before else None
        mention = before.span("whose") if before else ()
        return Verdict(speaker=speaker, mention=mention, rule="own-words", confidence=0.7) if speaker else None

    def tag_after(self, quote: Quoted) -> Tag | None:
        """The tag right after a quote: "…," he said. After a full stop it must be a clause of its own."""
        number = self.narrative.paragraph(max(quote.start, quote.outer_end - 1))
        _, end = self.narrative.paragraphs[number]
        for tag in self.by_paragraph.get(number, ()):
            if tag.start < quote.outer_end:
                continue
            if tag.according and self.text[tag.start].isupper():
                return None
            between = self.text[quote.outer_end : tag.first]
            if tag.first < quote.outer_end or len(between) > NEAR or re.search(r"[.!?:;“\"]\s*\S", between):
                return None
            if len(between.split()) > 6 and not tag.inverted:
                return None
            words = self.text[quote.start : quote.end].rstrip("’”'\"")
            if FULL_STOP.search(words) and not words.endswith(("?", "!", "…")):
                after = self.text[tag.last : end]
                bare = re.match(r"(?:\s+[\w’']+){0,5}\s*[.,]", after)
                return tag if bare and not between.strip() else None
            return tag
        return None

    def tag_before(self, quote: Quoted) -> Tag | None:
        """The tag right before a quote: he said: "…", he told the paper "…"."""
        number = self.narrative.paragraph(quote.start)
        start, _ = self.narrative.paragraphs[number]
        if not self.text[start : quote.outer_start].strip(" •-–—*") and number:
            return self.tag_before_break(number)
        for tag in reversed(self.by_paragraph.get(number, ())):
            if tag.end > quote.outer_start:
                continue
            between = self.text[tag.last : quote.outer_start] if tag.last <= quote.outer_start else ""
            if re.search(r"[.!?;“”\"]\s", between) or len(between) > 160:
                return None
            return tag
        return None

    def tag_before_break(self, number: int) -> Tag | None:
        """The tag that ends the paragraph before, if a colon follows it."""
        start, end = self.narrative.paragraphs[number - 1]
        if not self.text[start:end].rstrip().endswith((":", ":-")):
            return None
        return next(iter(reversed(self.by_paragraph.get(number - 1, ()))), None)

    def sentence_tag(self, quote: Quoted) -> Tag | None:
        """The tag that governs a quoted bit inside a sentence: the nearest before it, else the first after it."""
        start, end = self.narrative.sentence(quote.outer_start)
        end = max(end, quote.outer_end)
        inside = [
            tag for tag in self.by_paragraph.get(self.narrative.paragraph(quote.start), ()) if start <= tag.start < end
        ]
        before = [tag for tag in inside if tag.end <= quote.outer_start and not tag.negated]
        after = [tag for tag in inside if tag.start >= quote.outer_end]
        known = [tag for tag in before if tag.subject] or [tag for tag in after if tag.subject]
        if before and known and quote.outer_start - known[-1].end <= RIGHT_BEFORE:
            return known[-1]
        known = [tag for tag in known if not in_question(self.narrative.doc[tag.verb])] or known
        saying = [tag for tag in known if tag.strength == "saying"] or known
        return (saying[-1] if before else saying[0]) if saying else None

    def label(self, quote: Quoted) -> Verdict | None:
        """The speaker named by a label before a quote or a signature after it."""
        start, _end = self.narrative.paragraphs[self.narrative.paragraph(quote.start)]
        if self.below_demand(quote, start):
            return Verdict(speaker=self.speakers.report(), rule="demand", confidence=0.85)
        begins = max([start, *(q.outer_end for q in self.quotes_at(start) if q.outer_end <= quote.outer_start)])
        before = LABEL.match(self.text[begins : quote.outer_start].lstrip(" •-–—*"))
        if before and not any(begins <= tag.start < quote.outer_start for tag in self.tags_at(start)):
            offset = self.text.index(before["who"], begins)
            verdict = self.named(offset, offset + len(before["who"]), "label", 0.9)
            return self.with_heading(verdict, start) if verdict and speaks(verdict.speaker) else None
        reply = self.reply(quote, start)
        if reply is not None:
            return reply
        last = self.narrative.paragraphs[self.narrative.paragraph(max(quote.start, quote.outer_end - 1))][1]
        after = SIGNATURE.match(self.text[quote.outer_end : last])
        if after and len(after["who"].split()) <= SIGNATURE_WORDS and self.names_somebody(after):
            who = after["who"].strip(" ,")
            offset = self.text.index(who, quote.outer_end)
            return self.named(offset, offset + len(who), "signature", 0.9)
        return self.signed_below(quote, start)

    def signed_below(self, quote: Quoted, start: int) -> Verdict | None:
        """The person named by the short line right below a paragraph that is all quote, as under a pull quote."""
        before = self.text[start : quote.outer_start].strip(" •-–—*")
        after = SIGNED_BELOW.match(self.text, quote.outer_end)
        if before or after is None or len(after["who"].split()) > SIGNATURE_WORDS:
            return None
        item = self.speakers.register.at(after.start("who")) or self.after_office(*after.span("who"))
        if item is None or VERBAL_LINE.search(after["who"][item.end - after.start("who") :]):
            return None
        person = self.speakers.register.people[item.number]
        return Verdict(speaker=person, mention=(item.start, item.end), rule="signature", confidence=0.8)

    def after_office(self, start: int, end: int) -> Named | None:
        """The only name in a line, if an office stands before it: "Essex PFCC Roger Hirst"."""
        named = self.speakers.register.within(start, end)
        titled = len(named) == 1 and any(offices.offices_in(self.text[start : named[0].start]))
        return named[0] if titled else None

    def reply(self, quote: Quoted, start: int) -> Verdict | None:
        """The body named by "Statement from X:" or "X’s response:" before a quote or in the short line above it."""
        here = self.text[start : quote.outer_start]
        words, offset = here, start
        if not here.strip(" •-–—*"):
            above = self.text[:start].rstrip()
            offset = above.rfind("\n") + 1
            words = above[offset:].rstrip(" :") + ":"
            if len(words.split()) > HEADING_WORDS or self.tag_after(quote) is not None:
                return None
        found = REPLY.match(words)
        group = "who" if found and found["who"] else "owner"
        return self.named(offset + found.start(group), offset + found.end(group), "reply", 0.85) if found else None

    def quotes_at(self, start: int) -> Sequence[Quoted]:
        """The quoted stretches of the paragraph that begins at an offset."""
        return self.narrative.quotes_in(self.narrative.paragraph(start))

    def names_somebody(self, signature: re.Match[str]) -> bool:
        """True if the words after a quote name a person or an office."""
        offset = signature.start("who") - signature.start()
        named = next(offices.offices_in(signature["who"]), None)
        return bool(named) or (signature["who"][0].isupper() and offset < SIGNATURE_WORDS)

    def below_demand(self, quote: Quoted, start: int) -> bool:
        """True if the label before a quote, or the line above it, is that of a recommendation of the inspectorate."""
        here = self.text[start : quote.outer_start].strip(" :•-–—")
        above = self.text[:start].rstrip().rsplit("\n", 1)[-1].strip(" :")
        return self.speakers.about_inspection and bool(demand_pattern().fullmatch(here or above))

    def with_heading(self, verdict: Verdict, start: int) -> Verdict:
        """The verdict with the office that a short line right above the label names, if the speaker has none."""
        above = self.text[:start].rstrip().rsplit("\n", 1)[-1]
        found = list(offices.offices_in(above))
        person = verdict.speaker
        if person is None or person.role or len(found) != 1 or len(above.split()) > HEADING_WORDS:
            return verdict
        role = found[0].group()
        kind = offices.kinds().get(offices.plain(role), person.kind)
        held = self.speakers.bodies.held(role, above, kind)
        known = replace(person, role=role, organisation=held.organisation, force=held.force, kind=held.kind)
        return replace(verdict, speaker=known)

    def tags_at(self, offset: int) -> list[Tag]:
        """The tags of the paragraph at an offset."""
        return self.by_paragraph.get(self.narrative.paragraph(offset), [])

    def named(self, start: int, end: int, rule: str, confidence: float) -> Verdict | None:
        """The verdict of a stretch that does nothing but name somebody."""
        inside = self.speakers.register.within(start, end)
        comma = self.text.find(",", start, end)
        first_part = comma if comma > 0 else end
        called = self.speakers.register.called(self.text[start:first_part].strip())
        speaker = (
            self.speakers.register.people[called]
            if called is not None
            else self.speakers.register.people[inside[0].number]
            if inside and (inside[0].start < first_part or self.text[start].isupper())
            else self.speakers.of_words(start, first_part)
        )
        return Verdict(speaker=speaker, mention=(start, end), rule=rule, confidence=confidence) if speaker else None

    def earlier_tag(self, quote: Quoted) -> Tag | None:
        """The last tag before a quote in its paragraph that has a speaker."""
        tags = self.by_paragraph.get(self.narrative.paragraph(quote.start), ())
        earlier = (tag for tag in reversed(list(tags)) if tag.end <= quote.outer_start and tag.subject)
        return next((tag for tag in earlier if speaks(self.person(tag))), None)

    def introduced(self, quote: Quoted) -> Verdict | None:
        """The person that the narrative before a quote brings in: last subject of this paragraph or the one before."""
        number = self.narrative.paragraph(quote.start)
        start, _ = self.narrative.paragraphs[number]
        here = self.last_subject(start, quote.outer_start)
        if here:
            return Verdict(speaker=here[1], mention=here[0], rule="introduced", confidence=0.7)
        if not number or self.text[start : quote.outer_start].strip():
            return None
        before_start, before_end = self.narrative.paragraphs[number - 1]
        if any(q.outer_start < before_end and q.outer_end > before_start for q in self.narrative.quotes):
            return None
        written = self.written_by(before_end)
        if written is not None:
            return written
        there = self.last_subject(before_start, before_end) or self.only_name(before_end)
        return Verdict(speaker=there[1], mention=there[0], rule="introduced-before", confidence=0.65) if there else None

    def written_by(self, end: int) -> Verdict | None:
        """The unnamed person whose message or letter the paragraph that ends at `end` closes with."""
        start, _ = self.narrative.sentence(end - 1)
        found = list(LETTER.finditer(self.text, start, end))
        if not found or self.text[found[-1].end("who") : end].strip() not in (".", ":", ""):
            return None
        writer = self.speakers.of_words(*found[-1].span("who"))
        one = (
            writer is not None and writer.name[:1].islower() and bool(writer.role or writer.kind is SpeakerKind.PUBLIC)
        )
        return Verdict(speaker=writer, mention=found[-1].span("who"), rule="letter", confidence=0.7) if one else None

    def told_before(self, quote: Quoted) -> Verdict | None:
        """The person said to have said something, last in the paragraph before a quote that begins its own."""
        number = self.narrative.paragraph(quote.start)
        if self.text[self.narrative.paragraphs[number][0] : quote.outer_start].strip(" •-–—"):
            return None
        told = [tag for tag in self.by_paragraph.get(number - 1, ()) if tag.subject and tag.strength == "saying"]
        person = self.person(told[-1]) if told else None
        one = (
            person is not None
            and (person.mentions or person.name[:1].islower())
            and person.kind is not SpeakerKind.INSPECTORATE
        )
        return self.by_tag(told[-1], "told-before", 0.7) if one else None

    def only_name(self, end: int) -> tuple[tuple[int, int], Person] | None:
        """The one person named in the sentence that ends at `end`."""
        start, _ = self.narrative.sentence(end - 1)
        named = self.speakers.register.within(start, end)
        if len({item.number for item in named}) != 1:
            return None
        return (named[0].start, named[0].end), self.speakers.register.people[named[0].number]

    def last_subject(self, start: int, end: int) -> tuple[tuple[int, int], Person] | None:
        """The last subject of a sentence in [start, end) that is a person."""
        starts = self.speakers.focus_starts
        for token in reversed(self.speakers.focus[bisect_left(starts, start) : bisect_left(starts, end)]):
            number = self.speakers.subject_person(token)
            if number is not None:
                return (token.idx, token.idx + len(token)), self.speakers.register.people[number]
            if token.lower_ in ("he", "she"):
                person = self.speakers.resolve(token.idx, token.idx + len(token), token.idx)
                if person is not None:
                    return (token.idx, token.idx + len(token)), person
        return None


@cache
def demand_pattern() -> re.Pattern[str]:
    """Labels and headings of the inspectorate's demands."""
    return re.compile("|".join(lexicon.words("quotes", "demands")), re.IGNORECASE)


def speaks(person: Person | None) -> bool:
    """True for persons and organisations; not for laws, figures and other things that "say"."""
    known = person is not None and bool(person.mentions or person.organisation or person.role)
    return known or (person is not None and person.kind is SpeakerKind.PUBLIC)


def first(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """The first verdict that names a speaker."""
    return next((verdict for verdict in verdicts if verdict is not None and verdict.speaker is not None), None)
