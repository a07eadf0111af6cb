"""What charts with one row a label share: the column of labels, the axis below, rules behind.

In: a chart and the height its rows need. Out: where each row stands, and the elements around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bindery.charts.chart import Chart
from bindery.charts.drawing import GREY, LEADING, SIZE_PT, SMALL_PT, rule, text, text_width, wrap
from bindery.charts.scale import TICKS, Scale, scale_for

LABELS_AT_MOST = 0.36  # of the chart's width
GAP_PT = 7.0
AXIS_PT = 14.0
UNIT_PT = 14.0  # the height a unit takes above the chart
UNIT_GAP_PT = 14.0  # between a unit and the number of the first tick


@dataclass(frozen=True, slots=True)
class Row:
    """A label's lines, and the stretch its drawing fills from `top` down."""

    lines: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Give the height its label is centred on."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows from the top down, the left edge of the drawing, and where the axis stands."""

    rows: tuple[Row, ...]
    left: float
    bottom: float
    unit_fits: bool

    @property
    def top(self) -> float:
        """Give the height where rules start."""
        return self.rows[0].top - 2


def lay_rows(chart: Chart, row_height: float, gap: float, above: float = 0) -> Rows:
    """Give each label a row as high as its drawing or its words, below `above` points kept free and the unit."""
    words = [tuple(wrap(label, chart.width * LABELS_AT_MOST)) for label in chart.labels]
    left = max(text_width(line) for lines in words for line in lines) + GAP_PT
    unit_fits = text_width(chart.unit_told, SMALL_PT) + UNIT_GAP_PT <= left
    y = above + (2.0 if unit_fits else UNIT_PT)
    rows = []
    for lines in words:
        height = max(row_height, len(lines) * SIZE_PT * LEADING)
        rows.append(Row(lines, y, height))
        y += height + gap
    return Rows(tuple(rows), left, y - gap + GAP_PT / 2, unit_fits)


def tell_unit(chart: Chart, rows: Rows) -> str:
    """Tell the unit beside the axis, or above everything when it is too long for that."""
    if not chart.unit_told:
        return ""
    if rows.unit_fits:
        return text(rows.left - UNIT_GAP_PT, rows.bottom + AXIS_PT - 4, chart.unit_told, size=SMALL_PT, anchor="end")
    return text(0, SMALL_PT, chart.unit_told, size=SMALL_PT)


def label_rows(rows: Rows) -> Iterator[str]:
    """Write the labels, ranged right against the drawing."""
    for row in rows.rows:
        first = row.middle - (len(row.lines) - 1) * SIZE_PT * LEADING / 2 + SIZE_PT * 0.35
        for index, words in enumerate(row.lines):
            yield text(rows.left - GAP_PT, first + index * SIZE_PT * LEADING, words, anchor="end")


def axis_below(chart: Chart, scale: Scale, rows: Rows) -> Iterator[str]:
    """Draw a thin rule and a number for each tick, and the rule of zero."""
    for tick in scale.ticks:
        x = scale.at(tick)
        yield rule(x, rows.top, x, rows.bottom, stroke=GREY, width=0.4)
        words = chart.written(tick, scale.places)
        yield text(x, rows.bottom + AXIS_PT - 4, words, size=SMALL_PT, anchor="middle")


def zero_rule(scale: Scale, rows: Rows) -> str:
    """Draw the rule that bars start from, if zero is on the scale."""
    if not scale.low <= 0 <= scale.high:
        return ""
    x = scale.at(Decimal(0))
    return rule(x, rows.top, x, rows.bottom, width=0.8)


def row_scale(
    chart: Chart,
    values: Sequence[Decimal],
    beside: Sequence[tuple[Decimal, float]],
    left: float,
    *,
    from_zero: bool,
) -> Scale:
    """Lay values from `left` on so that what stands beside each (value, width) fits, with ticks that do not touch."""
    for count in range(TICKS, 0, -1):
        share = scale_for(values, from_zero=from_zero, start=0, end=1, ticks=count)
        ticks = [text_width(chart.written(tick, share.places), SMALL_PT) for tick in share.ticks]
        end = _fitting_end(left, chart.width, [(share.at(value), width) for value, width in beside])
        scale = replace(share, start=left, end=min(end, chart.width - ticks[-1] / 2))
        if (scale.end - left) / max(1, len(ticks) - 1) >= max(ticks) + 6:
            break
    return scale


def _fitting_end(left: float, right: float, shares: Sequence[tuple[float, float]]) -> float:
    room = [(right - width - left) / share for share, width in shares if share > 0]
    return left + max(20.0, min([right - left, *room]))
