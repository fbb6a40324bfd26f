"""Tables and number cards of look-alike reports: each number a figure with its measure, unit and force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dapipe.annotate.force_names import spots
from dapipe.facts.figure import Figure
from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import Reading, read_all
from tests import pages
from tests.pages import Truth

NAMES = ("Kent", "Essex", "Surrey", "Dorset", "Norfolk", "Cumbria")
UNITS = {"Crimes recorded": ("count", None), "Arrests per 100 crimes": ("ratio", 100.0), "Rate": ("percent", None)}
LEAST = 0.9


@pytest.fixture(scope="module")
def look_alike() -> Iterator[tuple[Reading, Truth]]:
    """A look-alike report about real forces, read and understood."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "FORCES", NAMES)
        data, truth = pages.report(rounds=2)
    yield read_all(data, "look-alike.pdf", Limits(), Settings().model), truth


def figures(reading: Reading) -> list[Figure]:
    return [fact for fact in reading.facts["figures"] if isinstance(fact, Figure)]


def number(words: str) -> float:
    return float(words.strip("%£m").replace(",", "")) * (1e6 if words.endswith("m") else 1)


def in_cells(reading: Reading) -> list[Figure]:
    """The figures that stand in table cells, in the order of the pages."""
    blocks = ((figure, reading.document.block(figure.source.start)) for figure in figures(reading))
    return [figure for figure, block in blocks if block and block.kind == "cell"]


def test_numbers_in_cells_have_value_unit_measure_and_force(look_alike: tuple[Reading, Truth]) -> None:
    reading, truth = look_alike
    wanted = [
        (number(cell), *UNITS[heading], heading, row[0])
        for _, rows in truth.tables
        for row in rows[1:]
        for heading, cell in zip(rows[0][1:], row[1:], strict=True)
    ]
    left, right = in_cells(reading), 0
    for value, unit, per, heading, name in wanted:
        force = next(spots(name)).police
        fits = (f for f in left if (f.value, f.unit, f.per, f.force) == (value, unit, per, force))
        figure = next((f for f in fits if heading in f.measure and name in f.measure), None)
        if figure:
            left.remove(figure)
            right += 1
    assert right >= LEAST * len(wanted)


def test_numbers_on_cards_have_value_and_unit(look_alike: tuple[Reading, Truth]) -> None:
    reading, truth = look_alike
    found = [(figure.value, figure.unit) for figure in figures(reading)]
    units = {"%": "percent", "£": "currency_gbp"}
    wanted = [(number(words), units.get(words[-1]) or units.get(words[0], "count")) for words, _ in truth.cards]
    assert sum(card in found for card in wanted) >= LEAST * len(wanted)


def test_a_card_measures_what_its_caption_says(look_alike: tuple[Reading, Truth]) -> None:
    reading, truth = look_alike
    told = {(figure.value, word) for figure in figures(reading) for word in figure.measure.split()}
    wanted = [(number(words), caption) for words, caption in truth.cards]
    right = sum(any((value, word) in told for word in caption.split()) for value, caption in wanted)
    assert right >= LEAST * len(wanted)
