"""A book that lies open: its measures in, two printed pages, the leaves below them and the cover's edges out.

Seen from its foot, a leaf leaves the spine steeply, bends outwards and comes down to the fore-edge. All leaves of a
side are one line drawn at different depths; those further down take the bend shorter, and reach out further. Leaves
keep their length: a place on the page is its way along that line, so that type is narrowed by perspective alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bindery.mockup.parts import PAPER, Array, Part, ribbon
from bindery.mockup.scenes import OpenBookShape

_STEPS = 1700  # along a leaf, for its line to be drawn
_COLUMNS = 64  # of a page's mesh, closer together by the gutter
_ROWS = 8
_GATHERED = 1.7  # how much closer
_SHEETS_SEEN = 0.3  # of those told apart in a closed book's block
_LEAST_LEAVES_MM = 0.3  # of pages on either side, however thin the book


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A line seen from the foot: points (n, 2: x, y) from the gutter, how steep it is (radians), its way along (mm)."""

    points: Array
    slope: Array
    way_mm: Array


def open_book_parts(shape: OpenBookShape) -> tuple[Part, ...]:
    """Build an open book: both sides, and the foot and head of the spine between them."""
    return (*_side(shape, "verso", -1.0), *_side(shape, "recto", 1.0), *_spine_ends(shape))


def leaves_mm(shape: OpenBookShape, side: float) -> float:
    """Tell how thick the leaves lie on a side (-1 verso, 1 recto)."""
    share = shape.verso_share if side < 0 else 1 - shape.verso_share
    return max(_LEAST_LEAVES_MM, (shape.spine_width_mm - 2 * shape.board_mm) * share)


def leaf(shape: OpenBookShape, side: float, depth_mm: float, longer_mm: float = 0.0) -> Leaf:
    """Draw the leaf that lies at some depth below the open page, on the right-hand side whatever the side."""
    way = np.linspace(0, shape.width_mm, _STEPS + 1)
    slope = _slope(shape, side, way)
    step = shape.width_mm / _STEPS
    middle = (slope[1:] + slope[:-1]) / 2
    moves = np.c_[np.cos(middle), np.sin(middle)] * step
    start = [0.0, (leaves_mm(shape, side) + shape.board_mm) * np.cos(slope[0])]
    points = np.concatenate([[[0.0, 0.0]], np.cumsum(moves, axis=0)]) + start
    points -= depth_mm * np.c_[-np.sin(slope), np.cos(slope)]
    rest = depth_mm * (slope[0] - slope[-1]) + longer_mm  # what the shorter bend leaves over
    tip = points[-1] + [rest, 0.0]  # lying flat by now
    along = way - depth_mm * (slope[0] - slope)
    kept = np.r_[True, np.diff(along) > 0] & (along >= 0)
    return _gathered(
        Leaf(np.r_[points[kept], [tip]], np.r_[slope[kept], slope[-1]], np.r_[along[kept], shape.width_mm + longer_mm])
    )


def _slope(shape: OpenBookShape, side: float, way: Array) -> Array:
    """Find how steep the open page is all along: it ends where the leaves below it lie flat on the cover."""
    rise = np.radians(shape.rise_degrees) * np.exp(-way / shape.bend_mm)
    fall = way / shape.crest_mm * np.exp(1 - way / shape.crest_mm)
    thickness = leaves_mm(shape, side) + shape.board_mm
    start, step = thickness * np.cos(rise[0]), way[1] - way[0]
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        end = start + np.sin(rise - middle * fall).sum() * step
        low, high = (middle, high) if end > thickness else (low, middle)
    return np.asarray(rise - low * fall, dtype=np.float64)


def _gathered(line: Leaf) -> Leaf:
    """Keep the points a mesh needs, closer together by the gutter."""
    way = line.way_mm[-1] * np.linspace(0, 1, _COLUMNS) ** _GATHERED
    x, y, slope = (np.interp(way, line.way_mm, own) for own in (*line.points.T, line.slope))
    return Leaf(np.c_[x, y], slope, way)


# --- a side ----------------------------------------------------------------------------------------------------------


def _side(shape: OpenBookShape, name: str, side: float) -> tuple[Part, ...]:
    thickness = leaves_mm(shape, side)
    top, last = leaf(shape, side, 0.0), leaf(shape, side, thickness)
    inner = leaf(shape, side, thickness, shape.overhang_mm)
    outer = leaf(shape, side, thickness + shape.board_mm, shape.overhang_mm)
    foot, head = shape.height_mm / 2, -shape.height_mm / 2
    columns = np.linspace(0, 1, _COLUMNS)
    ends = np.array([0.0, 1.0])
    up = _mirrored(np.c_[-np.sin(top.slope), np.cos(top.slope), np.zeros(_COLUMNS)], side)
    tips = (_tip(top, side, foot, head), _tip(last, side, foot, head))
    return (
        _page(shape, name, side, top),
        ribbon(f"{name}-below", (_at(top, side, foot), _at(top, side, head)), up, columns, columns, (192, 128)),
        *map(
            _lined,
            (
                ribbon(f"{name}-tail", _ends(top, last, side, foot), (0, 0, 1), columns, columns, (512, 12)),
                ribbon(f"{name}-head", _ends(top, last, side, head), (0, 0, -1), columns, columns, (512, 12)),
                ribbon(f"{name}-fore-edge", tips, _mirrored(_across(top, last), side), ends, ends, (256, 24)),
            ),
        ),
        ribbon(f"{name}-inside", (_at(inner, side, foot), _at(inner, side, head)), up, columns, columns, (192, 128)),
        *_cover_edges(shape, name, side, inner, outer),
    )


def _page(shape: OpenBookShape, name: str, side: float, line: Leaf) -> Part:
    """Lay the open leaf: it springs from those below, most at the fore-edge and at its corner by the foot."""
    n = 0 if side < 0 else 1
    share = (line.way_mm / shape.width_mm)[None, :]
    upwards = np.linspace(0, 1, _ROWS)[:, None]  # from the foot to the head
    lift = 0.04 + shape.spring_mm[n] * share**3 + shape.curl_mm[n] * share**5 * (1 - upwards) ** 2
    slope = np.broadcast_to(line.slope, lift.shape)
    x = line.points[:, 0] - lift * np.sin(slope)
    y = line.points[:, 1] + lift * np.cos(slope)
    z = np.broadcast_to(shape.height_mm * (0.5 - upwards), lift.shape)
    normals = np.stack([-np.sin(slope), np.cos(slope), np.zeros_like(lift)], axis=-1).reshape(-1, 3)
    along = share if side > 0 else 1 - share
    flat = np.stack([np.broadcast_to(along, lift.shape), np.broadcast_to(upwards, lift.shape)], axis=-1).reshape(-1, 2)
    chart = np.c_[np.tile(np.linspace(0, 1, _COLUMNS), _ROWS), flat[:, 1]]
    first = (np.arange(_ROWS - 1)[:, None] * _COLUMNS + np.arange(_COLUMNS - 1)).ravel()
    faces = np.concatenate(
        [np.c_[first, first + 1, first + _COLUMNS + 1], np.c_[first, first + _COLUMNS + 1, first + _COLUMNS]]
    )
    vertices = _mirrored(np.stack([x, y, z], axis=-1).reshape(-1, 3), side)
    return Part(name, PAPER, 320, 240, vertices, _mirrored(normals, side), flat, chart, faces, name, shape.height_mm)


def _cover_edges(shape: OpenBookShape, name: str, side: float, inner: Leaf, outer: Leaf) -> tuple[Part, ...]:
    """Cut the cover: the thin edge seen below the pages, in the ink that runs over it."""
    foot, head = shape.height_mm / 2, -shape.height_mm / 2
    total = 2 * shape.width_mm + shape.spine_width_mm
    way = np.minimum(inner.way_mm, shape.width_mm)
    along = (shape.width_mm - way if side > 0 else shape.width_mm + shape.spine_width_mm + way) / total
    columns, ends = np.linspace(0, 1, _COLUMNS), np.array([0.0, 1.0])
    tips = (_tip(inner, side, foot, head), _tip(outer, side, foot, head))
    level = tuple(
        ribbon(
            f"{name}-cover-{edge}",
            (_at(inner, side, z), _at(outer, side, z)),
            (0, 0, np.sign(z)),
            along,
            columns,
            (512, 2),
            ink="",
            ink_height_mm=shape.height_mm,
        )
        for edge, z in (("tail", foot), ("head", head))
    )
    upright = ribbon(
        f"{name}-cover-edge", tips, (side, 0, 0), ends, ends, (256, 2), ink="", ink_height_mm=shape.height_mm
    )
    fold_over = np.column_stack([np.full(len(upright.flat), along[-1]), upright.flat[:, 0]])
    return (*level, replace(upright, flat=fold_over))


def _spine_ends(shape: OpenBookShape) -> tuple[Part, ...]:
    """Close the foot and the head of the spine, where the two sides part: a triangle each."""
    lines = [(leaf(shape, side, leaves_mm(shape, side) + shape.board_mm), side) for side in (-1.0, 1.0)]
    left, right = (line.points[0] * [side, 1] for line, side in lines)
    corners = np.array([left, leaf(shape, 1.0, 0.0).points[0], right])
    places = np.array([[0.0, 1.0], [0.5, 0.0], [1.0, 1.0]])
    return tuple(
        Part(
            f"spine-{edge}",
            PAPER,
            16,
            4,
            vertices=np.column_stack([corners, np.full(3, z)]),
            normals=np.tile([0.0, 0.0, np.sign(z)], (3, 1)),
            flat=places,
            chart=places,
            faces=np.array([[0, 1, 2]]),
        )
        for edge, z in (("tail", shape.height_mm / 2), ("head", -shape.height_mm / 2))
    )


def _lined(part: Part) -> Part:
    """Show fewer and thicker sheets than in a closed book's block."""
    return replace(part, flat=part.flat * np.array([1.0, _SHEETS_SEEN]))


def _ends(top: Leaf, last: Leaf, side: float, z: float) -> tuple[Array, Array]:
    return _at(top, side, z), _at(last, side, z)


def _at(line: Leaf, side: float, z: float) -> Array:
    return np.column_stack([line.points[:, 0] * side, line.points[:, 1], np.full(len(line.points), z)])


def _tip(line: Leaf, side: float, foot: float, head: float) -> Array:
    x, y = line.points[-1]
    return np.array([[x * side, y, foot], [x * side, y, head]])


def _across(top: Leaf, last: Leaf) -> Array:
    """Look out of the slanted fore-edge: (2, 3)."""
    out, down = last.points[-1] - top.points[-1]
    normal = np.array([-down, out, 0.0]) / np.hypot(out, down)
    return np.array([normal, normal])


def _mirrored(places: Array, side: float) -> Array:
    return np.asarray(places * np.array([side, 1.0, 1.0]), dtype=np.float64)
