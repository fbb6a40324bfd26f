"""Facts gained and lost on the sample corpus against another revision: `make diff-facts BASE=main`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = """
import sys
from pathlib import Path
from dapipe import schema
from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import read_all
shown = {"words", "value", "unit", "per", "force", "period_start", "period_end", "speaker", "label", "kind", "role"}
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix in (".pdf", ".html", ".txt"):
        for table, facts in read_all(path.read_bytes(), path.name, Limits(), Settings().model).facts.items():
            names = [column.name for column in schema.columns(table)]
            for fact in facts:
                row = dict(zip(names, schema.row(fact)))
                print(path.name, table, *(f"{name}={row[name]!r}" for name in names if name in shown), sep="\\t")
"""


def facts(code: Path) -> set[str]:
    """The facts that the code in a folder finds in this checkout's corpus, one line each."""
    command = [sys.executable, "-c", LIST, str(ROOT / "corpus")]
    environment = {"PYTHONPATH": str(code / "pipeline"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return set(done.stdout.splitlines())


def main(base: str) -> None:
    """Print the lines that only one of the two revisions has."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", folder, base], check=True, cwd=ROOT)
        try:
            before, now = facts(Path(folder)), facts(ROOT)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", folder], check=True, cwd=ROOT)
    for sign, lines in (("-", before - now), ("+", now - before)):
        for line in sorted(lines):
            print(sign, line)
    print(f"{len(now - before)} gained, {len(before - now)} lost, {len(before & now)} the same")


if __name__ == "__main__":
    main(sys.argv[1])
