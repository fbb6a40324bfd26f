"""The plain rules' verdict on a sentence: kept beside the model's, so that a disagreement can be seen."""

from __future__ import annotations

from dapipe.mentions import Unit

RESPONDERS = {"force", "commissioner", "government", "association", "charity", "public", "other"}
ASKING = {"modals=should", "modals=must", "asking=recommend", "asking=recommends", "box=recommendation"}


def verdict(unit: Unit) -> str:
    """The label by speaker first, then by box and modal verb, then by form.

    This is the rule set of the classifier study (macro-F1 .754 with true speakers): whoever is not the inspectorate
    responds; the inspectorate recommends with should and must; a line without a verb is other; the rest is a finding.
    """
    marks = set(unit.marks)
    if unit.speaker in RESPONDERS:
        return "response"
    if marks & ASKING and "modals=would" not in marks:
        return "recommendation"
    if "no-verb" in marks or "block=contents" in marks or "block=caption" in marks:
        return "other"
    if "section=response" in marks or ("first-person" in marks and unit.speaker == "" and "kind=letter" in marks):
        return "response"
    return "finding"
