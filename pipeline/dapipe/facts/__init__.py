"""The fact types, one module each: its record, and gather(document, doc, labels) -> facts.

They are listed in `dapipe.schema.FACTS`. No module here imports spaCy, so that records can be used without it.
"""
