"""The faces: every sign that the books use is drawn by one of them, and the small face is the one that is kept."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, woff2

from bindery.art.signs import signs_font

STYLES = Path(__file__).parents[2] / "styles"
ARCHIVO = (STYLES / "fonts" / "archivo-latin-500-normal.woff2").read_bytes()
KEPT = STYLES / "fonts" / "bindery-signs.ttf"
PACKED = sorted((STYLES / "fonts").glob("*.woff2"))
STACKS = {"text": "source-serif-4-latin-400-normal.ttf", "label": "archivo-latin-400-normal.ttf"}


def _characters(path: Path) -> set[int]:
    return set(TTFont(path).getBestCmap())


def test_the_kept_file_is_the_one_the_code_draws() -> None:
    assert KEPT.read_bytes() == signs_font(ARCHIVO)


@pytest.mark.parametrize("stack", sorted(STACKS))
def test_each_stack_draws_every_sign_of_the_books(stack: str) -> None:
    drawn = _characters(STYLES / "fonts" / STACKS[stack]) | _characters(KEPT)

    assert not {sign for sign in "\u00a0’«»–—…→←≤≥≈×−·•✓✗☐☑€§°²³₂½œŒæ‐‑" if ord(sign) not in drawn}


def test_the_signs_have_outlines() -> None:
    font = TTFont(io.BytesIO(signs_font(ARCHIVO)))
    empty = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours == 0]

    assert empty == ["space"]


def test_every_file_of_the_style_sheet_is_there_and_used() -> None:
    named = set(re.findall(r'url\("fonts/([^"]+)"\)', (STYLES / "fonts.css").read_text(encoding="utf-8")))

    assert named == {path.name for path in (STYLES / "fonts").glob("*.ttf")}


def test_each_face_of_the_style_sheet_is_kept_packed_too() -> None:
    unpacked = {path.stem for path in (STYLES / "fonts").glob("*.ttf")} - {KEPT.stem}

    assert unpacked == {path.stem for path in PACKED}


@pytest.mark.parametrize("packed", PACKED, ids=lambda path: path.stem)
def test_an_unpacked_face_is_the_packed_one_to_the_byte(packed: Path) -> None:
    opened = io.BytesIO()
    woff2.decompress(io.BytesIO(packed.read_bytes()), opened)

    assert packed.with_suffix(".ttf").read_bytes() == opened.getvalue()
