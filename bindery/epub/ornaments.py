"""What an e-book draws with: the sign of each kind of box, a strip of the territory, veils of the volume's colours.

In: the palette and the number of the volume. Out: files of the e-book, and the style rules that show them. They stand
in the style sheet, as backgrounds of generated boxes (CSS 2.2, 12.1), so that no screen reader meets them and a reader
that knows no such boxes leaves them out.

A veil is a colour so thin that the reader's own ground, white, sepia or black, shows through: text keeps the reader's
colour and stays legible on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bindery.art.icons import ICONS, icon_svg
from bindery.art.territory import territory_svg
from bindery.epub.container import Part
from bindery.tokens import Ink, Palette

SVG_TYPE = "image/svg+xml"
STRIP = "images/art/strip.svg"
STRIP_MM = (186.0, 16.0)  # wide and low, as above the pages of the site
VEIL_SHARE = 0.11


def ornaments(palette: Palette, volume_number: int) -> Iterator[Part]:
    """Draw the signs of the boxes and the strip that stands above a chapter."""
    width, height = STRIP_MM
    strip = territory_svg(volume_number, width, height, palette, left_mm=-93, top_mm=104)
    yield Part("art-strip", STRIP, SVG_TYPE, strip.encode())
    for kind in ICONS:
        yield Part(f"sign-{kind}", sign_href(kind), SVG_TYPE, icon_svg(kind, palette).encode())


def sign_href(kind: str) -> str:
    """Give the path of the sign of a box from the root of the e-book."""
    return f"images/signs/{kind}.svg"


def ornament_rules(up: str = "../") -> str:
    """Write the rules that show the ornaments, as seen from the style sheet."""
    signs = (
        f'.{kind} > .box-label::before, .sign-{kind}::before {{ background-image: url("{up}{sign_href(kind)}"); }}\n'
        for kind in ICONS
    )
    return f'.opener::before, .title-page::before {{ background-image: url("{up}{STRIP}"); }}\n' + "".join(signs)


def veils(palette: Palette, commons: Mapping[str, Ink]) -> dict[str, str]:
    """Name a veil for each colour: `mid-veil` is `rgba(47, 91, 208, 0.11)`."""
    return {f"{ink.name}-veil": _veil(ink) for ink in (*commons.values(), *palette)}


def _veil(ink: Ink) -> str:
    red, green, blue = (int(ink.rgb[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {VEIL_SHARE})"
