"""Where a text may name a person: after a title or an office, by a given name, or by the model's word for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from dapipe import lexicon
from dapipe.annotate import offices
from dapipe.annotate.bodies import Bodies
from dapipe.annotate.narrative import chosen

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORD = r"[A-ZÀ-Þ][a-zà-ÿ]*(?:[A-Z][a-zà-ÿ]+)?(?:[-’'](?!s\b)[A-ZÀ-Þ]?[a-zà-ÿ]+)*"
BYLINE = re.compile(
    r"^[ \t]*(?:By|Reporter:|Words:|Pictures?:|Edited by|Reporting by)\b.*$", re.MULTILINE | re.IGNORECASE
)
ALONE = re.compile(r",|\s+(?:in|from)\s+[A-Z]")
FROM_PLACE = re.compile(r",?\s+(?:from|in)\s+[A-Z]|,\s+\d\d\b")
SENTENCE_START = re.compile(r"(?:^|[\n“”\"‘’']|[.!?:]\s)\s*$")
APPOSITION = re.compile(r",\s+(?P<what>(?:[^,.;:\n“”\"]|(?<=police),(?= fire)){3,90})(?=[,.;])")
PSEUDONYM = re.compile(
    r"\b(?P<name>[A-Z][a-z]+)\s*[–—(,-]\s*(?:not\s+(?:his|her|their)\s+real\s+name|whose\s+name\s+(?:has\s+been|we\s+have)\s+changed)"
)
AFTER_OFFICE = re.compile(r",?[ \u00a0]+(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr|Coun)\.?[ ]+)?")
NICKNAME = r"[‘’'“”\"(]{word}[‘’'“”\")]"
FOLLOWED = re.compile(r",\s+(?:who\b|whose\b|aged\s+\d|\d\d\b)|\s+chairs\s+(?:the|a|its)\b")
POSSESSIVE = re.compile(r"(?:’s|'s|[’'])$")


@cache
def given_names() -> dict[str, str]:
    """Given name, lower case -> "female" or "male"; those of both are left out."""
    lists = {gender: set(str(lexicon.read("names")[gender]).split()) for gender in ("female", "male")}
    both = lists["female"] & lists["male"]
    return {name: gender for gender, names in lists.items() for name in names - both}


@cache
def never() -> frozenset[str]:
    """Capitalised words that name no person, lower case."""
    return frozenset(lexicon.words("names", "never"))


@cache
def parties() -> frozenset[str]:
    """Words in the names of political parties, lower case: what stands before one is a place."""
    return frozenset(lexicon.words("names", "parties"))


@cache
def name_pattern() -> re.Pattern[str]:
    """Capitalised words in a row on one line, with small particles and initials between."""
    particles = "|".join(lexicon.words("names", "particles"))
    nickname = NICKNAME.format(word=WORD)
    between = rf"(?:(?:[A-Z]\.[ ]?)+[ ]?)?(?:{nickname}[ ]+)?(?:(?:{particles})[ ]+)*"
    return re.compile(rf"{WORD}(?:[ \t\u00a0]+{between}{WORD}){{0,3}}")


@cache
def titled_pattern() -> re.Pattern[str]:
    """A courtesy title right before a name."""
    titles = "|".join(re.escape(title) for title in sorted(offices.all_titles(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<title>{titles})\.?[ \u00a0]+(?=[A-ZÀ-Þ])", re.IGNORECASE)


def longest(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without those inside or across an earlier, longer one."""
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def candidates(doc: Doc, text: str, bodies: Bodies) -> Iterator[tuple[int, int]]:
    """Spans that may be names: after titles and offices, before offices, known given names, and the model's persons."""
    bylines = [match.span() for match in BYLINE.finditer(text)]
    for start, end, sure in raw_candidates(doc, text):
        span = trimmed(text, start, end)
        if (
            span
            and not bodies.is_area(text[slice(*span)])
            and not any(low <= span[0] < high for low, high in bylines)
            and (sure or not bodies.covers(*span))
        ):
            yield span


def raw_candidates(doc: Doc, text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether an office or title vouches for the name."""
    yield from vouched(text)
    for start, end in (*written(text), *grammatical(doc, text)):
        yield start, end, False


def vouched(text: str) -> Iterator[tuple[int, int, bool]]:
    """Names right after a title or an office."""
    for found in titled_pattern().finditer(text):
        name = name_pattern().match(text, found.end())
        if name:
            yield name.start(), name.end(), True
    for found in offices.offices_in(text):
        gap = AFTER_OFFICE.match(text, found.end())
        name = name_pattern().match(text, gap.end()) if gap else None
        if name and (" " in name.group() or text[found.end()] != ","):
            yield name.start(), name.end(), text[found.end()] != "," and found.group()[0].isupper()


def written(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that begin with a given name, or that the words around them make a person's."""
    for found in name_pattern().finditer(text):
        first, *others = found.group().lower().split()
        if first in given_names() and others:
            yield found.span()
        inner = name_inside(text, found)
        if inner is not None:
            yield inner, found.end()
        full = others and (
            introduced_by_commas(text, found)
            or FOLLOWED.match(text, found.end())
            or office_in_apposition(text, found.end())
        )
        if full or (not others and first in given_names() and given_name_alone(text, found)):
            yield found.span()
    for found in PSEUDONYM.finditer(text):
        yield found.span("name")


def grammatical(doc: Doc, text: str) -> Iterator[tuple[int, int]]:
    """Given names that do something at the head of a sentence, and the persons of the recogniser."""
    for token in chosen(doc, "DEP", ("nsubj", "nsubjpass")):
        alone = token.tag_ == "NNP" and token.lower_ in given_names()
        if alone and SENTENCE_START.search(text[max(0, token.idx - 12) : token.idx]):
            yield token.idx, token.idx + len(token)
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            yield entity.start_char, entity.end_char
    yield from before_surnames(doc, text)


def before_surnames(doc: Doc, text: str) -> Iterator[tuple[int, int]]:
    """The name in front of a surname that stands after a courtesy title elsewhere: "A Marsh", later "Ms Marsh"."""
    after = (name_pattern().match(text, found.end()) for found in titled_pattern().finditer(text))
    surnames = {name.group().lower() for name in after if name and " " not in name.group()}
    for token in doc:
        if token.lower_ in surnames and token.i and token.tag_ == "NNP":
            first = doc[token.i - 1]
            joined = text[first.idx + len(first) : token.idx] == " " and first.tag_ == "NNP"
            if joined and first.dep_ == "compound" and re.fullmatch(WORD, first.text):
                yield first.idx, token.idx + len(token)


def name_inside(text: str, run: re.Match[str]) -> int | None:
    """Where a person's name begins after a place in a run of capitals: "the MP for Dover East Jane Marsh"."""
    words = [(found.start() + run.start(), found.group().lower()) for found in re.finditer(r"\S+", run.group())]
    given = [start for start, word in words[1:-1] if word in given_names()]
    named_for = given and re.search(r"\b(?:for|of|in|from)\s+$", text[max(0, run.start() - 6) : run.start()])
    return given[-1] if named_for and offices.office_before(text, given[-1]) else None


def introduced_by_commas(text: str, name: re.Match[str]) -> bool:
    """True for a name between commas after an office: "the inspector of constabulary for the region, A B, said"."""
    if text[name.start() - 2 : name.start()] != ", " or text[name.end() : name.end() + 1] not in (",", ".", ")"):
        return False
    return offices.office_before(text, name.start()) is not None


def office_in_apposition(text: str, end: int) -> bool:
    """True if an office begins the words between commas after a name: "A B, manager of the refuge in C, said"."""
    apposed = APPOSITION.match(text, end)
    if apposed is None:
        return False
    office = next(offices.offices_in(apposed["what"]), None)
    return office is not None and not re.search(r"\b(?:who|which|and|said)\b", apposed["what"][: office.start()])


def given_name_alone(text: str, name: re.Match[str]) -> bool:
    """True for a given name of somebody just described ("one victim, Kelly,") or placed ("Bev in Dover said")."""
    before = text[max(0, name.start() - 12) : name.start()]
    described = re.search(r"\b[a-z]+,\s$", before) and ALONE.match(text, name.end())
    placed = SENTENCE_START.search(before) and FROM_PLACE.match(text, name.end())
    return bool(described or placed)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name alone: no title, office, possessive or line break; None if nothing like a name is left."""
    words = [
        (found.start() + start, found.end() + start) for found in re.finditer(r"\S+", text[start:end].split("\n")[0])
    ]
    while words and not_name(text[words[0][0] : words[0][1]]):
        words.pop(0)
    kept: list[tuple[int, int]] = []
    for word_start, word_end in words:
        word = text[word_start:word_end]
        bare = POSSESSIVE.sub("", word.rstrip(',.;:!?”")'))
        nickname = bool(kept) and re.fullmatch(NICKNAME.format(word=WORD), word)
        if nickname:
            bare = word
        elif not re.fullmatch(rf"{WORD}|[A-Z]\.?|(?:{'|'.join(lexicon.words('names', 'particles'))})", bare):
            break
        if kept and len(bare) > 1 and not_name(bare):
            if bare.lower() in parties():
                return None
            break
        kept.append((word_start, word_start + len(bare)))
        if bare != word and not re.fullmatch(r"[A-Z]\.", word):
            break
    while kept and (
        text[kept[-1][0] : kept[-1][0] + 1].islower()
        or not text[kept[-1][0]].isalpha()
        or kept[-1][1] - kept[-1][0] < 2
    ):
        kept.pop()
    if not kept or kept[-1][1] - kept[0][0] < 3 or text[slice(*kept[0])].isupper():
        return None
    if len(kept) == 1 and text[slice(*kept[0])].lower() in offices.listed("organisations"):
        return None
    return kept[0][0], kept[-1][1]


def not_name(word: str) -> bool:
    """True for a word that ends or begins no name: titles, offices, months, words of organisations."""
    bare = POSSESSIVE.sub("", word.lower().strip(".,"))
    return (
        bare in never()
        or bare in parties()
        or bare in offices.all_titles()
        or bare in offices.kinds()
        or bare in offices.listed("organisations")
    )


def titled(text: str, start: int) -> str:
    """The gender that the title before a name tells."""
    found = re.search(r"(\w+)\.?\s+$", text[max(0, start - 12) : start])
    title = found.group(1).lower() if found else ""
    if title in offices.listed("titles_male"):
        return "male"
    return "female" if title in offices.listed("titles_female") else ""
