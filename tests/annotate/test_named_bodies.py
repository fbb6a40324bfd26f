"""Bodies told by the noun before their name, by an owner, or by what is named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.annotate.named_bodies import noun_body
from dapipe.annotate.quotes import register
from dapipe.facts.quotes import Quote
from dapipe.mentions import Person, SpeakerKind
from dapipe.work import Reading

Understood = Callable[[str], Reading]


def person(understood: Understood, text: str, name: str) -> Person:
    return next(one for one in register(understood(text).doc).people if one.name == name)


def said(understood: Understood, text: str) -> Quote:
    quotes = [fact for fact in understood(text).facts["quotes"] if isinstance(fact, Quote)]
    return quotes[-1]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the charity Second Light in Leeds", "Second Light"),
        ("of campaign group Safer Streets", "Safer Streets"),
        ("of a small charity for the homeless", ""),
        ("the group at Leeds", ""),
    ],
)
def test_a_name_after_its_noun(words: str, name: str) -> None:
    assert noun_body(words) == name


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Asha Dillon of campaign group Safer Streets said: “It is not enough.”", "Safer Streets"),
        ("Asha Dillon, who runs the charity Second Light in Essex, said: “It is not enough.”", "Second Light"),
        ("Asha Dillon, of solicitors Marsh & Tull, said: “It is an insult.”", "Marsh & Tull"),
        ("The College of Policing’s chief executive, Asha Dillon, said: “We agree.”", "College of Policing"),
        ("His Majesty’s Inspector Asha Dillon said: “The force has slipped.”", "HMICFRS"),
    ],
)
def test_the_body_of_a_person(text: str, body: str, understood: Understood) -> None:
    assert person(understood, text, "Asha Dillon").organisation == body


def test_who_leads_an_inspection_is_an_inspector(understood: Understood) -> None:
    text = "Roy Tindall, who led the inspection of Kent Police, said: “The force has slipped back.”"
    assert person(understood, text, "Roy Tindall").kind is SpeakerKind.INSPECTORATE


def test_an_inspector_of_its_own_is_of_the_force_named_last(understood: Understood) -> None:
    text = (
        "HMICFRS published its inspection of two forces today. Kent Police was praised. Dyfed-Powys was not. "
        "Chief Inspector Roy Tindall, its head of digital, said: “We told them.”"
    )
    assert person(understood, text, "Roy Tindall").force == "dyfed-powys"


def test_somebody_in_its_unit_is_of_the_force_named_last(understood: Understood) -> None:
    text = "Kent Police was praised. An analyst in its intelligence unit said: “We are drowning in data.”"
    assert said(understood, text).organisation == "Kent Police"


def test_who_speaks_for_the_commissioner_speaks_for_the_office(understood: Understood) -> None:
    text = "Kent Police was praised. A spokesman for the commissioner said: “We are pleased.”"
    assert said(understood, text).organisation == "Kent PCC"


def test_an_officer_is_of_the_only_force_of_the_paragraph(understood: Understood) -> None:
    lead = "Kent Police, Essex Police and Dorset Police were inspected.\n\n"
    one = "Gwent Police was told to ring back. Superintendent Roy Tindall said: “We do ring back.”"
    two = "Gwent Police and Durham Constabulary were told to ring back. Superintendent Roy Tindall said: “We do.”"
    assert person(understood, lead + one, "Roy Tindall").force == "gwent"
    assert person(understood, lead + two, "Roy Tindall").force == ""


def test_a_finance_officer_keeps_the_whole_office(understood: Understood) -> None:
    text = "Kent Police’s chief finance officer, Roy Tindall, warned that “the reserves are gone”."
    assert person(understood, text, "Roy Tindall").role == "chief finance officer"


def test_its_is_nobodys_where_a_sentence_names_a_force_and_another_body(understood: Understood) -> None:
    text = "Medway Council criticised Kent Police. Its leader, Roy Tindall, said: “We wait.”"
    assert person(understood, text, "Roy Tindall").organisation == ""


def test_a_bare_area_is_what_its_stands_for(understood: Understood) -> None:
    lead = "HMICFRS inspected two.\n\n"
    text = lead + "Dyfed-Powys disputes it. Chief Inspector Roy Tindall, its head of digital, said: “No.”"
    assert person(understood, text, "Roy Tindall").force == "dyfed-powys"


@pytest.mark.parametrize(
    "title", ["HM Chief Inspector of Constabulary", "Her Majesty’s Chief Inspector", "His Majesty’s Inspector"]
)
def test_an_inspector_of_the_crown_without_a_name(title: str, understood: Understood) -> None:
    quote = said(understood, f"Kent Police was inspected in 2023. {title} said: “The force has slipped.”")
    assert (quote.speaker, quote.role, quote.organisation, quote.force) == (title, title, "HMICFRS", "")


def test_who_works_in_an_area_is_not_of_its_police(understood: Understood) -> None:
    text = "Roy Tindall, a volunteer in Kent since 2012, said: “It is cold.”"
    assert person(understood, text, "Roy Tindall").force == ""
    text = "Superintendent Roy Tindall, head of tasking in Kent, said: “It is cold.”"
    assert person(understood, text, "Roy Tindall").force == "kent"
