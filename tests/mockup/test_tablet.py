"""The tablet has the measures it is asked, and shows the whole cover on its screen."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from bindery.mockup.scenes import SCENES, TabletShape
from bindery.mockup.tablet import behind_glass, on_screens, outline, tablet_parts

SHAPE = TabletShape()
GROUND = "#16255c"
CORNERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    """A grey cover whose corners are red, green, blue and yellow, on the screen."""
    front = Image.new("RGB", (340, 480), (128, 128, 128))
    for colour, place in zip(CORNERS, ((0, 0), (300, 0), (0, 440), (300, 440)), strict=True):
        front.paste(colour, (*place, place[0] + 40, place[1] + 40))
    return behind_glass(front, SHAPE, GROUND)


def parts():
    return {part.name: part for part in tablet_parts(SHAPE)}


def test_the_tablet_has_its_size():
    rim = parts()["rim"].vertices

    assert np.ptp(rim, axis=0) == pytest.approx([179, 249, 6.8])
    assert rim[:, 1].min() == pytest.approx(0)


@pytest.mark.parametrize("inset_mm", [0, 1.7])
def test_the_outline_never_crosses_itself(inset_mm):
    steps = np.diff(outline(SHAPE, inset_mm), axis=0)
    after = np.roll(steps, -1, axis=0)

    assert (steps[:, 0] * after[:, 1] - steps[:, 1] * after[:, 0] > -1e-9).all()  # it only ever turns left


def test_the_metal_meets_the_glass():
    built = parts()
    first_ring = built["rim"].vertices[: len(built["glass"].vertices) - 1]

    assert first_ring == pytest.approx(built["glass"].vertices[1:])


def test_the_glass_shows_all_of_its_picture():
    glass = parts()["glass"]

    assert glass.ink == ""
    assert (*glass.flat.min(axis=0), *glass.flat.max(axis=0)) == pytest.approx((0, 0, 1, 1))


@pytest.mark.parametrize("part", tablet_parts(SHAPE), ids=lambda part: part.name)
def test_normals_are_of_length_one_and_look_outwards(part):
    outwards = part.vertices - np.array([0, SHAPE.height_mm / 2, 0])

    assert np.linalg.norm(part.normals, axis=1) == pytest.approx(1)
    assert ((outwards * part.normals).sum(axis=1) > 0).all()


def test_the_picture_has_the_shape_of_the_glass(picture):
    glass = np.ptp(parts()["glass"].vertices, axis=0)

    assert picture.width / picture.height == pytest.approx(glass[0] / glass[1], rel=1e-3)


def test_the_whole_cover_stands_on_the_screen(picture):
    pixels = np.asarray(picture)
    seen = [np.argwhere((pixels == colour).all(axis=2)) for colour in CORNERS]
    rows, columns = zip(*[where.mean(axis=0) for where in seen], strict=True)

    assert rows[0] == pytest.approx(rows[1]) and columns[0] == pytest.approx(columns[2])
    assert (rows[2] - rows[0]) / (columns[1] - columns[0]) == pytest.approx(440 / 300, rel=0.01)  # not stretched
    assert columns[0] + columns[1] == pytest.approx(picture.width, abs=3)


def test_the_cover_stands_on_the_ground_asked_for(picture):
    left_of_cover = (picture.width - SHAPE.screen_width_mm * 12) / 2 + 20

    assert picture.getpixel((round(left_of_cover), picture.height // 2)) == (0x16, 0x25, 0x5C)


def test_the_bezel_is_dark_and_has_a_camera(picture):
    column = np.asarray(picture)[: int((picture.height - SHAPE.screen_height_mm * 12) / 2), picture.width // 2]

    assert column.max() < 100
    assert len(np.unique(column, axis=0)) == 4  # bezel, ring, dark, lens


@pytest.mark.parametrize("part", tablet_parts(SHAPE), ids=lambda part: part.name)
def test_no_face_is_without_area(part):
    corners = part.vertices[part.faces]
    sides = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])

    assert np.linalg.norm(sides, axis=1).min() > 1e-3


def test_only_what_a_tablet_shows_goes_behind_glass():
    worn = {"book": Image.new("RGB", (340, 480)), "tablet": Image.new("RGB", (340, 480))}
    shown = on_screens(SCENES["tablet"], worn, GROUND)

    assert shown["book"] is worn["book"]
    assert shown["tablet"].tobytes() == behind_glass(worn["tablet"], SHAPE, GROUND).tobytes()
