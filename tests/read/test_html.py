"""Web pages of three makes: a news site, a web report, a register."""

from __future__ import annotations

import time
from html import unescape

import pytest

from dapipe.document import Block, BlockKind, Document, DocumentKind
from dapipe.errors import TooLarge, Unreadable
from dapipe.limits import Limits
from dapipe.read import read

NEWS = """<!doctype html><html><head><title>Police shut door | The Paper</title>
<meta property="article:published_time" content="2019-03-22T06:00:00+00:00">
<meta property="og:site_name" content="The Paper">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Police shut door",
"author":[{"name":"Ann Quill"}]}</script></head>
<body><div class="cookie-banner"><p>We and our 214 partners use cookies to measure 3 in 4 visits.</p></div>
<header><nav><ul><li><a href="/">News</a></li></ul></nav></header>
<main><article><h1>Police shut door</h1><p class="byline">By Ann Quill</p><p class="date">Published 22 March 2019</p>
<p>Marshshire Police is failing victims, inspectors said in a report that looked at 3,657 crimes.</p>
<p>Chief Constable Jo Vale said: &ldquo;We accept it &amp; we are sorry.</p>
<blockquote class="twitter-tweet"><p>Meet our 50 recruits!</p>&mdash; Police (@police) March 2019</blockquote>
<aside class="related-inline"><p>READ MORE: <a href="/x">Man, 31, jailed after sending 900 messages</a></p></aside>
<div class="ad-slot"><p>Hide Ad</p></div><figure><img src="a.jpg"><figcaption>A station at dusk</figcaption></figure>
<p>&ldquo;We have moved 44 officers.&rdquo;</p><div class="newsletter-signup"><p>Join 22,000 readers</p></div>
</article></main>
<section class="related"><h2>More</h2>
<p>Three held after a burglary worth 60,000 pounds in the village of Fenham</p></section>
<footer><p>Call 01000 000002</p></footer></body></html>"""

REPORT = """<!doctype html><html><body class="publication-html"><main id="main"><h1>PEEL 2021: Marshshire Police</h1>
<div class="toc"><ol><li><a href="#a">Summary</a></li></ol></div><h2 id="calls">Responding to the public</h2>
<p class="grade">Adequate</p>
<div class="afi"><h3>Area for improvement</h3><p><strong>The force should answer its calls sooner.</strong></p>
<p>We found that 17 percent of calls were abandoned.</p></div><h3 id="found">Main findings</h3>
<p>We examined 130 cases.</p>
<ul><li>In 113 there was a triage;</li><li>in 17 there was none.</li></ul>
<table><caption>Grades of the force in each year</caption><tr><th>Question</th><th>Grade</th></tr><tr><td>Calls</td>
<td>Adequate</td></tr></table>
<p class="back-to-top"><a href="#main">Back to top</a></p></main></body></html>"""

REGISTER = """<html><body><main><h1>Recommendations: Marshshire Police</h1><h2>PEEL 2016 (8415)</h2>
<h3>Area for improvement</h3>
<p>The force should examine phones sooner, so that nobody waits for what is on them for more than a month.</p>
<p>[on]2nd March 2017 [status]awaiting-review[/status][/on][comment]</p>
<p>The force advises that the backlog has come down from 412 devices to 96.</p><p>[/comment]</p>
<p>Status: being progressed</p>
</main></body></html>"""


def page(source: str) -> Document:
    return read(source.encode(), "page.html", Limits())


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def block_with(document: Document, words: str) -> Block:
    return next(block for block in document.blocks if words in document.text[block.start : block.end])


def test_a_news_page_keeps_its_article_alone() -> None:
    assert texts(page(NEWS)) == [
        "Police shut door",
        "Marshshire Police is failing victims, inspectors said in a report that looked at 3,657 crimes.",
        "Chief Constable Jo Vale said: “We accept it & we are sorry.",
        "“We have moved 44 officers.”",
    ]


def test_a_news_page_says_who_wrote_what_and_when() -> None:
    made = page(NEWS)
    assert (made.title, made.published, made.publisher, made.byline) == (
        "Police shut door",
        "2019-03-22",
        "The Paper",
        "Ann Quill",
    )
    assert made.kind is DocumentKind.ARTICLE


def test_a_web_report_keeps_grades_and_drops_its_contents() -> None:
    made = page(REPORT)
    assert made.kind is DocumentKind.REPORT
    assert "Adequate" in texts(made) and "Back to top" not in made.text and "Summary" not in made.text


def test_a_box_ends_with_its_element() -> None:
    made = page(REPORT)
    assert block_with(made, "17 percent").box == "area for improvement"
    assert block_with(made, "130 cases").box == ""


def test_sections_follow_the_headings_of_the_page() -> None:
    assert block_with(page(REPORT), "130 cases").section == ("Responding to the public", "Main findings")


def test_blocks_know_the_nearest_anchor() -> None:
    assert block_with(page(REPORT), "130 cases").anchor == "found"


def test_list_items_and_cells_are_kept_apart() -> None:
    made = page(REPORT)
    assert block_with(made, "In 113").kind is BlockKind.ITEM
    assert [block.column_headings for block in made.blocks if block.row == 1][1] == ("Grade",)


def test_a_register_keeps_its_shortcodes_and_is_known_as_one() -> None:
    made = page(REGISTER)
    assert made.kind is DocumentKind.REGISTER
    assert block_with(made, "examine phones").box == "area for improvement"
    assert "412 devices" in made.text


@pytest.mark.parametrize("source", [NEWS, REPORT, REGISTER])
def test_every_word_leads_back_to_the_source(source: str) -> None:
    made = page(source)
    for stretch in made.origin:
        words = made.text[stretch.start : stretch.end]
        assert unescape(source[stretch.source : stretch.source + 10]).startswith(words[:1])
        assert len(words) == 1 or source[stretch.source : stretch.source + len(words)] == words


def test_unclosed_elements_are_parted_all_the_same() -> None:
    made = page("<html><body><p>One sentence here.<p>Another one.<ul><li>first<li>second</ul></body></html>")
    assert texts(made) == ["One sentence here.", "Another one.", "first", "second"]


def test_a_page_without_text_is_an_error() -> None:
    with pytest.raises(Unreadable):
        page("<html><body><script>x = 1</script></body></html>")


def test_a_page_nested_too_deep_is_refused() -> None:
    with pytest.raises(TooLarge):
        page("<html><body>" + "<div>" * 5000 + "deep")


@pytest.mark.parametrize(
    "inner", ["<a " * 20_000, "<table><tr><td>" * 100, "<p>a " * 2_000], ids=["tags", "tables", "paragraphs"]
)
def test_pages_of_a_strange_make_take_no_time(inner: str) -> None:
    start = time.process_time()
    page(f"<html><body>{inner}x")
    assert time.process_time() - start < 5
