"""Look-alikes of inspection reports as PDFs made in memory, with the truth that was set.

`report()` sets a few pages with every feature that the reader must cope with; more pages of the same kinds make a long
one. Sentences come from templates and a seeded generator: every run makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from random import Random

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SANS, SANS_BOLD, SERIF = "Helvetica", "Helvetica-Bold", "Times-Roman"
MARGIN, FOOT, HEAD = 72.0, 92.0, 90.0
FORCES = ("Marshshire", "North Vale", "Eastmoor", "Harbourshire", "Wealdshire", "Fenlands")
SUBJECTS = ("domestic abuse", "burglary", "stalking", "hate crime", "serious violence", "missing children")
NOUNS = ("supervisors", "investigators", "neighbourhood officers", "response teams", "call handlers", "detectives")
VERBS = ("understand", "recognise", "overlook", "document", "prioritise", "discuss")
TEMPLATES = (
    "In the 12 months to {month} {year} {force} Police recorded {big}{mark} crimes of {subject}, {percent} percent up.",
    "We examined {small} case files and found that {noun} did not always {verb} the risk to victims.",
    "The {noun} that we interviewed told us that they {verb} how important prevention is{mark}.",
    "Of {big} calls about {subject}, {small} were abandoned because the control room was understaffed.",
    "{force} Police spends £{decimal}m on its investigation department, which is {percent} percent of its budget.",
    "However, {noun} in {force} too often {verb} information about {subject} without recording the circumstances.",
    "The force should make sure that {noun} {verb} vulnerability whenever {subject} is reported to them{mark}.",
    "Victims said: “Nobody explained what would happen, and {small} weeks went by.”",
    "Performance has improved considerably since {year}, when {big} incidents were waiting for {noun}.",
    "It was responsible for {big}{mark} investigations, and arrangements with local organisations were strong.",
)
MONTHS = ("March", "June", "September", "December")


@dataclass(slots=True)
class Truth:
    """What was set: the words of the body page by page, notes by page, tables as rows of cells, cards."""

    body: dict[int, list[str]] = field(default_factory=dict)
    notes: dict[int, dict[str, str]] = field(default_factory=dict)
    tables: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    cards: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[str, str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class Sheet:
    """A PDF in the making, with its truth."""

    def __init__(self, seed: int = 7) -> None:
        self.random = Random(seed)
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.truth = Truth()
        self.page = 0
        self.note = 0
        self.waiting: list[tuple[str, str]] = []
        self.width, self.height = A4

    # text ------------------------------------------------------------------------------------------------------

    def sentence(self, marks: bool = True) -> str:
        """A sentence; a note marker is written [n]."""
        pick = self.random.choice
        template = pick(TEMPLATES)
        return template.format(
            month=pick(MONTHS),
            year=self.random.randint(2012, 2023),
            force=pick(FORCES),
            subject=pick(SUBJECTS),
            noun=pick(NOUNS),
            verb=pick(VERBS),
            big=f"{self.random.randint(1000, 99999):,}",
            small=self.random.randint(3, 180),
            percent=self.random.randint(2, 97),
            decimal=f"{self.random.randint(1, 90)}.{self.random.randint(1, 9)}",
            mark=self.marker() if marks and "{mark}" in template else "",
        )

    def marker(self) -> str:
        """A marker for a new note, now and then."""
        if self.random.random() > 0.16 or len(self.waiting) > 4:
            return ""
        self.note += 1
        text = f"See the annex on {self.random.choice(SUBJECTS)}, where {self.random.randint(2, 9)} sources are listed."
        self.waiting.append((str(self.note), text))
        return f"[{self.note}]"

    def prose(self, sentences: int, marks: bool = True) -> str:
        """A paragraph of some sentences."""
        return " ".join(self.sentence(marks) for _ in range(sentences))

    def said(self, text: str) -> None:
        """Note body words in the order in which they are to be read."""
        self.truth.body.setdefault(self.page, []).extend(plain(text).split())

    # pages -----------------------------------------------------------------------------------------------------

    def begin(self, size: tuple[float, float] = A4, furniture: bool = True) -> None:
        """A new page, with running head and foot."""
        self.page += 1
        self.width, self.height = size
        self.canvas.setPageSize(size)
        if furniture:
            self.canvas.setFont(SANS, 8)
            self.canvas.drawString(MARGIN, self.height - 40, "PEEL: Police effectiveness – a look-alike report")
            self.canvas.line(MARGIN, self.height - 46, self.width - MARGIN, self.height - 46)
            if self.page % 2:
                self.canvas.drawRightString(self.width - MARGIN, 34, str(self.page))
            else:
                self.canvas.drawString(MARGIN, 34, f"{self.page}    Inspectorate of Look-alikes")

    def end(self, size: float = 8.0, font: str = SANS) -> None:
        """Set the waiting notes at the foot and finish the page."""
        if self.waiting:
            lines = [(number, wrap(text, font, size, self.width - 2 * MARGIN - 12)) for number, text in self.waiting]
            y = FOOT - 30 + sum(len(part) for _, part in lines) * size * 1.2 - size * 1.2
            self.canvas.line(MARGIN, y + size * 1.5, MARGIN + 140, y + size * 1.5)
            for number, part in lines:
                self.raised(MARGIN, y, number, size, font)
                for line in part:
                    self.canvas.setFont(font, size)
                    self.canvas.drawString(MARGIN + 10, y, line)
                    y -= size * 1.2
            self.truth.notes[self.page] = dict(self.waiting)
        self.waiting = []
        self.canvas.showPage()

    def raised(self, x: float, y: float, number: str, size: float, font: str) -> float:
        """A small raised number; its width."""
        self.canvas.setFont(font, size * 0.6)
        self.canvas.drawString(x, y + size * 0.36, number)
        return stringWidth(number, font, size * 0.6)

    def line(self, x: float, y: float, text: str, font: str, size: float, extra: float = 0.0) -> None:
        """A line of words with markers set raised; `extra` widens each blank."""
        for number, word in enumerate(text.split(" ")):
            if number:
                x += stringWidth(" ", font, size) + extra
            for part, raised in pieces(word):
                if raised:
                    x += self.raised(x, y, part, size, font)
                else:
                    self.canvas.setFont(font, size)
                    self.canvas.drawString(x, y, part)
                    x += stringWidth(part, font, size)

    def paragraph(
        self, text: str, x: float, y: float, width: float, font: str = SANS, size: float = 10.5, justified: bool = False
    ) -> float:
        """Set a paragraph; the height at which it ended."""
        lines = wrap(text, font, size, width, broken=self.truth.broken if justified else None)
        for number, line in enumerate(lines):
            blanks = line.count(" ")
            room = width - measured(line, font, size)
            extra = room / blanks if justified and blanks and number < len(lines) - 1 else 0.0
            self.line(x, y, line, font, size, extra)
            y -= size * 1.3
        return y

    def heading(self, text: str, y: float, size: float = 16.0, x: float = MARGIN) -> float:
        """Set a heading."""
        self.said(text)
        self.truth.headings.append(text)
        self.canvas.setFont(SANS_BOLD, size)
        self.canvas.drawString(x, y, text)
        return y - size * 1.9

    # kinds of page ---------------------------------------------------------------------------------------------

    def cover(self) -> None:
        """A cover with a title and the imprint."""
        self.begin(furniture=False)
        self.heading("How well does Marshshire Police keep people safe?", self.height - 200, 22)
        self.canvas.setFont(SANS, 10)
        self.canvas.drawString(MARGIN, self.height - 260, "Published on 14 March 2019")
        self.canvas.showPage()

    def contents(self) -> None:
        """A contents page with dot leaders."""
        self.begin()
        y = self.heading("Contents", self.height - 100)
        for number in range(8):
            self.canvas.setFont(SANS, 10.5)
            left = f"Chapter {number + 1} on {self.random.choice(SUBJECTS)}"
            dots = "." * int(
                (self.width - 2 * MARGIN - stringWidth(left, SANS, 10.5) - 30) / stringWidth(".", SANS, 10.5)
            )
            self.canvas.drawString(MARGIN, y, f"{left} {dots} {number * 7 + 3}")
            y -= 18
        self.end()

    def one_column(self) -> None:
        """Sans serif prose with a heading, bullets and notes."""
        self.begin()
        y = self.heading(f"How well does the force deal with {self.random.choice(SUBJECTS)}?", self.height - 90, 15)
        while y > 330:
            text = self.prose(self.random.randint(2, 4))
            self.said(text)
            y = self.paragraph(text, MARGIN, y, self.width - 2 * MARGIN) - 8
        for _ in range(2):
            text = self.sentence(marks=False)
            self.said("• " + text)
            self.canvas.setFont(SANS, 10.5)
            self.canvas.drawString(MARGIN, y, "•")
            y = self.paragraph(text, MARGIN + 14, y, self.width - 2 * MARGIN - 14) - 3
        text = self.sentence()
        self.said(text)
        self.paragraph(text, MARGIN, y - 5, self.width - 2 * MARGIN)
        self.end()

    def two_columns(self) -> None:
        """Justified and hyphenated serif prose in two columns, notes over the whole foot."""
        self.begin()
        y = self.heading(f"Findings on {self.random.choice(SUBJECTS)}", self.height - 90, 15)
        gutter = 18.0
        width = (self.width - 2 * MARGIN - gutter) / 2
        for x in (MARGIN, MARGIN + width + gutter):
            at = y
            while at > 250:
                text = self.prose(self.random.randint(2, 3))
                self.said(text)
                at = self.paragraph(text, x, at, width, SERIF, 10, justified=True) - 6
        self.end(9.0, SERIF)

    def boxed(self) -> None:
        """A tinted box with a label between paragraphs."""
        self.begin()
        y = self.heading("What the force should do", self.height - 90, 15)
        for kind in ("Area for improvement", "Cause of concern", "Recommendations"):
            text = self.prose(2, marks=False)
            self.said(text)
            y = self.paragraph(text, MARGIN, y, self.width - 2 * MARGIN) - 14
            who, what = self.random.choice(NOUNS), self.random.choice(SUBJECTS)
            demand = f"The force should make sure that {who} record every report of {what}."
            self.said(kind)
            self.said(demand)
            self.truth.boxes.append((kind, demand))
            self.canvas.setFillGray(0.9)
            self.canvas.rect(MARGIN - 8, y - 48, self.width - 2 * MARGIN + 16, 64, stroke=0, fill=1)
            self.canvas.setFillGray(0)
            self.canvas.setFont(SANS_BOLD, 10.5)
            self.canvas.drawString(MARGIN, y, kind)
            self.paragraph(demand, MARGIN, y - 18, self.width - 2 * MARGIN)
            y -= 74
        text = self.prose(2, marks=False)
        self.said(text)
        self.paragraph(text, MARGIN, y, self.width - 2 * MARGIN)
        self.end()

    def infographic(self) -> None:
        """Twelve cards in three columns, big number over centred caption."""
        self.begin()
        y = self.heading("Force in numbers", self.height - 90, 18)
        wide = (self.width - 2 * MARGIN) / 3
        for _ in range(4):
            for column in range(3):
                number = self.random.choice((f"{self.random.randint(1000, 99999):,}", f"{self.random.randint(2, 99)}%"))
                caption = f"of {self.random.choice(SUBJECTS)} reports came from {self.random.choice(NOUNS)} last year"
                middle = MARGIN + wide * (column + 0.5)
                self.canvas.setFont(SANS_BOLD, 26)
                self.canvas.drawCentredString(middle, y, number)
                for at, line in enumerate(wrap(caption, SANS, 10, wide - 24)):
                    self.canvas.setFont(SANS, 10)
                    self.canvas.drawCentredString(middle, y - 18 - at * 12, line)
                self.truth.cards.append((number, caption))
                self.said(f"{number} {caption}")
            y -= 110
        self.end()

    def table(self, kind: str, size: tuple[float, float] = A4) -> None:
        """A table between two paragraphs: ruled, plain, shaded or lined."""
        self.begin(size)
        y = self.heading("The forces compared", self.height - 90, 15)
        text = self.prose(2, marks=False)
        self.said(text)
        y = self.paragraph(text, MARGIN, y, self.width - 2 * MARGIN) - 20
        caption = f"Table {len(self.truth.tables) + 1}: Crimes recorded and investigated by each force"
        self.said(caption)
        self.canvas.setFont(SANS_BOLD, 10.5)
        self.canvas.drawString(MARGIN, y, caption)
        y = self.cells(kind, y - 26)
        text = self.prose(2, marks=False)
        self.said(text)
        self.paragraph(text, MARGIN, y - 24, self.width - 2 * MARGIN)
        self.end()

    def rows(self) -> list[list[str]]:
        """A heading row and a row for each force."""
        heads = ["Force", "Crimes recorded", "Arrests per 100 crimes", "Rate"]
        body = [
            [
                f"{force} Police",
                f"{self.random.randint(1000, 99999):,}",
                str(self.random.randint(20, 90)),
                f"{self.random.randint(20, 99)}.{self.random.randint(0, 9)}%",
            ]
            for force in FORCES
        ]
        return [heads, *body]

    def cells(self, kind: str, y: float) -> float:
        """Draw a table from a height down; the height at which it ended."""
        rows = self.rows()
        self.truth.tables.append((kind, rows))
        wide, high = (self.width - 2 * MARGIN) / 4, 20.0
        for number, row in enumerate(rows):
            if kind == "shaded" and number % 2:
                self.canvas.setFillGray(0.88)
                self.canvas.rect(MARGIN, y - 6, 4 * wide, high, stroke=0, fill=1)
                self.canvas.setFillGray(0)
            if kind == "lined":
                self.canvas.line(MARGIN, y + 14, MARGIN + 4 * wide, y + 14)
            for column, text in enumerate(row):
                if kind == "ruled":
                    self.canvas.rect(MARGIN + column * wide, y - 6, wide, high, stroke=1, fill=0)
                self.canvas.setFont(SANS_BOLD if number == 0 else SANS, 9)
                x = MARGIN + column * wide + 4
                if column and number and kind == "plain":
                    self.canvas.drawRightString(MARGIN + (column + 1) * wide - 30, y, text)
                else:
                    self.canvas.drawString(x, y, text)
            y -= high
        return y

    def column(self, x: float, y: float, width: float, foot: float) -> None:
        """Justified serif prose without markers in one column, down to a height."""
        while y > foot:
            text = self.prose(2, marks=False)
            self.said(text)
            y = self.paragraph(text, x, y, width, SERIF, 10, justified=True) - 6

    def under_table(self, kind: str) -> None:
        """A table over the whole width with two columns of prose below it."""
        self.begin()
        y = self.height - 80
        caption = f"Table {len(self.truth.tables) + 1}: Crimes recorded and investigated"
        self.said(caption)
        self.canvas.setFont(SANS_BOLD, 10.5)
        self.canvas.drawString(MARGIN, y, caption)
        y = self.cells(kind, y - 26) - 24
        width = (self.width - 2 * MARGIN - 18) / 2
        for x in (MARGIN, MARGIN + width + 18):
            self.column(x, y, width, 260)
        self.end()

    def column_notes(self) -> None:
        """Two columns, each with a note of nearly the size of the body at its own foot."""
        self.begin()
        width, found = (self.width - 2 * MARGIN - 18) / 2, {}
        for side, x in enumerate((MARGIN, MARGIN + width + 18)):
            self.note += 1
            number, size = str(self.note), 9.4
            text = f"{self.random.choice(FORCES)} Police had {self.random.randint(1000, 9999):,}[{number}] cases."
            self.said(text)
            y = self.paragraph(text, x, self.height - 90, width, SERIF, 10) - 6
            self.column(x, y, width, 190 + 60 * (1 - side))
            found[number] = f"Counted by the force for the year in column {side + 1} and checked by nobody else at all."
            self.raised(x, 110, number, size, SERIF)
            for at, line in enumerate(wrap(found[number], SERIF, size, width - 12)):
                self.canvas.setFont(SERIF, size)
                self.canvas.drawString(x + 10, 110 - at * 11, line)
        self.canvas.showPage()
        self.truth.notes[self.page] = found

    def tinted_cards(self) -> None:
        """Cards on tints, number and caption set left."""
        self.begin()
        y = self.heading("The year in figures", self.height - 90, 18)
        for at in range(9):
            x, top = MARGIN + at % 3 * 155, y - at // 3 * 105
            number = self.random.choice((f"{self.random.randint(1000, 99999):,}", f"£{self.random.randint(2, 99)}m"))
            caption = f"{self.random.choice(SUBJECTS)} crimes recorded by {self.random.choice(NOUNS)} in the year"
            self.canvas.setFillGray(0.9)
            self.canvas.rect(x - 6, top - 60, 150, 90, stroke=0, fill=1)
            self.canvas.setFillGray(0)
            self.canvas.setFont(SANS_BOLD, 24)
            self.canvas.drawString(x, top, number)
            for line_at, line in enumerate(wrap(caption, SANS, 9.5, 135)):
                self.canvas.setFont(SANS, 9.5)
                self.canvas.drawString(x, top - 16 - line_at * 11.5, line)
            self.truth.cards.append((number, caption))
            self.said(f"{number} {caption}")
        self.end()

    def turned(self) -> None:
        """A page whose table runs up the page."""
        self.begin()
        self.canvas.saveState()
        self.canvas.translate(self.width, 0)
        self.canvas.rotate(90)
        self.width, self.height = self.height, self.width
        self.cells("plain", self.height - 140)
        self.width, self.height = self.height, self.width
        self.canvas.restoreState()
        self.end()

    def finish(self) -> tuple[bytes, Truth]:
        """The PDF's bytes and its truth."""
        self.canvas.save()
        return self.buffer.getvalue(), self.truth


def pieces(word: str) -> Iterator[tuple[str, bool]]:
    """The parts of a word, those in square brackets raised."""
    rest = word
    while "[" in rest:
        before, _, rest = rest.partition("[")
        number, _, rest = rest.partition("]")
        if before:
            yield before, False
        yield number, True
    if rest:
        yield rest, False


def plain(text: str) -> str:
    """A text without its markers."""
    return " ".join("".join(part for part, raised in pieces(word) if not raised) for word in text.split())


def measured(text: str, font: str, size: float) -> float:
    """The width of a text with its markers set small."""
    return sum(
        stringWidth(part, font, size * 0.6 if raised else size)
        for word in text.split(" ")
        for part, raised in pieces(word)
    ) + text.count(" ") * stringWidth(" ", font, size)


def wrap(text: str, font: str, size: float, width: float, broken: list[str] | None = None) -> list[str]:
    """The lines of a text; with a list for them, long words are broken at line ends."""
    lines, line = [], ""
    for word in text.split():
        trial = f"{line} {word}".strip()
        if measured(trial, font, size) <= width:
            line = trial
            continue
        cut = breaking(word, line, font, size, width) if broken is not None else 0
        if cut and broken is not None:
            broken.append(word)
            lines.append(f"{line} {word[:cut]}-".strip())
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def breaking(word: str, line: str, font: str, size: float, width: float) -> int:
    """Where a plain long word may be broken to fill a line, 0 for nowhere."""
    if len(word) < 9 or not word.rstrip(".,").isalpha():
        return 0
    cuts = [
        at for at in range(4, len(word.rstrip(".,")) - 3) if word[at - 1] not in "aeiou" and word[at] not in "aeiou"
    ]
    fitting = [at for at in cuts if measured(f"{line} {word[:at]}-", font, size) <= width]
    return max(fitting, default=0)


def report(rounds: int = 1, seed: int = 7) -> tuple[bytes, Truth]:
    """A look-alike report of 2 pages and 14 more for each round."""
    sheet = Sheet(seed)
    sheet.cover()
    sheet.contents()
    for _ in range(rounds):
        sheet.one_column()
        sheet.two_columns()
        sheet.infographic()
        sheet.two_columns()
        sheet.boxed()
        sheet.table("ruled")
        sheet.one_column()
        sheet.table("plain")
        sheet.table("shaded", landscape(A4))
        sheet.table("lined")
        sheet.turned()
        sheet.under_table("shaded")
        sheet.column_notes()
        sheet.tinted_cards()
    return sheet.finish()
