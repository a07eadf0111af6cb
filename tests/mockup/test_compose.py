"""The photograph is of this cover: its colours, its edges, its thickness, on the background asked for."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from bindery.mockup.compose import compose, decoded, encoded, positions
from bindery.mockup.png import png_bytes
from tests.mockup.covers import BLUE, plain_cover

FRONT = slice(140, 180), slice(130, 190)  # rows, columns of the front cover in a photograph 300 px across
CORNERS = ([0, 0, -1, -1], [0, -1, 0, -1])


def test_the_same_photograph_has_the_same_bytes(hero, photograph):
    assert png_bytes(compose(hero, plain_cover(), "transparent", 300)) == png_bytes(photograph)


def test_the_corners_are_transparent(photograph):
    assert (np.asarray(photograph)[CORNERS][:, 3] == 0).all()


def test_the_book_is_opaque(photograph):
    assert (np.asarray(photograph)[FRONT][..., 3] == 255).all()


def test_the_shadow_is_translucent(photograph):
    alpha = np.asarray(photograph)[..., 3]

    assert ((alpha > 40) & (alpha < 200)).sum() > 500


@pytest.mark.parametrize(("background", "level"), [("white", (255, 255, 255)), ("#16255c", BLUE)])
def test_the_corners_are_of_the_background(hero, background, level):
    assert (np.asarray(compose(hero, plain_cover(), background, 120))[CORNERS] == level).all()


def test_a_colour_stays_the_colour_of_the_brand(photograph):
    seen = np.asarray(photograph)[FRONT][..., :3].mean(axis=(0, 1))

    assert np.abs(seen - BLUE).max() < 32


def test_white_paper_is_not_burnt_out(hero):
    picture = np.asarray(compose(hero, plain_cover((255, 255, 255)), "transparent", 300))

    assert picture[picture[..., 3] == 255][:, :3].max() < 255


def test_edges_stay_sharp(hero):
    """A checkerboard of 20 mm: from dark to light within three pixels."""
    y, x = np.mgrid[0:720, 0:1041]
    board = np.where((x // 60 + y // 60) % 2, 255, 0).astype(np.uint8)
    row = np.asarray(compose(hero, np.dstack([board] * 3), "white", 400))[207, 160:293, 0].astype(int)
    in_between = (row > 80) & (row < 190)

    assert np.ptp(row) > 170
    assert in_between.sum() <= 2 * np.count_nonzero(np.diff(row > 135))


def test_the_front_is_not_mirrored(hero):
    cover = plain_cover()
    cover.paste((255, 107, 74), (cover.width - 150, 0, cover.width, cover.height))  # by the fore-edge
    row = np.asarray(compose(hero, cover, "transparent", 300))[160]

    assert (row[220, 0] > 200, row[150, 0] < 100) == (True, True)


@pytest.mark.parametrize("spine_width_mm", [4.0, 12.0])
def test_the_thickness_follows_the_volume(hero, spine_width_mm):
    cover = plain_cover(spine_width_mm=spine_width_mm)
    cover.paste((255, 0, 0), (510, 0, round((170 + spine_width_mm) * 3), cover.height))
    row = np.asarray(compose(hero, cover, "transparent", 400)).astype(int)[267]
    red = (row[:, 0] > 110) & (row[:, 1] < 90)

    assert red.sum() == pytest.approx(
        spine_width_mm * 0.67, abs=1
    )  # 400 px show a spine at two pixels for three millimetres


def test_no_halo_round_the_book(hero):
    """Before a background of the cover's own colour, the front's edge is nowhere lighter than both."""
    picture = np.asarray(compose(hero, plain_cover((0, 0, 0)), "#000000", 300)).astype(int)

    assert picture[140:180, 215:].max() < 60


def test_the_file_says_srgb_and_300_ppi(photograph):
    file = Image.open(io.BytesIO(png_bytes(photograph)))

    assert b"sRGB" in file.info["icc_profile"]
    assert file.info["dpi"] == pytest.approx((300, 300), abs=0.01)


def test_the_file_carries_no_date(photograph):
    assert b"tIME" not in png_bytes(photograph)


def test_no_two_samples_of_a_pixel_share_a_column_or_row():
    columns, rows = zip(*positions(), strict=True)

    assert len({round(c, 6) for c in columns}) == len({round(r, 6) for r in rows}) == len(positions())


def test_encoding_undoes_decoding():
    levels = np.linspace(0, 1, 256)

    assert encoded(decoded(levels)) == pytest.approx(levels, abs=1e-6)
