"""How much a single document may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one document. Sizes in bytes, times in seconds; the defaults suit reports of several hundred pages.

    `second_engine` is set for another try at a PDF whose reading ended the process that did it.
    """

    bytes: int = 200 * 1024**2
    pages: int = 5_000
    characters_a_page: int = 200_000
    seconds: float = 300.0
    memory: int = 3 * 1024**3
    nesting: int = 400
    archive_entries: int = 2_000
    archive_ratio: int = 100
    answer_bytes: int = 50 * 1024**2
    second_engine: bool = False
