"""The open book has the measures it is asked: leaves keep their length, lie one upon another, and on the floor."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bindery.mockup.open_book import leaf, leaves_mm, open_book_parts
from bindery.mockup.scenes import OpenBookShape

SHAPE = OpenBookShape()
FLAT = replace(SHAPE, spring_mm=(0, 0), curl_mm=(0, 0))
SIDES = (-1.0, 1.0)
THICKNESSES = (3.0, 7.0, 14.0)


def parts(shape=SHAPE):
    return {part.name: part for part in open_book_parts(shape)}


def area(part) -> float:
    corners = part.vertices[part.faces]
    return np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum() / 2


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_a_leaf_keeps_its_length_at_any_depth(side, share):
    line = leaf(SHAPE, side, share * leaves_mm(SHAPE, side))

    assert np.linalg.norm(np.diff(line.points, axis=0), axis=1).sum() == pytest.approx(170, abs=0.5)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("spine_width_mm", THICKNESSES)
def test_leaves_never_cross(side, spine_width_mm):
    shape = replace(SHAPE, spine_width_mm=spine_width_mm)
    lines = [leaf(shape, side, depth).points for depth in np.linspace(0, leaves_mm(shape, side), 5)]
    x = np.linspace(lines[-1][0, 0], lines[0][-1, 0], 400)
    heights = np.array([np.interp(x, *line.T) for line in lines])

    assert (np.diff(heights, axis=0) < 0).all()


def test_leaves_further_down_reach_out_further():
    reach = [leaf(SHAPE, 1.0, depth).points[-1, 0] for depth in (0, 1, 2, 3)]

    assert (np.diff(reach) > 0).all()


@pytest.mark.parametrize("spine_width_mm", THICKNESSES)
def test_the_book_lies_on_the_floor(spine_width_mm):
    lowest = [part.vertices[:, 1].min() for part in open_book_parts(replace(SHAPE, spine_width_mm=spine_width_mm))]

    assert min(lowest) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("spine_width_mm", THICKNESSES)
def test_both_sides_together_are_as_thick_as_the_book(spine_width_mm):
    shape = replace(SHAPE, spine_width_mm=spine_width_mm)
    sides = [leaf(shape, side, 0).points[-1, 1] for side in SIDES]  # at the fore-edge, cover included

    assert sum(sides) == pytest.approx(spine_width_mm, abs=0.1)


@pytest.mark.parametrize("name", ["verso", "recto"])
def test_a_page_has_the_area_of_its_trim(name):
    assert area(parts(FLAT)[name]) == pytest.approx(170 * 240, rel=0.003)


@pytest.mark.parametrize("name", ["verso", "recto"])
def test_a_page_shows_all_of_its_picture(name):
    page = parts()[name]

    assert page.ink == name
    assert page.flat.min(axis=0) == pytest.approx([0, 0])
    assert page.flat.max(axis=0) == pytest.approx([1, 1])


def test_the_verso_lies_left_and_the_recto_right_each_the_right_way_round():
    for name, outer in (("verso", 0), ("recto", 1)):
        page = parts()[name]
        first = page.flat[np.argmin(page.vertices[:, 0])]
        last = page.flat[np.argmax(page.vertices[:, 0])]

        assert (first[0], last[0]) == pytest.approx((0, 1), abs=1e-9)
        assert np.abs(page.vertices[page.flat[:, 0] == outer, 0]).min() > 150


def test_the_foot_lies_nearer_than_the_head():
    page = parts()["recto"]

    assert page.vertices[page.flat[:, 1] == 0, 2].max() > 100 > page.vertices[page.flat[:, 1] == 1, 2].max()


def test_the_open_leaf_lies_on_those_below():
    page, below = parts()["recto"], parts()["recto-below"]
    lowest = page.vertices[page.flat[:, 1] == 1]

    assert (lowest[:, 1] > np.interp(lowest[:, 0], below.vertices[:64, 0], below.vertices[:64, 1])).all()


@pytest.mark.parametrize("name", ["verso", "recto"])
def test_the_cover_peeps_out_beyond_the_pages(name):
    built = parts()
    pages, cover = (np.abs(built[f"{name}-{part}"].vertices[:, 0]).max() for part in ("fore-edge", "cover-edge"))

    assert 0.5 < cover - pages < 2


def test_the_front_cover_lies_below_the_verso_and_the_back_below_the_recto():
    built = parts()

    assert built["verso-cover-edge"].flat[:, 0].min() > 0.99
    assert built["recto-cover-edge"].flat[:, 0].max() < 0.01


@pytest.mark.parametrize("part", open_book_parts(SHAPE), ids=lambda part: part.name)
def test_normals_are_of_length_one(part):
    assert np.linalg.norm(part.normals, axis=1) == pytest.approx(1)


def test_light_keeps_its_place_in_thicker_books():
    thin, thick = parts(), parts(replace(SHAPE, spine_width_mm=14))

    assert all(np.array_equal(thin[name].chart, thick[name].chart) for name in thin)


@pytest.mark.parametrize("part", open_book_parts(SHAPE), ids=lambda part: part.name)
def test_no_face_is_without_area(part):
    corners = part.vertices[part.faces]
    sides = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])

    assert np.linalg.norm(sides, axis=1).min() > 1e-3
