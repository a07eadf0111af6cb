"""The strokes of diagrams: parcels, words, ways and arrows, of one weight and one rounding through all of them.

In: positions in points at the printed size, a palette, the faces that words are measured in. Out: SVG elements as text
(https://www.w3.org/TR/SVG2/) in the colours of the tokens: no gradient, opacity, clipping or pattern. Words and thin
rules are black alone; what a colour says is said again by a hatching, and by a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from bindery.charts.drawing import GREY, INK, WHITE, Box, escape, number
from bindery.tokens import Palette

PAGE_PT, TEXT_PT = 402.52, 306.14  # 142 and 108 mm
CORNER_PT = 2.2
EDGE_PT = 0.6
WAY_PT = 1.1
SIZE_PT = 7.4
SMALL_PT = 6.8
LEADING = 1.22
INSET_PT = 2.4  # from the edge of a parcel to its hatching
STRIPES_PT = 3.6
DOTS_PT = 4.0
DOT_PT = 0.8
NARROW_SPACE = "\u202f"  # drawn by no face of the house: HarfBuzz makes it a fifth of an em
WEIGHTS = (400, 500, 600, 700)


class WordsTooLong(ValueError):  # noqa: N818
    """Tell which words do not fit their place."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a parcel looks: ground, ink of words, hatching (`stripes`, `rails`, `dots`), whether its edge is broken."""

    ground: str
    ink: str = INK
    hatching: str = ""
    hatch: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Pen:
    """The colours of a volume and the folder of the faces words are measured in."""

    palette: Palette
    fonts: Path

    @property
    def looks(self) -> Mapping[str, Look]:
        """Name the looks of parcels: each differs from the others in lightness and in hatching."""
        inks = self.palette
        return {
            "dark": Look(inks.dark.rgb, ink=WHITE),
            "striped": Look(inks.light.rgb, hatching="stripes", hatch=inks.dark.rgb),
            "dotted": Look(inks.tint.rgb, hatching="dots", hatch=inks.dark.rgb),
            "warm-dotted": Look(inks.accent.rgb, hatching="dots", hatch=inks.deepest.rgb),
            "railed": Look(inks.tint.rgb, hatching="rails", hatch=inks.dark.rgb),
            "light": Look(inks.light.rgb),
            "tint": Look(inks.tint.rgb),
            "wash": Look(inks.wash.rgb),
            "plain": Look(WHITE),
            "open": Look(WHITE, is_open=True),
        }

    def width(self, words: str, size: float = SIZE_PT, weight: int = 500) -> float:
        """Measure how wide words are set, in points."""
        advances, usual = _advances(self.fonts, weight)
        return sum(size * advances.get(letter, usual) for letter in words)

    def wrap(self, words: str, width: float, size: float = SIZE_PT, weight: int = 500) -> tuple[str, ...]:
        """Break words into lines of at most `width` points, as even as can be; `WordsTooLong` when one is wider."""
        lines = self._wrap(words, width, size, weight)
        narrower, least = lines, width
        while len(narrower) == len(lines) and least > width / 2:
            lines, least = narrower, least - 3
            narrower = self._wrap(words, least, size, weight) if len(lines) > 1 else []
        if any(self.width(line, size, weight) > width for line in lines):
            raise WordsTooLong(f"`{words}` does not fit {width:.0f} pt")
        return tuple(lines)

    def _wrap(self, words: str, width: float, size: float, weight: int) -> list[str]:
        lines: list[str] = []
        for word in words.split(" "):
            if lines and self.width(f"{lines[-1]} {word}", size, weight) <= width:
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word)
        return lines


@cache
def _advances(fonts: Path, weight: int) -> tuple[dict[str, float], float]:
    """Read the advance of each letter of a face, in ems, and that of a usual letter."""
    with TTFont(fonts / f"archivo-latin-{weight}-normal.ttf") as font:
        advances, units = font["hmtx"], font["head"].unitsPerEm
        table = {chr(code): advances[name][0] / units for code, name in font.getBestCmap().items()}
    return {**table, NARROW_SPACE: 0.2}, table["n"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing: its size in points and its elements."""

    width: float
    height: float
    parts: tuple[str, ...]


def document(sheet: Sheet) -> str:
    """Write a sheet as an SVG file, one element a line."""
    size = f"{number(sheet.width)} {number(sheet.height)}"
    width, height = (f"{value / 72 * 25.4:.2f}mm" for value in (sheet.width, sheet.height))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {size}"'
    face = 'font-family="Archivo, Archivo Ext, Bindery Signs, sans-serif"'
    return "\n".join((f'{head} {face} fill="{INK}">', *sheet.parts, "</svg>\n"))


def parcel(box: Box, look: Look, edge: str, clear: float = 0) -> Iterator[str]:
    """Draw a rounded parcel; its hatching keeps clear of its edge, and of `clear` points about its middle for words."""
    dash = ' stroke-dasharray="2.4 1.8"' if look.is_open else ""
    yield (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}" '
        f'rx="{CORNER_PT}" fill="{look.ground}" stroke="{edge}" stroke-width="{EDGE_PT}"{dash}/>'
    )
    if look.hatching:
        inner = within(box, INSET_PT)
        side = (inner.width - clear) / 2
        strips = (
            (inner,)
            if not clear
            else (replace(inner, width=side), replace(inner, x=inner.x + side + clear, width=side))
        )
        for strip in strips:
            yield hatched(strip, look)


def hatched(box: Box, look: Look) -> str:
    """Hatch a box from its own middle, so that parcels of one size look alike."""
    if look.hatching == "dots":
        return f'<path d="{dots(box)}" fill="{look.hatch}"/>'
    drawn = rails(box) if look.hatching == "rails" else stripes(box)
    return f'<path d="{drawn}" fill="none" stroke="{look.hatch}" stroke-width="{EDGE_PT}"/>'


def stripes(box: Box) -> str:
    """Draw lines that rise to the right, cut at the edges by hand."""
    x, y, step = box.x + box.width / 2, box.y + box.height / 2, STRIPES_PT * 2**0.5
    reach = int((box.width + box.height) / 2 / step)
    pieces = []
    for index in range(-reach, reach + 1):
        total = index * step  # every line is x + y = total, seen from the middle
        left, right = max(-box.width / 2, total - box.height / 2), min(box.width / 2, total + box.height / 2)
        if right - left > 0.4:
            pieces.append(
                f"M{number(x + left)} {number(y + total - left)}L{number(x + right)} {number(y + total - right)}"
            )
    return "".join(pieces)


def rails(box: Box) -> str:
    """Draw level lines."""
    count = int(box.height / STRIPES_PT)
    first = box.y + (box.height - (count - 1) * STRIPES_PT) / 2
    return "".join(f"M{number(box.x)} {number(first + i * STRIPES_PT)}h{number(box.width)}" for i in range(count))


def dots(box: Box) -> str:
    """Draw rows of dots, staggered (small diamonds: round ones come out as polygons), whole ones only."""
    x, y, step = box.x + box.width / 2, box.y + box.height / 2, DOTS_PT
    rows = int((box.height / 2 - DOT_PT) / (step * 0.75) + 1e-6)
    pieces = []
    for row in range(-rows, rows + 1):
        shift = step / 2 if row % 2 else 0.0
        reach = int((box.width / 2 - DOT_PT - shift) / step + 1e-6)
        first = -reach - 1 if shift else -reach
        for column in range(first, reach + 1):
            left, middle = x + column * step + shift - DOT_PT, y + row * step * 0.75
            pieces.append(f"M{number(left)} {number(middle)}l{DOT_PT} {-DOT_PT} {DOT_PT} {DOT_PT} {-DOT_PT} {DOT_PT}z")
    return "".join(pieces)


def within(box: Box, inset: float) -> Box:
    """Give the box inside a box."""
    return Box(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)


def plate(box: Box) -> str:
    """Draw the white ground that words stand on where there are ways and parcels."""
    sides = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    return f'<rect {sides} rx="{CORNER_PT}" fill="{WHITE}"/>'


def words_at(
    x: float, y: float, words: str, size: float = SIZE_PT, weight: int = 500, fill: str = INK, anchor: str = ""
) -> str:
    """Set words on a baseline; `anchor` is `middle` or `end`."""
    align = f' text-anchor="{anchor}"' if anchor else ""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" font-weight="{weight}"'
    return f'<text {place} fill="{fill}"{align}>{escape(words)}</text>'


def lines_at(
    x: float,
    middle: float,
    lines: Sequence[str],
    size: float = SIZE_PT,
    weight: int = 500,
    fill: str = INK,
    anchor: str = "",
) -> Iterator[str]:
    """Set lines of words about a middle height."""
    leading = size * LEADING
    first = middle - (len(lines) - 1) * leading / 2 + size * 0.36
    for index, words in enumerate(lines):
        yield words_at(x, first + index * leading, words, size, weight, fill, anchor)


def pair_at(
    x: float, middle: float, name: Sequence[str], remark: Sequence[str], fill: str = INK, anchor: str = ""
) -> Iterator[str]:
    """Set a name and the remark below it about a middle height."""
    sizes = [(words, SIZE_PT, 700) for words in name] + [(words, SMALL_PT, 400) for words in remark]
    height = sum(size * LEADING for _, size, _ in sizes)
    y = middle - height / 2
    for words, size, weight in sizes:
        yield words_at(x, y + size * (0.36 + LEADING / 2), words, size, weight, fill, anchor)
        y += size * LEADING


def way(points: Sequence[tuple[float, float]], *, width: float = WAY_PT, stroke: str = INK, dash: str = "") -> str:
    """Draw a broken line through points."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{number(width)}" stroke-linejoin="round"{dashes}/>'
    )


def hairline(x1: float, y1: float, x2: float, y2: float, stroke: str = GREY, width: float = 0.5) -> str:
    """Draw a thin straight rule."""
    return way(((x1, y1), (x2, y2)), width=width, stroke=stroke)


def head(x: float, y: float, direction: str, size: float = 3.0) -> str:
    """Draw the head of an arrow whose point is at a place; `direction` is `up`, `down`, `right` or `left`."""
    sides = {
        "up": ((-1, 1.7), (1, 1.7)),
        "down": ((-1, -1.7), (1, -1.7)),
        "right": ((-1.7, -1), (-1.7, 1)),
        "left": ((1.7, -1), (1.7, 1)),
    }
    d = f"M{number(x)} {number(y)}" + "".join(
        f"L{number(x + dx * size)} {number(y + dy * size)}" for dx, dy in sides[direction]
    )
    return f'<path d="{d}Z" fill="{INK}"/>'


def node(x: float, y: float, radius: float, fill: str, edge: str, width: float = WAY_PT) -> str:
    """Draw a node of a network, or a halt on a way."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}" '
        f'stroke="{edge}" stroke-width="{number(width)}"/>'
    )
