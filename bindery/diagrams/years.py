"""Two contracts on one scale of years: what was prepared, what was lived, what had been foreseen.

In: lanes of stretches and halts, dated in years with decimals. Out: a sheet as wide as a page allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bindery.charts.drawing import INK, Box
from bindery.diagrams.strokes import (
    EDGE_PT,
    PAGE_PT,
    SIZE_PT,
    SMALL_PT,
    Pen,
    Sheet,
    hairline,
    node,
    pair_at,
    parcel,
    way,
    words_at,
)

BAR_PT = 22.0
TIER_PT = 20.0
TOP_PT = 16.0
MARGIN_PT = 3.0
WORD_PT = 44.0  # what is kept clear for words
AXIS_PT = 16.0


def years(words: Mapping[str, Any], pen: Pen) -> Sheet:
    """Draw a lane for each contract above one axis, and the rule of the day the book was written."""
    first, last = int(words["from"]), int(words["to"])

    def at(year: float) -> float:
        return MARGIN_PT + (year - first) / (last - first) * (PAGE_PT - 2 * MARGIN_PT)

    tops, y = [], 0.0
    for lane in words["lanes"]:
        tops.append(y)
        y += TOP_PT + TIER_PT * lane["tiers"] + BAR_PT + 14
    bottom = y - 4
    parts = [hairline(at(year), bottom, at(year), bottom + 3, stroke=INK) for year in range(first, last + 1)]
    parts.append(hairline(at(first), bottom, at(last), bottom, stroke=INK, width=0.8))
    for year in range(first, last + 1, 2):
        anchor = "" if year == first else "end" if year == last else "middle"
        parts.append(words_at(at(year), bottom + 11, str(year), SMALL_PT, 500, anchor=anchor))
    parts += _today(words["today"], at, bottom)
    for lane, top in zip(words["lanes"], tops, strict=True):
        parts += _lane(lane, top, at, pen)
    return Sheet(PAGE_PT, bottom + AXIS_PT, tuple(parts))


def _lane(lane: Mapping[str, Any], top: float, at: Callable[[float], float], pen: Pen) -> Iterator[str]:
    edge = pen.palette.deepest.rgb
    yield words_at(0, top + 9, lane["name"], 8.4, 700)
    bar = top + TOP_PT + TIER_PT * lane["tiers"]
    for stretch in lane["stretches"]:
        box = Box(at(stretch["from"]) + 0.8, bar, at(stretch["to"]) - at(stretch["from"]) - 1.6, BAR_PT)
        look = pen.looks[stretch["look"]]
        yield from parcel(box, look, edge, clear=WORD_PT if stretch["name"] else 0)
        if not stretch["name"]:
            continue
        middle = (box.x + box.width / 2, bar + BAR_PT / 2)
        lines = pen.wrap(stretch["name"], box.width - 6, SIZE_PT, 600)
        yield from _centred(lines, middle, look.ink)
    for halt in lane["halts"]:
        x, middle = at(halt["at"]), bar - 3 - TIER_PT * (halt["tier"] - 0.5)
        yield hairline(x, middle - 8, x, bar, stroke=INK, width=EDGE_PT)
        yield node(x, bar, 2.4, pen.palette.accent.rgb, edge, 0.8)
        anchor = halt.get("anchor", "")
        yield from pair_at(x + (-3.4 if anchor else 3.4), middle, (halt["date"],), (halt["name"],), anchor=anchor)


def _centred(lines: tuple[str, ...], middle: tuple[float, float], ink: str) -> Iterator[str]:
    leading = 8.8
    for index, line in enumerate(lines):
        y = middle[1] + (index - (len(lines) - 1) / 2) * leading + SIZE_PT * 0.36
        yield words_at(middle[0], y, line, SIZE_PT, 600, ink, "middle")


def _today(today: Mapping[str, Any], at: Callable[[float], float], bottom: float) -> Iterator[str]:
    x = at(today["at"])
    yield way(((x, 3), (x, bottom)), width=0.8, dash="2.4 1.8")
    yield words_at(x + 3.4, 8.6, today["name"], SMALL_PT, 500)
