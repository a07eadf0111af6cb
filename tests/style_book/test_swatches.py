"""Swatches: the values shown are those of the tokens and of the styles."""

from __future__ import annotations

import pytest
from lxml import etree

from bindery.cli import PROJECT
from bindery.style_book.swatches import TYPE, Rules, in_words, palette_svg
from bindery.tokens import Ink, load_tokens

INK = Ink("night", "#16255c", (100, 92, 10, 40))
STYLES = """
:root { --sans: var(--label-face); --label-face: "Archivo", sans-serif; --small: 8pt }
html { font: 9.6pt/13.5pt "Source Serif 4", serif }
h1, h2 { font-family: var(--sans) }
h2 { font-size: 12pt; line-height: 16pt }
.note { font: 400 var(--small)/1.25 var(--sans) }
"""


def words(svg: str) -> list[str]:
    return [text.text or "" for text in etree.fromstring(svg.encode()).iter("{*}text")]


def test_a_swatch_names_its_ink_and_both_values():
    assert words(palette_svg([INK])) == ["night", "#16255c", "100 92 10 40"]


def test_a_palette_is_told_in_words_too():
    assert in_words([INK, INK]).split("; ") == ["night #16255c, CMYK 100 92 10 40"] * 2


def test_each_ink_of_the_house_fits_its_swatch():
    for palette in load_tokens(PROJECT / "styles" / "tokens.yaml").palettes.values():
        drawing = etree.fromstring(palette_svg(list(palette)).encode())
        _, _, width, height = map(float, drawing.get("viewBox", "").split())

        assert all(float(text.get("x")) < width and float(text.get("y")) < height for text in drawing.iter("{*}text"))


@pytest.mark.parametrize(
    ("selectors", "type_"),
    [
        (["html"], ("Source Serif 4", "9.6", "13.5")),
        (["h2"], ("Archivo", "12", "16")),
        ([".note"], ("Archivo", "8", "10")),
        (["h2", ".note"], ("Archivo", "8", "10")),
    ],
)
def test_sizes_are_read_from_the_styles(selectors, type_):
    assert Rules(STYLES).type_of(*selectors) == type_


def test_every_element_listed_has_its_size_in_the_styles_of_the_house():
    styles = "".join((PROJECT / "styles" / name).read_text("utf-8") for name in ("fonts.css", "print.css"))
    rules = Rules(styles)

    for _, _, selectors in TYPE:
        face, size, leading = rules.type_of(*selectors.split("; "))
        assert face in {"Source Serif 4", "Archivo"} and float(size) < float(leading)
