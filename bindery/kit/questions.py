"""Questions and answers: what a journalist would ask, and angles for the local press.

In: `questions.md` and `angles.md`, where each heading is a question or an angle. Out: tagged PDF; a text nobody wrote
is a slot.
"""

from __future__ import annotations

from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, honest, reachable
from bindery.kit.paper import Paper, empty, printed, read, words_of
from bindery.kit.press_texts import ANGLES, QUESTIONS

KIND = "questions"


def questions(desk: Desk) -> Paper:
    """Make the questions and answers."""
    asked, angles = read(desk, QUESTIONS), read(desk, ANGLES)
    title = asked.title or desk.typeset(desk.words[KIND])
    values = {
        "words": words_of(desk),
        "asked": asked,
        "asked_slot": empty(desk, "questions-slot"),
        "angles": angles,
        "angles_slot": empty(desk, "angles-slot"),
        "contact": reachable(desk),
        "note": " ".join(honest(desk)),
    }
    paper = printed(desk, KIND, KIND, title, values)
    found = (*asked.diagnostics, *angles.diagnostics, *paper.diagnostics)
    return Paper((KitFile(desk.name(KIND, "pdf"), paper.pdf),), found)
