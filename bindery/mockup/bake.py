"""Measure a scene's light with Mitsuba 3 (optional): numbers of a scene in, packed layers out.

Only here is Mitsuba imported, and only when `build.py bake` asks for it; all else composes from the layers shipped. The
scene is rendered twice, under covers that reflect nothing and under covers of a known grey: the difference is the light
that inks will be multiplied by, the first is what the varnish mirrors whatever the ink. Both are laid on charts of the
parts (see `layers.py`), so that pictures of any size and books of any thickness can be composed from them. The scalar
variant gives the same pixels on one core and on many (https://mitsuba.readthedocs.io/en/stable/).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.mockup.geometry import scene_parts
from bindery.mockup.layers import BAKED, BakedScene, Layer, calmed, enlarged, filled, packed
from bindery.mockup.parts import COVER, GLASS, METAL, PAPER, Array, Part, bounds
from bindery.mockup.scenes import SCENES, Camera, Light, Scene, scene_key
from bindery.mockup.sight import Frame, around, look, mesh_seen, whole

REQUIREMENTS = ("mitsuba==3.9.1", "mitsuba-oidn==0.1.2")

_PATH_DEPTH = 6
_FLOOR_LEVEL_MM = -0.05
_NEIGHBOURS = tuple((down, across) for down in (-1, 0, 1) for across in (-1, 0, 1) if down or across)
_GROWTH_PX = 8  # of the shadow below the objects
_FLOOR_NOISE = 0.015  # what is left of it after denoising, as a share of the light
_HARDLY_SHADED, _NOT_SHADED = 0.90, 0.95  # shares of the bare floor's light
_EVENED_PX = 20
_MIDDLING = 0.4  # albedo of the covers whose shadow is measured


def main(names: Sequence[str] = ()) -> int:
    """Bake the scenes named (all when none is) into the project; give the exit code: 2 unknown scene, 3 no Mitsuba."""
    unknown = sorted(set(names) - set(SCENES))
    if unknown:
        known = ", ".join(sorted(SCENES))
        return _refused("scene-unknown", f"no scene is called `{unknown[0]}`", f"the known ones are {known}", 2)
    missing = missing_renderer()
    if missing:
        print(missing, file=sys.stderr)
        return 3
    for name in names or sorted(SCENES):
        file = packed(bake(SCENES[name]))
        BAKED.mkdir(exist_ok=True)
        (BAKED / f"{name}.zip").write_bytes(file)
        print(f"{name}: {len(file) / 1e6:.1f} MB of light")
    return 0


def missing_renderer() -> Diagnostic | None:
    """Tell, when Mitsuba or its denoiser is missing, which command brings them."""
    try:
        importlib.import_module("mitsuba")
        importlib.import_module("mitsuba_oidn")
    except ImportError as fault:
        return Diagnostic(
            ERROR,
            "renderer-missing",
            Source("build.py"),
            f"baking light needs Mitsuba 3 and its denoiser, and `{fault.name}` is not installed",
            hint=f".venv/bin/python -m pip install {' '.join(REQUIREMENTS)}",
        )
    return None


def bake(scene: Scene) -> BakedScene:
    """Render a scene's light and lay it on its charts."""
    mitsuba = importlib.import_module("mitsuba")
    mitsuba.set_variant("scalar_rgb")
    parts = scene_parts(scene, {})
    lights = dict(_charted(scene, parts, _measures(mitsuba, scene, parts)))
    return BakedScene(scene.name, scene_key(scene), REQUIREMENTS[0], lights, _floor_shadow(mitsuba, scene, parts))


# --- measuring -------------------------------------------------------------------------------------------------------

Measure = tuple[
    int, Array, Layer, Layer
]  # index of the part, places on its chart (n, 2), diffuse (n, 3), reflected (n, 3)


def _measures(mitsuba: Any, scene: Scene, parts: Sequence[Part]) -> Iterator[Measure]:
    """See all parts from the camera's place, then thin edges closely: paper is matt, the same from anywhere."""
    bake = scene.bake
    edges = [part for part in parts if part.name.endswith(scene.edges)]
    yield from _seen(mitsuba, scene, parts, scene.camera, bake.object_px, bake.object_samples, parts)
    for measure in _seen(mitsuba, scene, parts, scene.edge_camera, bake.edge_px, bake.edge_samples, edges):
        if parts[measure[0]].material == PAPER:
            yield measure


def _seen(
    mitsuba: Any,
    scene: Scene,
    parts: Sequence[Part],
    camera: Camera,
    across_px: int,
    samples: int,
    framed: Sequence[Part],
) -> Iterator[Measure]:
    frame = around(camera, across_px, bounds(framed))
    dark = _rendered(mitsuba, scene, parts, camera, frame, samples, board=0.0)
    printed = any(part.material == COVER for part in parts)
    lit = _rendered(mitsuba, scene, parts, camera, frame, samples, board=scene.board_albedo) if printed else dark
    sight = look(mesh_seen(parts, camera, across_px), frame)
    sure = _undivided(parts, camera, frame).ravel()[sight.pixels]
    dark, lit = dark.reshape(-1, 3)[sight.pixels], lit.reshape(-1, 3)[sight.pixels]
    for index, part in enumerate(parts):
        own = sure & (sight.part == index)
        yield index, sight.chart[own], *_MEASURED[part.material](scene, dark[own], lit[own])


def _varnish_measured(scene: Scene, dark: Layer, lit: Layer) -> tuple[Layer, Layer]:
    return np.asarray(np.maximum(lit - dark, 0) / scene.board_albedo, dtype=np.float32), dark


def _paper_measured(scene: Scene, dark: Layer, lit: Layer) -> tuple[Layer, Layer]:
    paper = np.asarray((lit + dark) / 2 / np.array(scene.paper_albedo), dtype=np.float32)
    return paper, np.zeros_like(paper)


def _shine_measured(scene: Scene, dark: Layer, lit: Layer) -> tuple[Layer, Layer]:
    shine = np.asarray((lit + dark) / 2, dtype=np.float32)
    return np.zeros_like(shine), shine


# What is kept of the light on each material, (n, 3) each: diffuse, and reflected.
_MEASURED: Mapping[str, Callable[[Scene, Layer, Layer], tuple[Layer, Layer]]] = {
    COVER: _varnish_measured,
    PAPER: _paper_measured,
    METAL: _shine_measured,
    GLASS: _shine_measured,
}


def _undivided(parts: Sequence[Part], camera: Camera, frame: Frame) -> NDArray[np.bool_]:
    """Find the pixels that see one part only: the same at their four corners."""
    wider = Frame(frame.across, frame.left, frame.top, frame.width + 1, frame.height + 1)
    sight = look(mesh_seen(parts, camera, frame.across), wider, (0.0, 0.0))
    corners = np.full(wider.width * wider.height, -1)
    corners[sight.pixels] = sight.part
    grid = corners.reshape(wider.height, wider.width)
    first = grid[:-1, :-1]
    same = (first == grid[1:, :-1]) & (first == grid[:-1, 1:]) & (first == grid[1:, 1:])
    return np.asarray(same, dtype=np.bool_)


def _charted(scene: Scene, parts: Sequence[Part], measures: Iterator[Measure]) -> Iterator[tuple[str, Layer]]:
    """Gather the measures on the charts, and complete what no camera saw."""
    sums = {index: np.zeros((part.rows, part.columns, 7), np.float32) for index, part in enumerate(parts)}
    for index, places, diffuse, reflected in measures:
        values = np.concatenate([diffuse, reflected, np.ones((len(diffuse), 1), np.float32)], axis=1)
        _laid(sums[index], places, values)
    for index, part in enumerate(parts):
        weights = sums[index][..., 6]
        if not weights.any():
            continue
        yield part.name, filled(sums[index][..., :6], weights)


def _laid(chart: Layer, places: Array, values: Layer) -> None:
    """Share each value between the four chart points round its place."""
    rows, columns = chart.shape[:2]
    x, y = places[:, 0] * (columns - 1), places[:, 1] * (rows - 1)
    left, top = np.minimum(x.astype(np.intp), columns - 2), np.minimum(y.astype(np.intp), rows - 2)
    fx, fy = (x - left)[:, None], (y - top)[:, None]
    for down, across, share in (
        (0, 0, (1 - fx) * (1 - fy)),
        (0, 1, fx * (1 - fy)),
        (1, 0, (1 - fx) * fy),
        (1, 1, fx * fy),
    ):
        np.add.at(chart, (top + down, left + across), values * share.astype(np.float32))


def _floor_shadow(mitsuba: Any, scene: Scene, parts: Sequence[Part]) -> Layer:
    """Measure the floor's light with the objects over its light without them, 1 where nothing changes."""
    frame = whole(scene.camera, scene.bake.shadow_px)
    samples = scene.bake.shadow_samples
    loaded = _rendered(mitsuba, scene, parts, scene.camera, frame, samples, board=_MIDDLING).mean(axis=-1)
    small = whole(scene.camera, scene.bake.shadow_px // 4)
    bare = _rendered(mitsuba, scene, (), scene.camera, small, samples * 4, board=_MIDDLING).mean(axis=-1)
    empty = enlarged(bare[..., None], (frame.height, frame.width))[..., 0]
    wider = Frame(frame.across, 0, 0, frame.width + 1, frame.height + 1)
    sight = look(mesh_seen(parts, scene.camera, frame.across), wider, (0.0, 0.0))
    corners = np.zeros(wider.width * wider.height, dtype=np.bool_)
    corners[sight.pixels] = True
    grid = corners.reshape(wider.height, wider.width)
    free = ~(grid[:-1, :-1] | grid[1:, :-1] | grid[:-1, 1:] | grid[1:, 1:])
    known = (_inner(free) & (empty > 0.05 * float(empty.max()))).astype(np.float32)
    ratio, known = _grown(np.clip(loaded / np.maximum(empty, 1e-4), 0, 1), known)
    return evened(calmed(filled((ratio * known)[..., None], known), known, _FLOOR_NOISE)[..., 0])


def evened(share: Layer) -> Layer:
    """Even out the floor where hardly a shadow falls: clouds on it are what few samples leave, and seen on white."""
    lit = (share > _HARDLY_SHADED).astype(np.float32)
    values, weights = share * lit, lit
    for _ in range(3):  # thrice a box is nearly a bell
        values, weights = _boxed(values), _boxed(weights)
    even = values / np.maximum(weights, 1e-6)
    grade = np.clip((share - _HARDLY_SHADED) / (_NOT_SHADED - _HARDLY_SHADED), 0, 1)
    return np.asarray(share + (even - share) * grade * grade * (3 - 2 * grade), dtype=np.float32)


def _boxed(layer: Layer) -> Layer:
    """Average a layer over squares; what lies outside counts as nothing."""
    for axis in (0, 1):
        count = layer.shape[axis]
        sums = np.insert(np.cumsum(layer, axis=axis, dtype=np.float64), 0, 0, axis=axis)
        first, last = (np.clip(np.arange(count) + way, 0, count) for way in (-_EVENED_PX, _EVENED_PX + 1))
        layer = ((sums.take(last, axis=axis) - sums.take(first, axis=axis)) / (2 * _EVENED_PX + 1)).astype(np.float32)
    return layer


def _inner(free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave out the pixels next to an object, into which denoising spills its light."""
    kept = free.copy()
    kept[1:-1, 1:-1] = np.all([_moved(free, down, across) for down, across in _NEIGHBOURS], axis=0) & free[1:-1, 1:-1]
    return kept


def _grown(values: Layer, known: Layer) -> tuple[Layer, Layer]:
    """Carry the shadow on under the objects, pixel by pixel, for it to meet their outlines as dark as it comes."""
    values, known = values.copy(), known.copy()
    for _ in range(_GROWTH_PX):
        weights = sum(_moved(known, *way) for way in _NEIGHBOURS)
        around = sum(_moved(values * known, *way) for way in _NEIGHBOURS) / np.maximum(weights, 1)
        fresh = (known[1:-1, 1:-1] == 0) & (weights > 0)
        values[1:-1, 1:-1][fresh], known[1:-1, 1:-1][fresh] = around[fresh], 1
    return values, known


def _moved(layer: NDArray[Any], down: int, across: int) -> NDArray[Any]:
    """Look at the neighbours of all inner pixels on one side."""
    height, width = layer.shape
    return layer[1 + down : height - 1 + down, 1 + across : width - 1 + across]


# --- rendering -------------------------------------------------------------------------------------------------------


def _rendered(
    mitsuba: Any, scene: Scene, parts: Sequence[Part], camera: Camera, frame: Frame, samples: int, board: float
) -> Layer:
    """Render a frame in linear light, denoised: (height, width, 3)."""
    described: dict[str, Any] = {
        "type": "scene",
        "integrator": {"type": "path", "max_depth": _PATH_DEPTH, "rr_depth": 8, "hide_emitters": True},
        "sensor": _sensor(mitsuba, camera, frame),
        **_studio(mitsuba, scene),
        **{f"part{n}": _solid(mitsuba, part, scene, board) for n, part in enumerate(parts)},
    }
    pixels = np.array(mitsuba.render(mitsuba.load_dict(described), spp=samples, seed=1), dtype=np.float32)
    albedo, normal = _guides(scene, parts, camera, frame, board)
    denoise = importlib.import_module("mitsuba_oidn").denoise
    return np.array(
        denoise(np.ascontiguousarray(pixels[..., :3]), albedo=albedo, normal=normal, hdr=True), dtype=np.float32
    )


def _guides(scene: Scene, parts: Sequence[Part], camera: Camera, frame: Frame, board: float) -> tuple[Layer, Layer]:
    """Tell the denoiser where surfaces change: albedo and normal (height, width, 3), floor behind."""
    albedo = np.full((frame.height * frame.width, 3), scene.floor_albedo, np.float32)
    normal = np.tile(np.array([0, 1, 0], np.float32), (frame.height * frame.width, 1))
    if parts:
        mesh = mesh_seen(parts, camera, frame.across)
        sight = look(mesh, frame)
        guides = {COVER: (board,) * 3, PAPER: scene.paper_albedo, METAL: (1.0,) * 3, GLASS: (0.0,) * 3}
        own = np.array([guides[part.material] for part in parts], np.float32)
        albedo[sight.pixels], normal[sight.pixels] = own[sight.part], mesh.normal[sight.triangle]
    return albedo.reshape(frame.height, frame.width, 3), normal.reshape(frame.height, frame.width, 3)


def _sensor(mitsuba: Any, camera: Camera, frame: Frame) -> dict[str, Any]:
    whole_frame = whole(camera, frame.across)
    towards = mitsuba.ScalarTransform4f().look_at(origin=list(camera.origin), target=list(camera.target), up=[0, 1, 0])
    return {
        "type": "perspective",
        "fov": camera.view_angle,
        "fov_axis": "x",
        "to_world": towards,
        "near_clip": 10,
        "far_clip": 20000,
        "film": {
            "type": "hdrfilm",
            "width": whole_frame.width,
            "height": whole_frame.height,
            "crop_offset_x": frame.left,
            "crop_offset_y": frame.top,
            "crop_width": frame.width,
            "crop_height": frame.height,
            "pixel_format": "rgba",
            "rfilter": {"type": "box"},
        },
        "sampler": {"type": "independent"},
    }


def _studio(mitsuba: Any, scene: Scene) -> dict[str, Any]:
    transform = mitsuba.ScalarTransform4f
    floor = (
        transform().translate([0, _FLOOR_LEVEL_MM, 0]) @ transform().rotate([1, 0, 0], -90) @ transform().scale(6000)
    )
    return {
        "fill": {"type": "constant", "radiance": {"type": "rgb", "value": scene.fill}},
        "floor": {"type": "rectangle", "to_world": floor, "bsdf": _matt(scene.floor_albedo)},
        **{softbox.name: _softbox(transform, scene, softbox) for softbox in scene.lights},
    }


def _softbox(transform: Any, scene: Scene, softbox: Light) -> dict[str, Any]:
    origin = [centre + offset for centre, offset in zip(scene.centre, softbox.offset, strict=True)]
    facing = transform().look_at(origin=origin, target=list(scene.centre), up=[0, 1, 0.01])
    return {
        "type": "rectangle",
        "to_world": facing @ transform().scale([softbox.width_mm / 2, softbox.height_mm / 2, 1]),
        "emitter": {"type": "area", "radiance": {"type": "rgb", "value": list(softbox.radiance)}},
    }


def _solid(mitsuba: Any, part: Part, scene: Scene, board: float) -> Any:
    material = _MATERIALS[part.material](scene, board)
    properties = mitsuba.Properties()
    properties["mesh_bsdf"] = mitsuba.load_dict({"type": "twosided", "nested": material})
    mesh = mitsuba.Mesh(
        part.name.replace("/", "_"), len(part.vertices), len(part.faces), props=properties, has_vertex_normals=True
    )
    surface = mitsuba.traverse(mesh)
    surface["vertex_positions"] = np.ascontiguousarray(part.vertices, dtype=np.float32).ravel()
    surface["vertex_normals"] = np.ascontiguousarray(part.normals, dtype=np.float32).ravel()
    surface["faces"] = np.ascontiguousarray(part.faces, dtype=np.uint32).ravel()
    surface.update()
    return mesh


def _matt(albedo: float | list[float]) -> dict[str, Any]:
    return {"type": "diffuse", "reflectance": {"type": "rgb", "value": albedo}}


def _glossy(albedo: float, roughness: float, refraction: float) -> dict[str, Any]:
    return {
        "type": "roughplastic",
        "distribution": "ggx",
        "alpha": roughness,
        "int_ior": refraction,
        "nonlinear": False,  # keeps the result linear in the ink's albedo
        "diffuse_reflectance": {"type": "rgb", "value": albedo},
    }


def _brushed() -> dict[str, Any]:
    return {
        "type": "roughconductor",
        "distribution": "ggx",
        "alpha": 0.24,
        "specular_reflectance": {"type": "rgb", "value": [0.56, 0.57, 0.59]},
    }


_MATERIALS: Mapping[str, Callable[[Scene, float], dict[str, Any]]] = {
    COVER: lambda scene, board: _glossy(board, 0.19, 1.48),
    PAPER: lambda scene, board: _matt(list(scene.paper_albedo)),
    METAL: lambda scene, board: _brushed(),
    GLASS: lambda scene, board: _glossy(0.0, 0.06, 1.5),
}


def _refused(code: str, message: str, hint: str, exit_code: int) -> int:
    print(Diagnostic(ERROR, code, Source("build.py"), message, hint), file=sys.stderr)
    return exit_code


def quicker(scene: Scene, share: float) -> Scene:
    """Bake a scene coarsely, to look at it while its numbers are being found."""
    bake = scene.bake
    return replace(
        scene,
        bake=replace(
            bake,
            object_px=round(bake.object_px * share),
            object_samples=max(8, round(bake.object_samples * share)),
            edge_px=round(bake.edge_px * share),
            edge_samples=max(8, round(bake.edge_samples * share)),
            shadow_px=round(bake.shadow_px * share),
            shadow_samples=max(8, round(bake.shadow_samples * share)),
        ),
    )
