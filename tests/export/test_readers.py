"""The programs that others open the files with: each reads them as meant. `make readers` installs them."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from dapipe import schema
from dapipe.corrections import corrected
from dapipe.export import export
from dapipe.store import open_store
from tests.report.sample import fill

FORMATS = ["csv", "sqlite", "jsonl", "parquet"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readers")
    with open_store(made / "dapipe.sqlite") as store:
        fill(store)
        export(corrected(store, made), made, FORMATS)
    return made


@pytest.fixture(scope="module")
def figures(folder: Path) -> list[dict[str, Any]]:
    """The figures as JSON lines have them: what every other reader must see."""
    return [json.loads(line) for line in (folder / "figures.jsonl").read_text(encoding="utf-8").splitlines()]


def program(*arguments: str) -> str:
    """What a program of this environment prints; it must end well and have nothing to say against it."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / arguments[0]), *arguments[1:]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_csvkit(folder: Path, figures: list[dict[str, Any]]) -> None:
    pytest.importorskip("csvkit", reason="make readers installs it")
    path = str(folder / "figures.csv")
    names = [line.split(": ")[1] for line in program("csvcut", "--names", path).splitlines()]
    assert names == [column.name for column in schema.columns("figures")]
    rows = json.loads(program("csvjson", path))
    assert [row["value"] for row in rows] == [row["value"] for row in figures]
    assert "text_columns" not in program("csvclean", "--length-mismatch", path)
    total = program("csvsql", "--query", "SELECT count(*) FROM figures WHERE per = 100", path).split()[-1]
    assert int(float(total)) == sum(row["per"] == 100 for row in figures)


def test_pandas(folder: Path, figures: list[dict[str, Any]]) -> None:
    pandas = pytest.importorskip("pandas", reason="make readers installs it")
    for table in (
        pandas.read_csv(folder / "figures.csv", encoding="utf-8-sig"),
        pandas.read_parquet(folder / "figures.parquet"),
        pandas.read_json(folder / "figures.jsonl", lines=True),
    ):
        assert list(table.columns) == [column.name for column in schema.columns("figures")]
        assert table["value"].tolist() == [row["value"] for row in figures]
        assert str(table["start"].dtype) == "int64"


def test_duckdb(folder: Path, figures: list[dict[str, Any]]) -> None:
    duckdb = pytest.importorskip("duckdb", reason="make readers installs it")
    expected = [(row["id"], row["value"]) for row in figures]
    for name in ("figures.csv", "figures.parquet", "figures.jsonl"):
        assert duckdb.sql(f"SELECT id, value FROM '{folder / name}'").fetchall() == expected
    kinds = dict(
        duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{folder / 'figures.csv'}')").fetchall()
    )
    assert (kinds["value"], kinds["start"], kinds["period_end"]) == ("DOUBLE", "BIGINT", "DATE")


def test_datasette(folder: Path, figures: list[dict[str, Any]]) -> None:
    pytest.importorskip("datasette", reason="make readers installs it")
    serve = ("datasette", str(folder / "facts.sqlite"), "--metadata", str(folder / "metadata.json"), "--get")
    number = len([row for row in figures if row["force"] == "dorset"])
    answer = json.loads(program(*serve, "/facts/figures.json?force=dorset&_facet=unit&_shape=objects"))
    assert answer["filtered_table_rows_count"] == number
    assert answer["facet_results"]["unit"]["results"]
    found = json.loads(program(*serve, "/facts/figures.json?_search=arrests&_shape=array"))
    assert found
    assert all("arrests" in str(row).lower() for row in found)
    page = program(*serve, "/facts/figures")
    value = next(column for column in schema.columns("figures") if column.name == "value")
    assert value.description in page


def test_frictionless(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frictionless = pytest.importorskip("frictionless", reason="make readers installs it")
        report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "name", "note"])[:5]
    assert {task.name for task in report.tasks} == set(schema.TABLES)
