"""Figures of invented sentences: whose, when, what for, part of what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.document import Block, BlockKind, Document, DocumentKind, Page
from dapipe.facts import cells
from dapipe.facts.figure import Figure
from dapipe.settings import Settings
from dapipe.work import Reading, understand

Understood = Callable[[str], Reading]
HEAD = "Kent Police: an inspection\n\nPublished 12 March 2015\n\nKent Police was inspected in January. "


def figures(understood: Understood, text: str) -> list[Figure]:
    reading = understood(HEAD + text)
    facts = [fact for fact in reading.facts["figures"] if isinstance(fact, Figure)]
    for fact in facts:
        assert reading.document.text[fact.source.start : fact.source.end] == fact.source.words
    return facts


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("We reviewed 40 files and 31 were good.", ["sample_size", "value"]),
        ("Of 300 rape files, a third had no picture of the scene.", ["sample_size", "value"]),
        ("Of the 43 forces, seven gave inspectors cause to worry and 33 did not.", ["sample_size", "value", "value"]),
        ("Of the 120 calls that inspectors listened to, 96 were polite.", ["sample_size", "value"]),
        (
            "It answered 70 per cent of calls within 10 seconds, against a target of 90 per cent.",
            ["value", "target", "target"],
        ),
        ("Its team has shrunk to 38 officers from 61.", ["value", "comparator"]),
        ("It moved 40 officers from 12 stations.", ["value", "value"]),
        ("The force should do so within six months.", ["deadline"]),
        ("The force has been given 12 weeks to put it right.", ["deadline"]),
        ("The rate fell from 61 per cent to 48 per cent.", ["comparator", "value"]),
        ("It charged 9 per cent of suspects, above the national average of 7 per cent.", ["value", "comparator"]),
        ("Satisfaction was 80 per cent, down from 84 per cent the year before.", ["value", "comparator"]),
        ("Supervisors should review at least one in 20 records.", ["target"]),
        ("All 43 forces were inspected.", ["sample_size"]),
        ("Victims waited two weeks for a call back.", ["value"]),
        ("The report is based on 502 files and on interviews with 54 victims.", ["sample_size", "sample_size"]),
        ("Of 52 that inspectors traced, 20 were lost.", ["sample_size", "value"]),
        ("We looked at 20 thefts, 30 assaults and 12 robberies.", ["sample_size"] * 3),
        ("We looked at 40 files and 12 were poor.", ["sample_size", "value"]),
        ("Inspectors looked at how theft is dealt with in nine areas.", ["sample_size"]),
        ("Of 214 crimes, 183 had been recorded.", ["sample_size", "value"]),
        ("A supervisor had looked at 17 files.", ["value"]),
        ("It will audit 120 files.", ["value"]),
        ("HMIC looked at all 43 forces.", ["sample_size"]),
        ("It wants an agreement with each of the 43 forces.", ["value"]),
        ("Officers carry 28 cases each when 12 is the recommended load.", ["value", "target"]),
        ("It took 60 days; its own policy allows 28.", ["value", "target"]),
        ("It found that 88 per cent were seen within two days.", ["value", "target"]),
        ("Every device will be looked at inside 28 days.", ["target"]),
        ("Chief constables were urged to review, within three months, every case.", ["deadline"]),
        ("The second gives it until 31 January to record 95 per cent of crimes.", ["target"]),
        ("The office has been given until May to plan, and nine months to move.", ["deadline"]),
        ("We had 140 detectives when I joined.", ["comparator"]),
        ("It answers in 30 seconds, where the average is 12 seconds.", ["value", "comparator"]),
        ("The 2013 inspection was bad. Last time it was 7 out of 38.", ["comparator"]),
        ("It has five call handlers, while forces like it have nine.", ["value", "comparator"]),
        ("Streets with a limit of 30 miles an hour were quiet.", ["value"]),
    ],
)
def test_roles(text: str, roles: list[str], understood: Understood) -> None:
    assert [figure.role for figure in figures(understood, text)] == roles


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("The force lost 40 files.", ["kent"]),
        ("It lost 40 files, against an average of 12 for England and Wales.", ["kent", ""]),
        ("Essex Police lost 30 files. Kent Police lost 20.", ["essex", "kent"]),
        ("In Sussex 30 files were late, and in Surrey 12 were.", ["sussex", "surrey"]),
        ("Files were late in 17 percent in West Yorkshire and 11 percent in Dorset.", ["west-yorkshire", "dorset"]),
        ("It shares a unit with Essex Police, and it has 30 staff there.", ["kent"]),
        ("HMIC will return within 12 months.", [""]),
        ("Two forces in the region share a helicopter.", [""]),
        ("HMIC looked at all 43 forces.", [""]),
        ("The council closed three libraries.", [""]),
        ("Nationally, one in five crimes goes unrecorded.", [""]),
        ("The national standard is 10 seconds.", [""]),
    ],
)
def test_a_figure_belongs_to_the_force_measured(text: str, forces: list[str], understood: Understood) -> None:
    assert [figure.force for figure in figures(understood, text)] == forces


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("It solved 7.2% of thefts in 2013/14. In 2012/13 it was 9.1%.", ["value", "comparator"]),
        ("It spent £3m on cars in 2012/13. It spent £90,000 on dogs in 2013/14.", ["value", "value"]),
        ("It forecasts a gap of £3m in 2015/16 rising to £9m in 2016/17.", ["value", "value"]),
        ("Kent Police solved 7 per cent of thefts. Essex Police managed 11 per cent.", ["value", "comparator"]),
        ("Kent Police solved 7 per cent of thefts. Essex Police has 11 cars.", ["value", "comparator"]),
    ],
)
def test_an_older_figure_and_another_forces_compare(text: str, roles: list[str], understood: Understood) -> None:
    assert [figure.role for figure in figures(understood, text)] == roles


def test_what_inspectors_did_may_stand_in_a_list(understood: Understood) -> None:
    text = "During the visit we:\n\n• talked to 61 officers, and to seven children; and\n• visited three stations.\n"
    assert [figure.role for figure in figures(understood, text)] == ["sample_size"] * 3


def test_a_demand_may_stand_above_its_list(understood: Understood) -> None:
    text = "The force should:\n\n• train at least 95 percent of officers; and\n• within three months, tell victims.\n"
    assert [figure.role for figure in figures(understood, text)] == ["target", "deadline"]


def test_pence_are_parts_of_a_pound(understood: Understood) -> None:
    assert figures(understood, "A call costs 15p.")[0].value == 0.15


def test_a_national_figure_has_its_scope(understood: Understood) -> None:
    found = figures(understood, "It charged 9 per cent of suspects, above the national average of 7 per cent.")
    assert [figure.scope for figure in found] == ["", "national"]


def test_a_force_has_its_name_and_code(understood: Understood) -> None:
    figure = figures(understood, "The force lost 40 files.")[0]
    assert (figure.force_name, figure.ons_code) == ("Kent Police", "E23000032")


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("In the year to 31 March 2014 it took 900 calls.", ["2013-04-01/2014-03-31"]),
        ("It took 900 calls in 2013/14, and 40 were lost.", ["2013-04-01/2014-03-31", "2013-04-01/2014-03-31"]),
        ("Arrests rose from 90 in 2012 to 120 in 2013.", ["2012-01-01/2012-12-31", "2013-01-01/2013-12-31"]),
        ("As at 31 March 2014 there were 900 suspects at large.", ["2014-03-31/2014-03-31"]),
        ("It took as many calls as in 2012, 900.", [""]),
        ("In quarter three of 2013/14 it took 900 calls.", ["2013-10-01/2013-12-31"]),
        ("It took 900 calls in the 2013 calendar year.", ["2013-01-01/2013-12-31"]),
        ("Searches fell by a third, to 900, in the year to 31 March 2014.", ["2013-04-01/2014-03-31"] * 2),
        ("We sampled 40 records from August 2014.", ["2014-08-01/2014-08-31"]),
        ("It has 30 more officers than in 2012.", [""]),
        ("It lost 40 files, and in 2012 it was inspected.", [""]),
        ("It must do so within six months of the report of 2014.", [""]),
        ("It took 900 calls in 2013/14. Of these, 40 were lost.", ["2013-04-01/2014-03-31", "2013-04-01/2014-03-31"]),
    ],
)
def test_a_period_belongs_to_the_figures_it_measures(text: str, periods: list[str], understood: Understood) -> None:
    found = figures(understood, text)
    assert [f"{f.period_start}/{f.period_end}".strip("/") for f in found] == periods


def test_an_inherited_period_says_so(understood: Understood) -> None:
    found = figures(understood, "It took 900 calls in 2013/14. Of these, 40 were lost.")
    assert [figure.period_basis for figure in found] == ["stated", "inherited"]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 60 crimes, 34 were assaults.",
        "It took 900 calls; of these 40 were lost.",
        "It has 50 cars, half of them old.",
    ],
)
def test_a_part_knows_its_whole(text: str, understood: Understood) -> None:
    whole, part = figures(understood, text)
    assert (whole.part_of, part.part_of) == ("", whole.id)


def test_a_figure_that_stands_alone_is_no_part(understood: Understood) -> None:
    assert [figure.part_of for figure in figures(understood, "It has 60 cars. It bought 34 bicycles.")] == ["", ""]


def test_a_rate_is_the_value_over_its_denominator(understood: Understood) -> None:
    figure = figures(understood, "For every 100 crimes there were 43 arrests.")[0]
    assert (figure.value, figure.per, figure.rate) == (43, 100, pytest.approx(0.43))


CAPTION = "Calls and crimes, 1 April 2013 to 31 March 2014"
COLUMNS = ("", "Kent", "England and Wales")
ROWS = (
    ("Calls per 1,000", "388", "341"),
    ("Crimes recorded (%)", "91", "93"),
    ("Change in officers", "-9%", "-11%"),
    ("Wait (minutes)", "14", "12"),
)


def table() -> Document:
    """A caption and a table under a sentence that names the force."""
    text, blocks = "", []

    def add(kind: BlockKind, words: str, **about: object) -> None:
        nonlocal text
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words), **about))  # type: ignore[arg-type]
        text += words + "\n"

    add(BlockKind.PARAGRAPH, "Kent Police was inspected.")
    add(BlockKind.CAPTION, CAPTION)
    for number, heading in enumerate(COLUMNS[1:], start=1):
        add(BlockKind.CELL, heading, table=0, row=0, column=number, header=True)
    for row, (heading, *inside) in enumerate(ROWS, start=1):
        add(BlockKind.CELL, heading, table=0, row=row, column=0, header=True)
        for column, words in enumerate(inside, start=1):
            above = {"row_headings": (heading,), "column_headings": (COLUMNS[column],)}
            add(BlockKind.CELL, words, table=0, row=row, column=column, **above)
    page = Page(number=1, start=0, end=len(text))
    return Document(
        id="a", path="a.pdf", text=text, kind=DocumentKind.REPORT, reader="pdf", pages=(page,), blocks=tuple(blocks)
    )


def test_cells_take_unit_force_and_period_from_their_headings() -> None:
    found = [fact for fact in understand(table(), Settings().model).facts["figures"] if isinstance(fact, Figure)]
    assert [(f.value, f.unit, f.per, f.force, f.role) for f in found] == [
        (388, "ratio", 1000, "kent", "value"),
        (341, "ratio", 1000, "", "comparator"),
        (91, "percent", None, "kent", "value"),
        (93, "percent", None, "", "comparator"),
        (9, "percent", None, "kent", "value"),
        (11, "percent", None, "", "comparator"),
        (14, "duration_minutes", None, "kent", "value"),
        (12, "duration_minutes", None, "", "comparator"),
    ]
    assert {f.period_start for f in found} == {"2013-04-01"}
    assert found[0].measure == f"{CAPTION}, Calls per 1,000, Kent"


@pytest.mark.parametrize(("heading", "role"), [("Attended within target", "value"), ("Target (%)", "target")])
def test_a_share_within_target_is_a_value(heading: str, role: str) -> None:
    cell = Block(kind=BlockKind.CELL, start=0, end=2, row_headings=("Grade 1",), column_headings=(heading,))
    assert cells.role(cell, "") == role


def test_a_number_card_takes_the_period_given_above_it_and_a_national_one_no_force() -> None:
    words = (
        (BlockKind.PARAGRAPH, "Kent Police was inspected."),
        (BlockKind.HEADING, "Force in numbers"),
        (BlockKind.PARAGRAPH, "All figures are for the year to 31 March 2014."),
        (BlockKind.CARD, "42 arrests for every 100 crimes, Kent"),
        (BlockKind.CARD, "54 arrests for every 100 crimes, England and Wales"),
    )
    text, blocks = "", []
    for kind, line in words:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(line)))
        text += line + "\n"
    page = Page(number=1, start=0, end=len(text))
    document = Document(
        id="a", path="a.pdf", text=text, kind=DocumentKind.REPORT, reader="pdf", pages=(page,), blocks=tuple(blocks)
    )
    found = [fact for fact in understand(document, Settings().model).facts["figures"] if isinstance(fact, Figure)]
    assert [(f.value, f.force, f.scope, f.role, f.period_start) for f in found] == [
        (42, "kent", "", "value", "2013-04-01"),
        (54, "", "national", "comparator", "2013-04-01"),
    ]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # An earlier level, told in other words.
        ("Arrests fell by a fifth; in 2012 there had been 5,100.", ["value", "comparator"]),
        ("The wait has come down to 19 minutes. It used to be 33 minutes.", ["value", "comparator"]),
        ("It now has 84 detectives. Three years ago it had 120.", ["value", "comparator"]),
        ("It now has 84 detectives where once it had 120.", ["value", "comparator"]),
        ("The force had 14 in 2013/14 (39 in 2012/13).", ["value", "comparator"]),
        ("The backlog was 300 at our last visit and is 90 now.", ["comparator", "value"]),
        ("At the time of our 2012 inspection the figure was 51 per cent.", ["comparator"]),
        ("In 2012 we found that 51 per cent of calls were answered in time.", ["comparator"]),
        ("The rate has improved on the 51 per cent that we reported in 2012.", ["comparator"]),
        ("The force has met 12 of the 13 recommendations in our 2012 report.", ["value"]),
        # Other forces, unless the sentence is about them.
        ("Essex Police, by contrast, closed only 9 per cent of its cases.", ["comparator"]),
        ("It was quicker than Essex Police (14 minutes) and Sussex Police (15 minutes).", ["comparator", "comparator"]),
        ("Essex Police requires improvement, having 38 vacancies.", ["value"]),
        ("The typical force spends £170 a head.", ["comparator"]),
        ("A force of this size would expect to have 90 detectives.", ["comparator"]),
        # What is to be reached or kept, and how often it is.
        ("Under the victims’ code, victims must be told of an arrest within five working days.", ["target"]),
        ("The standard calls for 90 per cent of calls to be answered in ten seconds.", ["target", "target"]),
        ("The force should have at least 40 trained negotiators.", ["target"]),
        ("The force wants to cut its carbon by 30 per cent by 2020.", ["target"]),
        ("It met its 20-minute target in 68 per cent of cases.", ["target", "value"]),
        ("Just 52 per cent met it, well short of the 80 per cent the force has set itself.", ["value", "target"]),
        ("Whoever takes the call has 24 hours to write it up.", ["target"]),
        ("Of 90 crimes that should have been recorded, 80 were.", ["sample_size", "value"]),
        ("Complaints took 141 days, against a policy of 28.", ["value", "target"]),
        ("It is 8.1% now. I’d like it to be 12%.", ["value", "target"]),
        ("By the summer the queue will be below 1,000.", ["target"]),
        ("The commissioner agreed £3.1 million of extra funding.", ["value"]),
        ("Some 5,100 officers were hired in 2012/13 and 4,557 in 2013/14.", ["value", "value"]),
        (
            "It took 16 minutes, compared with a target of 12 and a national average of 14.",
            ["value", "target", "comparator"],
        ),
        ("It should aim to visit 95 per cent of victims.", ["target"]),
        ("The service level is 90 per cent in ten seconds.", ["target", "target"]),
        ("By 2016 it wants 75 per cent of staff to have had the training.", ["target"]),
        ("Last year the figure was 14; this year it is nine.", ["comparator", "value"]),
        ("It takes six weeks rather than the statutory requirement of 20 days.", ["value", "target"]),
        # The time allowed for one act.
        ("Inspectors gave the force six months to put matters right.", ["deadline"]),
        ("It must produce a plan in 30 days.", ["deadline"]),
        ("Ministers want an answer within eight weeks.", ["deadline"]),
        ("The emails were cleared within four days of our being told.", ["value"]),
        # What was looked at.
        ("Our findings come from 60 case files.", ["sample_size"]),
        ("Some 812 members of staff responded to our survey.", ["sample_size"]),
        ("The inspection team watched 20 interviews and sat in on six meetings.", ["sample_size", "sample_size"]),
        ("Reality testing took place at five stations.", ["sample_size"]),
        ("We looked at 725 files from eight stations.", ["sample_size", "sample_size"]),
        ("Watchdogs trawled through 400 files and dipped into 85 more.", ["sample_size", "sample_size"]),
        ("We surveyed the workforce and 243 people replied.", ["sample_size"]),
        ("In three of the cases we read there was no plan.", ["value"]),
    ],
)
def test_roles_in_other_words(text: str, roles: list[str], understood: Understood) -> None:
    assert [figure.role for figure in figures(understood, text)] == roles
