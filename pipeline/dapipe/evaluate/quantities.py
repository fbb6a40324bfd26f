"""Numbers of general news in the shape of their gold: {"id", "quantities": [{"value", "unit", "change"}]}.

The same readers as for figures, without the filter of what a figure is in a report: ages, foreign money and miles
count here, a thing counted is a unit, and two ends of a change are one range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dapipe.annotate.found import document_of, found
from dapipe.annotate.measures import named
from dapipe.document import Block, BlockKind, Document, DocumentKind
from dapipe.evaluate.lines import texts
from dapipe.language import annotate, language
from dapipe.mentions import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc

PER_LAST = re.compile(r"\b(?:per|every)\s+[\d,]+$")
BOUNDS = {"about": "~", "at_least": ">", "more_than": ">", "at_most": "<", "less_than": "<", "within": "<"}
UNBOUNDED = re.compile(r"(?:as (?:many|much) as|surpass\w*|topped)\b", re.I)
COMPARED = re.compile(r"\s+(?:more|higher|lower|less)\s*(?:than\b|at\b|[.,])")
FROM_OLD = re.compile(r"\s+from\s+(?:about\s+|just\s+)?[A-Z]{0,3}[£$€¥]?\s?\d")
PARTICIPLES = ("VBN", "VBG", "RB")
MOVES = {"increase": "up", "decrease": "down"}
MOVING = ("by", "sign", "after", "is", "moved", "multiple")


def predictions(gold: Path, model: str) -> Iterator[dict[str, Any]]:
    """One prediction for each line of a JSON-lines file; only its ids and texts are read."""
    for line in texts(gold):
        yield {"id": line.id, "quantities": list(quantities(line.text, model))}


def quantities(text: str, model: str) -> Iterator[dict[str, Any]]:
    """The numbers of one text."""
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    document = Document(id="", path="", text=text, kind=DocumentKind.ARTICLE, reader="text", blocks=(block,))
    doc = annotate(document, language(model))
    listed = found(doc, "numbers", Quantity)
    origins = {item.origin for item in listed if item.origin >= 0}
    earlier = {item.start: item for item in listed}
    for item in listed:
        if item.start not in origins and counts(item):
            yield from shown(doc, item, earlier.get(item.origin))


def counts(item: Quantity) -> bool:
    """True for what general news counts as a number: all but order, denominators and "one" as a pronoun."""
    return item.outside not in ("ordinal", "base") and (item.outside != "one" or bool(item.noun and item.own_noun))


def shown(doc: Doc, item: Quantity, earlier: Quantity | None) -> Iterator[dict[str, Any]]:
    """One number in the gold's shape; the parts of "2 hours 51" one by one."""
    text = document_of(doc).text
    change = change_of(text, item)
    if item.pieces:
        yield from ({"value": value, "unit": name, "change": change} for value, name in item.pieces)
        return
    unit = unit_of(doc, item)
    if not unit and earlier:
        unit = unit_of(doc, earlier)
    yield {"value": value_of(item, earlier), "unit": unit, "change": change}


def value_of(item: Quantity, earlier: Quantity | None) -> float | list[float]:
    """The number, a list for a range or a change, a share of 1 for a fraction."""
    if earlier:
        return [plain(earlier, earlier.value), plain(item, item.value)]
    if item.value_high is not None:
        return [plain(item, item.value), plain(item, item.value_high)]
    return plain(item, item.value)


def plain(item: Quantity, value: float) -> float:
    """The value with its sign; fractions and "one in four" as shares of 1."""
    if item.form == "fraction" and item.unit == "percent" and not item.name:
        return value / 100
    if item.per is not None and not item.rate:
        return value / item.per
    return -value if item.negative else value


def unit_of(doc: Doc, item: Quantity) -> str:
    """The unit: a measure by name, else the thing counted; "per" what it is spread over."""
    text = document_of(doc).text
    noun = thing(doc, *item.noun) if item.noun else ""
    unit = "year of age" if item.outside == "age" else item.name or noun.replace("’s", "").replace("'s", "")
    if (
        item.rate
        and item.per
        and PER_LAST.search(text[item.start : item.end])
        and item.noun
        and item.noun[0] >= item.end
    ):
        return f"per {item.per:,.0f} {noun}"
    if item.kind == "times" and item.form == "multiple":
        return "times"
    return f"{unit} per {spread_over(item.over)}" if item.over and unit else unit


def spread_over(units: str) -> str:
    """The units after "per" by their plain names: "tonne per km" is "metric ton per kilometer"."""
    known = (named(unit) or unit for unit in units.split(" per "))
    return " per ".join(unit if isinstance(unit, str) else unit.name for unit in known)


def thing(doc: Doc, start: int, end: int) -> str:
    """The words of a noun phrase without participles at its head: "(recorded) songs"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    tokens = list(span) if span is not None else []
    while len(tokens) > 1 and tokens[0].tag_ in PARTICIPLES and tokens[1].tag_ != "HYPH":
        tokens.pop(0)
    return document_of(doc).text[tokens[0].idx : end] if tokens else ""


def change_of(text: str, item: Quantity) -> str:
    """Direction or bound, whichever the gold's makers would have put in their one field."""
    unbounded = UNBOUNDED.match(text, item.bound) and item.change == "none"
    if unbounded or COMPARED.match(text, item.end):
        return "="
    new_level = item.change_form == "to" and FROM_OLD.match(text, item.end)
    moving = item.change != "none" and (item.change_form in MOVING or new_level)
    if moving and BOUNDS.get(item.qualifier) not in (">", "<"):
        return MOVES[item.change]
    return BOUNDS.get(item.qualifier, "=")
