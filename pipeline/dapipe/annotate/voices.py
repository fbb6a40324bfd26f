"""In whose voice a sentence is when nobody is quoted: that of the label or heading it stands below, or the author's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dapipe import lexicon
from dapipe.document import Block, BlockKind, Document, DocumentKind
from dapipe.mentions import Utterance

# Where a party's name before a colon begins its words: "Force: Achieved", "HMICFRS comment: …".
LABELLED = (DocumentKind.REGISTER, DocumentKind.REPORT)
USUAL = {DocumentKind.REPORT: "inspectorate", DocumentKind.ARTICLE: "reporter", DocumentKind.REGISTER: "register"}
# Who issues releases and statements.
ISSUERS = frozenset({"inspectorate", "force", "commissioner", "government", "association", "charity"})
SIGNED = re.compile(r"^Yours (?:sincerely|faithfully|truly)\b.*?(?=^(?:cc|copy|copied|enc)\b|\Z)", re.M | re.S | re.I)
WEAK = frozenset({"police", "office", "report", "reports", "inspection", "inspections", "review", "audit"})
LONGEST_HEADING = 8
LETTERHEAD = 4
ONESELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
# An article with so many sentences about oneself is a statement of the office whose page it is on.
FIRST_PERSON = 0.3
LONG = 20


class Voices:
    """Goes through a document's sentences and holds whose voice was set last."""

    def __init__(self, document: Document, kinds: dict[str, str], quotes: Sequence[Utterance] = ()) -> None:
        self.document = document
        self.quotes = quotes
        self.kinds = kinds
        self.answers = frozenset(lexicon.words("sources", "grammar.answers"))
        self.author = self.of_author()
        self.section: tuple[str, ...] = ()
        self.set = ""

    def voice(self, block: Block, opening: Sequence[str]) -> str:
        """The kind of party whose voice a sentence is in: `opening` are its first words, in lower case."""
        if block.section != self.section or block.kind is BlockKind.HEADING:
            self.section, self.set = block.section, self.of_heading(block)
        if self.document.kind in LABELLED and ":" in opening:
            self.set = self.of_label(opening[: opening.index(":")]) or self.set
        return self.set or self.author

    def of_label(self, words: Sequence[str]) -> str:
        """The party that a label names; "" if the label holds more than a name, a day and a word for an answer."""
        plain = [word for word in words if word.isalpha() and word not in self.answers]
        kinds = [self.kinds[word] for word in plain if word in self.kinds]
        return kinds[0] if kinds and len(plain) <= len(kinds) + 1 else ""

    def of_heading(self, block: Block) -> str:
        """Whose answer stands below the innermost heading; "" if it tells of none."""
        words = re.findall(r"\w+", block.section[-1].lower()) if block.section else []
        answer = next((place for place, word in enumerate(words) if word in self.answers), -1)
        if answer < 0 or len(words) > LONGEST_HEADING or block.section[-1] == self.document.title:
            return ""
        near = sorted(range(len(words)), key=lambda place: abs(place - answer))
        return self.kind_of([words[place] for place in near])

    def of_author(self) -> str:
        """The voice of a document: usual for its kind, of whoever is quoted first, signs, heads or publishes it."""
        usual = USUAL.get(self.document.kind, "")
        release = self.document.kind is DocumentKind.PRESS_RELEASE
        if not release and (usual != "reporter" or self.first_person() < FIRST_PERSON):
            return usual or self.of_texts(self.document) or "unknown"
        named = self.of_texts(self.document)
        if named in ISSUERS - {"inspectorate", "force"}:
            return named
        # Whoever answers a report names the inspectorate in its first lines, and whoever inspects names the force.
        quoted = self.of_first_quoted(ISSUERS if release else ISSUERS - {"inspectorate"})
        return quoted or named or ("unknown" if release else "own")

    def of_first_quoted(self, kinds: frozenset[str]) -> str:
        """The first of these kinds whose words are quoted: a release gives the word to its own side first."""
        spoken = (quote.speaker for quote in sorted(self.quotes, key=lambda quote: quote.start) if quote.speaker)
        return next((str(speaker.kind) for speaker in spoken if str(speaker.kind) in kinds), "")

    def of_texts(self, document: Document) -> str:
        """The first party that signs a document, heads it or publishes it; "" if none does."""
        signed = SIGNED.search(document.text)
        head = " ".join(document.text.split("\n")[:LETTERHEAD])
        texts = (signed.group() if signed else "", head, document.publisher)
        return next((kind for text in texts if (kind := self.kind_of(re.findall(r"\w+", text.lower())))), "")

    def first_person(self) -> float:
        """The share of sentences in which the author speaks of himself; what is quoted does not count."""
        text, places = self.document.text, [0, *(end for quote in self.quotes for end in (quote.start, quote.end))]
        plain = " ".join(text[start:end] for start, end in zip(places[::2], [*places[1::2], len(text)], strict=True))
        sentences = [one for one in re.split(r"[.!?]\s", plain) if len(one) > LONG]
        return sum(bool(ONESELF.search(one)) for one in sentences) / max(1, len(sentences))

    def kind_of(self, words: Sequence[str]) -> str:
        """The kind of the first party that is named in these words; "police" and "office" are parts of many names."""
        named = [word for word in words if word in self.kinds]
        return next((self.kinds[word] for word in sorted(named, key=WEAK.__contains__)), "")
