from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dapipe.errors import WrongUse
from dapipe.labelling import LABELS, marked
from tests.test_cli import ROOT, dapipe


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of uncertain statements of one article, the first two labelled."""
    folder = tmp_path_factory.mktemp("labelled")
    article = ROOT / "corpus" / "articles" / "wiltshire-victims-wait-2016.txt"
    assert dapipe("ingest", article, "--out", folder / "facts").returncode == 0
    done = dapipe("label", "--uncertain", "5", "--to", folder / "mine.csv", "--out", folder / "facts")
    assert done.returncode == 0, done.stderr
    with (folder / "mine.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["label"], rows[1]["label"] = "finding", "Other "
    with (folder / "mine.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder / "mine.csv"


def test_the_least_certain_come_first(labelled: Path) -> None:
    with labelled.open(encoding="utf-8-sig", newline="") as file:
        sure = [float(row["confidence"]) for row in csv.DictReader(file)]
    assert len(sure) == 5
    assert sure == sorted(sure)


def test_tasks_for_label_studio_hold_the_words(labelled: Path) -> None:
    tasks = json.loads(labelled.with_suffix(".json").read_text(encoding="utf-8"))
    assert [task["data"]["text"] for task in tasks] == [task["data"]["words"] for task in tasks]
    assert {task["data"]["guess"] for task in tasks} <= set(LABELS)


def test_only_labelled_statements_come_back(labelled: Path) -> None:
    assert [statement.label for statement in marked(labelled)] == ["finding", "other"]


def test_a_file_is_not_written_over(labelled: Path) -> None:
    done = dapipe("label", "--to", labelled, "--out", labelled.parent / "facts")
    assert (done.returncode, "is there already" in done.stderr) == (2, True)


def test_an_unknown_label_is_named_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("label,path,start,end\nfinding,a.txt,0,5\nopinion,a.txt,6,9\n")
    with pytest.raises(WrongUse, match=r"row 3: 'opinion' is no label"):
        list(marked(tmp_path / "x.csv"))


def test_labels_of_a_newsroom_reach_the_statements_they_are_for(labelled: Path) -> None:
    from dapipe.labelling import by_file
    from dapipe.settings import Settings
    from dapipe.training import of_newsroom

    ((path, statements),) = by_file(marked(labelled)).items()
    made = of_newsroom(path, statements, Settings().model)
    given = [(unit.start, label) for unit, label in zip(made.units, made.labels, strict=True) if label]
    assert given == sorted((statement.start, statement.label) for statement in statements)
