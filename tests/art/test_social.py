"""What the social visuals compute: type that fits its text, windows that never leave the drawn plane."""

from __future__ import annotations

import pytest

from bindery.art.social import SIZES, Setting, SocialSize, fitted
from bindery.art.territory import REACH_MM, TERRAINS, turned
from bindery.art.titles import width_em

SETTING = Setting(measure_px=500, most_lines=2, largest_px=60, smallest_px=20)
BAND_REACH_MM = 190  # motifs and band are drawn this far to the right of the fold, and as far as 196 to its left


def test_a_short_text_is_set_as_large_as_it_may_be() -> None:
    assert fitted("La haie", SETTING).px == SETTING.largest_px


def test_a_longer_text_is_set_smaller_within_its_lines_and_measure() -> None:
    set_text = fitted("Comment rendre le citoyen acteur de son territoire", SETTING)

    assert SETTING.smallest_px < set_text.px < SETTING.largest_px
    assert len(set_text.lines) == SETTING.most_lines
    assert max(map(width_em, set_text.lines)) * set_text.px <= SETTING.measure_px


def test_a_text_too_long_for_the_smallest_size_takes_more_lines_and_keeps_every_word() -> None:
    long = "un territoire et ses parcelles " * 8
    set_text = fitted(long.strip(), SETTING)

    assert set_text.px == SETTING.smallest_px
    assert " ".join(set_text.lines) == long.strip()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("number", range(1, 7))
def test_no_window_shows_where_the_drawing_ends(number: int, size: SocialSize) -> None:
    left, top, mm = size.ground
    right, low = left + size.width * mm, top + size.height * mm
    corners = [
        turned(corner, -TERRAINS[number - 1].angle) for corner in ((left, top), (right, top), (left, low), (right, low))
    ]

    assert max(abs(x + 5) for x, _ in corners) <= REACH_MM
    assert max(abs(y - 120) for _, y in corners) <= REACH_MM
    assert left >= -196
    assert right <= BAND_REACH_MM


def test_the_five_sizes_are_those_networks_ask_for() -> None:
    assert {size.name for size in SIZES} == {"1200x630", "1080x1080", "1080x1350", "1080x1920", "1600x900"}


def test_type_is_set_a_little_smaller_rather_than_leave_a_small_word_hanging() -> None:
    title, narrow = "Nos territoires face aux données et à leur gouvernance", Setting(580, 3, 60, 34)

    assert fitted(title, narrow).lines == ("Nos territoires", "face aux données", "et à leur gouvernance")
