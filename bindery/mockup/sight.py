"""What a camera sees of a mesh: parts and a camera in, one answer a pixel out (which triangle, and where on it).

A plain depth-buffer rasteriser in numpy. Asked for one sample position inside the pixel at a time, so that a picture of
any size needs the memory of one picture, and silhouettes come out as exact as the number of positions asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bindery.mockup.parts import Array, Part
from bindery.mockup.scenes import Camera

STRIP_PIXELS = 250_000  # of a strip, for what is worked out there to stay in the processor's own memory


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
        own = np.flatnonzero(self.part == index)
        pixels, part, triangle = (numbers.take(own) for numbers in (self.pixels, self.part, self.triangle))
        return Sight(pixels, part, self.flat.take(own, axis=0), self.chart.take(own, axis=0), triangle)

    @property
    def parts(self) -> list[int]:
        """Tell which parts are seen."""
        return [int(index) for index in np.flatnonzero(np.bincount(self.part))]


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


def strips(frame: Frame) -> Iterator[Frame]:
    """Cut a frame into strips, from the top, so that a large picture takes no more memory than a small one."""
    rows = max(1, STRIP_PIXELS // max(1, frame.width))
    for top in range(0, frame.height, rows):
        yield replace(frame, top=frame.top + top, height=min(rows, frame.height - top))


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
    corners = mesh.corners - np.array([frame.left + inside_px[0], frame.top + inside_px[1]])
    low, high = _windows(corners, frame)
    area = _cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sides = _sides(corners, area)
    for n in np.flatnonzero((low <= high).all(axis=1) & (np.abs(area) > 1e-9)):
        window = (slice(low[n, 1], high[n, 1] + 1), slice(low[n, 0], high[n, 0] + 1))
        x = np.arange(low[n, 0], high[n, 0] + 1) - corners[n, 0, 0]
        y = (np.arange(low[n, 1], high[n, 1] + 1) - corners[n, 0, 1])[:, None]
        (bx, by), (cx, cy) = sides[n]
        b, c = x * bx + y * by, x * cx + y * cy
        first, second, third = mesh.nearness[n]
        to_second, to_third = second - first, third - first
        z = x * (bx * to_second + cx * to_third) + (y * (by * to_second + cy * to_third) + first)
        hit = (np.minimum(b, c) >= -1e-9) & (b + c <= 1 + 1e-9) & (z > nearest[window])
        np.copyto(nearest[window], z, where=hit)
        np.copyto(seen[window], n, where=hit)
    return _gathered(mesh, seen, corners, sides)


def _windows(corners: Array, frame: Frame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the pixels each triangle may cover in a frame, first and last column and row: (n, 2) each.

    A triangle that leaves the frame above or below is cut there first, so that a slanted one keeps a narrow window.
    """
    edge_rows = np.array([0.0, frame.height - 1.0])
    start, end = corners, np.roll(corners, -1, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (edge_rows - start[..., 1, None]) / (end - start)[..., 1, None]  # (n, 3, 2): along a side, to an edge
        crossings = start[..., 0, None] + share * (end - start)[..., 0, None]
    on_side = (share >= 0) & (share <= 1)
    inside = (corners[..., 1] >= 0) & (corners[..., 1] <= frame.height - 1)
    places = np.concatenate([corners[..., 0], crossings.reshape(len(corners), 6)], axis=1)
    counts = np.concatenate([inside, on_side.reshape(len(corners), 6)], axis=1)
    left, right = (np.where(counts, places, far) for far in (np.inf, -np.inf))
    low = np.stack([left.min(axis=1), corners[..., 1].min(axis=1)], axis=1)
    high = np.stack([right.max(axis=1), corners[..., 1].max(axis=1)], axis=1)
    limits = np.array([frame.width - 1, frame.height - 1])
    return np.ceil(np.clip(low, 0, limits + 1)).astype(int), np.floor(np.clip(high, -1, limits)).astype(int)


def _sides(corners: Array, area: Array) -> Array:
    """Tell how the shares of the second and the third corner grow along x and y: (n, 2, 2)."""
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([np.stack([b[:, 1], -b[:, 0]], 1), np.stack([-a[:, 1], a[:, 0]], 1)], 1) / area[:, None, None]


def _gathered(mesh: Mesh, seen: NDArray[np.int64], corners: Array, sides: Array) -> Sight:
    """Read what the seen triangles carry, true to perspective."""
    pixels = np.flatnonzero(seen >= 0)
    triangles = seen.ravel().take(pixels)
    y, x = np.divmod(pixels, seen.shape[1])
    away = np.stack([x, y], axis=1) - corners[:, 0].take(triangles, axis=0)
    b, c = ((away * sides[:, corner].take(triangles, axis=0)).sum(axis=1) for corner in (0, 1))
    weights = np.stack([1 - b - c, b, c], axis=1) * mesh.nearness.take(triangles, axis=0)
    weights /= weights.sum(axis=1, keepdims=True)
    carried = np.zeros((len(pixels), mesh.carried.shape[2]))
    for corner in range(3):
        carried += weights[:, corner, None] * mesh.carried[:, corner].take(triangles, axis=0)
    return Sight(pixels, mesh.part.take(triangles), carried[:, :2], carried[:, 2:], triangles)


def _cross(a: Array, b: Array) -> Array:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], dtype=np.float64)
