"""The word across the pages under embargo: drawn, not written, and too pale to hide what stands on it."""

from __future__ import annotations

import pytest
from lxml import etree

from bindery.kit.watermark import watermark_svg
from bindery.tokens import contrast_ratio
from tests.kit.made_by_hand import STUDIO

FONTS = STUDIO.styles / "fonts"
GROUND = STUDIO.tokens.commons["grey-4"].rgb
AA = 4.5  # WCAG 2.2, 1.4.3


def test_letters_are_outlines():
    drawing = etree.fromstring(watermark_svg("EMBARGOED", GROUND, FONTS))

    assert {etree.QName(e).localname for e in drawing.iter()} == {"svg", "g", "path"}
    assert len(drawing.findall(".//{*}path")) == len("EMBARGOED")
    assert drawing.get("aria-hidden") == "true"


def test_it_fills_an_a4_page():
    drawing = etree.fromstring(watermark_svg("EMBARGOED", GROUND, FONTS))

    assert drawing.get("viewBox") == "0 0 210 297"


@pytest.mark.parametrize("number", sorted(STUDIO.tokens.palettes))
def test_text_on_it_stays_readable(number):
    palette, commons = STUDIO.tokens.palette(number), STUDIO.tokens.commons

    assert min(contrast_ratio(ink.rgb, GROUND) for ink in (commons["ink"], commons["grey-1"], palette.dark)) >= AA
