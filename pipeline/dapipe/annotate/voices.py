"""In whose voice a sentence is when nobody is quoted: that of the label or heading it stands below, or the author's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dapipe import lexicon
from dapipe.document import Block, BlockKind, Document, DocumentKind
from dapipe.mentions import Utterance

# Where a party's name before a colon begins its words: "Force: Achieved", "HMICFRS comment: …".
LABELLED = (DocumentKind.REGISTER, DocumentKind.REPORT)
USUAL = {DocumentKind.REPORT: "inspectorate", DocumentKind.ARTICLE: "reporter", DocumentKind.REGISTER: "register"}
# Who issues releases and statements.
ISSUERS = frozenset({"inspectorate", "force", "commissioner", "government", "association", "charity"})
SIGNED = re.compile(r"^Yours (?:sincerely|faithfully|truly)\b.*?(?=^(?:cc|copy|copied|enc)\b|\Z)", re.M | re.S | re.I)
ADDRESSED = re.compile(r"(?:to|cc|copy):", re.I)
WEAK = frozenset({"police", "office", "report", "reports", "inspection", "inspections", "review", "audit"})
LONGEST_HEADING = 8
LETTERHEAD = 4
# Names at the top of a statement are as often of whom it is about; these parties are told by what "we" do.
UNSURE = frozenset({"", "force", "inspectorate"})
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
        usual, kind = USUAL.get(self.document.kind, ""), self.document.kind
        if usual != "reporter" and (usual or kind is DocumentKind.LETTER):
            return usual or self.of_texts() or "unknown"
        if usual and self.first_person() < FIRST_PERSON:
            return usual
        named = self.of_texts()
        if named not in UNSURE:
            return named
        # Whoever answers a report names the inspectorate in its first lines, and whoever inspects names the force.
        quoted = self.of_first_quoted(ISSUERS if kind is DocumentKind.PRESS_RELEASE else ISSUERS - {"inspectorate"})
        return self.of_ourselves() or quoted or named or ("own" if usual else "unknown")

    def of_first_quoted(self, kinds: frozenset[str]) -> str:
        """The first of these kinds whose words are quoted: a release gives the word to its own side first."""
        spoken = (quote.speaker for quote in sorted(self.quotes, key=lambda quote: quote.start) if quote.speaker)
        return next((str(speaker.kind) for speaker in spoken if str(speaker.kind) in kinds), "")

    def of_ourselves(self) -> str:
        """Who "we" are by what the author says of himself; "" if that is not plain."""
        text = self.unquoted()
        counts = {kind: len(words.findall(text)) for kind, words in ourselves().items()}
        best = max(counts, key=counts.__getitem__)
        return best if list(counts.values()).count(counts[best]) == 1 else ""

    def of_texts(self) -> str:
        """The first party that signs a document, heads it or publishes it; "" if none does."""
        text = self.document.text
        signed, told = SIGNED.search(text), words("author").search(text)
        if signed and words("inspector").search(signed.group()):
            return "inspectorate"
        head = " ".join(line for line in text.split("\n")[:LETTERHEAD] if not ADDRESSED.match(line))
        texts = (signed.group() if signed else "", told.group() if told else "", head, self.document.publisher)
        return next((kind for part in texts if (kind := self.kind_of(re.findall(r"\w+", part.lower())))), "")

    def first_person(self) -> float:
        """The share of sentences in which the author speaks of himself; what is quoted does not count."""
        sentences = [one for one in re.split(r"[.!?]\s", self.unquoted()) if len(one) > LONG]
        return sum(bool(ONESELF.search(one)) for one in sentences) / max(1, len(sentences))

    def unquoted(self) -> str:
        """The document's text without what is quoted in it."""
        text, places = self.document.text, [0, *(end for quote in self.quotes for end in (quote.start, quote.end))]
        return " ".join(text[start:end] for start, end in zip(places[::2], [*places[1::2], len(text)], strict=True))

    def kind_of(self, words: Sequence[str]) -> str:
        """The kind of the first party that is named in these words; "police" and "office" are parts of many names."""
        named = [word for word in words if word in self.kinds]
        return next((self.kinds[word] for word in sorted(named, key=WEAK.__contains__)), "")


@cache
def words(name: str) -> re.Pattern[str]:
    """A pattern of the lexicon by its name, case kept."""
    return re.compile(lexicon.read("voices")[name], re.M)


@cache
def ourselves() -> dict[str, re.Pattern[str]]:
    """Party -> what it says of itself."""
    parties = lexicon.read("voices")["ours"]
    return {kind: re.compile("|".join(lexicon.words("voices", f"ours.{kind}")), re.I) for kind in parties}
