"""Grades told in sentences: "rated Sussex as “inadequate” for crime recording", "up from good in 2019"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from dapipe import lexicon
from dapipe.annotate.found import found
from dapipe.document import BlockKind, Document
from dapipe.facts.grade_layout import questions
from dapipe.facts.grade_words import Judgement, any_grade, grade_of, question_of
from dapipe.mentions import ForceMention, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUOTES = "\"“”‘’'"
PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.BOX)
LONGEST_QUESTION = 110
LONGEST_SENTENCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One grade word of a sentence that is a grade, with the words before it since the last one."""

    start: int
    end: int
    grade: str
    before: str


def told(document: Document, doc: Doc, main: str) -> Iterator[Judgement]:
    """The grades that sentences tell, in the order of the text."""
    mentions = found(doc, "forces", ForceMention)
    last: list[Judgement] = []
    for sentence in found(doc, "sentences", Sentence):
        text = document.text[sentence.start : sentence.end]
        prose = document.blocks[sentence.block].kind in PROSE and len(text) <= LONGEST_SENTENCE
        if not prose or not patterns()["grade"].search(text):
            yield from last
            last = []
            continue
        made = list(judgements(document, sentence, mentions, main, last))
        older = earlier(text, last, document)
        yield from older or last
        last = [] if older else made
    yield from last


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the lexicon's table `sentences`."""
    known: dict[str, Any] = lexicon.read("grades")["sentences"]
    number = known["count_words"]

    def either(key: str) -> str:
        return "|".join(f"(?:{pattern.format(number=number)})" for pattern in known[key])

    return {
        "grade": re.compile(rf"\b{any_grade()}\b", re.I),
        "verbs": re.compile(rf"\b(?:{'|'.join(known['verbs'])})\b", re.I),
        "weak": re.compile(rf"\b(?:{'|'.join(known['weak_verbs'])})\b[^.;]*$", re.I),
        "not_before": re.compile(re.sub(r"\?P<count>", "", either("not_before")), re.I),
        "not_after": re.compile(either("not_after"), re.I),
        "follow": re.compile(rf"[\"”’']?\s*(?:$|[.,;:)!?—–(]|(?:{'|'.join(known['follow'])})\b)", re.I),
        "link": re.compile(known["link"], re.I),
        "stop": re.compile(known["stop"].replace("{{", "{").replace("}}", "}"), re.I),
        "lead": re.compile(known["lead"], re.I),
        "from": re.compile(known["from_before"].replace("{number}", f"(?:{number})"), re.I),
        "was": re.compile(known["was_before"].format(number=number), re.I),
        "subject": re.compile(known["subject"], re.I),
        "object": re.compile(known["object"], re.I),
        "bare_subject": re.compile(known["bare_subject"]),
        "definitions": re.compile("|".join(known["definitions"]), re.I),
        "pointing": re.compile(known["pointing"], re.I),
        "overall": re.compile(known["overall"], re.I),
        "last_year": re.compile(known["last_year"], re.I),
        "year": re.compile(known["in_year"], re.I),
    }


def judgements(
    document: Document, sentence: Sentence, mentions: Sequence[ForceMention], main: str, last: Sequence[Judgement]
) -> Iterator[Judgement]:
    """The judgements of one sentence; a grade after "from" is the former grade of the one beside it."""
    text = document.text[sentence.start : sentence.end]
    groups: list[list[Judgement]] = []
    former: Told | None = None
    forces: tuple[str, ...] = ()
    for grade in grades(text, bool(last)):
        if patterns()["from"].search(text[: grade.start]):
            if groups and not re.match(r"[\"”’']?\s+to\b", text[grade.end :]):
                groups[-1] = [with_former(item, grade, text, document) for item in groups[-1]]
            else:
                former = grade
            continue
        named = of_grade(document, sentence, grade, mentions)
        forces = named or forces or carried(last) or ((main,) if main else ())
        asked = about(text, grade, bool(named)) or [groups[-1][0].question if groups and groups[-1] else ""]
        group = list(judged(sentence, grade, forces, asked))
        groups.append([with_former(item, former, text, document) for item in group] if former else group)
        former = None
    yield from (item for group in groups for item in group)


def with_former(item: Judgement, former: Told, text: str, document: Document) -> Judgement:
    """The judgement with its former grade, and its year where the words beside it tell."""
    near = former.before[-60:] + " " + text[former.end : former.end + 40]
    named = patterns()["year"].search(near)
    years = re.search(r"(\w+) years? (?:after|since)", near)
    last_year = "a" if patterns()["last_year"].search(near) else None
    when = named["year"] if named else ago(years[1] if years else last_year, document)
    return replace(item, previous=former.grade, previous_year=when)


def carried(last: Sequence[Judgement]) -> tuple[str, ...]:
    """The forces of the sentence before."""
    return tuple(dict.fromkeys(item.force for item in last))


def grades(text: str, goes_on: bool) -> Iterator[Told]:
    """The grade words of a sentence that are grades; `goes_on` if the sentence before told one."""
    previous, licensed = 0, goes_on
    if patterns()["definitions"].search(text):
        return
    for match in patterns()["grade"].finditer(text):
        before = text[previous : match.start()]
        if is_grade(text, match, licensed):
            yield Told(start=match.start(), end=match.end(), grade=grade_of(match.group()), before=before)
            licensed = True
            previous = match.end()


def is_grade(text: str, match: re.Match[str], licensed: bool) -> bool:
    """True if a grade word is a grade here: judged, quoted after a verb, or asked for by a sentence on grades."""
    before, after, known = text[: match.start()], text[match.end() :], patterns()
    if (
        listed(before, after)
        or known["not_before"].search(before)
        or known["not_after"].match(after)
        or not known["follow"].match(after)
    ):
        return False
    grade = grade_of(match.group())
    quoted = before[-1:] in QUOTES and after[:1] in QUOTES and bool(before)
    if known["verbs"].search(before[-120:]) or known["from"].search(before):
        return True
    if known["weak"].search(before[-60:]) and quoted:
        return True
    if licensed and re.search(r"\w,\s*$", before) and re.match(r"\s*(?:[;.]|$)", after):
        return True
    if licensed and re.search(r"\bto (?:an? )?[\"“‘']?$", before):
        return True
    linked = bool(known["link"].match(after))
    if match.group().lower().startswith("requires") or grade == "inadequate":
        return linked and (quoted or licensed or bool(re.search(r"\w+ (?:is |was )?$", before)))
    return (
        linked
        and bool(before.strip())
        and (licensed or grade == "adequate")
        and bool(known["weak"].search(before[-30:]))
    )


def listed(before: str, after: str) -> bool:
    """True inside a list of grades: "the grades are outstanding, good and inadequate"."""
    grade, joint = any_grade(), r"[\"”’']?(?:,| and| or|, and)\s+[\"“‘']?"
    return bool(re.match(joint + grade, after, re.I) or re.search(rf"\b{grade}{joint}$", before, re.I))


def of_grade(document: Document, sentence: Sentence, grade: Told, mentions: Sequence[ForceMention]) -> tuple[str, ...]:
    """The forces graded: those named last before the grade since the grade before it, joined ones together."""
    start, end = sentence.start + grade.start - len(grade.before), sentence.start + grade.start
    named = [mention for mention in mentions if start <= mention.start and mention.end <= end]
    kept: list[ForceMention] = []
    for mention in reversed(named):
        gap = document.text[mention.end : kept[-1].start] if kept else ""
        if (
            kept
            and mention.start != kept[-1].start
            and not re.fullmatch(r"(?:,|\s+and|,\s+and|\s+&)?\s*(?:the )?", gap)
        ):
            break
        kept.append(mention)
    return tuple(dict.fromkeys(mention.id for mention in reversed(kept)))


def judged(sentence: Sentence, grade: Told, forces: Sequence[str], asked: Sequence[str]) -> Iterator[Judgement]:
    """The judgements of one grade word: one for each force and question."""
    year = next((found["year"] for found in patterns()["year"].finditer(grade.before)), "")
    for question in asked:
        for force in forces if not patterns()["pointing"].match(question) else ():
            yield Judgement(
                start=sentence.start + grade.start,
                end=sentence.start + grade.end,
                force=force,
                question=question,
                grade=grade.grade,
                rule="sentence",
                year=year,
            )


def about(text: str, grade: Told, named: bool) -> list[str]:
    """What a grade is given for: the words after it, else the subject before it; [] if neither tells."""
    link = patterns()["link"].match(text, grade.end)
    if link:
        stop = patterns()["stop"].search(text, link.end())
        words = text[link.end() : stop.start() if stop else len(text)]
        return [question for part in questions(words) if (question := tidy(part))]
    if re.match(r"[\"”’']? overall\b", text[grade.end :]) or patterns()["overall"].search(text[: grade.start]):
        return ["overall"]
    return subject(grade.before, named)


def subject(before: str, named: bool) -> list[str]:
    """A subject that is no force but its work: "its approach to looking after people was rated"."""
    for form in ("object", "subject") if named else ("object", "subject", "bare_subject"):
        match = patterns()[form].search(before)
        if match and not re.search(r"(?i)\b(?:force|service|constabulary|police)$", match["what"]):
            return [question_of(re.sub(r"^the ", "", match["what"]))]
    return []


def tidy(words: str) -> str:
    """A question without prepositions, possessives and what follows a comma."""
    plain = patterns()["lead"].sub("", re.split(r",\s|[”\"(]", words)[0].strip(" ,.’'"))
    return question_of(plain) if re.search(r"[a-z]{3}", plain) and len(plain) <= LONGEST_QUESTION else ""


def earlier(text: str, last: Sequence[Judgement], document: Document) -> list[Judgement]:
    """The judgements before, with the former grade that this sentence tells: "Two years ago it was inadequate."."""
    for match in patterns()["grade"].finditer(text):
        was = patterns()["was"].search(text[: match.start()])
        if was and last and not patterns()["not_after"].match(text, match.end()):
            year = was["year"] or ago(was["ago"], document)
            return [replace(item, previous=grade_of(match.group()), previous_year=year) for item in last]
    return []


def ago(words: str | None, document: Document) -> str:
    """The year so many years before publication; "" if either is unknown."""
    numbers = {"a": 1, **lexicon.read("periods")["numbers"]}
    if not words or not document.published:
        return ""
    number = numbers.get(words.lower()) or (int(words) if words.isdigit() else 0)
    return str(int(document.published[:4]) - number) if number else ""
