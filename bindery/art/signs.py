"""The collection's own small face: the signs that neither text face draws (arrows, comparisons, ticks, boxes, CO₂'s 2).

In: a table of strokes and shapes on a 1000-unit body, and Archivo, whose figures become the inferior ones (its licence,
the SIL Open Font License without reserved name, then covers this face too: https://openfontlicense.org).
Out: an OpenType font with TrueType outlines, the same bytes every time.
It stands last in every font stack, so that no system font ever enters a book by the back door.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

Point = tuple[float, float]
Contour = tuple[Point, ...]

FAMILY = "Bindery Signs"
UNITS_PER_EM = 1000
ASCENT, DESCENT = 900, -250
STROKE = 72
NAMES = {
    "copyright": "Bindery; figures from Archivo, Copyright 2020 The Archivo Project Authors",
    "familyName": FAMILY,
    "styleName": "Regular",
    "psName": "BinderySigns-Regular",
    "licenseDescription": "SIL Open Font License, Version 1.1",
    "licenseInfoURL": "https://openfontlicense.org",
}
INFERIOR_FIGURES = "₀₁₂₃₄₅₆₇₈₉"
_EPOCH_1904 = 3_786_912_000  # 1 January 2024 in seconds since 1904, the calendar of OpenType


def signs_font(archivo: bytes) -> bytes:
    """Build the face as a TrueType file; `archivo` is a font file whose figures 0 to 9 are borrowed."""
    drawn = {".notdef": (600, _glyph(_box(90, 0, 510, 600, 40))), "space": (250, _glyph(()))}
    drawn |= {_name(sign): (width, _glyph(draw())) for sign, (width, draw) in SIGNS.items()}
    drawn |= _inferior_figures(archivo)
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    builder.setupGlyphOrder(list(drawn))
    builder.setupCharacterMap({ord(sign): _name(sign) for sign in (" ", *SIGNS, *INFERIOR_FIGURES)})
    builder.setupGlyf({name: glyph for name, (_, glyph) in drawn.items()})
    builder.setupHorizontalMetrics({name: (width, _left_bearing(glyph)) for name, (width, glyph) in drawn.items()})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable(NAMES)
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT, fsType=0)
    builder.setupPost()
    builder.updateHead(created=_EPOCH_1904, modified=_EPOCH_1904)
    builder.font.recalcTimestamp = False
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _name(sign: str) -> str:
    return "space" if sign == " " else f"uni{ord(sign):04X}"


def _inferior_figures(archivo: bytes) -> dict[str, tuple[int, Any]]:
    font = TTFont(io.BytesIO(archivo))
    shapes, names = font.getGlyphSet(), font.getBestCmap()
    scale = 0.6 * UNITS_PER_EM / font["head"].unitsPerEm
    figures: dict[str, tuple[int, Any]] = {}
    for value, sign in enumerate(INFERIOR_FIGURES):
        pen = TTGlyphPen(None)
        shape = shapes[names[ord(str(value))]]
        shape.draw(TransformPen(pen, (scale, 0, 0, scale, 0, -130)))
        figures[_name(sign)] = (round(shape.width * scale), pen.glyph())
    return figures


def _glyph(contours: tuple[Contour, ...]) -> Any:
    pen = TTGlyphPen(None)
    for contour in contours:
        pen.moveTo(_rounded(contour[0]))
        for point in contour[1:]:
            pen.lineTo(_rounded(point))
        pen.closePath()
    return pen.glyph()


def _left_bearing(glyph: Any) -> int:
    return int(getattr(glyph, "xMin", 0) or 0)


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _stroke(start: Point, end: Point, width: float = STROKE) -> Contour:
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = ((end[0] - start[0]) / length * width / 2, (end[1] - start[1]) / length * width / 2)
    a, b = (start[0] - along[0], start[1] - along[1]), (end[0] + along[0], end[1] + along[1])
    side = (-along[1], along[0])
    return (
        (a[0] + side[0], a[1] + side[1]),
        (b[0] + side[0], b[1] + side[1]),
        (b[0] - side[0], b[1] - side[1]),
        (a[0] - side[0], a[1] - side[1]),
    )


def _block(left: float, bottom: float, right: float, top: float) -> Contour:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _box(left: float, bottom: float, right: float, top: float, wall: float = 60) -> tuple[Contour, ...]:
    inner = _block(left + wall, bottom + wall, right - wall, top - wall)
    return _block(left, bottom, right, top), tuple(reversed(inner))


def _disc(centre: Point, radius: float) -> Contour:
    turns = [-2 * pi * step / 32 for step in range(32)]
    return tuple((centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)) for turn in turns)


def _arrow(start: Point, end: Point, wing: float = 190) -> tuple[Contour, ...]:
    length = hypot(end[0] - start[0], end[1] - start[1])
    back = ((start[0] - end[0]) / length * wing, (start[1] - end[1]) / length * wing)
    left = (end[0] + back[0] - back[1], end[1] + back[1] + back[0])
    right = (end[0] + back[0] + back[1], end[1] + back[1] - back[0])
    return _stroke(start, end), _stroke(left, end), _stroke(right, end)


def _tick(left: float, bottom: float, size: float, width: float = 90) -> tuple[Contour, ...]:
    low = (left + size * 0.36, bottom)
    return (
        _stroke((left, bottom + size * 0.4), low, width),
        _stroke(low, (left + size, bottom + size * 0.95), width),
    )


def _compare(tip: float, base: float) -> tuple[Contour, ...]:
    return (
        _stroke((base, 590), (tip, 370)),
        _stroke((tip, 370), (base, 150)),
        _stroke((min(tip, base), 20), (max(tip, base), 20)),
    )


def _wave(height: float) -> tuple[Contour, ...]:
    points = [(70 + 430 * step / 16, height + 45 * sin(2 * pi * step / 16)) for step in range(17)]
    return tuple(_stroke(start, end, 64) for start, end in pairwise(points))


def _equals() -> tuple[Contour, ...]:
    return _stroke((80, 440), (490, 440)), _stroke((80, 240), (490, 240))


# Each sign: its advance in units and how to draw it.
SIGNS: dict[str, tuple[int, Callable[[], tuple[Contour, ...]]]] = {
    "\u2010": (320, lambda: (_block(40, 210, 280, 275),)),  # hyphen: WeasyPrint's own mark at the end of a line
    "\u2011": (320, lambda: (_block(40, 210, 280, 275),)),  # hyphen that never breaks
    "←": (900, lambda: _arrow((820, 330), (100, 330))),
    "→": (900, lambda: _arrow((80, 330), (800, 330))),
    "↑": (620, lambda: _arrow((310, -20), (310, 640))),
    "↓": (620, lambda: _arrow((310, 660), (310, 0))),
    "↗": (
        720,
        lambda: (_stroke((110, 40), (590, 520)), _stroke((230, 560), (600, 560)), _stroke((600, 560), (600, 190))),
    ),
    "≈": (570, lambda: (*_wave(430), *_wave(240))),
    "≠": (570, lambda: (*_equals(), _stroke((190, 80), (380, 600)))),
    "≤": (570, lambda: _compare(80, 480)),
    "≥": (570, lambda: _compare(490, 90)),
    "■": (720, lambda: (_block(60, 0, 660, 600),)),
    "□": (720, lambda: _box(60, 0, 660, 600)),
    "▪": (420, lambda: (_block(90, 180, 330, 420),)),
    "●": (720, lambda: (_disc((360, 300), 300),)),
    "☐": (820, lambda: _box(60, -60, 760, 640)),
    "☑": (820, lambda: (*_box(60, -60, 760, 640), *_tick(230, 120, 400))),
    "✓": (740, lambda: _tick(80, 30, 580)),
    "✗": (680, lambda: (_stroke((110, 70), (570, 530), 90), _stroke((110, 530), (570, 70), 90))),
}
