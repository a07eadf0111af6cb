"""The fact sheet: all that is to be known of the volume on one page.

In: a desk. Out: one page of tagged PDF.
"""

from __future__ import annotations

from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, honest
from bindery.kit.paper import Paper, facts_but, printed, read, words_of
from bindery.kit.press_texts import FACT_SHEET

KIND = "fact-sheet"


def fact_sheet(desk: Desk) -> Paper:
    """Make the fact sheet, one page of PDF."""
    notes, text = read(desk, FACT_SHEET), desk.text
    values = {
        "words": words_of(desk),
        "subtitle": desk.typeset(text.subtitle),
        "description": desk.typeset(text.description),
        "points": [desk.typeset(point) for point in text.points],
        "body": notes.body,
        "rows": facts_but(desk, "title", "subtitle"),  # told above
        "note": " ".join(honest(desk)),
    }
    paper = printed(desk, KIND, KIND, desk.typeset(text.title), values)
    return Paper((KitFile(desk.name(KIND, "pdf"), paper.pdf),), (*notes.diagnostics, *paper.diagnostics))
