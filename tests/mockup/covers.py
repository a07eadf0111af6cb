"""Flat covers to photograph."""

from __future__ import annotations

from PIL import Image

BLUE = (22, 37, 92)
SPINE_WIDTH_MM = 7


def plain_cover(colour: tuple[int, int, int] = BLUE, spine_width_mm: float = SPINE_WIDTH_MM) -> Image.Image:
    """Make a flat cover of one colour at three pixels a millimetre."""
    return Image.new("RGB", (round((340 + spine_width_mm) * 3), 720), colour)
