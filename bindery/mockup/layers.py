"""Baked light, kept small: charts of light for every part of a scene, and the floor's shadow.

    pixel of a cover = ink(flat) × diffuse(chart) + reflected(chart)        pixel of the floor = background × shadow

all in linear light. The file is a zip: `scene.json` says what was baked from which numbers; each layer is
square-rooted, written in 16 bits as second differences in byte planes, and deflated (light is smooth: little is left).
Same layers, same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Layer = NDArray[np.float32]
Plate = NDArray[np.float16]  # a printed picture in linear light: fine enough for 8 bits, and half as large

BAKED = Path(__file__).parent / "baked"

DIFFUSE = slice(0, 3)  # red, green, blue for ink of albedo 1
REFLECTED = slice(3, 6)  # by the varnish, whatever the ink

_BRIGHTEST = 4.0  # of a layer; linear light, white paper under the key light is about 0.8
_CALM = 3  # how often a layer is halved for its wider surroundings
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class BakedScene:
    """The light of one scene; `key` names the numbers it was made from, `renderer` who made it."""

    scene: str
    key: str
    renderer: str
    lights: Mapping[str, Layer]  # by part ("book/cover"): (rows, columns, 6), DIFFUSE and REFLECTED
    shadow: Layer  # (height, width): the floor's light with the objects over its light without them


def read_baked(scene: str, folder: Path = BAKED) -> BakedScene:
    """Read the layers shipped with the project."""
    return unpacked((folder / f"{scene}.zip").read_bytes())


def packed(baked: BakedScene) -> bytes:
    """Write the layers as one small file."""
    about = {"scene": baked.scene, "key": baked.key, "renderer": baked.renderer, "parts": sorted(baked.lights)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as box:
        _put(box, "scene.json", (json.dumps(about, indent=2, sort_keys=True) + "\n").encode())
        _put(box, "shadow", _squeezed(baked.shadow[..., None]))
        for name in sorted(baked.lights):
            _put(box, name, _squeezed(baked.lights[name]))
    return file.getvalue()


def unpacked(file: bytes) -> BakedScene:
    """Read the layers back from what `packed` wrote."""
    with zipfile.ZipFile(io.BytesIO(file)) as box:
        about = json.loads(box.read("scene.json"))
        lights = {name: _swelled(box.read(name)) for name in about["parts"]}
        return BakedScene(about["scene"], about["key"], about["renderer"], lights, _swelled(box.read("shadow"))[..., 0])


def filled(values: Layer, weights: Layer) -> Layer:
    """Complete a layer (rows, columns, n) where it was not measured, from its nearest measured surroundings.

    Halve it again and again, then let the coarse picture show through the holes of the finer one.
    """
    if (weights > 0).all() or max(weights.shape) == 1:
        return np.asarray(values / np.maximum(weights, 1e-12)[..., None], dtype=np.float32)
    coarse = filled(_halved(values), _halved(weights[..., None])[..., 0])
    behind = enlarged(coarse, weights.shape)
    share = np.clip(weights, 0, 1)[..., None]
    own = values / np.maximum(weights, 1e-12)[..., None]
    return np.asarray(own * share + behind * (1 - share), dtype=np.float32)


def calmed(layer: Layer, weights: Layer, noise: float) -> Layer:
    """Smooth a layer (rows, columns, n) where it differs from its wider surroundings by no more than noise."""
    sums, counts = layer * weights[..., None], weights[..., None]
    for _ in range(_CALM):
        sums, counts = _halved(sums), _halved(counts)
    wide = enlarged(filled(sums, counts[..., 0]), layer.shape[:2])
    own = np.clip(np.abs(layer - wide) / noise - 1, 0, 1)
    return np.asarray(layer * own + wide * (1 - own), dtype=np.float32)


def enlarged(layer: Layer, size: tuple[int, ...]) -> Layer:
    """Stretch a layer (rows, columns, n) smoothly over a size (rows, columns)."""
    rows = (np.arange(size[0]) + 0.5) * layer.shape[0] / size[0] - 0.5
    columns = (np.arange(size[1]) + 0.5) * layer.shape[1] / size[1] - 0.5
    return _between(_between(layer, rows).swapaxes(0, 1), columns).swapaxes(0, 1)


def picked(layer: Layer | Plate, x: NDArray[np.float64], y: NDArray[np.float64]) -> Layer:
    """Read a layer (rows, columns, n) between its points, x in columns and y in rows, clamped at the borders."""
    rows, columns = layer.shape[:2]
    x, y = np.clip(x, 0, columns - 1), np.clip(y, 0, rows - 1)
    left, top = np.minimum(x.astype(np.intp), max(columns - 2, 0)), np.minimum(y.astype(np.intp), max(rows - 2, 0))
    across, down = (x - left).astype(np.float32)[:, None], (y - top).astype(np.float32)[:, None]
    table, first = layer.reshape(rows * columns, -1), top * columns + left
    right, below = (1 if columns > 1 else 0), (columns if rows > 1 else 0)
    corners = (np.asarray(table.take(first + way, axis=0), np.float32) for way in (0, right, below, below + right))
    upper, lower = (_mixed(next(corners), next(corners), across) for _ in range(2))
    return _mixed(upper, lower, down)


def _mixed(one: Layer, other: Layer, share: Layer) -> Layer:
    """Go from one to the other by a share, in the place of the second (half the memory of the plain formula)."""
    other -= one
    other *= share
    other += one
    return other


def _between(layer: Layer, rows: NDArray[np.float64]) -> Layer:
    at = np.clip(rows, 0, layer.shape[0] - 1)
    first = np.minimum(at.astype(np.intp), max(layer.shape[0] - 2, 0))
    share = (at - first).astype(np.float32)[:, None, None]
    second = np.minimum(first + 1, layer.shape[0] - 1)
    return np.asarray(layer[first] * (1 - share) + layer[second] * share, dtype=np.float32)


def _halved(layer: Layer) -> Layer:
    odd = [(0, layer.shape[0] % 2), (0, layer.shape[1] % 2), (0, 0)]
    even = np.pad(layer, odd)
    return np.asarray(even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2], dtype=np.float32)


def _squeezed(layer: Layer) -> bytes:
    """Write a layer: its size, then the differences of its 16-bit values along the rows, twice, in byte planes."""
    codes = np.rint(np.sqrt(np.clip(layer, 0, _BRIGHTEST) / _BRIGHTEST) * 65535).astype(np.uint16)
    once = np.diff(codes, axis=1, prepend=np.uint16(0))
    twice = np.diff(once, axis=1, prepend=np.uint16(0))
    zigzag = ((twice << 1) ^ (twice.astype(np.int16) >> 15).astype(np.uint16)).astype("<u2")
    planes = np.moveaxis(zigzag, -1, 0).copy().view(np.uint8).reshape(-1, 2).T
    return np.array(layer.shape, dtype="<u4").tobytes() + zlib.compress(planes.tobytes(), 9)


def _swelled(packed_layer: bytes) -> Layer:
    rows, columns, depth = (int(n) for n in np.frombuffer(packed_layer[:12], dtype="<u4"))
    planes = np.frombuffer(zlib.decompress(packed_layer[12:]), dtype=np.uint8).reshape(2, -1)
    zigzag = np.moveaxis(planes.T.copy().view("<u2").reshape(depth, rows, columns), 0, -1).astype(np.uint16)
    twice = (zigzag >> 1) ^ (np.uint16(0) - (zigzag & 1))
    codes = np.cumsum(np.cumsum(twice, axis=1, dtype=np.uint16), axis=1, dtype=np.uint16)
    return np.asarray((codes.astype(np.float32) / 65535) ** 2 * _BRIGHTEST, dtype=np.float32)


def _put(box: zipfile.ZipFile, name: str, content: bytes) -> None:
    box.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), content)
