"""Titles on the covers: even lines, nothing left hanging, every letter kept, none wider than its measure."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from bindery.art.titles import hangs, title_lines, width_em

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
PRINTED = {
    "La mobilité de demain": ("La mobilité", "de demain"),
    "Monitoring and evaluation": ("Monitoring", "and evaluation"),
    "Collaborations et partenariats publics-privés": ("Collaborations", "et partenariats", "publics-privés"),
    "Smart City – Le guide pratique": ("Smart City –", "Le guide pratique"),
    "Your Smart City strategy in 15 key steps": ("Your Smart City", "strategy", "in 15 key steps"),
}


@pytest.mark.parametrize("title", PRINTED)
def test_a_small_word_goes_with_the_next_one_and_a_name_stays_whole(title: str) -> None:
    assert title_lines(title, 10.5) == PRINTED[title]


def test_lines_are_even_rather_than_full() -> None:
    assert title_lines("alpha bravo delta gamma", 8.6) == ("alpha bravo", "delta gamma")


def test_blanks_typed_twice_are_one() -> None:
    assert title_lines("La  haie ", 20) == ("La haie",)


def test_a_colon_stays_with_the_word_before_it() -> None:
    lines = title_lines("Collaborations et partenariats : leviers de transition pour nos territoires", 17.2)

    assert not [line for line in lines if line.startswith(":")]


@given(st.lists(st.text("abcdefgéW-", min_size=1, max_size=14), min_size=1, max_size=14), st.floats(5, 25))
def test_breaking_keeps_every_word_and_overruns_for_a_single_word_only(words: list[str], measure_em: float) -> None:
    lines = title_lines(" ".join(words), measure_em)

    assert " ".join(lines) == " ".join(words)
    assert all(" " not in line for line in lines if width_em(line) > measure_em + 1e-6)


@pytest.mark.parametrize("title", PRINTED)
def test_the_width_estimated_is_that_of_the_face_or_a_little_more(title: str) -> None:
    face = TTFont(FONTS / "archivo-latin-800-normal.ttf")
    glyphs, across = face.getBestCmap(), face["hmtx"]
    real = sum(across[glyphs[ord(letter)]][0] for letter in title) / face["head"].unitsPerEm
    real += 0.05 * title.count(" ") - 0.012 * len(title)  # as styles/cover.css spaces words and letters

    assert 0.99 < width_em(title) / real < 1.08


def test_lines_that_hang_a_small_word_are_known() -> None:
    assert hangs(("La mobilité de", "demain"))
    assert not hangs(("La mobilité", "de demain"))
