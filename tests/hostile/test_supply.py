"""What dapipe stands on: every dependency pinned with its digests, under a licence that a newsroom can take."""

from __future__ import annotations

import ast
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
# Licences that ask nothing of those who use dapipe. A package with another one is listed below by name.
FREE = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|0BSD|Apache|ISC|ISCL|PSF|Python Software Foundation|Zlib|CC0|Unlicense|CNRI-Python)\b"
)
COPYLEFT = re.compile(r"A?GPL|Affero|General Public|SSPL|EUPL|Commons Clause|Elastic|Business Source", re.I)
# Weak copyleft on the package's own files, or a choice of licences of which one is weak.
WEAK = {
    "certifi": "MPL-2.0",
    "hypothesis": "MPL-2.0, for tests alone",
    "pathspec": "MPL-2.0, for tests alone",
    "tld": "MPL-1.1, by choice, through courlan and trafilatura",
    "tqdm": "MPL-2.0 and MIT",
}
FORBIDDEN = {"pickle", "cPickle", "_pickle", "joblib", "marshal", "shelve", "dill", "cloudpickle", "skops"}


def entries(name: str) -> list[str]:
    """The entries of a lock file; a package may have one for each version of Python."""
    return re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, list[str]]:
    """Package -> the first lines of its entries in a lock file: version and for which Python."""
    found: dict[str, list[str]] = {}
    for entry in entries(name):
        found.setdefault(entry.split("==")[0].lower(), []).append(entry.split("\\")[0].strip())
    return found


def licences(name: str) -> str:
    """All that a package's metadata says of its licence."""
    about = metadata(name)
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    said = [about.get("License-Expression") or "", *classifiers]
    return "; ".join(part for part in said if part) or (about.get("License") or "").strip().split("\n")[0]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_file_is_pinned_with_digests(name: str) -> None:
    assert len(entries(name)) > 50
    for entry in entries(name):
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[0-9][^ ;*]*( ;| \\)", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        assert not re.search(r"https?://|git\+|--index|--find-links", entry), entry


def test_what_is_installed_is_checked_against_the_digests() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "pip install" in line]
    assert len(installs) >= 3
    assert all("--require-hashes" in line or "--no-deps --editable ." in line for line in installs)


def test_every_dependency_has_a_licence_that_asks_nothing_of_a_newsroom() -> None:
    asking = {}
    for package in {name for lock in LOCKS for name in locked(lock)}:
        try:
            said = licences(package.partition("[")[0])
        except PackageNotFoundError:  # a package for another system or version of Python
            continue
        if not FREE.search(said) or COPYLEFT.search(said) or "MPL" in said or "Mozilla" in said:
            asking[package] = said
    assert set(asking) <= set(WEAK), asking
    assert not [said for said in asking.values() if re.search("AGPL|Affero", said)]


def test_the_lock_for_work_on_dapipe_holds_what_users_install() -> None:
    run, dev = locked(LOCKS[0]), locked(LOCKS[1])
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("path", sorted((ROOT / "pipeline").rglob("*.py")), ids=lambda path: path.name)
def test_no_module_imports_what_could_run_code_on_load(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not {name.split(".")[0] for name in names} & FORBIDDEN
    assert not called & {"eval", "exec", "compile", "__import__"}
