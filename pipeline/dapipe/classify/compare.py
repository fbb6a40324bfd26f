"""Other ways to label statements, measured beside the model that ships; learning curve and calibration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from dapipe.classify.features import LABELS
from dapipe.classify.model import Array, probabilities
from dapipe.classify.rules import verdict
from dapipe.classify.train import Example, Features, Recipe, features, plain_matrix, terms_matrix, train

Design = Callable[[Sequence[Example], Sequence[Example]], list[str]]
CONTEXT = ("m:kind=", "m:block=", "m:box=", "m:section=", "m:speaker=", "m:before=", "m:after=", "m:third=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Accuracy, macro-F1 and the F1 of each label, from 0 to 1."""

    accuracy: float
    macro: float
    labels: dict[str, float]


def judged(predicted: Sequence[str], wanted: Sequence[str]) -> Score:
    """How good predicted labels are."""
    right = sum(one == other for one, other in zip(predicted, wanted, strict=True))
    each = {label: f1(label, predicted, wanted) for label in LABELS}
    return Score(accuracy=right / len(wanted), macro=sum(each.values()) / len(each), labels=each)


def f1(label: str, predicted: Sequence[str], wanted: Sequence[str]) -> float:
    """F1 of one label."""
    hits = sum(one == other == label for one, other in zip(predicted, wanted, strict=True))
    total = sum(one == label for one in predicted) + sum(one == label for one in wanted)
    return 2 * hits / total if total else 0.0


def wanted(examples: Sequence[Example]) -> list[str]:
    """The labels of all units, in order."""
    return list(chain.from_iterable(example.labels for example in examples))


def shipped(seen: Sequence[Example], unseen: Sequence[Example], recipe: Recipe | None = None) -> list[str]:
    """Labels by the design that ships: two passes over words, marks and neighbours."""
    model, _ = train(seen, recipe or Recipe())
    return named(np.vstack([probabilities(model, example.units) for example in unseen]))


def named(table: Array) -> list[str]:
    """The most probable label of each row."""
    return [LABELS[best] for best in table.argmax(axis=1)]


def rules(seen: Sequence[Example], unseen: Sequence[Example]) -> list[str]:
    """Labels by the plain rules; nothing is learned."""
    return [verdict(unit) for example in unseen for unit in example.units]


def flat(estimator: Callable[[], object], *, words: bool = True, marks: str = "all") -> Design:
    """A one-pass design over words, or marks ("all", "context" or "none"), or both."""

    def run(seen: Sequence[Example], unseen: Sequence[Example]) -> list[str]:
        left, right = rows_of(seen), rows_of(unseen)
        matrices = [chosen(left, right, words, marks)]
        model = estimator()
        model.fit(matrices[0][0], wanted(seen))  # type: ignore[attr-defined]
        return list(model.predict(matrices[0][1]))  # type: ignore[attr-defined]

    return run


def rows_of(examples: Sequence[Example]) -> list[Features]:
    """Terms and marks of all units."""
    return list(chain.from_iterable(features(example) for example in examples))


def chosen(left: list[Features], right: list[Features], words: bool, marks: str) -> tuple[csr_matrix, csr_matrix]:
    """Matrices of the seen and the unseen rows over the features of a design."""
    parts: list[tuple[csr_matrix, csr_matrix]] = []
    if words:
        (names, matrix), idf = terms_matrix([row[0] for row in left], 2)
        parts.append((matrix, onto(names, [row[0] for row in right], idf)))
    if marks != "none":
        kept = [[only(row[1], marks) for row in side] for side in (left, right)]
        names, matrix = plain_matrix(kept[0], 2)
        parts.append((matrix, onto(names, kept[1], None)))
    return (
        hstack([part[0] for part in parts], format="csr"),
        hstack([part[1] for part in parts], format="csr"),
    )


def only(row: dict[str, float], marks: str) -> dict[str, float]:
    """A row's marks, or those of its context alone."""
    return row if marks == "all" else {name: value for name, value in row.items() if name.startswith(CONTEXT)}


def onto(names: list[str], rows: list[dict[str, float]], idf: Array | None) -> csr_matrix:
    """Rows as a matrix over given names; with idf, weighted and of length 1."""
    column = {name: number for number, name in enumerate(names)}
    cells = [(n, column[name], value) for n, row in enumerate(rows) for name, value in row.items() if name in column]
    where = ([cell[0] for cell in cells], [cell[1] for cell in cells])
    matrix = csr_matrix(([cell[2] for cell in cells], where), shape=(len(rows), len(names)))
    if idf is None:
        return matrix
    weighted = matrix.multiply(idf).tocsr()
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return csr_matrix(weighted.multiply(1 / np.where(lengths > 0, lengths, 1)[:, None]))


class Dense:
    """Gradient boosting, which takes dense rows only."""

    def __init__(self) -> None:
        self.model = HistGradientBoostingClassifier(random_state=0, max_iter=80)

    def fit(self, matrix: csr_matrix, labels: list[str]) -> None:
        """Learn."""
        self.model.fit(matrix.toarray(), labels)

    def predict(self, matrix: csr_matrix) -> list[str]:
        """Label."""
        return list(self.model.predict(matrix.toarray()))


DESIGNS: dict[str, Design] = {
    "rules alone": rules,
    "words, logistic regression": flat(lambda: LogisticRegression(C=10, max_iter=300), marks="none"),
    "context alone, gradient boosting": flat(Dense, words=False, marks="context"),
    "words and marks, complement naive Bayes": flat(ComplementNB),
    "words and marks, linear SVM": flat(lambda: LinearSVC(C=0.2)),
    "words and marks, logistic regression, one pass": flat(lambda: LogisticRegression(C=3, max_iter=300)),
    "the same in two passes (ships)": shipped,
}


def curve(seen: Sequence[Example], unseen: Sequence[Example], steps: Sequence[int]) -> dict[int, Score]:
    """Scores of the shipped design trained on the first so many documents, taken evenly."""
    found = {}
    for step in steps:
        some = [seen[number * len(seen) // step] for number in range(step)]
        found[step] = judged(shipped(some, unseen, replace(Recipe(), folds=3)), wanted(unseen))
    return found


def calibration(table: Array, labels: Sequence[str]) -> tuple[float, list[tuple[str, int, float, float]]]:
    """Expected calibration error over ten equal bins, and (bin, count, mean probability, share right) of each."""
    best, right = table.max(axis=1), np.array([one == other for one, other in zip(named(table), labels, strict=True)])
    rows, error = [], 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (best > low) & (best <= low + 0.1)
        if inside.any():
            mean, share = float(best[inside].mean()), float(right[inside].mean())
            rows.append((f"{low:.1f}–{low + 0.1:.1f}", int(inside.sum()), mean, share))
            error += abs(mean - share) * float(inside.mean())
    return error, rows


def coverage(table: Array, labels: Sequence[str], precision: float) -> float:
    """The largest share of statements that can be kept, most certain first, at this precision."""
    order = np.argsort(-table.max(axis=1))
    right = np.array([one == other for one, other in zip(named(table), labels, strict=True)])[order]
    kept = np.arange(1, len(right) + 1)
    enough = np.flatnonzero(right.cumsum() / kept >= precision)
    return float(kept[enough[-1]] / len(right)) if len(enough) else 0.0
