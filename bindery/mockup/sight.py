"""What a camera sees of a mesh: parts and a camera in, one answer a pixel out (which triangle, and where on it).

A plain depth-buffer rasteriser in numpy. Asked for one sample position inside the pixel at a time, so that a picture of
any size needs the memory of one picture, and silhouettes come out as exact as the number of positions asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bindery.mockup.geometry import Array, Part
from bindery.mockup.scenes import Camera


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A rectangle of pixels cut out of a picture `across` pixels wide."""

    across: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """The pixels that see something: place in the frame (flattened), part, and coordinates on it."""

    pixels: NDArray[np.int64]
    part: NDArray[np.int64]
    flat: Array  # (n, 2)
    chart: Array  # (n, 2)
    triangle: NDArray[np.int64]

    def of(self, index: int) -> Sight:
        """Keep what is seen of one part."""
        own = self.part == index
        return Sight(self.pixels[own], self.part[own], self.flat[own], self.chart[own], self.triangle[own])


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """The triangles a camera sees: corners in pixels (n, 3, 2), 1 / depth (n, 3), and what their corners carry."""

    corners: Array
    nearness: Array
    part: NDArray[np.int64]
    carried: Array  # (n, 3, 4): flat, chart
    normal: Array  # (n, 3)


def whole(camera: Camera, width_px: int) -> Frame:
    """Frame the camera's whole picture."""
    return Frame(width_px, 0, 0, width_px, round(width_px * camera.aspect))


def around(camera: Camera, width_px: int, points: Array, margin_px: int = 4) -> Frame:
    """Frame only what holds the given points."""
    full = whole(camera, width_px)
    seen, _ = project(camera, points, width_px)
    low = np.clip(np.floor(seen.min(axis=0)).astype(int) - margin_px, 0, [full.width, full.height])
    high = np.clip(np.ceil(seen.max(axis=0)).astype(int) + margin_px, 0, [full.width, full.height])
    return Frame(width_px, int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1]))


def project(camera: Camera, points: Array, width_px: int) -> tuple[Array, Array]:
    """Find points (n, 3) on the picture: (n, 2) in pixels from the top left, and 1 / depth."""
    origin = np.array(camera.origin, dtype=np.float64)
    forward = np.array(camera.target) - origin
    forward /= np.linalg.norm(forward)
    right = np.cross(forward, [0.0, 1.0, 0.0])
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    along = points - origin
    depth = along @ forward
    focal_px = width_px / 2 / np.tan(np.radians(camera.view_angle) / 2)
    x = width_px / 2 + focal_px * (along @ right) / depth
    y = width_px * camera.aspect / 2 - focal_px * (along @ up) / depth
    return np.c_[x, y], 1 / depth


def pixels_per_mm(camera: Camera, points: Array, width_px: int) -> float:
    """Tell how large the nearest of some points is seen."""
    _, nearness = project(camera, points, width_px)
    return float(width_px / 2 / np.tan(np.radians(camera.view_angle) / 2) * nearness.max())


def mesh_seen(parts: Sequence[Part], camera: Camera, width_px: int) -> Mesh:
    """Project every triangle that faces the camera."""
    meshes = [_faces_seen(index, part, camera, width_px) for index, part in enumerate(parts)]
    return Mesh(
        np.concatenate([m.corners for m in meshes]),
        np.concatenate([m.nearness for m in meshes]),
        np.concatenate([m.part for m in meshes]),
        np.concatenate([m.carried for m in meshes]),
        np.concatenate([m.normal for m in meshes]),
    )


def _faces_seen(index: int, part: Part, camera: Camera, width_px: int) -> Mesh:
    towards = np.array(camera.origin) - part.vertices[part.faces].mean(axis=1)
    facing = (part.normals[part.faces].sum(axis=1) * towards).sum(axis=1) > 0
    faces = part.faces[facing]
    seen, nearness = project(camera, part.vertices, width_px)
    carried = np.c_[part.flat, part.chart]
    return Mesh(
        seen[faces], nearness[faces], np.full(len(faces), index), carried[faces], part.normals[faces].mean(axis=1)
    )


def look(mesh: Mesh, frame: Frame, inside_px: tuple[float, float] = (0.5, 0.5)) -> Sight:
    """See the mesh through one point of every pixel of a frame."""
    nearest = np.zeros((frame.height, frame.width))
    seen = np.full((frame.height, frame.width), -1, dtype=np.int64)
    second = np.zeros((frame.height, frame.width))
    third = np.zeros((frame.height, frame.width))
    corners = mesh.corners - np.array([frame.left + inside_px[0], frame.top + inside_px[1]])
    limits = np.array([frame.width - 1, frame.height - 1])
    low = np.maximum(np.ceil(corners.min(axis=1)), 0).astype(int)
    high = np.minimum(np.floor(corners.max(axis=1)), limits).astype(int)
    area = _cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    for n in np.flatnonzero((low <= high).all(axis=1) & (np.abs(area) > 1e-9)):
        window = (slice(low[n, 1], high[n, 1] + 1), slice(low[n, 0], high[n, 0] + 1))
        x = np.arange(low[n, 0], high[n, 0] + 1) - corners[n, 0, 0]
        y = (np.arange(low[n, 1], high[n, 1] + 1) - corners[n, 0, 1])[:, None]
        (ax, ay), (bx, by) = (corners[n, 1] - corners[n, 0]) / area[n], (corners[n, 2] - corners[n, 0]) / area[n]
        b, c = x * by - y * bx, y * ax - x * ay
        z = (
            mesh.nearness[n, 0]
            + b * (mesh.nearness[n, 1] - mesh.nearness[n, 0])
            + c * (mesh.nearness[n, 2] - mesh.nearness[n, 0])
        )
        hit = (b >= -1e-9) & (c >= -1e-9) & (b + c <= 1 + 1e-9) & (z > nearest[window])
        nearest[window][hit], seen[window][hit] = z[hit], n
        second[window][hit], third[window][hit] = b[hit], c[hit]
    return _gathered(mesh, seen, second, third)


def _gathered(mesh: Mesh, seen: NDArray[np.int64], second: Array, third: Array) -> Sight:
    """Read what the seen triangles carry, true to perspective."""
    pixels = np.flatnonzero(seen >= 0)
    triangles = seen.ravel()[pixels]
    b, c = second.ravel()[pixels], third.ravel()[pixels]
    weights = np.stack([1 - b - c, b, c], axis=1) * mesh.nearness[triangles]
    weights /= weights.sum(axis=1, keepdims=True)
    carried = np.einsum("nk,nkc->nc", weights, mesh.carried[triangles])
    return Sight(pixels, mesh.part[triangles], carried[:, :2], carried[:, 2:], triangles)


def _cross(a: Array, b: Array) -> Array:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], dtype=np.float64)
