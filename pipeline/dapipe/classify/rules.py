"""The plain rules' verdict on a sentence: kept beside the model's, so that a disagreement can be seen."""

from __future__ import annotations

from dapipe.mentions import Unit

RESPONDERS = {"force", "commissioner", "government", "association", "charity", "public"}
ASKING = ("modal=should", "modal=must", "modal=needs", "told-modal=should", "told-modal=must", "lead-modal=should")
DEMANDS = ("demand=active-inspectorate-to", "demand=passive-force-to", "demand=passive-other-to")


def verdict(unit: Unit) -> str:
    """The label by speaker first, then by demand, then by form.

    Whoever is not the inspectorate responds; the inspectorate recommends with should, must and needs to, or by telling
    somebody to; what a force has done since is a response; a line without a verb is other; the rest is a finding.
    """
    marks = set(unit.marks)
    if unit.speaker in RESPONDERS:
        return "response"
    if marks & {*ASKING, *DEMANDS}:
        return "recommendation"
    if "since-perfect" in marks and marks & {"subject=force", "subject=it"}:
        return "response"
    if marks & {"block=contents", "block=caption", "header"} or ("no-verb" in marks and "number" not in marks):
        return "other"
    return "response" if "section=response" in marks and unit.speaker != "inspectorate" else "finding"
