from __future__ import annotations

import numpy as np
import pytest
import spacy

from dapipe.annotate import vectors
from dapipe.settings import Settings

# A contraction has a norm of its own, by which the network knows it.
TEXT = (
    "The force didn't answer 43 calls. Inspectors weren't told why; Chief Constable Ann Lee said she'd find out.\n" * 12
)


@pytest.mark.parametrize("stretch", [1, 40, 41, 5000])
def test_words_have_the_vectors_that_the_whole_network_gives_them(
    stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.load(Settings().model)
    network = nlp.get_pipe("tok2vec").predict  # type: ignore[attr-defined]
    whole = network([nlp.make_doc(TEXT)])[0]
    monkeypatch.setattr(vectors, "STRETCH", stretch)
    assert np.array_equal(vectors.embed(nlp.make_doc(TEXT), network).tensor, whole)


def test_a_document_without_words_has_no_vectors() -> None:
    nlp = spacy.load(Settings().model)
    network = nlp.get_pipe("tok2vec").predict  # type: ignore[attr-defined]
    assert len(vectors.embed(nlp.make_doc(""), network).tensor) == 0
