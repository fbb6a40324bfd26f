"""The report's HTML: template, style and script in one file, under a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from dapipe import __version__
from dapipe.checks.tracker import Tracked
from dapipe.report.charts import HEAD, LEFT, RIGHT, ROW, WIDTH
from dapipe.report.clocks import LENGTH, Clock, clock
from dapipe.report.days import readable
from dapipe.report.gather import Entry, Material, Row, force_name, link

FOLDER = files("dapipe") / "report"
# Rows that stand in the page itself and are there without JavaScript; the script shows as many at a time.
FIRST_ROWS = 50
# Beyond this the page gets slow: Datasette or a spreadsheet is better.
MANY = 20_000
# Lists longer than this are folded.
LONG_LIST = 20
LONGEST_LINK = 70
MOST_SPEAKERS, MOST_QUOTES = 40, 6
FIELDS = (
    *("id", "type", "who", "what", "value", "number", "force", "when", "period", "words", "sentence", "section"),
    *("paper", "page", "label", "check", "confidence", "review", "rule"),
)
# Columns of the table: key, heading, shown at first.
COLUMNS = (
    ("type", "Type", True),
    ("value", "Value", True),
    ("what", "What", True),
    ("words", "In the source’s words", True),
    ("who", "Who says so", True),
    ("force", "Force", True),
    ("when", "When", True),
    ("source", "Source", True),
    ("label", "Label", False),
    ("check", "Check", False),
    ("section", "Section", False),
    ("confidence", "Confidence", False),
    ("rule", "Rule", False),
    ("id", "Id", False),
)
# A whole number of four or more digits, alone or before a unit.
THOUSANDS = re.compile(r"(?<![\d.,-])\d{4,15}(?![\d.,-])")
# Grades by how good they are, whatever their scheme.
GRADES = {"outstanding": 0, "excellent": 0, "good": 1, "adequate": 2, "fair": 2, "requires improvement": 3}
GRADES |= {"inadequate": 4, "poor": 4}
CHECKS = {
    "arithmetic": "The sum does not add up",
    "strength": "Stronger than its source",
    "agreement": "Not as in the source",
    "period": "Figure of another period",
}
STATES = ("overdue", "silent", "refused", "answered")
FACETS = (("type", "Type"), ("force", "Force"), ("who", "Speaker"), ("source", "Document"), ("label", "Label"))


def render(material: Material, pictures: dict[str, str]) -> str:
    """The page as HTML."""
    style, script = source("report.css"), source("report.js")
    page = environment().from_string(source("report.html.j2"))
    return page.render(
        material=material,
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
        data=Markup(escaped(table_data(material, pictures))),
        columns=COLUMNS,
        facets=[(key, name, options(material, key)) for key, name in FACETS],
        first=material.entries[:FIRST_ROWS],
        named={entry.id: shortened(entry) for entry in material.entries},
        reviews=sum(entry.review for entry in material.entries),
        grid=grid(material),
        demands=demands(material),
        headings=CHECKS,
        chart={"width": WIDTH, "left": LEFT, "right": RIGHT, "row": ROW, "head": HEAD, "clock": LENGTH},
        speakers=[(name, office, quotes[:MOST_QUOTES], len(quotes)) for name, office, quotes in shown(material)],
        many=MANY,
        long=LONG_LIST,
    )


def shortened(entry: Entry) -> str:
    """A fact in a few words, for a link to it."""
    words = " ".join((entry.words if entry.type != "figure" else f"{entry.words} {entry.what}").split())
    return words if len(words) <= LONGEST_LINK else words[:LONGEST_LINK].rsplit(" ", 1)[0] + " …"


def shown(material: Material) -> tuple[tuple[str, str, tuple[Entry, ...]], ...]:
    """The speakers that the page lists."""
    return material.speakers[:MOST_SPEAKERS]


def source(name: str) -> str:
    """A file of this package as text."""
    return (FOLDER / name).read_text(encoding="utf-8")


def environment() -> Environment:
    """The template engine: everything escaped, nothing undefined."""
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"force": force_name, "marked": marked, "short": short, "day": readable, "points": points}
    made.filters |= {"thousands": thousands}
    made.globals |= {"link": link}
    return made


def short(name: str) -> str:
    """A police force's name without the word that all of them have."""
    return re.sub(r" (Police( Service)?|Constabulary)$", "", name)


def points(text: str) -> str:
    """A text with each of its bullets on a line of its own."""
    return re.sub(r"\s*([•▪●])\s*", r"\n\1 ", text).strip()


def thousands(value: str) -> str:
    """A value with its thousands set apart, as readers of a newspaper expect it: 9870 -> 9,870."""
    return THOUSANDS.sub(lambda match: f"{int(match[0]):,}", value)


def marked(entry: Entry) -> Markup:
    """A fact's sentence with its words marked; its words alone if they don't stand there."""
    before, found, after = entry.sentence.partition(entry.words)
    if not found or not entry.words or not (before + after).strip():
        return Markup("<q>{}</q>").format(entry.words)
    return Markup("{}<mark>{}</mark>{}").format(before, found, after)


def policy(style: str, script: str) -> str:
    """The content policy: this style, this script, pictures in the page itself, and nothing from anywhere."""
    return f"default-src 'none'; style-src {hashed(style)}; script-src {hashed(script)}; img-src data:; base-uri 'none'"


def hashed(text: str) -> str:
    """The digest by which a content policy knows an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def escaped(value: object) -> str:
    """JSON that can stand inside a script element: no markup can begin in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def table_data(material: Material, pictures: dict[str, str]) -> dict[str, Any]:
    """What the script works on: rows as lists, with sentences and sections held once."""
    texts: dict[str, int] = {}
    rows = [[packed(entry, name, texts) for name in FIELDS] for entry in material.entries]
    papers = [
        {"title": p.title, "file": p.file, "href": p.href, "by": p.publisher, "day": p.published}
        for p in material.papers
    ]
    names = {entry.force: force_name(entry.force) for entry in material.entries if entry.force}
    return {
        "fields": FIELDS, "rows": rows, "texts": list(texts), "papers": papers, "forces": names, "pictures": pictures
    }  # fmt: skip


def packed(entry: Entry, name: str, texts: dict[str, int]) -> Any:
    """A field of an entry; long texts as their number in the list of texts."""
    value = getattr(entry, name)
    return texts.setdefault(value, len(texts)) if name in ("sentence", "section") else value


def options(material: Material, key: str) -> list[tuple[str, str, int]]:
    """The choices of a filter: value, name, number of facts; most frequent first."""
    if key == "source":
        counts = Counter(str(entry.paper) for entry in material.entries)
        return [(value, material.papers[int(value)].title, number) for value, number in counts.most_common()]
    counts = Counter(str(getattr(entry, key)) for entry in material.entries)
    counts.pop("", None)
    named = force_name if key == "force" else str
    return [(value, named(value), number) for value, number in counts.most_common()]


def demands(material: Material) -> list[tuple[str, list[tuple[Tracked, Clock]]]]:
    """The recommendations with their clocks by where they stand, the most urgent state first."""
    clocks = [(item, clock(item, material.day)) for item in material.demands]
    groups = ((state, [pair for pair in clocks if pair[0].state == state]) for state in STATES)
    return [(state, pairs) for state, pairs in groups if pairs]


def grid(material: Material) -> dict[str, Any]:
    """Grades as a grid: questions across, forces down, in each cell the latest grade and its row."""
    latest: dict[tuple[str, str], Any] = {}
    for row in sorted(material.grades, key=lambda row: str(row["year"] or "")):
        latest[str(row["force"]), str(row["question"])] = row | {"colour": rank(row["grade"]), "moved": moved(row)}
    return {
        "questions": sorted({question for _, question in latest}, key=lambda name: (name != "overall", name)),
        "forces": sorted({force for force, _ in latest}),
        "cells": latest,
    }


def rank(grade: object) -> int:
    """How good a grade is, 0 the best; -1 for one that is not known."""
    return GRADES.get(str(grade), -1)


def moved(row: Row) -> str:
    """Whether a grade is up, down or the same since the one before; "" if that is not known."""
    now, before = rank(row["grade"]), rank(row["previous_grade"])
    if now < 0 or before < 0:
        return ""
    return "same" if now == before else "up" if now < before else "down"
