"""Who said what, in marked-up articles: the marks are told in `marked_up`."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dapipe.annotate.found import found
from dapipe.mentions import SpeakerKind, Utterance
from tests.annotate.marked_up import LEAD, Understood, check, utterances


@pytest.mark.parametrize(
    "marked",
    [
        "Superintendent Jane Marsh said: “[We are sorry about every one of these calls.|Jane Marsh]”",
        "“[We are sorry about these calls,|Jane Marsh]” said Superintendent Jane Marsh, head of crime.",
        "“[We are sorry,|Jane Marsh]” Superintendent Jane Marsh said. “[It will not happen again.|Jane Marsh]”",
        "Jane Marsh, who leads the team, told the Kentish Bugle: “[It will not happen again.|Jane Marsh]”",
        "‘[We are sorry about these calls,|Jane Marsh]’ thundered Supt Jane Marsh.",
        "“[We did everything that we could|Jane Marsh]”, said Supt Jane Marsh.",
        "'[It is a scandal|Jane Marsh]', blasted Kent Police Federation chair Jane Marsh last night.",
        "“[It is a scandal,|Jane Marsh]” Jane Marsh, chair of the Kent Police Federation, fumed on Monday.",
        "Jane Marsh: “[It will not happen again.|Jane Marsh]”",
        "“[It will not happen again to anybody.|Jane Marsh]” – Jane Marsh, superintendent",
    ],
)
def test_tags_stand_before_between_and_after(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Supt Jane Marsh said [i the force had hired 40 call handlers since the spring|Jane Marsh].",
        "Supt Jane Marsh told members that [i the rota had changed in May|Jane Marsh].",
        "[i The rota has been changed twice since May|Jane Marsh], Supt Jane Marsh said.",
        "Supt Jane Marsh said [m the rota had been “a mess” for years|Jane Marsh].",
        "According to Supt Jane Marsh, [i the rota was changed in May|Jane Marsh].",
        "The charity Refuge welcomed the report but said [i its funding had been cut by a third|Refuge].",
    ],
)
def test_reported_speech_of_people_is_a_quote(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Supt Jane Marsh insisted that [i nobody had been put at risk in the summer|Jane Marsh].",
        "Supt Jane Marsh hit back, insisting that [m the ‘backlog’ had been cleared in May|Jane Marsh].",
        "Supt Jane Marsh told this paper [i she had asked for more staff in the spring|Jane Marsh].",
        "Supt Jane Marsh said [i what was needed was a new rota for the whole of the county|Jane Marsh].",
        "Supt Jane Marsh said [i she had heard that line many times, and that nothing had changed|Jane Marsh].",
        "Jane Marsh, a superintendent, summed up by saying that [i the rota had been changed in May|Jane Marsh].",
    ],
)
def test_clauses_are_found_after_every_shape_of_tag(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Supt Jane Marsh was tired. Call handlers, she went on, [i need to be given time to ask|Jane Marsh].",
        "All of the calls were answered, Supt Jane Marsh said, and [i the backlog would be gone by June|Jane Marsh].",
        "[i Most of the calls had been answered by Monday|Jane Marsh], Supt Jane Marsh said, and nobody laughed.",
        "Kent Police was calm. A caller, it pointed out, [i had waited for an hour on the line|Kent Police].",
    ],
)
def test_of_a_clause_that_its_tag_splits_the_longer_part_is_kept(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Supt Jane Marsh said [i the cuts were no excuse|Jane Marsh] and called for more officers.",
        "Supt Jane Marsh claimed [i Kent had been marked down last year|Jane Marsh] and put the cost at £20,000.",
        "Supt Jane Marsh said that [i the rota was late and that nobody had seen it|Jane Marsh].",
        "Supt Jane Marsh said [m the team was “tired” and was “in a state of shock” over it|Jane Marsh].",
    ],
)
def test_a_clause_ends_where_its_speaker_does_something_else(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "plain",
    [
        "A shopkeeper was told that the officers would ‘have to wait their turn’, and nobody came.",
        "Chief: ‘I did all that I could’",
    ],
)
def test_what_nobody_says_and_headlines_are_no_quotes(plain: str, understood: Understood) -> None:
    check(plain, understood)


@pytest.mark.parametrize(
    "plain",
    [
        "Inspectors said the force was slow to answer calls from the public.",
        "The force was rated “inadequate” for recording crime.",
        "The force was told to keep better records of its calls.",
        "Children were recorded as ‘absent’ on many nights that year.",
        "Officers found that the rota had not been changed since the spring.",
        "The law says that calls should be answered by the police.",
        "In its reply the force blamed the delays on ‘centralising’ the control room.",
        "Inspectors found the force good at ‘preventing crime’ and ‘keeping people safe from harm’.",
    ],
)
def test_findings_grades_and_terms_are_no_quotes(plain: str, understood: Understood) -> None:
    check(plain, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Supt Jane Marsh runs the team. Her officers are tired.\n\nShe said: “[We are sorry about it.|Jane Marsh]”",
        "Supt Jane Marsh met Paul Orme, a councillor, on Monday.\n\n“[We talked for an hour,|Jane Marsh]” she said.",
        "Supt Jane Marsh and the mayor, Paul Orme, spoke.\n\nMr Orme said: “[We talked for an hour.|Paul Orme]”",
        "Asked by Cllr Paul Orme whether she was sorry, Supt Jane Marsh said: “[Of course I am.|Jane Marsh]”",
    ],
)
def test_pronouns_and_titles_lead_to_the_speaker_and_never_to_the_listener(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    ("words", "speaker", "role", "force"),
    [
        ("Operators", "operators", "Operators", "kent"),
        ("One member of staff", "member of staff", "member of staff", "kent"),
        ("Essex officers", "Essex officers", "officers", "essex"),
        ("Hospital staff", "Hospital staff", "", ""),
        ("A woman in Dover", "woman in Dover", "", ""),
        ("The family of a man from Dover", "family of a man from Dover", "", ""),
        ("A Ministry of Justice spokesman", "Ministry of Justice spokesman", "spokesman", ""),
        ("Darren from Dover", "Darren", "", ""),
        ("Marjorie, from Dover,", "Marjorie", "", ""),
        ("Ian ‘Sully’ Fairlie, a retired sergeant,", "Ian ‘Sully’ Fairlie", "retired sergeant", ""),
    ],
)
def test_whoever_has_no_name_is_known_by_work_or_place(
    words: str, speaker: str, role: str, force: str, understood: Understood
) -> None:
    (item,) = utterances(understood, LEAD + f"{words} said: “Nobody should have to wait for a week.”")
    assert item.speaker is not None
    assert (item.speaker.name, item.speaker.role, item.speaker.force) == (speaker, role, force)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "MP Ruth Beckett wrote to the force in a letter. “I want an answer by Monday,” the letter says.",
            "Ruth Beckett",
        ),
        ("The inspectorate has published a letter. “We are not satisfied with it,” the letter says.", "HMIC report"),
        ("Supt Jane Marsh praises what she calls “a fine piece of work by a tired team”.", "Jane Marsh"),
        ("HM Inspector of Constabulary Paul Orme praises what he calls “a fine piece of work”.", "Paul Orme"),
        ("Seren Prys, manager of a refuge in Dover, was tired. “Women come to us,” she said.", "Seren Prys"),
        ("MP Ruth Beckett was furious. “It is a scandal,” stormed the Tory backbencher.", "Ruth Beckett"),
    ],
)
def test_letters_pronouns_and_offices_lead_to_the_person(text: str, speaker: str, understood: Understood) -> None:
    items = utterances(understood, LEAD + text)
    assert [item.speaker.name if item.speaker else "" for item in items] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "MP Ruth Beckett was there. One of those who came was Jane Marsh, a nurse. “I was sad,” she said.",
            "Jane Marsh",
        ),
        ("MP Ruth Beckett was there. The paper has spoken to one of the women. “I was sad,” she said.", "woman"),
        ("MP Ruth Beckett was there. Emma – not her real name – rang 999. “I was sad,” the 24-year-old said.", "Emma"),
        ("Officers were there. “I was sad,” one of the women told the inspectors.", "woman"),
        ("Call handlers said nothing of it. Another said: “I was sad about it all.”", "call handler"),
        ("Chief Constable Paul Orme’s solicitor, Jane Marsh, said: “He was sad about it all.”", "Jane Marsh"),
        ("Cllr Paul Orme was there. It is a case in which a man waited for days. “I was sad,” he said.", "man"),
        ("Cllr Paul Orme met Simon Fairlie in Dover on Monday. “I was sad,” he said.", "Paul Orme"),
        ("One caller said nothing of it. Another told the inspectors: “I was sad about it all.”", "caller"),
        ("“I was sad about it all, and so was she.”\n\nThat is how Jane Marsh, 78, remembers the night.", "Jane Marsh"),
        (
            "Supt Paul Orme said it was late. Jane Marsh was late.\n\n“I was sad about it.”\n\nJane Marsh, a nurse\n",
            "Jane Marsh",
        ),
        ("A spokesman for the mayor of Dover, Paul Orme, said: “He is sad.”", "spokesman for the mayor of Dover"),
        ("A nurse named Jane Marsh said: “I was sad about it all.”", "Jane Marsh"),
        ("MP for Dover East Tricia Marsh said: “I was sad about it all.”", "Tricia Marsh"),
    ],
)
def test_whoever_was_brought_in_last_is_meant(text: str, speaker: str, understood: Understood) -> None:
    *_, item = utterances(understood, LEAD + text)
    assert item.speaker is not None
    assert item.speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "organisation", "force"),
    [
        (
            "Statement from Kent Police Federation:\n\n“We are sad.”",
            "Kent Police Federation",
            "Kent Police Federation",
            "kent",
        ),
        (
            "Kent PCC Jane Marsh left. Her spokesman said: “She is sad.”",
            "spokesman",
            "Kent PCC",
            "kent",
        ),
        (
            "The Association for Care and Support said: “We are sad.”",
            "Association for Care and Support",
            "Association for Care and Support",
            "",
        ),
        (
            "A spokesman for Kent Police and Crime Commissioner Paul Orme said: “He is sad.”",
            "spokesman",
            "Kent PCC",
            "kent",
        ),
        ("Labour’s candidate, Jane Marsh, said: “We are sad.”", "Jane Marsh", "Labour", ""),
        ("One PC said: “We are sad.”", "PC", "Kent Police", "kent"),
        ("The mayor of Dover, Jane Marsh, said: “We are sad.”", "Jane Marsh", "", ""),
    ],
)
def test_bodies_speak_for_themselves_and_through_others(
    text: str, speaker: str, organisation: str, force: str, understood: Understood
) -> None:
    *_, item = utterances(understood, LEAD + text)
    assert item.speaker is not None
    assert item.speaker.name.startswith(speaker)
    assert (item.speaker.organisation, item.speaker.force) == (organisation, force)


@pytest.mark.parametrize(
    "marked",
    [
        "Supt Jane Marsh said it was [m it|?]".replace(
            "it was [m it|?]", "[m it had been “a year to forget.”|Jane Marsh]"
        ),
        "Supt Jane Marsh said at the time that [m she had “inherited a mess”|Jane Marsh].",
        "Supt Jane Marsh told of her shock at finding out that two complaints had been lost.",
        "Victims were called and told that nobody was free to come.",
        "The report bears out what Cllr Paul Orme says about money: it found that savings had been made.",
    ],
)
def test_clauses_begin_after_that_and_take_in_quoted_words(marked: str, understood: Understood) -> None:
    check(marked, understood)


def test_single_marks_in_the_title_of_an_article_with_double_ones_are_no_quote(understood: Understood) -> None:
    text = (
        "Kent chief says force will ‘never again’ leave calls unanswered, inspectors told.\n\n"
        + LEAD
        + "Supt Jane Marsh "
        "said: “We are sorry about it.” She added: “It will not happen again.”"
    )
    assert [text[item.start : item.end] for item in utterances(understood, text) if item.kind == "direct"] == [
        "We are sorry about it.",
        "It will not happen again.",
    ]


@pytest.mark.parametrize(
    ("introduced", "words"),
    [
        ("Deputy Chief Constable Jane Marsh was at the meeting.", "the chief constable"),
        ("Jane Marsh, the Lib Dem group leader, was at the meeting.", "the county council’s leader"),
        ("Chief Constable Jane Marsh was at the meeting.", "Sussex’s chief constable"),
    ],
)
def test_an_office_that_may_be_another_persons_gives_no_name(
    introduced: str, words: str, understood: Understood
) -> None:
    (item,) = utterances(understood, LEAD + f"{introduced} “Nobody should wait,” said {words}.")
    assert item.speaker is None or item.speaker.name != "Jane Marsh"


def test_a_paragraph_that_is_all_quote_goes_on_with_its_speaker(understood: Understood) -> None:
    check(
        "Supt Jane Marsh said she was sorry.\n\n“[We let people down in the summer of that year.|Jane Marsh]”".replace(
            "said she was sorry", "said [i she was sorry|Jane Marsh]"
        ),
        understood,
    )


def test_the_report_speaks_only_with_words_in_marks(understood: Understood) -> None:
    check("The report said [m the control room was “a place of quiet despair” at night|HMIC report].", understood)


@pytest.mark.parametrize(
    ("words", "speaker", "kind"),
    [
        ("HM Inspector of Constabulary Jane Marsh", "Jane Marsh", SpeakerKind.INSPECTORATE),
        ("Chief Constable Jane Marsh", "Jane Marsh", SpeakerKind.FORCE),
        ("Kent’s Police and Crime Commissioner, Jane Marsh,", "Jane Marsh", SpeakerKind.COMMISSIONER),
        ("The policing minister, Jane Marsh,", "Jane Marsh", SpeakerKind.GOVERNMENT),
        ("Jane Marsh, chair of Kent Police Federation,", "Jane Marsh", SpeakerKind.ASSOCIATION),
        ("Jane Marsh, manager of the charity Refuge,", "Jane Marsh", SpeakerKind.CHARITY),
        ("A spokeswoman for the force", "spokeswoman for the force", SpeakerKind.FORCE),
        ("A Home Office spokesman", "Home Office spokesman", SpeakerKind.GOVERNMENT),
        ("One victim", "victim", SpeakerKind.PUBLIC),
    ],
)
def test_a_speaker_has_a_side(words: str, speaker: str, kind: SpeakerKind, understood: Understood) -> None:
    (item,) = utterances(understood, LEAD + f"{words} said: “Nobody should have to wait for a week.”")
    assert item.speaker is not None
    assert (item.speaker.name, item.speaker.kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("words", "role", "organisation", "force"),
    [
        ("HM Inspector of Constabulary Jane Marsh", "HM Inspector of Constabulary", "HMIC", ""),
        ("Assistant Chief Constable, Jane Marsh,", "Assistant Chief Constable", "Kent Police", "kent"),
        ("Jane Marsh, Deputy Chief Constable of Essex,", "Deputy Chief Constable", "Essex Police", "essex"),
        (
            "The county’s Police and Crime Commissioner, Jane Marsh,",
            "Police and Crime Commissioner",
            "Kent PCC",
            "kent",
        ),
        ("The FBU’s regional secretary, Jane Marsh,", "regional secretary", "FBU", ""),
        ("Jane Marsh, director of housing at Dover Council,", "director of housing", "Dover Council", ""),
        ("Jane Marsh, who runs a refuge in Dover,", "head", "", ""),
    ],
)
def test_office_organisation_and_force_are_read_beside_the_name(
    words: str, role: str, organisation: str, force: str, understood: Understood
) -> None:
    (item,) = utterances(understood, LEAD + f"{words} said: “Nobody should have to wait for a week.”")
    assert item.speaker is not None
    assert (item.speaker.name, item.speaker.role) == ("Jane Marsh", role)
    assert (item.speaker.organisation, item.speaker.force) == (organisation, force)


def test_a_tag_in_the_middle_leaves_one_utterance_in_two_parts(understood: Understood) -> None:
    first, second = utterances(understood, LEAD + "“We are sorry,” Supt Jane Marsh said. “It will not happen again.”")
    assert first.group == second.group


def test_two_quotes_of_one_speaker_are_two_utterances(understood: Understood) -> None:
    first, second = utterances(
        understood, LEAD + "Supt Jane Marsh said: “We are sorry.” She added: “It will not happen again.”"
    )
    assert first.group != second.group


def test_in_reports_only_words_in_marks_are_quotes(understood: Understood) -> None:
    text = (
        "Kent Police: a report on domestic abuse by HMIC\n\nContents\n\n1. Introduction\n\nHow does it respond?\n\n"
        "1.1 We found that the force was slow to answer calls. The force told us that it had changed its rota.\n\n"
        "1.2 A sergeant told us: “Nobody has time to ask.” We recommend that the force should look at this.\n\n"
        "Recommendation\n\nThe force should review its rota within three months.\n"
    )
    reading = understood(text)
    assert reading.document.kind == "report"
    assert [
        (item.kind, item.speaker.name if item.speaker else "") for item in found(reading.doc, "quotes", Utterance)
    ] == [("direct", "sergeant")]


NAMES = ("Jane Marsh", "Paul Orme", "Ruth Beckett", "Simon Fairlie")
RANKS = ("Superintendent", "Chief Inspector", "Councillor", "Assistant Chief Constable")
WORDS = ("We are sorry about the calls", "Nobody should wait for that long", "The rota is going to change in May")
SHAPES = (
    "{rank} {name} said: “{words}.”",
    "“{words},” said {rank} {name}.",
    "“{words},” {rank} {name} said.",
    "{rank} {name} told reporters: “{words}.”",
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_an_article_of_known_quotes_in_any_order_is_read_back(seed: int, understood: Understood) -> None:
    chance = random.Random(seed)
    pairs = [(name, chance.choice(WORDS)) for name in chance.sample(NAMES, k=3)]
    body = [
        chance.choice(SHAPES).format(rank=RANKS[NAMES.index(name)], name=name, words=words) for name, words in pairs
    ]
    got = utterances(understood, LEAD + "\n\n".join(body))
    text = LEAD + "\n\n".join(body)
    read = [(item.speaker.name if item.speaker else "", text[item.start : item.end].strip(".,")) for item in got]
    assert read == pairs


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "’",
        "\n\n",
        " ",
        " Jane Marsh said",
        " Supt",
        " he said.",
        " We are sorry",
        ".",
        ",",
        ":",
        "according to ",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_utterances_inside_it_that_do_not_overlap(text: str, understood: Understood) -> None:
    reading = understood(LEAD + text)
    end = 0
    for item in found(reading.doc, "quotes", Utterance):
        assert end <= item.start < item.end <= len(reading.document.text)
        end = item.end


TRANSCRIPT = (
    "Kent Police was inspected in May. We asked Chief Constable Jane Marsh about it.\n\n"
    "{ask}: What did you make of the report?\n\n{name}: It was a hard read and I accept it.\n\n"
    "We have a lot to do.\n\n{ask}: Did you know?\n\n{name}: We had asked for help with “the backlog” in March.\n"
)


@pytest.mark.parametrize(("ask", "name"), [("Reporter", "Jane Marsh"), ("Q", "JM"), ("Kentish Bugle", "MARSH")])
def test_the_answers_of_a_transcript_are_quotes_without_marks(ask: str, name: str, understood: Understood) -> None:
    reading = understood(TRANSCRIPT.format(ask=ask, name=name))
    got = [
        (item.speaker.name if item.speaker else "", reading.document.text[item.start : item.end])
        for item in found(reading.doc, "quotes", Utterance)
    ]
    assert got == [
        ("Jane Marsh", "It was a hard read and I accept it.\n\nWe have a lot to do."),
        ("Jane Marsh", "We had asked for help with “the backlog” in March."),
    ]


def test_what_the_reporter_adds_to_a_transcript_is_no_answer(understood: Understood) -> None:
    text = (
        "Kent Police was inspected in May. We asked Chief Constable Jane Marsh about it.\n\n"
        "Q: What did you make of it?\n\nMarsh: It was a hard read and I accept it.\n\n"
        "We asked the union, too.\n\nSupt Paul Orme said: “Nobody was surprised by any of it.”\n\n"
        "Q: Did you know?\n\nMarsh: I did not know of the backlog.\n\nThe inspectors return to the county in May.\n"
    )
    assert [text[item.start : item.end] for item in utterances(understood, text)] == [
        "It was a hard read and I accept it.",
        "Nobody was surprised by any of it.",
        "I did not know of the backlog.",
    ]


def test_a_list_of_grades_is_no_transcript(understood: Understood) -> None:
    assert not utterances(
        understood, LEAD + "Investigations: Good\n\nLeadership: Good\n\nInvestigations: Fair\n\nLeadership: Fair\n"
    )


@pytest.mark.parametrize(
    "marked",
    [
        "For one mother from Dover, whose son was robbed, it is late.\n\n“[They rang,|mother from Dover]” she said.",
        "For Ann Bell, of Dover, it comes too late.\n\n“[They never rang,|Ann Bell]” she said.",
        "The best line comes from a sergeant in Dover. “[Nobody rang,|sergeant in Dover]” he told us.",
        "We asked one of the force’s constables about that. “[My sergeant did it,|constable]” she said.",
        "Nerida Bell chairs the Kent Police Authority, which pays. “[There is no money,|Nerida Bell]” she said.",
        "A woman whose daughter’s case took two years to reach court said: “[Nobody rang.|woman]”",
    ],
)
def test_a_pronoun_means_whoever_a_sentence_has_just_brought_in(marked: str, understood: Understood) -> None:
    check("“[That is slow,|Jane Marsh]” Supt Jane Marsh said.\n\n" + marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "A resident of Dover told members that [i nobody came|resident of Dover].\n\n“[I ask why.|resident of Dover]”",
        "Paul Orme read out a message from a woman from Dover.\n\n“[They came on the Thursday.|woman from Dover]”",
    ],
)
def test_a_quote_of_its_own_is_said_by_the_one_told_of_before(marked: str, understood: Understood) -> None:
    check("“[That is slow,|Jane Marsh]” Supt Jane Marsh said.\n\n" + marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Chief Constable Paul Orme, on £99,000 a year, yesterday said [m he was ‘sorry’ and would go|Paul Orme].",
        "Her counterpart at Essex, temporary assistant chief constable Paul Orme, said [i it was late|Paul Orme].",
    ],
)
def test_words_of_time_and_offices_in_small_letters_are_no_speakers(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    ("words", "organisation", "force"),
    [
        ("A retired sergeant in Dover said: “Nobody rang.”", "", ""),
        ("“Nobody rang,” an offender manager explained.", "Kent Police", "kent"),
    ],
)
def test_those_who_have_left_speak_for_no_force(
    words: str, organisation: str, force: str, understood: Understood
) -> None:
    (item,) = utterances(understood, LEAD + words)
    assert item.speaker is not None
    assert (item.speaker.organisation, item.speaker.force) == (organisation, force)


def test_the_sergeant_serves_the_only_force_named_in_the_paragraph(understood: Understood) -> None:
    text = (
        "Policing theft\n\nInspectors went to nine forces: Essex, Surrey and others.\n\nPolice in Essex were good.\n\n"
        "Sussex Police sent a sergeant to the shop. “It took a morning,” the sergeant told us."
    )
    (item,) = utterances(understood, text)
    assert item.speaker is not None
    assert item.speaker.force == "sussex"


@pytest.mark.parametrize(
    "marked",
    [
        "A spokeswoman for the charity Open Gate called it “[a problem|spokeswoman for the charity Open Gate]”.",
        "Chief Constable Ann Orme, its lead for digital crime, said [i the service was slow|Ann Orme].",
        "A spread its authors describe as “[a lottery with a ticket|HMIC report]”.",
        "11.20 Reaction from the commissioner, Nora Bell, who runs fire as well. “[It is hard,|Nora Bell]” she said.",
        "Nora Bell would go on. The force must stop or, in her words, “[make way for others|Nora Bell]”.",
        "Annika from Dover says: “[I reported it in May.|Annika]”",
        "10.50 Green councillor Leon Bell reckons that is not enough. “[What were they about?|Leon Bell]” he asks.",
        "12.20 Also from Ms Nora Bell: “[It is hard to read.|Nora Bell]”",
        "“[That is slow,|Paul Orme]” Paul Orme, chair of the committee, said.\n\n"
        "For the Kent Police Federation, its chair, Leon Bell, warned that [i officers would leave|Leon Bell].",
        "Jane Marsh, the HM Inspector responsible, does not blame them. “[They were superb,|Jane Marsh]” she told us.",
    ],
)
def test_a_speaker_is_read_whole_where_the_parser_takes_a_part(marked: str, understood: Understood) -> None:
    check("Supt Paul Lake disagreed.\n\n" + marked, understood)
