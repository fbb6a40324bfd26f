"""Marked-up sentences: [name|id] counts as a name, everything else must not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.annotate import force_names
from dapipe.annotate.force_names import forces, spots
from dapipe.annotate.found import found
from dapipe.annotate.main_force import main_force
from dapipe.errors import BadLexicon
from dapipe.mentions import ForceMention
from dapipe.work import Reading

Understood = Callable[[str], Reading]
MARK = re.compile(r"\[([^|\]]+)\|([a-z-]+)\]")


def named(reading: Reading) -> list[tuple[str, str]]:
    text = reading.document.text
    mentions = found(reading.doc, "forces", ForceMention)
    return [(text[m.start : m.end], m.id) for m in mentions if m.form != "reference"]


def referred(reading: Reading) -> list[tuple[str, str]]:
    text = reading.document.text
    mentions = found(reading.doc, "forces", ForceMention)
    return [(text[m.start : m.end], m.id) for m in mentions if m.form == "reference"]


@pytest.mark.parametrize(
    "marked",
    [
        "A report on [Kent Police|kent] and [Avon & Somerset Constabulary|avon-and-somerset] was published.",
        "A [Met|metropolitan] insider said the [Met|metropolitan]’s average was poor: [Met|metropolitan] 97 days.",
        "Supt Ann Bell, of [Kent|kent], said so.",
        "Detectives of [the Met|metropolitan] and [GMP|greater-manchester] met [Northants Police|northamptonshire].",
        "[THAMES VALLEY POLICE|thames-valley] and [Dyfed–Powys Police|dyfed-powys] were asked about it.",
        "[Essex police|essex] said that [Police Scotland|police-scotland] had helped.",
        "[Cornwall Fire and Rescue Service|cornwall-fire] trains with [Avon Fire & Rescue|avon-fire].",
        "[London Fire Brigade|london-fire] was inspected beside the [British Transport Police|btp].",
        "The [Ministry of Defence Police|ministry-of-defence-police] are not the [NCA|nca].",
    ],
)
def test_explicit_names_are_found_with_their_exact_span(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "marked",
    [
        "[Cleveland|cleveland] was rated inadequate and must improve.",
        "Inspectors told [Dorset|dorset] to train its supervisors.",
        "The [Norfolk|norfolk] and [Suffolk|suffolk] forces share a control room.",
        "[Norfolk|norfolk]’s Chief Constable said that it would change.",
        "She said [Gwent|gwent], by contrast, had turned a corner.",
        "[Surrey|surrey] and [North Wales|north-wales] both “require improvement”, the inspectors said.",
        "Two forces, [Durham|durham] and [Cheshire Constabulary|cheshire], did better.",
        "The rate for [Kent|kent] was 3.1 per cent.",
        "Ann Field, Deputy Chief Constable of [Sussex|sussex], apologised.",
        "So what does [Staffordshire|staffordshire] have to do now?",
        "They took 38 minutes in all, and [West Yorkshire|west-yorkshire] 44.",
        "It shares a firearms unit with [Bedfordshire|bedfordshire].",
        "[Wiltshire|wiltshire], which was graded good last time, has slipped.",
        "In 17 of the [Suffolk|suffolk] cases and six of the [Norfolk|norfolk] ones nobody called.",
        "It has borrowed two vans from [Dorset|dorset].",
        "What has become of [Durham|durham]’s traffic police?",
        "Next month it is the turn of [Kent|kent] and [Sussex|sussex].",
        "[Kent|kent]: done. The average is now 7 hours.\n\n[Essex|essex]: no answer.",
        "[North Yorkshire|north-yorkshire] chief says sorry.",
        "[Gwent|gwent]’s own target is 20 minutes.",
        "With [Kent|kent] and [Sussex|sussex] we have bought software.",
        "It was put back, at a cost to [Suffolk|suffolk] of £400,000.",
        "[Hertfordshire Constabulary|hertfordshire] is slow. [Herts|hertfordshire] has been given six months.",
    ],
)
def test_a_place_that_stands_for_its_force_is_found(marked: str, understood: Understood) -> None:
    check(marked, understood)


@pytest.mark.parametrize(
    "sentence",
    [
        "Arrests in Kent rose, and people in Essex are worried.",
        "The Kent Police Federation disagreed.",
        "The Essex Police and Crime Commissioner and the Gwent Police and Crime Panel welcomed it.",
        "Avon Fire Authority meets in Bristol and Surrey County Council in Reigate.",
        "Durham Crown Court heard the case.",
        "Custody suites in Cumbria were clean.",
        "Residents of East Kent wrote to the University of Suffolk.",
        "Cumbria is a county of half a million people.",
        "Sussex residents pay more, as the Met Office forecast.",
        "In Suffolk officers took 19 days.",
        "I came to Durham to find out.",
        "The North Yorkshire Police, Fire and Crime Commissioner wrote.",
        "The Kent Police branch of Unison and the Surrey Police College agreed.",
        "Kent: a lovely county with 40 castles.",
        "HMICFRS, the IOPC and the Home Office agreed.",
        "Lincolnshire covers 2,284 square miles.",
    ],
)
def test_places_and_other_bodies_are_no_forces(sentence: str, understood: Understood) -> None:
    assert named(understood(sentence)) == []


def test_initials_need_the_full_name_unless_nothing_else_has_them(understood: Understood) -> None:
    assert named(understood("The MDP was asked.")) == []
    assert ("MDP", "ministry-of-defence-police") in named(understood("Ministry of Defence Police (MDP) and MDP staff."))


def test_a_bare_place_is_the_fire_service_where_the_document_is_about_one(understood: Understood) -> None:
    text = "Cornwall Fire and Rescue Service is slow.\n\nInspectors told Cornwall and Norfolk to train more."
    assert named(understood(text))[1:] == [("Cornwall", "cornwall-fire"), ("Norfolk", "norfolk-fire")]


def test_a_list_of_forces_with_figures_and_a_column_heading_name_forces(understood: Understood) -> None:
    listed = "How the forces compare\n\n• Dorset: £159 a head\n\n• Gloucestershire: £181 a head"
    assert [force for _, force in named(understood(listed))] == ["dorset", "gloucestershire"]
    table = "Costs\n\n                     Lincolnshire     England & Wales\nOfficers per 1,000   1.5              2.1"
    assert [force for _, force in named(understood(table))] == ["lincolnshire"]


def test_the_force_is_the_documents_main_force(understood: Understood) -> None:
    text = "Kent Police fails victims\n\nThe force has asked Essex Police for help. The county’s police agreed."
    assert [force for _, force in referred(understood(text))] == ["kent", "kent"]


def test_both_forces_are_the_last_two_and_the_welsh_forces_all_four(understood: Understood) -> None:
    text = (
        "Norfolk Constabulary was slow, Suffolk Constabulary slower.\n\nBoth forces agreed. The Welsh forces did not."
    )
    reading = understood(text)
    assert [force for words, force in referred(reading) if words == "Both forces"] == ["norfolk", "suffolk"]
    welsh = [force for words, force in referred(reading) if words == "The Welsh forces"]
    assert welsh == ["dyfed-powys", "gwent", "north-wales", "south-wales"]


def test_the_force_is_the_one_whose_name_is_the_heading(understood: Understood) -> None:
    text = "Digest\n\nKent Police\n\nThe force was slow.\n\nEssex Police: custody\n\nThe force was slower."
    assert [force for _, force in referred(understood(text))] == ["kent", "essex"]


def test_the_service_is_the_fire_service_where_a_document_names_one(understood: Understood) -> None:
    text = "Kent Police and Essex Police\n\nThey train with Kent Fire and Rescue Service. The service is slow."
    assert referred(understood(text)) == [("The service", "kent-fire")]


def test_an_agency_is_no_force(understood: Understood) -> None:
    text = "Kent Police and Essex Police\n\nThe National Crime Agency wrote to the two forces."
    assert {force for _, force in referred(understood(text))} == {"kent", "essex"}


def test_a_document_about_several_forces_has_no_main_one(understood: Understood) -> None:
    reading = understood(
        "Victims wait\n\nNorfolk Constabulary was slow. Suffolk Constabulary was slower. Kent Police was not."
    )
    mentions = [m for m in found(reading.doc, "forces", ForceMention) if m.form != "reference"]
    assert main_force(reading.document, mentions) == ""


def test_the_office_above_a_text_tells_its_main_force(understood: Understood) -> None:
    reading = understood(
        "Police and Crime Commissioner for Gwent\n\nResponse to an inspection of drug dealing\n\n"
        "Packages sent by Dorset Police and Kent Police took nine days. My office paid for it."
    )
    assert main_force(reading.document, found(reading.doc, "forces", ForceMention)) == "gwent"


def test_the_places_of_a_joint_fire_service_are_police_forces_of_their_own(understood: Understood) -> None:
    text = "Kent Police has more analysts than Hampshire, Dorset and Wiltshire."
    assert [force for _, force in named(understood(text))] == ["kent", "hampshire", "dorset", "wiltshire"]
    text = "Dorset and Wiltshire Fire and Rescue Service was slow."
    assert [force for _, force in named(understood(text))] == ["dorset-and-wiltshire-fire"]


def test_all_43_territorial_forces_of_england_and_wales_have_a_code() -> None:
    coded = [force for force in forces().values() if force.kind == "territorial" and force.ons_code]
    assert len(coded) == 43
    assert len({force.ons_code for force in coded}) == 43
    assert all(re.fullmatch(r"[EW]\d{8}", force.ons_code) for force in coded)


@pytest.mark.parametrize("force", sorted(forces()))
def test_every_name_of_a_force_is_found_as_that_force(force: str) -> None:
    known = forces()[force]
    for name in (known.name, *known.names, *known.former, *known.initials):
        text = f"So {name} was asked."
        assert [(text[s.start : s.end], s.police, s.form) for s in spots(text)] == [(name, force, "name")]


def test_a_name_of_two_forces_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [{"id": key, "name": "Kent Police", "kind": "territorial"} for key in ("kent", "essex")]
    monkeypatch.setattr(force_names, "forces", lambda: {e["id"]: force_names.force_of(e) for e in entries})
    with pytest.raises(BadLexicon, match="two forces"):
        force_names.full_names.__wrapped__()


def test_an_entry_without_kind_is_refused() -> None:
    with pytest.raises(BadLexicon, match="right form"):
        force_names.force_of({"id": "kent", "name": "Kent Police"})


@given(st.lists(st.sampled_from(["Kent Police", "the Met", "Kent", " and ", ", ", "’s", "\n", "Police", "East "])))
def test_spots_stand_inside_the_text_and_never_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    seen = list(spots(text))
    ends = [0, *(spot.end for spot in seen)]
    assert all(before <= spot.start < spot.end <= len(text) for before, spot in zip(ends, seen, strict=False))


def check(marked: str, understood: Understood) -> None:
    plain = MARK.sub(lambda match: match[1], marked)
    expected = [(re.sub("^the ", "", name), force) for name, force in MARK.findall(marked)]
    assert named(understood(plain)) == expected
