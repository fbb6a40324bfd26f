"""The name that a phrase stands for: at its head, in apposition, or by the office that it names."""

from __future__ import annotations

import re

from dapipe.annotate import offices
from dapipe.annotate.bodies import Bodies
from dapipe.annotate.narrative import Narrative
from dapipe.annotate.people import Named, Register

ARTICLE = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:but|and|yet|so|still|meanwhile|however)\s+)?(?:the|a|an|one|another|this|that|his|her|its|their|our|some|any|many|several)\s+",
    re.I,
)
PREPOSITION = re.compile(r"\b(?:of|for|from|at|with|in|to|on|by|behind)\s+(?:the\s+)?(?:[\w’'&.-]+\s+)*$", re.I)
BRACKET_WINDOW = 40
APPOSED = re.compile(r"\s*[,(]|\s+(?:in|from|of|at)\s+[A-Z][\w’'-]+,")
OF_PLACE = re.compile(r"s?(?:\s+(?:of|for)\s+[A-Z][\w &’-]*)?\s*")
NAMED = re.compile(r"\s+(?:named|called)\s+")


class Naming:
    """Finds the people of the register that phrases name."""

    def __init__(self, narrative: Narrative, register: Register, bodies: Bodies) -> None:
        self.narrative = narrative
        self.register = register
        self.bodies = bodies
        self.text = narrative.text
        self.about_inspection = bodies.inspects()

    def named(self, start: int, end: int, verb: int) -> Named | None:
        """The name that heads a phrase or stands in apposition to it; none that only belongs to its complement."""
        inside = [item for item in self.register.within(start, end) if not self.belongs(start, end, item)]
        if inside:
            return inside[-1]
        if verb < start:
            stop = re.search(r"[,.;:(“”\"\n]|$", self.text[end : end + 80])
            last = end + (stop.start() if stop else 0)
            later = [item for item in self.register.within(end, last) if not self.belongs(start, item.end, item)]
            if later:
                return later[0]
        first = self.register.at(start)
        if first and not self.belongs(start, end, first):
            return first
        called = NAMED.match(self.text, end)
        if called and self.register.at(called.end()):
            return self.register.at(called.end())
        bracket = re.search(r"\s\([^()]*$", self.text[max(0, start - BRACKET_WINDOW) : start])
        if bracket:
            return self.register.at(max(0, start - BRACKET_WINDOW) + bracket.start() - 1)
        tail = re.match(
            r"\s*(?:\([^()]{1,40}\)\s*)?,\s+(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr|Coun|Councillor|Rev|Prof|Professor|Lord|Lady|Baroness)\.?\s+)?",
            self.text[end : end + 60],
        )
        if self.speaks_for(start, end):
            return None
        follows = self.register.at(end + tail.end()) if tail else self.after_office(end, verb)
        if (
            follows is not None
            and tail
            and verb > end
            and verb > follows.end
            and not APPOSED.match(self.text, follows.end)
        ):
            follows = None
        if follows is None:
            follows = self.in_apposition(end, verb)
        return follows

    def speaks_for(self, start: int, end: int) -> bool:
        """True for "a spokesman for the mayor": a name after it is the mayor's."""
        words = self.text[start:end]
        found = list(offices.offices_in(words))
        attached = len(found) > 1 and found[0].group().lower() in offices.listed("attached")
        return attached and bool(OF_PLACE.fullmatch(words[found[-1].end() :]))

    def after_office(self, end: int, verb: int) -> Named | None:
        """A name right after an office whose complement the phrase has left out: "Inspector | of Constabulary A B"."""
        item = next(iter(self.register.within(end, end + 60)), None)
        beyond = item is not None and end <= verb < item.end
        if item is None or beyond or re.search(r"[,.;:“”]", self.text[end : item.start]):
            return None
        return item if offices.office_before(self.text, item.start) else None

    def in_apposition(self, end: int, verb: int) -> Named | None:
        """A name between commas before the verb, where the phrase before is an office: "…Commissioner, A B, said"."""
        if verb <= end:
            return None
        for item in self.register.within(end, verb):
            before = self.text[end : item.start]
            if self.text[item.end : item.end + 1] not in (",", ";") and self.text[item.end : item.end + 2] != " (":
                continue
            titled = re.search(r",\s+(?:[A-Z][\w/’'.]*\s+(?:of\s+)?){0,5}$", before) or offices.ends_in_office(before)
            if titled and not re.search(r"\b(?:who|which)\b|,\s+and\b|\band\s+(?:the|his|her|its)\b", before):
                return item
        return None

    def belongs(self, start: int, end: int, item: Named) -> bool:
        """True for a name inside a complement, possessive or compound: "a spokesman for Mr X", "an X adviser"."""
        before, after = self.text[start : item.start], self.text[item.end : end]
        title = next((found for found in offices.offices_in(before) if found.end() == len(before.rstrip())), None)
        before = before[: title.start()] if title else before
        return bool(PREPOSITION.search(before)) or bool(
            re.match(r"[’']s?\s|\s+(?!of\b|from\b|at\b|in\b|for\b)\w", after)
        )

    def holder(self, start: int, end: int, role: str) -> int | None:
        """The number of the person who holds the office that a phrase names, with its owner if that is named."""
        words = self.text[start:end]
        owner = ARTICLE.sub("", words[: max(0, words.find(role))]).strip()
        plain = [offices.plain(word).removesuffix("'s") for word in owner.split()]
        empty = offices.listed("owners") | (offices.listed("parties") if offices.is_member(role) else frozenset())
        named = [word for word in plain if word not in empty]
        return self.register.holder(role, start, " ".join(named), self.bodies.force_at(start, end))
