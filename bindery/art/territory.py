"""The territory of a volume: a map of parcels, a river or a road across them, and the network of its subject on top.

In: a volume's number, a palette and the window to show, in millimetres; the plane's origin is the front cover's top
left corner, so that back, spine and front are three windows on one drawing.
Out: SVG text made of the palette's colours only: no gradient, no opacity, no shadow, no clipping. The number seeds the
drawing: the same number gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, radians, sin
from random import Random

from bindery.art.motifs import MOTIFS, Motif
from bindery.art.svg import (
    Point,
    block_data,
    curve_data,
    document,
    dot_data,
    line,
    number,
    polygon_data,
    rect,
    rotated,
    shape,
)
from bindery.tokens import Palette

CENTRE: Point = (-5.0, 120.0)  # the middle of a wrap: the plane turns about it
REACH_MM = 250.0  # half the side of the plane that is drawn
CORNER_MM = 1.1
STREETS_MM = (2.6, 2.2, 1.8, 1.6, 1.4)  # the first cuts are avenues, the last are lanes


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane to show, in mm from the front's top left corner."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float

    def shows(self, centre: Point, radius_mm: float) -> bool:
        """Say whether a disc may touch the window."""
        x, y = centre[0] - self.left_mm, centre[1] - self.top_mm
        return -radius_mm < x < self.width_mm + radius_mm and -radius_mm < y < self.height_mm + radius_mm


@dataclass(frozen=True, slots=True)
class Terrain:
    """What makes one territory differ from another: its grain, its slope and its river."""

    angle: float  # degrees, of the streets
    parcel_mm2: float  # a usual parcel
    band_y_mm: float  # where the band meets the fold
    band_slope: float
    band_swing_mm: float
    band_length_mm: float
    band_phase: float
    band_width_mm: float
    band_lanes: int
    band_dashes: tuple[float, ...]
    vocabulary: str  # names of fills, a frequent one twice


TERRAINS = (
    Terrain(-13, 270, 178, -0.17, 9, 62, 0.4, 19, 4, (), "plain plain stripes stripes dots arcs arcs windows halves"),
    Terrain(11, 230, 112, 0.27, 10, 70, 2.2, 17, 3, (), "plain plain arcs arcs arcs dots dots stripes windows court"),
    Terrain(
        -21, 250, 132, 0.20, 12, 55, 0.2, 16, 5, (2.6, 1.6), "plain windows windows dots dots stripes halves court"
    ),
    Terrain(
        16, 300, 170, -0.24, 13, 66, 1.2, 18, 2, (5.0, 3.4), "plain plain stripes stripes halves windows arcs dots"
    ),
    Terrain(-8, 260, 116, 0.22, 8, 58, 3.0, 17, 5, (), "plain plain arcs dots dots stripes stripes halves court"),
    Terrain(-15, 280, 186, -0.20, 9, 68, 0.9, 20, 4, (), "plain plain stripes dots arcs arcs windows windows"),
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A rectangle between streets, in the turned plane, mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """Give the point in the middle of the window."""
        return self.x + self.width / 2, self.y + self.height / 2


def territory_svg(
    volume_number: int,
    width_mm: float,
    height_mm: float,
    palette: Palette,
    *,
    left_mm: float = 0.0,
    top_mm: float = 0.0,
    darkened: bool = False,
) -> str:
    """Draw a window on a volume's territory, by day or, `darkened`, by night."""
    window = Window(left_mm, top_mm, width_mm, height_mm)
    terrain = TERRAINS[(volume_number - 1) % len(TERRAINS)]
    motif = MOTIFS[(volume_number - 1) % len(MOTIFS)]
    inks = night(palette) if darkened else palette
    ground = rect(left_mm - 1, top_mm - 1, width_mm + 2, height_mm + 2, inks.deepest.rgb)
    parcels = _parcels_svg(volume_number, motif, window, inks)
    return document((ground, parcels, *_band(terrain, inks), *motif.draw(terrain.angle, inks)), *_box(window))


def night(palette: Palette) -> Palette:
    """Give the palette of the territory at night: each role becomes its darkened token."""
    return replace(
        palette,
        dark=palette.back_1,
        mid=palette.back_2,
        light=palette.back_3,
        accent=palette.back_4,
        paper=palette.back_5,
    )


def opener_svg(volume_number: int, width_mm: float, height_mm: float, palette: Palette) -> str:
    """Draw the ground of a part's opening page: parcels and band only, so that a numeral can stand on it."""
    window = Window(10.0, 90.0, width_mm, height_mm)
    terrain = TERRAINS[(volume_number - 1) % len(TERRAINS)]
    ground = rect(9, 89, width_mm + 2, height_mm + 2, palette.deepest.rgb)
    parcels = _parcels_svg(volume_number, None, window, palette)
    return document((ground, parcels, *_band(terrain, palette)), *_box(window))


def _box(window: Window) -> tuple[float, float, float, float]:
    return window.left_mm, window.top_mm, window.width_mm, window.height_mm


def _parcels_svg(volume_number: int, motif: Motif | None, window: Window, inks: Palette) -> str:
    """Draw the plots that the window shows; those under the motif keep quiet."""
    terrain = TERRAINS[(volume_number - 1) % len(TERRAINS)]
    shown = (plot for plot in _plots(volume_number) if window.shows(plot.centre, plot.radius_mm))
    drawn = (_filled(plot, inks, calm=bool(motif and motif.calms(plot.centre))) for plot in shown)
    return rotated(drawn, terrain.angle, CENTRE)


def turned(point: Point, angle: float) -> Point:
    """Turn a point of the plane by `angle` degrees about the middle of the wrap."""
    x, y = point[0] - CENTRE[0], point[1] - CENTRE[1]
    turn = radians(angle)
    return CENTRE[0] + x * cos(turn) - y * sin(turn), CENTRE[1] + x * sin(turn) + y * cos(turn)


def _parcels(random: Random, block: Parcel, terrain: Terrain, depth: int) -> list[Parcel]:
    area = block.width * block.height
    usual = terrain.parcel_mm2 * random.choice((0.22, 0.4, 0.7, 1.0, 1.5, 2.2))
    if area < usual or min(block.width, block.height) < 8:
        return [block]
    street = STREETS_MM[min(depth // 2, len(STREETS_MM) - 1)]
    cut = random.uniform(0.32, 0.68)
    if block.width * random.uniform(0.75, 1.33) > block.height:
        first = (block.width - street) * cut
        halves = (
            Parcel(block.x, block.y, first, block.height),
            Parcel(block.x + first + street, block.y, block.width - first - street, block.height),
        )
    else:
        first = (block.height - street) * cut
        halves = (
            Parcel(block.x, block.y, block.width, first),
            Parcel(block.x, block.y + first + street, block.width, block.height - first - street),
        )
    return [parcel for half in halves for parcel in _parcels(random, half, terrain, depth + 1)]


# A parcel's ground and the two inks drawn on it, as roles; the accent is rare, so that it stays an accent.
_SCHEMES = (
    ("dark", "mid", "light"),
    ("dark", "mid", "paper"),
    ("dark", "deepest", "mid"),
    ("mid", "dark", "light"),
    ("mid", "deepest", "paper"),
    ("mid", "light", "paper"),
    ("mid", "dark", "accent"),
    ("light", "mid", "paper"),
    ("light", "dark", "mid"),
    ("light", "paper", "dark"),
    ("paper", "light", "mid"),
    ("accent", "paper", "deepest"),
)
_FREQUENCIES = (20, 8, 14, 18, 14, 8, 3, 14, 8, 5, 5, 5)
_CALM_SCHEMES = (
    ("dark", "deepest", "mid"),
    ("dark", "mid", "dark"),
    ("mid", "dark", "dark"),
    ("deepest", "dark", "dark"),
)


@dataclass(frozen=True, slots=True)
class Plot:
    """A parcel and what chance has put on it: roles of its inks, loud and quiet, and how it is filled."""

    parcel: Parcel
    centre: Point  # in the plane
    radius_mm: float
    scheme: tuple[str, str, str]
    calm_scheme: tuple[str, str, str]
    fill: str
    seed: float


@cache
def _plots(volume_number: int) -> tuple[Plot, ...]:
    """Lay out the whole plane of a volume, on which every drawing of it is a window."""
    random, terrain = Random(volume_number), TERRAINS[(volume_number - 1) % len(TERRAINS)]
    plane = Parcel(CENTRE[0] - REACH_MM, CENTRE[1] - REACH_MM, 2 * REACH_MM, 2 * REACH_MM)
    fills = terrain.vocabulary.split()
    return tuple(
        Plot(
            parcel=parcel,
            centre=turned(parcel.centre, terrain.angle),
            radius_mm=hypot(parcel.width, parcel.height) / 2,
            scheme=random.choices(_SCHEMES, _FREQUENCIES)[0],
            fill=random.choice(fills),
            calm_scheme=random.choices(_CALM_SCHEMES, (6, 4, 4, 2))[0],
            seed=random.random(),
        )
        for parcel in _parcels(random, plane, terrain, 0)
    )


def _filled(plot: Plot, inks: Palette, *, calm: bool) -> str:
    parcel = plot.parcel
    ground, first, second = (getattr(inks, role).rgb for role in (plot.calm_scheme if calm else plot.scheme))
    ground_shape = rect(parcel.x, parcel.y, parcel.width, parcel.height, ground, CORNER_MM)
    return ground_shape + FILLS[plot.fill](Random(plot.seed), parcel, first, second)


def _plain(_random: Random, _parcel: Parcel, _first: str, _second: str) -> str:
    return ""


def _stripes(random: Random, parcel: Parcel, first: str, second: str) -> str:
    """Furrows along the longer side, a margin all round."""
    margin, step = 1.9, random.choice((1.9, 2.4, 3.0))
    long_way = parcel.width >= parcel.height
    across = (parcel.height if long_way else parcel.width) - 2 * margin
    count = max(int(across / step), 1)
    data = []
    for index in range(count):
        offset = margin + (index + 0.5) * across / count
        if long_way:
            data.append(f"M{number(parcel.x + margin)} {number(parcel.y + offset)}h{number(parcel.width - 2 * margin)}")
        else:
            data.append(
                f"M{number(parcel.x + offset)} {number(parcel.y + margin)}v{number(parcel.height - 2 * margin)}"
            )
    return line("".join(data), random.choice((first, first, second)), 0.62)


def _dots(random: Random, parcel: Parcel, first: str, second: str) -> str:
    """An orchard: rows of trees, staggered or not, now and then a tree of another kind."""
    step, staggered = random.choice((3.0, 3.6, 4.4)), random.random() < 0.6
    columns, rows = (max(int((side - 1.6) / step), 1) for side in (parcel.width, parcel.height))
    radius = step * random.choice((0.2, 0.26, 0.3))
    paths: dict[str, list[str]] = {first: [], second: []}
    for row in range(rows):
        shift = step / 2 if staggered and row % 2 else 0
        for column in range(columns - (1 if shift else 0)):
            x = parcel.x + (parcel.width - (columns - 1) * step) / 2 + column * step + shift
            y = parcel.y + (parcel.height - (rows - 1) * step) / 2 + row * step
            paths[second if random.random() < 0.05 else first].append(dot_data((x, y), radius))
    return _by_ink(paths)


def _arcs(random: Random, parcel: Parcel, first: str, second: str) -> str:
    """Quarter circles about one corner, as terraces or the rows of a theatre."""
    corner_x, corner_y = random.choice((0, 1)), random.choice((0, 1))
    reach, count = min(parcel.width, parcel.height) - 0.9, random.choice((2, 3, 4))
    ground_first = random.random() < 0.3
    drawn = []
    for index in range(count):
        outer = reach * (count - index) / count
        inner = outer - reach / count * 0.5
        ink = second if (index == count - 1) != ground_first else first
        wedge = index == count - 1
        drawn.append(shape(_quarter(parcel, (corner_x, corner_y), outer, 0 if wedge else inner), ink))
    return "".join(drawn)


def _quarter(parcel: Parcel, corner: tuple[int, int], outer: float, inner: float) -> str:
    """Give a quarter ring at a parcel's corner (0 left or top, 1 right or bottom), or a wedge when `inner` is 0."""
    sx, sy = 1 - 2 * corner[0], 1 - 2 * corner[1]
    x, y = parcel.x + corner[0] * parcel.width, parcel.y + corner[1] * parcel.height
    sweep = int(sx * sy > 0)
    inner, back = (inner, 1 - sweep) if inner else (CORNER_MM, 1 - sweep)
    o, i = number(outer), number(inner)
    return (
        f"M{number(x + sx * outer)} {number(y)}A{o} {o} 0 0 {sweep} {number(x)} {number(y + sy * outer)}"
        f"L{number(x)} {number(y + sy * inner)}A{i} {i} 0 0 {back} {number(x + sx * inner)} {number(y)}z"
    )


def _windows(random: Random, parcel: Parcel, first: str, second: str) -> str:
    """A front of windows, some lit, some with a half-drawn blind."""
    step, pane = random.choice(((3.4, 2.2), (4.0, 2.7), (5.0, 3.5)))
    columns, rows = (max(int((side - 1.0) / step), 1) for side in (parcel.width, parcel.height))
    paths: dict[str, list[str]] = {first: [], second: []}
    for row in range(rows):
        for column in range(columns):
            x = parcel.x + (parcel.width - columns * step + step - pane) / 2 + column * step
            y = parcel.y + (parcel.height - rows * step + step - pane) / 2 + row * step
            chance = random.random()
            if chance < 0.62:
                paths[first].append(block_data(x, y, pane, pane))
            elif chance < 0.78:
                paths[second].append(block_data(x, y, pane, pane))
            elif chance < 0.92:
                paths[first].append(block_data(x, y, pane, pane))
                paths[second].append(polygon_data(((x, y), (x + pane, y), (x, y + pane))))
    return _by_ink(paths)


def _halves(random: Random, parcel: Parcel, first: str, second: str) -> str:
    """Squares cut along their diagonal: roofs seen from above."""
    columns, rows = (max(round((side - 1.8) / 4.6), 1) for side in (parcel.width, parcel.height))
    width, height = (parcel.width - 1.8) / columns, (parcel.height - 1.8) / rows
    paths: dict[str, list[str]] = {first: [], second: []}
    turn = random.choice((0, 1))
    for row in range(rows):
        for column in range(columns):
            x, y = parcel.x + 0.9 + column * width + 0.25, parcel.y + 0.9 + row * height + 0.25
            right, low = x + width - 0.5, y + height - 0.5
            upper = ((x, y), (right, y), (x, low)) if turn else ((x, y), (right, y), (right, low))
            paths[second if random.random() < 0.16 else first].append(polygon_data(upper))
    return _by_ink(paths)


def _court(random: Random, parcel: Parcel, first: str, second: str) -> str:
    """A house about its court, with a round tree in it when there is room."""
    wall = min(parcel.width, parcel.height) * 0.2
    x, y, width, height = parcel.x + wall, parcel.y + wall, parcel.width - 2 * wall, parcel.height - 2 * wall
    court = rect(x, y, width, height, first, CORNER_MM * 0.7)
    if random.random() < 0.45:
        return court
    return court + shape(dot_data(parcel.centre, min(width, height) * 0.3), second)


FILLS: dict[str, Callable[[Random, Parcel, str, str], str]] = {
    "plain": _plain,
    "stripes": _stripes,
    "dots": _dots,
    "arcs": _arcs,
    "windows": _windows,
    "halves": _halves,
    "court": _court,
}


def _by_ink(paths: dict[str, list[str]]) -> str:
    return "".join(shape("".join(data), ink) for ink, data in paths.items() if data)


def _band(terrain: Terrain, inks: Palette) -> list[str]:
    """Draw the broad curved band: banks in the deepest tone, water or tarmac, fine lines along it."""
    spine = [(x, band_height_mm(terrain, x)) for x in range(-210, 211, 10)]
    width = terrain.band_width_mm
    drawn = [
        line(curve_data(spine), inks.deepest.rgb, width + 3.2),
        line(curve_data(spine), inks.light.rgb, width),
    ]
    for lane in range(terrain.band_lanes):
        offset = width * ((lane + 1) / (terrain.band_lanes + 1) - 0.5)
        data = curve_data([_beside(terrain, x, offset) for x in range(-210, 211, 10)])
        drawn.append(line(data, inks.paper.rgb, 0.55, terrain.band_dashes, cap="butt"))
    return drawn


def band_height_mm(terrain: Terrain, x_mm: float) -> float:
    """Find the middle of the band at a distance from the fold."""
    swing = terrain.band_swing_mm * sin(x_mm / terrain.band_length_mm * 2 + terrain.band_phase)
    return terrain.band_y_mm + terrain.band_slope * x_mm + swing


def _beside(terrain: Terrain, x: float, offset: float) -> Point:
    here, there = band_height_mm(terrain, x), band_height_mm(terrain, x + 1)
    length = hypot(1, there - here)
    return x - (there - here) / length * offset, here + offset / length
