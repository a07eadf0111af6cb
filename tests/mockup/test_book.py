"""The book has the measures it is asked, and light keeps its place on it whatever its thickness."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bindery.mockup.book import book_parts, profile
from bindery.mockup.parts import placed
from bindery.mockup.scenes import BookShape, Pose

STRAIGHT = BookShape(hinge_depth_mm=0, front_bow_mm=0, back_bow_mm=0, pages_bow_mm=0, spine_bulge_mm=0)


def cover(shape):
    return book_parts(shape)[0]


@pytest.mark.parametrize("spine_width_mm", [1.2, 6, 7.4, 20])
def test_a_straight_book_is_as_thick_as_its_spine(spine_width_mm):
    depth = cover(replace(STRAIGHT, spine_width_mm=spine_width_mm)).vertices[:, 2]

    assert np.ptp(depth) == pytest.approx(spine_width_mm)


def test_a_book_has_its_trim_size():
    size = np.ptp(cover(STRAIGHT).vertices, axis=0)

    assert size[:2] == pytest.approx([170, 240])


def test_the_flat_cover_goes_once_round_the_book():
    flat_mm = profile(BookShape()).flat_mm

    assert (flat_mm[0], flat_mm[-1]) == pytest.approx((347, 0))
    assert (np.diff(flat_mm) < 0).all()


def test_the_spine_holds_its_own_part_of_the_flat_cover():
    shape = replace(STRAIGHT, spine_width_mm=8)
    outline = profile(shape)
    on_spine = outline.points[:, 0] < 1e-6

    assert outline.flat_mm[on_spine].min() >= 170
    assert outline.flat_mm[on_spine].max() <= 178


@pytest.mark.parametrize("spine_width_mm", [6, 8, 15])
def test_the_fold_keeps_its_column_of_light(spine_width_mm):
    usual, other = cover(STRAIGHT), cover(replace(STRAIGHT, spine_width_mm=spine_width_mm))

    assert np.array_equal(usual.chart, other.chart)


@pytest.mark.parametrize("part", book_parts(BookShape()), ids=lambda part: part.name)
def test_normals_are_of_length_one(part):
    assert np.linalg.norm(part.normals, axis=1) == pytest.approx(1)


def test_the_cover_faces_outwards():
    part = cover(STRAIGHT)
    middle = np.array([85, 120, 0])

    assert (((part.vertices - middle) * part.normals).sum(axis=1) > 0).all()


def test_the_pages_stay_inside_the_cover():
    parts = {part.name: part for part in book_parts(STRAIGHT)}

    assert np.abs(parts["head"].vertices[:, 2]).max() < np.abs(parts["cover"].vertices[:, 2]).max()


def test_a_quarter_turn_shows_the_fore_edge_to_the_back():
    turned = placed(cover(STRAIGHT), Pose(yaw=90))

    assert turned.vertices[:, 2].min() == pytest.approx(-170)
