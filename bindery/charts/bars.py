"""Bars: lying for names, standing for the years of one series, stacked for the parts of a whole.

In: a chart. Out: a picture whose bars start at zero, each with its value beside it, the first with its series' name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bindery.charts.chart import Chart, Picture
from bindery.charts.drawing import (
    GREY,
    SIZE_PT,
    SMALL_PT,
    Box,
    Fill,
    area,
    fills,
    label,
    rect,
    rule,
    text,
    text_width,
    wrap,
)
from bindery.charts.rows import AXIS_PT, UNIT_PT, axis_below, label_rows, lay_rows, row_scale, tell_unit, zero_rule
from bindery.charts.scale import Scale, scale_for
from bindery.tokens import Palette

BAR_PT = 11.0
STACK_PT = 16.5
GROUP_GAP_PT = 9.0
BESIDE_PT = 3.5
STANDING_HEIGHT_PT = 100.0
STANDING_MOST = 12
WIDEST_BAR_PT = 34.0
NAME_PT = 9.4  # the line of a name above a stacked bar


def bars(chart: Chart, palette: Palette) -> Picture:
    """Draw bars: standing when one series runs over short labels, lying otherwise."""
    slot = chart.width / len(chart.labels)
    is_short = all(text_width(name) < min(slot - 6, 60) for name in chart.labels)
    if len(chart.series) == 1 and 3 <= len(chart.labels) <= STANDING_MOST and is_short:
        return _standing(chart, palette)
    return _lying(chart, palette)


def _lying(chart: Chart, palette: Palette) -> Picture:
    rows = lay_rows(chart, BAR_PT * len(chart.series), GROUP_GAP_PT)
    beside = {
        (position, index): _Beside(chart, position, index, value)
        for index, series in enumerate(chart.series)
        for position, value in enumerate(series.values)
        if value is not None
    }
    room = [(each.value, each.width) for each in beside.values() if each.value >= 0]
    below_zero = [text_width(each.words) + BESIDE_PT for each in beside.values() if each.value < 0]
    left = rows.left + max(below_zero, default=0)
    scale = row_scale(chart, chart.numbers, room, left, from_zero=True)
    looks = fills(palette)
    parts = [tell_unit(chart, rows), *axis_below(chart, scale, rows), *label_rows(rows)]
    for (position, index), each in sorted(beside.items(), key=lambda item: item[0]):
        y = rows.rows[position].middle + (index - len(chart.series) / 2) * BAR_PT
        parts += _lying_bar(scale, each.value, y, looks[index], palette)
        parts += each.written(scale, y + BAR_PT / 2 + SIZE_PT * 0.35)
    parts.append(zero_rule(scale, rows))
    return Picture(chart.width, rows.bottom + AXIS_PT, tuple(parts))


def _lying_bar(scale: Scale, value: Decimal, y: float, look: Fill, palette: Palette) -> Iterator[str]:
    ends = sorted((scale.at(Decimal(0)), scale.at(value)))
    if ends[1] - ends[0] > 0.1:
        yield from area(Box(ends[0], y + 0.8, ends[1] - ends[0], BAR_PT - 1.6), look, palette.deepest.rgb)


class _Beside:
    """What stands after a bar: its value, and once the name of its series."""

    def __init__(self, chart: Chart, position: int, index: int, value: Decimal) -> None:
        series = chart.series[index]
        self.value = value
        self.words = chart.written(value, series.places)
        self.name = series.name if len(chart.series) > 1 and position == _naming_row(chart) else ""
        named = 5 + text_width(self.name, bold=True) if self.name else 0.0
        self.width = BESIDE_PT + text_width(self.words) + named + 1

    def written(self, scale: Scale, baseline: float) -> Iterator[str]:
        """Write it right of the bar; the value of a negative one to its left."""
        x = scale.at(self.value)
        if self.value < 0:
            yield label(x - BESIDE_PT, baseline, self.words, anchor="end")
            x = scale.at(Decimal(0)) + BESIDE_PT
        else:
            yield label(x + BESIDE_PT, baseline, self.words)
            x += BESIDE_PT + text_width(self.words) + 5
        if self.name:
            yield label(x, baseline, self.name, bold=True)


def _naming_row(chart: Chart) -> int:
    """Find the first row in which every series has a value."""
    full = (i for i in range(len(chart.labels)) if all(series.values[i] is not None for series in chart.series))
    return next(full, 0)


def _standing(chart: Chart, palette: Palette) -> Picture:
    series, look = chart.series[0], fills(palette)[0]
    top = UNIT_PT if chart.unit_told else 2.0
    base = top + STANDING_HEIGHT_PT
    scale = scale_for(chart.numbers, from_zero=True, start=base, end=top + SIZE_PT * 1.4)
    ticks = [(tick, chart.written(tick, scale.places)) for tick in scale.ticks]
    left = max(text_width(words, SMALL_PT) for _, words in ticks) + 6
    parts = [text(0, SMALL_PT, chart.unit_told, size=SMALL_PT)] if chart.unit_told else []
    for tick, words in ticks:
        y = scale.at(tick)
        parts.append(rule(left, y, chart.width, y, stroke=GREY, width=0.4))
        parts.append(text(left - 5, y + SMALL_PT * 0.35, words, size=SMALL_PT, anchor="end"))
    slot = (chart.width - left) / len(chart.labels)
    for position, value in enumerate(series.values):
        if value is not None:
            middle = left + slot * (position + 0.5)
            words = chart.written(value, series.places)
            parts += _standing_bar(scale, value, middle, min(WIDEST_BAR_PT, slot * 0.62), look, palette)
            above = scale.at(value) - 3.5 if value >= 0 else scale.at(value) + SIZE_PT + 1
            parts.append(label(middle, above, words, anchor="middle", bold=True))
    zero = scale.at(Decimal(0))
    parts.append(rule(left, zero, chart.width, zero, width=0.8))
    names = [wrap(name, slot - 4) for name in chart.labels]
    for position, rows in enumerate(names):
        for row, words in enumerate(rows):
            parts.append(text(left + slot * (position + 0.5), base + 11.5 + row * 9, words, anchor="middle"))
    return Picture(chart.width, base + 15 + (max(map(len, names)) - 1) * 9, tuple(parts))


def _standing_bar(
    scale: Scale, value: Decimal, middle: float, width: float, look: Fill, palette: Palette
) -> Iterator[str]:
    ends = sorted((scale.at(Decimal(0)), scale.at(value)))
    if ends[1] - ends[0] > 0.1:
        yield from area(Box(middle - width / 2, ends[0], width, ends[1] - ends[0]), look, palette.deepest.rgb)


def stacked_bars(chart: Chart, palette: Palette) -> Picture:
    """Draw lying bars cut into parts, the parts' names above the first bar, each bar's sum at its end."""
    places = max(series.places for series in chart.series)
    sums = [sum((s.values[i] or Decimal(0) for s in chart.series), Decimal(0)) for i in range(len(chart.labels))]
    words = [chart.written(total, places) for total in sums]
    rows = lay_rows(chart, STACK_PT, GROUP_GAP_PT, above=len(chart.series) * NAME_PT + 3)
    beside = [(total, text_width(each, bold=True) + 6) for total, each in zip(sums, words, strict=True)]
    scale = row_scale(chart, [*sums, Decimal(0)], beside, rows.left, from_zero=True)
    parts = [tell_unit(chart, rows), *axis_below(chart, scale, rows), *label_rows(rows)]
    for position, row in enumerate(rows.rows):
        parts += _parts_of(chart, palette, scale, position, row.middle - STACK_PT / 2)
        baseline = row.middle + SIZE_PT * 0.35
        parts.append(label(scale.at(sums[position]) + 4, baseline, words[position], bold=True))
    parts.append(zero_rule(scale, rows))
    parts += _part_names(chart, scale, rows.rows[0].middle - STACK_PT / 2)
    return Picture(chart.width, rows.bottom + AXIS_PT, tuple(parts))


def _parts_of(chart: Chart, palette: Palette, scale: Scale, position: int, top: float) -> Iterator[str]:
    reached = Decimal(0)
    for look, series in zip(fills(palette), chart.series, strict=False):
        value = series.values[position] or Decimal(0)
        box = Box(scale.at(reached), top, scale.at(reached + value) - scale.at(reached), STACK_PT)
        reached += value
        if box.width > 0.1:
            yield from area(replace(box, x=box.x + 0.5, width=max(0.2, box.width - 1.0)), look, palette.deepest.rgb)
            yield from _inside(box, chart.written(value, series.places), look)


def _inside(box: Box, words: str, look: Fill) -> Iterator[str]:
    """Write a part's value in its middle, clear of the hatching, when there is room."""
    width = text_width(words)
    if width + 3 > box.width:
        return
    middle = box.x + box.width / 2
    if look.hatching:
        yield rect(Box(middle - width / 2 - 1, box.y + 2.6, width + 2, box.height - 5.2), look.plate)
    yield text(middle, box.y + box.height / 2 + SIZE_PT * 0.35, words, anchor="middle", fill=look.on_it)


def _part_names(chart: Chart, scale: Scale, bar_top: float) -> Iterator[str]:
    """Name the parts above the first bar, one a line, a rule leading each name down to its part."""
    reached = Decimal(0)
    for index, series in enumerate(chart.series):
        value = series.values[0] or Decimal(0)
        x = (scale.at(reached) + scale.at(reached + value)) / 2
        reached += value
        y = bar_top - 4 - (len(chart.series) - 1 - index) * NAME_PT
        fits = x + 3 + text_width(series.name, bold=True) <= chart.width
        yield rule(x, y - SIZE_PT * 0.7, x, bar_top, width=0.5)
        yield text(x + (3 if fits else -3), y, series.name, bold=True, anchor="" if fits else "end")
