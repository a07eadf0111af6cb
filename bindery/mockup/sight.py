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


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Rows of pixels inside triangles: which triangle, which row, first and last column."""

    triangle: NDArray[np.int64]
    row: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


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
    corners = mesh.corners - np.array([frame.left + inside_px[0], frame.top + inside_px[1]])
    area = _cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sides = _sides(corners, area)
    spans = _spans(corners, sides, np.abs(area) > 1e-9, frame)
    return _gathered(mesh, _nearest(mesh, spans, corners, sides, frame), corners, sides, frame.width)


def _spans(corners: Array, sides: Array, is_seen: NDArray[np.bool_], frame: Frame) -> Spans:
    """Cut the triangles into rows of pixels."""
    limits = np.array([frame.width - 1, frame.height - 1])
    low, high = corners.min(axis=1), corners.max(axis=1)
    top = np.ceil(np.clip(low[:, 1], 0, limits[1] + 1)).astype(np.int64)
    bottom = np.floor(np.clip(high[:, 1], -1, limits[1])).astype(np.int64)
    drawn = np.flatnonzero(is_seen & (top <= bottom) & (high[:, 0] >= 0) & (low[:, 0] <= limits[0]))
    counts = (bottom - top + 1)[drawn]
    triangle = np.repeat(drawn, counts)
    row = _running(counts) + np.repeat(top[drawn], counts)
    left, right = _reach(sides.take(triangle, axis=0), row - corners[:, 0, 1].take(triangle))
    start = corners[:, 0, 0].take(triangle)
    first = np.ceil(np.clip(left + start, 0, limits[0] + 1)).astype(np.int64)
    last = np.floor(np.clip(right + start, -1, limits[0])).astype(np.int64)
    kept = first <= last
    return Spans(triangle[kept], row[kept], first[kept], last[kept])


def _reach(sides: Array, down: Array) -> tuple[Array, Array]:
    """Tell from where to where a row, `down` from the first corner, is inside its triangle (no share below 0)."""
    left, right = np.full(len(down), -np.inf), np.full(len(down), np.inf)
    growth = (sides[:, 0], sides[:, 1], -sides[:, 0] - sides[:, 1])
    for along, own in zip(growth, (0.0, 0.0, 1.0), strict=True):
        across = along[:, 0]
        share = own + down * along[:, 1] + 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = -share / across
        np.maximum(left, crossing, out=left, where=across > 0)
        np.minimum(right, crossing, out=right, where=across < 0)
        left[(across == 0) & (share < 0)] = np.inf
    return left, right


def _nearest(mesh: Mesh, spans: Spans, corners: Array, sides: Array, frame: Frame) -> NDArray[np.int64]:
    """Find the nearest triangle of each pixel, -1 for none: (height × width)."""
    counts = spans.last - spans.first + 1
    rise = ((mesh.nearness[:, 1:] - mesh.nearness[:, :1])[..., None] * sides).sum(axis=1)  # along x and y
    start = mesh.nearness[:, 0] - (corners[:, 0] * rise).sum(axis=1)
    at_first = start.take(spans.triangle) + rise[:, 1].take(spans.triangle) * spans.row
    at_first += rise[:, 0].take(spans.triangle) * spans.first
    along = _running(counts)
    pixels = along + np.repeat(spans.row * frame.width + spans.first, counts)
    nearness = along * np.repeat(rise[:, 0].take(spans.triangle), counts) + np.repeat(at_first, counts)
    nearest = np.zeros(frame.height * frame.width)
    np.maximum.at(nearest, pixels, nearness)
    won = np.flatnonzero(nearness == nearest.take(pixels))[::-1]  # of two equally near, the first
    seen = np.full(frame.height * frame.width, -1, dtype=np.int64)
    seen[pixels[won]] = np.repeat(spans.triangle, counts)[won]
    return seen


def _running(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count from 0 on in each of several groups, one group after the other."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def _sides(corners: Array, area: Array) -> Array:
    """Tell how the shares of the second and the third corner grow along x and y: (n, 2, 2)."""
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([np.stack([b[:, 1], -b[:, 0]], 1), np.stack([-a[:, 1], a[:, 0]], 1)], 1) / area[:, None, None]


def _gathered(mesh: Mesh, seen: NDArray[np.int64], corners: Array, sides: Array, width: int) -> Sight:
    """Read what the seen triangles carry, true to perspective."""
    pixels = np.flatnonzero(seen >= 0)
    triangles = seen.take(pixels)
    y, x = np.divmod(pixels, width)
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
