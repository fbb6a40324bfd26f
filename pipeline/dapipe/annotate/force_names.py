"""The police forces and fire services of the lexicon, and where their names and places stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import merge
from typing import TYPE_CHECKING, Any

from dapipe import lexicon
from dapipe.errors import BadLexicon

if TYPE_CHECKING:
    from dapipe.document import Document

BLANK = r"[ \u00a0]+"
TEXT_KEYS = ("id", "name", "kind", "nation", "ons_code")
LIST_KEYS = ("areas", "prefixes", "short", "names", "nicknames", "initials", "introduced")
KINDS = ("territorial", "special", "agency", "fire")


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """One police force or fire service as the lexicon has it; see the head of lexicons/forces.toml."""

    id: str
    name: str
    kind: str
    nation: str
    ons_code: str = ""
    areas: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    introduced: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A name or a place of a force in a text.

    `form` is "name", "initials" (to be counted only if the force is named in full too), "area" (a bare place),
    "short" (a bare shortened place) or "body" (another body's name). `police` and `fire` are the ids that it may stand
    for.
    """

    start: int
    end: int
    form: str
    police: str = ""
    fire: str = ""


@cache
def forces() -> dict[str, Force]:
    """All forces by id. Raises BadLexicon for an entry without id, name or kind, and for a name of two forces."""
    entries = lexicon.read("forces").get("force", [])
    known = {force.id: force for force in map(force_of, entries)}
    if len(known) != len(entries):
        raise BadLexicon("two forces have the same id", where="lexicons/forces.toml")
    return known


def force_of(entry: dict[str, Any]) -> Force:
    """One entry of the lexicon as a Force. Raises BadLexicon if it has not the right form."""
    values: dict[str, Any] = {name: entry.get(name, "") for name in TEXT_KEYS}
    values |= {name: tuple(entry.get(name, ())) for name in LIST_KEYS}
    values["former"] = tuple(item["name"] for item in entry.get("former", ()))
    unknown = set(entry) - {*TEXT_KEYS, *LIST_KEYS, "former"}
    if unknown or values["kind"] not in KINDS or not (values["id"] and values["name"]):
        raise BadLexicon(f"this force has not the right form: {entry}", where="lexicons/forces.toml")
    return Force(**values)


def key(name: str) -> str:
    """A name without differences of case, blanks, dashes and "&"."""
    return re.sub(r"[\s\u00a0]+", " ", name.lower().replace("&", "and").replace("–", "-").replace("‑", "-"))


@cache
def places() -> dict[str, tuple[str, str, str]]:
    """Key of a place -> form, id of its police force, id of its fire service."""
    table: dict[str, tuple[str, str, str]] = {}
    for force in forces().values():
        for form, names in (("area", force.areas), ("prefix", force.prefixes), ("short", force.short)):
            for name in names:
                _, police, fire = table.get(key(name), (form, "", ""))
                ids = (police, force.id) if force.kind == "fire" else (force.id, fire)
                table[key(name)] = (form, *ids)
    return table


@cache
def full_names() -> dict[str, str]:
    """Key of a name that needs no suffix -> id. Raises BadLexicon if two forces share one."""
    table: dict[str, str] = {}
    for force in forces().values():
        for name in (force.name, *force.names, *force.former, *force.initials):
            if table.setdefault(key(name), force.id) != force.id:
                raise BadLexicon(f"'{name}' is a name of two forces", where="lexicons/forces.toml")
    return table


@cache
def introduced() -> dict[str, str]:
    """Initials that need an introduction -> id."""
    return {name: force.id for force in forces().values() for name in force.introduced}


@cache
def nicknames() -> dict[str, str]:
    """Nicknames -> id."""
    return {name: force.id for force in forces().values() for name in force.nicknames}


def alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the names, longest first, with free blanks, dashes and "&"."""
    return "|".join(loose(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))


def loose(name: str) -> str:
    """A pattern for one name."""
    pattern = re.escape(name).replace(r"\ ", BLANK).replace(r"\-", "[-‑–]")
    return pattern.replace(BLANK + "and" + BLANK, f"{BLANK}(?:and|&){BLANK}")


@cache
def pattern() -> re.Pattern[str]:
    """One pattern for every name and place; it is tried only where a capital begins a word."""
    known = forces().values()
    areas = alternatives(name for force in known for name in (*force.areas, *force.prefixes, *force.short))
    nicknames = alternatives(name for force in known for name in force.nicknames)
    names = alternatives(name for force in known for name in (force.name, *force.names, *force.former))
    exact = alternatives(name for force in known for name in (*force.initials, *force.introduced))
    suffixes = lexicon.read("forces")["suffixes"]
    police, fire = alternatives(suffixes["police"]), alternatives(suffixes["fire"])
    suffix = rf"(?:{BLANK}(?:(?P<fire>{fire})|(?P<police>{police})))?"
    loosely = rf"(?i:(?P<name>{names})|(?P<area>{areas}){suffix})"
    ranks = "|".join(lexicon.words("forces", "ranks"))
    called = rf"(?:(?<=[Tt]he )(?!\w+{BLANK}[A-Z])|(?=\w+(?:{BLANK}(?:{ranks})\b|[’']s\b))|(?<=[,:] )(?=\w+{BLANK}\d))"
    nickname = rf"{called}(?P<nickname>{nicknames})\b"
    return re.compile(rf"(?<![\w-])(?=[A-Z])(?:(?P<exact>{exact})|{nickname}|{loosely})(?![\w-])")


@cache
def bodies() -> re.Pattern[str]:
    """What makes a force's name another body's when it follows."""
    return re.compile(rf"(?:{BLANK})?(?:{'|'.join(lexicon.words('forces', 'bodies.after'))})", re.I)


@cache
def field_pattern() -> re.Pattern[str]:
    """A place after the name of a register's field, in lower case: "Force = kent"."""
    areas = alternatives(name for force in forces().values() for name in force.areas)
    return re.compile(
        rf"(?:{'|'.join(lexicon.words('forces', 'fields.before'))})(?P<area>(?-i:(?=[a-z]))(?:{areas}))\b", re.I
    )


def spots(text: str) -> Iterator[Spot]:
    """The names and places of forces in a text, in order, without overlaps."""
    fields = (field_spot(match) for match in field_pattern().finditer(text))
    return merge(named_spots(text), fields, key=lambda spot: spot.start)


@lru_cache(maxsize=1)
def spots_in(document: Document) -> tuple[Spot, ...]:
    """The spots of a whole document, looked for once."""
    return tuple(spots(document.text))


def field_spot(match: re.Match[str]) -> Spot:
    """The place in a register's field, which is always the force."""
    _, police, fire = places()[key(match["area"])]
    return Spot(start=match.start("area"), end=match.end("area"), form="name", police=police or fire)


def named_spots(text: str) -> Iterator[Spot]:
    """The names and places that begin with a capital."""
    for match in pattern().finditer(text):
        spot = spot_of(match)
        if spot:
            follows = bodies().match(text, spot.end)
            yield Spot(start=spot.start, end=spot.end, form="body") if follows else spot


def spot_of(match: re.Match[str]) -> Spot | None:
    """What one match of the pattern is; None if no force has that name ("Kent Fire Brigade" has, "Met FRS" has not)."""
    start, end = match.span()
    if match["exact"]:
        word = match["exact"]
        sure = full_names().get(key(word))
        return Spot(start=start, end=end, form="name" if sure else "initials", police=sure or introduced()[word])
    if match["nickname"]:
        return Spot(start=start, end=end, form="name", police=nicknames()[match["nickname"]])
    if match["name"]:
        return Spot(start=start, end=end, form="name", police=full_names()[key(match["name"])])
    form, police, fire = places()[key(match["area"])]
    if match["police"] and police:
        return Spot(start=start, end=end, form="name", police=police)
    if match["fire"] and fire:
        return Spot(start=start, end=end, form="name", police=fire)
    if match["police"] or match["fire"] or form == "prefix":
        return None
    return Spot(start=start, end=end, form=form, police=police, fire=fire)
