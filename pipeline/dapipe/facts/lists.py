"""Numbers in a list whose lead-in says what they are.

"Arrests for every 100 crimes in the year to March 2018, with those for the year to March 2016 in brackets:" gives the
bare numbers of "Durham 66 (71)" their unit, their periods, and the second one its role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dapipe.annotate.patterns import pattern
from dapipe.document import Block, BlockKind, Document
from dapipe.facts import cells
from dapipe.facts.known_periods import Periods, When, shown
from dapipe.facts.when import measured

if TYPE_CHECKING:
    from dapipe.mentions import Quantity

LONGEST_NAME = 6
LONGEST_MEASURE = 14
NEAR = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A bare number of a list with the list's lead-in; `bracketed` if it stands in brackets."""

    lead_in: Block
    bracketed: bool


def lead_ins(document: Document) -> dict[int, Block]:
    """The start of each list item -> the paragraph above its list that ends with a colon."""
    found: dict[int, Block] = {}
    lead: Block | None = None
    for block in document.blocks:
        if block.kind is BlockKind.ITEM and lead:
            found[block.start] = lead
        elif block.kind is not BlockKind.ITEM:
            opens = document.text[block.start : block.end].rstrip().endswith(":")
            lead = block if block.kind is BlockKind.PARAGRAPH and opens else None
    return found


def listed(document: Document, block: Block | None, item: Quantity, leads: dict[int, Block]) -> Listed | None:
    """A number that ends a list item after a name, without a thing counted; None for any other."""
    lead_in = leads.get(block.start) if block else None
    if block is None or lead_in is None or item.unit not in ("count", "ratio"):
        return None
    name, rest = document.text[block.start : item.start], document.text[item.end : block.end]
    bracketed = name.rstrip().endswith("(") and bool(pattern("lists", "closed").fullmatch(rest))
    ends = bracketed or pattern("lists", "last").fullmatch(rest)
    bare = ends and len(re.sub(r"[\d,.(]+", " ", name).split()) <= LONGEST_NAME
    return Listed(lead_in, bracketed) if bare else None


def with_unit(document: Document, item: Quantity, found: Listed) -> Quantity:
    """The number in the unit that the lead-in gives."""
    words = document.text[found.lead_in.start : found.lead_in.end]
    return cells.in_unit(replace(item, unit="count", per=None), words) or item


def measure(document: Document, found: Listed) -> str:
    """What the lead-in says is measured: its words up to a period, a comma or a bracket; "" if they are many."""
    words = pattern("lists", "opening").sub("", document.text[found.lead_in.start : found.lead_in.end])
    told = pattern("lists", "measure").match(words)
    return " ".join(told.group().split()) if told and len(told.group().split()) <= LONGEST_MEASURE else ""


def period_of(document: Document, found: Listed, known: Periods) -> When:
    """The period that the lead-in gives a number: the one "in brackets" for a number in brackets, else the first."""
    inside = known.between(found.lead_in.start, found.lead_in.end)
    named = [period for period in inside if measured(document.text, period)]
    for period in named:
        told = pattern("lists", "in_brackets").match(document.text, period.end, period.end + NEAR)
        if bool(told) == found.bracketed:
            return shown(document, period, "inherited")
    return When()


def role(document: Document, found: Listed, known: Periods) -> str:
    """comparator for a number in brackets whose period is the earlier one, else value."""
    own = period_of(document, found, known)
    other = period_of(document, Listed(found.lead_in, not found.bracketed), known)
    return "comparator" if found.bracketed and own.last and own.last < other.last else "value"
