"""The six networks that lie on the territories: each tells the subject of its volume without a word.

In: the slope of the streets and a palette. Out: SVG elements, in mm from the front cover's top left corner; the open
part of a front lies between 95 and 190 mm from the top. Every line has a casing in the deepest tone, so that it reads
on any parcel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import hypot, pi, sin
from random import Random

from bindery.art.svg import (
    Point,
    arc_data,
    circle,
    dot_data,
    line,
    polar,
    polygon_data,
    polyline_data,
    ring,
    rotated,
    rounded_line_data,
    shape,
)
from bindery.tokens import Palette

HEART: Point = (88.0, 141.0)  # the middle of the open part of a front
NUMERAL = (140.0, 180.0, 24.0)  # where the large numeral stands: x, y, radius


@dataclass(frozen=True, slots=True)
class Motif:
    """A network, and the discs (x, y, radius) within which the parcels below keep quiet."""

    name: str
    draw: Callable[[float, Palette], list[str]]
    quiet: tuple[tuple[float, float, float], ...]

    def calms(self, centre: Point) -> bool:
        """Say whether the parcel with this centre lies under the network's heart or under the numeral of the front."""
        return any(hypot(centre[0] - x, centre[1] - y) < radius for x, y, radius in (*self.quiet, NUMERAL))


def _cased(data: str, ink: str, width: float, inks: Palette) -> list[str]:
    return [line(data, inks.deepest.rgb, width + 2.0), line(data, ink, width)]


def _links(pairs: Iterable[tuple[Point, Point]], ink: str, width: float, inks: Palette) -> list[str]:
    data = "".join(polyline_data(pair) for pair in pairs)
    return _cased(data, ink, width, inks)


def _node(centre: Point, radius: float, inks: Palette, fill: str = "", rim: str = "") -> list[str]:
    return [
        circle(centre, radius * 1.42 + 0.9, inks.deepest.rgb),
        circle(centre, radius * 1.42, rim or inks.paper.rgb),
        circle(centre, radius, fill or inks.accent.rgb),
    ]


def _square(centre: Point, radius: float, inks: Palette, fill: str, rim: str) -> list[str]:
    drawn = []
    for half, ink in ((radius * 1.3 + 0.9, inks.deepest.rgb), (radius * 1.3, rim), (radius * 0.86, fill)):
        x, y = centre
        corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
        drawn.append(
            f'<path d="{polygon_data(corners)}" fill="{ink}" stroke="{ink}" stroke-width="0.8" '
            'stroke-linejoin="round"/>'
        )
    return drawn


# 1. A strategy: one path, fifteen stations ----------------------------------------------------------------------

_PATH: tuple[Point, ...] = (
    *((-230, 150), (-120, 150), (-96, 174), (64, 174), (80, 158), (150, 158), (150, 136), (116, 136)),
    *((104, 148), (20, 148), (20, 118), (64, 118), (76, 106), (148, 106)),
)
_STATIONS: tuple[Point, ...] = (
    *((14, 174), (36, 174), (58, 174), (90, 158), (112, 158), (134, 158), (150, 147), (128, 136)),
    *((98, 148), (72, 148), (46, 148), (20, 133), (44, 118), (98, 106), (146, 106)),
)
_PHASES = (5, 9, 12)  # a longer halt after the fifth, ninth and twelfth: the guide's four phases


def _path_of_stations(angle: float, inks: Palette) -> list[str]:
    drawn = _cased(rounded_line_data(_PATH, 7), inks.paper.rgb, 2.6, inks)
    drawn.append(line(rounded_line_data(_PATH, 7), inks.deepest.rgb, 0.5, (0.1, 2.2)))
    for index, station in enumerate(_STATIONS[:-1], start=1):
        drawn += _node(station, 3.5 if index in _PHASES else 2.5, inks)
    for waypoint in ((-150, 150), (-60, 174)):
        drawn += _node(waypoint, 1.9, inks, fill=inks.paper.rgb)
    drawn += _target(_STATIONS[-1], inks)
    return [rotated(drawn, angle * 0.45, HEART)]


def _target(centre: Point, inks: Palette) -> list[str]:
    steps = ((10.2, inks.deepest), (9.2, inks.accent), (6.9, inks.paper), (4.6, inks.accent), (2.0, inks.paper))
    return [circle(centre, radius, ink.rgb) for radius, ink in steps]


# 2. Participation: a crowd gathers ------------------------------------------------------------------------------

_AGORA: Point = (98.0, 141.0)


def _crowd(_angle: float, inks: Palette) -> list[str]:
    random = Random(2)
    people = [*_seated(random), *_arriving(random)]
    colours = (inks.paper.rgb, inks.accent.rgb, inks.light.rgb)
    casing = "".join(dot_data(place, radius + 0.75) for place, radius, _ in people)
    drawn = [circle(_AGORA, 41.5, inks.deepest.rgb), shape(casing, inks.deepest.rgb)]
    for kind, ink in enumerate(colours):
        drawn.append(shape("".join(dot_data(place, radius) for place, radius, who in people if who == kind), ink))
    return [*drawn, ring(_AGORA, 6.6, inks.accent.rgb, 1.1), circle(_AGORA, 3.6, inks.accent.rgb)]


def _seated(random: Random) -> list[tuple[Point, float, int]]:
    """Rows about the middle, with five aisles, thinning out towards the last row."""
    people = []
    for row in range(6):
        reach = 12.0 + row * 5.3
        seats = int(2 * pi * reach / 4.75)
        for seat in range(seats):
            degrees = 360 * seat / seats + row * 7
            if (degrees + 20) % 72 < 130 / reach or random.random() < (row - 3) * 0.16:
                continue
            who = random.choices((0, 1, 2), (6, 4, 3))[0]
            people.append((polar(_AGORA, reach, degrees), random.choice((1.55, 1.75, 1.95)), who))
    return people


def _arriving(random: Random) -> list[tuple[Point, float, int]]:
    """Streams of people along the five aisles, ever thinner with the distance."""
    people: list[tuple[Point, float, int]] = []
    for aisle in range(5):
        distance = 45.0
        while distance < 290:
            degrees = aisle * 72 - 16 + random.gauss(0, 260 / distance)
            degrees += 16 * sin(distance / 40 + aisle)
            who = random.choices((0, 1, 2), (5, 4, 3))[0]
            place = polar(_AGORA, distance, degrees)
            if all(hypot(place[0] - other[0], place[1] - other[1]) > 4.6 for other, _, _ in people):
                people.append((place, random.choice((1.3, 1.5, 1.75)), who))
            distance += random.uniform(0.5, 2.2) * (1 + distance / 110)
    return people


# 3. Data: a lattice of cells, with streams through it -----------------------------------------------------------

_CELL_MM = 9.0


def _lattice(angle: float, inks: Palette) -> list[str]:
    random = Random(3)
    courses = [_course(*stream) for stream in _STREAMS]
    run_through = {point for course in courses for point in course}
    drawn = []
    for place in _cells(random):
        corners = [polar(place, _CELL_MM * 0.86, 60 * corner + 30) for corner in range(6)]
        kind = random.choices(range(5), (9, 5, 4, 2, 3))[0]
        fill = (inks.dark, inks.light, inks.mid, inks.accent, inks.paper)[kind].rgb
        drawn.append(_hexagon(corners, fill, inks.deepest.rgb, 2.4))
        drawn.append(_hexagon(corners, fill, inks.paper.rgb, 0.9))
        heart, radius = (
            (inks.light, inks.dark, inks.paper, inks.deepest, inks.mid)[kind],
            random.choice((1.3, 1.9, 2.6)),
        )
        if place not in run_through:
            drawn.append(shape(dot_data(place, radius), heart.rgb))
    return [rotated([*drawn, *_streams(random, courses, inks)], angle * 0.35, HEART)]


def _hexagon(corners: Sequence[Point], fill: str, stroke: str, width: float) -> str:
    return (
        f'<path d="{polygon_data(corners)}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" '
        'stroke-linejoin="round"/>'
    )


def _cell_place(column: int, row: int) -> Point:
    width = _CELL_MM * 3**0.5
    return HEART[0] + (column + (row % 2) / 2) * width, HEART[1] + row * _CELL_MM * 1.5


def _cells(random: Random) -> list[Point]:
    """Cells side by side at the heart, fewer and fewer away from it."""
    places = [_cell_place(column, row) for row in range(-6, 7) for column in range(-16, 9)]
    kept = []
    for place in places:
        away = hypot((place[0] - HEART[0] - 4) / 1.35, place[1] - HEART[1])
        clear_of_numeral = hypot(place[0] - NUMERAL[0], place[1] - NUMERAL[1]) > NUMERAL[2] + 4
        if random.random() < max(1.5 - away / 40, 0.03) and clear_of_numeral:
            kept.append(place)
    return kept


# A stream starts at a cell and runs across back and front; `u` climbs a row, `d` goes down one, `-` keeps on. Streams
# cross at a cell, and never run along each other.
_STREAMS: tuple[tuple[tuple[int, int], str], ...] = (
    ((-19, 3), "------d----u-----uuuu-u-d-----"),
    ((-19, -2), "----d----d---u---d--d---u-uu----"),
    ((-19, 6), "---u---------u----u--u-u-----"),
)


def _course(start: tuple[int, int], bends: str) -> list[Point]:
    """Find the cells that a stream runs through."""
    column, row = start
    points = [_cell_place(column, row)]
    for bend in bends:
        if bend == "-":
            column += 1
        else:
            column += row % 2
            row += 1 if bend == "d" else -1
        points.append(_cell_place(column, row))
    return points


def _streams(random: Random, courses: Sequence[Sequence[Point]], inks: Palette) -> list[str]:
    """Draw the streams, then the nodes on them; where two cross there always is one."""
    drawn, nodes = [], []
    for row, course in enumerate(courses):
        ink = inks.accent.rgb if row % 2 else inks.paper.rgb
        drawn += _cased(rounded_line_data(course, 4), ink, 1.5, inks)
        others = {point for other in courses if other is not course for point in other}
        for point in course:
            if random.random() < 0.34 or point in others:
                rings = ((2.7, inks.deepest.rgb), (1.9, ink), (0.8, inks.deepest.rgb))
                nodes += [circle(point, radius, ring_ink) for radius, ring_ink in rings]
    return [*drawn, *nodes]


# 4. Mobility: lines cross, travellers change --------------------------------------------------------------------

_LINES: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("paper", ((-240, 128), (-96, 128), (-72, 152), (38, 152), (80, 110), (250, 110))),
    ("accent", ((42, -40), (42, 114), (92, 164), (92, 330))),
    (
        "accent",
        ((-240, 172), (-40, 172), (-16, 148), (29, 148), (71, 106), (112, 106), (146, 72), (146, -40)),
    ),
    (
        "light",
        (
            (-130, -60),
            (-130, 60),
            (-108, 82),
            (-20, 82),
            (-4, 98),
            (-4, 110),
            (30, 144),
            (140, 144),
            (158, 126),
            (300, 126),
        ),
    ),
    ("paper", ((118, 330), (118, 152), (134, 136), (290, 136))),
)
_INTERCHANGES: tuple[tuple[Point, Point], ...] = (
    ((64, 136), (64, 144)),
    ((42, 135), (42, 148)),
    ((94, 106), (94, 110)),
    ((118, 160), (118, 160)),
    ((-36, 148), (-36, 172)),
    ((148, 136), (148, 136)),
    ((-96, 82), (-96, 82)),
)
_HALTS: tuple[Point, ...] = (
    *((10, 152), (114, 110), (150, 110), (42, 112), (92, 172), (84, 156), (104, 144), (16, 130)),
    *((-60, 82), (-90, 134), (-130, 128), (-110, 172), (166, 136)),
)


def _crossing_lines(angle: float, inks: Palette) -> list[str]:
    drawn: list[str] = []
    for role, points in _LINES:
        drawn += _cased(rounded_line_data(points, 8), getattr(inks, role).rgb, 3.0, inks)
    for halt in _HALTS:
        drawn += [circle(halt, 3.2, inks.deepest.rgb), circle(halt, 2.2, inks.paper.rgb)]
    for ends in _INTERCHANGES:
        bar = polyline_data(ends) if ends[0] != ends[1] else polyline_data((ends[0], (ends[0][0] + 0.01, ends[0][1])))
        drawn += [line(bar, inks.deepest.rgb, 10.4), line(bar, inks.paper.rgb, 8.0), line(bar, inks.accent.rgb, 4.2)]
    return [rotated(drawn, angle * 0.4, HEART)]


# 5. Monitoring: gauges ------------------------------------------------------------------------------------------

# Centre, radius, and how full each ring is (0 to 1), from the outermost to the innermost.
_GAUGES: tuple[tuple[Point, float, tuple[float, ...]], ...] = (
    ((104, 140), 41, (0.82, 0.57, 0.7, 0.35)),
    ((29, 116), 17, (0.66, 0.4)),
    ((40, 172), 12, (0.45, 0.8)),
    ((158, 100), 12, (0.74,)),
    ((-50, 150), 26, (0.5, 0.75, 0.3)),
    ((-128, 96), 20, (0.7, 0.45)),
    ((-140, 188), 13, (0.6,)),
    ((-70, 62), 11, (0.8,)),
)
_GAUGE_LINKS = ((0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (4, 5), (4, 6), (5, 7), (1, 2))


def _gauges(_angle: float, inks: Palette) -> list[str]:
    drawn = _links([(_GAUGES[a][0], _GAUGES[b][0]) for a, b in _GAUGE_LINKS], inks.paper.rgb, 1.1, inks)
    for centre, radius, fills in _GAUGES:
        drawn += _gauge(centre, radius, fills, inks)
    return drawn


def _gauge(centre: Point, radius: float, fills: Sequence[float], inks: Palette) -> list[str]:
    drawn = [circle(centre, radius + 2.2, inks.deepest.rgb)]
    ticks = 28 if radius > 20 else 14
    marks = [
        (polar(centre, radius - 1.3, 135 + 270 * t / ticks), polar(centre, radius + 0.4, 135 + 270 * t / ticks))
        for t in range(ticks + 1)
    ]
    drawn.append(line("".join(polyline_data(mark) for mark in marks), inks.light.rgb, 0.6))
    pitch = (radius - 4) / (len(fills) + 0.9)
    for index, fill in enumerate(fills):
        reach = radius - 4 - pitch * (index + 0.42)
        drawn.append(line(arc_data(centre, reach, 135, 405), inks.dark.rgb, pitch * 0.68))
        ink = (inks.accent, inks.paper, inks.light, inks.mid)[index % 4].rgb
        drawn.append(line(arc_data(centre, reach, 135, 135 + 270 * fill), ink, pitch * 0.68))
    tip = polar(centre, radius - 4 - pitch * 0.42, 135 + 270 * fills[0])
    drawn += [
        line(polyline_data((centre, tip)), inks.deepest.rgb, 2.6),
        line(polyline_data((centre, tip)), inks.paper.rgb, 1.2),
    ]
    return [*drawn, *_node(centre, max(radius * 0.07, 1.5), inks)]


# 6. Partnerships: two networks interlock ------------------------------------------------------------------------

_LEFT_RING: tuple[Point, ...] = ((98, 134), (83, 161), (51, 163), (32, 137), (50, 109), (80, 111))
_RIGHT_RING: tuple[Point, ...] = ((146, 131), (130, 159), (98, 163), (77, 138), (93, 109), (126, 106))
_LEFT_HUB, _RIGHT_HUB = (56.0, 137.0), (120.0, 134.0)
_LEFT_ARMS: tuple[tuple[Point, ...], ...] = (
    ((32, 137), (4, 128), (-22, 140), (-58, 106), (-104, 132), (-150, 100), (-194, 118)),
    ((51, 163), (16, 178), (-24, 172), (-62, 184), (-104, 132)),
    ((-62, 184), (-112, 190), (-160, 172), (-196, 190)),
    ((-58, 106), (-84, 62), (-140, 48), (-150, 100)),
    ((4, 128), (16, 178)),
    ((50, 109), (10, 96), (4, 128)),
    ((-84, 62), (-62, 10), (-30, -20)),
)
_RIGHT_ARMS: tuple[tuple[Point, ...], ...] = (
    ((126, 106), (156, 88), (158, 52), (190, 32)),
    ((146, 131), (190, 118)),
    ((130, 159), (163, 161), (190, 150)),
    ((156, 88), (190, 97)),
    ((146, 131), (163, 161)),
)


def _interlocking(_angle: float, inks: Palette) -> list[str]:
    drawn: list[str] = []
    for arm in (*_LEFT_ARMS, *(((_LEFT_HUB), _LEFT_RING[corner]) for corner in (2, 3, 4, 5))):
        drawn += _cased(polyline_data(arm), inks.paper.rgb, 1.2, inks)
    for arm in (*_RIGHT_ARMS, *(((_RIGHT_HUB), _RIGHT_RING[corner]) for corner in (0, 1, 2, 5))):
        drawn += _cased(polyline_data(arm), inks.accent.rgb, 1.2, inks)
    drawn += _chain(inks)
    far = [place for arm in _LEFT_ARMS for place in arm if place not in _LEFT_RING]
    for place in dict.fromkeys(far):
        drawn += _node(place, 1.9, inks)
    for place in ((156.0, 88.0), (163.0, 161.0)):
        drawn += _square(place, 2.1, inks, inks.paper.rgb, inks.accent.rgb)
    return drawn


def _chain(inks: Palette) -> list[str]:
    """Draw two rings like links of a chain: the second over the first, then a side of the first over the second."""
    width = 3.2
    drawn = []
    for points, ink in ((_LEFT_RING, inks.paper.rgb), (_RIGHT_RING, inks.accent.rgb)):
        drawn += _cased(polygon_data(points), ink, width, inks)
    over = polyline_data(_LEFT_RING[:2])
    drawn += [line(over, inks.deepest.rgb, width + 2.0, cap="butt"), line(over, inks.paper.rgb, width)]
    for place in (*_LEFT_RING, _LEFT_HUB):
        drawn += _node(place, 3.3, inks)
    for place in (*_RIGHT_RING, _RIGHT_HUB):
        drawn += _square(place, 3.3, inks, inks.paper.rgb, inks.accent.rgb)
    return drawn


MOTIFS: tuple[Motif, ...] = (
    Motif("path of fifteen stations", _path_of_stations, ((85, 140, 30),)),
    Motif("gathering crowd", _crowd, ((98, 141, 58),)),
    Motif("lattice of cells and streams", _lattice, ((88, 141, 62),)),
    Motif("crossing lines", _crossing_lines, ((78, 132, 46),)),
    Motif("concentric gauges", _gauges, ((104, 140, 50),)),
    Motif("two interlocking networks", _interlocking, ((94, 141, 50),)),
)
