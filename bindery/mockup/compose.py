"""Pictures of the books: baked light and flat covers in, a developed picture out (sRGB, 300 ppi, alpha if transparent).

Geometry is drawn anew at the size asked and at the volume's own thickness, so that text is as sharp as the flat cover
and silhouettes are exact; light is read from the charts by place on the book. When a volume is not as thick as the book
of the bake, two things are approximate: the light on its spine is stretched with it, and the floor's shadow stays the
baked book's (half a millimetre off on each side for each millimetre of difference).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bindery.mockup.geometry import scene_parts
from bindery.mockup.layers import DIFFUSE, REFLECTED, BakedScene, Layer, Plate, enlarged, picked
from bindery.mockup.parts import COVER, GLASS, METAL, PAPER, Array, Part
from bindery.mockup.png import PPI, srgb_profile
from bindery.mockup.scenes import SCENES, Book, Finish, OpenBook, Scene
from bindery.mockup.sight import STRIP_PIXELS, Frame, Mesh, around, look, mesh_seen, pixels_per_mm, strips, whole

TRANSPARENT = "transparent"
NAMED_BACKGROUNDS: Mapping[str, str] = MappingProxyType({"white": "#ffffff"})

_POSITIONS = 3  # squared: samples a pixel
_TEXTURE_OVER_PICTURE = 2.0  # flat covers are reduced to this many of their pixels for one of the picture's
_SHEETS = 40  # told apart in the block of pages
_UNLIT = 0.3  # what the bake never saw: slivers deep inside the book
_SHEET_TONES = np.array([0.97, 1.0, 0.93, 0.99, 0.95, 1.0, 0.9, 0.98], dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """What the film holds: linear colour of the objects (height, width, 3), and their share of each pixel."""

    colour: Layer
    coverage: Layer


def compose(
    layers: BakedScene, flat_cover: Image.Image | NDArray[np.uint8], background: str = TRANSPARENT, width_px: int = 1200
) -> Image.Image:
    """Photograph one volume: its flat cover (sRGB, back + spine + front at trim size) on every book of the scene.

    `background`: transparent, white or `#rrggbb`. For 3000 px give a flat cover of 450 ppi, for 1200 px 200 are enough.
    """
    scene = SCENES[layers.scene]
    return compose_scene(layers, {book.name: flat_cover for book in scene.objects}, background, width_px)


def compose_scene(
    layers: BakedScene,
    flat_covers: Mapping[str, Image.Image | NDArray[np.uint8]],
    background: str = TRANSPARENT,
    width_px: int = 1200,
) -> Image.Image:
    """Photograph several volumes: a flat cover for each book of the scene, by its name."""
    scene = SCENES[layers.scene]
    covers = {name: _picture(cover) for name, cover in flat_covers.items()}
    exposure = exposed(layers, scene, covers, spine_widths_mm(scene, covers), width_px)
    return developed(exposure, layers.shadow, scene.finish, background)


def spine_widths_mm(scene: Scene, pictures: Mapping[str, Image.Image]) -> Mapping[str, float]:
    """Read the thickness of every book of a scene off its flat cover."""
    books = [thing for thing in scene.objects if isinstance(thing, Book | OpenBook)]
    return {book.name: measured_spine_width_mm(pictures[book.name], book) for book in books}


def measured_spine_width_mm(flat_cover: Image.Image, book: Book | OpenBook) -> float:
    """Read a volume's thickness off its flat cover: what its width holds beyond the two boards."""
    across_mm = flat_cover.width / flat_cover.height * book.shape.height_mm
    return max(1.0, round(across_mm - 2 * book.shape.width_mm, 1))


# --- exposing --------------------------------------------------------------------------------------------------------


def exposed(
    layers: BakedScene,
    scene: Scene,
    pictures: Mapping[str, Image.Image],
    thickness_mm: Mapping[str, float],
    width_px: int,
) -> Exposure:
    """Put ink under the light, sample by sample, and average each pixel in linear light."""
    parts = scene_parts(scene, thickness_mm)
    points = np.concatenate([part.vertices for part in parts])
    scale = pixels_per_mm(scene.camera, points, width_px) * _TEXTURE_OVER_PICTURE
    heights_mm = {part.ink: part.ink_height_mm for part in parts if part.ink is not None}
    inks = {ink: _ink(pictures[ink], height_mm * scale) for ink, height_mm in heights_mm.items()}
    mesh, full = mesh_seen(parts, scene.camera, width_px), whole(scene.camera, width_px)
    picture = np.zeros((full.height, full.width, 3), np.float32)
    coverage = np.zeros((full.height, full.width), np.float32)
    for strip in strips(around(scene.camera, width_px, points)):
        colour, count = _sampled(parts, layers, scene, inks, mesh, strip)
        area = (slice(strip.top, strip.top + strip.height), slice(strip.left, strip.left + strip.width))
        picture[area] = colour / np.maximum(count, 1)[..., None]
        coverage[area] = count / _POSITIONS**2
    return Exposure(picture, coverage)


def _sampled(
    parts: tuple[Part, ...], layers: BakedScene, scene: Scene, inks: Mapping[str, Plate], mesh: Mesh, frame: Frame
) -> tuple[Layer, Layer]:
    """Sum the colour seen through each position, and count the positions that saw an object."""
    pixels = frame.height * frame.width
    colour, count = np.zeros((pixels, 3), np.float32), np.zeros(pixels, np.float32)
    lit, lit_part = np.zeros((pixels, 6), np.float32), np.full(pixels, -1)
    for position in positions():
        sight = look(mesh, frame, position)
        for index in sight.parts:
            seen = sight.of(index)
            fresh = lit_part[seen.pixels] != index  # light is smooth: one reading a pixel and part
            lit[seen.pixels[fresh]] = _lit(parts[index], layers, seen.chart[fresh])
            lit_part[seen.pixels] = index
            colour[seen.pixels] += _shaded(parts[index], scene, inks, seen.flat, lit[seen.pixels])
        count[sight.pixels] += 1
    return colour.reshape(frame.height, frame.width, 3), count.reshape(frame.height, frame.width)


def positions() -> tuple[tuple[float, float], ...]:
    """Spread the samples in the pixel so that no two share a row or a column: upright edges come out smooth."""
    n = _POSITIONS
    return tuple(((i + (j + 0.5) / n) / n, (j + (i + 0.5) / n) / n) for j in range(n) for i in range(n))


def _lit(part: Part, layers: BakedScene, chart: Array) -> Layer:
    """Read the light on some places of a part (n, 6)."""
    light = layers.lights.get(part.name)
    if light is None:
        return np.full((len(chart), 6), _UNLIT, np.float32)
    return picked(light, chart[:, 0] * (part.columns - 1), chart[:, 1] * (part.rows - 1))


def _shaded(part: Part, scene: Scene, inks: Mapping[str, Plate], flat: Array, light: Layer) -> Layer:
    """Colour what is seen of one part: its ink or its paper under its light."""
    ink = np.float32(1) if part.ink is None else _printed(inks[part.ink], flat)
    return _MATERIALS[part.material](part, scene.finish, ink, flat, light, np.array(scene.paper_albedo, np.float32))


Ink = Layer | np.float32


def _varnished(part: Part, finish: Finish, ink: Ink, flat: Array, light: Layer, paper: Layer) -> Layer:
    return ink * light[:, DIFFUSE] + np.float32(finish.varnish) * light[:, REFLECTED]


def _papery(part: Part, finish: Finish, ink: Ink, flat: Array, light: Layer, paper: Layer) -> Layer:
    tone = _sheets(flat[:, 1]) if part.name.endswith(("head", "tail", "fore-edge")) else np.float32(1)
    return paper * ink * tone * light[:, DIFFUSE]


def _metallic(part: Part, finish: Finish, ink: Ink, flat: Array, light: Layer, paper: Layer) -> Layer:
    return light[:, REFLECTED]


def _lit_glass(part: Part, finish: Finish, ink: Ink, flat: Array, light: Layer, paper: Layer) -> Layer:
    return ink * np.float32(finish.screen) + np.float32(finish.varnish) * light[:, REFLECTED]


_MATERIALS: Mapping[str, Callable[[Part, Finish, Ink, Array, Layer, Layer], Layer]] = {
    COVER: _varnished,
    PAPER: _papery,
    METAL: _metallic,
    GLASS: _lit_glass,
}


def _printed(ink: Plate, flat: Array) -> Layer:
    """Read the flat cover where it is seen; it is drawn from the top, books are measured from the foot."""
    rows, columns = ink.shape[:2]
    return picked(ink, flat[:, 0] * columns - 0.5, (1 - flat[:, 1]) * rows - 0.5)


def _sheets(across: Array) -> Layer:
    """Tone the cut edges of the sheets, each a little different."""
    sheet = np.minimum((across * _SHEETS).astype(np.intp), _SHEETS - 1)
    return np.asarray(_SHEET_TONES[(sheet * 5 + sheet // 8) % 8][:, None], dtype=np.float32)


def _ink(cover: Image.Image, height_px: float) -> Plate:
    """Reduce a flat cover to about the picture's own fineness, in linear light."""
    share = min(1.0, height_px / cover.height)
    size = (max(8, round(cover.width * share)), max(8, round(cover.height * share)))
    reduced = cover if share == 1.0 else cover.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return np.asarray(_LINEAR[np.asarray(reduced)], dtype=np.float16)


def _picture(cover: Image.Image | NDArray[np.uint8]) -> Image.Image:
    return (cover if isinstance(cover, Image.Image) else Image.fromarray(cover)).convert("RGB")


# --- developing ------------------------------------------------------------------------------------------------------


def developed(exposure: Exposure, shadow: Layer, finish: Finish, background: str) -> Image.Image:
    """Turn linear light into a picture: soft shoulder, shadow on what is behind, background or none."""
    height, width = exposure.coverage.shape
    share = enlarged(shadow[..., None], (height, width))[..., 0]
    rows = max(1, STRIP_PIXELS // width)
    strips_developed = []
    for top in range(0, height, rows):
        cut = slice(top, top + rows)
        opacity = _shade(share[cut], finish, height, top)
        strip = Exposure(exposure.colour[cut], exposure.coverage[cut])
        behind = None if background == TRANSPARENT else _ground(background, finish, exposure.coverage.shape, cut)
        strips_developed.append(_developed(strip, opacity, _grain(len(opacity), width, top), finish, behind))
    picture = Image.fromarray(np.concatenate(strips_developed))
    picture.info.update(dpi=(PPI, PPI), icc_profile=srgb_profile())
    return picture


def _developed(
    exposure: Exposure, opacity: Layer, grain: Array, finish: Finish, ground: Layer | None
) -> NDArray[np.uint8]:
    """Develop some rows of a picture; `opacity` is that of the floor's shadow."""
    colour = encoded(_toned(exposure.colour * finish.exposure, finish.shoulder))
    covered = exposure.coverage[..., None]
    dark = opacity[..., None] * (1 - covered)
    alpha = covered + dark
    ink = colour * covered + np.array(finish.shadow_rgb, np.float32) * dark  # premultiplied
    if ground is not None:
        return _levels(_grained(ink + ground * (1 - alpha), grain))
    straight = np.where(alpha > 0, ink / np.maximum(alpha, 1e-6), 0)
    return np.concatenate([_levels(straight), np.where(alpha > 0, _levels(_grained(alpha, grain)), 0)], axis=2)


def _ground(background: str, finish: Finish, size: tuple[int, ...], rows: slice) -> Layer:
    """Lay the ground of some rows: its own colour at the frame's edge, in a pool of light in the middle."""
    down, across = ((np.arange(n) + 0.5) / n * 2 - 1 for n in size)
    near = np.clip(1 - down[rows, None] ** 2 - across[None, :] ** 2, 0, 1) ** 2
    colour = decoded(_rgb(background).astype(np.float64))
    lit = np.asarray(colour * (1 + finish.pool * near[..., None]), dtype=np.float32)
    return np.asarray(_rgb(background) + (encoded(lit) - encoded(colour)), dtype=np.float32)


def _toned(light: Layer, shoulder: float) -> Layer:
    """Keep light below the shoulder as it is and press what is above it under 1."""
    room = 1 - shoulder
    pressed = shoulder + room * (1 - np.exp(-(np.maximum(light, shoulder) - shoulder) / room))
    return np.where(light < shoulder, light, pressed).astype(np.float32)


def _shade(share: Layer, finish: Finish, whole_height: int, top: int) -> Layer:
    """Make the floor's shadow on the rows from `top` on an opacity (height, width); nothing at the frame's edge."""
    height, width = share.shape
    down, across = (np.minimum(np.arange(n) + 0.5, n - np.arange(n) - 0.5) / n for n in (whole_height, width))
    inner = np.clip(np.minimum(down[top : top + height, None], across[None, :]) / finish.frame_fade, 0, 1)
    fade = inner * inner * (3 - 2 * inner)
    opacity = (1 - share ** (1 / finish.shadow_gamma)) * fade
    return np.asarray(np.clip((opacity - 0.01) / 0.99, 0, 1), dtype=np.float32)


def _grain(height: int, width: int, top: int) -> Array:
    """Give half a level of fixed grain for the rows from `top` on."""
    wave = 0.06711056 * np.arange(width) + 0.00583715 * np.arange(top, top + height)[:, None]
    return (_fraction(52.9829189 * _fraction(wave)) - 0.5) / 255


def _grained(levels: Layer, grain: Array) -> Layer:
    """Add grain, so that soft shadows do not come out in bands."""
    flat = (levels <= 0) | (levels >= 1)  # nothing and paper white stay as they are
    return np.where(flat, levels, levels + grain[..., None]).astype(np.float32)


def _fraction(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(values - np.floor(values), dtype=np.float64)


def _levels(values: Layer) -> NDArray[np.uint8]:
    return (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)


def encoded(linear: Layer) -> Layer:
    """Encode linear light as sRGB (IEC 61966-2-1)."""
    light = np.clip(linear, 0, 1)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055).astype(np.float32)


def decoded(levels: NDArray[np.float64]) -> Layer:
    """Decode sRGB (0 to 1) into linear light."""
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4).astype(np.float32)


_LINEAR = decoded(np.arange(256) / 255).astype(np.float16)


def _rgb(background: str) -> Layer:
    code = NAMED_BACKGROUNDS.get(background, background)
    return np.array([int(code[k : k + 2], 16) / 255 for k in (1, 3, 5)], np.float32)
