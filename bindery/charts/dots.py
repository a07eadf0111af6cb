"""Dots: one line a series and label, a mark at its value.

In: a chart. Out: a picture in which values are compared by position, for shares and scores.
"""

from __future__ import annotations

from bindery.charts.chart import Chart, Picture
from bindery.charts.drawing import GREY, SIZE_PT, label, mark, rule, text_width
from bindery.charts.rows import AXIS_PT, axis_below, label_rows, lay_rows, row_scale, tell_unit, zero_rule
from bindery.tokens import Palette

LINE_PT = 12.0
GROUP_GAP_PT = 9.0
BESIDE_PT = 6.0


def dots(chart: Chart, palette: Palette) -> Picture:
    """Draw a mark for each value, on a line of its own, with its value and, once, its series' name."""
    rows = lay_rows(chart, LINE_PT * len(chart.series), GROUP_GAP_PT)
    beside = {}
    for index, series in enumerate(chart.series):
        for position, value in enumerate(series.values):
            if value is not None:
                name = series.name if position == 0 and len(chart.series) > 1 else ""
                beside[position, index] = (value, chart.written(value, series.places), name)
    room = [
        (value, BESIDE_PT + text_width(words) + 5 + text_width(name, bold=True))
        for value, words, name in beside.values()
    ]
    scale = row_scale(chart, chart.numbers, room, rows.left + 4, from_zero=False)
    parts = [tell_unit(chart, rows), *axis_below(chart, scale, rows), *label_rows(rows), zero_rule(scale, rows)]
    for (position, index), (value, words, name) in sorted(beside.items()):
        y = rows.rows[position].middle + (index + 0.5 - len(chart.series) / 2) * LINE_PT
        x, baseline = scale.at(value), y + SIZE_PT * 0.35
        parts.append(rule(scale.start, y, x if scale.low == 0 else scale.end, y, stroke=GREY, width=0.8))
        parts.append(label(x + BESIDE_PT, baseline, words))
        if name:
            parts.append(label(x + BESIDE_PT + text_width(words) + 5, baseline, name, bold=True))
        parts.append(mark(index, x, y, palette))
    return Picture(chart.width, rows.bottom + AXIS_PT, tuple(parts))
