"""The record of one figure: a number with all that it needs to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dapipe.record import Fact, column


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
    measure: str = column("What is counted or measured", default="", example="arrests for every 100 crimes", text=True)
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
