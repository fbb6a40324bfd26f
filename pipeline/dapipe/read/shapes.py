"""What a line or block is by the look of its words: items, numbers, notes, contents, headings, labels of boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from dapipe import lexicon
from dapipe.errors import BadLexicon

BULLET = r"[•●○▪■□◦‣∙➢✓✔·❖►▶◼◾⬛➤➔⁃◆]|[–—*-](?=\s)|(?-i:o)(?=\s+[a-zA-Z])"
ITEM = re.compile(rf"(?:{BULLET})\s*|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+(?=\S)|\d{{2}}:\d{{2}}\s+", re.I)
RUN_ON_BULLET = re.compile(r"(?<=[.;:])\s*(?=[•●▪■◼]\s)")
NUMBERED = re.compile(r"(\d{1,2})\.(\d{1,3})\.?\s+(?=[A-Z“‘\"'(])")
RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = re.compile(r"(?<=[^\s\d¹²³])[⁰¹²³⁴-⁹]+|(?<=\d)[⁰¹²³⁴-⁹]+")
NOTE = re.compile(r"[⁰¹²³⁴-⁹]+\s*(?=\S)|\[\d{1,3}\]\s+")
CONTENTS = re.compile(r"\S\s*(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{1,3}$")
BIG_NUMBER = re.compile(
    r"[£+–-]?\d[\d,.]*\s?(?:%|per ?cent|pp|(?:m|bn|k|million|billion)\b|th|st|nd|rd)?(?: (?:in|out of|per) [\d,]+)?",
    re.I,
)
QUESTION = re.compile(r"(?:How|What|Why|Who|When|Where|Which|Is|Are|Does|Do|Has|Have|Can|Will|Did|So|And)\b.*\?")
NUMBERED_HEADING = re.compile(
    r"^(?:(?:Section|Chapter|Part|Annex|Appendix)\s+)?(?P<number>[A-Z\d]{1,2}(?:\.\d{1,2})*)[.:]?\s+(?=[A-Z])"
)
VALUE = re.compile(r"(?<![\d(/–-])(?!(?:19|20)\d\d\b)\d")
SENTENCE_END = re.compile(r"[.!…:;,][’'”\")\]]*$")
LONGEST_HEADING, LONGEST_LABEL = 150, 80


def list_item(text: str) -> bool:
    """True if a text begins as an item of a list does."""
    return bool(ITEM.match(text)) and not (text[0].isdigit() and NUMBERED.match(text))


def numbered_paragraph(text: str) -> bool:
    """True if a text begins with the number of a paragraph, such as 4.12."""
    return bool(NUMBERED.match(text))


def parted_items(text: str) -> Iterator[int]:
    """The offsets at which a new item or numbered paragraph begins inside a text."""
    first = NUMBERED.match(text)
    wanted = int(first[2]) + 1 if first else -1
    found = {match.end() for match in RUN_ON_BULLET.finditer(text)}
    for match in NUMBERED.finditer(text, first.end() if first else 0):
        if first and match[1] == first[1] and int(match[2]) == wanted and text[match.start() - 2] in ".”)":
            found.add(match.start())
            wanted += 1
    yield from sorted(found)


def unfinished(text: str) -> bool:
    """True if a text breaks off before the end of a sentence."""
    return text[-1] not in '.!?:;…”"' or bool(re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Supt|etc)\.$", text))


def is_heading(text: str) -> bool:
    """True if a block of its own looks like a heading: short, a capital first, no end of a sentence."""
    if (
        len(text) > LONGEST_HEADING
        or text.count("“") != text.count("”")
        or any(pattern.fullmatch(text) for pattern in never())
    ):
        return False
    bare = NUMBERED_HEADING.sub("", text, count=1)
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare[0] in "‘“\"'") or SENTENCE_END.search(bare):
        return False
    if (ITEM.match(text) and bare == text) or is_datum(text):
        return False
    return bool(QUESTION.fullmatch(bare)) if bare[-1] == "?" else len(bare) > 2 and not quoted_speech(bare)


def is_datum(text: str) -> bool:
    """True for a name with its value: "Officers: 2,242", "Leadership: Good". Years and numbers in brackets are none."""
    _, colon, value = text.partition(": ")
    return bool(colon) and (bool(VALUE.search(value)) or bool(grades().fullmatch(value)))


def quoted_speech(text: str) -> bool:
    """True if a text begins or ends as speech does."""
    opened = text[0] in "“\"‘'"
    return (opened and (not re.search(r"[”\"’']", text[1:]) or bool(re.search(r"[.!?,][”\"’']", text)))) or text[
        -1
    ] in ',”"'


def is_grade(text: str) -> bool:
    """True for a grade on a line of its own, perhaps with the earlier one in brackets."""
    return bool(grades().fullmatch(text))


@cache
def grades() -> re.Pattern[str]:
    """A grade with what may follow it."""
    names = "|".join(re.escape(name) for name in lexicon.words("headings", "grades"))
    return re.compile(rf"(?:{names})(?: ?\((?:\d{{4}}(?:/\d{{2}})?|last|previous\w*)[^)]*\))?\.?", re.I)


@cache
def never() -> tuple[re.Pattern[str], ...]:
    """Patterns of short blocks that are no headings."""
    return tuple(re.compile(text, re.I) for text in lexicon.words("headings", "never"))


@cache
def captions() -> tuple[re.Pattern[str], ...]:
    """Patterns of the captions of tables and pictures."""
    return tuple(re.compile(text, re.I) for text in lexicon.words("headings", "captions"))


def is_caption(text: str) -> bool:
    """True for a caption that says so: "Table 1: …"."""
    return len(text) < 300 and any(pattern.fullmatch(text) for pattern in captions())


@cache
def labels() -> dict[str, tuple[str, bool]]:
    """Label in lower case -> name of its box and whether it names one thing. Raises BadLexicon."""
    boxes: Any = lexicon.read("boxes").get("box")
    try:
        return {
            label: (box["name"], number == "one")
            for box in boxes
            for number in ("one", "many")
            for label in box[number]
        }
    except (TypeError, KeyError) as error:
        raise BadLexicon("each [[box]] needs name, one and many", where="lexicons/boxes.toml") from error


LABEL_NUMBER = re.compile(r"\s*\d{0,2}\s*[:.]?$")
LABEL_PREFIX = re.compile(r"(?P<label>[A-Za-z ]{3,40}?)\s*(?P<number>\d{1,2})?\s*[:–—-]\s+(?=\S)")


def label_line(text: str) -> tuple[str, bool] | None:
    """Box name and "names one thing" of a line that is nothing but the label of a box; None for others."""
    if len(text) > LONGEST_LABEL:
        return None
    plain = LABEL_NUMBER.sub("", text).strip().lower().replace("(s)", "s")
    ending = next((name for ends, name in label_endings() if plain.endswith(ends)), "")
    return labels().get(plain) or ((ending, True) if ending else None)


@cache
def label_endings() -> tuple[tuple[str, str], ...]:
    """What the label of a box may end in, after words of its own, and the name of the box."""
    return tuple((ends, box["name"]) for box in lexicon.read("boxes")["box"] for ends in box.get("endings", ()))


def label_prefix(text: str) -> str:
    """The box that the first words of a block name ("AFI 3 – …", "Recommendation 1: …"); "" if they name none."""
    match = LABEL_PREFIX.match(text)
    found = labels().get(match["label"].strip().lower()) if match else None
    return found[0] if found else ""
