"""The signs of the boxes: one for each kind, in the volume's colours, told apart in grey at 5 mm."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pypdfium2
import pytest
from weasyprint import HTML

from bindery.art.icons import ICONS, icon_svg, icon_uri
from bindery.markup.boxes import BOXES
from bindery.tokens import Tokens

PITCH_MM = 6.0
PPI = 200


@pytest.fixture(scope="module")
def greys(tokens: Tokens) -> dict[str, np.ndarray]:
    signs = "".join(
        f'<img src="{icon_uri(kind, tokens.palette(6))}" style="left:{index * PITCH_MM}mm">'
        for index, kind in enumerate(ICONS)
    )
    rules = f"@page{{size:{len(ICONS) * PITCH_MM}mm 5mm;margin:0}}img{{position:absolute;top:0;width:5mm}}"
    page = f"<style>{rules}</style>{signs}"
    with pypdfium2.PdfDocument(HTML(string=page).write_pdf()) as document:
        picture = document[0].render(scale=PPI / 72, grayscale=True).to_numpy().squeeze().astype(float)
    side, pitch = int(5 / 25.4 * PPI), PITCH_MM / 25.4 * PPI
    return {kind: picture[:side, round(i * pitch) : round(i * pitch) + side] for i, kind in enumerate(ICONS)}


def test_every_kind_of_box_has_a_sign() -> None:
    assert set(BOXES) - {"only-print", "only-screen"} <= set(ICONS)


def test_signs_are_told_apart_in_grey_at_five_millimetres(greys: dict[str, np.ndarray]) -> None:
    alike = {(one, other): float(np.abs(greys[one] - greys[other]).mean()) for one, other in combinations(greys, 2)}

    assert min(alike.values()) > 18, min(alike, key=lambda pair: alike[pair])


@pytest.mark.parametrize("kind", sorted(ICONS))
def test_a_sign_uses_tokens_only(tokens: Tokens, kind: str) -> None:
    palette = tokens.palette(3)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', icon_svg(kind, palette))) - {"none"}

    assert colours <= {ink.rgb for ink in palette}


def test_an_unknown_kind_has_no_sign(tokens: Tokens) -> None:
    with pytest.raises(KeyError):
        icon_svg("anecdote", tokens.palette(1))
