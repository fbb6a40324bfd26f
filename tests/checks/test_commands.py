"""The commands compare and tracker."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dapipe import schema
from dapipe.checks.groups import group
from dapipe.cli import app
from dapipe.errors import Unreadable, WrongUse
from dapipe.ingest import STORE
from dapipe.store import open_store
from tests.checks.made_up import demand, document


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store: one report with one recommendation."""
    folder = tmp_path_factory.mktemp("facts")
    item = demand(3, "Wiltshire Police should train all call handlers.", due="2017-03-31")
    with open_store(folder / STORE) as store:
        report = schema.row(document("report", "report", "2016-11-24"))
        store.replace((), [("documents", report), ("recommendations", schema.row(item))])
    return folder


def run(*words: str) -> list[dict[str, str]]:
    """What a command prints, as rows."""
    result = CliRunner().invoke(app, [*words])
    assert result.exit_code == 0
    return list(csv.DictReader(result.output.splitlines()))


def test_the_tracker_prints_where_a_recommendation_stands_on_a_day(facts: Path) -> None:
    states = [run("tracker", "--out", str(facts), "--on", day)[0]["state"] for day in ("2016-12-01", "2017-02-01")]
    assert states == ["silent", "overdue"]


def test_the_tracker_can_be_narrowed_to_a_force_and_a_state(facts: Path) -> None:
    assert run("tracker", "--out", str(facts), "--force", "kent") == []
    assert len(run("tracker", "--out", str(facts), "--state", "overdue", "--on", "2017-02-01")) == 1


def test_compare_without_a_figure_is_wrong_use(facts: Path) -> None:
    result = CliRunner().invoke(app, ["compare", "burglaries", "--out", str(facts)])
    assert isinstance(result.exception, WrongUse)


def test_groups_are_read_for_one_force_with_itself(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("force,similar\nkent,essex\nessex,surrey\n", encoding="utf-8")
    assert group(path, "kent") == {"kent", "essex"}


def test_a_force_without_a_group_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("force,similar\nkent,essex\n", encoding="utf-8")
    with pytest.raises(WrongUse):
        group(path, "city-of-london")


def test_a_list_without_its_columns_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="no list of groups"):
        group(path, "kent")


def test_a_list_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        group(tmp_path / "none.csv", "kent")
