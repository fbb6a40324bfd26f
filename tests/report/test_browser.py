"""The report in a real browser, by keyboard, on a telephone, and without JavaScript."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from lxml import etree

from dapipe.corrections import corrected
from dapipe.export.csv import FORMULA
from dapipe.report import write
from dapipe.store import open_store
from tests.browser import Browser
from tests.report.conftest import DAY
from tests.report.sample import fill

# Milliseconds until a page of 10,000 facts is loaded, at its best of five: the machine may have other work.
SLOWEST = 300
ROWS = "document.querySelectorAll('#table tbody tr').length"
COUNT = "document.querySelector('#count').textContent"
WAIT = "new Promise(done => setTimeout(done, 250))"


@pytest.fixture
def page(tab: Browser, report: Path) -> Browser:
    tab.open("about:blank")
    tab.open(report.as_uri())
    tab.run(WAIT)
    return tab


def focus(page: Browser, css: str) -> None:
    page.run(f"document.querySelector({css!r}).focus()")


def test_the_page_loads_without_a_complaint(page: Browser) -> None:
    assert page.problems() == []
    assert page.run(ROWS) == 50
    assert page.run(COUNT).endswith("facts")


def test_words_filter_the_table_and_the_address_tells_them(page: Browser) -> None:
    focus(page, "#find")
    page.write("arrests dorset")
    page.run(WAIT)
    number, _, every = page.run(COUNT).split()[:3]
    assert 0 < int(number) < int(every)
    assert "find=arrests+dorset" in page.run("location.hash")
    texts = page.run("[...document.querySelectorAll('#table tbody tr')].map(row => row.textContent.toLowerCase())")
    assert all("dorset" in text for text in texts)


def test_an_address_with_filters_shows_the_same_rows(page: Browser, report: Path) -> None:
    page.open("about:blank")
    page.open(f"{report.as_uri()}#force=dorset&type=figure")
    page.run(WAIT)
    assert page.run("document.querySelector('[data-facet=force]').value") == "dorset"
    types = page.run("[...document.querySelectorAll('#table tbody [data-key=type]')].map(cell => cell.textContent)")
    assert set(types) == {"figure"}


def test_an_address_with_a_fact_opens_it_wherever_it_stands(page: Browser, report: Path) -> None:
    key = page.run("JSON.parse(document.querySelector('#data').textContent).rows[200][0]")
    page.open(f"{report.as_uri()}#fact-{key}")
    page.run(WAIT)
    assert page.run("document.querySelector('tr.here').id") == f"fact-{key}"
    assert page.run("document.querySelector('tr.here details').open") is True


def test_a_heading_sorts_up_and_down_by_keyboard(page: Browser) -> None:
    focus(page, "#table th[data-key=value] button")
    page.press("Enter", text="\r", number=13)
    values = "[...document.querySelectorAll('#table tbody [data-key=value]')].map(cell => parseFloat(cell.textContent))"
    rising = page.run(values)
    assert rising == sorted(rising)
    assert page.run("document.querySelector('#table th[data-key=value]').getAttribute('aria-sort')") == "ascending"
    page.press("Enter", text="\r", number=13)
    assert page.run("document.querySelector('#table th[data-key=value]').getAttribute('aria-sort')") == "descending"


def test_the_tab_key_reaches_every_control_in_order(page: Browser) -> None:
    focus(page, "#find")
    reached = []
    for _ in range(9):
        page.press("Tab", number=9)
        script = "(e => e.dataset.facet || e.id || e.textContent.trim())(document.activeElement)"
        reached.append(page.run(script))
    assert reached == ["type", "force", "who", "source", "label", "state", "Columns", "Clear", "download"]


def test_pages_of_rows_follow_each_other(page: Browser) -> None:
    first = page.run("document.querySelector('#table tbody tr').id")
    page.run("document.querySelector('#after').click()")
    assert page.run("document.querySelector('#table tbody tr').id") != first
    assert page.run("document.querySelector('#place').textContent").startswith("51 to 100")
    page.run("document.querySelector('#before').click()")
    assert page.run("document.querySelector('#table tbody tr').id") == first


def test_a_column_can_be_shown(page: Browser) -> None:
    page.run("document.querySelector('[data-column=confidence]').click()")
    cell = "getComputedStyle(document.querySelector('#table tbody [data-key=confidence]')).display"
    assert page.run(cell) == "table-cell"


def test_rows_as_the_page_makes_them_say_the_same_as_those_in_the_file(tab: Browser, report: Path) -> None:
    read = "[...document.querySelectorAll('#table tbody tr')].map(row => row.innerText.replace(/\\s+/g, ' '))"
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open("about:blank")
    tab.open(report.as_uri())
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    without = tab.run(read)
    tab.open("about:blank")
    tab.open(report.as_uri())
    tab.run(WAIT)
    assert tab.run(read) == without


def test_without_javascript_rows_and_charts_are_there_and_controls_are_not(tab: Browser, report: Path) -> None:
    tab.open_without_scripts(report.as_uri())
    assert tab.run(ROWS) == 50
    assert tab.run("document.querySelectorAll('svg .dot').length") > 10
    assert tab.run("[...document.querySelectorAll('.js')].every(item => item.offsetHeight === 0)")


def test_on_a_telephone_nothing_is_wider_than_the_screen(page: Browser) -> None:
    page.size(400, 900)
    try:
        assert page.run("document.documentElement.scrollWidth") == 400
    finally:
        page.size(1280, 900)


def test_downloaded_rows_are_those_shown_and_harmless(page: Browser) -> None:
    script = """new Promise(done => {
        URL.createObjectURL = blob => { blob.text().then(done); return "#"; };
        document.querySelector("#download").click();
    })"""
    rows = list(csv.DictReader(io.StringIO(page.run(script), newline="")))
    assert len(rows) == int(page.run(COUNT).split()[0])
    assert all(not FORMULA.match(text) or text.startswith("'") for row in rows for text in row.values())


def test_a_chart_is_saved_as_a_drawing_that_stands_alone(page: Browser) -> None:
    script = """new Promise(done => {
        URL.createObjectURL = blob => { blob.text().then(done); return "#"; };
        document.querySelector("figure.chart button").click();
    })"""
    drawing = etree.fromstring(page.run(script).encode())
    svg = "{http://www.w3.org/2000/svg}"
    assert len(list(drawing.iter(f"{svg}circle"))) == page.run(
        "document.querySelector('.chart svg').querySelectorAll('circle').length"
    )
    looks = {circle.get("stroke") for circle in drawing.iter(f"{svg}circle")}
    assert all(look and look.startswith("rgb") for look in looks)
    texts = ["".join(text.itertext()) for text in drawing.iter(f"{svg}text")]
    assert page.run("document.querySelector('.chart h3').textContent") in texts
    assert any(text.startswith("Source: ") and len(text) > 20 for text in texts)
    assert not [element for element in drawing.iter() if "href" in element.attrib]


def test_every_control_and_picture_has_a_name(page: Browser) -> None:
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "link", "combobox", "searchbox", "checkbox", "image", "img", "table", "row"} - {"row"}
    nodes = [node for node in tree if not node["ignored"] and node.get("role", {}).get("value") in roles]
    assert len(nodes) > 100
    assert [node for node in nodes if not node.get("name", {}).get("value")] == []


@pytest.mark.bench
def test_ten_thousand_facts_load_at_once(tab: Browser, tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        fill(store, 16)
        path = write(corrected(store, tmp_path), tmp_path, day=DAY)
    loaded = []
    for _ in range(5):
        tab.open("about:blank")
        tab.open(path.as_uri())
        loaded.append(tab.run("performance.getEntriesByType('navigation')[0].loadEventEnd"))
    assert tab.run(f"{WAIT}.then(() => {COUNT})").startswith("10,")
    print(f"\n10,400 facts: {min(loaded):.0f} ms to load, at best of five ({path.stat().st_size / 1e6:.1f} MB)")
    assert min(loaded) < SLOWEST
