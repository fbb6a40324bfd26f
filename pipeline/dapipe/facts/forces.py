"""Forces: every police force and fire service that a document names, and the one that it is mainly about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from dapipe.annotate.force_names import forces
from dapipe.annotate.found import found
from dapipe.annotate.main_force import main_force
from dapipe.facts.source import locate
from dapipe.mentions import ForceMention
from dapipe.record import Fact, column

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dapipe.document import Document
    from dapipe.mentions import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceInDocument(Fact):
    """One force in one document; its source is where it is named first."""

    table: ClassVar[str] = "forces"

    force: str = column("Slug of the force or fire service", example="northamptonshire", key=True)
    force_name: str = column("Its name", example="Northamptonshire Police")
    ons_code: str = column("Its code at the Office for National Statistics", default="", example="E23000022")
    mentions: int = column("How often the document names it", example="7")
    first_page: int = column("Page on which it is named first, from 1", example="1")
    main: bool = column("Whether the document is mainly about it", default=False)


def gather(document: Document, doc: Doc, labels: tuple[Label, ...]) -> tuple[ForceInDocument, ...]:
    """One row for each force named in a document, in the order of their first names; references do not count."""
    named = [mention for mention in found(doc, "forces", ForceMention) if mention.form != "reference"]
    main = main_force(document, named)
    by_force: dict[str, list[ForceMention]] = defaultdict(list)
    for mention in named:
        by_force[mention.id].append(mention)
    return tuple(row(document, doc, mentions, main) for mentions in by_force.values())


def row(document: Document, doc: Doc, mentions: list[ForceMention], main: str) -> ForceInDocument:
    """The row of one force."""
    first, force = mentions[0], forces()[mentions[0].id]
    source = locate(document, doc, first.start, first.end)
    return ForceInDocument(
        source=source,
        force=force.id,
        force_name=force.name,
        ons_code=force.ons_code,
        mentions=len(mentions),
        first_page=source.page,
        main=force.id == main,
        rule=first.form,
    )
