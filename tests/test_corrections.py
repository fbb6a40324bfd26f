"""Corrections: laid over the store, kept over runs, shown when their fact has gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe import schema
from dapipe.corrections import FILE, Corrected, Correction, add, corrected, noted, read, states
from dapipe.errors import WrongUse
from dapipe.facts.quotes import Quote
from dapipe.facts.sheet import sheet_row
from dapipe.facts.statements import Statement
from dapipe.record import Fact, Source
from dapipe.rows import table_of
from dapipe.store import Store, open_store
from dapipe.work import Outcome
from tests.test_schema import FIGURE


def source(start: int, words: str) -> Source:
    return replace(FIGURE.source, start=start, end=start + len(words), words=words, sentence=words)


QUOTE = Quote(source=source(30, "We agree"), kind="direct", speaker="R Foster", confidence=0.4)
FINDING = Statement(source=source(60, "It is poor."), label="finding", confidence=0.5, needs_review=True)
FACTS: list[Fact] = [FIGURE, QUOTE, FINDING]


def outcome(facts: list[Fact]) -> Outcome:
    rows: dict[str, list[tuple[schema.Value, ...]]] = {}
    for fact in facts:
        rows.setdefault(fact.table, []).append(schema.row(fact))
    rows["facts"] = [schema.row(row) for row in (sheet_row(fact, "a.txt") for fact in facts) if row]
    return Outcome(path="a.txt", digest=FIGURE.source.doc * 4, recipe="r", status="complete", rows=rows)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome(FACTS))
        yield store


def put(store: Store, folder: Path, fact: Fact, *changes: str) -> None:
    noted(store, folder, fact.id, changes, None, {"who": "Ann", "when": "2026-01-01", "why": ""})


def only(rows: Corrected, table: str, key: str) -> dict[str, schema.Value] | None:
    return next((row for row in table_of(rows, table) if row["id"] == key), None)


def test_a_corrected_value_is_in_the_table_and_on_the_sheet(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FIGURE, "value=43", "measure=arrests", "force=kent")
    rows = corrected(store, tmp_path)
    figure, line = only(rows, "figures", FIGURE.id), only(rows, "facts", FIGURE.id)
    assert figure and line
    assert (figure["value"], figure["measure"], figure["force_name"]) == (43, "arrests", "Kent Police")
    assert (line["value"], line["what"], line["force"], line["needs_review"]) == ("43%", "arrests", "kent", False)


def test_the_store_keeps_what_dapipe_found_and_the_file_keeps_both(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FIGURE, "value=43")
    assert store.fact(FIGURE.id)[1]["value"] == 34
    (item,) = read(tmp_path / FILE)
    assert (item.old, item.new, item.who) == ("34", "43", "Ann")


def test_of_two_corrections_of_one_field_the_later_holds(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FIGURE, "value=43")
    put(store, tmp_path, FIGURE, "value=44")
    row = only(corrected(store, tmp_path), "figures", FIGURE.id)
    assert row and row["value"] == 44


def test_a_rejected_fact_is_nowhere(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FIGURE, "reject")
    rows = corrected(store, tmp_path)
    assert only(rows, "figures", FIGURE.id) is None
    assert only(rows, "facts", FIGURE.id) is None


def test_a_fact_called_right_needs_no_review(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FINDING, "right")
    rows = corrected(store, tmp_path)
    for table in ("statements", "facts"):
        row = only(rows, table, FINDING.id)
        assert row and row["needs_review"] is False


def test_a_label_moves_a_statement_off_the_sheet_and_back(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FINDING, "label=other")
    assert only(corrected(store, tmp_path), "facts", FINDING.id) is None
    put(store, tmp_path, FINDING, "label=finding")
    assert only(corrected(store, tmp_path), "facts", FINDING.id) is not None


def test_a_merge_gives_every_fact_the_new_name(store: Store, tmp_path: Path) -> None:
    noted(store, tmp_path, "", (), ("speaker", "R Foster", "Russ Foster"), {})
    rows = corrected(store, tmp_path)
    quote, line = only(rows, "quotes", QUOTE.id), only(rows, "facts", QUOTE.id)
    assert quote and line
    assert (quote["speaker"], line["who"]) == ("Russ Foster", "Russ Foster")


def test_a_correction_survives_a_run_that_finds_the_fact_again(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FIGURE, "measure=arrests")
    store.save(replace(outcome([replace(FIGURE, measure="calls", confidence=0.1), QUOTE]), recipe="newer"))
    rows = corrected(store, tmp_path)
    row = only(rows, "figures", FIGURE.id)
    assert row and row["measure"] == "arrests"
    (state,) = states(store, rows.corrections)
    assert (state.status, "calls" in state.note) == ("changed", True)


def test_a_correction_whose_fact_has_gone_is_stale(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, FIGURE, "measure=arrests")
    store.save(outcome([QUOTE]))
    assert [state.status for state in states(store, read(tmp_path / FILE))] == ["stale"]


@pytest.mark.parametrize(
    ("item", "status"),
    [
        (Correction(fact_id=FIGURE.id, field="unit", old="count", new="percent"), "moot"),
        (Correction(fact_id=FIGURE.id, field="value", old="34", new="many"), "invalid"),
        (Correction(fact_id=FIGURE.id, field="colour", old="", new="red"), "invalid"),
        (Correction(fact_id="1.23457E+15", field="value", old="34", new="43"), "invalid"),
        (Correction(fact_id="", field="speaker", old="Nobody", new="Somebody"), "stale"),
        (Correction(fact_id="", field="doc", old="a", new="b"), "invalid"),
        (Correction(fact_id="", field="speaker", old="R Foster", new="Russ Foster"), "applied"),
    ],
)
def test_every_correction_has_a_state(store: Store, item: Correction, status: str) -> None:
    (state,) = states(store, (item,))
    assert state.status == status


def test_what_can_not_be_is_left_as_it_was(store: Store) -> None:
    bad = Correction(fact_id=FIGURE.id, field="value", old="34", new="many")
    row = only(Corrected(store, (bad,)), "figures", FIGURE.id)
    assert row and row["value"] == 34


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ("valeu=3", "Did you mean 'value'"),
        ("value=many", "not a number"),
        ("words=other", "no field to correct"),
        ("role=values", "Did you mean 'value'"),
        ("force=kentt", "Did you mean 'kent'"),
        ("value", "field=value"),
    ],
)
def test_a_correction_that_can_not_be_is_refused(store: Store, tmp_path: Path, change: str, hint: str) -> None:
    with pytest.raises(WrongUse, match=hint):
        put(store, tmp_path, FIGURE, change)
    assert not (tmp_path / FILE).exists()


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n")).map(str.strip)


@given(old=LINES, new=LINES, why=LINES)
def test_any_text_comes_back_from_the_file(
    tmp_path_factory: pytest.TempPathFactory, old: str, new: str, why: str
) -> None:
    path = tmp_path_factory.mktemp("c") / FILE
    item = Correction(fact_id="a" * 16, field="measure", old=old, new=new, who="=cmd", when="2026-01-01", why=why)
    add(path, [item])
    add(path, [item])
    assert read(path) == (item, item)
    assert "\n=" not in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("separator", "encoding"), [(";", "cp1252"), ("\t", "utf-8-sig"), (",", "utf-8")])
def test_a_file_that_a_spreadsheet_saved_is_read_and_added_to(tmp_path: Path, separator: str, encoding: str) -> None:
    item = Correction(fact_id="b" * 16, field="measure", old="", new="Zoë’s calls")
    lines = [separator.join(asdict(item)), separator.join(asdict(item).values())]
    path = tmp_path / FILE
    path.write_text("\n".join(lines), encoding=encoding)
    add(path, [item])
    assert read(path) == (item, item)


def test_a_file_without_its_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("id,value\n1,2\n")
    with pytest.raises(WrongUse, match="no column fact_id"):
        read(tmp_path / FILE)
