"""The strokes of charts: text, rules, bars with hatching, marks; and how wide text is.

In: positions in points. Out: SVG elements as text. Text and rules are the ink and the grey of the tokens' commons,
which print in black alone; areas take the colours of the volume.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape as escape_html
from math import ceil, floor

from bindery.tokens import Palette

INK = "#1a1a1a"  # `ink`, `grey-3` and `white` of styles/tokens.yaml: a test holds them together
GREY = "#c8c8c8"
WHITE = "#ffffff"
SIZE_PT = 7.5
SMALL_PT = 7.0
LEADING = 1.2
HATCH_PT = 3.6
CORNER_PT = 1.8  # of bars: those of diagrams, which are larger, are rounded a little more
INSET_PT = 1.5  # from the edge of a bar to its hatching
# Advance widths of Archivo in thousandths of the size, by classes of letters that are nearly alike.
_WIDTHS = {**dict.fromkeys("iljI.,;:'’|!()[]", 290), **dict.fromkeys("frt-–/ \u00a0", 360), "\u202f": 180}
_WIDTHS |= {**dict.fromkeys("mwMW%€@—", 860), **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 660)}
_USUAL_WIDTH = 565


def number(value: float) -> str:
    """Write a number with at most two decimals, as short as it can be."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"


def escape(text: str) -> str:
    """Escape text for XML, its apostrophes curled as in print."""
    return escape_html("".join(c for c in text if c >= " "), quote=False).replace("'", "’")


def text_width(words: str, size: float = SIZE_PT, *, bold: bool = False) -> float:
    """Estimate how wide words are set, a little on the safe side."""
    wide = sum(_WIDTHS.get(letter, _USUAL_WIDTH) for letter in words) * size / 1000
    return wide * (1.06 if bold else 1.0)


def wrap(words: str, width: float, size: float = SIZE_PT) -> list[str]:
    """Break words into as few lines as `width` allows, of lengths as even as can be; a wider word stands alone."""
    rows = _wrap(words, width, size)
    while len(rows) > 1 and width > size and len(narrower := _wrap(words, width - 4, size)) == len(rows):
        rows, width = narrower, width - 4
    return rows


def _wrap(words: str, width: float, size: float) -> list[str]:
    rows: list[str] = []
    for word in words.split(" "):
        if rows and text_width(f"{rows[-1]} {word}", size) <= width:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    return rows


def text(
    x: float, y: float, words: str, *, size: float = SIZE_PT, anchor: str = "", bold: bool = False, fill: str = INK
) -> str:
    """Set words on a baseline; `anchor` is `middle` or `end`."""
    weight = ' font-weight="600"' if bold else ""
    align = f' text-anchor="{anchor}"' if anchor else ""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"'
    return f"<text {place}{weight}{align}>{escape(words)}</text>"


def label(x: float, y: float, words: str, *, anchor: str = "", bold: bool = False) -> str:
    """Set words on a baseline, on white where they stand on a rule."""
    width = text_width(words, bold=bold)
    left = x - {"": 0.0, "middle": width / 2, "end": width}[anchor]
    ground = rect(Box(left - 1, y - SIZE_PT * 0.8, width + 2, SIZE_PT), WHITE)
    return ground + text(x, y, words, anchor=anchor, bold=bold)


def rule(x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, width: float = 0.5, dash: str = "") -> str:
    """Draw a straight rule."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{number(width)}"{dashes}/>'


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width and height in points."""

    x: float
    y: float
    width: float
    height: float


def rect(box: Box, fill: str, stroke: str = "", width: float = 0.5, corner: float = 0) -> str:
    """Draw a rectangle, its corners rounded by `corner`."""
    edge = f' stroke="{stroke}" stroke-width="{number(width)}"' if stroke else ""
    sides = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    rounding = f' rx="{number(corner)}"' if corner else ""
    return f'<rect {sides}{rounding} fill="{fill}"{edge}/>'


def path(d: str, *, fill: str = "none", stroke: str = "", width: float = 0.5, dash: str = "") -> str:
    """Draw a path."""
    edge = f' stroke="{stroke}" stroke-width="{number(width)}"' if stroke else ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{d}" fill="{fill}"{edge}{dashes}/>'


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area looks: ground, hatching in its colour, the plate a number stands on and its ink."""

    ground: str
    hatching: Callable[[Box], str] | None
    hatch: str
    plate: str
    on_it: str


def fills(palette: Palette) -> tuple[Fill, ...]:
    """Give six looks that differ in colour, in lightness and in hatching."""
    dark, light, accent = palette.dark.rgb, palette.light.rgb, palette.accent.rgb
    white = palette.paper.rgb
    return (
        Fill(dark, None, "", dark, white),
        Fill(light, rising, dark, light, INK),
        Fill(accent, dotted, palette.deepest.rgb, accent, INK),
        Fill(white, level, dark, white, INK),
        Fill(palette.mid.rgb, upright, white, white, INK),
        Fill(palette.tint.rgb, crossed, dark, palette.tint.rgb, INK),
    )


def area(box: Box, look: Fill, edge: str) -> Iterator[str]:
    """Draw a parcel: filled, rounded as much as its size allows, hatched clear of its edge."""
    corner = min(CORNER_PT, box.width / 4, box.height / 4)
    yield rect(box, look.ground, edge, 0.6, corner)
    inset = min(INSET_PT, box.width / 4, box.height / 4)
    inner = Box(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)
    if look.hatching and (drawn := look.hatching(inner)):
        if look.hatching is dotted:
            yield path(drawn, fill=look.hatch)
        else:
            yield path(drawn, stroke=look.hatch, width=0.6)


def rising(box: Box) -> str:
    """Hatch with lines that rise to the right, cut at the edges by hand."""
    step = HATCH_PT * 1.414
    right, bottom = box.x + box.width, box.y + box.height
    pieces = []
    for index in range(floor((box.x + box.y) / step) + 1, ceil((right + bottom) / step)):
        total = index * step  # every line is x + y = total
        x1, x2 = max(box.x, total - bottom), min(right, total - box.y)
        if x2 - x1 > 0.05:
            pieces.append(f"M{number(x1)} {number(total - x1)}L{number(x2)} {number(total - x2)}")
    return "".join(pieces)


def falling(box: Box) -> str:
    """Hatch with lines that fall to the right."""
    step = HATCH_PT * 1.414
    right, bottom = box.x + box.width, box.y + box.height
    pieces = []
    for index in range(floor((box.x - bottom) / step) + 1, ceil((right - box.y) / step)):
        total = index * step  # every line is x - y = total
        x1, x2 = max(box.x, total + box.y), min(right, total + bottom)
        if x2 - x1 > 0.05:
            pieces.append(f"M{number(x1)} {number(x1 - total)}L{number(x2)} {number(x2 - total)}")
    return "".join(pieces)


def crossed(box: Box) -> str:
    """Hatch both ways."""
    return rising(box) + falling(box)


def level(box: Box) -> str:
    """Hatch with level lines."""
    rows = range(ceil(box.y / HATCH_PT), ceil((box.y + box.height) / HATCH_PT))
    return "".join(f"M{number(box.x)} {number(r * HATCH_PT)}h{number(box.width)}" for r in rows)


def upright(box: Box) -> str:
    """Hatch with upright lines."""
    columns = range(ceil(box.x / HATCH_PT), ceil((box.x + box.width) / HATCH_PT))
    return "".join(f"M{number(c * HATCH_PT)} {number(box.y)}v{number(box.height)}" for c in columns)


def dotted(box: Box) -> str:
    """Hatch with dots (small diamonds: round ones come out as polygons), whole ones only."""
    step, radius, pieces = HATCH_PT, 0.85, []
    for row in range(ceil((box.y + radius) / step), floor((box.y + box.height - radius) / step) + 1):
        shift = step / 2 * (row % 2)
        first, last = ceil((box.x + radius - shift) / step), floor((box.x + box.width - radius - shift) / step)
        for column in range(first, last + 1):
            left, y = column * step + shift - radius, row * step
            pieces.append(f"M{number(left)} {number(y)}l{radius} {-radius} {radius} {radius} {-radius} {radius}z")
    return "".join(pieces)


def mark(index: int, x: float, y: float, palette: Palette, r: float = 3.0) -> str:
    """Draw the mark of a series, `r` its half width: disc, square, ring, diamond, triangle, cross."""
    colour = (palette.dark.rgb, palette.accent.rgb, palette.mid.rgb)[index % 3]
    edge, white = palette.deepest.rgb, palette.paper.rgb
    circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="{r}"'
    at = f"M{number(x)} {number(y)}"
    return (
        f'{circle} fill="{colour}" stroke="{edge}" stroke-width="0.6"/>',
        path(f"{at}m{-r} {-r}h{2 * r}v{2 * r}h{-2 * r}z", fill=colour, stroke=edge, width=0.6),
        f'{circle} fill="{white}" stroke="{colour}" stroke-width="1.4"/>',
        path(
            f"{at}m0 {-r - 0.6}l{r + 0.6} {r + 0.6} {-r - 0.6} {r + 0.6} {-r - 0.6} {-r - 0.6}z",
            fill=colour,
            stroke=edge,
        ),
        path(f"{at}m0 {-r}l{r} {2 * r}h{-2 * r}z", fill=colour, stroke=edge, width=0.6),
        path(f"{at}m{-r} {-r}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}", stroke=colour, width=1.6),
    )[index % 6]
