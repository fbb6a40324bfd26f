"""Pages of a PDF laid out one by one: furniture off, blocks in reading order, lines about the document apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dapipe.document import BlockKind
from dapipe.read import ranks, running
from dapipe.read.draft import Draft
from dapipe.read.layout import Setting, page_drafts
from dapipe.read.lines import TOP, patterns, stamp
from dapipe.read.packed import packed_blocks, unpacked
from dapipe.read.page import PageContent
from dapipe.read.pages import Pages
from dapipe.read.rows import Segment, segments
from dapipe.read.spool import Spool
from dapipe.read.survey import Survey
from dapipe.read.words import frame_size


@dataclass(slots=True)
class Sheets:
    """All pages laid out: their blocks, packed page by page, the pages themselves, without offsets, and what is known
    beside: how headings look, and the texts that were left out because they tell of the document."""

    blocks: Spool = field(default_factory=Spool)
    pages: Pages = field(default_factory=Pages)
    looks: set[ranks.Look] = field(default_factory=set)
    about: dict[str, list[str]] = field(default_factory=lambda: {"stamp": [], "byline": [], "imprint": []})


def sheets(pages: Spool, survey: Survey) -> Sheets:
    """Packed pages laid out; they are used up."""
    made, total, number = Sheets(), len(pages), 0
    for data in pages.taken():
        page = unpacked(data)
        found, label = laid_out(page, survey, total)
        kept = list(text_blocks(found, number, made.about))
        number += len(found)
        made.looks |= {ranks.look(draft, survey.body) for draft in kept}
        made.blocks.put(packed_blocks(kept))
        made.pages.add(page, label)
    return made


def text_blocks(found: Iterable[Draft], number: int, about: dict[str, list[str]]) -> Iterator[Draft]:
    """The blocks that are part of what the document says, counted from a number; the texts of others go to `about`."""
    for at, draft in enumerate(found, start=number):
        if name := role(draft, at):
            about[name].append(draft.text)
        elif draft.text:
            yield draft


def role(draft: Draft, number: int) -> str:
    """imprint, byline or stamp for a block that is no part of what the document says, "" for all others."""
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or len(draft.text) > 120:
        return ""
    for name in ("imprint", "chrome"):
        if any(pattern.fullmatch(draft.text) for pattern in patterns(name)):
            return "imprint"
    if number and any(pattern.fullmatch(draft.text) for pattern in patterns("bylines", False)):
        return "byline"
    return "stamp" if number < TOP and stamp(draft.text) else ""


def laid_out(page: PageContent, survey: Survey, pages: int) -> tuple[list[Draft], str]:
    """The blocks of a page, one direction of writing after the other, and the number that is printed on it."""
    drafts: list[Draft] = []
    label = ""
    for layer in page.layers:
        found = segments(layer.words(page.width, page.height))
        if not layer.angle:
            gone = running.peel(found, page.number, page.height, survey.edges, pages, survey.body)
            label = printed_number([part for part in found if id(part) in gone], page, survey)
            found = [part for part in found if id(part) not in gone]
        drafts += page_drafts(found, setting_of(page, layer.angle, survey))
    return drafts, label


def printed_number(gone: Iterable[Segment], page: PageContent, survey: Survey) -> str:
    """The number in a page's running head or foot; "" if it has none."""
    numbers = (running.number_of(part, page.number, page.height, survey.edges) for part in gone)
    return next(filter(None, numbers), "")


def setting_of(page: PageContent, angle: int, survey: Survey) -> Setting:
    """What the layout of a page's text in one direction needs to know."""
    width, height = frame_size(angle, page.width, page.height)
    return Setting(
        page=page.number,
        width=width,
        height=height,
        body=survey.body,
        known=survey.words,
        rules=page.rules if not angle else (),
        fills=page.fills if not angle else (),
    )
