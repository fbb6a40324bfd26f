"""Clocks: processor time and memory of this process and of others, and how a measurement is told."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what, its target and what was measured; `met` is None where there is no target."""

    what: str
    target: str
    measured: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds by the clock and of processor (its children's too), peak memory in MB."""

    wall: float
    cpu: float
    own_mb: float
    children_mb: float


def at_most(what: str, value: float, limit: float, unit: str = "", note: str = "") -> Line:
    """A line whose value should not exceed a limit."""
    return Line(what, f"at most {limit:g}{unit}", f"{value:.3g}{unit}{note}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str = "", note: str = "") -> Line:
    """A line whose value should reach a limit."""
    return Line(what, f"at least {limit:g}{unit}", f"{value:.3g}{unit}{note}", value >= limit)


def cpu_of(work: Callable[[], object]) -> float:
    """Processor seconds of a piece of work in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int = 3) -> tuple[float, float, float]:
    """Median ratio of the processor times of two pieces of work, done in turn, and the median time of each."""
    pairs = [(cpu_of(one), cpu_of(other)) for _ in range(rounds)]
    ratios = statistics.median(first / second for first, second in pairs)
    return ratios, statistics.median(first for first, _ in pairs), statistics.median(second for _, second in pairs)


# The peak is the process's own account: ru_maxrss would count what this process held when it started the other.
REPORTER = r"""
import re, resource, sys, time
start = time.perf_counter()
try:
    {code}
except SystemExit:
    pass
peak = int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1])
own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
print("COST", time.perf_counter() - start, cpu, peak / 1024, children.ru_maxrss / 1024, file=sys.__stderr__)
"""


def python(code: str, *arguments: str) -> Cost:
    """What a line of Python takes in a process of its own, start of the interpreter included in `cpu`."""
    command = [sys.executable, "-c", REPORTER.format(code=code), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
    cost = next(line for line in done.stderr.splitlines()[::-1] if line.startswith("COST"))
    return Cost(*map(float, cost.split()[1:]))


def dapipe(*arguments: str) -> Cost:
    """What a dapipe command takes."""
    return python("from dapipe.cli import main; main()", *arguments)
