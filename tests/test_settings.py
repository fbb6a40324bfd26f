from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import pytest

from dapipe.errors import BadSettings
from dapipe.limits import Limits
from dapipe.settings import Settings, assigned, load

BOUNDS = {
    "seconds",
    "memory_mb",
    "file_mb",
    "pages",
    "page_characters",
    "nesting",
    "archive_entries",
    "archive_ratio",
    "answer_mb",
}


def test_defaults_without_file_and_environment(tmp_path: Path) -> None:
    assert load({}, tmp_path) == Settings()


def test_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "dapipe.toml").write_text('jobs = 3\nengine = "serial"\n')
    chosen = load({"DAPIPE_JOBS": "5"}, tmp_path)
    assert (chosen.jobs, chosen.engine) == (5, "serial")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("speed = 3", "There are: model"),
        ('jobs = "many"', "no value"),
        ("jobs =", "TOML"),
        ("jobs = -1", "above 0"),
        ("pages = 0", "above 0"),
        ("seconds = nan", "above 0"),
    ],
)
def test_a_bad_setting_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "dapipe.toml").write_text(text)
    with pytest.raises(BadSettings, match=message):
        load({}, tmp_path)


@pytest.mark.parametrize("text", ["pages", "page=3", "pages=many"])
def test_a_flag_that_sets_nothing_is_told(text: str) -> None:
    with pytest.raises(BadSettings):
        assigned(text)


def test_any_setting_can_be_given_as_a_flag() -> None:
    assert dict(map(assigned, ["pages=9000", "seconds = 2.5"])) == {"pages": 9000, "seconds": 2.5}


def test_the_settings_bound_a_document_as_the_limits_do_by_default() -> None:
    assert Settings().limits == Limits()


def test_every_limit_can_be_set() -> None:
    doubled = {item.name: getattr(Settings(), item.name) * 2 for item in fields(Settings) if item.name in BOUNDS}
    limits, double = asdict(Limits()), asdict(Settings(**doubled).limits)
    assert double == {name: value * 2 for name, value in limits.items()}
