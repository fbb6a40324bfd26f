"""The classifier's files (plain JSON and arrays, nothing that could run) and inference without scikit-learn."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dapipe.classify.features import LABELS, marks, neighbours, terms
from dapipe.classify.files import home, read_file
from dapipe.errors import BadModel
from dapipe.mentions import Unit

Array = NDArray[np.float64]
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One logistic regression: column of each feature, inverse document frequencies, weights (features x labels)."""

    vocabulary: dict[str, int]
    idf: Array
    weights: Array
    bias: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The two passes, the temperature that calibrates the second, and the threshold below which a person looks.

    Both passes have the model's one vocabulary, so that a feature is looked up once.
    """

    vocabulary: dict[str, int]
    first: Pass
    second: Pass
    temperature: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Cells:
    """The known features of a document's units: number of the unit, column and value of each, unit after unit."""

    unit: NDArray[np.intp]
    column: NDArray[np.intp]
    value: Array


@cache
def load() -> Model:
    """The model in its files. Raises BadModel if a file is missing, damaged or not the one it was made with."""
    about = _parsed(read_file("model.json"))
    weights = read_file("weights.npz")
    if about.get("format") != FORMAT or about.get("weights") != hashlib.sha256(weights).hexdigest():
        raise BadModel(
            "model.json and weights.npz do not belong together", where=str(home()), advice="Run dapipe train."
        )
    arrays = unpacked(home() / "weights.npz")
    passes = {name: one_pass(about["vocabulary"][name], arrays, name) for name in ("first", "second")}
    return joined(**passes, temperature=float(about["temperature"]), threshold=float(about["threshold"]))


def joined(first: Pass, second: Pass, temperature: float, threshold: float) -> Model:
    """A model of two passes over one vocabulary."""
    names = dict.fromkeys([*second.vocabulary, *first.vocabulary])
    vocabulary = {name: number for number, name in enumerate(names)}
    return Model(
        vocabulary=vocabulary,
        first=over(first, vocabulary),
        second=over(second, vocabulary),
        temperature=temperature,
        threshold=threshold,
    )


def over(one: Pass, vocabulary: dict[str, int]) -> Pass:
    """A pass over a larger vocabulary; what it does not know weighs nothing in it."""
    places = [vocabulary[name] for name in one.vocabulary]
    idf, weights = np.zeros(len(vocabulary)), np.zeros((len(vocabulary), len(LABELS)))
    idf[places], weights[places] = one.idf, one.weights
    return Pass(vocabulary=vocabulary, idf=idf, weights=weights, bias=one.bias)


def _parsed(data: bytes) -> dict[str, Any]:
    """The model's JSON. Raises BadModel."""
    try:
        about = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadModel(f"model.json is damaged: {error}", where=str(home()), advice="Run dapipe train.") from error
    return about if isinstance(about, dict) else {}


def unpacked(path: Path) -> dict[str, Array]:
    """The arrays in an npz file; object arrays and pickles are refused. Raises BadModel."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return {name: np.asarray(arrays[name], dtype=np.float64) for name in arrays.files}
    except (ValueError, OSError, EOFError, TypeError, KeyError, zipfile.BadZipFile) as error:
        raise BadModel(f"the weights are damaged: {error}", where=str(path), advice="Run dapipe train.") from error


def one_pass(vocabulary: Sequence[str], arrays: dict[str, Array], name: str) -> Pass:
    """One pass from its vocabulary and arrays. Raises BadModel if they do not fit each other."""
    idf, weights, bias = (arrays[f"{name}_{part}"] for part in ("idf", "weights", "bias"))
    if weights.shape != (len(vocabulary), len(LABELS)) or idf.shape != (len(vocabulary),):
        raise BadModel("vocabulary and weights have different lengths", where=str(home()), advice="Run dapipe train.")
    return Pass(
        vocabulary={word: number for number, word in enumerate(vocabulary)}, idf=idf, weights=weights, bias=bias
    )


def probabilities(model: Model, units: tuple[Unit, ...]) -> Array:
    """Calibrated probabilities of the four labels (in the order of LABELS), one row a unit."""
    plain = [rows(units, number) for number in range(len(units))]
    words, others = (cells(model.vocabulary, [row[part] for row in plain]) for part in (0, 1))
    first = scores(model.first, len(units), words, others)
    near = softmax(first).tolist()
    beside = cells(model.vocabulary, [neighbours(near, number) for number in range(len(units))])
    return softmax(scores(model.second, len(units), words, others, beside) / model.temperature)


def rows(units: tuple[Unit, ...], number: int) -> tuple[dict[str, float], dict[str, float]]:
    """Terms and marks of one unit."""
    return terms(units[number]), marks(units, number)


def cells(vocabulary: dict[str, int], features: Sequence[dict[str, float]]) -> Cells:
    """The features that a vocabulary knows, of all units of a document."""
    place = vocabulary.get
    known = [[(at, value) for name, value in row.items() if (at := place(name)) is not None] for row in features]
    unit = np.repeat(np.arange(len(known)), [len(row) for row in known])
    column, value = ([pair[part] for row in known for pair in row] for part in (0, 1))
    return Cells(unit, np.array(column, dtype=np.intp), np.array(value, dtype=np.float64))


def scores(one: Pass, units: int, words: Cells, *others: Cells) -> Array:
    """Scores of the four labels, one row a unit: weighted terms (scaled by idf, length 1) and marks."""
    weighted = words.value * one.idf[words.column]
    lengths = np.sqrt(np.bincount(words.unit, weighted**2, units))
    scaled = Cells(words.unit, words.column, weighted / np.where(lengths > 0, lengths, 1)[words.unit])
    total: Array = one.bias + sum(summed(one, units, part) for part in (scaled, *others))
    return total


def summed(one: Pass, units: int, part: Cells) -> Array:
    """The weights of the features times their values, summed up for each unit."""
    shares = part.value * one.weights[part.column].T
    return np.stack([np.bincount(part.unit, share, units) for share in shares], axis=1)


def softmax(scores: Array) -> Array:
    """Scores as probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return result
