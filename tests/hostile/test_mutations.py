"""Damaged documents become facts, or a problem with a code; never an error that nobody foresaw, never silence."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from dapipe.errors import Unreadable
from dapipe.record import Problem
from dapipe.work import Job, Outcome, failure
from tests.hostile.judge import Verdict, run, wrong
from tests.hostile.mutations import DAMAGES, Mutant, materials, mutant, small

MUTATIONS = 300
SECONDS = 20.0
JOB = Job(path="a.pdf", digest="0" * 64, recipe="r", model="m")


@pytest.fixture(scope="module")
def mutants() -> list[Mutant]:
    return [mutant(number, small()) for number in range(MUTATIONS)]


def children() -> set[str]:
    """Ids of the processes that this one has started and that still run; none where the system doesn't tell."""
    lists = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {number for children in lists for number in children.read_text().split()}


def test_every_mutant_becomes_facts_or_a_coded_problem(mutants: list[Mutant], tmp_path: Path) -> None:
    before, verdict = children(), Verdict()
    run(mutants, tmp_path, verdict, SECONDS)
    assert verdict.findings == []
    assert sum(verdict.statuses.values()) == verdict.given == MUTATIONS
    assert verdict.codes["too-slow"] == 0
    assert verdict.slowest < SECONDS
    assert verdict.statuses["complete"] > MUTATIONS / 4
    assert verdict.codes["unreadable"] > MUTATIONS / 10
    assert children() <= before


def test_mutants_are_the_same_in_every_run_and_of_every_kind(mutants: list[Mutant]) -> None:
    assert mutants == [mutant(number, small()) for number in range(MUTATIONS)]
    assert {name for name in DAMAGES if any(name in made.how for made in mutants)} == set(DAMAGES)
    assert {Path(made.name).suffix for made in mutants} == {".pdf", ".html", ".docx", ".txt", ".eml"}
    sound = {material.data for material in materials()}
    assert sum(made.data in sound for made in mutants) < MUTATIONS / 20


@pytest.mark.parametrize(
    ("outcome", "bad"),
    [
        (failure(JOB, Unreadable("damaged")), False),
        (failure(JOB, Unreadable("damaged"), "lost"), False),
        (Outcome(path="a", digest="0" * 64, recipe="r", status="empty"), False),
        (Outcome(path="a", digest="0" * 64, recipe="r", status="failed"), True),
        (Outcome(path="a", digest="0" * 64, recipe="r", status="done"), True),
        (
            replace(failure(JOB, Unreadable("x")), problems=(Problem(path="a", code="failed", message="KeyError"),)),
            True,
        ),
        (replace(failure(JOB, Unreadable("x")), problems=(Problem(path="a", code="odd", message="x"),)), True),
    ],
    ids=["unreadable", "lost", "empty", "no problem named", "unknown status", "bare exception", "unknown code"],
)
def test_the_judge_knows_what_may_not_be(outcome: Outcome, bad: bool) -> None:
    assert wrong(outcome) is bad
