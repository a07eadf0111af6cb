"""A map of actors: a town of parcels, the municipality in its middle, ways to those it can work with.

In: actors with their places on the grid, their quarter, and what each brings. Out: a sheet as wide as a page allows.
The parcels that are nobody's are drawn from a table, not by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bindery.charts.drawing import WHITE, Box, number
from bindery.diagrams.strokes import (
    PAGE_PT,
    SIZE_PT,
    SMALL_PT,
    Pen,
    Sheet,
    node,
    pair_at,
    parcel,
    plate,
    way,
    words_at,
)

COLUMNS, ROWS = 12, 7
GAP_PT = 3.0
WINDOWS = 7
TIE_PT = 60.0  # the plate of a tie
LANE_PT = 34.6  # the height of a row of parcels
# What the free parcels show, row by row: `.` pale, `:` dotted, `/` striped, `w` palest.
GROUND = (
    ". / . . w . . : . w . .",
    "w . : . . / w . . . . :",
    ": . . w . . . / . : . w",
    "/ . w . : . . w . . : .",
    ". w . : w . / . w . : .",
    ": . w / . . : . . : . w",
    ". w . . : . . . / . . :",
)
LOOKS = {".": "tint", ":": "dotted", "/": "striped", "w": "wash"}


def town(words: Mapping[str, Any], pen: Pen) -> Sheet:
    """Draw the ground, the ways, the actors, and the municipality on top."""
    taken = {cell for actor in (words["centre"], *words["actors"], *words["quarters"]) for cell in _cells(actor["at"])}
    parts = [*_ground(taken, pen)]
    centre = _box(words["centre"]["at"])
    hub = (centre.x + centre.width / 2, centre.y + centre.height / 2)
    for actor in words["actors"]:
        points = _way(hub, centre, _box(actor["at"]))
        parts.append(way(points, width=4.4, stroke=WHITE))
        parts.append(
            way(points, width=1.4, stroke=pen.palette.deepest.rgb, dash="" if actor["tie"] == "firm" else "3 2.2")
        )
    for actor in words["actors"]:
        parts += _actor(actor, pen)
    for actor in words["actors"]:
        x, y = _way(hub, centre, _box(actor["at"]))[-1]
        parts.append(node(x, y, 3.0, pen.palette.accent.rgb, pen.palette.deepest.rgb))
    for quarter in words["quarters"]:
        parts += _quarter(quarter, pen)
    for tie in words["ties"]:
        parts += _tie(tie, pen)
    parts += _hall(centre, words["centre"], pen)
    return Sheet(PAGE_PT, ROWS * (LANE_PT + GAP_PT) - GAP_PT + 0.8, tuple(parts))


def _cells(at: list[int]) -> list[tuple[int, int]]:
    column, row, wide, tall = at
    return [(x, y) for x in range(column, column + wide) for y in range(row, row + tall)]


def _box(at: list[int]) -> Box:
    column, row, wide, tall = at
    pitch = (PAGE_PT - 0.8 + GAP_PT) / COLUMNS
    return Box(
        0.4 + column * pitch,
        0.4 + row * (LANE_PT + GAP_PT),
        wide * pitch - GAP_PT,
        tall * (LANE_PT + GAP_PT) - GAP_PT,
    )


def _ground(taken: set[tuple[int, int]], pen: Pen) -> Iterator[str]:
    for row, marks in enumerate(GROUND):
        for column, mark in enumerate(marks.split()):
            if (column, row) not in taken:
                look = replace(pen.looks[LOOKS[mark]], hatch=pen.palette.light.rgb)
                ground = look.ground if mark != "/" else pen.palette.tint.rgb
                yield from parcel(_box([column, row, 1, 1]), replace(look, ground=ground), pen.palette.light.rgb)


def _way(hub: tuple[float, float], centre: Box, box: Box) -> list[tuple[float, float]]:
    """Lead from the middle of the town along its streets to the side of a parcel that faces it."""
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    if box.y > centre.y + centre.height or box.y + box.height < centre.y:
        y = box.y if box.y > hub[1] else box.y + box.height
        x = min(max(middle[0], centre.x + 12), centre.x + centre.width - 12)
        street = (y + (centre.y + centre.height if y > hub[1] else centre.y)) / 2
        return [(x, hub[1]), (x, street), (middle[0], street), (middle[0], y)]
    x = box.x if box.x > hub[0] else box.x + box.width
    return [(hub[0], middle[1]), (x, middle[1])]


def _actor(actor: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    box, edge, look = _box(actor["at"]), pen.palette.deepest.rgb, pen.looks[actor["look"]]
    yield from parcel(box, pen.looks["plain"], edge)
    is_right = box.x > PAGE_PT / 2
    yield from parcel(Box(box.x + (box.width - 9.0 if is_right else 0), box.y, 9.0, box.height), look, edge)
    x, room = box.x + (7.0 if is_right else 14.5), box.width - 22.0
    name, remark = pen.wrap(actor["name"], room, SIZE_PT, 700), pen.wrap(actor["remark"], room, SMALL_PT, 400)
    yield from pair_at(x, box.y + box.height / 2, name, remark)


def _quarter(quarter: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """Name a side of the town on a parcel of its own."""
    box, look = _box(quarter["at"]), pen.looks[quarter["look"]]
    yield from parcel(box, look, pen.palette.deepest.rgb, clear=74)
    middle = (box.x + box.width / 2, box.y + box.height / 2 + SIZE_PT * 0.36)
    yield words_at(*middle, quarter["name"], SIZE_PT, 700, look.ink, "middle")


def _tie(tie: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """Say on a plate beside a way what its line means."""
    column, row = tie["at"]
    box = _box([column, row, 1, 1])
    x, y = box.x, box.y + box.height / 2
    yield plate(Box(x, y - 6.4, TIE_PT, 12.8))
    yield words_at(x + TIE_PT / 2, y + SMALL_PT * 0.36, tie["name"], SMALL_PT, 500, anchor="middle")


def _hall(box: Box, centre: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """Draw the municipality: a dark parcel with its name, what it brings, and a row of windows."""
    yield from parcel(box, pen.looks["dark"], pen.palette.deepest.rgb)
    middle = box.x + box.width / 2
    yield words_at(middle, box.y + 30, centre["name"], 12.4, 700, WHITE, "middle")
    for index, line in enumerate(pen.wrap(centre["remark"], box.width - 16, SMALL_PT, 500)):
        yield words_at(middle, box.y + 44 + index * 8.8, line, SMALL_PT, 500, WHITE, "middle")
    for index in range(WINDOWS):
        x = middle + (index - (WINDOWS - 1) / 2) * 13.0 - 4.4
        fill = pen.palette.accent.rgb if index == WINDOWS // 2 else pen.palette.light.rgb
        place = f'x="{number(x)}" y="{number(box.y + box.height - 24)}"'
        yield f'<rect {place} width="8.8" height="12" rx="1.1" fill="{fill}"/>'
