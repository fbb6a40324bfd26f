from __future__ import annotations

from pathlib import Path

import pytest

from dapipe.errors import BadSettings
from dapipe.settings import Settings, load


def test_defaults_without_file_and_environment(tmp_path: Path) -> None:
    assert load({}, tmp_path) == Settings()


def test_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "dapipe.toml").write_text('jobs = 3\nengine = "serial"\n')
    chosen = load({"DAPIPE_JOBS": "5"}, tmp_path)
    assert (chosen.jobs, chosen.engine) == (5, "serial")


@pytest.mark.parametrize(
    ("text", "message"), [("speed = 3", "Settings are: model"), ('jobs = "many"', "no value"), ("jobs =", "TOML")]
)
def test_a_bad_setting_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "dapipe.toml").write_text(text)
    with pytest.raises(BadSettings, match=message):
        load({}, tmp_path)
