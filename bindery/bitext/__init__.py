"""Two languages in step: the texts of a volume paired block by block, and what was agreed on kept by content.

In: a volume with its ledgers. Out: how its languages stand to one another (`compare`), in a line and in full
(`summary`); and, when an author settles pairs, the ledgers to be written (`settle`). Pure functions of frozen values.
"""
