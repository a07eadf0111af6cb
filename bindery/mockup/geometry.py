"""The shape of the books: numbers of a scene in, meshes in millimetres out.

A part is a mesh of one material. Each vertex knows its place on what is printed there (`flat`) and its place on the
part's chart (`chart`, 0 to 1 both ways), where the light is kept. The chart follows the body of the book, not its
millimetres: the fold between spine and front is in the same column whatever the thickness, so light baked on one book
serves thinner and thicker ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bindery.mockup.scenes import Book, BookShape, Pose, Scene

Array = NDArray[np.float64]

COVER = "cover"  # printed and varnished
PAPER = "paper"

_FACE_COLUMNS = 120  # of the profile, from the fore-edge to the hinge
_HINGE_COLUMNS = 60
_CORNER_COLUMNS = 24
_SPINE_COLUMNS = 22
_PAGE_COLUMNS = 40
_HINGE_REACH_MM = 13.7


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A mesh: vertices (n, 3), normals (n, 3), flat (n, 2), chart (n, 2), faces (m, 3); `columns` × `rows` of chart."""

    name: str
    material: str
    columns: int
    rows: int
    vertices: Array
    normals: Array
    flat: Array
    chart: Array
    faces: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The cover seen from above: points (n, 2: x, z) from the front's fore-edge round the spine to the back's."""

    points: Array
    normals: Array
    flat_mm: Array  # along the flat cover, from the back's fore-edge


def scene_parts(scene: Scene, spine_widths_mm: Mapping[str, float]) -> tuple[Part, ...]:
    """Set every object of a scene in its place; objects without a spine width of their own keep the bake's."""
    return tuple(
        _named(placed(part, book.pose), book.name)
        for book in scene.objects
        for part in book_parts(_thick(book, spine_widths_mm))
    )


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
    return _ribbon(
        "cover",
        (_at_height(outer.points, 0), _at_height(outer.points, shape.height_mm)),
        normals,
        outer.flat_mm / total,
        columns,
        (len(columns), 480),
        material=COVER,
    )


def _inside(shape: BookShape, inner: Array, outer: Profile) -> Part:
    columns = np.linspace(0, 1, len(inner))[::4]
    normals = -np.c_[outer.normals[:, 0], np.zeros(len(inner)), outer.normals[:, 1]][::4]
    edges = (_at_height(inner[::4], 0), _at_height(inner[::4], shape.height_mm))
    return _ribbon("inside", edges, normals, columns, columns, (64, 64))


def _trims(shape: BookShape, outer: Profile, inner: Array) -> tuple[Part, ...]:
    """Cut the board: its white edge at head, tail and both fore-edges."""
    columns = np.linspace(0, 1, len(inner))
    edges = {"head-trim": (shape.height_mm, 1.0), "tail-trim": (0.0, -1.0)}
    level = tuple(
        _ribbon(name, (_at_height(outer.points, y), _at_height(inner, y)), (0, up, 0), columns, columns, (256, 2))
        for name, (y, up) in edges.items()
    )
    heights = np.array([0.0, shape.height_mm])
    upright = tuple(
        _ribbon(name, (_upright(outer.points[k], heights), _upright(inner[k], heights)), (1, 0, 0), ends, ends, (64, 2))
        for name, k, ends in (("front-trim", 0, np.array([0.0, 1])), ("back-trim", -1, np.array([0.0, 1])))
    )
    return level + upright


def _page_block(shape: BookShape) -> tuple[Part, ...]:
    """Stack the pages between the boards: head, tail and fore-edge, and the two outermost leaves."""
    x = np.linspace(0.5, shape.width_mm - shape.fore_recess_mm, _PAGE_COLUMNS)
    half = shape.spine_width_mm / 2 - shape.board_mm
    front = np.c_[x, half + _relief(shape, x, shape.pages_bow_mm)]
    back = np.c_[x, -half - _relief(shape, x, shape.back_bow_mm)]
    foot, head = shape.head_recess_mm, shape.height_mm - shape.head_recess_mm
    heights, ends, columns = np.array([foot, head]), np.array([0.0, 1.0]), np.linspace(0, 1, len(x))
    fore = (_upright(front[-1], heights), _upright(back[-1], heights))
    return (
        _ribbon("head", (_at_height(front, head), _at_height(back, head)), (0, 1, 0), columns, columns, (256, 24)),
        _ribbon("tail", (_at_height(front, foot), _at_height(back, foot)), (0, -1, 0), columns, columns, (256, 24)),
        _ribbon("fore-edge", fore, (1, 0, 0), ends, ends, (256, 24)),
        _ribbon(
            "first-leaf", (_at_height(front, foot), _at_height(front, head)), (0, 0, 1), columns, columns, (64, 64)
        ),
        _ribbon("last-leaf", (_at_height(back, foot), _at_height(back, head)), (0, 0, -1), columns, columns, (64, 64)),
    )


def _ribbon(
    name: str,
    edges: tuple[Array, Array],
    normals: Array | tuple[float, float, float],
    along_flat: Array,
    along_chart: Array,
    size: tuple[int, int],
    material: str = PAPER,
) -> Part:
    """Span a surface between two polylines; its second coordinate runs from 0 on the first to 1 on the second."""
    count = len(edges[0])
    own = np.broadcast_to(np.asarray(normals, dtype=np.float64), (count, 3))
    second = np.repeat([0.0, 1.0], count)
    i = np.arange(count - 1)
    faces = np.concatenate([np.c_[i, i + 1, i + count + 1], np.c_[i, i + count + 1, i + count]])
    return Part(
        name,
        material,
        *size,
        vertices=np.concatenate(edges),
        normals=np.concatenate([own, own]),
        flat=np.c_[np.tile(along_flat, 2), second],
        chart=np.c_[np.tile(along_chart, 2), second],
        faces=faces,
    )


def _at_height(points: Array, y: float) -> Array:
    return np.column_stack([points[:, 0], np.full(len(points), y), points[:, 1]])


def _upright(point: Array, heights: Array) -> Array:
    return np.column_stack([np.full(len(heights), point[0]), heights, np.full(len(heights), point[1])])


def placed(part: Part, pose: Pose) -> Part:
    """Move a part to where its object stands."""
    turn = rotation(pose)
    vertices = (part.vertices - np.array(pose.pivot)) @ turn.T + np.array(pose.at)
    return replace(part, vertices=vertices, normals=part.normals @ turn.T)


def rotation(pose: Pose) -> Array:
    """Turn about z (roll), then x (pitch), then y (yaw): a 3 × 3 matrix."""
    yaw, pitch, roll = np.radians([pose.yaw, pose.pitch, pose.roll])
    about_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    about_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return np.asarray(about_y @ about_x @ about_z, dtype=np.float64)


def bounds(parts: Sequence[Part]) -> Array:
    """Stack all the vertices of a scene (n, 3)."""
    return np.concatenate([part.vertices for part in parts])


def _thick(book: Book, spine_widths_mm: Mapping[str, float]) -> BookShape:
    return replace(book.shape, spine_width_mm=spine_widths_mm.get(book.name, book.shape.spine_width_mm))


def _named(part: Part, owner: str) -> Part:
    return replace(part, name=f"{owner}/{part.name}")
