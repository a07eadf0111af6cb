"""Typographic placeholders for signs we may not draw: a name in a keyline, marked as a slot, as outlines.

In: a name, the face it is set in (bytes of a font file), a colour. Out: SVG without text or font. Nothing here
resembles anybody's artwork; the official file replaces it when its owner gives it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from bindery.art.svg import number
from bindery.tokens import Tokens

HEIGHT = 44.0
MARGIN = 9.0
NAME_SIZE, NOTE_SIZE = 19.0, 7.2
NOTE = "logo à fournir / logo to be supplied"


@dataclass(frozen=True, slots=True)
class Coat:
    """The inks of a variant, by name in the commons: the name, the keyline, and the note below it."""

    name: str
    keyline: str
    note: str


VARIANTS = {
    "colour": Coat("ink", "grey-2", "grey-1"),
    "mono": Coat("ink", "ink", "ink"),
    "white": Coat("white", "white", "white"),
}


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of outlines that starts at the origin, and its width."""

    data: str
    width: float


def placeholder_svg(name: str, variant: str, face: bytes, tokens: Tokens) -> str:
    """Draw a placeholder in a variant (`colour`, `mono` or `white`), without ground."""
    coat = VARIANTS[variant]
    title, note = set_line(name, face, NAME_SIZE), set_line(NOTE, face, NOTE_SIZE)
    width = max(title.width, note.width) + 2 * MARGIN
    ink = {role: tokens.commons[getattr(coat, role)].rgb for role in ("name", "keyline", "note")}
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(HEIGHT)}" '
        f'width="{number(width)}" height="{number(HEIGHT)}" role="img"><title>{escape(name)} ({NOTE})</title>'
        f'<rect x="0.6" y="0.6" width="{number(width - 1.2)}" height="{number(HEIGHT - 1.2)}" rx="3" fill="none" '
        f'stroke="{ink["keyline"]}" stroke-width="1.2"/>'
        f"{_placed(title, (width - title.width) / 2, 24, ink['name'])}"
        f"{_placed(note, (width - note.width) / 2, 36.5, ink['note'])}</svg>\n"
    )


def set_line(text: str, face: bytes, size: float) -> SetLine:
    """Turn a line of text into outlines, letter by letter, without kerning; KeyError when the face lacks a letter."""
    font = TTFont(io.BytesIO(face))
    shapes, names = font.getGlyphSet(), font.getBestCmap()
    scale = size / font["head"].unitsPerEm
    pen, along = SVGPathPen(shapes, ntos=number), 0.0
    for letter in text:
        shape = shapes[names[ord(letter)]]
        shape.draw(TransformPen(pen, (scale, 0, 0, -scale, along, 0)))
        along += shape.width * scale
    return SetLine(pen.getCommands(), along)


def _placed(line: SetLine, x: float, y: float, ink: str) -> str:
    return f'<path transform="translate({number(x)} {number(y)})" d="{line.data}" fill="{ink}"/>'
