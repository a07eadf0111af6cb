"""Lying books rest upon one another, whatever their thickness."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from bindery.mockup.geometry import scene_parts
from bindery.mockup.pile import piled
from bindery.mockup.scenes import HERO, STACK

THICKNESS_MM = {"lying-1": 4.8, "lying-2": 12.0, "lying-3": 6.6, "lying-4": 20.0, "lying-5": 9.0}
UPWARDS = ("lying-5", "lying-4", "lying-3", "lying-2", "lying-1")


def reach(name: str) -> tuple[float, float]:
    """Tell from which height to which a book of the pile reaches."""
    parts = [part for part in scene_parts(STACK, THICKNESS_MM) if part.name == f"{name}/cover"]
    heights = np.concatenate([part.vertices[:, 1] for part in parts])
    return float(heights.min()), float(heights.max())


def test_the_lowest_book_lies_on_the_floor():
    assert reach("lying-5")[0] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("below", "above"), list(pairwise(UPWARDS)))
def test_each_book_lies_on_the_one_below(below, above):
    assert reach(above)[0] == pytest.approx(reach(below)[1], abs=1e-6)


def test_lying_books_show_their_front():
    front = next(part for part in scene_parts(STACK, {}) if part.name == "lying-1/cover")
    upwards = front.flat[front.normals[:, 1] > 0.9, 0]

    assert upwards.min() > 0.5


def test_standing_books_stay_where_they_are():
    assert piled(HERO, {"book": 20.0}) == HERO
