"""The shelf: the covers of all volumes of a collection side by side, those that are not written here too.

In: nothing. Out: frozen values that mockups, press kit and site share.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShelfCover:
    """The cover of a volume in one language, as pictures (PNG, sRGB): the front, and back, spine and front at trim."""

    number: int
    language: str
    front_png: bytes
    wrap_png: bytes


Shelf = tuple[ShelfCover, ...]


def in_language(shelf: Shelf, language: str) -> dict[int, ShelfCover]:
    """Pick the covers of one language, by the number of the volume, in order."""
    return {cover.number: cover for cover in sorted(shelf, key=lambda c: c.number) if cover.language == language}
