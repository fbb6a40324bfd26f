"""What recommendations rest on, against gold made by hand (tests/golden/grounds)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dapipe.checks.evidence import evidence
from dapipe.checks.grounds import grounds
from dapipe.facts.recommendations import Recommendation
from dapipe.facts.statements import Statement
from dapipe.work import Reading
from tests.checks.made_up import demand, document, statement

GOLD = sorted((Path(__file__).parents[1] / "golden" / "grounds").glob("*.txt"))


def expected(path: Path) -> tuple[str, list[tuple[str, list[str]]]]:
    text, rows = path.read_text(encoding="utf-8").split("====\n")
    pairs = [line.partition(" |") for line in rows.splitlines()]
    return text, [(asked.strip(), [one for one in told.strip().split(" / ") if one]) for asked, _, told in pairs]


def tied(reading: Reading) -> dict[str, str]:
    """Words of each demand -> those of its finding."""
    row = document(reading.document.id, str(reading.document.kind), reading.document.published)
    statements = tuple(fact for fact in reading.facts["statements"] if isinstance(fact, Statement))
    asked = [fact for fact in reading.facts["recommendations"] if isinstance(fact, Recommendation)]
    found = grounds(evidence((row,), (), (), statements), asked)
    return {item.text: found[item.id].finding.source.words if item.id in found else "" for item in asked}


@pytest.fixture(scope="module")
def judged(understood: Callable[[str], Reading]) -> list[tuple[str, str, list[str]]]:
    """Each demand of the gold with the finding that was tied to it ("" if none) and those that would do."""
    rows = []
    for path in GOLD:
        text, pairs = expected(path)
        made = tied(understood(text))
        for asked, wanted in pairs:
            given = next((finding for words, finding in made.items() if words.startswith(asked)), "")
            rows.append((asked, given, wanted))
    return rows


def right(given: str, wanted: list[str]) -> bool:
    return any(given.startswith(words) for words in wanted)


def test_ties_are_right_nine_times_in_ten(judged: list[tuple[str, str, list[str]]]) -> None:
    made = [(given, wanted) for _, given, wanted in judged if given]
    assert sum(right(*pair) for pair in made) / len(made) >= 0.9


def test_seven_in_ten_of_the_ties_are_made(judged: list[tuple[str, str, list[str]]]) -> None:
    there = [(given, wanted) for _, given, wanted in judged if wanted]
    assert sum(right(*pair) for pair in there) / len(there) >= 0.7


def found_in_report(*sentences: str, asked: str, kind: str = "report") -> str:
    """The words of the finding that a demand below these findings rests on; "" if none."""
    findings = tuple(
        replace(statement(words, "report", place), label="finding") for place, words in enumerate(sentences)
    )
    made = demand(1, asked)
    found = grounds(evidence((document("report", kind, "2016-11-24"),), (), (), findings), [made])
    return found[made.id].finding.source.words if made.id in found else ""


BACKLOG = "A backlog of 300 telephones waits to be examined."
PRAISE = "Detectives are well led and their interviews are sensitive."
DEMAND = "Wiltshire Police should clear the backlog of telephones that wait to be examined."


def test_the_finding_on_the_same_matter_is_taken() -> None:
    assert found_in_report(PRAISE, BACKLOG, asked=DEMAND) == BACKLOG


def test_words_that_every_finding_has_tie_nothing() -> None:
    asked = "The force should make sure that officers improve how they deal with cases."
    assert found_in_report("Officers of the force deal well with most cases.", PRAISE, asked=asked) == ""


def test_demands_in_articles_are_not_tied() -> None:
    assert found_in_report(PRAISE, BACKLOG, asked=DEMAND, kind="article") == ""


def test_ties_name_the_words_that_both_share() -> None:
    finding = replace(statement(BACKLOG, "report"), label="finding")
    made = demand(1, DEMAND)
    known = evidence((document("report", "report", "2016-11-24"),), (), (), (finding, statement(PRAISE, "report", 99)))
    assert "backlog" in grounds(known, [made])[made.id].why
