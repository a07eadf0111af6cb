"""The mockups: the volume's own cover, photographed in every scene, on every ground, at every size.

In: the flat picture of a cover. Out: PNG files by name, sRGB, 300 ppi. A scene is exposed once per size; grounds cost
little.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from bindery.mockup.compose import TRANSPARENT, developed, exposed, measured_spine_width_mm
from bindery.mockup.layers import read_baked
from bindery.mockup.png import png_bytes
from bindery.mockup.scenes import SCENES

SCENE_NAMES = ("hero",)
WIDTHS_PX = (1200, 3000)
GROUNDS = (TRANSPARENT, "white")


def photographs(stem: str, wrap_png: bytes) -> Iterator[tuple[str, bytes]]:
    """Photograph a flat cover (PNG of the wrap at trim size); files are named `stem-scene-ground-Npx.png`."""
    flat = Image.open(io.BytesIO(wrap_png)).convert("RGB")
    for name in SCENE_NAMES:
        layers, scene = read_baked(name), SCENES[name]
        covers = {book.name: flat for book in scene.objects}
        thickness = {book.name: measured_spine_width_mm(flat, book) for book in scene.objects}
        for width_px in WIDTHS_PX:
            exposure = exposed(layers, scene, covers, thickness, width_px)
            for ground in GROUNDS:
                picture = developed(exposure, layers.shadow, scene.finish, ground)
                yield f"{stem}-{name}-{ground}-{width_px}px.png", png_bytes(picture)
