"""What all objects of a photograph are made of: meshes in millimetres, one material each.

Each vertex knows its place on what is printed there (`flat`, 0 to 1 both ways, from the foot) and its place on the
part's chart (`chart`, 0 to 1 both ways), where the light is kept. The chart follows the body of the object, not its
millimetres, so light baked on one book serves thinner and thicker ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bindery.mockup.scenes import Pose

Array = NDArray[np.float64]

COVER = "cover"  # printed and varnished
PAPER = "paper"  # matt, printed or not
METAL = "metal"  # brushed, as a camera sees it
GLASS = "glass"  # over a lit picture


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
    ink: str | None = None  # the picture printed here: "" the object's only one, None nothing
    ink_height_mm: float = 0.0


def ribbon(
    name: str,
    edges: tuple[Array, Array],
    normals: Array | tuple[float, float, float],
    along_flat: Array,
    along_chart: Array,
    size: tuple[int, int],
    material: str = PAPER,
    ink: str | None = None,
    ink_height_mm: float = 0.0,
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
        ink=ink,
        ink_height_mm=ink_height_mm,
    )


def at_height(points: Array, y: float) -> Array:
    """Lay an outline seen from above (n, 2: x, z) at a height: (n, 3)."""
    return np.column_stack([points[:, 0], np.full(len(points), y), points[:, 1]])


def upright(point: Array, heights: Array) -> Array:
    """Raise a point of an outline (x, z) into an upright line: (n, 3)."""
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
