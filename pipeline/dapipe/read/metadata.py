"""What a web page says about itself: title, date, publisher, author, from meta elements and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura

from dapipe.read.dates import date_in
from dapipe.read.markup import Element

TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.date",
    "publish-date", "parsely-pub-date", "pubdate",
)  # fmt: skip
PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known; "" where nothing is. `published` is an ISO date."""

    title: str = ""
    published: str = ""
    publisher: str = ""
    byline: str = ""


def metadata(page: Element, source: str) -> Metadata:
    """The metadata of a page; what it lacks is asked of trafilatura, but for the date, which must not be guessed."""
    named = dict(meta_elements(page))
    linked = linked_data(page)
    title = first(named, TITLES) or linked.get("headline", "")
    publisher = first(named, PUBLISHERS) or linked.get("publisher", "")
    byline = plain_name(first(named, AUTHORS)) or linked.get("author", "")
    if not title:
        guessed = trafilatura.extract_metadata(source)
        title = (guessed.title or "") if guessed else ""
    return Metadata(
        title=title,
        published=date_in(first(named, DATES)) or date_in(linked.get("datePublished", "")),
        publisher=publisher,
        byline=byline,
    )


def meta_elements(page: Element) -> Iterator[tuple[str, str]]:
    """Name and content of each meta element."""
    for element in page.walk():
        if element.tag == "meta":
            name = (
                element.attributes.get("property")
                or element.attributes.get("name")
                or element.attributes.get("itemprop")
            )
            if name:
                yield name.lower(), element.attributes.get("content", "").strip()


def first(named: dict[str, str], wanted: tuple[str, ...]) -> str:
    """The first content that is there."""
    return next((named[name] for name in wanted if named.get(name)), "")


def plain_name(text: str) -> str:
    """An author's name, "" for an address of a page."""
    return "" if text.startswith(("http:", "https:", "/")) else text


def linked_data(page: Element) -> dict[str, str]:
    """headline, datePublished, author and publisher of the first JSON-LD object that has a headline."""
    for element in page.walk():
        if element.tag == "script" and "ld+json" in element.attributes.get("type", ""):
            try:
                plain = json.loads("".join(piece.text for piece in element.pieces()))
            except (ValueError, RecursionError):
                continue
            for item in objects(plain):
                if "headline" in item:
                    return {key: name_of(item.get(key)) for key in ("headline", "datePublished", "author", "publisher")}
    return {}


def objects(plain: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of a JSON-LD script."""
    items = plain if isinstance(plain, list) else plain.get("@graph", [plain]) if isinstance(plain, dict) else []
    yield from (item for item in items if isinstance(item, dict))


def name_of(value: Any) -> str:
    """A value, or the name of the object or of the first of a list of objects."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name", "")
    return value if isinstance(value, str) else ""
