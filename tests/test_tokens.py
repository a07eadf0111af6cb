"""The table of colours: printable, readable, and without two meanings for one colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.tokens import TokensError, contrast_ratio, css_variables, ink_table, load_tokens

TOKENS_PATH = Path(__file__).parents[1] / "styles" / "tokens.yaml"
TOKENS = load_tokens(TOKENS_PATH)
READABLE_PAIRS = (
    ("dark", "paper"),
    ("dark", "wash"),
    ("dark", "tint"),
    ("deepest", "accent"),
    ("light", "dark"),
    ("light", "deepest"),
    ("paper", "dark"),
    ("paper", "deepest"),
    ("paper", "back_1"),
    ("paper", "back_2"),
    ("paper", "back_3"),
    ("paper", "back_4"),
    ("paper", "back_5"),
)


@pytest.mark.parametrize("number", sorted(TOKENS.palettes))
@pytest.mark.parametrize(("text", "ground"), READABLE_PAIRS)
def test_text_on_its_ground_reaches_wcag_aa(number: int, text: str, ground: str) -> None:
    palette = TOKENS.palette(number)

    assert contrast_ratio(getattr(palette, text).rgb, getattr(palette, ground).rgb) >= 4.5


@pytest.mark.parametrize("number", sorted(TOKENS.palettes))
def test_running_text_reads_on_every_pale_ground(number: int) -> None:
    palette = TOKENS.palette(number)
    ink = TOKENS.commons["ink"].rgb

    assert min(contrast_ratio(ink, ground.rgb) for ground in (palette.wash, palette.tint, palette.paper)) >= 7


@pytest.mark.parametrize("number", sorted(TOKENS.palettes))
def test_the_parcels_of_a_palette_differ_in_lightness(number: int) -> None:
    palette = TOKENS.palette(number)

    assert contrast_ratio(palette.mid.rgb, palette.deepest.rgb) > 2
    assert contrast_ratio(palette.light.rgb, palette.mid.rgb) > 2


def test_text_is_black_ink_alone() -> None:
    assert TOKENS.commons["ink"].cmyk == (0, 0, 0, 100)


def test_greys_are_black_ink_alone() -> None:
    greys = [ink for name, ink in TOKENS.commons.items() if name.startswith("grey")]

    assert greys
    assert all(ink.cmyk[:3] == (0, 0, 0) for ink in greys)


def test_each_hex_has_one_cmyk_value() -> None:
    assert len(ink_table(TOKENS)) == len({ink.rgb for ink in TOKENS})


def test_css_variables_carry_commons_and_palette() -> None:
    css = css_variables(TOKENS, TOKENS.palette(6))

    assert css.startswith(":root{--ink:#1a1a1a;")
    assert "--dark:#16255c;" in css
    assert "--back-1:" in css


def test_a_seventh_volume_starts_the_palettes_again() -> None:
    assert TOKENS.palette(7) == TOKENS.palette(1)


@pytest.mark.parametrize(
    ("replaced", "replacement", "message"),
    [
        ("[0, 0, 0, 100]", "[90, 90, 90, 90]", "360 % of ink"),
        ("[0, 0, 0, 100]", "[0, 0, 100]", "four values"),
        ('"#1a1a1a"', '"black"', "not a colour"),
        ("dark:   ", "drak:   ", "drak"),
        ("commons:", "comons:", "commons"),
        ('"#ffffff"', '"#1a1a1a"', "two CMYK values"),
    ],
)
def test_a_faulty_table_is_refused_by_name(tmp_path: Path, replaced: str, replacement: str, message: str) -> None:
    path = tmp_path / "tokens.yaml"
    path.write_text(TOKENS_PATH.read_text(encoding="utf-8").replace(replaced, replacement, 1), encoding="utf-8")

    with pytest.raises(TokensError, match=message):
        load_tokens(path)
