"""Many made-up facts, as a store of that size would hold them: reports and articles about forty forces."""

from __future__ import annotations

from dapipe.checks.evidence import Evidence, evidence
from dapipe.facts.figure import Figure
from dapipe.facts.quotes import Quote
from dapipe.facts.statements import Statement
from dapipe.record import DocumentRow, Source

FORCES = ("kent", "essex", "dorset", "durham", "gwent", "suffolk", "surrey", "sussex", "wiltshire", "cleveland")
NOUNS = ("burglaries", "assaults", "stalking crimes", "thefts", "domestic abuse crimes", "robberies", "frauds")
PER_DOCUMENT = 250


def stock(facts: int) -> Evidence:
    """Evidence with about this many facts."""
    rows, figures, quotes, statements = [], [], [], []
    for number in range(max(facts // PER_DOCUMENT, 1)):
        force, kind = FORCES[number % len(FORCES)], ("report", "article", "article", "press release")[number % 4]
        rows.append(document(number, kind, force))
        at = 0
        for place in range(PER_DOCUMENT // 5):
            text, spans = sentence(number * 7 + place, force)
            statements.append(Statement(source=source(number, at, text, text), label="finding"))
            figures += [figure(number, at + start, words, text, force, unit) for start, words, unit in spans]
            if place % 5 == 0:
                quotes.append(Quote(source=source(number, at, text, text), kind="direct", speaker=f"Ann {place}"))
            at += len(text) + 2
    return evidence(tuple(rows), tuple(figures), tuple(quotes), tuple(statements))


def sentence(seed: int, force: str) -> tuple[str, list[tuple[int, str, str]]]:
    """A sentence with a whole, a part, a share, and where they stand."""
    whole = 200 + seed * 37 % 4000
    part = whole * (20 + seed % 60) // 100
    share = f"{100 * part // whole} per cent"
    start = f"{force.title()} Police recorded "
    middle = f" {NOUNS[seed % len(NOUNS)]} in ward {seed}. Of these, "
    between = " were solved, or "
    text = f"{start}{whole}{middle}{part}{between}{share}. This is the lowest level of crime in the country."
    second = len(start) + len(str(whole)) + len(middle)
    third = second + len(str(part)) + len(between)
    return text, [(len(start), str(whole), "count"), (second, str(part), "count"), (third, share, "percent")]


def document(number: int, kind: str, force: str) -> DocumentRow:
    """One document's row."""
    return DocumentRow(
        doc=f"{number:016x}",
        title=f"Document {number}",
        kind=kind,
        publisher="",
        published=f"2018-{number % 12 + 1:02d}-01",
        force=force,
        pages=1,
        words=1000,
        reader="text",
        ocr=False,
        status="complete",
        sha256="",
        path="",
    )


def source(number: int, start: int, words: str, text: str) -> Source:
    """A source in one of the documents."""
    doc, title = f"{number:016x}", f"Document {number}"
    return Source(doc=doc, document=title, page=1, start=start, end=start + len(words), words=words, sentence=text)


def figure(number: int, start: int, words: str, text: str, force: str, unit: str) -> Figure:
    """One figure."""
    return Figure(
        source=source(number, start, words, text),
        value=float(words.split()[0]),
        value_text=words,
        unit=unit,
        measure="assaults",
        force=force,
        period_start="2017-04-01",
        period_end="2018-03-31",
        period_basis="stated",
        rule="digits, force named",
    )
