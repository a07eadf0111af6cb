"""The shelf holds the cover of every volume of a collection, of those that nobody has written too."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bindery.formats.cover import cover_copy, shelf_edition
from bindery.jobs import Workplace
from bindery.load import load_collection
from bindery.pressroom import SHELF_FRONT_HEIGHT_PX, Which, make_shelf_cover, stand_on_shelf
from bindery.shelf import Shelf, ShelfCover, in_language
from bindery.typography import set_text

PROJECT = Path(__file__).parent.parent
OUR_CONTENT = PROJECT / "content"
PLACE = Workplace(PROJECT, OUR_CONTENT)


@pytest.fixture(scope="module")
def collection():
    loaded = load_collection(OUR_CONTENT, PROJECT).collection
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def copies(collection):
    """The words of the covers of the unwritten volumes, in French, beside volume 6."""
    shown = collection.volume(6)
    others = [volume for volume in collection.volumes if not volume.texts]
    return {v.number: cover_copy(collection, shelf_edition(v, "fr", shown), 7.0) for v in others}


@pytest.fixture(scope="module")
def third(copies) -> ShelfCover:
    return make_shelf_cover(PLACE, Which("edition of these tests", 3, "fr"), copies[3])


def test_an_unwritten_volume_shows_its_own_title(collection, copies):
    titles = {number: set_text(collection.volume(number).titles["fr"], "fr") for number in copies}
    assert {number: copy.title for number, copy in copies.items()} == titles


def test_an_unwritten_volume_says_nothing_that_is_not_known(copies):
    assert {(copy.blurb, copy.isbn, copy.price_line) for copy in copies.values()} == {((), None, "")}


def test_volumes_on_the_shelf_are_as_large_as_the_one_that_is_shown(collection, copies):
    trim = collection.volume(6).trim
    assert {(copy.trim_width_mm, copy.trim_height_mm) for copy in copies.values()} == {(trim.width_mm, trim.height_mm)}


def test_a_cover_on_the_shelf_is_back_spine_and_front(third, copies):
    copy, wrap = copies[3], Image.open(io.BytesIO(third.wrap_png))
    expected = (2 * copy.trim_width_mm + copy.spine_width_mm) / copy.trim_height_mm
    assert wrap.width / wrap.height == pytest.approx(expected, rel=2e-3)


def test_its_front_is_cut_from_it(third, copies):
    copy, front = copies[3], Image.open(io.BytesIO(third.front_png))
    assert front.height == SHELF_FRONT_HEIGHT_PX
    assert front.width / front.height == pytest.approx(copy.trim_width_mm / copy.trim_height_mm, rel=2e-3)
    small = Image.open(io.BytesIO(third.wrap_png)).resize((347, 240))
    assert front.resize((170, 240)).getpixel((160, 20)) == pytest.approx(small.getpixel((337, 20)), abs=40)


def test_the_same_words_give_the_same_bytes(third, copies):
    assert make_shelf_cover(PLACE, Which("edition of these tests", 3, "fr"), copies[3]) == third


def test_the_cover_that_is_shown_stands_there_as_it_was_drawn(third):
    own = stand_on_shelf(PLACE, 6, "fr", third.front_png, b"the wrap")
    assert own == replace(third, number=6, front_png=own.front_png, wrap_png=b"the wrap")


def test_covers_are_picked_by_language_in_the_order_of_the_volumes():
    shelf: Shelf = tuple(ShelfCover(n, code, b"", b"") for n, code in ((2, "fr"), (1, "en"), (1, "fr")))
    assert list(in_language(shelf, "fr")) == [1, 2]
