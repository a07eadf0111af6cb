"""The word that lies across the pages of a paper under embargo: outlines, so that it is seen and never read aloud.

In: a word, a colour and a font file of the house. Out: an SVG drawing of an A4 page (SVG 1.1,
https://www.w3.org/TR/SVG11/); shapes without text stay out of what screen readers and searches find.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, degrees, hypot
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from bindery.art.svg import number

PAGE_MM = (210.0, 297.0)
SHARE_OF_DIAGONAL = 0.72
FACE = "archivo-latin-800-normal.ttf"


@lru_cache(maxsize=4)
def watermark_svg(word: str, colour: str, fonts: Path) -> str:
    """Draw a word along the rising diagonal of an A4 page."""
    path, length, rise = _outlines(word, fonts / FACE)
    width, height = PAGE_MM
    scale = SHARE_OF_DIAGONAL * hypot(width, height) / length
    angle = -degrees(atan2(height, width))
    turned = f"translate({number(width / 2)} {number(height / 2)}) rotate({number(angle)})"
    placed = f"scale({scale:.5f} {-scale:.5f}) translate({number(-length / 2)} {number(-rise / 2)})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}mm" height="{number(height)}mm" '
        f'viewBox="0 0 {number(width)} {number(height)}" aria-hidden="true">'
        f'<g transform="{turned} {placed}" fill="{colour}">{path}</g></svg>'
    )


def _outlines(word: str, font_file: Path) -> tuple[str, float, float]:
    """Set a word in capitals: its paths, its length and the height of its capitals, in units of the font."""
    with TTFont(font_file, lazy=True) as font:
        glyphs, names, advances = font.getGlyphSet(), font.getBestCmap(), font["hmtx"]
        paths, x = [], 0
        for character in word:
            name = names[ord(character)]
            pen = SVGPathPen(glyphs)
            glyphs[name].draw(pen)
            paths.append(f'<path transform="translate({x} 0)" d="{pen.getCommands()}"/>')
            x += advances[name][0]
        return "".join(paths), float(x), float(font["OS/2"].sCapHeight)
