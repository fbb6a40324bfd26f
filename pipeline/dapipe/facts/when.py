"""The period that a figure measures, as its own sentence states it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dapipe.annotate.found import document_of
from dapipe.annotate.patterns import pattern
from dapipe.document import BlockKind, Document
from dapipe.facts.known_periods import Periods, When, shown
from dapipe.facts.table_periods import of_card
from dapipe.mentions import Period, Quantity, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ADJACENT = 45
MONTH = 32
YEAR = 330
LEFT = 70
RIGHT = 90
SURE = (90, 95, 99)
POINTS = ("day", "month", "year")
YEARS = ("year",)
ASIDE = 120
CLAUSE = 110
OPENING = 2
AHEAD = 40
RELATIVES = ("WP", "WDT", "WRB")
PRESENT = ("VBZ", "VBP")
FINITE = ("VBD", "VBZ", "VBP", "MD")
SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")
UNTIMED = ("deadline", "target")


def when(document: Document, doc: Doc, item: Quantity, sentence: Sentence, role: str, known: Periods) -> When:
    """The period that the sentence of a number, or the lines above its card, give it."""
    if role in UNTIMED or bodies(document.text, sentence, item, role) or sureness(document, item):
        return When()
    if item.kind == "duration" and (item.qualifier == "within" or is_bound(document.text, item)):
        return When()
    inside = known.between(sentence.start, sentence.end)
    own = chosen(doc, item, sentence, inside, role)
    if own:
        return shown(document, own, "stated")
    block = document.block(item.start)
    if block and block.kind is BlockKind.CARD and item.kind != "duration":
        return of_card(document, block, known)
    return When()


def bodies(text: str, sentence: Sentence, item: Quantity, role: str) -> bool:
    """True for the forces and stations that inspectors went to, and for "each of the seven suites"."""
    counted = pattern("when", "bodies").match(text, item.end)
    if role != "sample_size":
        return bool(
            counted and pattern("when", "each_left").search(text, max(sentence.start, item.start - 20), item.start)
        )
    return bool(counted or pattern("when", "visited").search(text, sentence.start, item.end))


def is_bound(text: str, item: Quantity) -> bool:
    """True for a time that others exceed or stay under: "88 of them for longer than eight weeks"."""
    bounded = item.qualifier in ("more_than", "less_than")
    return bounded and bool(pattern("when", "for_longer").search(text, max(0, item.bound - 20), item.bound))


def sureness(document: Document, item: Quantity) -> bool:
    """True for the level of a confidence interval: "a confidence interval of 95 percent"."""
    return item.value in SURE and bool(
        pattern("when", "sure").search(document.text, max(0, item.start - 40), item.start)
    )


def chosen(doc: Doc, item: Quantity, sentence: Sentence, inside: tuple[Period, ...], role: str) -> Period | None:
    """The period of a sentence that a number belongs to: right after it, else the last before it, else the first."""
    text = document_of(doc).text
    inside = tuple(period for period in inside if not is_base(text, item, period))
    touching = [period for period in inside if touches(text, item, period) and not only_dates(text, period)]
    if touching:
        return touching[0]
    told = [period for period in inside if pattern("when", "when_it_was").fullmatch(text, period.end, item.start)]
    if told and (told[-1].kind not in POINTS or measured(text, told[-1])):
        return told[-1]
    own = [period for period in inside if measured(text, period)]
    after = [period for period in own if period.start >= item.end]
    if after and after[0].start - item.end <= ADJACENT and not stands_apart(text, item, after[0]):
        return after[0]
    before = [period for period in own if period.end <= item.start and not left_behind(doc, sentence, period, item)]
    before = [period for period in before if not of_old_level(text, period)] or before
    if item.origin >= 0:
        before = [period for period in before if period.start < item.origin]
    if role == "comparator" and pattern("when", "other_time").match(text, item.end):
        return None
    if before:
        return before[-1]
    earlier = after and after[0].kind == "previous" and re.search(r"\d", text[item.end : after[0].start])
    return after[0] if after and not earlier and reaches(doc, sentence, item, after[0]) else None


def stands_apart(text: str, item: Quantity, period: Period) -> bool:
    """True for a period near a number that another clause holds: "it lost 12, in 2014 it lost 9"."""
    if pattern("when", "trailing").fullmatch(text, item.end, period.start) and text[period.end : period.end + 1] == ".":
        return False
    return bool(pattern("when", "apart").search(text, item.end, period.start))


def touches(text: str, item: Quantity, period: Period) -> bool:
    """True for a period right after a number, and for one in brackets after its clause: "£183 a head (2015/16)"."""
    if goes_back(text, period):
        return False
    if pattern("when", "touching").fullmatch(text, item.end, period.start):
        return True
    gap = text[item.end : period.start]
    bracketed = gap.endswith("(") and text[period.end : period.end + 1] == ")"
    return bracketed and len(gap) <= CLAUSE and not re.search(r"[.;:)]\s|,\s+and\b", gap)


def of_old_level(text: str, period: Period) -> bool:
    """True for the period of what a figure is up or down from."""
    return bool(pattern("when", "old_level").search(text, max(0, period.start - LEFT), period.start))


def left_behind(doc: Doc, sentence: Sentence, period: Period, item: Quantity) -> bool:
    """True if a clause about the present begins between a period and a number: "…, although it now has 9"."""
    text = document_of(doc).text
    between = text[period.end : item.start]
    if pattern("when", "left_behind").search(between):
        return True
    aside = pattern("when", "relative_left").search(text, max(0, period.start - ASIDE), period.start)
    joint = list(pattern("when", "joint").finditer(between))
    if aside and between.startswith(","):
        return True
    if not joint:
        return False
    end = min(sentence.end, item.end + AHEAD)
    clause = doc.char_span(period.end + joint[-1].end(), end, alignment_mode="contract")
    verbs = [token for token in clause or () if token.tag_ in FINITE]
    main = (token for token in verbs if not any(one.tag_ in RELATIVES for one in doc[max(0, token.i - 2) : token.i]))
    verb = next(main, None)
    return verb is not None and verb.tag_ in PRESENT


def reaches(doc: Doc, sentence: Sentence, item: Quantity, period: Period) -> bool:
    """True if a period far after a number stands in its clause."""
    gap = re.sub(r"\([^)]*\)", "", document_of(doc).text[item.end : period.start])
    aside = pattern("when", "relative_left").search(document_of(doc).text, sentence.start, item.start)
    if pattern("when", "farther").search(gap) or (aside and "," in gap):
        return False
    span = doc.char_span(sentence.start, period.start, alignment_mode="contract")
    tokens = list(span) if span is not None else []
    for place, token in enumerate(tokens):
        joins = token.idx >= item.end and token.tag_ == "CC" and token.head.tag_.startswith("VB")
        opens = len(tokens) - place <= OPENING
        if joins and finite(tokens[:place]) and (opens or finite(tokens[place:])):
            return False
    return item.kind != "duration"


def finite(tokens: list[Token]) -> bool:
    """True if a finite verb is among the tokens."""
    return any(token.tag_ in FINITE for token in tokens)


def measured(text: str, period: Period) -> bool:
    """False for a period that only compares ("than in 2019") or dates an event or a check ("a visit in May 2014")."""
    left = text[max(0, period.start - LEFT) : period.start]
    return not (goes_back(text, period) or pattern("when", "compared").search(left) or only_dates(text, period))


def goes_back(text: str, period: Period) -> bool:
    """True for the year that a change is measured from: "a rise of 17 percent on the previous year"."""
    return period.kind == "previous" and bool(
        pattern("when", "on_left").search(text[max(0, period.start - 8) : period.start])
    )


def is_base(text: str, item: Quantity, period: Period) -> bool:
    """True for the year that a change before it is measured from: "a drop of 11 percent from 2018"."""
    sized = item.change != "none" and item.change_form in ("noun", "by", "is") and period.kind in YEARS
    return sized and bool(pattern("when", "base").fullmatch(text, item.end, period.start))


def only_dates(text: str, period: Period) -> bool:
    """True for a period in which something was inspected, introduced, launched …, or will be."""
    left, right = text[max(0, period.start - LEFT) : period.start], text[period.end : period.end + RIGHT]
    if pattern("when", "last_checked").search(left):
        return True
    if pattern("when", "things_left").search(left):
        return False
    relative = text[period.start : period.end].lower().endswith("last month")
    due = period.kind == "day" and not reached(left, right)
    if (relative or due) and pattern("when", "by_left").search(left):
        return True
    if period.kind in POINTS and dates_event(left, right):
        return True
    if pattern("when", "inspection_right").match(right):
        return True
    if period.kind in ("month", "day") and pattern("when", "to_come").search(left) and not reached(left, right):
        return True
    length = date.fromisoformat(period.last) - date.fromisoformat(period.first)
    checked = length < timedelta(days=MONTH) and pattern("when", "checked").search(left)
    return bool(checked or (length < timedelta(days=YEAR) and pattern("when", "checked_span").search(left)))


def reached(left: str, right: str) -> bool:
    """True for a day by which something had happened: "By the end of March it had trained 1,200 officers"."""
    left, right = SENTENCE_ENDS.split(left)[-1], SENTENCE_ENDS.split(right)[0]
    by = pattern("when", "by_left").search(left)
    told = pattern("when", "past").search(left) or pattern("when", "past").search(right)
    return bool(by and told) and not (pattern("when", "ahead").search(left) or pattern("when", "ahead").search(right))


def dates_event(left: str, right: str) -> bool:
    """True for a month or year in which something was inspected, introduced, launched …"""
    fronted = pattern("when", "fronted").search(left)
    return bool(pattern("when", "event_left").search(left) or (fronted and pattern("when", "event_right").match(right)))
