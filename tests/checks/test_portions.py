"""Checks of a store that does not fit into memory: the same results whatever is held at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from dapipe.checks.portions import portions
from dapipe.checks.run import tables
from dapipe.ingest import STORE, ingest
from dapipe.settings import Settings
from dapipe.store import open_store


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    ingest([corpus], Settings(out=str(folder)), lambda outcomes, total: outcomes)
    return folder / STORE


@pytest.mark.parametrize("most", [1, 150])
def test_results_do_not_depend_on_how_much_is_held(facts: Path, most: int) -> None:
    with open_store(facts) as store:
        whole, parted = sorted(tables(store, store), key=repr), sorted(tables(store, store, most), key=repr)
        assert {table for table, _ in whole} == {"checks", "links", "recommendations"}
        assert parted == whole


def test_each_document_is_answered_for_once_with_all_sources(facts: Path) -> None:
    with open_store(facts) as store:
        found = list(portions(store, 1))
        docs = [doc for portion in found for doc in portion.docs]
        kinds = {row[0]: row[2] for row in store.rows("documents")}
        assert sorted(docs) == sorted(kinds)
        sources = {doc for doc, kind in kinds.items() if kind != "article"}
        assert all(sources <= set(portion.known.documents) for portion in found)
        assert len(found) == len(kinds) - len(sources) > 1


def test_the_stored_answers_are_those_of_the_checks(facts: Path) -> None:
    with open_store(facts) as store:
        before = list(store.rows("recommendations"))
        assert {row[-1] for row in before} > {"yes"}
        store.replace(("checks", "links"), tables(store, store, 1))
        assert list(store.rows("recommendations")) == before
