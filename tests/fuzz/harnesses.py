"""What a fuzzer may feed to each of dapipe's own parsers, and what must hold whatever it feeds.

Each harness takes bytes and raises if a promise is broken. `tests.fuzz` runs them under atheris, which looks for bytes
that reach new code; `test_harnesses.py` runs each for a moment with bytes that hypothesis makes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import pairwise

from dapipe.annotate import amounts, marks, periods
from dapipe.annotate.period_days import Past
from dapipe.document import Document
from dapipe.errors import DapipeError
from dapipe.limits import Limits
from dapipe.mentions import Period
from dapipe.read import read
from dapipe.read.packed import packed
from dapipe.read.page import PageContent
from dapipe.read.pdf import of_pages
from dapipe.read.spool import Spool
from dapipe.read.words import layers
from dapipe.settings import Settings
from dapipe.work import read_all
from tests.fuzz.pieces import MARKUP, NUMBERS, PERIODS, QUOTES, SPEECH, WORDS

SIZES = (0.0, 0.1, 4.0, 6.0, 8.0, 10.5, 12.0, 26.0, 900.0, math.inf, math.nan)
SEEDS = (b"", bytes(range(256)), bytes(range(64)) * 4)


def spelled(data: bytes, pieces: tuple[str, ...]) -> str:
    """The text that bytes stand for."""
    return "".join(pieces[byte % len(pieces)] + (" " if byte > 127 else "") for byte in data)


def inside(spans: list[tuple[int, int]], length: int) -> None:
    """Check that spans lie in a text, in its order and apart."""
    assert all(0 <= start < end <= length for start, end in spans), spans
    assert all(left[1] <= right[0] for left, right in pairwise(spans)), spans


def numbers(data: bytes) -> None:
    """The number grammar: amounts lie in the text in its order, and are numbers that a table can hold."""
    text = spelled(data, NUMBERS)
    found = amounts.find(text)
    assert all(0 <= amount.start < amount.end <= len(text) for amount in found), text
    assert [amount.start for amount in found] == sorted(amount.start for amount in found), text
    assert all(math.isfinite(value) for amount in found for value in (amount.value, amount.high or 0.0)), text
    assert all(-1 <= amount.origin < len(found) for amount in found), text


def dates(data: bytes) -> None:
    """The period grammar: periods lie in the text, apart, and begin before they end."""
    text = spelled(data[1:], PERIODS)
    published = date(2019, 3, 14) if data[:1] > b"\x40" else None
    taken = periods.claimed(text, periods.plain(text), periods.rules(), 0, len(text))
    inside([match.span() for _, match in taken], len(text))
    earlier = list[Period]()
    for rule, match in taken:
        earlier.append(periods.period(rule, match, Past(published=published, here=0, periods=earlier)))
    for period in earlier:
        days = [date.fromisoformat(day) for day in (period.first, period.last) if day]
        assert days == sorted(days) and text[period.start : period.end].strip(), text


def quotes(data: bytes) -> None:
    """The quote machine: stretches lie in the text, in its order and apart, words within their marks."""
    text = spelled(data, QUOTES)
    ends = [place for place in range(len(text)) if text[place] == "\n"] + [len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    found = marks.quoted(text, [span for span in zip(starts, ends, strict=True) if span[0] < span[1]])
    inside([(quote.outer_start, quote.outer_end) for quote in found], len(text))
    assert all(quote.outer_start <= quote.start <= quote.end <= quote.outer_end for quote in found), text


def attribution(data: bytes) -> None:
    """All stages on a text full of speech: each fact's words are the text's at its place."""
    text = spelled(data, SPEECH)
    try:
        reading = read_all(b"Kent Police\n\n" + text.encode(), "a.txt", Limits(), Settings().model)
    except DapipeError:
        return
    kept(reading.document)
    for fact in (fact for facts in reading.facts.values() for fact in facts):
        source = fact.source
        assert source.words == reading.document.text[source.start : source.end], (text, fact)
        assert 0 <= fact.confidence <= 1, (text, fact)


def pages(data: bytes) -> None:
    """The HTML reader: a document whose blocks lie in its text, or an error with a code."""
    source = spelled(data, MARKUP)
    sound(b"<html>" + source.encode("utf-8", "surrogatepass"), "a.html")


def raw_pages(data: bytes) -> None:
    """The HTML reader on bytes as they are."""
    sound(b"<html>" + data, "a.html")


def sound(data: bytes, name: str) -> None:
    """Read a document, and check what every document keeps."""
    try:
        made = read(data, name, Limits())
    except DapipeError:
        return
    kept(made)


def kept(made: Document) -> None:
    """Check what every document keeps: blocks in order and apart, pages from the first letter to the last."""
    inside([(block.start, block.end) for block in made.blocks], len(made.text))
    assert all(page.start <= page.end for page in made.pages)
    assert not made.pages or made.pages[-1].end <= len(made.text)
    assert not made.published or date.fromisoformat(made.published)


def layout(data: bytes) -> None:
    """The layout of PDF pages: words of any size at any place become a document or an error with a code."""
    sheets = Spool()
    for number, part in enumerate(data.split(b"\xff")[:4], start=1):
        sheets.put(packed(sheet(number, part)))
    try:
        made = of_pages(sheets, (), BytesIO(data), "a.pdf")
    except DapipeError:
        return
    kept(made)


def sheet(number: int, data: bytes) -> PageContent:
    """A page of words: of five bytes each, what, where across, where down, type size, and direction or raised ink."""
    width, height = 595.0, 842.0
    chars: list[tuple[str, float, float, float, float, float, bool, int, float, float]] = []
    for at in range(0, len(data) - 4, 5):
        what, across, down, size, turn = data[at : at + 5]
        high = SIZES[size % len(SIZES)] if size > 200 else 10.5
        x, y = far(across) * width, far(down) * height
        for letter in WORDS[what % len(WORDS)]:
            ink = (y, y + high / 2) if turn & 2 else (0.0, 0.0)
            angle = (0, 0, 0, 90, 180, 270, 0, 0)[turn >> 5]
            chars.append((letter, x, y, x + high / 2, y + high, high, bool(turn & 1), angle, *ink))
            x += high / 2
        chars.append((" ", 0.0, 0.0, 0.0, 0.0, 0.0, False, -1, 0.0, 0.0))
    return PageContent(number=number, label="", width=width, height=height, layers=tuple(layers(chars, width, height)))


def far(byte: int) -> float:
    """A place across or down the page as its part; now and then far away or nowhere."""
    return {254: 1e9, 253: math.nan, 252: -3.0, 251: -math.inf}.get(byte, byte / 240)


HARNESSES: dict[str, Callable[[bytes], None]] = {
    "layout": layout,
    "pages": pages,
    "raw-pages": raw_pages,
    "numbers": numbers,
    "dates": dates,
    "quotes": quotes,
    "attribution": attribution,
}
