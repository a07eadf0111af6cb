"""Books that lie one upon another: a scene and the thickness of its books in, the scene with each at its height out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bindery.mockup.scenes import FLOOR, Book, Scene, Thing


def piled(scene: Scene, spine_widths_mm: Mapping[str, float]) -> Scene:
    """Lift every lying book onto what it lies on; a scene names them from the floor up."""
    tops_mm: dict[str, float] = {FLOOR: 0.0}
    objects: list[Thing] = []
    for thing in scene.objects:
        book = thing
        if isinstance(book, Book) and book.lies_on:
            half = spine_widths_mm.get(book.name, book.shape.spine_width_mm) / 2
            middle = tops_mm[book.lies_on] + book.shape.back_bow_mm + half
            tops_mm[book.name] = middle + half + book.shape.front_bow_mm
            x, _, z = book.pose.at
            book = replace(book, pose=replace(book.pose, at=(x, middle, z)))
        objects.append(book)
    return replace(scene, objects=tuple(objects))
