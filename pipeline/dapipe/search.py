"""Facts that hold some words: in who, what or their own words, or in the sentence that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from dapipe import schema
from dapipe.corrections import FILE, Corrected, Facts, read, states
from dapipe.errors import WrongUse
from dapipe.rows import Rows, table_of


class Searchable(Facts, Protocol):
    """A store with a full-text index over the one sheet."""

    def sources(self, doc: str | None = None) -> list[str]:
        """The paths at which a document was found."""

    def recipe(self, doc: str) -> str:
        """The recipe by which a document was done."""

    def find(self, words: str, most: int = 50) -> Iterator[tuple[schema.Value, ...]]:
        """Rows of the one sheet that hold all the words, best first."""


def find(store: Searchable, rows: Corrected, words: str, most: int) -> Iterator[dict[str, schema.Value]]:
    """Rows of the one sheet as corrected: those that hold the words themselves first, then those by their sentence.

    Raises WrongUse if there is no word to look for.
    """
    if not words.split():
        raise WrongUse("there is no word to look for", advice='Say dapipe find "arrest rate".')
    first = [str(row[0]) for row in store.find(words, most)]
    ids = dict.fromkeys([*first, *by_sentence(rows, words)])
    sheet = {str(row["id"]): row for row in table_of(rows, "facts") if row["id"] in ids}
    return islice((sheet[key] for key in ids if key in sheet), most)


def about(store: Searchable, folder: Path, key: str) -> dict[str, schema.Value | list[str]]:
    """All that is known of a fact: type, columns as found, recipe, files, checks, corrections. Raises WrongUse."""
    table, fact = store.fact(key)
    corrections = read(folder / FILE)
    checks = [row for row in table_of(Corrected(store, corrections), "checks") if key in str(row["facts"]).split()]
    return {
        "type": table,
        **fact,
        "recipe": store.recipe(str(fact["doc"])),
        "source": [f"{path}#page={fact['page']}" for path in store.sources(str(fact["doc"]))],
        "check": [f"{row['result']}: {row['note']}" for row in checks],
        "correction": [str(one) for one in states(store, corrections) if one.correction.fact_id == key],
    }


def by_sentence(rows: Rows, words: str) -> Iterator[str]:
    """Ids of the facts whose sentence holds all the words."""
    wanted = words.casefold().split()
    for table in schema.FACTS:
        for row in table_of(rows, table):
            sentence = str(row["sentence"]).casefold()
            if all(word in sentence for word in wanted):
                yield str(row["id"])
