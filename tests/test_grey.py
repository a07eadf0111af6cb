"""What is left when colour is gone: boxes told apart by their frames alone, fills of charts by lightness or hatching.

Each kind of box is drawn empty, with neither label nor sign (those are told apart in tests/art/test_icons.py), by the
style sheets themselves: in print by WeasyPrint, on screens by Chromium, in all six palettes; the pictures are turned to
grey and compared. Two frames differ by the ink that one has and the other has not, in mm² of full black, where it is
seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from bindery.charts.chart import MAX_SERIES
from bindery.charts.drawing import Box, area, fills, mark
from bindery.cli import PROJECT
from bindery.epub.ornaments import veils
from bindery.load import load_collection
from bindery.markup.boxes import BOXES, MEDIA
from bindery.site.sheets import colour_rules
from bindery.tokens import Palette, css_variables, load_tokens
from tests.validators import chromium_screenshot, needs

STYLES = PROJECT / "styles"
TOKENS = load_tokens(STYLES / "tokens.yaml")
PALETTES = sorted(TOKENS.palettes)
KINDS = tuple(kind for kind in BOXES if kind not in MEDIA)
LEAST_INK_MM2 = 8.0  # a rule of 0.1 mm along 80 mm
SEEN = 20  # of 255: grounds that differ by less look the same across a page
LEAST_SHARE = 0.15  # of an area, seen to differ
LEAST_MARK_MM2 = 0.25  # of a mark of some 3 mm²
SLOT_MM, WIDE_MM = 44.0, 110.0
SCREEN_PPI, PRINT_PPI = 96, 200
PIXELS_PER_MM = PRINT_PPI / 25.4

# What a kind has in it besides its frame.
WITHIN: Mapping[str, str] = {
    "step": '<p class="box-label"><span class="step-number">&#160;</span></p>',
    "checklist": '<ul class="checks"><li><span class="tick"></span>&#160;</li></ul>',
    "case-study": '<dl class="facts"><dt>&#160;</dt><dd>&#160;</dd></dl>',
    "quote": '<p class="quote-by">&#160;</p>',
}
TAGS = {"case-study": "section", "quote": "blockquote"}
EMPTY = f"""
body, .body {{ margin: 0; padding: 0; width: {WIDE_MM + 40}mm; max-width: none }}
.slot-of-test {{ height: {SLOT_MM}mm; padding: 4mm 20mm; box-sizing: border-box; overflow: hidden; position: relative }}
.slot-of-test > * {{ break-before: auto !important }}
.slot-of-test > .margin-note {{ position: static; width: auto }}
.filler {{ height: 14mm }}
.box-label::before {{ display: none !important }}
"""


def specimen(*sheets: str, attributes: str = "") -> str:
    """Write a page with every kind of box, empty, each in a slot of its own."""
    rules = "".join(f"<style>{sheet}</style>" for sheet in (*sheets, EMPTY))
    slots = "".join(f'<div class="slot-of-test">{_box(kind)}</div>' for kind in KINDS)
    return (
        f'<!DOCTYPE html><html {attributes}><meta charset="utf-8">{rules}<body><div class="body">{slots}</div></body>'
    )


def _box(kind: str) -> str:
    name = "margin-note" if kind == "margin" else f"box {kind}"
    tag = TAGS.get(kind, "aside")
    return f'<{tag} class="{name}">{WITHIN.get(kind, "")}<div class="filler"></div></{tag}>'


def in_slots(picture: np.ndarray, pixels_per_mm: float) -> dict[str, np.ndarray]:
    """Cut a grey picture of a specimen into its slots."""
    rows = [round(index * SLOT_MM * pixels_per_mm) for index in range(len(KINDS))]
    high = int(SLOT_MM * pixels_per_mm) - 1
    return {kind: picture[row : row + high].astype(float) for kind, row in zip(KINDS, rows, strict=True)}


def alike(drawn: Mapping[str, np.ndarray], pixels_per_mm: float) -> list[str]:
    """Name the pairs of frames that differ by too little ink."""
    return [
        f"{one} and {other}: {ink_mm2:.1f} mm²"
        for one, other in combinations(drawn, 2)
        if (ink_mm2 := apart_mm2(drawn[one], drawn[other], pixels_per_mm)) < LEAST_INK_MM2
    ]


def apart_mm2(one: np.ndarray, other: np.ndarray, pixels_per_mm: float) -> float:
    apart = np.abs(one - other)
    return float(apart[apart > SEEN].sum()) / 255 / pixels_per_mm**2


# --- in print ---


@pytest.mark.parametrize("number", PALETTES)
def test_printed_frames_are_told_apart_in_grey(number: int) -> None:
    high_mm = SLOT_MM * len(KINDS)
    size = f"size: {WIDE_MM + 40}mm {high_mm}mm; margin: 0; bleed: 0; padding: 0"
    page = f"@page {{ {size} }} @page :left {{ {size} }} @page :right {{ {size} }}"
    sheet = (STYLES / "print.css").read_text(encoding="utf-8")
    html = specimen(css_variables(TOKENS, TOKENS.palette(number)), sheet, page)
    with pypdfium2.PdfDocument(HTML(string=html).write_pdf()) as document:
        picture = document[0].render(scale=PRINT_PPI / 72, grayscale=True).to_numpy().squeeze()

    assert alike(in_slots(picture, PIXELS_PER_MM), PIXELS_PER_MM) == []


# --- on screens ---


def epub_sheet(palette: Palette) -> str:
    """Write the style sheet of the e-book in the colours of a volume."""
    colours = {ink.name: ink.rgb for ink in (*TOKENS.commons.values(), *palette)} | veils(palette, TOKENS.commons)
    return css_in((STYLES / "epub.css").read_text(encoding="utf-8"), colours)


def css_in(sheet: str, colours: Mapping[str, str]) -> str:
    for name in sorted(colours, key=len, reverse=True):
        sheet = sheet.replace(f"var(--{name})", colours[name])
    return sheet


def web_pages() -> Iterator[str]:
    collection = load_collection(PROJECT / "content", PROJECT).collection
    assert collection is not None
    sheets = ((STYLES / name).read_text(encoding="utf-8") for name in ("web.css", "web-reading.css"))
    sheet = "".join((colour_rules(collection, TOKENS), *sheets))
    return (specimen(sheet, attributes=f'class="volume-{number}"') for number in PALETTES)


def epub_pages(reader: str) -> Iterator[str]:
    return (specimen(epub_sheet(TOKENS.palette(number)), reader) for number in PALETTES)


SCREENS = {
    "site, light": (web_pages, False),
    "site, dark": (web_pages, True),
    "e-book, white": (lambda: epub_pages("html { background: #fff }"), False),
    "e-book, night": (lambda: epub_pages("html { background: #121212; color: #e6e6e6 }"), False),
}


@needs("chromium")
@pytest.mark.parametrize("screen", SCREENS)
def test_frames_on_screens_are_told_apart_in_grey(screen: str, tmp_path: Path) -> None:
    pages, dark = SCREENS[screen]
    wide, high = round((WIDE_MM + 40) * SCREEN_PPI / 25.4), round(SLOT_MM * len(KINDS) * SCREEN_PPI / 25.4)
    frames = ""
    for number, page in zip(PALETTES, pages(), strict=True):
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
        frames += f'<iframe src="{number}.html" width="{wide}" height="{high}" style="border:0;float:left"></iframe>'
    host = tmp_path / "host.html"
    host.write_text(f'<!DOCTYPE html><body style="margin:0;width:{wide * len(PALETTES)}px">{frames}', encoding="utf-8")

    shot = chromium_screenshot(host, tmp_path / "seen.png", wide * len(PALETTES), high, dark=dark)
    with Image.open(shot) as opened:
        grey = np.asarray(opened.convert("L"))
    strips = [grey[:, i * wide : (i + 1) * wide] for i in range(len(PALETTES))]

    assert [pair for strip in strips for pair in alike(in_slots(strip, SCREEN_PPI / 25.4), SCREEN_PPI / 25.4)] == []


# --- charts ---


@pytest.mark.parametrize("number", PALETTES)
def test_fills_of_charts_are_told_apart_in_grey(number: int) -> None:
    palette = TOKENS.palette(number)
    side_pt = 30.0
    swatch = Box(1, 1, side_pt - 2, side_pt - 2)
    drawn = ["".join(area(swatch, look, palette.deepest.rgb)) for look in fills(palette)]
    swatches = drawn_in_grey(drawn, side_pt)

    apart = {pair: float((np.abs(swatches[pair[0]] - swatches[pair[1]]) > SEEN).mean()) for pair in pairs_of(drawn)}

    assert min(apart.values()) > LEAST_SHARE, apart


@pytest.mark.parametrize("number", PALETTES)
def test_marks_of_charts_are_told_apart_in_grey(number: int) -> None:
    side_pt = 10.0
    drawn = [mark(index, side_pt / 2, side_pt / 2, TOKENS.palette(number)) for index in range(MAX_SERIES)]
    marks = drawn_in_grey(drawn, side_pt)

    apart = {pair: apart_mm2(marks[pair[0]], marks[pair[1]], PIXELS_PER_MM) for pair in pairs_of(drawn)}

    assert min(apart.values()) > LEAST_MARK_MM2, apart


def pairs_of(drawn: list[str]) -> Iterator[tuple[int, int]]:
    return combinations(range(len(drawn)), 2)


def drawn_in_grey(pictures: list[str], side_pt: float) -> list[np.ndarray]:
    """Print small drawings beside one another and give each as a grey picture."""
    size = f"size: {side_pt * len(pictures)}pt {side_pt}pt"
    page = f"<style>@page {{ {size}; margin: 0 }} svg {{ position: absolute; top: 0 }}</style>"
    for index, picture in enumerate(pictures):
        frame = f'viewBox="0 0 {side_pt} {side_pt}" width="{side_pt}pt" height="{side_pt}pt"'
        page += f'<svg xmlns="http://www.w3.org/2000/svg" {frame} style="left:{index * side_pt}pt">{picture}</svg>'
    with pypdfium2.PdfDocument(HTML(string=page).write_pdf()) as document:
        grey = document[0].render(scale=PRINT_PPI / 72, grayscale=True).to_numpy().squeeze().astype(float)
    side = side_pt / 72 * PRINT_PPI
    return [grey[: int(side), round(index * side) : round(index * side) + int(side)] for index in range(len(pictures))]
