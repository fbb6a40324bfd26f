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
    """The two passes, the temperature that calibrates the second, and the threshold below which a person looks."""

    first: Pass
    second: Pass
    temperature: float
    threshold: float


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
    return Model(**passes, temperature=float(about["temperature"]), threshold=float(about["threshold"]))


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
    first = [softmax(score(model.first, *row)).tolist() for row in plain]
    second = [score(model.second, words, {**others, **neighbours(first, n)}) for n, (words, others) in enumerate(plain)]
    return softmax(np.array(second).reshape(-1, len(LABELS)) / model.temperature)


def rows(units: tuple[Unit, ...], number: int) -> tuple[dict[str, float], dict[str, float]]:
    """Terms and marks of one unit."""
    return terms(units[number]), marks(units, number)


def score(one: Pass, words: dict[str, float], others: dict[str, float]) -> Array:
    """Scores of the four labels: weighted terms (scaled by idf, length 1) and marks."""
    columns, values = known(one, words)
    weighted = values * one.idf[columns]
    length = float(np.linalg.norm(weighted)) or 1.0
    places, sizes = known(one, others)
    total: Array = one.bias + (weighted / length) @ one.weights[columns] + sizes @ one.weights[places]
    return total


def known(one: Pass, features: dict[str, float]) -> tuple[NDArray[np.intp], Array]:
    """Columns and values of the features that a pass knows."""
    pairs = [(one.vocabulary[name], value) for name, value in features.items() if name in one.vocabulary]
    return np.array([column for column, _ in pairs], dtype=np.intp), np.array([value for _, value in pairs])


def softmax(scores: Array) -> Array:
    """Scores as probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return result
