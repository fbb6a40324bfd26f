"""The report's HTML without a browser: complete, closed to the network, and nothing gets out of its data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe import schema
from dapipe.corrections import FILE, Correction, add, corrected
from dapipe.errors import WrongUse
from dapipe.facts.sheet import sheet_row
from dapipe.record import DocumentRow, Problem
from dapipe.report import write
from dapipe.report.page import FIRST_ROWS, escaped, hashed, moved, points, thousands
from dapipe.store import open_store
from dapipe.work import Outcome
from tests.report.conftest import DAY
from tests.report.sample import fill
from tests.test_schema import FIGURE

NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{7*7}}\u2028<!--"


class Elements(HTMLParser):
    """The elements of a page, and the text of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inner: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inner.get(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem in self.inner:
            self.inner[self.cdata_elem][-1] += data


def page_of(folder: Path, words: str) -> str:
    source = replace(FIGURE.source, document=words, words=words, sentence=f"a {words} b", section=words)
    fact = replace(FIGURE, source=source, measure=words, speaker=words, rule=words, force=words)
    document = DocumentRow(
        **dict.fromkeys(("title", "kind", "publisher", "published", "force", "reader", "status", "path"), words),
        doc=source.doc,
        pages=1,
        words=1,
        ocr=False,
        sha256="",
    )
    rows = {"figures": [schema.row(fact)], "documents": [schema.row(document)]}
    rows["facts"] = [schema.row(sheet_row(fact, words))]
    problem = Problem(path=words, code="failed", message=words)
    outcome = Outcome(path=words, digest=source.doc * 4, recipe="r", status="complete", rows=rows, problems=(problem,))
    with open_store(folder / "s.sqlite") as store:
        store.save(outcome)
        add(folder / FILE, [Correction(fact_id=words, field="measure", old=words, new=words, who=words, why=words)])
        return write(corrected(store, folder), folder, day=DAY).read_text(encoding="utf-8")


def test_no_markup_gets_out_of_a_fact(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "nasty").mkdir()
    plain, nasty = Elements(page_of(tmp_path / "plain", "x")), Elements(page_of(tmp_path / "nasty", NASTY))
    assert [tag for tag, _ in nasty.tags] == [tag for tag, _ in plain.tags]
    assert [set(about) for _, about in nasty.tags] == [set(about) for _, about in plain.tags]
    assert json.loads(nasty.inner["script"][0])["texts"][0] == f"a {NASTY} b"


@given(st.text())
def test_any_text_comes_back_from_the_data_and_ends_no_script(text: str) -> None:
    made = escaped([text])
    assert json.loads(made) == [text]
    assert not set("<>&\u2028\u2029") & set(made)


def test_the_policy_knows_the_style_and_the_script_and_lets_nothing_else_in(report: Path) -> None:
    page = Elements(report.read_text(encoding="utf-8"))
    policy = next(about["content"] for tag, about in page.tags if "http-equiv" in about) or ""
    assert f"script-src {hashed(page.inner['script'][1])};" in policy
    assert f"style-src {hashed(page.inner['style'][0])};" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"https?:|\*|unsafe", policy)


def test_nothing_is_fetched_from_anywhere(report: Path) -> None:
    page = Elements(report.read_text(encoding="utf-8"))
    for tag, about in page.tags:
        assert "style" not in about and not any(name.startswith("on") for name in about), (tag, about)
        assert not (about.get("src") or "").startswith("http")
        assert not (about.get("href") or "").startswith("http")


def test_the_first_rows_stand_in_the_page_itself(report: Path) -> None:
    html = report.read_text(encoding="utf-8")
    assert len(re.findall(r'<tr id="fact-', html)) == FIRST_ROWS


def test_the_same_store_makes_the_same_bytes(tmp_path: Path, report: Path) -> None:
    with open_store(report.parent / "s.sqlite") as store:
        again = write(corrected(store, report.parent), report.parent, day=DAY)
    assert again == report
    with open_store(tmp_path / "s.sqlite") as store:
        fill(store)
        one = write(corrected(store, tmp_path), tmp_path, day=DAY).read_bytes()
        two = write(corrected(store, tmp_path), tmp_path, day=DAY).read_bytes()
    assert one == two


def test_a_report_of_an_empty_store_is_a_report(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        html = write(corrected(store, tmp_path), tmp_path, day=DAY).read_text(encoding="utf-8")
    assert "0 facts from 0 documents" in html


def test_pictures_of_facts_to_look_at_are_in_the_page(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        fill(store, names="gwent*")
        rows = corrected(store, tmp_path)
        sizes = [write(rows, tmp_path, day=DAY, images=name).stat().st_size for name in ("none", "review", "all")]
        data = Elements((tmp_path / "report.html").read_text(encoding="utf-8")).inner["script"][0]
    assert sizes[0] <= sizes[1] < sizes[2]
    pictures = json.loads(data)["pictures"]
    assert pictures
    assert all(picture.startswith("iVBORw0KGgo") for picture in pictures.values())


def test_an_unknown_choice_of_pictures_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store, pytest.raises(WrongUse, match="none, review, all"):
        write(corrected(store, tmp_path), tmp_path, day=DAY, images="some")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("9870", "9,870"), ("1250 per 100000", "1,250 per 100,000"), ("43 per 100", "43 per 100"), ("3.14159", "3.14159")],
)
def test_thousands_are_set_apart(value: str, shown: str) -> None:
    assert thousands(value) == shown


@pytest.mark.parametrize(
    ("grade", "before", "direction"),
    [
        ("good", "inadequate", "up"),
        ("requires improvement", "good", "down"),
        ("good", "good", "same"),
        ("good", "", ""),
        ("poor", "fair", "down"),
    ],
)
def test_a_grade_is_up_or_down_since_the_one_before(grade: str, before: str, direction: str) -> None:
    assert moved({"grade": grade, "previous_grade": before}) == direction


def test_bullets_stand_on_lines_of_their_own() -> None:
    assert points("Forces should: • record it; and • check it.") == "Forces should:\n• record it; and\n• check it."
