"""The register: who is named in a document, by which names and offices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dapipe.annotate.quotes import register
from dapipe.mentions import Person
from dapipe.work import Reading

Understood = Callable[[str], Reading]
LEAD = "Kent Police must do better, the inspectorate HMIC said in a report about the force today.\n\n"


def people(understood: Understood, text: str) -> dict[str, Person]:
    reading = understood(LEAD + text)
    return {person.name: person for person in register(reading.doc).people}


def mentions(understood: Understood, text: str, name: str) -> list[str]:
    reading = understood(LEAD + text)
    (person,) = [person for person in register(reading.doc).people if person.name == name]
    return [reading.document.text[start:end] for start, end in person.mentions]


def test_every_mention_of_a_person_is_kept(understood: Understood) -> None:
    text = "Supt Jane Marsh spoke first. Mr Orme spoke later. Supt Marsh was tired, and Marsh went home."
    assert mentions(understood, text, "Jane Marsh") == ["Jane Marsh", "Marsh", "Marsh"]


def test_a_title_keeps_two_people_of_one_surname_apart(understood: Understood) -> None:
    text = "Jane Marsh met Paul Marsh on Monday. Mr Marsh was late. Mrs Marsh was not."
    assert mentions(understood, text, "Paul Marsh") == ["Paul Marsh", "Marsh"]


@pytest.mark.parametrize("place", ["Essex", "Northumbria", "Devon and Cornwall"])
def test_an_area_is_no_person(place: str, understood: Understood) -> None:
    assert place not in people(understood, f"{place} said it was sorry. {place} was praised.")


def test_a_byline_is_no_speaker(understood: Understood) -> None:
    assert "Jane Marsh" not in people(
        understood, "By Jane Marsh\n\nThe force was late to answer calls from the public."
    )


def test_the_inspectorate_has_the_name_of_its_time(understood: Understood) -> None:
    reading = understood("HM Inspector Jane Marsh wrote a report about Kent Police for HMICFRS. It was a long one.")
    (person,) = register(reading.doc).people
    assert person.organisation == "HMICFRS"


def test_its_stands_for_the_body_named_before(understood: Understood) -> None:
    text = "A motion goes before Dover Fire Authority next week. Its chair, Jane Marsh, will speak to it."
    assert people(understood, text)["Jane Marsh"].organisation == "Dover Fire Authority"


@pytest.mark.parametrize(
    ("words", "role", "organisation"),
    [
        ("Coun Jane Marsh (Dover, Con)", "Coun", "Dover"),
        ("Coun Jane Marsh (Con, Harbour ward)", "Coun", ""),
        (
            "Durham’s police, crime and victims’ commissioner, Jane Marsh",
            "police, crime and victims’ commissioner",
            "Durham PCVC",
        ),
        ("Watchdog boss Jane Marsh, an HM Inspector of Constabulary", "HM Inspector of Constabulary", "HMIC"),
        ("Jane Marsh, whose mother was in Dover", "", ""),
        ("Sgt Jane Marsh, chairman of the Kent Police Federation", "Sgt, chairman", "Kent Police Federation"),
        ("Kent Police Federation chairman Jane Marsh", "chairman", "Kent Police Federation"),
        ("Superintendents’ Association president Jane Marsh", "president", "Superintendents’ Association"),
        ("The Police Federation’s Jane Marsh", "", "Police Federation"),
        ("Rape Crisis England & Wales spokesperson Jane Marsh", "spokesperson", "Rape Crisis England & Wales"),
        ("Stockton South MP Jane Marsh", "MP", ""),
        ("Regional FBU secretary Jane Marsh", "secretary", "FBU"),
        ("Jane Marsh, of Northamptonshire Women’s Aid", "", "Northamptonshire Women’s Aid"),
        (
            "Jane Marsh, who was elected Police and Crime Commissioner in May",
            "Police and Crime Commissioner",
            "Kent PCC",
        ),
    ],
)
def test_offices_wards_and_nicknames_of_offices(
    words: str, role: str, organisation: str, understood: Understood
) -> None:
    person = people(understood, f"{words}, spoke for an hour about it.")["Jane Marsh"]
    assert (person.role, person.organisation) == (role, organisation)


def test_the_office_may_stand_on_the_line_below_a_name(understood: Understood) -> None:
    person = people(understood, "“I was sad about it all.”\n\nJane Marsh\n\nChief Constable, Kent Police\n")[
        "Jane Marsh"
    ]
    assert (person.role, person.organisation) == ("Chief Constable", "Kent Police")


def test_in_a_digest_an_area_before_an_aside_gives_the_force(understood: Understood) -> None:
    text = (
        "Essex Police was late. Sussex Police was late. Dorset Police was not.\n\n"
        "In Essex, where there were 100 crimes, Assistant Chief Constable Jane Marsh said she was sorry."
    )
    assert people(understood, text)["Jane Marsh"].force == "essex"


def test_the_area_of_the_commissioner_is_that_of_the_document(understood: Understood) -> None:
    reading = understood(
        "Members of Wiltshire Police and Crime Panel met. The county’s chief constable, Jane Marsh, spoke to HMIC.\n"
    )
    (person,) = register(reading.doc).people
    assert person.force == "wiltshire"


def test_a_section_ends_where_the_text_comes_back_to_its_force(understood: Understood) -> None:
    text = (
        "# Kent Police is late\n\nKent Police was late to answer calls from the public, HMIC said on Monday.\n\n"
        "## Essex\n\nEssex Police was late to answer calls, too, and so were others in the region.\n\n"
        "## Sussex\n\nSussex Police was not late to answer calls from the public at all.\n\n"
        "Of Kent the report says little good.\n\nChief Constable Jane Marsh was at the meeting for an hour.\n"
    )
    reading = understood(text, "article.md")
    (person,) = [one for one in register(reading.doc).people if one.name == "Jane Marsh"]
    assert person.force != "sussex"


def test_an_office_is_held_in_the_force_that_a_text_is_about(understood: Understood) -> None:
    text = (
        "Kent Police keeps callers waiting\n\nThe force is slower than Essex, Sussex and Surrey, inspectors say."
        "\n\nDeputy Chief Constable Ann Orme said: “We are sorry.”"
    )
    (person,) = register(understood(text).doc).people
    assert (person.organisation, person.force) == ("Kent Police", "kent")


def test_an_office_in_a_digest_is_held_in_the_force_of_its_heading(understood: Understood) -> None:
    part = "{} Police\n\nIt was slow to answer calls.\n\nThe chief constable, {}, said: “We are sorry.”\n\n"
    text = "Forces are slow to answer\n\n" + part.format("Kent", "Ann Orme") + part.format("Essex", "Paul Marsh")
    assert {p.name: p.force for p in register(understood(text).doc).people} == {
        "Ann Orme": "kent",
        "Paul Marsh": "essex",
    }


@pytest.mark.parametrize(
    ("words", "organisation"),
    [
        ("Jane Marsh, director of Open Gate, was blunt.", "Open Gate"),
        ("Jane Marsh, director of the campaign group Women Speak, was blunt.", "Women Speak"),
        ("Jane Marsh, chief executive of the charity Open Gate, was blunt.", "Open Gate"),
        ("Jane Marsh, director of Dover, was blunt.", ""),
        ("For the Kent Police Federation, its chair, Jane Marsh, was blunt.", "Kent Police Federation"),
        (
            "Mr Lake is of the Kent Police Federation. Jane Marsh, who is the branch’s wellbeing lead, spoke.",
            "Kent Police Federation",
        ),
        ("Jane Marsh, a former commissioner, was blunt.", ""),
        ("Her opposite number at Essex, Assistant Chief Constable Jane Marsh, was blunt.", "Essex Police"),
        ("Jane Marsh chairs the Kent Police Authority, the body that pays.", "Kent Police Authority"),
        ("Jane Marsh, the HM Inspector responsible, was blunt.", "HMIC"),
    ],
)
def test_the_body_that_an_office_is_held_in(words: str, organisation: str, understood: Understood) -> None:
    assert people(understood, words)["Jane Marsh"].organisation == organisation


def test_a_force_has_the_name_that_the_document_gives_it(understood: Understood) -> None:
    text = "Suffolk Police is late, inspectors say.\n\nDeputy Chief Constable Ann Orme spoke to us on Monday."
    (person,) = register(understood(text).doc).people
    assert person.organisation == "Suffolk Police"


def test_a_surname_after_a_title_vouches_for_the_full_name_elsewhere(understood: Understood) -> None:
    text = "Marigold Thornby made the offer on Monday. Ms Thornby, who took up the post in May, spoke for an hour."
    assert mentions(understood, text, "Marigold Thornby") == ["Marigold Thornby", "Thornby"]


def test_an_office_that_somebody_is_asked_by_is_another_persons(understood: Understood) -> None:
    text = "Chief Constable Jane Marsh spoke.\n\nAsked by the chairman for comparisons, Ms Nora Bell spoke of Essex."
    assert people(understood, text)["Nora Bell"].role == ""


def test_of_two_forces_named_alike_an_office_is_held_in_neither(understood: Understood) -> None:
    text = (
        "Two forces are late\n\nOf the late ones, inspectors name Norfolk Constabulary and Suffolk Constabulary.\n\n"
        "Detective Inspector Ann Orme spoke to us on Monday, and so did others.\n"
    )
    assert [one.force for one in register(understood(text).doc).people] == [""]


def test_a_force_has_the_name_that_is_usual_in_the_document(understood: Understood) -> None:
    text = (
        "Suffolk Police is late, inspectors say.\n\nSuffolk Police, once Suffolk Constabulary, was rated good.\n\n"
        "Deputy Chief Constable Ann Orme spoke to us on Monday."
    )
    assert register(understood(text).doc).people[0].organisation == "Suffolk Police"
