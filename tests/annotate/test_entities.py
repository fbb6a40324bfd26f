from __future__ import annotations

import pytest
import spacy

from dapipe.annotate.entities import promising, recognise
from dapipe.settings import Settings


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.load(Settings().model, exclude=["attribute_ruler", "lemmatizer"])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The force asked Jane Doe for her view.", True),
        ("Laura told the inspectors about it.", True),
        ("“It was a bad year for Gwent,” she said.", True),
        ("The force made 43 arrests in 2016.", False),
        ("It must be done by the end of March.", False),
    ],
)
def test_a_sentence_is_looked_at_if_it_may_name_a_person(nlp: spacy.language.Language, text: str, seen: bool) -> None:
    with nlp.select_pipes(disable="ner"):
        assert (len(list(promising(nlp(text)))) == 1) is seen


def test_entities_stand_where_the_whole_recogniser_finds_them(nlp: spacy.language.Language) -> None:
    text = "The force made 43 arrests. It was poor. Later John Smith met Jane Doe in Leeds. That was all."
    whole = [(entity.start, entity.end) for entity in nlp(text).ents if entity.label_ == "PERSON"]
    with nlp.select_pipes(disable="ner"):
        doc = nlp(text)
    found = recognise(doc, nlp.get_pipe("ner").pipe)  # type: ignore[attr-defined]
    assert [(entity.start, entity.end) for entity in found.ents if entity.label_ == "PERSON"] == whole
    assert len(whole) == 2
