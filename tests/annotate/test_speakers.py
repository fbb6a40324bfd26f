"""Who a pronoun or a phrase without a name stands for."""

from __future__ import annotations

import pytest

from dapipe.facts.quotes import Quote
from tests.annotate.marked_up import Understood, check


@pytest.mark.parametrize(
    "marked",
    [
        "Councillor Paul Orme asked the chief constable, Ann Bell, why nobody had noticed.\n\n"
        "“[We did notice,|Ann Bell]” she replied. “[We did not act.|Ann Bell]”",
        "Cllr Jane Marsh asked Chief Constable Ann Bell to explain the figures.\n\n"
        "“[It is a fair question,|Ann Bell]” she said.",
        "Ann Bell, who became chief constable in May, was at the meeting.\n\nChairwoman Jane Marsh asked the chief "
        "constable whether she was proud of the result.\n\n“[No,|Ann Bell]” she replied. “[I am not.|Ann Bell]”",
        "The panel’s chair, Jane Marsh, pressed the commissioner, Ann Bell, on the cost of the scheme.\n\n"
        "“[Every penny was spent on officers,|Ann Bell]” she answered.",
        "“[Are you sorry?|Jane Marsh]” Jane Marsh asked Ann Bell, the chief constable.\n\n"
        "“[I am,|Ann Bell]” she replied.",
        "Cllr Jane Marsh put it to the chief constable, Ann Bell, that victims had been let down.\n\n"
        "“[They were,|Ann Bell]” she conceded.",
        "Asked by Cllr Jane Marsh about the vetting failures, the chief constable, Ann Bell, apologised.\n\n"
        "“[I should have known,|Ann Bell]” she said.",
    ],
)
def test_whoever_was_asked_replies(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "Supt Jane Marsh said [i policing was under stress|Jane Marsh], explaining: “[We are sorry.|Jane Marsh]”",
        "Margate Liberal Democrat leader Jo Orme was shocked.\n\nShe said: “[It is not good enough for us.|Jo Orme]”",
        "Kent Police Federation chair Tiff Orme met us.\n\nTiff explained: “[We are tired of it.|Tiff Orme]”",
        "“[This report will help us look again at what we do for victims|Ann Bell]”\n\nKent PCC Ann Bell",
    ],
)
def test_participles_first_names_and_pull_quotes(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    ("text", "speaker", "organisation", "force"),
    [
        ("Jo Orme of campaign group Safer Streets said: “It is not enough.”", "Jo Orme", "Safer Streets", ""),
        ("Jo Orme, who runs the charity Second Light in Dover, said: “It is late.”", "Jo Orme", "Second Light", ""),
        ("Jo Orme, of solicitors Marsh & Tull, said: “It is not enough.”", "Jo Orme", "Marsh & Tull", ""),
        ("Bharti, in Dover, writes: “I waited nine hours for them to come.”", "Bharti", "", ""),
        ("Met Commander Jo Orme said: “We are coming for them.”", "Jo Orme", "Met", "metropolitan"),
        ("HMICFRS has been to Kent. Panel chair Coun Jo Orme said: “It is late.”", "Jo Orme", "panel", ""),
        (
            "Statement by Kent Police Federation\n\nIt is late. “We all know it,” said vice-chair Jo Orme.",
            "Jo Orme",
            "Kent Police Federation",
            "kent",
        ),
        (
            "For the National Police Chiefs’ Council, its digital lead, Deputy Chief Constable Anjali Frost of Durham, "
            "said the money had not kept pace.",
            "Anjali Frost",
            "National Police Chiefs’ Council",
            "",
        ),
        (
            "Jo Orme, the county’s police, fire and crime commissioner, said: “Essex is safe.”",
            "Jo Orme",
            "Essex PFCC",
            "essex",
        ),
    ],
)
def test_where_speakers_belong(text: str, speaker: str, organisation: str, force: str, understood: Understood) -> None:
    (quote,) = [fact for fact in understood(text).facts["quotes"] if isinstance(fact, Quote)]
    assert (quote.speaker, quote.organisation, quote.force) == (speaker, organisation, force)


def test_who_goes_on_after_a_clause_in_the_passive_has_said_that_too(understood: Understood) -> None:
    check(
        "The Home Office said [i calls had not been answered in time|Home Office], "
        "adding: “[We are sorry to hear it.|Home Office]”",
        understood,
    )


@pytest.mark.parametrize(
    "marked",
    [
        "Cllr Jane Marsh asked the chief constable, Ann Bell, for a date.\n\n“[Why so late?|Jane Marsh]” she said.",
        "Cllr Jane Marsh was asked by Ann Bell to wait.\n\n“[I have waited long enough,|Jane Marsh]” she replied.",
    ],
)
def test_a_question_is_the_askers(marked: str, understood: Understood) -> None:
    check(marked, understood)
