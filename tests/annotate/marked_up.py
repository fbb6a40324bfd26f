"""Marked-up articles: [words|Speaker] is a direct quote, [i words|Speaker] an indirect, [m words|Speaker] a mixed one.

"?" stands for a quote whose speaker is not known. Every other stretch is no quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dapipe.annotate.found import found
from dapipe.mentions import Utterance
from dapipe.work import Reading

Understood = Callable[[str], Reading]
MARK = re.compile(r"\[(?:([im]) )?([^|\]]+)\|([^\]]+)\]")
KINDS = {"": "direct", "i": "indirect", "m": "mixed"}
LEAD = "Kent Police must do better, the inspectorate HMIC said in a report about the force today.\n\n"


def utterances(understood: Understood, text: str) -> list[Utterance]:
    return list(found(understood(text).doc, "quotes", Utterance))


def check(marked: str, understood: Understood) -> None:
    marked = LEAD + marked
    reading = understood(MARK.sub(r"\2", marked))
    text = reading.document.text
    got = [
        (item.kind, text[item.start : item.end], item.speaker.name if item.speaker else "?")
        for item in found(reading.doc, "quotes", Utterance)
    ]
    assert got == [(KINDS[kind], words, speaker) for kind, words, speaker in MARK.findall(marked)]
