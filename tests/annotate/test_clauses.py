"""Where reported speech begins and ends."""

from __future__ import annotations

import pytest

from tests.annotate.marked_up import Understood, check


@pytest.mark.parametrize(
    "marked",
    [
        "Ann Bell, deputy chief constable of Kent Police, pointed out that [i her force had lost 1,538 officers since "
        "2010 and still took about 2,100 calls a day|Ann Bell].",
        "Supt Jane Marsh said [m the control room had been 14 people short and was now “within a "
        "whisker of full”|Jane Marsh].",
        "Supt Jane Marsh said [i the unit had lost nine people in a year and now had a queue of 700 "
        "phones|Jane Marsh].",
        "Supt Jane Marsh told members [i the backlog had fallen by half and would be gone by June|Jane Marsh].",
        "Julian Orme, the policing minister, said [i there was no excuse for any force that fell below 90 per cent, "
        "and that he would be writing to the seven that did|Julian Orme].",
        "Supt Jane Marsh said [i officers were tired, but they had never given up|Jane Marsh].",
    ],
)
def test_what_is_joined_to_a_clause_is_said_too(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "The Home Office said [i £15m would be spent on a national system|Home Office], but did not say when.",
        "The force said [i it had hired 40 people|Kent Police], but declined to give figures.",
        "Supt Jane Marsh said [i the rota was new|Jane Marsh], then left the meeting.",
        "Supt Jane Marsh said [i the cuts had gone too far|Jane Marsh], but the Home Office said [i most forces were "
        "coping|Home Office].",
    ],
)
def test_a_clause_ends_before_what_its_speaker_left_unsaid_or_did(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "In October, Supt Jane Marsh said, [i 81 per cent of calls were answered within ten seconds|Jane Marsh].",
        "Within three months, Supt Jane Marsh says, [i nobody should be able to transfer without an "
        "interview|Jane Marsh].",
        "Supt Jane Marsh went on to say [m every open case had been read again over “three very "
        "long weekends”|Jane Marsh].",
        "HMI Paul Orme said when the report was launched that [m the force was “a marriage without "
        "conversation”|Paul Orme].",
        "Jane Marsh, chair of Rural Watch, told me at a surgery that [i her members would sooner pay £10 a year more "
        "than lose another constable|Jane Marsh].",
        "A Kent Police officer told them [i morale was at rock bottom|Kent Police officer].",
        "A control room operator told me [i staff were leaving every week|control room operator].",
    ],
)
def test_words_of_time_and_listeners_stand_before_a_clause(marked: str, understood: Understood) -> None:
    check(marked, understood)
