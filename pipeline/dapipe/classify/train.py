"""Units and their labels -> the classifier's files: two logistic regressions and a temperature.

scikit-learn is imported here alone.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from dapipe.classify.features import LABELS, neighbours
from dapipe.classify.model import FORMAT, Array, Model, Pass, cells, joined, rows, scores, softmax
from dapipe.mentions import Unit

SEED = 20140327
Features = tuple[dict[str, float], dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train.

    `c` is the inverse regularisation, `words` how much a unit's terms together weigh against one of its marks,
    `blanked` the share of speakers blanked, `least` the least number of units a feature is in, `folds` the number of
    parts for held-out probabilities. Chosen by scores on documents that nothing was trained on.
    """

    c: float = 0.2
    words: float = 5.0
    blanked: float = 0.25
    least: int = 3
    folds: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document: its units and their labels ("" where no label is known)."""

    name: str
    units: tuple[Unit, ...]
    labels: tuple[str, ...]


def train(examples: Sequence[Example], recipe: Recipe) -> tuple[Model, Array]:
    """The model, and the out-of-fold probabilities of every unit (documents in order) that calibrate it."""
    prepared = [features(blank(example, recipe.blanked)) for example in examples]
    labels = [list(example.labels) for example in examples]
    whole = list(range(len(examples)))
    held = held_out(prepared, labels, recipe)
    second_rows = [second(rows, held[number]) for number, rows in enumerate(prepared)]
    scores = fold_scores(second_rows, labels, recipe)
    temperature = calibrate(np.vstack(scores), list(chain.from_iterable(labels)))
    model = joined(
        first=fit(prepared, labels, whole, recipe),
        second=fit(second_rows, labels, whole, recipe),
        temperature=temperature,
        threshold=0.6,
    )
    return model, softmax(np.vstack(scores) / temperature)


def features(example: Example) -> list[Features]:
    """Terms and marks of every unit of a document."""
    return [rows(example.units, number) for number in range(len(example.units))]


def blank(example: Example, share: float) -> Example:
    """The document with a share of its speakers blanked, so that the model does not lean on them alone."""
    chance = random.Random(f"{SEED} {example.name}")
    units = [
        replace(unit, speaker="unknown" if unit.speaker and chance.random() < share else unit.speaker)
        for unit in example.units
    ]
    return replace(example, units=tuple(units))


def second(prepared: list[Features], first: Array) -> list[Features]:
    """Features of the second pass: those of the first, and the first-pass probabilities of the neighbours."""
    near = first.tolist()
    return [(words, {**others, **neighbours(near, number)}) for number, (words, others) in enumerate(prepared)]


def held_out(prepared: list[list[Features]], labels: list[list[str]], recipe: Recipe) -> list[Array]:
    """First-pass probabilities of every document from models that have not seen it."""
    return [softmax(found) for found in fold_scores(prepared, labels, recipe)]


def fold_scores(prepared: list[list[Features]], labels: list[list[str]], recipe: Recipe) -> list[Array]:
    """Scores of every document's units from models that have not seen the document."""
    found: list[Array] = [np.zeros((0, len(LABELS)))] * len(prepared)
    for fold in range(recipe.folds):
        seen = [number for number in range(len(prepared)) if number % recipe.folds != fold]
        model = fit(prepared, labels, seen, recipe)
        for number in range(fold, len(prepared), recipe.folds):
            parts = [cells(model.vocabulary, [row[part] for row in prepared[number]]) for part in (0, 1)]
            found[number] = scores(model, len(prepared[number]), *parts)
    return found


def fit(prepared: list[list[Features]], labels: list[list[str]], chosen: Iterable[int], recipe: Recipe) -> Pass:
    """One logistic regression over the labelled units of the chosen documents."""
    pairs = [
        (row, label) for number in chosen for row, label in zip(prepared[number], labels[number], strict=True) if label
    ]
    words, idf = terms_matrix([row[0] for row, _ in pairs], recipe.least)
    others = plain_matrix([row[1] for row, _ in pairs], recipe.least)
    matrix = hstack([words[1] * recipe.words, others[1]], format="csr")
    regression = LogisticRegression(C=recipe.c, max_iter=400, tol=1e-3)
    regression.fit(matrix, [label for _, label in pairs])
    order = [list(regression.classes_).index(label) for label in LABELS]
    scale = np.concatenate([np.full(len(words[0]), recipe.words), np.ones(len(others[0]))])
    return Pass(
        vocabulary={name: number for number, name in enumerate([*words[0], *others[0]])},
        idf=np.concatenate([idf, np.ones(len(others[0]))]),
        weights=np.round(regression.coef_[order].T * scale[:, None], 4),
        bias=np.round(regression.intercept_[order], 4),
    )


def terms_matrix(documents: list[dict[str, float]], least: int) -> tuple[tuple[list[str], csr_matrix], Array]:
    """Names and TF-IDF matrix (rows of length 1) of the terms in at least so many units, and their idf."""
    names, matrix = plain_matrix(documents, least)
    counts = np.asarray((matrix > 0).sum(axis=0)).ravel()
    idf = np.round(np.log((1 + len(documents)) / (1 + counts)) + 1, 5)
    weighted = matrix @ diags(idf)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (names, diags(1 / np.where(lengths > 0, lengths, 1)) @ weighted), idf


def plain_matrix(documents: list[dict[str, float]], least: int) -> tuple[list[str], csr_matrix]:
    """Names (sorted) and matrix of the features in at least so many units."""
    counts: dict[str, int] = {}
    for document in documents:
        for name in document:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= least)
    column = {name: number for number, name in enumerate(names)}
    cells = [
        (row, column[name], value)
        for row, document in enumerate(documents)
        for name, value in document.items()
        if name in column
    ]
    data, where = [cell[2] for cell in cells], ([cell[0] for cell in cells], [cell[1] for cell in cells])
    return names, csr_matrix((data, where), shape=(len(documents), len(names)))


def calibrate(scores: Array, labels: list[str]) -> float:
    """The temperature with the least log-loss over out-of-fold scores (Guo et al. 2017), in steps of .05."""
    known = [(row, LABELS.index(label)) for row, label in zip(scores, labels, strict=True) if label]
    table, right = np.array([row for row, _ in known]), [place for _, place in known]
    lines = np.arange(len(right))
    losses = {t: -np.log(softmax(table / t)[lines, right] + 1e-12).mean() for t in np.arange(0.5, 3.01, 0.05)}
    return round(float(min(losses, key=losses.__getitem__)), 2)


def save(model: Model, folder: Path, about: dict[str, object]) -> None:
    """Write model.json and weights.npz; the same model gives the same bytes."""
    passes = {"first": model.first, "second": model.second}
    weights = packed(
        {f"{name}_{part}": getattr(one, part) for name, one in passes.items() for part in ("idf", "weights", "bias")}
    )
    plain = {
        "format": FORMAT,
        "weights": hashlib.sha256(weights).hexdigest(),
        "temperature": model.temperature,
        "threshold": model.threshold,
        "about": about,
        "vocabulary": {name: list(one.vocabulary) for name, one in passes.items()},
    }
    (folder / "weights.npz").write_bytes(weights)
    text = json.dumps(plain, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    (folder / "model.json").write_text(text, encoding="utf-8")


def packed(arrays: dict[str, Array]) -> bytes:
    """Arrays as an npz file without time stamps."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, values in sorted(arrays.items()):
            content = io.BytesIO()
            np.save(content, values.astype(np.float32), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), content.getvalue())
    return buffer.getvalue()
