"""The recipes work: their blocks are applied to a copy of the code, one after the other, and run."""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "recipes.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEW_FILE = re.compile(r"# (pipeline/\S+)\n")
AT_THE_END = re.compile(r"# at the end of (pipeline/\S+)\n")
PATCH = re.compile(r"--- (\S+)\n")
RUNNER = "#!{python}\nfrom dapipe.cli import main\n\nmain()\n"


class Copy:
    """A copy of the code in a folder, with an environment of its own that sees it."""

    def __init__(self, folder: Path) -> None:
        self.home, self.work = folder / "checkout", folder / "work"
        self.work.mkdir()
        shutil.copytree(ROOT / "pipeline", self.home / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "models", self.home / "models")
        venv.create(folder / "venv", symlinks=True)
        self.bin = folder / "venv" / "bin"
        (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
        (packages / "copy.pth").write_text("\n".join([str(self.home / "pipeline"), *site.getsitepackages()]))
        runner = self.bin / "dapipe"
        runner.write_text(RUNNER.format(python=self.bin / "python"))
        runner.chmod(0o755)

    def take(self, language: str, content: str) -> None:
        """Do what a block says: make a file, add to one, change one, or run."""
        if made := NEW_FILE.match(content):
            (self.home / made[1]).write_text(content[made.end() :], encoding="utf-8")
        elif added := AT_THE_END.match(content):
            with (self.home / added[1]).open("a", encoding="utf-8") as file:
                file.write(f"\n{content[added.end() :]}")
        elif language == "diff":
            self.patch(content)
        elif language == "python":
            self.run(str(self.bin / "python"), "-c", content)
        else:
            self.run("bash", "-e", "-c", content)

    def patch(self, content: str) -> None:
        """Change a file; the lines that go must stand in it once."""
        head = PATCH.match(content)
        assert head, content
        lines = content[head.end() :].splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        path = self.home / head[1]
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{head[1]} no longer holds once:\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *command: str) -> None:
        """Run a command with the copy's dapipe; it must end well."""
        found = f"{self.bin}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(command, cwd=self.work, env=os.environ | {"PATH": found}, capture_output=True, text=True)
        assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"


@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for bash")
def test_every_recipe_works(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    for language, content in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        copy.take(language, content)
    assert (copy.work / "facts" / "telephones.csv").is_file()
