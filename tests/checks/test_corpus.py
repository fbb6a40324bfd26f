"""The sample corpus: what was planted in it is flagged, and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dapipe.checks.compare import Compared
from dapipe.checks.listing import compared, tracked, write
from dapipe.errors import WrongUse
from dapipe.ingest import STORE, ingest
from dapipe.rows import table_of
from dapipe.settings import Settings
from dapipe.store import Store, open_store

FACTS = ("figures", "quotes", "statements", "recommendations")
RATE = "arrests for every 100 domestic abuse crimes"


@pytest.fixture(scope="module")
def store(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    out = tmp_path_factory.mktemp("checked")
    ingest([corpus / "articles", corpus / "reports"], Settings(out=str(out), engine="serial"), lambda items, _: items)
    with open_store(out / STORE) as opened:
        yield opened


def flags(store: Store) -> set[tuple[str, str, str]]:
    """File, expected and stated of all that is flagged."""
    files = {str(row["doc"]): Path(str(row["path"])).stem for row in table_of(store, "documents")}
    rows = table_of(store, "checks")
    return {(files[str(row["doc"])], str(row["rule"]), str(row["stated"])) for row in rows if row["result"] == "off"}


def test_what_was_planted_is_flagged_and_nothing_else(store: Store) -> None:
    assert flags(store) == {
        ("gwent-cutting-2018", "share", "35 per cent"),
        ("cheshire-recording-2019", "quote", "some"),
        (
            "wiltshire-victims-wait-2016",
            "superlative",
            "the lowest arrest rate for domestic abuse in England and Wales",
        ),
        ("tabloid-left-hanging-2018", "figure", "52"),
    }


def test_every_flag_names_both_places(store: Store) -> None:
    across = [row for row in table_of(store, "checks") if row["result"] == "off" and row["rule"] != "share"]
    assert across
    assert all(str(row["note"]).count(", page ") == 2 for row in across)


def test_the_ids_of_checks_and_links_are_those_of_facts(store: Store) -> None:
    ids = {str(row["id"]) for table in FACTS for row in table_of(store, table)}
    named = [key for row in table_of(store, "checks") for key in str(row["facts"]).split()]
    assert set(named) <= ids
    assert {str(row["from_id"]) for row in table_of(store, "links")} <= ids


def test_the_tracker_knows_refused_and_overdue(store: Store) -> None:
    rows = tracked(store, date(2017, 1, 25), force="wiltshire")
    found = {(row.kind, row.number): row.state for row in rows}
    assert found == {
        ("recommendation", "1"): "answered",
        ("recommendation", "2"): "refused",
        ("recommendation", "3"): "overdue",
        ("area_for_improvement", "1"): "answered",
        ("area_for_improvement", "2"): "answered",
    }


def test_all_other_recommendations_of_the_corpus_are_answered(store: Store) -> None:
    rows = [row for row in tracked(store, date(2020, 1, 1)) if row.party != "wiltshire"]
    assert rows
    assert {row.state for row in rows} == {"answered"}


def test_the_stored_recommendations_hold_their_answers(store: Store) -> None:
    rows = [row for row in table_of(store, "recommendations") if row["force"] == "wiltshire" and row["answered"]]
    assert {"yes", "refused", "silent"} == {str(row["answered"]) for row in rows}


def test_the_stored_recommendations_name_the_finding_that_they_rest_on(store: Store) -> None:
    findings = {str(row["id"]): str(row["words"]) for row in table_of(store, "statements") if row["label"] == "finding"}
    rows = [row for row in table_of(store, "recommendations") if row["rests_on"]]
    passed = next(row for row in rows if "passed to the MARAC" in str(row["text"]))
    assert "not passed to the multi-agency risk assessment" in findings[str(passed["rests_on"])]
    tied = {(row["from_id"], row["to_id"]) for row in table_of(store, "links") if row["kind"] == "rests_on"}
    assert {(row["id"], row["rests_on"]) for row in rows} == tied


def test_the_tracker_prints_the_finding(store: Store) -> None:
    rows = tracked(store, date(2017, 1, 25), force="wiltshire")
    found = {row.finding for row in rows if row.finding_id}
    assert "Victims of stalking receive a poorer service than victims of domestic abuse." in found


def test_nine_forces_compare_like_for_like(store: Store) -> None:
    rows = [row for row in compared(store, RATE) if not row.left_out]
    assert {row.period_end for row in rows} == {"2018-03-31"}
    values = {row.force: row.value for row in rows}
    assert (values["durham"], values["wiltshire"], values["humberside"]) == (66.0, 49.0, 38.0)
    assert len(values) == 10


def test_what_does_not_compare_is_left_out_with_its_reason(store: Store) -> None:
    reasons = {row.left_out for row in compared(store, RATE) if row.left_out}
    assert {"another period", "differs from the report"} <= reasons


def test_a_group_of_similar_forces_narrows_the_comparison(store: Store, tmp_path: Path) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text("force,similar\nwiltshire,dorset\nwiltshire,gwent\n", encoding="utf-8")
    rows = compared(store, RATE, similar=groups, force="wiltshire")
    assert {row.force for row in rows if not row.left_out} == {"wiltshire", "dorset", "gwent"}


def test_a_measure_that_nothing_has_is_an_error_with_advice(store: Store) -> None:
    with pytest.raises(WrongUse, match="no figure of a force measures"):
        compared(store, "helicopter flights")


def test_a_comparison_is_printed_as_csv(store: Store) -> None:
    out = io.StringIO()
    write(out, Compared, compared(store, RATE))
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert rows[0]["force"] == "durham"
    assert rows[0]["value"] == "66"
