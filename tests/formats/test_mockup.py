"""The mockups: each volume in its own dress, in the scenes its prints are enough for, on every ground."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from bindery.formats import mockup
from bindery.formats.mockup import DRESSES, Prints, photographs, scenes_for
from bindery.mockup.png import png_bytes
from bindery.mockup.scenes import SCENES
from tests.mockup.covers import BLUE, plain_cover

DARK = "#16255c"
COVERS = [(200, 30, 30), (30, 160, 30), (30, 30, 200), (200, 200, 30), (160, 30, 160), (30, 160, 160)]


@pytest.fixture(scope="module")
def prints() -> Prints:
    """The sixth of six volumes, each cover of a colour of its own."""
    shelf = {number: png_bytes(plain_cover(colour)) for number, colour in enumerate(COVERS, start=1)}
    front = plain_cover(COVERS[-1]).crop((0, 0, 510, 720))
    page = png_bytes(Image.new("RGB", (340, 480), (250, 250, 250)))
    return Prints(shelf[6], png_bytes(front), shelf, (page, page), DARK, 6)


@pytest.fixture(scope="module")
def hero(prints):
    """The names and pictures of the hero, 200 px across."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mockup, "WIDTHS_PX", (200,))
        return dict(photographs("guide-6-en", "hero", prints))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_files_are_named_by_scene_ground_and_width(hero):
    assert list(hero) == [f"guide-6-en-hero-{ground}-200px.png" for ground in ("transparent", "white", "colour")]


def test_pictures_come_large_and_small():
    assert mockup.WIDTHS_PX == (1200, 3000)


def test_the_coloured_ground_is_the_dark_of_the_volume(hero):
    corners = np.asarray(opened(hero["guide-6-en-hero-colour-200px.png"]))[[0, 0, -1, -1], [0, -1, 0, -1]]

    assert (corners == BLUE).all()


def test_the_coloured_ground_shows_the_shadow(hero):
    """Left of the book, where the shadow falls, the ground is darker than before it."""
    picture = np.asarray(opened(hero["guide-6-en-hero-colour-200px.png"])).astype(int).sum(axis=2)

    assert picture[145:155, 45:60].mean() < picture[180:186, 95:110].mean() * 0.9


def test_photographs_again_are_the_same_bytes(hero, prints, monkeypatch):
    monkeypatch.setattr(mockup, "WIDTHS_PX", (200,))

    assert dict(photographs("guide-6-en", "hero", prints)) == hero


def test_every_scene_is_photographed_when_nothing_is_missing(prints):
    assert scenes_for(prints) == tuple(DRESSES)


@pytest.mark.parametrize("name", DRESSES)
def test_every_object_of_a_scene_is_dressed(name, prints):
    owners = {dressed.split("/")[0] for dressed in DRESSES[name](prints)}

    assert owners >= {thing.name for thing in SCENES[name].objects}


@pytest.mark.parametrize("count", [1, 5, 7])
def test_row_and_stack_are_for_a_shelf_of_six(count, prints):
    shelf = dict.fromkeys(range(1, count + 1), prints.wrap_png)

    assert not {"row", "stack"} & set(scenes_for(replace(prints, shelf=shelf)))


def test_the_row_stands_in_the_order_of_the_volumes(prints):
    turned = replace(prints, shelf=dict(reversed(prints.shelf.items())))

    assert dict(DRESSES["row"](turned)) == {f"book-{number}": wrap for number, wrap in prints.shelf.items()}


def test_the_volume_stands_and_the_others_lie_the_first_on_top(prints):
    third = replace(prints, number=3, wrap_png=prints.shelf[3])
    lying = [prints.shelf[number] for number in (1, 2, 4, 5, 6)]

    assert dict(DRESSES["stack"](third)) == {"book": prints.shelf[3]} | {
        f"lying-{place}": wrap for place, wrap in enumerate(lying, start=1)
    }


def test_every_volume_of_the_row_is_seen_in_its_own_colour(prints, monkeypatch):
    monkeypatch.setattr(mockup, "WIDTHS_PX", (400,))
    row = dict(photographs("guide-6-en", "row", prints))["guide-6-en-row-white-400px.png"]
    line = np.asarray(opened(row)).astype(float)[95]
    seen = [np.argmin(np.abs(np.array(COVERS) - pixel).sum(axis=1)) for pixel in line[45:370:2] if pixel.min() < 200]

    assert list(dict.fromkeys(seen)) == [0, 1, 2, 3, 4, 5]


def test_without_pages_there_is_no_open_book(prints):
    assert "spread" in scenes_for(prints)
    assert "spread" not in scenes_for(replace(prints, pages=None))
