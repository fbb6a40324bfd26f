"""Sentence -> label, confidence."""

from __future__ import annotations

from dapipe.mentions import Label, Unit


def classify(units: tuple[Unit, ...]) -> tuple[Label, ...]:
    """One label a unit, with its calibrated probability and the plain rules' verdict. Raises BadModel."""
    from dapipe.classify.features import LABELS
    from dapipe.classify.model import load, probabilities
    from dapipe.classify.rules import verdict

    model = load()
    labels = []
    for unit, row in zip(units, probabilities(model, units).tolist(), strict=True):
        best = max(range(len(LABELS)), key=row.__getitem__)
        label, rules = LABELS[best], verdict(unit)
        doubtful = row[best] < model.threshold
        labels.append(
            Label(label=label, confidence=round(row[best], 3), rules=rules, source=unit.by, needs_review=doubtful)
        )
    return tuple(labels)
