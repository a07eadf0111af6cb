"""Steps: amounts that hold for a time, then change, one row a series above a common row of periods.

In: a chart whose labels are periods. Out: a picture in which each series keeps a row of its own, so that small and
large amounts stand together: a level's height is its share of the row's first value, the same for all rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bindery.charts.chart import BadChart, Chart, Picture, Series
from bindery.charts.drawing import GREY, LEADING, SIZE_PT, SMALL_PT, path, rule, text, text_width, wrap
from bindery.tokens import Palette

NAMES_SHARE = 0.35  # of the chart's width, for the names of the rows
GAP_PT = 8.0
RISE_PT = 13.0  # from the lowest level of the chart to its highest
ROW_PT = 36.0
ABOVE_PT = 3.2  # between a level and its value
PERIODS_PT = 13.0


def steps(chart: Chart, palette: Palette) -> Picture:
    """Draw a row of levels for each series, each level with its value, the highest of a row in bold."""
    rises = _rises(chart)
    left = chart.width * NAMES_SHARE
    slot = (chart.width - left) / len(chart.labels)
    periods = [wrap(label, slot - 4, SMALL_PT) for label in chart.labels]
    _check_room(chart, slot, periods)
    bottom = ROW_PT * len(chart.series)
    parts = [rule(left + i * slot, 2, left + i * slot, bottom, stroke=GREY, width=0.4) for i in range(len(periods) + 1)]
    for row, series in enumerate(chart.series, start=1):
        base = ROW_PT * row - 6
        parts += _named(series.name, base, left)
        heights = [None if rise is None else base - rise * RISE_PT for rise in rises[row - 1]]
        parts += _levels(chart, series, heights, left, slot, palette)
        parts.append(rule(0, ROW_PT * row, chart.width, ROW_PT * row, stroke=GREY, width=0.4))
    first = bottom + PERIODS_PT - 3
    for index, lines in enumerate(periods):
        for row, words in enumerate(lines):
            y = first + row * SMALL_PT * LEADING
            parts.append(text(left + slot * (index + 0.5), y, words, size=SMALL_PT, anchor="middle"))
    if chart.unit_told:
        parts.append(text(0, first, chart.unit_told, size=SMALL_PT))
    return Picture(chart.width, first + 3 + (max(map(len, periods)) - 1) * SMALL_PT * LEADING, tuple(parts))


def _rises(chart: Chart) -> list[list[float | None]]:
    """Measure each value against the first of its row, from 0 for the lowest of the chart to 1 for the highest."""
    rows: list[list[Decimal | None]] = []
    for series in chart.series:
        known = [value for value in series.values if value is not None]
        if not known or min(known) <= 0:
            raise BadChart(f"`{series.name}` has no value, or one that is not above zero", "use `type=line`")
        rows.append([None if value is None else value / known[0] for value in series.values])
    shares = [share for row in rows for share in row if share is not None]
    low, spread = min(shares), max(shares) - min(shares) or Decimal(1)
    return [[None if share is None else float((share - low) / spread) for share in row] for row in rows]


def _check_room(chart: Chart, slot: float, periods: list[list[str]]) -> None:
    widths = [
        *(text_width(chart.written(v, s.places), bold=True) for s in chart.series for v in s.values if v is not None),
        *(text_width(words, SMALL_PT) for lines in periods for words in lines),
    ]
    if max(widths) + 3 > slot:
        raise BadChart(f"{len(periods)} periods are too many for the width", "keep fewer, or use `type=line`")


def _named(name: str, base: float, left: float) -> Iterator[str]:
    lines = wrap(name, left - GAP_PT)
    first = base - RISE_PT / 2 - (len(lines) - 1) * SIZE_PT * LEADING / 2
    for index, words in enumerate(lines):
        yield text(0, first + index * SIZE_PT * LEADING, words)


def _levels(
    chart: Chart, series: Series, heights: list[float | None], left: float, slot: float, palette: Palette
) -> Iterator[str]:
    """Draw each level, a riser from the one before, and its value above."""
    highest, before = max(value for value in series.values if value is not None), None
    for index, (value, y) in enumerate(zip(series.values, heights, strict=True)):
        x = left + index * slot
        if value is not None and y is not None:
            if before is not None and abs(before - y) > 0.1:
                yield rule(x, before, x, y, stroke=palette.dark.rgb, width=1.0)
            yield path(f"M{x:.2f} {y:.2f}h{slot:.2f}", stroke=palette.dark.rgb, width=2.0)
            words, is_highest = chart.written(value, series.places), value == highest
            yield text(x + slot / 2, y - ABOVE_PT, words, anchor="middle", bold=is_highest)
        before = y
