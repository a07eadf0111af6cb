"""The scale of forms: a ladder on which each step lays one parcel more than the one below.

In: eleven names from the heaviest to the lightest, in families. Out: a sheet as wide as a page allows.
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
    hairline,
    head,
    lines_at,
    pair_at,
    parcel,
    way,
    words_at,
)

ROW_PT = 16.4
PARCEL_PT = 12.8
PITCH_PT = 15.2
FAMILY_PT = 102.0  # the column of the families
NUMBER_PT = 15.0  # and that of the numbers
BREAK_PT = 5.2  # between two families
LEFT = FAMILY_PT + NUMBER_PT


def ladder(words: Mapping[str, Any], pen: Pen) -> Sheet:
    """Draw the ladder, the heaviest form at the top, and the arrow that says what grows."""
    edge, parts, y = pen.palette.deepest.rgb, [], 1.0
    step = sum(len(family["forms"]) for family in words["families"])
    for index, family in enumerate(words["families"]):
        if index:
            parts.append(hairline(0, y + BREAK_PT / 2, PAGE_PT - 24, y + BREAK_PT / 2))
            y += BREAK_PT
        height = ROW_PT * len(family["forms"])
        name = pen.wrap(family["name"], FAMILY_PT - 8, SIZE_PT, 700)
        remark = pen.wrap(family["remark"], FAMILY_PT - 8, SMALL_PT, 400) if family["remark"] else ()
        parts += pair_at(0, y + height / 2, name, remark)
        for row, form in enumerate(family["forms"]):
            middle = y + ROW_PT * (row + 0.5)
            parts.append(words_at(LEFT - 5, middle + SIZE_PT * 0.36, str(step), SIZE_PT, 700, anchor="end"))
            for count in range(step):
                box = Box(LEFT + count * PITCH_PT, middle - PARCEL_PT / 2, PARCEL_PT, PARCEL_PT)
                parts += parcel(box, pen.looks[family["look"]], edge)
            weight = 700 if family["look"] == "open" else 500
            parts.append(words_at(LEFT + step * PITCH_PT + 3, middle + SIZE_PT * 0.36, form, 7.8, weight))
            step -= 1
        y += height
    return Sheet(PAGE_PT, y + 1, (*parts, *_rise(words["rise"], y, pen)))


def _rise(rise: Mapping[str, Any], bottom: float, pen: Pen) -> Iterator[str]:
    """Draw the arrow at the right, and beside its foot what grows from step to step."""
    x = PAGE_PT - 8.0
    yield way(((x, bottom - 1), (x, 6)))
    yield head(x, 1, "up", 3.6)
    first = bottom - 4 - (len(rise["grows"])) * 10.4
    yield words_at(x - 9, first, rise["title"], SIZE_PT, 700, anchor="end")
    for index, line in enumerate(rise["grows"], start=1):
        yield from lines_at(x - 9, first + index * 10.4 - SIZE_PT * 0.36, (line,), SIZE_PT, 400, anchor="end")
