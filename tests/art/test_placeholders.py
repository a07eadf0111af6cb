"""The supporters' slots: typographic, marked as slots, in the tokens, and those that the code draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bindery.art.placeholders import NOTE, VARIANTS, placeholder_svg, set_line
from bindery.tokens import Tokens

PROJECT = Path(__file__).parents[2]
SLOTS = {"wallonie": "Wallonie", "smart-region": "Smart Region", "smart-city-institute": "Smart City Institute"}
FACE = (PROJECT / "styles" / "fonts" / "source-serif-4-latin-600-normal.woff2").read_bytes()


@pytest.mark.parametrize("variant", sorted(VARIANTS))
@pytest.mark.parametrize("slug", sorted(SLOTS))
def test_the_kept_placeholder_is_the_one_the_code_draws(tokens: Tokens, slug: str, variant: str) -> None:
    kept = PROJECT / "content" / "supporters" / slug / f"placeholder-{variant}.svg"

    assert kept.read_text(encoding="utf-8") == placeholder_svg(SLOTS[slug], variant, FACE, tokens)


@pytest.mark.parametrize("variant", sorted(VARIANTS))
def test_a_placeholder_uses_common_tokens_only(tokens: Tokens, variant: str) -> None:
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', placeholder_svg("Valley", variant, FACE, tokens)))

    assert colours - {"none"} <= {ink.rgb for ink in tokens.commons.values()}


def test_a_placeholder_says_that_it_is_one(tokens: Tokens) -> None:
    assert f"<title>Valley ({NOTE})</title>" in placeholder_svg("Valley", "colour", FACE, tokens)


def test_a_name_escapes_what_markup_would_take_for_its_own(tokens: Tokens) -> None:
    assert "<title>Parcel &amp; Press (" in placeholder_svg("Parcel & Press", "mono", FACE, tokens)


def test_letters_become_outlines_one_after_the_other() -> None:
    assert set_line("ll", FACE, 10).width == pytest.approx(2 * set_line("l", FACE, 10).width)
