"""What a document's facts depend on makes another recipe, so that they are made again; nothing else does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dapipe
from dapipe import lexicon
from dapipe.errors import BadSettings
from dapipe.recipe import recipe
from dapipe.settings import Settings

MODEL = Settings().model
PACKAGE = Path(dapipe.__file__).parent


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of dapipe's own files, which the recipe is made of."""
    copy = Path(shutil.copytree(PACKAGE, tmp_path / "dapipe", ignore=shutil.ignore_patterns("__pycache__", "_*")))
    monkeypatch.setattr("dapipe.recipe.files", lambda name: copy)
    return copy


@pytest.mark.parametrize(
    "name", ["read/pdf.py", "annotate/quotes.py", "classify/rules.py", "facts/figures.py", "work.py"]
)
def test_other_code_of_the_stages_is_another_recipe(package: Path, name: str) -> None:
    before = recipe(MODEL)
    assert recipe(MODEL) == before
    (package / name).write_text((package / name).read_text() + "\n# changed\n")
    assert recipe(MODEL) != before


@pytest.mark.parametrize("name", ["cli.py", "store.py", "checks/run.py", "export/csv.py", "report/page.py"])
def test_code_that_makes_no_facts_of_documents_leaves_the_recipe_alone(package: Path, name: str) -> None:
    before = recipe(MODEL)
    (package / name).write_text((package / name).read_text() + "\n# changed\n")
    assert recipe(MODEL) == before


def test_another_lexicon_classifier_or_language_model_is_another_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    before = recipe(MODEL)
    with monkeypatch.context() as changed:
        changed.setattr(lexicon, "digest", lambda: "another")
        assert recipe(MODEL) != before
    with monkeypatch.context() as changed:
        changed.setattr("dapipe.recipe.model_digest", lambda: "another")
        assert recipe(MODEL) != before
    with monkeypatch.context() as changed:
        changed.setattr("dapipe.recipe.version_of", lambda model: "3.8.1")
        assert recipe(MODEL) != before
    assert recipe(MODEL) == before


def test_a_language_model_that_is_not_installed_is_told() -> None:
    with pytest.raises(BadSettings, match="en_core_web_xl"):
        recipe("en_core_web_xl")
