"""The classifier's card: what it is for, how good it is, where it fails. `dapipe train --card` measures it all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from dapipe.classify.compare import DESIGNS, Score, calibration, coverage, curve, judged, named, wanted
from dapipe.classify.features import LABELS
from dapipe.classify.files import home
from dapipe.classify.model import Array, probabilities
from dapipe.classify.train import Example, Recipe, train
from dapipe.training import TAGS, Labelled, example, labelled

STEPS = (5, 10, 20, 40)
HEAD = """# The statement classifier

**For** labelling the sentences, list items and table rows of inspection reports and of the news about them as finding,
response, recommendation or other. **Not for** anything else, and not without a person: rows below the threshold carry
`needs_review`.

**How**: logistic regression over word uni- and bigrams (TF-IDF), marks of grammar (root, tense, subject, modals) and of
place (kind of document and block, box, headings), signs of what a sentence does (tells a method, sets a rule), the
kind of speaker that the quotes stage found or in whose voice an unquoted sentence is, what the sentences beside it are
and do, and in a second pass their first labels. A quarter of the speakers is blanked in training. Names and numbers are
masked.

**Trained on** {documents} documents written for this project ({units} statements, {words:.1f} words on average:
{shares}), run through the real stages. Rules of labelling: `ANNOTATION.md`. Made again bit for bit by `dapipe train`.
A second reader labelled ten of the documents (672 statements) blind: agreement .991, Cohen's kappa .988. Both readers
were machines under one guide, so habits that they share may hide errors.
"""


def card(model: str, gold: Path | None) -> Path:
    """Measure and write card.md and scores.json; scores are on `gold` (texts with labelled statements) if it is given.

    Without it they come from documents held out of our own, which overstates how good the classifier is on real text.
    """
    documents = [example(document, model) for document in labelled(home() / "documents")]
    unseen = [example(document, model) for document in of_gold(gold)] if gold else []
    seen, tested = (documents, unseen) if gold else (documents[1::2], documents[::2])
    trained, _ = train(seen, Recipe())
    table = np.vstack([probabilities(trained, one.units) for one in tested])
    scores = {name: judged(design(seen, tested), wanted(tested)) for name, design in DESIGNS.items()}
    parts = [
        head(documents),
        *comparison(scores, gold is not None),
        *learning(curve(seen, tested, [step for step in STEPS if step < len(seen)]), len(seen), scores),
        *certainty(table, wanted(tested)),
        *confusion(named(table), wanted(tested)),
    ]
    (home() / "card.md").write_text("\n".join(parts) + "\n", encoding="utf-8")
    plain = {
        name: {"accuracy": round(one.accuracy, 4), "macro_f1": round(one.macro, 4)} for name, one in scores.items()
    }
    (home() / "scores.json").write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    return home() / "card.md"


def of_gold(folder: Path) -> Iterator[Labelled]:
    """Gold documents: X.txt with the labelled statements of X.json, as training documents are."""
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        statements = json.loads(path.read_text(encoding="utf-8"))["statements"]
        labels = tuple((statement["start"], statement["label"]) for statement in statements)
        yield Labelled(name=path.stem, text=text, labels=labels)


def head(documents: Sequence[Example]) -> str:
    """What the classifier is and what it was trained on."""
    labels = wanted(documents)
    units = [unit for one in documents for unit in one.units]
    shares = ", ".join(f"{label} {labels.count(label)}" for label in TAGS.values())
    mean = sum(len(unit.words) for unit in units) / len(units)
    return HEAD.format(documents=len(documents), units=len(units), words=mean, shares=shares)


def comparison(scores: dict[str, Score], real: bool) -> Iterator[str]:
    """The table of designs."""
    where = "gold documents that nothing was trained on" if real else "every second of our own documents, held out"
    yield f"## Designs compared, on {where}\n"
    yield "| design | accuracy | macro-F1 | " + " | ".join(LABELS) + " |"
    yield "|---|---|---|" + "---|" * len(LABELS)
    for name, one in scores.items():
        each = " | ".join(f"{one.labels[label]:.3f}" for label in LABELS)
        yield f"| {name} | {one.accuracy:.3f} | {one.macro:.3f} | {each} |"


def learning(found: dict[int, Score], most: int, scores: dict[str, Score]) -> Iterator[str]:
    """The learning curve, ended by the whole set."""
    yield "\n## Learning curve\n\n| documents | accuracy | macro-F1 |\n|---|---|---|"
    for step, one in [*found.items(), (most, list(scores.values())[-1])]:
        yield f"| {step} | {one.accuracy:.3f} | {one.macro:.3f} |"


def certainty(table: Array, labels: Sequence[str]) -> Iterator[str]:
    """Calibration and coverage."""
    error, rows = calibration(table, labels)
    yield f"\n## Calibration\n\nExpected calibration error {error:.3f}.\n"
    yield "| probability | statements | mean probability | right |\n|---|---|---|---|"
    for name, count, mean, share in rows:
        yield f"| {name} | {count} | {mean:.3f} | {share:.3f} |"
    kept = ", ".join(f"{coverage(table, labels, level):.0%} at {level:.0%}" for level in (0.9, 0.95))
    yield f"\nStatements that can be kept at a precision, most certain first: {kept}."


def confusion(predicted: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Where it fails."""
    yield "\n## Confusion (rows: true)\n\n| | " + " | ".join(LABELS) + " |\n|---|" + "---|" * len(LABELS)
    pairs = list(zip(right, predicted, strict=True))
    for label in LABELS:
        yield f"| {label} | " + " | ".join(str(pairs.count((label, other))) for other in LABELS) + " |"
