"""The signs of the boxes, drawn in the vocabulary of the parcels: squares, quarter circles, dots, stripes.

In: the kind of a box and a palette. Out: SVG on a 24-unit square: a dark parcel with its sign in the paper's tone and
the accent. Each is told from the others by its shape alone, in grey, at 5 mm.
"""

from __future__ import annotations

from bindery.art.svg import block_data, data_uri, dot_data, line, polygon_data, rect, shape
from bindery.tokens import Palette

SIDE = 24


def _bars(*bars: tuple[float, float, float, float]) -> str:
    return "".join(block_data(*bar) for bar in bars)


def _dots(radius: float, *centres: tuple[float, float]) -> str:
    return "".join(dot_data(centre, radius) for centre in centres)


def _roof(x: float, y: float, side: float) -> str:
    return polygon_data(((x, y), (x + side, y + side), (x, y + 2 * side)))


# For each kind: what is filled in the paper's tone, what is filled in the accent, what is drawn as a line in the
# paper's tone, and as a line in the accent.
ICONS: dict[str, tuple[str, str, str, str]] = {
    # A head word and its lines.
    "definition": (_bars((5, 11.6, 14, 1.8), (5, 15, 14, 1.8), (5, 18.4, 9, 1.8)), _bars((5, 4.8, 8.5, 4.4)), "", ""),
    # Columns that rise.
    "key-figure": (_bars((4.8, 14, 3.8, 5.2), (10.1, 10, 3.8, 9.2)), _bars((15.4, 5, 3.8, 14.2)), "", ""),
    # A lamp.
    "advice": (_bars((8.6, 15.6, 6.8, 1.7), (9.8, 18.6, 4.4, 1.7)), dot_data((12, 9.2), 5.2), "", ""),
    # One parcel among four.
    "example": (
        _bars((4.8, 4.8, 6.4, 6.4), (4.8, 12.8, 6.4, 6.4), (12.8, 12.8, 6.4, 6.4)),
        "",
        "",
        "M14.1 6.1h3.8v3.8h-3.8z",
    ),
    # Scales.
    "legal": (
        "M3.6 11.4h7.4a3.7 3.7 0 0 1-7.4 0zM13 11.4h7.4a3.7 3.7 0 0 1-7.4 0z" + _bars((8.2, 18.2, 7.6, 1.7)),
        dot_data((12, 5.6), 1.9),
        "M12 7v11.5M6 8h12",
        "",
    ),
    # Onward.
    "step": (_bars((4.4, 10.1, 3, 3.8), (8.6, 10.1, 3, 3.8)), _roof(12.9, 5.2, 6.8), "", ""),
    # Boxes to tick, the first ticked.
    "checklist": (
        _bars((12, 6.2, 7.6, 1.8), (12, 11.1, 7.6, 1.8), (12, 16, 7.6, 1.8), (5, 10.1, 3.8, 3.8), (5, 15, 3.8, 3.8)),
        "",
        "",
        "M4.4 7l2.2 2.1 3.6-4.3",
    ),
    # A place on the map.
    "case-study": (
        "M12 21.2C8.4 17 6 13.8 6 10.4a6 6 0 0 1 12 0c0 3.4-2.4 6.6-6 10.8z",
        dot_data((12, 10.2), 2.7),
        "",
        "",
    ),
    # Marks of speech.
    "quote": ("M5 7h5.6v5.6a5.6 5.6 0 0 1-5.6 5.2z", "M13.2 7h5.6v5.6a5.6 5.6 0 0 1-5.6 5.2z", "", ""),
    # Long becomes short.
    "in-short": (_bars((4.4, 5, 15.2, 2.6), (7, 10, 10, 2.6)), dot_data((12, 17), 2.3), "", ""),
    # A path and its halts.
    "in-this-chapter": (
        _bars((11.4, 5.1, 8.2, 1.8), (11.4, 11.1, 8.2, 1.8), (11.4, 17.1, 8.2, 1.8))
        + _dots(2, (7, 12), (7, 18)),
        dot_data((7, 6), 2.6),
        "M7 9.6v8",
        "",
    ),
    # The hands of a clock.
    "since-then": ("", "", "M12 4.8a7.2 7.2 0 1 1-7.2 7.2", "M12 8v4.2h3.6"),
    # A text and a word beside it.
    "margin": (_bars((5, 5, 8.4, 14)), _bars((16, 5, 3.4, 5.2)), "", ""),
}  # fmt: skip


def icon_svg(kind: str, palette: Palette) -> str:
    """Draw the sign of a box; KeyError when there is no such kind."""
    paper, accent, paper_line, accent_line = ICONS[kind]
    drawn = [rect(0, 0, SIDE, SIDE, palette.dark.rgb, 4.5)]
    drawn += [shape(data, ink.rgb) for data, ink in ((paper, palette.paper), (accent, palette.accent)) if data]
    drawn += [
        line(data, ink.rgb, 1.9) for data, ink in ((paper_line, palette.paper), (accent_line, palette.accent)) if data
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{"".join(drawn)}</svg>'


def icon_uri(kind: str, palette: Palette) -> str:
    """Give the sign of a box as a `data:` address for a style rule."""
    return data_uri(icon_svg(kind, palette))
