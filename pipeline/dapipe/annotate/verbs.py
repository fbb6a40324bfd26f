"""The verbs of the lexicon `verbs` by what is done with them: saying, telling, asking, judging."""

from __future__ import annotations

from functools import cache

from dapipe import lexicon


@cache
def verbs(kind: str) -> frozenset[str]:
    """The forms of the verbs of a kind, those with a particle as "pointed_out". Raises BadLexicon for no such kind."""
    return frozenset(form for line in lexicon.words("verbs", kind) for form in line.split())
