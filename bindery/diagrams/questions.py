"""A tree of questions: down for no, right for yes, each yes leading to the form that suits.

In: questions and the answer to each yes, and what is left after the last no. Out: a sheet as wide as a page allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bindery.charts.drawing import Box
from bindery.diagrams.strokes import (
    PAGE_PT,
    SIZE_PT,
    SMALL_PT,
    Pen,
    Sheet,
    head,
    lines_at,
    pair_at,
    parcel,
    way,
    words_at,
)

QUESTION_PT = 176.0
ANSWER_LEFT = 216.0
TALL = 26.0
ROW_PT = 37.0
SWATCH_PT = 18.0
DOWN_PT = 14.0  # where the way down leaves a question


def questions(words: Mapping[str, Any], pen: Pen) -> Sheet:
    """Draw the questions down the left and the answers at the right."""
    parts: list[str] = []
    y = 0.6
    for asked in words["questions"]:
        middle, bottom = y + TALL / 2, y + TALL
        box = Box(0.4, y, QUESTION_PT, TALL)
        parts += parcel(box, pen.looks["wash"], pen.palette.deepest.rgb)
        lines = pen.wrap(asked["question"], QUESTION_PT - 16, SIZE_PT, 500)
        parts += lines_at(8, middle, lines, SIZE_PT, 500)
        parts.append(way(((QUESTION_PT + 0.4, middle), (ANSWER_LEFT - 4, middle))))
        parts.append(head(ANSWER_LEFT - 1, middle, "right"))
        parts.append(
            words_at((QUESTION_PT + ANSWER_LEFT) / 2 - 2, middle - 3.4, words["yes"], SMALL_PT, 600, anchor="middle")
        )
        parts += _answer(asked, y, pen)
        x = DOWN_PT
        parts.append(way(((x, bottom), (x, y + ROW_PT - 4))))
        parts.append(head(x, y + ROW_PT - 0.8, "down"))
        parts.append(words_at(x + 6, bottom + (ROW_PT - TALL) / 2 + 2, words["no"], SMALL_PT, 600))
        y += ROW_PT
    parts += parcel(Box(0.4, y, QUESTION_PT, TALL), pen.looks["open"], pen.palette.deepest.rgb)
    remark = pen.wrap(words["end"]["remark"], QUESTION_PT - 16, SMALL_PT, 400)
    parts += pair_at(8, y + TALL / 2, (words["end"]["name"],), remark)
    return Sheet(PAGE_PT, y + TALL + 0.6, tuple(parts))


def _answer(asked: Mapping[str, Any], y: float, pen: Pen) -> Iterator[str]:
    """Draw what a yes leads to: a parcel of its family, its name, its step on the scale, and why."""
    edge = pen.palette.deepest.rgb
    look = pen.looks[asked["look"]]
    yield from parcel(Box(ANSWER_LEFT, y, PAGE_PT - ANSWER_LEFT - 0.4, TALL), pen.looks["plain"], edge)
    yield from parcel(Box(ANSWER_LEFT, y, SWATCH_PT, TALL), look, edge)
    middle = y + TALL / 2
    x = ANSWER_LEFT + SWATCH_PT + 6
    remark = pen.wrap(asked["remark"], PAGE_PT - x - 5, SMALL_PT, 400)
    yield from pair_at(x, middle, pen.wrap(asked["answer"], PAGE_PT - x - 5, SIZE_PT, 700), remark)
