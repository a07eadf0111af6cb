"""Lines: values over time, each series with dashes and marks of its own, named where it ends.

In: a chart. Out: a picture in which a missing value breaks the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bindery.charts.chart import Chart, Picture, Series
from bindery.charts.drawing import (
    GREY,
    INK,
    LEADING,
    SIZE_PT,
    SMALL_PT,
    mark,
    number,
    path,
    rule,
    text,
    text_width,
    wrap,
)
from bindery.charts.rows import UNIT_PT
from bindery.charts.scale import Scale, scale_for
from bindery.tokens import Palette

HEIGHT_PT = 138.0
DASHES = ("", "5 2", "1.5 2", "7 2 1.5 2", "3 3", "9 3")
NAMES_AT_MOST = 0.3  # of the chart's width
FEW_POINTS = 8


def lines(chart: Chart, palette: Palette) -> Picture:
    """Draw a line for each series over labels at even distances."""
    top = UNIT_PT if chart.unit_told else 2.0
    base = top + HEIGHT_PT
    scale = scale_for(chart.numbers, from_zero=False, start=base, end=top + SIZE_PT)
    ticks = [(tick, chart.written(tick, scale.places)) for tick in scale.ticks]
    left = max(text_width(words, SMALL_PT) for _, words in ticks) + 6
    names = [wrap(_ending(chart, series), chart.width * NAMES_AT_MOST) for series in chart.series]
    right = chart.width - max(text_width(row, bold=True) for rows in names for row in rows) - 9
    parts = [text(0, SMALL_PT, chart.unit_told, size=SMALL_PT)] if chart.unit_told else []
    for tick, words in ticks:
        y = scale.at(tick)
        is_zero = tick == 0
        parts.append(rule(left, y, right + 3, y, stroke=INK if is_zero else GREY, width=0.8 if is_zero else 0.4))
        parts.append(text(left - 5, y + SMALL_PT * 0.35, words, size=SMALL_PT, anchor="end"))
    step = (right - left - 16) / max(1, len(chart.labels) - 1)
    xs = [left + 8 + index * step for index in range(len(chart.labels))]
    parts += _labels_below(chart, xs, base)
    for index, series in enumerate(chart.series):
        parts += _line(chart, series, index, xs, scale, palette)
    parts += _name_ends(chart, names, xs, scale, right + 6, base)
    return Picture(chart.width, base + SIZE_PT + 8, tuple(parts))


def _ending(chart: Chart, series: Series) -> str:
    last = next((value for value in reversed(series.values) if value is not None), None)
    return series.name if last is None else f"{series.name} {chart.written(last, series.places)}"


def _labels_below(chart: Chart, xs: Sequence[float], base: float) -> Iterator[str]:
    """Write the labels that fit, the first and every so-many-th one."""
    widest = max(text_width(label) for label in chart.labels) + 6
    step = xs[1] - xs[0] if len(xs) > 1 else widest
    every = next(n for n in range(1, len(xs) + 2) if n * step >= widest or n > len(xs))
    for index, (label, x) in enumerate(zip(chart.labels, xs, strict=True)):
        yield rule(x, base, x, base + 2.5, width=0.5)
        if index % every == 0:
            half = text_width(label) / 2
            yield text(max(half, min(x, chart.width - half)), base + SIZE_PT + 4, label, anchor="middle")


def _line(
    chart: Chart, series: Series, index: int, xs: Sequence[float], scale: Scale, palette: Palette
) -> Iterator[str]:
    colour = (palette.dark.rgb, palette.mid.rgb, palette.deepest.rgb)[index % 3]
    points = [(x, scale.at(value)) if value is not None else None for x, value in zip(xs, series.values, strict=True)]
    d, is_open = "", False
    for point in points:
        d += f"{'L' if is_open else 'M'}{number(point[0])} {number(point[1])}" if point else ""
        is_open = point is not None
    if "L" in d:
        yield path(d, stroke=colour, width=1.6, dash=DASHES[index])
    few = len(xs) <= FEW_POINTS and len(chart.series) == 1
    for position, point in enumerate(points):
        if point is None:
            continue
        yield mark(index, *point, palette, r=2.5)
        value = series.values[position]
        if few and value is not None and position < len(points) - 1:
            words = chart.written(value, series.places)
            yield _label_point(point, [each for each in points if each], words)


def _label_point(point: tuple[float, float], points: Sequence[tuple[float, float]], words: str) -> str:
    """Write a value on the side of its point where no line runs."""
    at = points.index(point)
    before, after = points[at - 1][1] if at else point[1], points[at + 1][1] if at + 1 < len(points) else point[1]
    if before <= point[1] and after <= point[1] and before + after < 2 * point[1]:  # a valley: y grows downwards
        return text(point[0], point[1] + 11, words, anchor="middle")
    shift, anchor = (3, "end") if after < point[1] else (-3, "") if before < point[1] else (0, "middle")
    return text(point[0] + shift, point[1] - 5.5, words, anchor=anchor)


def _name_ends(
    chart: Chart, names: Sequence[Sequence[str]], xs: Sequence[float], scale: Scale, x: float, base: float
) -> Iterator[str]:
    """Write each name beside the end of its line, pushed down where two would meet."""
    ends: list[tuple[float, int]] = []
    for index, series in enumerate(chart.series):
        value = next((v for v in reversed(series.values) if v is not None), Decimal(0))
        ends.append((scale.at(value), index))
    leading = SIZE_PT * LEADING
    total = sum(len(rows) for rows in names) * leading
    free = float("-inf")
    for y, index in sorted(ends):
        total -= len(names[index]) * leading
        top = max(
            free, min(y - (len(names[index]) - 1) * leading / 2, base - total - len(names[index]) * leading + leading)
        )
        for row, words in enumerate(names[index]):
            yield text(x, top + row * leading + SIZE_PT * 0.35, words, bold=True)
        free = top + len(names[index]) * leading + 1
