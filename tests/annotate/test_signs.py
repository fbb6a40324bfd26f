"""Signs of what a sentence does."""

from __future__ import annotations

import pytest

from dapipe.annotate.signs import known, signs


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("method", "Inspectors read 40 files and listened to 25 calls."),
        ("method", "The survey was completed by 88 members of staff."),
        ("defines", "A repeat victim is someone who has reported a crime before."),
        ("standard", "National guidance says that calls should be graded."),
        ("profile", "The county is home to 900,000 people."),
        ("post", "Ms Harker took over as chief constable in May."),
        ("brings_on", "Superintendent Joan Reed had this to say."),
        ("story", "Ellen, whose former husband broke in twice, lives near Derby."),
        ("afterwards", "Since our inspection the force has moved ten officers."),
        ("alerted", "We brought this to the attention of the force."),
        ("next", "We will return in the spring."),
        ("grade", "Preventing crime: Good"),
        ("state", "Status: closed"),
        ("demands", "The force has been given six months to put this right."),
        ("stance", "I accept what the inspectors say."),
        ("evidence", "Nobody rang me back. (victim, Dover)"),
        ("evidence", "A sergeant told inspectors that nobody reads them."),
        ("restates", "The report says that our officers arrive late."),
        ("learned", "This is a report that tells me how hard our officers work."),
        ("insight", "Staff are well aware of the need to make records."),
        ("compared", "Most forces answer nine calls in ten."),
        ("consequence", "This means that children are seen sooner."),
        ("evidence", "A sergeant told inspectors that nobody had asked."),
        ("hindsight", "Fourteen crimes should have been recorded."),
    ],
)
def test_a_sentence_shows_what_it_does(sign: str, words: str) -> None:
    assert sign in set(signs(words))


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("demands", "Fourteen crimes should have been recorded."),
        ("grade", "The force is good at preventing crime and works hard with its partners."),
        ("method", "The force has too few detectives."),
        ("stance", "One caller in five gave up."),
    ],
)
def test_a_sentence_does_not_show_what_it_does_not(sign: str, words: str) -> None:
    assert sign not in set(signs(words))


def test_words_over_a_line_end_count() -> None:
    assert "afterwards" in set(signs("Since our\ninspection, the force has trained its staff."))


def test_every_sign_of_the_lexicon_is_read() -> None:
    assert {"method", "verdict", "next"} <= known().keys()
