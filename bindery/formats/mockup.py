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
from bindery.mockup.tablet import on_screens

WIDTHS_PX = (1200, 3000)
GROUNDS = (TRANSPARENT, "white", "colour")

_ON_THE_SHELF = 6  # volumes that the scenes row and stack were lit for


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
    """List the scenes that some prints are enough for; stack and row are lit for a shelf of exactly six volumes."""
    return tuple(name for name, dress in DRESSES.items() if dress(prints))


def photographs(stem: str, name: str, prints: Prints) -> Iterator[tuple[str, bytes]]:
    """Photograph a volume in one scene; files are named `stem-scene-ground-Npx.png`."""
    layers, scene = read_baked(name), SCENES[name]
    worn = {thing: _opened(png) for thing, png in DRESSES[name](prints).items()}
    pictures = on_screens(scene, worn, prints.colour)
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


def _own_before_the_others(prints: Prints) -> Mapping[str, bytes]:
    """Stand the volume beside the five others, which lie in order, the first on top."""
    others = [wrap for number, wrap in sorted(prints.shelf.items()) if number != prints.number]
    if (len(others), len(prints.shelf)) != (_ON_THE_SHELF - 1, _ON_THE_SHELF):
        return {}
    return {"book": prints.wrap_png} | {f"lying-{place}": wrap for place, wrap in enumerate(others, start=1)}


def _whole_shelf(prints: Prints) -> Mapping[str, bytes]:
    """Stand all volumes in a row, in order."""
    if len(prints.shelf) != _ON_THE_SHELF:
        return {}
    return {f"book-{place}": wrap for place, (_, wrap) in enumerate(sorted(prints.shelf.items()), start=1)}


def _open_book(prints: Prints) -> Mapping[str, bytes]:
    """Open the volume at its two pages; the edges of its cover show below them."""
    if prints.pages is None:
        return {}
    verso, recto = prints.pages
    return {"book": prints.wrap_png, "book/verso": verso, "book/recto": recto}


def _book_and_tablet(prints: Prints) -> Mapping[str, bytes]:
    """Stand the volume beside its electronic edition, whose cover is the front."""
    return {"book": prints.wrap_png, "tablet": prints.front_png}


DRESSES: Mapping[str, Callable[[Prints], Mapping[str, bytes]]] = {
    "hero": _own_book,
    "stack": _own_before_the_others,
    "row": _whole_shelf,
    "spread": _open_book,
    "tablet": _book_and_tablet,
}
