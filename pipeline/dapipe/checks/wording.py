"""Quotes word for word: an article's quote beside the report or press release that holds the same words.

A quote that is found nowhere says nothing: most are spoken to one paper alone. One that is nearly found was altered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from dapipe.checks.evidence import Evidence
from dapipe.checks.results import Check, Link, check, link, place
from dapipe.facts.quotes import Quote
from dapipe.facts.statements import Statement

RUN = 4
FEWEST = 6
# How much of a quote must agree with a source to be the same sentence; less if both name the same speaker.
ALIKE = 0.75
ALIKE_OF_ONE = 0.65
CANDIDATES = 5
SET_PHRASE = 20
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|%")
# What stands between the parts of a quote that its tag has split, and what a writer put in or left out.
TAG = re.compile(r"[”\"][^“”\"]*[“\"]")
LEFT_OUT = re.compile(r"\.\s?\.\s?\.|…|\[[^\]]*\]")
SENTENCE = re.compile(r"(?<=[.!?])[”’\"]?\s+[“‘\"]?")
SPELLINGS = {"per": "", "cent": "percent", "%": "percent"}
SHORT = {"'ve": " have", "'re": " are", "'ll": " will", "n't": " not", "'m": " am"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a quote, or a part between omissions, as plain words."""

    quote: Quote
    text: str
    words: tuple[str, ...]


def check_wording(evidence: Evidence) -> Iterator[Check | Link]:
    """A link for each quote that stands word for word in a source, a flag for each that was altered.

    A quote that is not found at all is unclear, and only told if a source quotes the same speaker.
    """
    pieces = {quote.id: (quote, list(pieces_of(quote))) for quote in evidence.quotes if is_checked(evidence, quote)}
    found = matched(evidence, [piece for _, held in pieces.values() for piece in held])
    spoken = speakers(evidence)
    for quote, held in pieces.values():
        told = list(of_quote(evidence, held, found))
        yield from told or not_found(evidence, quote, spoken.get(quote.speaker, []))


def of_quote(
    evidence: Evidence, pieces: list[Piece], found: dict[tuple[str, ...], list[Statement]]
) -> Iterator[Check | Link]:
    """One link for each source that holds words of a quote, and the flags of its altered pieces."""
    linked: set[str] = set()
    for piece in pieces:
        near = found.get(piece.words, [])
        same = next((item for item in near if contains(plain(item.source.words), piece.words)), None)
        if same is None:
            yield from altered(evidence, piece, near)
        elif same.source.doc not in linked:
            linked.add(same.source.doc)
            yield link("quotes_report", piece.quote, same, "the same words")


def speakers(evidence: Evidence) -> dict[str, list[Quote]]:
    """The direct quotes of reports and press releases by speaker."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for quote in evidence.quotes:
        doc = quote.source.doc
        if quote.speaker and quote.kind == "direct" and (evidence.is_source(doc) or evidence.is_own_words(doc)):
            found[quote.speaker].append(quote)
    return found


def not_found(evidence: Evidence, quote: Quote, others: list[Quote]) -> Iterator[Check]:
    """An unclear check of a quote whose speaker a source quotes with other words."""
    near = [item for item in others[-CANDIDATES:] if evidence.may_rest_on(quote.source.doc, item.source.doc)]
    if near and quote.kind == "direct" and len(plain(quote.source.words)) >= FEWEST:
        note = f"The words of {quote.speaker} ({place(quote)}) are not among those in {place(near[0])}."
        yield check("agreement", "unclear", (quote, near[0]), rule="quote", note=note)


def is_checked(evidence: Evidence, quote: Quote) -> bool:
    """True for the direct words of a quote in an article."""
    return quote.kind in ("direct", "mixed") and evidence.is_paper(quote.source.doc)


def pieces_of(quote: Quote) -> Iterator[Piece]:
    """The sentences of a quote, without its tag, split where words were left out or put in."""
    for part in quoted_parts(quote):
        for sentence in SENTENCE.split(part):
            for text in LEFT_OUT.split(sentence):
                words = plain(text)
                if len(words) >= RUN:
                    yield Piece(quote, text.strip(), words)


def quoted_parts(quote: Quote) -> list[str]:
    """What stands between quotation marks: all of a direct quote but its tag, the marked words of a mixed one."""
    text = re.sub(r"\s+", " ", quote.source.words)
    if quote.kind == "mixed":
        return re.findall(r"[“\"]([^“”\"]+)[”\"]", text)
    return TAG.split(text)


def plain(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, with short forms written out: what must agree word for word."""
    lower = text.lower().replace("’", "'").replace("\u00ad", "")
    for short, full in SHORT.items():
        lower = lower.replace(short, full)
    words = (SPELLINGS.get(word, word) for word in TOKEN.findall(lower))
    return tuple(word for word in words if word)


def matched(evidence: Evidence, pieces: list[Piece]) -> dict[tuple[str, ...], list[Statement]]:
    """For the words of each piece the statements of sources that share most runs of four with them, best first.

    Of a set phrase, which stands in many different quotes, only the first count.
    """
    by_run: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in {piece.words for piece in pieces}:
        for run in set(runs(words)):
            by_run[run].append(words)
    hits: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for number, statement in enumerate(evidence.statements):
        doc = statement.source.doc
        if evidence.is_source(doc) or evidence.is_own_words(doc):
            for run in runs(plain(statement.source.words)):
                for words in by_run.get(run, ())[:SET_PHRASE]:
                    hits[words][number] += 1
    return {
        words: [evidence.statements[best] for best, _ in counted.most_common(CANDIDATES)]
        for words, counted in hits.items()
    }


def runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All runs of four words."""
    return (words[start : start + RUN] for start in range(len(words) - RUN + 1))


def contains(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True if one sequence of words stands in another without a gap."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def altered(evidence: Evidence, piece: Piece, statements: list[Statement]) -> Iterator[Check]:
    """The flag of a piece that nearly agrees with a statement of a source; a quote may end early or begin late."""
    if len(piece.words) < FEWEST:
        return
    for statement in statements:
        if not evidence.may_rest_on(piece.quote.source.doc, statement.source.doc):
            continue
        if not same_speaker(evidence, piece.quote, statement):
            continue
        other = evidence.quote_at(statement)
        same = bool(other and piece.quote.speaker and other.speaker == piece.quote.speaker)
        difference = differs(piece.words, plain(statement.source.words), ALIKE_OF_ONE if same else ALIKE)
        if difference:
            yield flag(piece, statement, *difference)
            return


def same_speaker(evidence: Evidence, quote: Quote, statement: Statement) -> bool:
    """True unless the source gives the words to somebody else."""
    other = evidence.quote_at(statement)
    names = (quote.speaker, other.speaker if other else "")
    return not all(names) or names[0].split()[-1].lower() == names[1].split()[-1].lower()


def differs(words: tuple[str, ...], source: tuple[str, ...], alike: float) -> tuple[str, str] | None:
    """What was altered, as (source's words, quote's words); None if too little agrees to be the same sentence."""
    matcher = SequenceMatcher(None, source, words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    agreed = sum(block.size for block in blocks)
    if agreed < FEWEST - 1 or agreed < alike * len(words):
        return None
    first, last = blocks[0], blocks[-1]
    span = source[max(first.a - first.b, 0) : last.a + last.size + (len(words) - last.b - last.size)]
    if agreed < alike * len(span):
        return None
    changes = [op for op in SequenceMatcher(None, span, words, autojunk=False).get_opcodes() if op[0] != "equal"]
    was = " … ".join(" ".join(span[a:b]) for _, a, b, _, _ in changes)
    now = " … ".join(" ".join(words[c:d]) for _, _, _, c, d in changes)
    return was, now


def flag(piece: Piece, statement: Statement, was: str, now: str) -> Check:
    """The check of an altered quote."""
    told = f"“{now}”" if now.strip(" …") else "nothing"
    return check(
        "agreement",
        "off",
        (piece.quote, statement),
        rule="quote",
        expected=was,
        stated=now,
        note=f"The quote “{piece.text}” ({place(piece.quote)}) has {told} where the source has "
        f"“{was}” ({place(statement)}).",
    )
