"""Charts that are drawn: their labels stand apart, and what only looks like a chart does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.document import BlockKind, Document
from dapipe.limits import Limits
from dapipe.read import read
from tests.charts import AFTER, BEFORE, CHARTS, charted
from tests.pages import MARGIN, Sheet


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind is kind]


@pytest.mark.parametrize("name", CHARTS)
def test_the_labels_of_a_chart_are_one_block_and_the_prose_around_it_is_whole(name: str) -> None:
    chart = CHARTS[name]
    document = read(charted(chart.draw), "report.pdf", Limits())
    (found,) = texts(document, BlockKind.CHART)
    assert sorted(found.replace("\n", " ").split()) == sorted(chart.labels)
    assert texts(document, BlockKind.PARAGRAPH) == [BEFORE, AFTER]
    assert len(texts(document, BlockKind.CAPTION)) == 1


def ruled(sheet: Sheet, top: float) -> float:
    """A table whose numbers fall by even steps."""
    rows = (("Share", "Force"), *zip(("100%", "75%", "50%", "25%"), ("Kent", "Essex", "Surrey", "Dorset"), strict=True))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.canvas.rect(MARGIN + 120 * column, top - 20 * (at + 1), 120, 20, stroke=1, fill=0)
            sheet.canvas.drawString(MARGIN + 120 * column + 4, top - 20 * at - 14, text)
    return top - 130


def striped(sheet: Sheet, top: float) -> float:
    """A list of demands, each on a tint as long as its words."""
    for at, text in enumerate(
        ("Train all 120 officers.", "Review 45 cases of stalking at once.", "Report in 3 months.")
    ):
        sheet.canvas.setFillGray(0.9)
        sheet.canvas.rect(MARGIN, top - 24 * at - 5, 6.0 * len(text), 18, stroke=0, fill=1)
        sheet.canvas.setFillGray(0)
        sheet.canvas.drawString(MARGIN + 4, top - 24 * at, text)
    return top - 100


@pytest.mark.parametrize("draw", [ruled, striped])
def test_tables_and_tints_are_no_charts(draw: Callable[[Sheet, float], float]) -> None:
    document = read(charted(draw), "report.pdf", Limits())
    assert not texts(document, BlockKind.CHART)
    assert len(texts(document, BlockKind.CELL)) == (10 if draw is ruled else 0)
