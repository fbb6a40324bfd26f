"""The fact types: name -> (record class, gatherer), imported on first use.

A gatherer is a plain function (document, doc, labels) -> facts.
"""

FACTS = {
    "figures": ("dapipe.facts.figures:Figure", "dapipe.facts.figures:gather"),
    "quotes": ("dapipe.facts.quotes:Quote", "dapipe.facts.quotes:gather"),
    "statements": ("dapipe.facts.statements:Statement", "dapipe.facts.statements:gather"),
}
