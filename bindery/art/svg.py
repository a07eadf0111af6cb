"""The few SVG shapes the art needs, as text: lengths in millimetres, colours as #rrggbb, nothing that presses dislike.

In: numbers. Out: elements without style sheets, gradients, opacity, filters or clipping (SVG 1.1,
https://www.w3.org/TR/SVG11/). Many small shapes of one colour are one path, which keeps a cover small and quick.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from math import cos, radians, sin

Point = tuple[float, float]


def number(value: float) -> str:
    """Write a number with at most two decimals, as short as it can be."""
    return "0" if abs(value) < 0.005 else f"{value:.2f}".rstrip("0").rstrip(".")


def document(body: Iterable[str], left: float, top: float, width: float, height: float) -> str:
    """Wrap elements into a drawing of `width` by `height` mm that shows this window of the plane."""
    box = " ".join(number(value) for value in (left, top, width, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}mm" height="{number(height)}mm" '
        f'viewBox="{box}" aria-hidden="true">{"".join(body)}</svg>'
    )


def data_uri(svg: str) -> str:
    """Write a drawing as a `data:` address for a style rule or an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def rotated(body: Iterable[str], angle: float, about: Point) -> str:
    """Turn elements by `angle` degrees about a point."""
    turn = " ".join(number(value) for value in (angle, *about))
    return f'<g transform="rotate({turn})">{"".join(body)}</g>'


def rect(x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> str:
    """Draw a rectangle, rounded by `radius`."""
    rounding = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        f'{rounding} fill="{fill}"/>'
    )


def circle(centre: Point, radius: float, fill: str) -> str:
    """Draw a disc."""
    return f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}" fill="{fill}"/>'


def ring(centre: Point, radius: float, stroke: str, width: float) -> str:
    """Draw a circle's line."""
    return (
        f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}" '
        f'fill="none" stroke="{stroke}" stroke-width="{number(width)}"/>'
    )


def shape(data: str, fill: str) -> str:
    """Fill a path."""
    return f'<path d="{data}" fill="{fill}"/>'


def line(data: str, stroke: str, width: float, dashes: Sequence[float] = (), cap: str = "round") -> str:
    """Draw a path's line, whole or dashed."""
    dash = f' stroke-dasharray="{" ".join(number(length) for length in dashes)}"' if dashes else ""
    return (
        f'<path d="{data}" fill="none" stroke="{stroke}" stroke-width="{number(width)}" '
        f'stroke-linecap="{cap}" stroke-linejoin="round"{dash}/>'
    )


def dot_data(centre: Point, radius: float) -> str:
    """Give the path data of a disc."""
    r, across = number(radius), number(2 * radius)
    return f"M{number(centre[0] - radius)} {number(centre[1])}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"


def block_data(x: float, y: float, width: float, height: float) -> str:
    """Give the path data of a rectangle."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def polygon_data(points: Iterable[Point]) -> str:
    """Give the path data of a closed polygon."""
    return polyline_data(points) + "z"


def polyline_data(points: Iterable[Point]) -> str:
    """Give the path data of an open line through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def curve_data(points: Sequence[Point]) -> str:
    """Give the path data of a smooth curve through points (Catmull-Rom as cubic Béziers)."""
    data = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for index in range(len(points) - 1):
        before, start, end, after = (points[min(max(i, 0), len(points) - 1)] for i in range(index - 1, index + 3))
        handles = (
            (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
            (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
            end,
        )
        data.append("C" + " ".join(f"{number(x)} {number(y)}" for x, y in handles))
    return "".join(data)


def rounded_line_data(points: Sequence[Point], radius: float) -> str:
    """Give the path data of a line whose corners are rounded by at most `radius`."""
    data = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        data.append(f"L{number(start[0])} {number(start[1])}")
        data.append(f"Q{number(corner[0])} {number(corner[1])} {number(end[0])} {number(end[1])}")
    data.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(data)


def _towards(start: Point, end: Point, distance: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    step = min(distance, length / 2)
    return start[0] + dx / length * step, start[1] + dy / length * step


def arc_data(centre: Point, radius: float, from_degrees: float, to_degrees: float) -> str:
    """Give the path data of an arc, degrees clockwise from three o'clock; less than a full turn."""
    start, end = polar(centre, radius, from_degrees), polar(centre, radius, to_degrees)
    large = int(to_degrees - from_degrees > 180)
    r = number(radius)
    return f"M{number(start[0])} {number(start[1])}A{r} {r} 0 {large} 1 {number(end[0])} {number(end[1])}"


def polar(centre: Point, radius: float, degrees: float) -> Point:
    """Find the point at a distance and a direction (degrees, clockwise from three o'clock)."""
    return centre[0] + radius * cos(radians(degrees)), centre[1] + radius * sin(radians(degrees))
