"""Every number of a Doc that measures or counts something, with unit, bound, change and the thing counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dapipe.annotate import amount_units, amounts, bounds, changes, counted, outside
from dapipe.annotate.amounts import Amount
from dapipe.annotate.echoes import echoed
from dapipe.annotate.found import document_of
from dapipe.annotate.patterns import pattern
from dapipe.mentions import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]


def find(doc: Doc) -> tuple[Quantity, ...]:
    """The quantities of a Doc in the order of the text, also those that are no figures in a report (see `outside`)."""
    text = document_of(doc).text
    found: list[Quantity] = []
    listed = amounts.find(text)
    for place, amount in enumerate(listed):
        if not compound(text, amount):
            old = any(later.origin == place for later in listed[place + 1 : place + 3])
            origin = listed[amount.origin] if amount.origin >= 0 else None
            found.append(quantity(doc, amount, origin, found, old))
    return tuple(echoed(text, found))


def compound(text: str, amount: Amount) -> bool:
    """True for a number that is a part of a compound word: two-tier, 10-bed."""
    return not amount.measure and bool(pattern("beside", "compound_right").match(text, amount.end))


def quantity(doc: Doc, amount: Amount, origin: Amount | None, found: list[Quantity], old: bool) -> Quantity:
    """One amount with what surrounds it. `old` is true if a later amount has changed from it."""
    text = document_of(doc).text
    qualifier, bound_start = bounds.find(text, amount.start, amount.end)
    change = changes.find(text, amount, bound_start, old, origin)
    unit = amount_units.find(text, amount, found, origin.start if origin else -1)
    noun, own = noun_of(doc, amount, unit.kind, found)
    return Quantity(
        start=amount.start,
        end=amount.end,
        value=as_percent(amount, amount.value),
        value_high=None if amount.high is None else as_percent(amount, amount.high),
        unit=unit.unit,
        kind=unit.kind,
        name=unit.name,
        per=unit.per,
        qualifier=qualifier,
        bound=bound_start,
        change=change.direction,
        change_form=change.form,
        noun=noun,
        own_noun=own,
        over=over(text, amount, noun if own else ()),
        negative=amount.sign in ("-", "minus"),
        form=amount.form,
        joined=amount.joined,
        rate=amount_units.is_rate(amount) or (unit.per is not None and amount.per is None),
        pieces=amount.pieces,
        origin=origin.start if origin else -1,
        outside=outside.reason(text, amount, qualifier),
    )


def as_percent(amount: Amount, value: float) -> float:
    """The value of a figure: fractions are per cents."""
    return value * 100 if amount.form == "fraction" and not amount.measure else value


def noun_of(doc: Doc, amount: Amount, kind: str, found: list[Quantity]) -> tuple[Span | tuple[()], bool]:
    """Where the thing counted stands, () if nowhere, and whether it stands with this number."""
    text = document_of(doc).text
    own = counted.thing(doc, amount, kind)
    if own or kind not in ("count", "times"):
        return own or (), True
    last = found[-1] if found else None
    if amount.form == "fraction":
        return (), False
    moves = amount.origin >= 0 or pattern("beside", "level_left").search(text[max(0, amount.start - 40) : amount.start])
    subject = counted.subject(doc, amount) if moves else None
    if subject is not None and subject.tag_ == "NNS":
        return counted.head_span(subject), False
    follows = last and last.kind == kind and amount_units.same_sentence(text, last.end, amount.start)
    if last and last.noun and follows and (subject is None or subject.idx < last.start):
        return last.noun, False
    return (), False


def over(text: str, amount: Amount, noun: Span | tuple[()]) -> str:
    """The unit after "per", "a" or "/" that a number is spread over, "" if there is none."""
    end = max(amount.end, noun[1] if noun else 0)
    units: list[str] = []
    while match := pattern("beside", "over_right").match(text, end):
        per = re.match(r"\s?(?:per|/)", text[end : end + 5])
        time = pattern("beside", "over_times").match(match["unit"])
        if not (per or time or amount.kind in ("money", "measure")):
            break
        units.append(match["unit"])
        end = match.end()
    return " per ".join(units)
