"""Runs damaged documents through the real engine and store, and judges what became of them.

`python -m tests.hostile.judge 5000` does the long run and prints counts and findings.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dapipe import errors
from dapipe.ingest import TASK, Run, done_by, jobs
from dapipe.settings import Settings
from dapipe.store import open_store
from dapipe.work import Outcome
from tests.hostile.mutations import Mutant, materials, mutant, small

CODES = {kind.code for kind in vars(errors).values() if getattr(kind, "code", None)} | {"warning"}
STATUSES = {"complete", "partial", "empty", "failed", "lost", "known"}
# Of so many documents of a long run one may be long.
LONG_ONES = 10


@dataclass(slots=True)
class Verdict:
    """What became of a run: outcomes by status, problems by code, what must not be, who was lost, the slowest (s)."""

    given: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def judge(self, outcome: Outcome, how: str, seconds: float) -> None:
        """Count an outcome, and note it if it is none of: facts, nothing to read, a coded problem."""
        self.statuses[outcome.status] += 1
        self.codes.update(problem.code for problem in outcome.problems)
        self.slowest = max(self.slowest, seconds)
        said = "; ".join(f"{problem.code}: {problem.message}" for problem in outcome.problems)
        line = f"{Path(outcome.path).name} ({how}) {outcome.status} {said}"
        if wrong(outcome):
            self.findings.append(line)
        elif outcome.status == "lost":
            self.lost.append(line)

    def __str__(self) -> str:
        parts = [f"{self.given} given", counted(self.statuses), counted(self.codes), f"slowest {self.slowest:.1f} s"]
        return "\n".join([*parts, *self.lost, f"{len(self.findings)} findings", *self.findings])


def wrong(outcome: Outcome) -> bool:
    """True for an outcome that no document may have: no code, an unknown one, a bare exception, a lost process."""
    codes = {problem.code for problem in outcome.problems}
    unnamed = outcome.status in ("failed", "lost") and not codes - {"warning"}
    return (
        unnamed or outcome.status not in STATUSES or bool(codes & {"failed", "refused", "child-lost"} or codes - CODES)
    )


def counted(counts: Counter[str]) -> str:
    """Counts as a line."""
    return ", ".join(f"{name} {number}" for name, number in counts.most_common()) or "none"


def run(mutants: list[Mutant], folder: Path, verdict: Verdict, seconds: float = 20.0) -> None:
    """Read a batch of mutants, one after the other, as `dapipe ingest` does."""
    batch = {str(folder / made.name): made for made in mutants}
    for path, made in batch.items():
        Path(path).write_bytes(made.data)
    verdict.given += len(mutants)
    settings = Settings(engine="serial", seconds=seconds, memory_mb=2048)
    with open_store(folder / "s.sqlite") as store:
        began = time.monotonic()
        work = partial(done_by, settings, TASK)
        with closing(Run(store).outcomes(jobs(map(Path, batch), settings), work)) as outcomes:
            for outcome in outcomes:
                verdict.judge(outcome, batch[outcome.path].how, time.monotonic() - began)
                began = time.monotonic()


def main(first: int, last: int, size: int = 250) -> int:
    """The long run over mutants of these numbers: 1 if something was found. Batches bound the store."""
    verdict = Verdict()
    for start in range(first, last, size):
        folder = Path(tempfile.mkdtemp(prefix="hostile-"))
        made = [mutant(n, small() if n % LONG_ONES else materials()) for n in range(start, min(start + size, last))]
        run(made, folder, verdict)
        shutil.rmtree(folder)
        print(
            f"to {start + len(made)}: {len(verdict.findings)} findings", *verdict.findings[-20:], sep="\n  ", flush=True
        )
    print(verdict)
    return int(bool(verdict.findings) or sum(verdict.statuses.values()) != verdict.given)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*numbers) if len(numbers) > 1 else main(0, numbers[0]))
