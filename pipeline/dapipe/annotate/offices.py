"""Offices beside a name: the role, the organisation it is held in, and the side it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from dapipe import lexicon
from dapipe.annotate.force_names import key, places
from dapipe.annotate.named_bodies import CAPITAL, led_body, noun_body
from dapipe.annotate.patterns import literal
from dapipe.mentions import SpeakerKind

LEFT_WINDOW = 140
RIGHT_WINDOW = 160
TOKEN = r"[\w&’'./-]+"
ACRONYM = re.compile(r"\b[A-Z]{2,}[A-Z&]*\b")
WORD = re.compile(r"[A-Za-z][\w’'/&-]*")
LINKS = r"(?:of|for|at|with|from|in|on|to|and|&|the)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role as written, the words around it that may name an organisation or an area, and its kind.

    `own` is true after "its" or "their"; `place` is what stands in brackets after a councillor or member.
    """

    role: str
    context: str = ""
    own: bool = False
    place: str = ""
    kind: SpeakerKind = SpeakerKind.OTHER


@cache
def listed(name: str) -> frozenset[str]:
    """A list of the lexicon `offices`."""
    return frozenset(lexicon.words("offices", name))


@cache
def references() -> dict[str, str]:
    """Abbreviation or variant of an office -> the noun that it is referred to by."""
    return {str(short): str(noun) for short, noun in lexicon.read("offices")["references"].items()}


@cache
def spelled() -> dict[str, str]:
    """Abbreviation of an office -> the office in full: "acc" -> "assistant chief constable"."""
    return {str(short): str(full) for short, full in lexicon.read("offices")["spelled"].items()}


@cache
def staff_pattern() -> re.Pattern[str]:
    """Those who work for a force and are named by their work: at the head of a phrase."""
    every = "|".join(flexible(word) for word in sorted(listed("staff"), key=len, reverse=True))
    return re.compile(
        rf"(?:[\w’'-]+\s+){{0,3}}?(?P<role>{every})(?=$|\s+(?:of|for|in|at|from|who|with|on|working)\b)", re.I
    )


def staff_in(words: str) -> str:
    """The work by which a phrase names somebody of a force: "control room operators" -> "operators"; "" for others."""
    found = staff_pattern().match(words)
    if found is None or set(plain(words).split()) & listed("employers"):
        return ""
    return "" if names_body(words) else found["role"]


@cache
def genders() -> dict[str, str]:
    """Noun that tells a person's gender -> "female" or "male"."""
    return dict.fromkeys(listed("female"), "female") | dict.fromkeys(listed("male"), "male")


@cache
def kinds() -> dict[str, SpeakerKind]:
    """Office -> side."""
    return {plain(role): kind for kind in SpeakerKind if kind in table() for role in listed(f"office.{kind}")}


def kind_of_role(role: str) -> SpeakerKind:
    """The side of an office, singular or plural."""
    words = plain(role)
    return kinds().get(words, kinds().get(words.removesuffix("s"), SpeakerKind.OTHER))


def table() -> dict[str, object]:
    """The lists of offices by side."""
    return dict(lexicon.read("offices")["office"])


def plain(words: str) -> str:
    """Lower case, straight apostrophes, single blanks: the form in which offices are compared."""
    return re.sub(r"\s+", " ", words.lower().replace("’", "'")).strip()


@cache
def roles() -> str:
    """A pattern of all offices, longest first; blanks and apostrophes of any kind."""
    every = sorted(kinds(), key=len, reverse=True)
    return "(?:" + "|".join(flexible(role) for role in every) + ")"


def flexible(role: str) -> str:
    """A pattern of one office."""
    return literal(role).replace("'", "['’]")


@cache
def office_pattern() -> re.Pattern[str]:
    """Any office as whole words."""
    return re.compile(rf"(?<![\w-]){roles()}s?(?![\w-])(?!['’]s?\b)", re.IGNORECASE)


@cache
def first_words() -> frozenset[str]:
    """The first word of every office, lower case, singular and plural."""
    words = [match.group() for role in kinds() if (match := WORD.match(role))]
    return frozenset((*words, *(f"{word}s" for word in words)))


def offices_in(text: str) -> Iterator[re.Match[str]]:
    """Every office in a text, in order, without overlaps. Tried only where the first word of one stands."""
    end, wanted = 0, first_words()
    for word in WORD.finditer(text):
        if word.start() >= end and word.group().lower().replace("’", "'") in wanted:
            found = office_pattern().match(text, word.start())
            if found:
                end = found.end()
                yield found


@cache
def left_pattern() -> re.Pattern[str]:
    """An office that ends where the name begins, with what belongs to it on both sides."""
    titles = "|".join(re.escape(title) for title in sorted(all_titles(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<role>(?:T/|A/)?{roles()})(?:\s*\([A-Z]{{2,6}}\))?(?:\s+(?:himself|herself))?"
        rf"(?P<after>\s+{LINKS}\s+[^,;:.“”\"]{{2,90}}?)??(?P<comma>,)?\s+(?:(?:{titles})\.?\s+)*$",
        re.IGNORECASE,
    )


@cache
def all_titles() -> frozenset[str]:
    """Courtesy titles, lower case."""
    return listed("titles_male") | listed("titles_female") | listed("titles_neutral")


@cache
def right_pattern() -> re.Pattern[str]:
    """An office in apposition after a name, from its comma on."""
    return re.compile(
        rf"^(?:,\s*(?:who\s+(?:is|was|takes\s+over\s+as|took\s+over\s+as|became|serves\s+as|acts\s+as|works\s+as|has\s+been)\s+)?|\s+(?:is|was|became|has\s+been|took\s+over\s+as|serves\s+as|,?\s*from)\s+|\s+\((?=\w))"
        rf"(?P<before>(?!whose\b)(?:(?:the|a|an|its|their|his|her|now|then|also)\s+)?(?:{TOKEN}\s+){{0,7}}?)"
        rf"(?P<role>{roles()})(?![\w-])"
        rf"(?P<after>(?:\s+{LINKS}\s+(?!who\b|whose\b)[^,;:.()“”\"–—]{{2,90}}?)?)"
        rf"(?=\s*(?:[,;:.()–—“\"\n]|\s(?:who|whose|said|says|told|added|has|had|was|is|and|responsible|in\s+charge)\b|$))",
        re.IGNORECASE,
    )


SPEAKING_FOR = re.compile(
    r"(?:^|,\s+|\b(?:And|But)\s+)(?:[Ff]or|[Aa]t|[Ff]rom)\s+(?P<what>(?:the\s+)?[^,;:.“”\"]{3,80}),\s+$"
)
SETTING = re.compile(r"^\W*(?:In|At|For)\s+(?P<what>(?:the\s+)?[A-Z][\w&-]*(?:\s+(?:and\s+|&\s+)?[A-Z][\w&-]*)*)\b")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WHEN = re.compile(rf"\s*\b(?:since|until|in|last|this|earlier)\s+(?:(?:{MONTHS})\b|\d{{4}}|year|month|week).*$")
OWNED_BY = re.compile(r"(?P<what>[A-Z][\w&’'-]*(?:\s+(?:(?:and|of|for|&)\s+)?[A-Z][\w&-]*)*)(?:[’']s|(?<=s)[’'])\s+$")
ASIDE = re.compile(r"(?:where|which|whose)\b[^.;:]*")
WHO_DOES = re.compile(
    r"^(?:,?\s+who\s+|\s+(?=chairs\b))(?P<verb>chairs|heads|leads|runs|represents|manages|directs)\s+(?P<what>[^,;:.()“”\"]{3,80})"
)
DOERS = {
    "chairs": "chair",
    "heads": "head",
    "leads": "lead",
    "runs": "head",
    "manages": "manager",
    "directs": "director",
}
OF_BODY = re.compile(
    r"^,?\s+(?:of|from|at|with|representing|who\s+(?:sits\s+on|works\s+(?:for|at|with)|speaks\s+for|campaigns\s+for))\s+(?P<what>(?:the\s+)?[A-Z][^,;:.()“”\"]{2,70})"
)
OF_KIND = re.compile(r"^,?\s+(?:of|from|at|with)\s+(?P<what>(?:the\s+)?[a-z][^,;:.()“”\"]{2,70})")
BRACKET = re.compile(r"^\s+\((?P<what>[A-Z][^()]{2,50})\)")


ASKED_BY = re.compile(r"^\W*(?:Asked|Pressed|Challenged|Questioned|Told|Urged|Invited|Prompted|Reminded)\s+by\b")


def office_before(text: str, start: int) -> Office | None:
    """The office that stands before a name beginning at `start`: "Kent’s Deputy Chief Constable, " or "Supt "."""
    left = re.split(
        r"[“”\"\n;]|[.!?]\s+(?=[A-Z])", text[max(0, start - LEFT_WINDOW) : start].replace("Supt. ", "Supt ")
    )[-1]
    if ASKED_BY.match(left):  # "asked by the chairman, A B said": the office is another's
        return None
    found = left_pattern().search(left)
    speaking = SPEAKING_FOR.search(left)
    if not found and speaking:
        return Office(role="", context=speaking["what"])
    owner = OWNED_BY.search(left) if not found else None
    if owner and names_body(owner["what"]):
        return Office(role="", context=owner["what"])
    if not found or (found.group("after") and not found.group("comma") and not place_after(found.group("after"))):
        return None
    inner = next(offices_in(found.group("after") or ""), None)
    if inner and plain(found.group("role")) in listed(
        "attached"
    ):  # "a spokesman for the mayor, A B,": A B is the mayor
        found = left_pattern().search(left, found.start("after") + inner.start()) or found
    before = modifiers_before(left[: found.start()])
    role, context = split_before(before, found.group("role"))
    after = (found.group("after") or "").strip()
    role, context = without_federation(role, context)
    article = left[: found.start()].removesuffix(" ").removesuffix(before).split()[-1:]
    own = bool(article) and article[0].lower() in ("its", "their")
    office = read_office(role, after, context, found.group("role"))
    setting = SETTING.match(left)
    between = left[setting.end() : found.start()].strip(" ,") if setting else ""
    near = between in ("", "the", "its") or ASIDE.fullmatch(between)
    if setting and not office.context and near and not office.role.lower().endswith("inspector"):
        office = replace(office, context=setting["what"])
    return replace(office, own=own)


def without_federation(role: str, context: str) -> tuple[str, str]:
    """Role and words around it; the Federation in "Kent Police | Federation chair" belongs to the body's name."""
    first, _, rest = role.partition(" ")
    whole = first.lower() == "federation" and bool(rest) and context.split()[-1:] == ["Police"]
    return (rest, f"{context} {first}") if whole else (role, context)


def place_after(after: str) -> bool:
    """True if the words between office and name may stand there without a comma: "of Constabulary"."""
    return len(after.split()) <= 3 and after.split()[0] in ("of", "for")


def modifiers_before(left: str) -> str:
    """The words that go with an office whose text begins where `left` ends, back to an article or a small word."""
    taken: list[str] = []
    words = left.split()
    for number, word in reversed(list(enumerate(words))):
        if in_name_of_body(words, number, taken):
            taken.insert(0, word)
            continue
        if word.lower() in ("the", "a", "an", "its", "their", "his", "her", "our"):
            break
        bare = word.lower().strip("’'s").strip("-")
        small = word[0].islower() and word.lower() not in listed("modifiers") and bare not in listed("modifiers")
        if word[-1] in ",:.)" or (small and not possessive(word)) or (small and taken and not possessive(word)):
            break
        taken.insert(0, word)
        if possessive(word) and word[0].islower():
            break
    return " ".join(taken)


def in_name_of_body(words: list[str], number: int, taken: list[str]) -> bool:
    """True for the "of" in "the College of Policing’s chief executive"."""
    owned = bool(taken) and taken[0][0].isupper() and any(map(possessive, taken))
    if not owned or words[number] not in ("of", "and", "&"):
        return False
    before = words[max(0, number - 4) : number + 1]
    return any(names_kind_of_body(one) and after == "of" for one, after in pairwise(before))


def possessive(word: str) -> bool:
    """True for a word with a possessive ending."""
    return word.endswith(("’s", "'s", "s’", "s'"))


def is_modifier(word: str) -> bool:
    """True for a word that may belong to an office; a charity's name with a capital does not."""
    charity = word[0].isupper() and word.lower() in listed("charities")
    return word.lower().strip("-") in listed("modifiers") and not charity


def split_before(before: str, role: str) -> tuple[str, str]:
    """Role with its modifiers, and the words before that name its body: ("regional secretary", "FBU’s")."""
    words = before.split()
    cut = max((number + 1 for number, word in enumerate(words) if possessive(word)), default=0)
    ends = [n + 1 for n, word in enumerate(words) if n >= cut and word[0].isupper() and names_kind_of_body(word)]
    cut = max(ends) if cut and ends else cut
    if not cut:
        cut = len(words)
        while cut and is_modifier(words[cut - 1]) and not ends_name(words[:cut]):
            cut -= 1
    return " ".join([*words[cut:], role]), " ".join(words[:cut])


def names_kind_of_body(word: str) -> bool:
    """True for a noun by which bodies are called: the Association in "Superintendents’ Association president"."""
    return word.lower() in listed("organisations")


def ends_name(words: list[str]) -> bool:
    """True if the last word ends a name before an office: "Rape Crisis England & Wales", "Stockton South"."""
    before = words[-2] if len(words) > 1 else ""
    compass = words[-1].lower() in listed("compass") and words[-1][0].isupper()
    return before in ("&", "and") or (compass and before[:1].isupper() and before.lower() not in listed("modifiers"))


def office_after(text: str, end: int) -> Office | None:
    """The office that stands after a name ending at `end`: ", the HM Inspector who", ", who chairs the panel"."""
    right = text[end : end + RIGHT_WINDOW].split("\n")[0]
    doing = WHO_DOES.match(right)
    if doing:
        role = DOERS.get(doing["verb"], "representative")
        return Office(role=role, context=doing["what"], kind=kinds().get(role, SpeakerKind.OTHER))
    found = right_pattern().match(right)
    if found:
        before = re.sub(r"^(?:the|a|an|its|their|his|her|now|then|also)\s+", "", found["before"].strip() + " ").strip()
        if sum(word.islower() and word not in listed("modifiers") for word in before.split()) <= (
            0
            if re.search(r"\b(?:said|says|told|added|who|that|which|was|were|is|had|has|from|to|by|and)\b", before)
            else 1
        ):
            role, context = split_before(before, found["role"])
            office = read_office(role, found["after"].strip(), context, found["role"])
            return replace(office, own=found["before"].split()[:1] in (["its"], ["their"]))
    if inspecting_pattern().match(right):
        return Office(role="", kind=SpeakerKind.INSPECTORATE)
    body = OF_BODY.match(right) or OF_KIND.match(right)
    if body and (body.re is OF_BODY or noun_body(body["what"])):
        return Office(role="", context=body["what"])
    bracket = BRACKET.match(right)
    place = area_in_brackets([part.strip() for part in bracket["what"].split(",")]) if bracket else ""
    return Office(role="", place=place) if place else None


@cache
def inspecting_pattern() -> re.Pattern[str]:
    """What tells after a name that somebody inspects: ", who led the inspection"."""
    return re.compile(str(lexicon.read("offices")["inspecting"]))


def area_in_brackets(parts: list[str]) -> str:
    """The council area that a member sits for, before the party: "(Dover, Con)". After it stands only a ward."""
    return "" if parts[0].lower() in listed("parties") else parts[0]


def read_office(role: str, after: str, context: str, named: str) -> Office:
    """An Office from its parts: a complement that names an organisation is context, another belongs to the role."""
    kind = kinds().get(plain(re.sub(r"^[TA]/(?=\w{3})", "", named)), kinds().get(plain(named), SpeakerKind.OTHER))
    short = WHEN.sub("", re.split(r"\s+(?:at|with|from)\s+", " " + after)[0].strip())
    area = key(re.sub(r"^(?:of|for)\s+(?:the\s+)?", "", short)) in places()
    led = leads(role, short)
    whole = f"{role} {short}".strip() if short and not area and not led and not names_body(short) else role
    return Office(role=unpack(whole), context=" ".join(part for part in (context, after) if part), kind=kind)


def leads(role: str, complement: str) -> bool:
    """True if a complement is the name of the body that a role is held in, whatever its words are."""
    return role in listed("leading") and bool(led_body(complement))


def unpack(role: str) -> str:
    """A role as a reader wants it: without T/ for temporary."""
    return re.sub(r"^T/", "Temporary ", role)


def names_body(words: str) -> bool:
    """True if the words name an organisation: "of Kent Police", "for the NSPCC"."""
    capitals = [word for word in re.findall(r"[\w’'&-]+", words) if word[0].isupper()]
    return bool(capitals) and (
        any(plain(word).removesuffix("'s") in listed("organisations") for word in capitals)
        or any(acronym.lower() not in kinds() for acronym in ACRONYM.findall(words))
        or kind_of_body(words) is not SpeakerKind.OTHER
    )


def is_several(words: str) -> bool:
    """True if the head of a description is plural or a group: "listeners of the show", "family"."""
    head = plain(re.split(r"\s+(?:of|for|from|in|at|with|who|whose)\b", words)[0]).split()[-1:]
    last = head[0] if head else ""
    return last in listed("groups") or (last.endswith("s") and last.removesuffix("s") in nouns())


@cache
def nouns() -> frozenset[str]:
    """The last words of all offices."""
    return frozenset(office.split()[-1] for office in kinds())


@cache
def described_by() -> frozenset[str]:
    """The words of all offices and kinds of staff, singular and plural."""
    words = {word for phrase in (*kinds(), *listed("staff"), *listed("roleless")) for word in phrase.split()}
    return frozenset(words | {f"{word}s" for word in words}) - listed("parties")


def in_small(words: str) -> str:
    """A description without the capital of a sentence's first word: "Call handlers"."""
    first, *rest = words.split() or [""]
    plain_noun = first.istitle() and first.lower() in described_by() and (not rest or rest[0].islower())
    return words[0].lower() + words[1:] if plain_noun else words


def singular(words: str) -> str:
    """A phrase for one of a group: "women" -> "woman", "call handlers" -> "call handler"."""
    irregular = {str(many): str(one) for many, one in lexicon.read("offices")["singular"].items()}
    *before, last = words.split()
    one = irregular.get(
        last.lower(), re.sub(r"(?<=[a-z])ies$", "y", last) if last.endswith("ies") else last.removesuffix("s")
    )
    return " ".join([*before, one])


def ends_in_office(words: str) -> bool:
    """True if nothing but an office in small letters stands after the last comma: ", temporary chief constable "."""
    last = words.rpartition(",")[2].strip()
    found = list(offices_in(last)) if "," in words else []
    return bool(found) and found[-1].end() == len(last) and all(map(is_modifier, last[: found[-1].start()].split()))


def is_past(words: str) -> bool:
    """True for somebody who was in an office: "retired sergeant", "ex-detective"."""
    return plain(re.split(r"[\s-]", words)[0]) in listed("past")


def is_member(role: str) -> bool:
    """True for a member of parliament, of whatever party."""
    return references().get(plain(role), plain(role)) == "mp"


@cache
def party_pattern() -> re.Pattern[str]:
    """A political party that somebody stands or speaks for: "Labour’s candidate", "the Lib Dem group leader"."""
    every = "|".join(re.escape(name) for name in lexicon.words("offices", "party_names"))
    return re.compile(rf"\b(?P<party>(?:{every})(?:\s+group)?)(?=[’']s\b|\s+(?:leader|on|councillors)\b|$)")


def party_in(words: str) -> str:
    """The party in the words around an office; "" if none is named as its body."""
    found = party_pattern().search(words)
    return found["party"] if found else ""


def is_common(body: str) -> bool:
    """True for a single noun that names no organisation by itself: "Hospital" at the head of a sentence."""
    word = plain(body)
    return word in listed("organisations") and kind_of_body(body) is SpeakerKind.OTHER


def body_in(context: str) -> str:
    """The organisation named in the words around an office: "FBU", "Herefordshire Council"; "" if none is."""
    return next(iter(bodies_in(context)), "")


def bodies_in(context: str) -> list[str]:
    """The organisations named in a few words, in order."""
    context = re.sub(r"^(?:of|for|at|with|from|in|on|to)\s+", "", context)
    runs = re.findall(rf"\b[A-Z][\w’'&.-]*(?:\s+(?:(?:of|for|and|&|the|on)\s+)*{CAPITAL})*", context)
    named = [run for run in runs if names_body(run) and not (run.isupper() and plain(run) in listed("organisations"))]
    named = [
        re.sub(rf"^(?:(?:{'|'.join(listed('modifiers'))})\s+)+(?=(?-i:[A-Z]{{2,}})\b)", "", run, flags=re.I)
        for run in named
    ]
    return [
        re.sub(
            r"^(?:(?:For|At|In|From|And|But)\s+(?:the\s+)?)?(?:(?:The|Charity|Union)\s+)?(?=[A-Z])|(?:’s|'s|(?<=s)[’'])$",
            "",
            run,
        ).strip(" .")
        for run in named
    ]


@cache
def kind_of_body(body: str) -> SpeakerKind:
    """The side of an organisation by the words of its name."""
    words = plain(body)
    for name, kind in (
        ("inspectorates", SpeakerKind.INSPECTORATE),
        ("associations", SpeakerKind.ASSOCIATION),
        ("governments", SpeakerKind.GOVERNMENT),
        ("charities", SpeakerKind.CHARITY),
    ):
        if any(re.search(rf"\b{re.escape(plain(item))}\b", words) for item in listed(name)):
            return kind
    if re.search(r"\b(?:police and crime|commissioner|(?:fire|police) authority|panel)\b", words):
        return SpeakerKind.COMMISSIONER
    return SpeakerKind.OTHER
