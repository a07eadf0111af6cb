"""A book that is closed: its measures in, cover and page block out.

The fold between spine and front is in the same column of the chart whatever the thickness.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bindery.mockup.parts import COVER, Array, Part, at_height, ribbon, upright
from bindery.mockup.scenes import BookShape

_FACE_COLUMNS = 120  # of the profile, from the fore-edge to the hinge
_HINGE_COLUMNS = 60
_CORNER_COLUMNS = 24
_SPINE_COLUMNS = 22
_PAGE_COLUMNS = 40
_HINGE_REACH_MM = 13.7


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The cover seen from above: points (n, 2: x, z) from the front's fore-edge round the spine to the back's."""

    points: Array
    normals: Array
    flat_mm: Array  # along the flat cover, from the back's fore-edge


def book_parts(shape: BookShape) -> tuple[Part, ...]:
    """Build a book: cover, its inside, its cut edges, and the page block."""
    outer = profile(shape)
    inner = outer.points - shape.board_mm * outer.normals
    return (
        _cover(shape, outer),
        _inside(shape, inner, outer),
        *_trims(shape, outer, inner),
        *_page_block(shape),
    )


def profile(shape: BookShape) -> Profile:
    """Draw the cover's outline from above, with its bow, its hinges and its rounded spine."""
    half = shape.spine_width_mm / 2
    radius = min(shape.corner_mm, 0.6 * half)
    face = np.concatenate(
        [
            np.linspace(shape.width_mm, _HINGE_REACH_MM, _FACE_COLUMNS, endpoint=False),
            np.linspace(_HINGE_REACH_MM, radius, _HINGE_COLUMNS, endpoint=False),
        ]
    )
    turn = np.linspace(0, 1, _CORNER_COLUMNS, endpoint=False)
    angle = np.pi / 2 * (1 + turn)
    across = np.linspace(half - radius, -(half - radius), _SPINE_COLUMNS)
    front = np.c_[face, half + _relief(shape, face, shape.front_bow_mm)]
    back = np.c_[face, -half - _relief(shape, face, shape.back_bow_mm)][::-1]
    corner = np.c_[radius + radius * np.cos(angle), half - radius + radius * np.sin(angle)]
    spine = np.c_[-shape.spine_bulge_mm * (1 - (across / (half - radius)) ** 2), across]
    points = np.concatenate([front, corner, spine, (corner * [1, -1])[::-1], back])
    fold = shape.width_mm + shape.spine_width_mm
    corner_mm = fold + radius * (1 - 2 * turn)
    total = shape.width_mm + fold
    flat_mm = np.concatenate(
        [
            fold + face,
            corner_mm,
            shape.width_mm + half + across,
            (total - corner_mm)[::-1],
            (shape.width_mm - face)[::-1],
        ]
    )
    return Profile(points, _outward(points), flat_mm)


def _relief(shape: BookShape, x: Array, bow_mm: float) -> Array:
    """Lift the cover from its plane: it opens towards the fore-edge and dips at the hinge."""
    opening = np.clip((x - 13.0) / (shape.width_mm - 13.0), 0, 1) ** 2
    groove = np.exp(-(((x - shape.hinge_mm) / 0.9) ** 2))
    return np.asarray(bow_mm * opening - shape.hinge_depth_mm * groove, dtype=np.float64)


def _outward(points: Array) -> Array:
    """Give each point of a polyline its normal: the mean of its two segments', each of length one."""
    segments = np.diff(points, axis=0)
    segments /= np.linalg.norm(segments, axis=1, keepdims=True)
    tangents = np.concatenate([segments[:1], segments[:-1] + segments[1:], segments[-1:]])
    normals = np.c_[-tangents[:, 1], tangents[:, 0]]
    return np.asarray(-normals / np.linalg.norm(normals, axis=1, keepdims=True), dtype=np.float64)


def _cover(shape: BookShape, outer: Profile) -> Part:
    total = 2 * shape.width_mm + shape.spine_width_mm
    columns = np.linspace(0, 1, len(outer.points))
    normals = np.c_[outer.normals[:, 0], np.zeros(len(columns)), outer.normals[:, 1]]
    return ribbon(
        "cover",
        (at_height(outer.points, 0), at_height(outer.points, shape.height_mm)),
        normals,
        outer.flat_mm / total,
        columns,
        (len(columns), 480),
        material=COVER,
        ink="",
        ink_height_mm=shape.height_mm,
    )


def _inside(shape: BookShape, inner: Array, outer: Profile) -> Part:
    columns = np.linspace(0, 1, len(inner))[::4]
    normals = -np.c_[outer.normals[:, 0], np.zeros(len(inner)), outer.normals[:, 1]][::4]
    edges = (at_height(inner[::4], 0), at_height(inner[::4], shape.height_mm))
    return ribbon("inside", edges, normals, columns, columns, (64, 64))


def _trims(shape: BookShape, outer: Profile, inner: Array) -> tuple[Part, ...]:
    """Cut the board: its white edge at head, tail and both fore-edges."""
    columns = np.linspace(0, 1, len(inner))
    edges = {"head-trim": (shape.height_mm, 1.0), "tail-trim": (0.0, -1.0)}
    level = tuple(
        ribbon(name, (at_height(outer.points, y), at_height(inner, y)), (0, up, 0), columns, columns, (256, 2))
        for name, (y, up) in edges.items()
    )
    heights = np.array([0.0, shape.height_mm])
    sides = tuple(
        ribbon(name, (upright(outer.points[k], heights), upright(inner[k], heights)), (1, 0, 0), ends, ends, (64, 2))
        for name, k, ends in (("front-trim", 0, np.array([0.0, 1])), ("back-trim", -1, np.array([0.0, 1])))
    )
    return level + sides


def _page_block(shape: BookShape) -> tuple[Part, ...]:
    """Stack the pages between the boards: head, tail and fore-edge, and the two outermost leaves."""
    x = np.linspace(0.5, shape.width_mm - shape.fore_recess_mm, _PAGE_COLUMNS)
    half = shape.spine_width_mm / 2 - shape.board_mm
    front = np.c_[x, half + _relief(shape, x, shape.pages_bow_mm)]
    back = np.c_[x, -half - _relief(shape, x, shape.back_bow_mm)]
    foot, head = shape.head_recess_mm, shape.height_mm - shape.head_recess_mm
    heights, ends, columns = np.array([foot, head]), np.array([0.0, 1.0]), np.linspace(0, 1, len(x))
    fore = (upright(front[-1], heights), upright(back[-1], heights))
    return (
        ribbon("head", (at_height(front, head), at_height(back, head)), (0, 1, 0), columns, columns, (256, 24)),
        ribbon("tail", (at_height(front, foot), at_height(back, foot)), (0, -1, 0), columns, columns, (256, 24)),
        ribbon("fore-edge", fore, (1, 0, 0), ends, ends, (256, 24)),
        ribbon("first-leaf", (at_height(front, foot), at_height(front, head)), (0, 0, 1), columns, columns, (64, 64)),
        ribbon("last-leaf", (at_height(back, foot), at_height(back, head)), (0, 0, -1), columns, columns, (64, 64)),
    )
