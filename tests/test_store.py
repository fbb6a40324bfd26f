from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe import schema
from dapipe.errors import StoreFailed, StoreLocked, StoreNewer, WrongUse
from dapipe.facts.sheet import sheet_row
from dapipe.record import Problem
from dapipe.store import VERSION, PastRun, Store, open_store, sole_writer
from dapipe.work import Outcome
from tests.test_schema import FIGURE

FIXTURES = Path(__file__).parent / "fixtures"
DIGEST = FIGURE.source.doc * 4
RUN = PastRun(
    started="2026-05-04T09:30:00+00:00",
    seconds=12.5,
    version="0.1.0",
    recipe="r1",
    documents=13,
    unchanged=2,
    failed=1,
    facts=713,
)


def outcome(path: str = "a.txt", digest: str = DIGEST, recipe: str = "r1", facts: bool = True) -> Outcome:
    rows = {"figures": [schema.row(FIGURE)] if facts else []}
    return Outcome(path=path, digest=digest, recipe=recipe, status="complete", rows=rows)


def test_a_saved_document_is_known_with_its_recipe_only(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome())
        assert store.known(DIGEST[:16], "r1")
        assert not store.known(DIGEST[:16], "r2")


def test_facts_that_no_longer_come_out_disappear(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome())
        assert store.counts()["figures"] == 1
        store.save(outcome(recipe="r2", facts=False))
        assert store.counts()["figures"] == 0


def test_a_changed_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome())
        store.save(outcome(digest="1" * 64, facts=False))
        assert store.counts()["figures"] == 0


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome())
        assert list(store.rows("figures")) == [schema.row(FIGURE)]


def test_a_save_that_fails_leaves_the_old_facts(tmp_path: Path) -> None:
    broken = Outcome(path="a.txt", digest=DIGEST, recipe="r2", status="complete", rows={"figures": [("too", "short")]})
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome())
        with pytest.raises(sqlite3.ProgrammingError):
            store.save(broken)
    with open_store(tmp_path / "s.sqlite") as store:
        assert store.counts()["figures"] == 1
        assert store.known(DIGEST[:16], "r1")


def test_problems_are_kept(tmp_path: Path) -> None:
    problem = Problem(path="b.pdf", code="needs-password", message="It needs a password.", doc="1" * 16)
    bad = Outcome(path="b.pdf", digest="1" * 64, recipe="r1", status="failed", problems=(problem,))
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(bad)
        assert [row[3] for row in store.rows("problems")] == ["needs-password"]


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreNewer, match="newer dapipe"), open_store(path):
        pass


def test_a_second_writer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        other = sqlite3.connect(tmp_path / "s.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        store.connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(StoreLocked):
            store.save(outcome())
        other.close()


def test_a_store_of_version_1_is_upgraded_and_keeps_its_facts(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / "store-1.sqlite", tmp_path / "s.sqlite"))
    for _ in range(2):
        with open_store(path) as store:
            assert store.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
            assert [len(list(store.rows(table))) for table in ("documents", "facts", "figures")] == [1, 5, 3]
            assert set(store.facets()) == {("figure", "", 3), ("finding", "", 2)}
            assert store.fact("436c11bdeb0e6a16")[1]["words"] == "34 per cent"
            assert len(list(store.find("burglaries"))) == 2


def test_a_store_of_version_2_is_upgraded_and_keeps_its_facts(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / "store-2.sqlite", tmp_path / "s.sqlite"))
    with open_store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert [store.counts()[table] for table in ("documents", "facts", "figures", "quotes")] == [1, 5, 2, 1]
        assert set(store.facets()) == {("figure", "wiltshire", 2), ("finding", "", 2), ("quote", "wiltshire", 1)}
        assert store.runs() == []
        store.note_run(RUN)
        assert store.runs() == [RUN]


def test_each_released_version_has_its_fixture() -> None:
    versions = {int(path.stem.removeprefix("store-")) for path in FIXTURES.glob("store-*.sqlite")}
    assert versions == set(range(1, VERSION))


def test_a_document_of_an_upgraded_store_can_be_done_again(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / "store-1.sqlite", tmp_path / "s.sqlite"))
    with open_store(path) as store:
        (doc,) = (row[0] for row in store.connection.execute('SELECT "doc" FROM "ledger"'))
        digest = store.connection.execute('SELECT "sha256" FROM "documents"').fetchone()[0]
        store.save(Outcome(path="release.txt", digest=digest, recipe="new", status="complete"))
        assert (digest[:16], store.counts()["facts"], list(store.facets())) == (doc, 0, [])


def test_facets_count_the_sheet_and_follow_it(tmp_path: Path) -> None:
    row = sheet_row(FIGURE, "a.txt")
    with_sheet = Outcome(path="a.txt", digest=DIGEST, recipe="r1", status="complete", rows={"facts": [schema.row(row)]})
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(with_sheet)
        assert list(store.facets()) == [("figure", row.force, 1)]
        store.save(with_sheet)
        assert list(store.facets()) == [("figure", row.force, 1)]
        store.save(outcome(facts=False))
        assert list(store.facets()) == []


def test_names_that_are_no_text_are_kept_and_found_again(tmp_path: Path) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/report-\xff.txt")
    Path(path).write_text("x")
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome(path=path))
        assert store.sources() == [f"{tmp_path}/report-\\udcff.txt"]
        assert store.vanished() == []
        Path(path).unlink()
        assert store.vanished() == store.sources()


@given(st.text(st.characters(exclude_categories=())))
def test_a_text_that_could_be_stored_is_stored_as_it_is(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        schema.sound(text).encode()
    else:
        assert schema.sound(text) == text


def test_a_document_that_lies_elsewhere_too_has_not_vanished(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("x")
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome(path=str(tmp_path / "a.txt")))
        store.attach(str(tmp_path / "b.txt"), DIGEST[:16])
        assert store.vanished() == []


def test_an_export_is_noted_until_the_store_changes(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome())
        store.note_export("state", ["b.csv", "a.csv"])
        assert store.exported("state") == ["a.csv", "b.csv"]
        assert store.exported("another state") == []
        store.attach("copy.txt", DIGEST[:16])
        assert store.exported("state") == []


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    many = [(str(number), *schema.row(FIGURE)[1:]) for number in range(3_000)]
    big = Outcome(path="b.txt", digest="1" * 64, recipe="r1", status="complete", rows={"figures": many})
    with pytest.raises(StoreFailed, match="full"), open_store(path) as store:
        store.save(outcome())
        store.connection.execute("PRAGMA max_page_count = 100")
        store.save(big)
    with open_store(path) as store:
        assert store.counts()["figures"] == 1
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_unknown_fact_is_wrong_use(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store, pytest.raises(WrongUse, match="no fact"):
        Store(store.connection).fact("nothing")


def test_the_same_bytes_at_two_paths_are_one_document_with_two_sources(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(outcome())
        store.attach("copy.txt", DIGEST[:16])
        assert store.sources(DIGEST[:16]) == ["a.txt", "copy.txt"]
        store.save(outcome(digest="1" * 64, facts=False))
        assert (store.sources(DIGEST[:16]), store.counts()["figures"]) == (["copy.txt"], 1)


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(Outcome(path="b.pdf", digest=DIGEST, recipe="r1", status="failed"))
        assert not store.known(DIGEST[:16], "r1")


def test_a_fact_is_found_by_its_words_until_it_is_gone(tmp_path: Path) -> None:
    row = sheet_row(FIGURE, "a.txt")
    with_sheet = Outcome(path="a.txt", digest=DIGEST, recipe="r1", status="complete", rows={"facts": [schema.row(row)]})
    with open_store(tmp_path / "s.sqlite") as store:
        store.save(with_sheet)
        assert [found[0] for found in store.find("34%")] == [FIGURE.id]
        store.save(outcome(facts=False))
        assert list(store.find("34%")) == []


def test_a_second_run_on_one_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with sole_writer(path), pytest.raises(StoreLocked, match="another dapipe"), sole_writer(path):
        pass


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StoreFailed, match="not a database"), open_store(path):
        pass
