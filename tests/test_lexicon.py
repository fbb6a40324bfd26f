from __future__ import annotations

import pytest

from dapipe import lexicon
from dapipe.errors import BadLexicon

NAMES = sorted(item.name.removesuffix(".toml") for item in lexicon.FOLDER.iterdir() if item.name.endswith(".toml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_is_valid(name: str) -> None:
    assert lexicon.read(name)


def test_a_missing_list_is_named_with_its_key() -> None:
    with pytest.raises(BadLexicon, match="abbreviation_list"):
        lexicon.words("sentences", "abbreviation_list")


def test_a_missing_lexicon_is_named() -> None:
    with pytest.raises(BadLexicon, match="no such lexicon"):
        lexicon.read("nowhere")
