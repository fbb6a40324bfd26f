from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dapipe import lexicon
from dapipe.annotate.patterns import FLAGS, pattern
from dapipe.errors import BadLexicon
from dapipe.facts import roles

NAMES = sorted(item.name.removesuffix(".toml") for item in lexicon.FOLDER.iterdir() if item.name.endswith(".toml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_is_valid(name: str) -> None:
    assert lexicon.read(name)


def patterns(value: object) -> Iterator[str]:
    """The texts in a table or list of a lexicon."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from patterns(inner)


def for_small_letters() -> Iterator[str]:
    """The patterns that are tried on text in small letters."""
    for name in NAMES:
        yield from patterns(lexicon.read(name).get("small", {}))
    placeholders = re.compile("VERBS|LESS_SURE|WHO|INSPECTORS|SEEN")
    roles = {name: table for name, table in lexicon.read("roles").items() if name != "written"}
    yield from (placeholders.sub("", pattern) for pattern in patterns(roles))
    rules = (rule["pattern"] for rule in lexicon.read("periods")["rule"] if not rule.get("written"))
    yield from (pattern.replace("{{", "{").replace("}}", "}") for pattern in rules)
    yield from patterns(lexicon.read("forces")["references"])


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_can_be_compiled(name: str) -> None:
    for group in FLAGS:
        for key in lexicon.read(name).get(group, {}):
            assert pattern(name, key)


def test_every_pattern_of_a_role_can_be_compiled() -> None:
    no_patterns = {"units", "standards", "verbs", "who", "inspectors", "seen", "less_sure"}
    for group, table in lexicon.read("roles").items():
        for key in set(table) - no_patterns:
            assert roles.sides(group) if key in ("left", "right") else roles.pattern(group, key)


def test_patterns_for_small_letters_have_no_capital() -> None:
    listed = list(for_small_letters())
    capitals = re.compile(r"(?<!\\)(?<!\?)[A-Z]")
    assert len(listed) > 200
    assert [pattern for pattern in listed if capitals.search(pattern)] == []


def test_a_missing_list_is_named_with_its_key() -> None:
    with pytest.raises(BadLexicon, match="abbreviation_list"):
        lexicon.words("sentences", "abbreviation_list")


def test_a_missing_lexicon_is_named() -> None:
    with pytest.raises(BadLexicon, match="no such lexicon"):
        lexicon.read("nowhere")
