"""Speakers without a name: a force, the inspectorate, an organisation, or somebody by the words of the text."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from dapipe.annotate import offices
from dapipe.annotate.bodies import COMMISSIONED, COMMISSIONERS, force_in
from dapipe.annotate.named_bodies import led_body
from dapipe.annotate.naming import ARTICLE, Naming
from dapipe.mentions import Person, SpeakerKind

REPORT = "HMIC report"
OWN_FORCE = re.compile(r"(?:(?:the|its|county[’']s)\s+)?(?:police\s+)?(?:force|constabulary|brigade)", re.I)
FORCE_WORDS = re.compile(
    r"\b(?:the|his|her|its|county[’']s)?\s*(?:force|constabulary|police force|brigade)(?:\b|$)", re.I
)
OWN_UNIT = re.compile(r"\b(?:in|from|of) (?:its|their) ", re.I)
FOR_COMMISSIONER = re.compile(r"\bfor the commissioner$", re.I)
CROWN = re.compile(
    r"(?:the\s+)?(?P<who>(?:H(?:er|is)\s+Majesty[’']s|HM)\s+(?:(?:Chief|Deputy|Lead)\s+)*Inspector"
    r"(?:\s+of\s+[A-Z]\w+(?:\s+(?:and|&)\s+[A-Z]\w+)*(?:\s+Services)?)?)",
    re.I,
)
THE = re.compile(r"the\s", re.I)
FROM = re.compile(r",?\s+(?:from|in|of)\s+[A-Z]")
OWNED = re.compile(r"(?:[’']s|s[’'])\s+(?:[\w-]+\s+)*?(?P<what>[a-z][\w-]*)$")


class Descriptions(Naming):
    """Makes the persons and bodies that phrases without a name describe."""

    def of_body(self, start: int, end: int) -> Person | None:
        """The force, inspectorate or organisation that a phrase names."""
        words = self.text[start:end]
        plain = offices.plain(ARTICLE.sub("", words))
        if offices.staff_in(plain) or is_owned_thing(words):
            return None
        head = re.split(r"\s+(?:of|for|from|into|on|by|in|at)\s+", plain)[0]
        if self.about_inspection and inspectorate_words().search(head):
            return self.report()
        body = offices.body_in(ARTICLE.sub("", words))
        if body and words.startswith(body) and offices.is_common(body) and len(words) > len(body):
            return None
        force = self.bodies.force_at(start, end) or (self.bodies.main if OWN_FORCE.fullmatch(words) else "")
        if force and not (
            body and re.search(r"\b(?:Council|Federation|Association|Authority|Commissioner|Panel)\b", body)
        ):
            name = self.bodies.name(force)
            return Person(name=name, organisation=name, force=force, kind=SpeakerKind.FORCE)
        if not body and self.is_proper(start, end):
            run = re.search(r"(?:[A-Z0-9][\w’'&.-]*)(?:\s+(?:(?:of|for|and|&|the)\s+)*[A-Z0-9][\w’'&.-]*)*$", words)
            body = ARTICLE.sub("", run.group() if run else words)
            if " " not in body and FROM.match(self.text, end):
                return Person(name=body, kind=SpeakerKind.PUBLIC)
        if body and (body[0].isupper() or body[0].isdigit()):
            kind = offices.kind_of_body(words)
            force = self.bodies.held("", body, kind).force if "Federation" in body else ""
            return Person(name=body, organisation=body, force=force, kind=kind)
        return None

    def is_proper(self, start: int, end: int) -> bool:
        """True if a phrase is a proper name by the tagger's word."""
        span = self.narrative.doc.char_span(start, end, alignment_mode="expand")
        head = takewhile(lambda token: token.tag_ != "IN", span or ())
        tokens = [token for token in head if token.tag_ in ("NN", "NNS", "NNP", "NNPS")]
        return bool(tokens) and all(token.tag_.startswith("NNP") and token.text[:1].isupper() for token in tokens[-1:])

    def report(self) -> Person:
        """The inspectorate, its report or its inspectors as a body."""
        return Person(name=REPORT, organisation=self.bodies.inspectorate, kind=SpeakerKind.INSPECTORATE)

    def description(self, words: str, start: int, end: int, role: str) -> Person:
        """An unnamed person or group by the words of the text: "custody sergeant", "NSPCC spokesman"."""
        crown = CROWN.match(self.text, start)
        if crown:
            body = self.bodies.inspectorate_of(crown.group())
            return Person(name=crown["who"], role=crown["who"], organisation=body, kind=SpeakerKind.INSPECTORATE)
        words = offices.in_small(words)
        if offices.plain(role) in offices.listed("roleless"):
            return Person(name=words, kind=SpeakerKind.PUBLIC)
        if role and offices.is_past(words):
            return Person(name=words, role=words, kind=SpeakerKind.PUBLIC)
        if role and offices.staff_in(words):
            return self.staff(words, start, end, role)
        kind = offices.kind_of_role(role) if role else SpeakerKind.OTHER
        context = re.sub(re.escape(role) + "$", "", words) if role else words
        thing = is_owned_thing(words)
        force = self.bodies.force_at(start, end) or (self.bodies.main if FORCE_WORDS.search(words) else "")
        force = force or (force_in(self.bodies.last_named(start)) if role and OWN_UNIT.search(words) else "")
        force = "" if thing else force
        body = "" if thing else offices.body_in(words) or offices.party_in(words)
        body = body or ("" if thing or not role else led_body(words[words.find(role) + len(role) :]))
        if kind is SpeakerKind.INSPECTORATE:
            return Person(name=words, role=role, organisation=self.bodies.inspectorate, kind=kind)
        if kind is SpeakerKind.COMMISSIONER:
            held = self.bodies.held(role, context, kind, start)
            return Person(name=words, role=role, organisation=held.organisation, force=held.force, kind=kind)
        bare = FOR_COMMISSIONER.search(words) and self.bodies.local(start) not in (*COMMISSIONED, "")
        if COMMISSIONERS.search(words) or bare:
            held = self.bodies.commissioner(words, force_in(words) or self.bodies.local(start))
            return Person(name=words, role=role, organisation=held.organisation, force=held.force, kind=held.kind)
        if force or (kind is SpeakerKind.FORCE and not body):
            force = force or self.local(start)
            name = self.bodies.name(force) if force else ""
            return Person(name=words, role=role, organisation=name, force=force, kind=SpeakerKind.FORCE)
        side = offices.kind_of_body(body or words) if kind is SpeakerKind.OTHER else kind
        return Person(name=words, role=role, organisation=body, kind=side)

    def staff(self, words: str, start: int, end: int, role: str) -> Person:
        """Those who work for a force without a name: of the force named with them, else of the document's."""
        force = self.bodies.force_at(start, end) or self.local(start)
        name = self.bodies.name(force) if force else ""
        return Person(name=words, role=role, organisation=name, force=force, kind=SpeakerKind.FORCE)

    def local(self, start: int) -> str:
        """The force of an office at an offset; for "the sergeant" where no heading tells, the only one named nearby."""
        force = self.bodies.local(start)
        if force or not THE.match(self.text, start):
            return force
        number = self.narrative.paragraph(start)
        here = self.bodies.named_in(self.narrative.paragraphs[number][0], start)
        named = here or self.bodies.named_in(self.narrative.paragraphs[max(0, number - 1)][0], start)
        return named.pop() if len(named) == 1 else ""


def is_owned_thing(words: str) -> bool:
    """True for what somebody owns and speaks by no right of its own: "the force’s own rules"."""
    owned = OWNED.search(words)
    if owned is None:
        return False
    last = owned["what"].lower()
    voices = offices.listed("voices") | offices.listed("force_words") | offices.listed("organisations")
    return last not in voices and not offices.staff_in(last) and not any(offices.offices_in(last))


@cache
def inspectorate_words() -> re.Pattern[str]:
    """The inspectorate, its people and papers at the end of a phrase's head."""
    every = sorted((*offices.listed("bodies"), *offices.listed("inspectorates")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, every)) + r")\b(?:'s)?(?:\s+(?:&|and)\s+.*)?$")
