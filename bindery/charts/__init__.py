"""Charts: data drawn as accessible SVG in the colours of a volume.

In: a `Chart` and a `Palette`. Out: an SVG with title and description (https://www.w3.org/TR/graphics-aria-1.0/),
lengths in points of the width it is printed at. Values and names stand beside what they measure, never in a legend;
every series has a hatching or a mark of its own, so that a chart reads in grey. Only rules, shapes and text: no
gradient, opacity, pattern or clipping, which presses and readers dislike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bindery.charts.bars import bars, stacked_bars
from bindery.charts.chart import BadChart, Chart, Picture, Series, check, described
from bindery.charts.dots import dots
from bindery.charts.drawing import INK, escape, number
from bindery.charts.lines import lines
from bindery.charts.steps import steps
from bindery.tokens import Palette

__all__ = ["TYPES", "BadChart", "Chart", "Series", "draw"]

TYPES: Mapping[str, Callable[[Chart, Palette], Picture]] = {
    "bar": bars,
    "dot": dots,
    "line": lines,
    "stacked": stacked_bars,
    "steps": steps,
}


def draw(chart: Chart, palette: Palette) -> str:
    """Draw a chart as an SVG element; BadChart when its data cannot be shown by its kind."""
    check(chart, TYPES)
    picture = TYPES[chart.kind](chart, palette)
    title, description = f"{chart.id}-title", f"{chart.id}-desc"
    return (
        f'<svg viewBox="0 0 {number(picture.width)} {number(picture.height)}" role="img" fill="{INK}" '
        f'aria-labelledby="{title} {description}" font-family="Archivo, Archivo Ext, Bindery Signs, sans-serif">'
        f'<title id="{title}">{escape(chart.alt)}</title>'
        f'<desc id="{description}">{escape(described(chart))}</desc>'
        f"{''.join(picture.parts)}</svg>"
    )
