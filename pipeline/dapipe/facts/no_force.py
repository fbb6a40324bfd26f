"""Numbers that are no force's: national ones, and what other bodies and people have and do.

Each rule gives an Owner without a force, or None if it does not apply. Their order is that of whose.RULES.
"""

from __future__ import annotations

import re

from dapipe import lexicon
from dapipe.annotate.main_force import tells_of_police
from dapipe.annotate.patterns import pattern
from dapipe.document import DocumentKind
from dapipe.facts.owners import Case, Owner
from dapipe.mentions import Person, SpeakerKind

NATIONAL = Owner("", "national", "scope")
OTHER_BODY = Owner("", "other body", "scope")
BY_SUBJECT = Owner("", "other body", "subject")
BY_SPEAKER = Owner("", "other body", "speaker")
FIRST_PERSON = ("i", "we")
INDIRECT = ("i", "we", "he", "she")
OWN = ("our", "my")
PRONOUNS = ("he", "she", "it", "they", "we", "you", "i")
LAY = (SpeakerKind.PUBLIC, SpeakerKind.OTHER)
BACK = 1500
NAME = 40
NEXT = 250
ASKED = ("deadline", "target")
COUNTS = ("count", "money", "times")
INSIDERS = (SpeakerKind.FORCE, SpeakerKind.INSPECTORATE)
OUTSIDERS = (SpeakerKind.GOVERNMENT, SpeakerKind.CHARITY)


def national(case: Case) -> Owner | None:
    """Numbers of the whole country, and standards that hold for all forces."""
    text, sentence = case.text, case.sentence
    if pattern("whose", "nationwide").match(text, sentence.start, sentence.end) or of_country(case):
        return NATIONAL
    if case.follows("between_them"):
        return Owner("", "other forces", "scope")
    if case.follows("each_force") or case.says("each_force_before"):
        return NATIONAL
    if case.says("national_subject") or case.follows("national_of") or case.follows("is_standard"):
        return NATIONAL
    here = case.role == "target" and case.follows("elsewhere")
    if (
        case.role in ("comparator", "target")
        and not here
        and (case.says("national_left") or case.follows("national_right"))
    ):
        return NATIONAL
    return NATIONAL if case.role == "target" and case.says("expected") else None


def of_country(case: Case) -> bool:
    """True in a sentence without a force: "Two women a week are killed … in Britain", "Home Office figures show …"."""
    text, sentence = case.text, case.sentence
    if case.utterance or case.subject.noun in ("it", "they", "we") or case.subject.verb in ("said", "says"):
        return False
    told = pattern("whose", "country_after").match(text, case.item.end, sentence.end)
    told = told or pattern("whose", "national_source").match(text, sentence.start, sentence.end)
    named = case.forces.between(sentence.start, sentence.end) or case.forces.places_between(
        sentence.start, sentence.end
    )
    own = pattern("whose", "own_force").search(text, sentence.start, sentence.end)
    return bool(told and not named and not own)


def counted(case: Case) -> Owner | None:
    """Forces, councils, pages of a report …: what is counted is no force's own."""
    last = re.split(r"[\s-]+", re.split(r"\s(?:in|of|across)\s", case.noun)[0])[-1]
    named = case.item.noun and case.forces.between(case.item.noun[1], case.item.start)
    told = case.item.own_noun or (case.role != "comparator" and case.item.change == "none" and not named)
    one_force = last == "force" and case.item.value == 1
    chiefs = case.noun.endswith(("chief constables", "police areas")) and case.subject.noun not in ("it", "force")
    if (one_force or chiefs or last in lexicon.words("whose", "bodies")) and told and not case.says("owned"):
        return OTHER_BODY
    if (
        case.forces.sample
        and last == case.forces.sample
        and (case.says("of_sample") or case.follows("of_sample_after"))
    ):
        return OTHER_BODY
    if last == "services" and ("rescue" in case.noun or "fire" in case.noun or case.forces.fire):
        return OTHER_BODY
    counts = any(offset >= case.item.end for offset in case.item.noun)
    if case.follows("of_vote"):
        return OTHER_BODY
    if case.says("voted") and case.item.kind == "count" and not counts:
        return OTHER_BODY
    return NATIONAL if last in lexicon.words("whose", "scales") and case.says("scheme") else None


def listed(case: Case) -> Owner | None:
    """The number of forces that a list after it names: "There are five: the Met, Gwent …"; of forces told before."""
    after = case.text[case.item.end : case.sentence.end]
    if after.startswith(":") and len(case.forces.between(case.item.end, case.sentence.end)) > 1:
        return OTHER_BODY
    before = case.text[max(0, case.sentence.start - BACK) : case.sentence.start]
    count = re.escape(case.text[case.item.start : case.item.end])
    tally = pattern("whose", "tally").search(case.text, case.sentence.start, case.item.start)
    if tally and not case.item.noun and (case.follows("tally_after") or case.says("more_of_them")):
        return OTHER_BODY
    again = re.search(rf"\b{count}\s+(?:\w+\s+)?forces\b", before, re.I)
    return OTHER_BODY if again and case.says("of_them") and not case.item.noun else None


def inspection(case: Case) -> Owner | None:
    """When inspectors come back, how long they stay, what they have; how long a commissioner has to answer."""
    if case.item.kind == "duration":
        before = case.text[case.sentence.start : case.item.start]
        coming = pattern("whose", "returning").search(before) or case.follows("publishing")
        stays = case.subject.noun in lexicon.words("whose", "inspectors") and case.says("staying")
        return OTHER_BODY if coming or stays else None
    office = case.subject.noun in lexicon.words("whose", "inspectorates")
    has = case.subject.verb in lexicon.words("whose", "having") and not case.follows("demanded")
    return OTHER_BODY if office and has else None


def demands(case: Case) -> Owner | None:
    """What a report on several forces recommends, and what it is based on."""
    if case.forces.main and not case.forces.sample:
        return None
    if case.forces.between(case.sentence.start, case.sentence.end):
        return None
    asked = case.follows("recommendations") or (case.says("of_recommendations") and case.subject.noun != "force")
    return NATIONAL if asked or case.says("based_on") else None


def other_speaker(case: Case) -> Owner | None:
    """What a commissioner, a council, a charity or a victim says of themselves: "we have taken 3,150 calls"."""
    speaker = case.utterance.speaker if case.utterance else None
    if speaker is None:
        return BY_SPEAKER if writer_tells(case) else None
    if speaker.kind in INSIDERS or case.role == "target" or case.says("set_target"):
        return None
    if case.follows("of_us"):
        return BY_SPEAKER
    if is_authority(speaker.organisation) or is_repeated(case):
        return None
    return BY_SPEAKER if tells_of_self(case, speaker) or tells_of_others(case, speaker) else None


def writer_tells(case: Case) -> bool:
    """True for what a commissioner or the writer of a column has and does, who says "I" and "we"."""
    if case.noun.split(" ")[-1] in lexicon.words("whose", "police"):
        return False
    own = case.subject.noun in FIRST_PERSON and not case.subject.passive
    if case.forces.column:
        start, end = case.sentence.start, case.sentence.end
        other = not (pattern("whose", "about_police").search(case.text, start, end) or case.forces.between(start, end))
        return own or other or case.subject.owner in OWN or case.says("ours_there")
    return case.forces.commissioner and (own or case.says("asked_us"))


def tells_of_self(case: Case, speaker: Person) -> bool:
    """True for what a speaker from outside the force has and does; a victim's wait is the force's."""
    if case.item.kind == "duration" and speaker.kind is not SpeakerKind.COMMISSIONER:
        return False
    if speaker.kind in LAY and pattern("whose", "ours").search(case.text, case.sentence.start, case.sentence.end):
        return False
    if speaker.kind is SpeakerKind.ASSOCIATION and case.noun.split(" ")[-1] in lexicon.words("whose", "police"):
        return False
    if case.says("members") and not speaker.force:
        return True
    indirect = case.utterance is not None and case.utterance.kind in ("indirect", "mixed")
    body = (*INDIRECT, "it") if speaker.name == speaker.organisation else INDIRECT
    doing = case.subject.noun in (body if indirect else FIRST_PERSON) and not case.subject.passive
    owning = case.subject.owner in OWN and speaker.kind is not SpeakerKind.COMMISSIONER
    return doing or owning or case.follows("told_us") or case.says("their_office") or case.says("would_pay")


def tells_of_others(case: Case, speaker: Person) -> bool:
    """True for a number of a ministry, a charity or a trade body in a sentence without a word of the police."""
    outside = speaker.kind in OUTSIDERS or (speaker.kind is SpeakerKind.OTHER and bool(speaker.organisation))
    if not outside or speaker.force or case.item.kind == "duration":
        return False
    start, end = case.sentence.start, case.sentence.end
    local = speaker.kind is SpeakerKind.CHARITY or case.subject.noun in PRONOUNS
    police = pattern("whose", "of_police" if local else "of_this_force").search(case.text, start, end)
    return not police and not case.forces.between(start, end)


def is_repeated(case: Case) -> bool:
    """True for a number of three signs or more that the document gives before: others speak of a figure then."""
    number = re.search(r"\d[\d,.]+\d", case.text[case.item.start : case.item.end])
    return number is not None and bool(re.search(rf"(?<![\d.,]){re.escape(number[0])}\b", case.text[: case.item.start]))


def is_authority(organisation: str) -> bool:
    """True for a fire authority, whose "we" is its service."""
    return "fire authority" in organisation.lower()


def other_subject(case: Case) -> Owner | None:
    """What a council, a charity, a commissioner … does, gives or owns."""
    paid = case.item.unit == "currency_gbp" and case.says("salary")
    if (
        paid
        or case.says("others_own")
        or case.follows("by_others")
        or case.follows("council_tax")
        or case.follows("band")
    ):
        return BY_SUBJECT
    agent = case.agent
    asked = case.role in ASKED or case.item.qualifier == "within"
    if asked or agent.verb in lexicon.words("whose", "reacting") or is_repeated(case) or is_own_panel(case):
        return None
    others = set(lexicon.words("whose", "others"))
    owned = agent.owner in others and not agent.passive
    if agent.noun in others or owned or (agent.name and agent.described & others) or is_body(case):
        return BY_SUBJECT
    if agent.noun == "it" and agent.start == case.sentence.start and goes_on_with_body(case):
        return BY_SUBJECT
    if agent.noun in INDIRECT and case.follows("from_reserves"):
        return BY_SUBJECT
    person = case.forces.person(agent.noun) if agent.name else None
    outside = person is not None and person.kind not in INSIDERS and not is_authority(person.organisation)
    return BY_SUBJECT if outside else None


def goes_on_with_body(case: Case) -> bool:
    """True if the sentence before begins with a body and names no police: "The charity took 90 calls. It has …"."""
    text, start = case.text, case.sentence.start
    said = pattern("whose", "body_before").search(text, max(0, start - NEXT), start)
    return bool(said and not pattern("whose", "of_police_named").search(text, said.start(), start))


def is_body(case: Case) -> bool:
    """True for a subject that is a body by its name, and no force by it: "Victim Support helped 400 people"."""
    agent, words = case.agent, set(lexicon.words("whose", "in_names"))
    named = agent.name and bool(agent.described) and bool(({agent.noun} | agent.described) & words)
    near = case.forces.between(agent.start - NAME, agent.start + 1)
    return named and not any(m.end > agent.start for m in near)


def is_own_panel(case: Case) -> bool:
    """True for a force's own panel of outsiders, of which its answers in a register tell."""
    own = case.agent.described & set(lexicon.words("whose", "own_panels"))
    return case.agent.noun == "panel" and (bool(own) or case.document.kind is DocumentKind.REGISTER)


def of_all_forces(case: Case) -> Owner | None:
    """What forces and chief constables at large do or are told to: "police forces should …"."""
    at_large = case.subject.noun in lexicon.words("whose", "at_large")
    if not at_large or (case.subject.noun == "constables" and "chief" not in case.subject.described):
        return None
    named = case.forces.between(case.sentence.start, max(case.item.start, case.subject.start))
    if case.subject.noun == "others":
        return Owner("", "other forces", "subject") if any(m.form != "reference" for m in named) else None
    several = [mention for mention in named if mention.start <= case.subject.start + 1 < mention.end]
    if len(several) > 1:
        return Owner("", "other forces", "subject")
    return Owner("", "national", "subject") if not named else None


def member_of_public(case: Case) -> Owner | None:
    """What one victim, caller or neighbour has or did: "she had rung three times"; not how long they waited."""
    if case.item.kind not in COUNTS or case.item.unit in ("ratio", "multiple"):
        return None
    return BY_SUBJECT if case.says("person_with") or contacts(case) or one_person_does(case) else None


def contacts(case: Case) -> bool:
    """True for how often somebody called the police, or the police were called."""
    subject = case.subject
    police = subject.noun in lexicon.words("whose", "police")
    if case.says("missing") and (case.item.kind == "times" or case.follows("occasions")):
        return True
    outside = subject.passive == police and subject.noun not in lexicon.words("whose", "inspectors")
    return outside and (case.item.kind == "times" or case.follows("occasions")) and case.says("contacted")


def one_person_does(case: Case) -> bool:
    """True for a number in what a single member of the public has or does."""
    subject, people = case.agent, set(lexicon.words("whose", "people"))
    one = subject.singular and (subject.noun in people or bool(subject.name and subject.described & people))
    served = subject.passive or subject.verb in lexicon.words("whose", "served") or case.item.kind == "times"
    return one and not served


def of_agencies(case: Case) -> Owner | None:
    """Where several agencies were inspected together: what a sentence tells that names no police."""
    told = not case.forces.shared or tells_of_police(case.text[case.sentence.start : case.sentence.end])
    return None if told else Owner("", "", "agencies")


def of_several(case: Case) -> Owner | None:
    """In a document without a main force: what is national, and what several forces have together."""
    if case.forces.main or case.forces.topics.at(case.item.start).force:
        return None
    start, end = case.sentence.start, case.sentence.end
    if case.forces.between(start, end) or case.forces.places_between(start, end):
        return None
    if pattern("whose", "several_forces").search(case.text, start, case.item.start):
        return NATIONAL
    if pattern("whose", "together").search(case.text, start, end):
        return Owner("", "other forces", "scope")
    return NATIONAL if pattern("whose", "in_country").search(case.text, start, end) else None
