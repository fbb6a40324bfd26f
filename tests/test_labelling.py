from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dapipe.errors import WrongUse
from dapipe.labelling import LABELS, Marked, given, marked
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


ROW = {"path": "a.txt", "start": "0", "end": "13", "words": "Calls waited."}


@pytest.mark.parametrize(("separator", "encoding"), [(";", "cp1252"), ("\t", "utf-8"), (",", "utf-8-sig")])
def test_a_file_comes_back_as_a_spreadsheet_saved_it(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = ["label,path,start,end,words", "finding,a.txt,0,17,“Nobody rang me.”"]
    text = "\n".join(line.replace(",", separator) for line in lines)
    (tmp_path / "x.csv").write_text(text, encoding=encoding)
    assert [one.words for one in marked(tmp_path / "x.csv")] == ["“Nobody rang me.”"]


CHOSEN = {"value": {"choices": ["other"]}, "type": "choices"}
ANNOTATED = {"data": ROW, "annotations": [{"result": [CHOSEN]}, {"was_cancelled": True, "result": []}]}


@pytest.mark.parametrize("tasks", [[ANNOTATED], [{**ROW, "label": "Other", "id": 7}]])
def test_labels_come_back_from_label_studio(tmp_path: Path, tasks: list[dict[str, object]]) -> None:
    (tmp_path / "x.json").write_text(json.dumps([*tasks, {"data": ROW, "annotations": []}]))
    assert [(one.path, one.end, one.label) for one in marked(tmp_path / "x.json")] == [("a.txt", 13, "other")]


@pytest.mark.parametrize("text", ["[1]", "nothing", '[{"data": {}, "annotations": [{"result": 3}]}]'])
def test_other_json_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(WrongUse, match="no export of Label Studio"):
        list(marked(tmp_path / "x.json"))


def test_a_row_without_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("label,path,start,end\nother,a.txt,first,9\n")
    with pytest.raises(WrongUse, match="row 2: where this statement stands"):
        list(marked(tmp_path / "x.csv"))


def test_a_label_follows_its_words_to_another_place() -> None:
    text = "Calls waited. Nobody rang. Calls waited."
    places = [(0, 13), (14, 26), (27, 40)]
    here = Marked(path="a.txt", start=0, end=13, label="finding", words="?Calls waited.?")
    moved = Marked(path="a.txt", start=3, end=15, label="other", words="Nobody rang.")
    assert given(text, places, [here, moved]) == ("finding", "other", "")


def test_statements_go_to_no_json_file(labelled: Path) -> None:
    done = dapipe("label", "--to", labelled.with_name("x.json"), "--out", labelled.parent / "facts")
    assert (done.returncode, "go to a CSV file" in done.stderr) == (2, True)


def test_a_label_whose_document_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("label,path,start,end\nother,gone.txt,0,9\n")
    done = dapipe("train", "--add", tmp_path / "x.csv")
    assert (done.returncode, "gone.txt: the document of a label is not there" in done.stderr) == (2, True)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = dapipe("train", "--add", tmp_path / "mine.csv")
    assert (done.returncode, "there is no such file" in done.stderr) == (2, True)
