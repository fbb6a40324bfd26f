"""Reports of the corpus's golden facts, and a browser to open them in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dapipe.checks.run import tables
from dapipe.corrections import corrected
from dapipe.report import write
from dapipe.store import open_store
from tests.browser import CHROMIUM, Browser, browser
from tests.report.sample import fill

DAY = date(2019, 6, 1)


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with open_store(folder / "s.sqlite") as store:
        fill(store)
        store.replace(("checks", "links"), tables(corrected(store, folder), store))
        return write(corrected(store, folder), folder, day=DAY)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        tab.size(1280, 900)
        yield tab
