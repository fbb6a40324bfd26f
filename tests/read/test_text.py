"""Plain texts: lines to blocks, furniture off, every character's way back kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.document import Block, BlockKind, Document, DocumentKind
from dapipe.limits import Limits
from dapipe.read import read


def document(text: str) -> Document:
    return read(text.encode(), "file.txt", Limits())


def blocks(text: str) -> list[tuple[str, str]]:
    made = document(text)
    return [(block.kind.value, made.text[block.start : block.end]) for block in made.blocks]


def block_with(text: str, words: str) -> Block:
    made = document(text)
    return next(block for block in made.blocks if words in made.text[block.start : block.end])


PROSE = "The force recorded 3,657 assaults in the year and could not say how many of them had been solved.\n\n"


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Officers who attend an incident at which a child is present do not\n"
        "always record what the child said to them, and nobody checks that\nthey do.\n\n"
        "Supervisors told us that they would look into it soon\nis over, and by then there will be a new form.\n"
    )
    assert [kind for kind, _ in blocks(text)] == ["paragraph", "paragraph"]


def test_a_line_that_ends_in_a_small_word_goes_on_below_whatever_its_length() -> None:
    text = (
        "Chief Constable Ann Petrie said: “We have more officers than last\nyear, and we shall train all of them by\n"
        "December.”\n\nThe force recorded 1,204 offences of stalking in the year and solved\n412 of them.\n"
    )
    assert blocks(text)[0][1].endswith("than last year, and we shall train all of them by December.”")


def test_a_sentence_cut_by_a_page_foot_is_whole_again() -> None:
    text = (
        "The chief officers told us that they had a real focus on\n\n"
        "Marshshire Police – an inspection                                   17\n\n"
        "dealing with people who call again and again.\n"
    )
    assert blocks(text)[0][1].endswith("a real focus on dealing with people who call again and again.")


def test_a_sentence_cut_by_an_empty_line_is_whole_again() -> None:
    text = "“We urge victims to call so that we can help early. We have a real focus on\n\nstopping it,” she said."
    assert len(blocks(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Hide Ad",
        "READ MORE: Man jailed for burglary",
        "SHARE THIS ARTICLE",
        "• 38 comments",
        "• Last updated 4:47pm",
        "reporter@paper.example",
    ],
)
def test_chrome_between_the_paragraphs_of_a_quote_is_left_out(line: str) -> None:
    text = f"Police shut the door\n\nShe said: “It is a long story.\n\n{line}\n\n“It is over now.”\n"
    assert [words for _, words in blocks(text)][1:] == ["She said: “It is a long story.", "“It is over now.”"]


def test_chrome_words_inside_a_wrapped_sentence_stay() -> None:
    assert (
        "close home"
        in document("The officer who was with her that night drove her to the house that is\nclose home.\n").text
    )


def test_the_date_and_the_writer_are_read_and_left_out() -> None:
    made = document(f"Police shut the door\n\nBy Anna Quill, crime reporter\n15 March 2018\n\n{PROSE}")
    assert (made.published, made.byline) == ("2018-03-15", "Anna Quill")
    assert "Quill" not in made.text


def test_a_month_alone_is_no_date() -> None:
    assert document(f"Responding to the public\nMarshshire Police\nJuly 2014\n\n{PROSE}").published == ""


def test_rows_of_blanks_make_cells_with_headings() -> None:
    text = (
        "Audit of crimes, 2019\n\n"
        "Offence          Sample    Rate\nViolence         487       87.7%\nSexual           263       95.8%\n"
    )
    cell = block_with(text, "95.8%")
    assert (cell.row_headings, cell.column_headings) == (("Sexual",), ("Rate",))


def test_a_table_whose_first_heading_is_missing_keeps_its_columns() -> None:
    text = (
        "                     Marshshire     England\n"
        "Officers per 1,000         1.5        2.1\nCost per head             £148       £168\n"
    )
    assert block_with(text, "£168").column_headings == ("England",)


def test_headings_of_two_lines_are_both_kept() -> None:
    text = (
        "Force            Recorded     Recorded\n"
        "                 2018         2019\nKent             1,204        1,330\n"
    )
    assert block_with(text, "1,330").column_headings == ("Recorded", "2019")


def test_a_number_on_a_line_of_its_own_stands_with_its_caption() -> None:
    assert ("card", "9% of recorded crime was domestic abuse.") in blocks(
        f"Crime\n\n9%\nof recorded crime was domestic abuse.\n\n{PROSE}"
    )


def test_a_number_before_a_sentence_of_its_own_stays_apart() -> None:
    assert ("card", "36%") in blocks(f"Assault\n\n36%\nMarshshire recorded 7,415 assaults.\n\n{PROSE}")


def test_bullets_that_run_together_are_items() -> None:
    text = "• The force should train its staff. • The force should, within three months, check its files.\n"
    assert [kind for kind, _ in blocks(text)] == ["item", "item"]


def test_numbered_paragraphs_that_run_together_are_parted() -> None:
    text = f"Detainee care\n\n4.13  Detainees should be told of it. 4.14  Staff ought not to wear keys.\n\n{PROSE}"
    assert ("paragraph", "4.14 Staff ought not to wear keys.") in blocks(text)


def test_times_of_a_live_page_are_items_and_no_table() -> None:
    assert [
        kind for kind, _ in blocks("07:02  Force is praised\n08:15  Deputy chief speaks\n11:40  Panel meets\n")
    ] == ["item"] * 3


def test_times_of_a_live_page_make_no_report_of_it() -> None:
    times = "".join(f"{hour}.15 Inspectors saw it.\n\n" for hour in ("06", "07", "08", "09"))
    assert document(f"Inspection LIVE: force told to act\n\n{times}").kind is DocumentKind.ARTICLE


def test_notes_lead_to_their_markers() -> None:
    text = "17.4 percent of calls were abandoned¹ that year.\n\n¹ A call is abandoned when the caller rings off.\n"
    made = document(text)
    note = made.blocks[-1]
    assert note.kind is BlockKind.NOTE and made.text[: note.link].endswith("abandoned")
    assert "abandoned that year" in made.text


def test_the_label_of_a_box_names_what_stands_below_it() -> None:
    text = f"Calls\n\n{PROSE}Area for improvement\n\nThe force should answer its calls sooner.\n\nStaff\n\n{PROSE}"
    assert block_with(text, "should answer").box == "area for improvement"
    assert block_with(text[text.index("Staff") :], "3,657").box == ""


def test_a_bold_title_below_a_label_is_inside_the_box() -> None:
    text = (
        f"Calls\n\n{PROSE}Area for improvement\n\nThe force should make sure that it answers calls\n\n"
        f"{PROSE}Staff are well led\n\n{PROSE}"
    )
    made = document(text)
    assert [block.box for block in made.blocks] == ["", "", *["area for improvement"] * 3, "", ""]


def test_a_label_before_a_dash_names_its_block() -> None:
    assert block_with(f"{PROSE}AFI 3 – The force should film each search.\n", "film").box == "area for improvement"


def test_sections_follow_headings() -> None:
    text = f"Marshshire Police\n\nSummary\n\n{PROSE}How good is the force?\n\n{PROSE}"
    assert document(text).blocks[-1].section == ("How good is the force?",)


def test_a_grade_on_a_line_of_its_own_is_no_heading() -> None:
    assert ("paragraph", "Good (2018: Requires improvement)") in blocks(
        f"Prevention\n\nGood (2018: Requires improvement)\n\n{PROSE}"
    )


def test_lines_with_leaders_are_contents() -> None:
    assert blocks("Contents\n\nIntroduction .......... 3\nOur findings .......... 9\n")[1][0] == "contents"


def test_imprint_is_left_out_and_names_the_publisher() -> None:
    made = document(f"An inspection of Marshshire Police\n\n© HMIC 2014\nISBN: 978-1-00000-000-0\n\n{PROSE}")
    assert made.publisher == "HMIC" and "ISBN" not in made.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Police shut door\n\nBy Ann Quill\n\nInspectors said on Monday that calls wait, a report has found.\n",
            DocumentKind.ARTICLE,
        ),
        (f"Force accepts\n\n{PROSE}Notes to editors\n\n1. Call us.\n", DocumentKind.PRESS_RELEASE),
        (f"Dear colleagues\n\n{PROSE}Yours sincerely\n", DocumentKind.LETTER),
        (
            f"Recommendations\n\n{PROSE}[on]2nd May[status]awaiting-review[/status][/on]\n\nStatus: being progressed\n",
            DocumentKind.REGISTER,
        ),
        (
            "Entries: Kent Police\n\nShowing 2 of 9\n\nArea for improvement\n\nThe force should train its staff.\n\n"
            "Force update (3 May 2020):\n\nDone.\n\nHMICFRS view:\n\nWe found that it was.\n",
            DocumentKind.REGISTER,
        ),
        (
            "Kent LIVE: force gets its grades\n\nGood\n\n07.10 Good morning.\n\n07.25 Inspectors found delays.\n\n"
            "08.00 What does adequate mean?\n",
            DocumentKind.ARTICLE,
        ),
        (
            f"PEEL 2021\n\nArea for improvement\n\nWe found that {PROSE}Main findings\n\nWe examined 30 files.\n",
            DocumentKind.REPORT,
        ),
    ],
)
def test_the_kind_follows_the_marks_of_the_text(text: str, kind: DocumentKind) -> None:
    assert document(text).kind is kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told(encoding: str) -> None:
    text = "The force’s officers said: “We spent £3.7m on it, and it’s the café’s fault.” " * 5
    assert "“We spent £3.7m" in read(text.encode(encoding), "file.txt", Limits()).text


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "The force recorded 3,657 assaults",
            "and more.",
            "• an item",
            "Force     Rate",
            "Kent      34%",
            "Hide Ad",
            "17",
            "Summary",
            "9%",
            "¹ a note",
            "4.1  We saw it.  4.2  We left.",
            "a\u00a0b\tc",
        ]
    ),
    max_size=14,
)


@given(LINES)
def test_every_character_leads_back_to_its_own_in_the_source(lines: list[str]) -> None:
    source = "\n".join([*lines, "x"])
    made = document(source)
    for stretch in made.origin:
        assert (
            made.text[stretch.start : stretch.end].split()
            == source[stretch.source : stretch.source + stretch.end - stretch.start].split()
        )


@given(LINES)
def test_blocks_are_in_order_and_hold_all_text(lines: list[str]) -> None:
    made = document("\n".join([*lines, "x"]))
    ends = [0, *(block.end for block in made.blocks)]
    assert all(made.text[end : block.start].strip() == "" for end, block in zip(ends, made.blocks, strict=False))
    assert all(block.start < block.end for block in made.blocks)


def test_rows_that_end_in_whole_numbers_are_no_page_feet() -> None:
    made = document("Crimes by kind\n\nKind              Number\nViolence          487\nSexual            263\n")
    assert [made.text[block.start : block.end] for block in made.blocks if not block.header][-1] == "263"


def test_a_full_stop_without_its_blank_gets_one() -> None:
    source = "The average wait is now 5 weeks (was 19).In the meantime 8 kiosks have been bought.\n"
    made = document(source)
    assert "(was 19). In the meantime" in made.text
    start = made.text.index("In the")
    assert made.source(start, start + 2) == (source.index("In the"), source.index(" the mean"))


@pytest.mark.parametrize(
    "line", ["Leadership: Good", "Officers: 2,242, or 1.9 for every 1,000", "Cost per head: Kent 51p, England 53p"]
)
def test_a_name_with_its_value_is_no_heading(line: str) -> None:
    assert ("paragraph", line) in blocks(f"Summary\n\n{line}\n\n{PROSE}")


def test_a_heading_may_hold_a_colon_and_a_year() -> None:
    assert ("heading", "PEEL: Police effectiveness 2016 (8412)") in blocks(
        f"Title\n\nPEEL: Police effectiveness 2016 (8412)\n\n{PROSE}"
    )


def test_cells_may_stand_between_bars() -> None:
    text = f"Rates\n\nForce | Recorded | Rate\n---|---|---\nKent | 1,204 | 34%\n\n{PROSE}"
    cell = block_with(text, "34%")
    assert (cell.row_headings, cell.column_headings) == (("Kent",), ("Rate",))


def test_rows_between_bars_that_end_in_whole_numbers_are_no_page_feet() -> None:
    rows = "Force | Incidents | Staff\nKent | 5,912 | 6\nGreater Manchester | 31,846 | 45\nSussex | 12,118 | 9"
    made = document("Table 1: Incidents, 2015/16\n\n" + rows)
    staff = [made.text[block.start : block.end] for block in made.blocks if block.column == 2]
    assert staff == ["Staff", "6", "45", "9"]


def test_rows_stay_one_table_over_empty_lines() -> None:
    text = "            Good    Poor    None\n\nForce       19      9       5\n\nHMIC        6       10      17\n"
    cell = block_with(text, "17")
    assert (cell.row_headings, cell.column_headings) == (("HMIC",), ("None",))


def test_a_foot_that_repeats_with_rising_numbers_is_left_out() -> None:
    foot = "PEEL assessment 2022 – Marshshire Police"
    text = f"{PROSE}{foot} 11\n\n{PROSE}{foot} 12\n\n{PROSE}"
    assert "assessment" not in document(text).text


def test_labels_with_rising_numbers_stay() -> None:
    text = f"{PROSE}Recommendation 1\n\n{PROSE}Recommendation 2\n\n{PROSE}"
    assert document(text).text.count("Recommendation") == 2


def test_names_below_the_close_of_a_letter_are_no_headings() -> None:
    assert ("paragraph", "Jo Vale") in blocks(f"Dear colleagues\n\n{PROSE}Yours sincerely\n\nJo Vale\n\nHM Inspector\n")


def test_signs_of_no_width_are_left_out() -> None:
    assert "officers said" in document("The offi\u00adcers\u200b said that they were ready for it.\n").text


def test_a_caption_stands_below_the_words_that_announce_it() -> None:
    text = f"Police shut door\n\nImage caption\nThe station on Mill Road\n\n{PROSE}"
    assert ("caption", "The station on Mill Road") in blocks(text)


def test_a_word_parted_at_a_line_end_is_whole_again_and_leads_back() -> None:
    text = (
        "In the year to March 2014 the force in this county had record-\ned some 21,532 calls from victims, and all"
        " of the self-\ncontained teams had been told of each of them at once.\n"
    )
    made = document(text)
    assert "had recorded some 21,532" in made.text and "self-contained teams" in made.text
    start = made.text.index("ed some")
    assert text[made.source(start, start + 2)[0] :].startswith("ed some")
