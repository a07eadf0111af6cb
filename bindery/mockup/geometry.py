"""Where everything stands: a scene in, the parts of all its objects out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bindery.mockup.book import book_parts
from bindery.mockup.open_book import open_book_parts
from bindery.mockup.parts import Part, placed
from bindery.mockup.pile import piled
from bindery.mockup.scenes import BookShape, OpenBookShape, Scene, TabletShape, Thing
from bindery.mockup.tablet import tablet_parts

BUILDERS: Mapping[type, Callable[[Any], tuple[Part, ...]]] = {
    BookShape: book_parts,
    OpenBookShape: open_book_parts,
    TabletShape: tablet_parts,
}


def scene_parts(scene: Scene, spine_widths_mm: Mapping[str, float]) -> tuple[Part, ...]:
    """Set every object of a scene in its place; books without a spine width of their own keep the bake's."""
    return tuple(
        _named(placed(part, thing.pose), thing.name)
        for thing in piled(scene, spine_widths_mm).objects
        for part in _built(thing, spine_widths_mm.get(thing.name))
    )


def _built(thing: Thing, spine_width_mm: float | None) -> tuple[Part, ...]:
    shape: Any = thing.shape
    if spine_width_mm is not None:
        shape = replace(shape, spine_width_mm=spine_width_mm)
    return BUILDERS[type(shape)](shape)


def _named(part: Part, owner: str) -> Part:
    """Call a part, and the picture printed on it, after the object it belongs to."""
    ink = None if part.ink is None else "/".join(filter(None, (owner, part.ink)))
    return replace(part, name=f"{owner}/{part.name}", ink=ink)
