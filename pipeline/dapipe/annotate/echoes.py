"""What neighbouring quantities share: "4 and 6 percent fewer", "more than 100 km (60 miles)", "by a fifth to 1,416"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dapipe.annotate.patterns import pattern
from dapipe.mentions import Quantity


def echoed(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities with bounds and directions that they share with a neighbour."""
    last: Quantity | None = None
    for place, item in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if following and shares_change(text, item, following):
            item = replace(item, change=following.change, change_form="after")
        elif last:
            item = after(text, last, item)
        last = item
        yield item


def shares_change(text: str, item: Quantity, following: Quantity) -> bool:
    """True for the first number of "4 and 6 percent fewer"."""
    joined = pattern("beside", "shared_between").fullmatch(text, item.end, following.start)
    return bool(joined) and following.change_form == "after" and item.change == "none"


def after(text: str, last: Quantity, item: Quantity) -> Quantity:
    """A quantity with what the one before it says of it too."""
    if pattern("beside", "restated_between").fullmatch(text, last.end, item.start):
        return restated(last, item)
    if last.change_form == "by" and last.kind == item.kind == "percent":
        too = pattern("beside", "by_too").fullmatch(text, last.end, item.start)
        item = replace(item, change=last.change, change_form="by") if too and item.change == "none" else item
    if last.change_form == "by" and pattern("beside", "level_between").fullmatch(text, last.end, item.start):
        return replace(item, change=last.change, change_form="to")
    return item


def restated(last: Quantity, item: Quantity) -> Quantity:
    """A quantity that says the last one again in another unit: bound and direction are the same."""
    alike = last.kind == item.kind and last.kind in ("money", "measure")
    if alike and item.qualifier == "exact" and last.qualifier in ("more_than", "less_than"):
        return replace(item, qualifier=last.qualifier)
    if item.change == "none" and last.change != "none" and item.kind == "percent":
        return replace(item, change=last.change, change_form=last.change_form)
    return item
