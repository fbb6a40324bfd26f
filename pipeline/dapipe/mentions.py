"""What the finders find: stretches of the text with a meaning. Offsets are characters of the document's text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Mention):
    """A statement unit: sentence, list item, heading, table row, caption. `block` is its place in document.blocks."""

    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceMention(Mention):
    """A force or fire service in the text.

    `form` is "name" (an explicit name), "place" (a place that stands for the force) or "reference" ("the force",
    "the county's police"): references are resolved but are no names.
    """

    id: str
    form: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Mention):
    """A stretch of time with its first and last day as ISO dates; "" where the text does not tell.

    `kind` is "span" (12 months to August, between June and November), "year" (2013/14, in 2014, last year),
    "quarter", "month" (in March 2017), "day" (as at 31 March), "since" (open: no last day), "same" (in that period)
    or "previous" (the year before the period named last). A month or year may only date an event or a check: whoever
    uses it decides. Deadlines are no periods.
    """

    first: str
    last: str
    kind: str = "span"


class SpeakerKind(StrEnum):
    """Whose side a speaker is on: the label of a statement follows from it."""

    INSPECTORATE = "inspectorate"
    FORCE = "force"
    COMMISSIONER = "commissioner"
    GOVERNMENT = "government"
    ASSOCIATION = "association"
    CHARITY = "charity"
    PUBLIC = "public"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A speaker as the document presents them: name without rank or title, role, organisation, force served."""

    name: str
    role: str = ""
    organisation: str = ""
    force: str = ""
    kind: SpeakerKind = SpeakerKind.OTHER
    mentions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance(Mention):
    """One unbroken quote or stretch of reported speech, without its marks.

    `kind` is direct, indirect or mixed. `group` joins the parts of one utterance that its tag has split. `speaker`
    is None when nobody can be named with confidence; `mention` is where the speaker is named, `cue` the words of
    saying, both () if there are none.
    """

    kind: str
    group: int
    speaker: Person | None = None
    mention: tuple[int, int] | tuple[()] = ()
    cue: tuple[int, int] | tuple[()] = ()
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Mention):
    """One sentence as the classifier sees it: its words, its grammar, and where it stands.

    `words` are lower-case tokens with numbers and names masked; `marks` are plain yes-or-no properties of its grammar
    and place ("root=said", "modal=should", "section=recommendations"). `speaker` is the kind of the speaker of most of
    its words, "" if nobody is quoted; `by` is that speaker's name.
    """

    words: tuple[str, ...]
    marks: tuple[str, ...]
    speaker: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The classifier's verdict on one sentence: finding, response, recommendation or other.

    `confidence` is its calibrated probability, `rules` the verdict of the plain rules kept beside it, `source` who
    says so (HMIC, a speaker's name, a force), "" if nobody is named.
    """

    label: str
    confidence: float
    rules: str
    source: str = ""
    force: str = ""
    needs_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Mention):
    """A number with its unit and what bounds or moves it.

    The span is that of a figure: number with unit or sign, from the first number to the last of a ratio. `unit` is
    the unit of a figure (percent, count, ratio, duration_days …), `kind` its class (percent, points, money, duration,
    age, times, measure, count), `name` the plain name of a measure ("mile per hour"). `value_high` is the upper end
    of a range, `per` a denominator; `rate` tells "7 per 1,000" from "28 of 62". `qualifier` may also be "within";
    `bound` is where its words begin, the number's start without any. `change` is increase, decrease or none and
    `change_form` how it is told (see annotate/changes.py). `noun` is where the thing counted stands, () if nowhere,
    `own_noun` false if another number has it; `over` is the unit after "per" or "a". `pieces` are the parts of "2
    hours 51" as (value, name). `origin` is the start of the value that this one has changed from, -1 if none.
    `outside` tells why a number is no figure in a report: age, date, one, vague, base, ordinal; "" if it is one.
    """

    value: float
    value_high: float | None = None
    unit: str = "count"
    kind: str = "count"
    name: str = ""
    per: float | None = None
    qualifier: str = "exact"
    bound: int = -1
    change: str = "none"
    change_form: str = ""
    noun: tuple[int, int] | tuple[()] = ()
    own_noun: bool = True
    over: str = ""
    negative: bool = False
    form: str = "digits"
    joined: str = ""
    rate: bool = False
    pieces: tuple[tuple[float, str], ...] = ()
    origin: int = -1
    outside: str = ""
