"""Grades that stand by themselves: on a line under a heading, after a colon, in a table, in a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.document import Block, BlockKind, Document
from dapipe.facts.grade_words import YEAR, Judgement, any_grade, grade_of, question_of

if TYPE_CHECKING:
    from dapipe.mentions import ForceMention

LINES = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.BOX, BlockKind.CARD, BlockKind.HEADING)
LONGEST_LINE = 1500
BULLET = r"^\s*(?:[•●▪◦*·–—-]\s*)?"


def laid_out(document: Document, mentions: Sequence[ForceMention], main: str) -> Iterator[Judgement]:
    """The grades that layout shows, in reading order; `main` is the force of those that name none."""
    tables: dict[int, list[Block]] = defaultdict(list)
    before, columns = "", ""
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.CELL:
            tables[block.table].append(block)
        elif block.kind in LINES and len(text) <= LONGEST_LINE:
            columns = text if forms()["columns"].match(text) else columns if forms()["run"].match(text) else ""
            yield from line(document, block, mentions, main, columns or before)
        before = before if block.kind is BlockKind.ITEM else text
    for cells in tables.values():
        yield from in_table(document, cells, mentions, main)


@cache
def forms() -> dict[str, re.Pattern[str]]:
    """The forms of a line with a grade."""
    grade, none = any_grade(older=True), "|".join(lexicon.words("grades", "layout.not_graded"))
    bracket = rf"\((?:(?:in )?(?P<year>{YEAR})\s*[:,–-]?\s*)?(?:previously\s+)?(?P<previous>{grade}|{none})\)"
    older = rf"(?:\s*{bracket}|\s+Last inspected (?P<now>{YEAR}))?"
    plain = any_grade()
    capital = f"(?:{'|'.join(lexicon.words('grades', 'layout.columns'))})"
    return {
        "alone": re.compile(rf"{BULLET}(?P<grade>{grade}){older}\.?$", re.I),
        "after": re.compile(
            rf"{BULLET}(?P<question>\S.{{1,100}}?)(?:\s*[:–—]\s*|\t|\s{{2,}})(?P<grade>{grade}){older}(?:\s{{2,}}.*)?[.;]?$",
            re.I,
        ),
        "run": re.compile(
            rf"(?P<question>(?!(?:{capital} ?)+$)\S.*?) (?P<grade>{capital})(?: (?P<previous>{capital}))?$"
        ),
        "series": re.compile(rf"(?:(?!\s)[^:.]{{3,90}}: {capital}(?:\s+|$)){{2,}}"),
        "pair": re.compile(rf"(?P<question>[^\s:][^:]{{2,90}}): (?P<grade>{capital})(?:\s+|$)"),
        "columns": re.compile(rf"(?:question|area of policing|theme)\b[^.]{{0,60}}?(?P<year>{YEAR})?$", re.I),
        "before": re.compile(rf"{BULLET}(?P<grade>{plain})\s*[:–—]\s*(?P<list>[a-z].+)$", re.I),
        "item": re.compile(
            rf"{BULLET}(?:was |is )?[\"“‘']?(?P<grade>{plain})[\"”’']?\s+(?:at|for|in)\s+(?P<list>.+?)"
            r"[;.,]?(?:\s+and)?$",
            re.I,
        ),
        "lead_in": re.compile("|".join(lexicon.words("grades", "layout.lead_in")), re.I),
    }


def line(
    document: Document, block: Block, mentions: Sequence[ForceMention], main: str, before: str
) -> Iterator[Judgement]:
    """The grades of one line."""
    text, known = document.text[block.start : block.end], forms()
    if match := known["alone"].match(text):
        yield judgement(block, match, main, heading(document, block), "line")
    elif known["series"].fullmatch(text):
        for pair in known["pair"].finditer(text):
            yield judgement(block, pair, main, question_of(pair["question"]), "list")
    elif match := known["after"].match(text):
        if ignored(match["question"]):
            return
        force = force_at(mentions, block.start + match.start("question"), block.start + match.end("question"))
        question = heading(document, block) if force else question_of(match["question"])
        yield judgement(block, match, force or main, question, "list")
    elif match := known["before"].match(text) or (known["lead_in"].search(before) and known["item"].match(text)):
        for question in questions(match["list"]) if not ignored(match["list"]) else ():
            yield judgement(block, match, main, question_of(question), "list")
    elif (match := known["run"].match(text)) and not text.endswith((".", "?")):
        yield from run(block, match, main, before)


def run(block: Block, match: re.Match[str], main: str, before: str) -> Iterator[Judgement]:
    """The grades of a table's row whose columns have run together; a second grade is the older one."""
    made = judgement(block, match, main, question_of(match["question"]), "list")
    columns = forms()["columns"].match(before)
    year = (columns["year"] or "") if columns else ""
    yield replace(made, previous_year=year if made.previous else "")
    if made.previous and year:
        start, end = (block.start + offset for offset in match.span("previous"))
        yield replace(made, start=start, end=end, grade=made.previous, year=year, previous="", previous_year="")


def ignored(question: str) -> bool:
    """True for the label of a case study and the like."""
    return any(re.fullmatch(pattern, question, re.I) for pattern in lexicon.words("grades", "layout.no_question"))


def heading(document: Document, block: Block) -> str:
    """What a grade on a line of its own is about: the heading above it."""
    return question_of(block.section[-1]) if block.section else ""


def judgement(block: Block, match: re.Match[str], force: str, question: str, rule: str) -> Judgement:
    """The judgement of a line that fits a form."""
    groups = match.groupdict()
    return Judgement(
        start=block.start + match.start("grade"),
        end=block.start + match.end("grade"),
        force=force,
        question=question,
        grade=grade_of(match["grade"]),
        rule=rule,
        year=groups.get("now") or "",
        previous=grade_of(groups.get("previous") or ""),
        previous_year=(groups.get("year") or "") if grade_of(groups.get("previous") or "") else "",
    )


def questions(words: str) -> list[str]:
    """The questions in a list: "preventing crime and managing offenders" are two."""
    found = [re.sub(r"^(?:at|for|in) ", "", part.strip()) for part in splitter().split(words) if part.strip()]
    last = found[-1].split(" ", 1)[-1] if found else ""
    return [f"{part} {last}" if re.fullmatch(r"\w+ing", part) and " " in found[-1] else part for part in found]


@cache
def splitter() -> re.Pattern[str]:
    """What parts the questions of a list."""
    return re.compile(lexicon.read("grades")["sentences"]["split"], re.I)


def force_at(mentions: Sequence[ForceMention], start: int, end: int) -> str:
    """The force that a stretch names first; "" if none."""
    return next((m.id for m in mentions if start <= m.start and m.end <= end and m.form != "reference"), "")


def in_table(
    document: Document, cells: Sequence[Block], mentions: Sequence[ForceMention], main: str
) -> Iterator[Judgement]:
    """The grades of one table: questions or forces down and across, years across, or grades across."""
    rows: dict[int, list[Block]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    for row in rows.values():
        yield from in_row(document, row, mentions, main)


def in_row(
    document: Document, row: Sequence[Block], mentions: Sequence[ForceMention], main: str
) -> Iterator[Judgement]:
    """The grades of one row; an older grade beside a newer one is also its previous grade."""
    found: list[Judgement] = []
    for cell in row:
        made = in_cell(document, cell, row[0], mentions, main)
        if made:
            found.append(made)
    dated = [item for item in found if item.year]
    undated = [item for item in found if not item.year]
    older = max(dated, key=lambda item: item.year) if dated else None
    for item in undated:
        yield with_previous(item, older)
    ordered = sorted(dated, key=lambda item: item.year)
    for number, item in enumerate(ordered):
        yield with_previous(item, ordered[number - 1] if number else None)


def with_previous(item: Judgement, older: Judgement | None) -> Judgement:
    """The judgement with an older one as its previous grade."""
    if older is None or item.previous or (item.force, item.question) != (older.force, older.question):
        return item
    return replace(item, previous=older.grade, previous_year=older.year)


def in_cell(
    document: Document, cell: Block, first: Block, mentions: Sequence[ForceMention], main: str
) -> Judgement | None:
    """The grade of one cell; None if it holds none."""
    text = document.text[cell.start : cell.end]
    column = cell.column_headings[-1] if cell.column_headings else ""
    if grade_of(column) and text.strip() and not grade_of(text) and not cell.header:
        return Judgement(
            start=cell.start, end=cell.end, force=main, question=question_of(text), grade=grade_of(column), rule="table"
        )
    match = re.fullmatch(rf"(?:(?P<year>{YEAR})\s*[:–-]\s*)?(?P<grade>{any_grade(older=True)})", text.strip(), re.I)
    if not match or (cell.header and cell.column == 0 and not cell.row):
        return None
    question, force = asked(document, first, column, mentions)
    year = match["year"] or next(iter(re.findall(YEAR, column)), "")
    return Judgement(
        start=cell.start, end=cell.end, force=force or main, question=question, grade=grade_of(match["grade"]),
        rule="table", year=year,
    )  # fmt: skip


def asked(document: Document, first: Block, column: str, mentions: Sequence[ForceMention]) -> tuple[str, str]:
    """Question and force of a cell: a force may stand in the row's first cell or in the column heading."""
    row = document.text[first.start : first.end]
    down = force_at(mentions, first.start, first.end)
    if down:
        return question_of(column), down
    across = next(
        (m.id for m in mentions if document.text[m.start : m.end] in column and column and m.form != "reference"), ""
    )
    return question_of(row), across
