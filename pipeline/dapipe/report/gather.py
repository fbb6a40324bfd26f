"""What the report shows, gathered from the rows of a store."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from urllib.parse import quote

from dapipe import schema
from dapipe.annotate.force_names import forces
from dapipe.checks.listing import tracked
from dapipe.checks.passages import passages
from dapipe.checks.series import NATIONAL, points
from dapipe.checks.stored import gather as evidence_in
from dapipe.checks.tracker import Tracked
from dapipe.corrections import Corrected, State, states
from dapipe.report.charts import Chart, charts
from dapipe.report.days import when
from dapipe.report.measures import measures
from dapipe.rows import Rows, table_of

Row = dict[str, schema.Value]
# How many letters of a fact's words a link asks the browser to look for in a web page or text file.
LOOKED_FOR, BREAK = 80, re.compile(r"[\t\n]")
SHOWN_CHECKS = ("off", "unclear")
URGENCY = ("overdue", "silent", "refused", "answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document: how it is named, where it lies, and the link to it from the report."""

    doc: str
    title: str
    file: str
    href: str
    path: str
    publisher: str
    published: str
    kind: str
    pages: int
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact as the table shows it; `paper` is the place of its document in the list, `box` its boxes on the page."""

    id: str
    type: str
    who: str
    what: str
    value: str
    number: float | None
    force: str
    when: str
    period: str
    words: str
    sentence: str
    section: str
    paper: int
    page: int
    box: str
    label: str
    check: str
    confidence: float
    review: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that the report shows."""

    entries: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    counts: dict[str, int]
    problems: tuple[Row, ...]
    charts: tuple[Chart, ...]
    speakers: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    grades: tuple[Row, ...]
    demands: tuple[Tracked, ...]
    checks: tuple[Row, ...]
    states: tuple[State, ...]
    day: date


def gather(rows: Corrected, folder: Path, day: date) -> Material:
    """Everything for the report that lies in a folder, with clocks read at a day."""
    per_document = Counter(str(row["doc"]) for row in table_of(rows, "facts"))
    listed = (paper(row, folder, per_document) for row in table_of(rows, "documents"))
    papers = tuple(sorted(listed, key=lambda item: (item.published, item.title, item.doc)))
    known = evidence_in(rows)
    checks = tuple(row for row in table_of(rows, "checks") if row["result"] in SHOWN_CHECKS)
    entries = tuple(fact_entries(rows, papers, checked_ids(checks)))
    return Material(
        entries=entries,
        papers=papers,
        counts=counted(entries),
        problems=tuple(row for row in table_of(rows, "problems") if row["code"] != "warning"),
        charts=charts(measures(points(list(passages(known.statements, known.figures)))), reports_in(papers)),
        speakers=tuple(speakers(rows, entries)),
        grades=tuple(table_of(rows, "grades")),
        demands=tuple(sorted(tracked(rows, day), key=lambda item: URGENCY.index(item.state))),
        checks=checks,
        states=states(rows.source, rows.corrections),
        day=day,
    )


def counted(entries: tuple[Entry, ...]) -> dict[str, int]:
    """The number of facts by type, in the order of the schema."""
    numbers = Counter(entry.type for entry in entries)
    (kind,) = (column for column in schema.columns("facts") if column.name == "type")
    return {name: numbers[name] for name in kind.choices if numbers[name]}


def force_name(slug: str) -> str:
    """A force's name for its slug, England and Wales for all of them; the slug itself if it is not known."""
    if slug == NATIONAL:
        return "England and Wales"
    return forces()[slug].name if slug in forces() else slug


def paper(row: Row, folder: Path, facts: Counter[str]) -> Paper:
    """One document's line."""
    path = str(row["path"])
    return Paper(
        doc=str(row["doc"]),
        title=str(row["title"]) or PurePath(path).name,
        file=PurePath(path).name,
        href=quote(Path(os.path.relpath(path, folder)).as_posix()),
        path=path,
        publisher=str(row["publisher"]),
        published=str(row["published"]),
        kind=str(row["kind"]),
        pages=int(row["pages"] or 0),
        facts=facts[str(row["doc"])],
    )


def reports_in(papers: tuple[Paper, ...]) -> frozenset[str]:
    """The ids of the reports among some documents."""
    return frozenset(paper.doc for paper in papers if paper.kind == "report")


def link(paper: Paper, entry: Entry) -> str:
    """The link to a fact's place: the page of a PDF, the words in a web page or text file."""
    if paper.file.lower().endswith(".pdf"):
        return f"{paper.href}#page={entry.page}"
    words = looked_for(entry)
    return f"{paper.href}#:~:text={quote(words, safe='').replace('-', '%2D')}" if words else paper.href


def looked_for(entry: Entry) -> str:
    """What a browser is to look for in a web page: how the fact's sentence begins, since a number stands in many.

    Browsers find whole words within one block alone: of what runs over several, the words up to the first block's end.
    """
    within = entry.words in entry.sentence and not BREAK.search(entry.sentence)
    first = BREAK.split(entry.sentence if within else entry.words, maxsplit=1)[0]
    start = first if len(first) <= LOOKED_FOR else first[:LOOKED_FOR].rpartition(" ")[0]
    return " ".join(start.split())


def checked_ids(checks: tuple[Row, ...]) -> dict[str, str]:
    """For each fact that a check names, the worst result: off before unclear."""
    found: dict[str, str] = {}
    for row in sorted(checks, key=lambda row: SHOWN_CHECKS.index(str(row["result"])), reverse=True):
        found |= dict.fromkeys(fact_ids(row), str(row["result"]))
    return found


def fact_ids(check: Row) -> list[str]:
    """The ids of the facts that a check compares."""
    return str(check["facts"]).split()


def fact_entries(rows: Rows, papers: tuple[Paper, ...], checks: dict[str, str]) -> Iterator[Entry]:
    """The facts of the one sheet with what their own tables add."""
    places = {paper.doc: number for number, paper in enumerate(papers)}
    details = {str(row["id"]): row for table in schema.FACTS for row in table_of(rows, table)}
    known = [row for row in table_of(rows, "facts") if str(row["id"]) in details and str(row["doc"]) in places]
    known.sort(key=lambda row: (places[str(row["doc"])], details[str(row["id"])]["start"], str(row["id"])))
    for row in known:
        yield entry(row, details[str(row["id"])], places[str(row["doc"])], checks.get(str(row["id"]), ""))


def entry(row: Row, detail: Row, place: int, check: str) -> Entry:
    """One fact's entry."""
    number = detail.get("value")
    return Entry(
        **{name: str(row[name] or "") for name in ("id", "type", "who", "what", "value", "when", "words")},
        force=str(row["force"] or (NATIONAL if detail.get("scope") == NATIONAL else "")),
        number=float(number) if isinstance(number, (int, float)) else None,
        period=when(str(row["when"] or "")),
        **{name: str(detail[name] or "") for name in ("sentence", "section", "box", "rule")},
        paper=place,
        page=int(detail["page"] or 1),
        label=str(detail.get("label") or ""),
        check=check,
        confidence=float(row["confidence"] or 0),
        review=bool(row["needs_review"]) or check == "off",
    )


def speakers(rows: Rows, entries: tuple[Entry, ...]) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """Speakers with role and organisation and their quotes: people with a name first, then who says most."""
    quotes = {entry.id: entry for entry in entries if entry.type == "quote"}
    said: dict[str, list[Entry]] = {}
    office: dict[str, str] = {}
    for row in table_of(rows, "quotes"):
        name = str(row["speaker"] or row["speaker_words"] or "")
        if name and str(row["id"]) in quotes:
            said.setdefault(name, []).append(quotes[str(row["id"])])
            parts = [str(row[part]) for part in ("role", "organisation") if row[part] and row[part] != name]
            office[name] = max(office.get(name, ""), ", ".join(parts), key=len)
    for name in sorted(said, key=lambda name: (name[:1].islower(), -len(said[name]), name)):
        yield name, office[name], tuple(said[name])
