"""Figures: every number that measures or counts, with all that it needs to be printed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from dapipe.annotate import bounds
from dapipe.annotate.found import found
from dapipe.facts import roles
from dapipe.facts.source import locate
from dapipe.mentions import Quantity, Sentence
from dapipe.record import Fact, column

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document
    from dapipe.mentions import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """One number in the text with its meaning."""

    table: ClassVar[str] = "figures"

    value: float = column("The number, or the lower end of a range", example="34", key=True)
    value_high: float | None = column("Upper end of a range", default=None, key=True)
    value_text: str = column("The number as printed", default="", example="34", text=True)
    unit: str = column("What the number is in", default="count", example="percent", key=True)
    per: float | None = column("The denominator of a ratio", default=None, example="100")
    rate: float | None = column("value / per", default=None, example="0.43")
    measure: str = column("What is counted or measured", default="", example="arrests", text=True)
    force: str = column("Slug of the force measured", default="", example="northamptonshire")
    force_name: str = column("Name of that force", default="")
    ons_code: str = column("Its ONS code", default="", example="E23000022")
    scope: str = column("Whose figure, if no force's: national, other forces, other body", default="")
    period_start: str = column("First day of the period measured", default="", example="2012-09-01")
    period_end: str = column("Last day of the period measured", default="", example="2013-08-31")
    period_text: str = column("The period in the source's words", default="", text=True)
    period_basis: str = column(
        "Whether the period stands with the figure", default="", choices=("stated", "inherited", "")
    )
    qualifier: str = column(
        "Bound or approximation",
        default="exact",
        choices=("exact", "about", "at_least", "at_most", "more_than", "less_than"),
    )
    change: str = column("Direction of a change", default="none", choices=("none", "increase", "decrease"))
    role: str = column(
        "What the figure is for",
        default="value",
        choices=("value", "comparator", "target", "deadline", "sample_size"),
    )
    part_of: str = column("Id of the figure it is a part of", default="")
    speaker: str = column("Who gives the figure, if it is quoted", default="", text=True)
    label: str = column("Label of its statement", default="")


def gather(document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[Figure, ...]:
    """The figures of a document, in the order of the text. `labels` may be ()."""
    listed = found(doc, "numbers", Quantity)
    origins = {item.origin for item in listed if item.origin >= 0}
    sentences = found(doc, "sentences", Sentence)
    starts = [sentence.start for sentence in sentences]
    figures = []
    for item in listed:
        place = bisect_right(starts, item.start) - 1
        if counts(item) and place >= 0 and item.start < sentences[place].end:
            label = labels[place] if labels else None
            figures.append(figure(document, doc, item, sentences[place], label, item.start in origins))
    return tuple(figures)


def counts(item: Quantity) -> bool:
    """True for a number that is a figure in a report."""
    return not item.outside


def printed(value: float | None, item: Quantity) -> float | None:
    """A value as people print it: a third is 33.3."""
    return round(value, 1) if value is not None and item.form == "fraction" else value


def figure(
    document: Document, doc: Doc, item: Quantity, sentence: Sentence, label: Label | None, origin: bool
) -> Figure:
    """One figure."""
    text = document.text[sentence.start : sentence.end]
    bound_start = bounds.find(document.text, item.start, item.end)[1]
    per = item.per
    return Figure(
        source=locate(document, doc, item.start, item.end),
        value=printed(item.value, item),
        value_high=printed(item.value_high, item),
        value_text=document.text[item.start : item.end],
        unit=item.unit,
        per=per,
        rate=item.value / per if per and item.value_high is None else None,
        measure=document.text[item.noun[0] : item.noun[1]] if item.noun else "",
        qualifier="exact" if item.qualifier == "within" else item.qualifier,
        change=item.change,
        role=roles.find(text, item.start - sentence.start, item, origin, max(0, bound_start - sentence.start)),
        label=label.label if label else "",
    )
