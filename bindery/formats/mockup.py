"""The mockups: a volume photographed in every scene, on every ground, at every size.

In: the prints of a volume in one language, as pictures. Out: PNG files by name, sRGB, 300 ppi. A scene is exposed once
per size; grounds cost little.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from bindery.mockup.compose import TRANSPARENT, developed, exposed, spine_widths_mm
from bindery.mockup.layers import read_baked
from bindery.mockup.png import png_bytes
from bindery.mockup.scenes import SCENES

WIDTHS_PX = (1200, 3000)
GROUNDS = (TRANSPARENT, "white", "colour")


@dataclass(frozen=True, slots=True)
class Prints:
    """What is photographed of a volume in one language: pictures (PNG, sRGB), cut to their trim.

    `wrap_png` is back, spine and front; `shelf` has the wraps of all volumes of the collection by their number;
    `pages` are two facing pages, the verso first; `colour` is the volume's dark (`#rrggbb`), `number` its own.
    """

    wrap_png: bytes
    front_png: bytes
    shelf: Mapping[int, bytes]
    pages: tuple[bytes, bytes] | None
    colour: str
    number: int


def scenes_for(prints: Prints) -> tuple[str, ...]:
    """List the scenes that some prints are enough for."""
    return tuple(name for name, dress in DRESSES.items() if dress(prints))


def photographs(stem: str, name: str, prints: Prints) -> Iterator[tuple[str, bytes]]:
    """Photograph a volume in one scene; files are named `stem-scene-ground-Npx.png`."""
    pictures = {thing: _opened(png) for thing, png in DRESSES[name](prints).items()}
    layers, scene = read_baked(name), SCENES[name]
    thickness = spine_widths_mm(scene, pictures)
    for width_px in WIDTHS_PX:
        exposure = exposed(layers, scene, pictures, thickness, width_px)
        for ground in GROUNDS:
            behind = prints.colour if ground == "colour" else ground
            picture = developed(exposure, layers.shadow, scene.finish, behind)
            yield f"{stem}-{name}-{ground}-{width_px}px.png", png_bytes(picture)


def _opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


# --- what each scene shows: pictures (PNG) by the name of the object that wears them; none when a print is missing


def _own_book(prints: Prints) -> Mapping[str, bytes]:
    return {"book": prints.wrap_png}


DRESSES: Mapping[str, Callable[[Prints], Mapping[str, bytes]]] = {
    "hero": _own_book,
}
