"""The report and the review page under axe-core, in all their forms, and by keyboard from top to bottom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Browser
from tests.review.test_server import Running, running

__all__ = ["running"]
AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run(document, {resultTypes: ['violations'], runOnly: %s})"
RULES = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"])
WAIT = "new Promise(done => setTimeout(done, 300))"
ABOUT = """(e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return {
        at: e.id || e.dataset.facet || e.dataset.column || e.getAttribute("href") || e.tagName,
        seen: box.width > 0 && style.outlineStyle !== "none",
    };
})(document.activeElement)"""


def violations(page: Browser) -> list[dict[str, Any]]:
    """What axe-core finds wrong on the page, with the places."""
    page.run(f"{AXE};true")
    found = page.run(RUN % RULES)["violations"]
    return [
        {"rule": item["id"], "impact": item["impact"], "at": [node["html"][:150] for node in item["nodes"][:3]]}
        for item in found
    ]


@contextmanager
def media(page: Browser, width: int, scheme: str) -> Iterator[None]:
    """The page at a width, light or dark."""
    page.size(width, 900)
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    try:
        yield
    finally:
        page.call("Emulation.setEmulatedMedia", features=[])
        page.size(1280, 900)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing_wrong_in_the_report(tab: Browser, report: Path, width: int, scheme: str) -> None:
    with media(tab, width, scheme):
        tab.open("about:blank")
        tab.open(report.as_uri())
        tab.run(WAIT)
        tab.run("document.querySelectorAll('details').forEach(item => { item.open = true; })")
        tab.run(WAIT)
        assert tab.run("document.querySelectorAll('#demands .demand, #charts circle, #grades .grade').length") > 20
        assert violations(tab) == []


def test_axe_finds_nothing_wrong_in_the_report_without_javascript(tab: Browser, report: Path) -> None:
    tab.open_without_scripts(report.as_uri())
    assert violations(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing_wrong_on_the_review_page(tab: Browser, running: Running, width: int, scheme: str) -> None:
    with media(tab, width, scheme):
        tab.open(running.server.address)
        tab.run(WAIT)
        assert violations(tab) == []


def test_the_tab_key_goes_through_the_whole_report_and_is_always_seen(tab: Browser, report: Path) -> None:
    tab.open("about:blank")
    tab.open(report.as_uri())
    tab.run(WAIT)
    tab.press("Tab", number=9)
    first = tab.run(ABOUT)
    assert first == {"at": "#facts", "seen": True}
    reached, unseen = [first["at"]], []
    for _ in range(400):
        tab.press("Tab", number=9)
        about = tab.run(ABOUT)
        if about["at"] == "BODY":
            break
        reached.append(about["at"])
        unseen += [] if about["seen"] else [about["at"]]
    assert unseen == []
    expected = ["#overview", "#charts", "#demands", "#grades", "#speakers", "#facts", "find", "type", "download"]
    assert [item for item in dict.fromkeys(reached[1:]) if item in expected] == expected


def test_a_fact_is_opened_cited_and_left_by_keyboard(tab: Browser, report: Path) -> None:
    tab.open("about:blank")
    tab.open(report.as_uri())
    tab.run(WAIT)
    tab.run("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")
    tab.run("document.querySelector('#table summary').focus()")
    tab.press("Enter", text="\r", number=13)
    tab.run(WAIT)
    assert tab.run("document.activeElement.parentElement.open") is True
    tab.press("Tab", number=9)
    assert tab.run("document.activeElement.textContent") == "Copy as citation"
    tab.press("Enter", text="\r", number=13)
    tab.run(WAIT)
    key = tab.run("document.activeElement.closest('tr').id").removeprefix("fact-")
    assert tab.run("window.copied").endswith(f"[dapipe {key}]")
    tab.press("Tab", number=9)
    assert tab.run("document.activeElement.getAttribute('href')") == f"#fact-{key}"
