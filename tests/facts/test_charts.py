"""The numbers of a chart are no figures and its words no statements: what each is of, only its place shows."""

from __future__ import annotations

import pytest

from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import read_all
from tests.charts import CHARTS, charted


@pytest.mark.parametrize("name", ["upright", "lying"])
def test_a_chart_gives_neither_figures_nor_statements(name: str) -> None:
    facts = read_all(charted(CHARTS[name].draw), "report.pdf", Limits(), Settings().model).facts
    assert [fact.source.words.split()[0] for fact in facts["figures"]] == ["4,512", "6,714"]
    assert not {"Surrey", "Dorset"} & {word for fact in facts["statements"] for word in fact.source.words.split()}
