"""Pages of PDFs that are set in ways of their own."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from dapipe.limits import Limits
from dapipe.read import read
from tests.read.sheets import HEIGHT, PROSE, WIDTH, Page, block, bold, document, line, pdf, prose, texts

VERA = "Vera"
WORDS = "Page Kent custody suites|"
LAST = ("Some officers had not been told", "Most of them knew the plan", "It was agreed last spring", "Few had read it")


def numbered(number: str, x: float, y: float = 50) -> Page:
    """A page of prose down to right above its number."""

    def page(canvas: Canvas) -> None:
        end = prose(canvas)
        while end > y + 40:
            end = block(canvas, PROSE[3], 60, end, WIDTH - 120) - 8
        line(canvas, LAST[int(number.strip(WORDS)[:2]) % 4], 60, y + 14)
        line(canvas, number, x, y)

    return page


def test_a_page_number_right_below_the_text_is_no_part_of_it() -> None:
    made = document(*(numbered(str(number), 530) for number in (1, 2, 3, 4)))
    assert all(any(text.endswith(last) for text in texts(made)) for last in LAST)
    assert not any(text[0].isdigit() for text in texts(made))


@pytest.mark.parametrize("form", ["{}", "Page {} of 4", "{} | Kent custody suites", "Kent custody suites {}"])
def test_printed_page_numbers_are_the_labels_of_pages(form: str) -> None:
    made = document(*(numbered(form.format(number + 9), 60, 30) for number in (1, 2, 3, 4)))
    assert [page.label for page in made.pages] == ["10", "11", "12", "13"]


def test_three_columns_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        bold(canvas, "What we found in all forces", 40, 780, 18)
        for column in range(3):
            y = 740.0
            for number in range(4):
                y = block(canvas, f"Part {column + 1}{number + 1}. {PROSE[number]}", 40 + 175 * column, y, 155, 9) - 6

    found = texts(document(page), "paragraph")
    assert [text[:7] for text in found] == [f"Part {column}{number}" for column in (1, 2, 3) for number in (1, 2, 3, 4)]
    assert all(text.endswith(PROSE[number % 4]) for number, text in enumerate(found))


def test_letters_that_are_one_glyph_do_not_part_a_word() -> None:
    pdfmetrics.registerFont(TTFont(VERA, "Vera.ttf"))

    def page(canvas: Canvas) -> None:
        line(canvas, "The \ufb01rst of\ufb01cers on the \ufb02oor \ufb01led \ufb01ve reports.", 60, 700, font=VERA)

    assert texts(document(page)) == ["The first officers on the floor filed five reports."]


def spaced(canvas: Canvas, text: str, y: float, space: float) -> None:
    """A heading with space between its letters."""
    heading = canvas.beginText(60, y)
    heading.setFont("Helvetica-Bold", 14)
    heading.setCharSpace(space)
    heading.textOut(text)
    heading.setCharSpace(0)
    canvas.drawText(heading)


@pytest.mark.parametrize(
    ("printed", "space", "words"),
    [
        ("AREA FOR IMPROVEMENT", 4.0, "AREA FOR IMPROVEMENT"),
        ("F I N D I N G S", 0.0, "FINDINGS"),
        ("Calls in 2019", 5.0, "Calls in 2019"),
    ],
)
def test_headings_with_space_between_their_letters_are_words(printed: str, space: float, words: str) -> None:
    def page(canvas: Canvas) -> None:
        spaced(canvas, printed, 780, space)
        prose(canvas)

    assert texts(document(page), "heading") == [words]


def test_cards_may_have_their_captions_above_the_number() -> None:
    cards = [
        ("calls from repeat victims", "8,977"), ("of crimes led to arrest", "42%"), ("spent on each resident", "£162"),
        ("officers for 1,000 people", "1.9"), ("of victims were content", "78%"), ("crimes in the year", "12,345"),
    ]  # fmt: skip

    def page(canvas: Canvas) -> None:
        bold(canvas, "Facts and figures", 60, 780, 18)
        for at, (caption, number) in enumerate(cards):
            x, y = 60 + at % 3 * 165, 720 - at // 3 * 110
            line(canvas, caption, x, y, 9.5)
            bold(canvas, number, x, y - 34, 26)
        prose(canvas, y=480)

    assert texts(document(page), "card") == [f"{number} {caption}" for caption, number in cards]


def test_a_tint_behind_a_word_does_not_move_it_before_its_line() -> None:
    graded = [("Preventing crime", "Good"), ("Investigating crime", "Adequate"), ("Managing offenders", "Inadequate")]

    def page(canvas: Canvas) -> None:
        bold(canvas, "PEEL 2021 – Kent Police", 60, 780, 18)
        for at, (question, grade) in enumerate(graded):
            canvas.setFillGray(0.8)
            canvas.rect(300, 734 - 30 * at, 180, 20, stroke=0, fill=1)
            canvas.setFillGray(0)
            line(canvas, question, 60, 740 - 30 * at)
            line(canvas, grade, 310, 740 - 30 * at)

    assert texts(document(page))[1:] == [word for pair in graded for word in pair]


def test_a_box_within_a_box_keeps_its_own_kind() -> None:
    def page(canvas: Canvas) -> None:
        prose(canvas, y=780, lines=2)
        canvas.setFillGray(0.9)
        canvas.rect(50, 500, WIDTH - 100, 180, stroke=0, fill=1)
        canvas.setFillGray(0.75)
        canvas.rect(65, 510, WIDTH - 130, 80, stroke=1, fill=1)
        canvas.setFillGray(0)
        bold(canvas, "Cause of concern", 62, 660)
        block(canvas, "Children at risk are not always found.", 62, 640, 400)
        bold(canvas, "Recommendation", 75, 570)
        block(canvas, "Kent Police should review all open referrals.", 75, 550, 400)
        prose(canvas, y=460, lines=2)

    made = document(page)
    boxes = {made.text[b.start : b.end]: b.box for b in made.blocks}
    assert boxes["Children at risk are not always found."] == "cause of concern"
    assert boxes["Kent Police should review all open referrals."] == "recommendation"
    assert boxes[PROSE[0]] == boxes[PROSE[1]] == ""


def test_a_wrapped_label_of_a_row_stays_with_its_figures() -> None:
    rows = (
        ("Offence", "2017", "2018"), ("Violence", "12,345", "14,002"), ("Robbery and other crimes of",),
        ("a serious kind", "318", "290"), ("Total", "13,867", "15,669"),
    )  # fmt: skip

    def page(canvas: Canvas) -> None:
        prose(canvas, y=780, lines=2)
        y = 650.0
        for row in rows:
            line(canvas, row[0], 60, y, 9.5)
            for x, figure in zip((330, 420), row[1:], strict=False):
                canvas.drawRightString(x, y, figure)
            y -= 12 if len(row) == 1 else 18
        prose(canvas, y=520, lines=2)

    made = document(page)
    cells = {made.text[b.start : b.end]: b.row_headings for b in made.blocks if b.kind == "cell"}
    assert cells["318"] == cells["290"] == ("Robbery and other crimes of a serious kind",)
    assert cells["13,867"] == ("Total",)


@pytest.mark.parametrize("below", ["Introduction", "Summary"])
def test_a_heading_that_opens_the_text_is_no_part_of_the_title(below: str) -> None:
    def page(canvas: Canvas) -> None:
        bold(canvas, "Kent Police: child protection", 60, HEIGHT - 60, 18)
        bold(canvas, below, 60, HEIGHT - 90, 14)
        prose(canvas)

    assert read(pdf(page), "a.pdf", Limits()).title == "Kent Police: child protection"


@pytest.mark.parametrize(("size", "rise"), [(6.0, 4.0), (8.75, 4.5)])
def test_the_number_of_a_note_is_no_part_of_the_figure_before_it(size: float, rise: float) -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, "In that year the force had 5,367", 60, 780)
        end = 60 + canvas.stringWidth("In that year the force had 5,367", "Helvetica", 10.5)
        line(canvas, "80", end, 780 + rise, size)
        line(canvas, "cases in all.", end + 16, 780)
        prose(canvas)

    assert texts(document(page))[0] == "In that year the force had 5,367 cases in all."


@pytest.mark.parametrize(
    ("before", "digit", "after", "words"),
    [
        ("The cells measure 5.5 m", "2", "each.", "The cells measure 5.5 m² each."),
        ("The cells measure 950cm", "2", "each.", "The cells measure 950cm² each."),
        ("Two officers serve each 40 km", "2", "there.", "Two officers serve each 40 km² there."),
        ("The tank holds 12 m", "3", "of water.", "The tank holds 12 m³ of water."),
        ("It recorded 4,210 crimes per km", "2", "a year.", "It recorded 4,210 crimes per km² a year."),
        ("The force employs 1,234 staff", "2", "in all.", "The force employs 1,234 staff in all."),
        ("The budget of the force was £3m", "2", "in all.", "The budget of the force was £3m in all."),
        ("The forces had 3.5m", "2", "incidents in all.", "The forces had 3.5m incidents in all."),
        ("The budget of the force was £3 m", "2", "in all.", "The budget of the force was £3 m in all."),
        ("They asked for a form", "3", "in all.", "They asked for a form in all."),
    ],
)
def test_the_power_of_a_unit_stays_and_the_number_of_a_note_goes(
    before: str, digit: str, after: str, words: str
) -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, before, 60, 780)
        end = 60 + canvas.stringWidth(before, "Helvetica", 10.5)
        line(canvas, digit, end, 784, 6)
        line(canvas, after, end + 10, 780)
        prose(canvas)

    assert texts(document(page))[0] == words


def test_notes_with_signs_are_apart_and_lead_to_their_markers() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, "In that year the force recorded 4,210 crimes* and solved 17 percent.† It had few staff.", 60, 780)
        prose(canvas)
        line(canvas, "* Crimes of fraud are left out of all figures here.", 60, 80, 8)
        line(canvas, "†Counted by the force, which could not tell us how.", 60, 70, 8)

    made = document(page)
    notes = [block for block in made.blocks if block.kind == "note"]
    assert texts(made)[0] == "In that year the force recorded 4,210 crimes and solved 17 percent. It had few staff."
    assert texts(made, "note") == [
        "Crimes of fraud are left out of all figures here.",
        "Counted by the force, which could not tell us how.",
    ]
    assert [made.text[: note.link].split()[-1] for note in notes] == ["crimes", "percent."]


def test_numbers_of_notes_that_are_set_after_all_lines_are_no_words() -> None:
    def page(canvas: Canvas) -> None:
        ends, x = [], 60.0
        for part in ("The force recorded 5,367", "robberies, 412", "of them in Dover. In 2018 it had 4,102."):
            line(canvas, part, x, 700)
            ends.append(x + canvas.stringWidth(part, "Helvetica", 10.5))
            x = ends[-1] + 7
        for number, end in zip("12", ends, strict=False):
            line(canvas, number, end, 704, 6)
        for number, y in (("1", 100), ("2", 88)):
            line(canvas, number, 60, y + 3, 5)
            line(canvas, f"Counted by the force in list {number} of 4.", 68, y, 8)

    made = document(page)
    assert texts(made, "paragraph") == [
        "The force recorded 5,367 robberies, 412 of them in Dover. In 2018 it had 4,102."
    ]
    notes = [block for block in made.blocks if block.kind == "note"]
    assert [made.text[: note.link].split()[-1] for note in notes] == ["5,367", "412"]


def test_a_sign_without_a_note_stays() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, "In that year the force recorded 4,210 crimes* and solved 17 percent.", 60, 780)
        prose(canvas)

    assert "4,210 crimes* and" in document(page).text


def test_a_note_that_stands_on_every_page_is_a_note() -> None:
    def page(number: int) -> Page:
        def draw(canvas: Canvas) -> None:
            prose(canvas)
            line(canvas, str(number), 60, 73, 6)
            line(canvas, "Crime in England and Wales, Office for National", 66, 70, 8)
            line(canvas, "Statistics, table 14.", 66, 60, 8)
            line(canvas, str(number), 500, 30, 8)

        return draw

    note = "Crime in England and Wales, Office for National Statistics, table 14."
    assert texts(document(page(1), page(2)), "note") == [note, note]


def test_a_list_of_grades_without_rules_is_a_table() -> None:
    rows = [("Preventing crime", "Good"), ("Investigating crime", "Requires improvement"), ("Leading", "Outstanding")]

    def page(canvas: Canvas) -> None:
        y = prose(canvas) - 20
        for question, grade in rows:
            line(canvas, question, 60, y)
            line(canvas, grade, 300, y)
            y -= 18

    made = document(page)
    cells = [
        (made.text[block.start : block.end], block.row_headings, block.column_headings)
        for block in made.blocks
        if block.kind == "cell" and not block.header
    ]
    assert cells == [(grade, (question,), ()) for question, grade in rows]
