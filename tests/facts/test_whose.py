"""Whose a figure is: sentences about Kent Police, and documents about several forces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.facts.figures import Figure
from dapipe.work import Reading

Understood = Callable[[str], Reading]
HEAD = "Kent Police: an inspection\n\nPublished 12 March 2015\n\nKent Police was inspected in January.\n\n"


def owners(understood: Understood, text: str, head: str = HEAD) -> list[str]:
    """The forces of the figures in a text that comes after a head."""
    reading = understood(head + text)
    start = reading.document.text.index(text.split("\n")[0])
    facts = [fact for fact in reading.facts["figures"] if isinstance(fact, Figure)]
    return [fact.force for fact in facts if fact.source.start >= start]


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        # What one member of the public has and does; how long they wait is the force's.
        ("One woman had rung three times before anybody came.", [""]),
        ("Police were called six times to the flat in a month.", [""]),
        ("A neighbour had seen two small children at the window.", [""]),
        ("A man who kept five shotguns was never asked about them.", [""]),
        ("A woman with two babies waited 19 hours for an officer.", ["", "kent"]),
        ("One victim received four letters.", ["kent"]),
        ("Officers had rung her back three times.", ["kent"]),
        ("Inspectors rang the front desk on 20 occasions.", ["kent"]),
        # What other bodies have, do, give and count.
        ("The charity opened two refuges in Maidstone. It sheltered 90 women there.", ["", ""]),
        ("The council cut its grant. It gave the force £40,000.", [""]),
        ("The council pays the police for wardens. It now has 14 of them.", ["kent"]),
        ("The force shut its front desk. It now has 14.", ["kent"]),
        ("HM Prison Elmley holds 1,100 men.", [""]),
        ("For every 100 crimes, 32 led to an arrest, compared with 24 in every 100 across the region.", ["kent", ""]),
        ("It solved 12 per cent, below the 15 per cent seen across its most similar forces.", ["kent", ""]),
        ("It solved 9 per cent, below the 13 per cent recorded by its most similar forces.", ["kent", ""]),
        ("The council's 300 wardens did not help.", [""]),
        ("A further £310,000 was made available by the police and crime commissioner.", [""]),
        ("The Government's 20,000 recruits will not all come here.", [""]),
        ("The charity took 3,000 calls.", [""]),
        ("The chief constable, on £170,000 a year, was sorry.", [""]),
        ("The commissioner welcomed a fall of 12 per cent in burglary.", ["kent"]),
        ("The force works with the nine councils of the county.", [""]),
        ("It is the best of the three neighbouring forces.", [""]),
        ("The report runs to 64 pages.", [""]),
        # The country at large.
        ("Police forces should hand phones back within 24 hours.", [""]),
        ("Within six months, chief constables must check every case.", [""]),
        ("It has five call handlers for each shift, where forces like it have seven.", ["kent", ""]),
        ("The standard for a force without a switchboard is 10 per cent.", [""]),
        ("The number of crimes of stalking in England and Wales has risen to 10,260.", [""]),
        ("In each force inspectors read 60 files.", [""]),
        ("Each report ends with one of four grades.", [""]),
        # When inspectors come and go, and the time that a commissioner has.
        ("Inspectors were in the county for nine days.", [""]),
        ("The commissioner has 56 days to publish her comments.", [""]),
        # What the report on one force asks for is that force's.
        ("The report makes two recommendations and names four areas for improvement.", ["kent", "kent"]),
        ("No officer ought to have more than 60 cases.", ["kent"]),
        ("The courts granted 117 of its orders.", ["kent"]),
        ("Its officers have 28 cases each, when 12 is the recommended load.", ["kent", ""]),
        ("It costs the public purse some £5bn a year.", [""]),
        ("Engines take nine minutes; the average in rural services is 11 minutes.", ["kent", ""]),
        ("The inspectorate looks at 44 fire and rescue services.", [""]),
        ("Police budgets in England and Wales are being cut by 20 per cent.", [""]),
        ("HMIC has a budget of £21m and published 43 reports.", ["", ""]),
        ("The mayor told the force to come back with a plan within 30 days.", ["kent"]),
        ("It held return interviews within 72 hours.", ["kent"]),
        ("I am required to publish my comments on any report that concerns the police within 56 days.", [""]),
        ("Two constables sat in a corridor for 17 hours.", ["kent", "kent"]),
        ("It took the Government four years to notice.", [""]),
        ("The commissioner is asking the Home Secretary for a grant of £6m.", [""]),
        ("Seven forces met every rule, and a further 19 fell short.", ["", ""]),
        (
            "Only one force was good and one outstanding; 13 forces were adequate and 28 required improvement.",
            ["", "", ""],
        ),
        ("Some 8.4 per cent were charged (9 per cent for England and Wales).", ["kent", ""]),
        ("A further £7m had gone into training nationally.", [""]),
        ("Each has 40 cases, against a recommended maximum of 30.", ["kent", ""]),
        ("The panel voted eight to three, with two abstentions.", ["", "", ""]),
        ("The alliance saved £35m between the two forces.", ["", ""]),
        ("The commissioner said £420,000 of her budget was going on it.", [""]),
        ("A neighbour called because she had seen four boys.", [""]),
        ("Its share was 24 per cent in this force, and 30 per cent in England and Wales.", ["kent", ""]),
        ("It answered 46 of 49 letters, which compares well with Essex Police (31 of 45).", ["kent", "essex"]),
        ("The average stay was 11 hours, longer than at Essex Police (10 hours).", ["kent", "essex"]),
        ("It was slow, with Essex Police the quickest at 5 minutes.", ["essex"]),
        ("Every force should sample one in 10 recordings.", [""]),
        ("A girl was reported missing on 27 occasions.", [""]),
        ("SafeHome, a charity, runs 28 flats.", [""]),
        ("Around 80 per cent of a police budget goes on pay.", [""]),
        ("The duty inspector was told, and within 48 hours the force had found 127 people.", ["kent", "kent"]),
        ("Essex Police, with which the force shares a unit, had a backlog of 388.", ["essex"]),
        ("Essex Police did well. It visited 97 per cent of them on time.", ["essex"]),
        ("The rate across the eight forces in the study was one in 13.", ["", ""]),
        (
            "One in eight was wrong, against one in 14 in the other forces – and a further 41 were late.",
            ["kent", "", "kent"],
        ),
        # A force that only stands aside.
        ("Of 52 cases handed over, among them nine to GMP and seven to Police Scotland, 20 were lost.", ["kent"] * 4),
        ("Of eight projects with the ambulance service and Essex Police three were checked.", ["kent", "kent"]),
        ("Each manager has 56 cases; at Essex Police and Gwent Police it was 48 and 61.", ["kent", "essex", "gwent"]),
        ("It has borrowed two kiosks from Essex Police and bought 30 of its own.", ["kent", "kent"]),
    ],
)
def test_whose_a_figure_is_in_a_report_on_one_force(text: str, forces: list[str], understood: Understood) -> None:
    assert owners(understood, text) == forces


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("Mo Wray, manager of the refuge, said: “We have taken in 54 women.”", [""]),
        ("Mo Wray, manager of the refuge, said: “My mother waited 47 minutes for the police.”", ["kent"]),
        ("Councillor Ann Field said: “I drive it three times a week.”", [""]),
        ("Councillor Ann Field said she had sat through 14 meetings.", [""]),
        ("Chief Constable Jo Pratt, of Kent Police, said: “We have hired 40 people.”", ["kent"]),
        ("Welsh Women’s Aid said funding for advisers had been cut by a third.", [""]),
        ("Police and Crime Commissioner Ann Field said: “My office put £180,000 into it.”", [""]),
        ("The Home Office said: “We have given the force £12m to do it.”", ["kent"]),
        ("Councillor Ann Field said: “He was found 25 times by me.”", [""]),
        ("Ned Wood said: “We have trained 1,140 of our officers.”", ["kent"]),
        ("Police and Crime Commissioner Ann Field said: “I want it at 15 per cent by Easter.”", ["kent"]),
        ("The Home Office said £15m would be spent on a new register.", [""]),
        ("Chief Constable Jo Pratt, of Kent Police, said: “Ask the two councils about it.”", [""]),
    ],
)
def test_what_others_say_of_themselves_is_no_forces(text: str, forces: list[str], understood: Understood) -> None:
    assert owners(understood, text) == forces


def test_the_force_named_in_full_in_the_opening_is_the_main_one(understood: Understood) -> None:
    head = "Union hits out over fires\n\nWest Sussex Fire and Rescue Service was rated inadequate on Thursday.\n\n"
    text = "It shares a control room with Surrey.\n\nThe service has 25 stations."
    assert owners(understood, text, head) == ["west-sussex-fire"]


def test_a_thematic_reports_recommendations_and_files_are_no_forces(understood: Understood) -> None:
    head = (
        "Kent gun checks too slow\n\nKent Police was criticised.\n\nInspectors looked at gun licences in 11 forces.\n\n"
    )
    text = "The report makes 18 recommendations. It is based on 502 case files. The rest of the 11 were better."
    assert owners(understood, text, head) == ["", "", ""]


def test_a_force_named_first_is_the_main_one_though_others_are_compared_with_it(understood: Understood) -> None:
    head = "Why are the police so late?\n\nInspectors looked at how Dyfed-Powys Police answers calls.\n\n"
    text = (
        "The average wait was 26 minutes.\n\nNorth Wales Police took 17 minutes and Gwent Police 14.\n\n"
        "The force said its teams had shrunk by a quarter.\n\nThe force has 19 officers."
    )
    found = ["dyfed-powys", "north-wales", "gwent", "dyfed-powys", "dyfed-powys"]
    assert owners(understood, text, head) == found


def test_a_line_of_forces_above_a_table_heads_its_columns(understood: Understood) -> None:
    head = "Kent Police: value for money\n\nKent Police was inspected in January.\n\n"
    text = (
        "                                     Essex            England and Wales\n"
        "12 months to March 2013\n"
        "Change in crime on previous year      -12%               -7%\n"
        "Victims satisfied                     87.3%              84.6%\n"
    )
    facts = [fact for fact in understood(head + text).facts["figures"] if isinstance(fact, Figure)]
    assert [fact.force for fact in facts] == ["essex", "", "essex", ""]


def test_where_agencies_were_inspected_together_only_what_tells_of_police_is_the_forces(
    understood: Understood,
) -> None:
    head = "Joint targeted area inspection of Medway\n\n12 May 2019\n\nKent Police works with the council.\n\n"
    text = "Children wait six weeks for a nurse.\n\nThe police closed 40 cases.\n\nA school nurse saw 12 children."
    assert owners(understood, text, head) == ["", "kent", ""]


def test_a_commissioners_letter_speaks_of_the_commissioner(understood: Understood) -> None:
    head = "Police and Crime Commissioner for Kent\n\nKent Police was inspected in January.\n\n"
    text = "I have three things to say.\n\nThe law obliges me to comment on any report and to do so within 56 days."
    assert owners(understood, text, head) == ["", ""]


DIGEST = "Two up, one down\n\nKent Police, Surrey Police and Sussex Police were inspected on Monday.\n\n"


def test_in_a_digest_only_a_sentence_that_points_back_goes_on_about_a_force(understood: Understood) -> None:
    text = "Surrey Police was good.\n\nIts officers found 40 phones.\n\nInspectors read 112 files."
    assert owners(understood, text, DIGEST) == ["surrey", ""]


def test_in_a_digest_the_place_before_a_number_has_it(understood: Understood) -> None:
    text = "The picture in Surrey is grim, since a third of the forms were blank.\n\nIn rural Sussex it was 11 times."
    assert owners(understood, text, DIGEST) == ["surrey", "sussex"]


def test_a_place_right_before_a_number_has_it_though_a_force_is_the_subject(understood: Understood) -> None:
    head = "Crime figures released\n\n12 March 2019\n\nNew figures cover all forces in the region.\n\n"
    told = (
        "Of these Durham had the lowest share at 4 per cent, followed by Cleveland at 9 per cent and Northumbria at 11."
    )
    assert owners(understood, told, head) == ["durham", "cleveland", "northumbria"]


def test_in_a_digest_national_and_joint_numbers_are_no_forces(understood: Understood) -> None:
    text = (
        "Surrey Police was good.\n\nSome 52,000 rapes were recorded in England and Wales.\n\n"
        "A review of six forces found faults in 40 cases.\n\nIn a joint statement they promised 24 staff."
    )
    assert owners(understood, text, DIGEST) == ["", "", "", ""]


def test_a_thematic_report_that_names_many_forces_is_about_none(understood: Understood) -> None:
    head = "Hate crime is missed\n\nInspectors visited six forces. Kent Police was best.\n\n"
    text = (
        "Suffolk Constabulary, Gwent Police and Cleveland Police did worse.\n\nRecords of 90 hate crimes had no flag."
    )
    assert owners(understood, text, head) == [""]


def test_several_forces_named_together_are_nobodys_focus(understood: Understood) -> None:
    assert owners(understood, "The three forces serve 4.4 million people. All three must report.", DIGEST) == [
        "",
        "",
        "",
    ]


def test_a_place_at_the_head_of_a_clause_stays_in_focus(understood: Understood) -> None:
    assert owners(understood, "In Surrey, Ch Supt Tom Ash spoke. His team helped 48 victims.", DIGEST) == ["surrey"]


def test_numbers_and_forces_named_in_one_order_belong_together(understood: Understood) -> None:
    text = "Surrey Police and Sussex Police had two and five such cases respectively."
    assert owners(understood, text, DIGEST) == ["surrey", "sussex"]


def test_in_a_digest_a_force_after_the_thing_counted_has_the_number(understood: Understood) -> None:
    text = (
        "Some 73 per cent of suspects in Surrey waited. In 17 of the Surrey cases and six of the Kent ones nobody went."
    )
    assert owners(understood, text, DIGEST) == ["surrey", "surrey", "kent"]


def test_a_number_of_several_forces_named_together_is_no_forces(understood: Understood) -> None:
    text = "Kent Police and Surrey Police share a unit.\n\nReferrals to the two forces rose to 1,130."
    assert owners(understood, text, DIGEST)[-1] == ""


def test_a_speakers_words_are_of_the_speakers_force(understood: Understood) -> None:
    text = "Chief Constable Jo Pratt, of Surrey Police, said: “The average was five days.”"
    assert owners(understood, text, DIGEST) == ["surrey"]


REGISTER = """Register of recommendations

Item 1

Kent Police: custody 2017

Kent Police held 40 people too long.

Status: complete

Item 2

Essex Police: PEEL 2017

Type: Area for improvement

The force should answer 90 per cent of letters.

Status: complete

There were 1,015 people wanted.
"""


def test_a_heading_that_begins_with_a_force_rules_its_item_of_a_register(understood: Understood) -> None:
    facts = [fact for fact in understood(REGISTER).facts["figures"] if isinstance(fact, Figure)]
    assert [fact.force for fact in facts] == ["kent", "essex", "essex"]


def test_police_and_fire_service_in_one_document_are_told_apart_by_heading(understood: Understood) -> None:
    head = (
        "Two reports, one answer\n\nKent Police and Kent Fire and Rescue Service were inspected.\n\n"
        "1. The police report\n\nThe force has 40 cars.\n\n2. The fire report\n\n"
    )
    assert owners(understood, "The service has 46 engines, and 38 people joined.", head) == ["kent-fire", "kent-fire"]


def test_a_heading_ends_with_its_list(understood: Understood) -> None:
    text = "Kent Police\n\n- 40 files were late\n\n- 12 were lost\n\n“I paid for 64 of them,” said a bystander."
    assert owners(understood, text, DIGEST)[:2] == ["kent", "kent"]
    assert owners(understood, text, DIGEST)[2] != "kent"


def test_the_number_of_forces_listed_after_it_is_no_forces(understood: Understood) -> None:
    assert owners(understood, "There are five: Essex Police, Gwent Police and Cleveland among them.") == [""]


NEWS = """Kent Police must answer calls faster, watchdog says

By Ann Field
12 March 2015

Kent Police has been told to improve by inspectors, who published a report on the force on Tuesday.

"""


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        # Bodies by their names, with "it" standing for them.
        ("Victim Support said that it helped 8,400 people last year.", [""]),
        ("The Crown Prosecution Service charged 83 per cent of the files it was sent.", [""]),
        ("The Independent Office for Police Conduct opened 14 inquiries.", [""]),
        ("The union said it had polled 900 members.", [""]),
        ("The Local Government Association estimates the cost at £400m.", [""]),
        ("The council’s CCTV room has four desks.", [""]),
        ("HMIC sent eight inspectors.", [""]),
        ("Support for victims was cut by £40,000.", ["kent"]),
        ("Its professional standards department took 140 days to finish a case.", ["kent"]),
        # What is theirs.
        ("PCC Mary Hope, who was elected with 54% of the vote, said her office had received 212 letters.", ["", ""]),
        ("Thanet council leader Ron Bell said his authority had spent £200,000 on cameras.", [""]),
        ("Cllr Ray Dunn said 2,000 people had signed his petition.", [""]),
        ("At Maidstone Crown Court there is a backlog of 1,400 trials.", [""]),
        ("Retired teacher Alan Reeve has written four letters to the chief constable.", [""]),
        ("A mother of three said nobody had come.", [""]),
        # The country at large.
        ("Across the 43 forces the average was 81 per cent.", ["", ""]),
        ("The 20,000 officers promised by the government will be in post by 2023.", [""]),
        ("Home Office figures show that 74,000 women were hurt in 2014.", [""]),
        ("Two women a week are killed by a partner or former partner in England and Wales.", [""]),
        ("A poll by the BBC of 1,000 people found that six in ten did not trust the police.", ["", ""]),
        ("More than a million offences went unrecorded nationwide.", [""]),
        ("Some 8 per cent were charged, among the lowest shares in England and Wales.", ["kent"]),
        ("People pay £261 a year towards policing on a Band D property.", [""]),
        ("Home Office data for 2014 show that its average wait was 11 minutes.", ["kent"]),
        ("Some 8 per cent were charged, against a regional average of 11.", ["kent", ""]),
        ("Sergeants look after 13 constables each, against eight or so in comparable forces.", ["kent", ""]),
        ("Complaints are handled in 33 days, against 58 elsewhere.", ["kent", ""]),
        ("Watchdogs found 57 files in which warning signs had been missed.", ["kent"]),
        ("Labour’s policing spokesman said 21,000 officers had gone since 2010.", [""]),
        ("The Institute for Fiscal Studies says police funding has fallen by 19 per cent.", [""]),
        ("Home Secretary Amber Dale said the force had been given £12m more.", ["kent"]),
        ("The Kent Messenger has seen 14 letters.", [""]),
        ("Victim Support received 4,100 referrals from the force.", [""]),
        ("HMICFRS has inspected 43 forces and 44 fire services.", ["", ""]),
        # Another force's people and places.
        ("Detectives in Kent carry 18 cases each; their colleagues in Essex carry 11.", ["kent", "essex"]),
        ("Neighbouring Surrey took an average of eight minutes.", ["surrey"]),
        ("Surrey answered 94 per cent in time.", ["surrey"]),
        ("Essex Police, with which Kent shares a serious crime directorate, solved 11 per cent.", ["essex"]),
        ("In the force next door, Surrey, it is 41 per cent.", ["surrey"]),
        ("Kent gets 45 per cent of its budget from the state, against 82 per cent in Surrey.", ["kent", "surrey"]),
    ],
)  # fmt: skip
def test_whose_a_figure_is_in_news_about_one_force(text: str, forces: list[str], understood: Understood) -> None:
    assert owners(understood, text, NEWS) == forces


COLUMN = """A hard year for refuges in Kent

By Ann Field
12 March 2015

I run a refuge in Deal. I have read what inspectors say about Kent Police, and I was not surprised.

I’d like to say that I was.

"""


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("We support some 1,200 women a year.", [""]),
        ("Our grant was £186,000 in 2011.", [""]),
        ("Referrals have gone up by 64 per cent.", [""]),
        ("The force recorded 8,917 crimes.", ["kent"]),
        ("One in four risk assessments was filled in by an officer who had not been there.", ["kent"]),
    ],
)
def test_the_writer_of_a_column_is_no_force(text: str, forces: list[str], understood: Understood) -> None:
    assert owners(understood, text, COLUMN) == forces


def test_figures_of_a_report_on_many_forces_are_not_those_of_the_one_named_last(understood: Understood) -> None:
    head = "Police fail abused women, report says\n\nKent, Essex and Surrey were blamed; Essex had only one expert.\n\n"
    text = (
        "And it accused forces of neglect when abuse makes up 8% of crimes.\n\n"
        "Of 600 files half held no picture, the report said.\n\n"
        "Police take a million calls a year and some 58,000 women, half of them mothers, are at risk."
    )
    assert set(owners(understood, text, head)) == {""}


def test_news_about_forces_at_large_has_no_main_force(understood: Understood) -> None:
    text = (
        "Victims wait for days, report says\n\n"
        "A quarter of forces are swamped, inspectors said.\n\nSmall forces did better than large forces.\n\n"
        "Barely one in ten calls was answered on time.\n\nOnly Durham Constabulary was rated outstanding."
    )
    assert owners(understood, text, "") == ["", ""]
