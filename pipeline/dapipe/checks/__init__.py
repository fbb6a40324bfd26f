"""Checks over stored facts: what does not add up, what a source says otherwise, who has not answered.

Pure functions from records to records. They need neither the documents nor a language model.
"""
