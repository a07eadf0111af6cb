"""Who carries which risk: forms by risks, each crossing a parcel that says whose the risk is, in words too.

In: the heads of the columns, and for each form one answer a column, or one for all. Out: a sheet as wide as a page
allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bindery.charts.drawing import INK, Box, number
from bindery.diagrams.strokes import (
    CORNER_PT,
    EDGE_PT,
    INSET_PT,
    PAGE_PT,
    SIZE_PT,
    SMALL_PT,
    Pen,
    Sheet,
    hairline,
    hatched,
    pair_at,
    parcel,
    within,
    words_at,
)

NAMES_PT = 112.0
GAP_PT = 4.0
CELL_PT = 21.0
ROW_PT = 27.0
HEAD_PT = 31.0
WORD_PT = 38.0  # what is kept clear for a word
LOOKS = {"public": "dark", "private": "warm-dotted", "shared": "plain", "contract": "open", "own": "dotted"}


def matrix(words: Mapping[str, Any], pen: Pen) -> Sheet:
    """Draw the heads, then a row a form."""
    count = len(words["risks"])
    column = (PAGE_PT - NAMES_PT - GAP_PT * (count - 1)) / count
    lefts = [NAMES_PT + index * (column + GAP_PT) for index in range(count)]
    parts = []
    for left, risk in zip(lefts, words["risks"], strict=True):
        remark = pen.wrap(risk["remark"], column - 8, SMALL_PT, 400)
        parts.append(words_at(left, SIZE_PT, risk["name"], 7.8, 700))
        for row, line in enumerate(remark):
            parts.append(words_at(left, SIZE_PT + 9.2 + row * 8.3, line, SMALL_PT, 400))
    y = HEAD_PT
    parts.append(hairline(0, y, PAGE_PT, y, stroke=INK, width=EDGE_PT))
    for index, form in enumerate(words["forms"]):
        middle = y + ROW_PT / 2
        if index:
            parts.append(hairline(0, y, PAGE_PT, y))
        remark = pen.wrap(form["remark"], NAMES_PT - 8, SMALL_PT, 400) if form["remark"] else ()
        parts += pair_at(0, middle, pen.wrap(form["name"], NAMES_PT - 6, SIZE_PT, 700), remark)
        if isinstance(form["carried"], str):
            parts += _cell(
                Box(NAMES_PT, middle - CELL_PT / 2, PAGE_PT - NAMES_PT - 0.4, CELL_PT), form["carried"], words, pen
            )
        else:
            for left, answer in zip(lefts, form["carried"], strict=True):
                parts += _cell(Box(left, middle - CELL_PT / 2, column - 0.4, CELL_PT), answer, words, pen)
        y += ROW_PT
    return Sheet(PAGE_PT, y + 0.6, tuple(parts))


def _cell(box: Box, answer: str, words: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    word, edge = words["answers"][answer], pen.palette.deepest.rgb
    look = pen.looks[LOOKS[answer]]
    yield from parcel(box, look, edge, clear=112.0 if answer == "own" else WORD_PT)
    if answer == "shared":
        yield from _half(box, pen)
    middle = (box.x + box.width / 2, box.y + box.height / 2 + SIZE_PT * 0.36)
    yield words_at(*middle, word, SIZE_PT, 600, look.ink, "middle")


def _half(box: Box, pen: Pen) -> Iterator[str]:
    """Draw what makes a risk a shared one: the public side at the left, the private one at the right."""
    side, tall, r = (box.width - WORD_PT - 2) / 2, box.height, CORNER_PT
    warm, inner = pen.looks["warm-dotted"], within(box, INSET_PT)
    yield _flank(box.x, 1, box.y, (side - 5, tall, r), pen.palette.dark.rgb, pen.palette.deepest.rgb)
    yield _flank(box.x + box.width, -1, box.y, (side, tall, r), warm.ground, pen.palette.deepest.rgb)
    yield hatched(replace(inner, x=box.x + box.width - side + 4.4, width=side - 6.2), warm)


def _flank(x: float, way: int, y: float, size: tuple[float, float, float], fill: str, edge: str) -> str:
    """Draw one end of a parcel, its inner side leaning: `way` is 1 at the left end, -1 at the right one."""
    width, tall, r = size
    inner = number(width - r), number(tall)
    turn = 0 if way == 1 else 1
    outer = f"a{r} {r} 0 0 {turn} {-way * r} {r}v{number(tall - 2 * r)}a{r} {r} 0 0 {turn} {way * r} {r}"
    across = f"h{'' if way == 1 else '-'}{inner[0]}"
    d = f"M{number(x + way * r)} {number(y)}{outer}{across}l5 -{inner[1]}z"
    return f'<path d="{d}" fill="{fill}" stroke="{edge}" stroke-width="{EDGE_PT}"/>'
