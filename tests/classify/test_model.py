"""The classifier: the same data give the same files, and inference needs no scikit-learn."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dapipe.classify.compare import calibration, coverage, judged
from dapipe.classify.features import LABELS, marks, neighbours
from dapipe.classify.model import load, probabilities
from dapipe.classify.rules import verdict
from dapipe.classify.train import Example, Recipe, blank, calibrate, save, train
from dapipe.mentions import Unit


def unit(words: str, *marks: str, speaker: str = "", start: int = 0) -> Unit:
    """A statement with these words and marks."""
    return Unit(start=start, end=start + len(words), words=tuple(words.lower().split()), marks=marks, speaker=speaker)


SENTENCES = {
    "finding": "inspectors found that calls wait too long",
    "response": "we accept this and have hired more staff",
    "recommendation": "the force should answer calls within a minute",
    "other": "the county has two towns",
}


def documents(number: int = 6) -> list[Example]:
    """Small labelled documents in which each label has words of its own."""
    return [
        Example(
            name=f"document {place}",
            units=tuple(unit(words, f"mark={label}") for label, words in SENTENCES.items()),
            labels=tuple(SENTENCES),
        )
        for place in range(number)
    ]


SMALL = Recipe(least=1, folds=2)


def test_what_was_learned_is_told_again() -> None:
    model, _ = train(documents(), SMALL)
    table = probabilities(model, documents()[0].units)
    assert [LABELS[best] for best in table.argmax(axis=1)] == list(SENTENCES)
    assert np.allclose(table.sum(axis=1), 1)


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        save(train(documents(), SMALL)[0], tmp_path / name, {})
    for file in ("model.json", "weights.npz"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_statements_without_a_label_teach_nothing() -> None:
    known = documents()
    silent = Example(name="x", units=tuple(unit("odd words here") for _ in range(5)), labels=("",) * 5)
    model, _ = train([*known, silent], SMALL)
    assert not any("odd" in name for name in model.first.vocabulary)


def test_labels_come_without_scikit_learn() -> None:
    code = (
        "import sys; from dapipe.classify import classify; from dapipe.mentions import Unit;"
        "unit = Unit(start=0, end=4, words=('calls', 'wait'), marks=('kind=report',));"
        "print(classify((unit,))[0].label, 'sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    label, loaded = done.stdout.split()
    assert (label in LABELS, loaded) == (True, "False")


def test_a_quarter_of_the_speakers_is_blanked_and_always_the_same_ones() -> None:
    said = Example(name="x", units=tuple(unit("words", speaker="force") for _ in range(400)), labels=("",) * 400)
    once, again = blank(said, 0.25), blank(said, 0.25)
    assert once == again
    assert 60 < sum(one.speaker == "unknown" for one in once.units) < 140


def test_the_second_pass_sees_two_neighbours_on_either_side() -> None:
    first = [[0.7, 0.1, 0.1, 0.1]] * 5
    assert {name.split(":")[1] for name in neighbours(first, 2)} == {"-2", "-1", "1", "2"}
    assert {name.split(":")[1] for name in neighbours(first, 0)} == {"1", "2"}


def test_a_sentence_knows_who_speaks_beside_it() -> None:
    row = (unit("a", speaker="force"), unit("b"), unit("c"))
    assert {"m:before=force", "m:after=nobody"} <= marks(row, 1).keys()


def test_overconfident_scores_are_cooled() -> None:
    scores, labels = np.array([[9.0, 0, 0, 0]] * 10), [LABELS[0]] * 7 + [LABELS[1]] * 3
    assert calibrate(scores, labels) > 1


@pytest.mark.parametrize(
    ("label", "speaker", "marks"),
    [
        ("response", "force", ("modal=should",)),
        ("recommendation", "inspectorate", ("modal=should",)),
        ("response", "", ("since-perfect", "subject=force")),
        ("other", "", ("no-verb",)),
        ("finding", "", ("subject=force",)),
    ],
)
def test_the_plain_rules_go_by_speaker_then_demand_then_form(label: str, speaker: str, marks: tuple[str, ...]) -> None:
    assert verdict(unit("words", *marks, speaker=speaker)) == label


def test_scores_count_each_label_alike() -> None:
    score = judged(["finding", "finding", "other"], ["finding", "other", "other"])
    assert score.accuracy == pytest.approx(2 / 3)
    assert score.labels["finding"] == pytest.approx(2 / 3)


def test_calibration_compares_promise_and_truth() -> None:
    table = np.array([[0.85, 0.05, 0.05, 0.05]] * 10)
    error, _ = calibration(table, [LABELS[0]] * 6 + [LABELS[1]] * 4)
    assert error == pytest.approx(0.25)


def test_coverage_is_the_share_that_can_be_kept() -> None:
    table = np.array([[0.9, 0.1, 0, 0], [0.8, 0.2, 0, 0], [0.6, 0.4, 0, 0], [0.5, 0.5, 0, 0]])
    assert coverage(table, [LABELS[0], LABELS[0], LABELS[1], LABELS[1]], 0.95) == 0.5


def test_the_shipped_model_loads_and_abstains_below_its_threshold() -> None:
    assert 0.25 < load().threshold < 1
