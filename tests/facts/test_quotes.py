"""Quotes as records."""

from __future__ import annotations

from collections.abc import Callable

from dapipe.facts.quotes import Quote
from dapipe.work import Reading

Understood = Callable[[str], Reading]
LEAD = "Kent Police must do better, the inspectorate HMIC said in a report about the force today.\n\n"


def quotes(understood: Understood, text: str) -> list[Quote]:
    return [fact for fact in understood(LEAD + text).facts["quotes"] if isinstance(fact, Quote)]


def test_a_quote_split_by_its_tag_is_one_row(understood: Understood) -> None:
    (quote,) = quotes(understood, "“We are sorry,” Superintendent Jane Marsh said. “It will not happen again.”")
    assert quote.source.words == "We are sorry,” Superintendent Jane Marsh said. “It will not happen again."


def test_a_row_tells_the_speaker_as_written_and_in_full(understood: Understood) -> None:
    _, quote = quotes(
        understood, "“We are sorry,” Superintendent Jane Marsh said.\n\nMs Marsh added: “It will not happen again.”"
    )
    assert (quote.speaker, quote.speaker_words, quote.cue) == ("Jane Marsh", "Ms Marsh", "added")
    assert (quote.role, quote.organisation, quote.force) == ("Superintendent", "Kent Police", "kent")


def test_a_row_has_the_label_of_its_statement(understood: Understood) -> None:
    (quote,) = quotes(understood, "Superintendent Jane Marsh said: “We are sorry and we have apologised to them.”")
    assert quote.label == "response"


def test_words_are_those_of_the_document(understood: Understood) -> None:
    reading = understood(LEAD + "“We are sorry,” said Superintendent Jane Marsh. “It will not happen again.”")
    for fact in reading.facts["quotes"]:
        assert fact.source.words == reading.document.text[fact.source.start : fact.source.end]
