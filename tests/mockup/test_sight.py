"""The camera sees what is in front of it, in true perspective."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bindery.mockup import sight
from bindery.mockup.parts import Part
from bindery.mockup.scenes import Camera
from bindery.mockup.sight import look, mesh_seen, project, strips, whole

CAMERA = Camera(origin=(0, 0, 100), target=(0, 0, 0), view_angle=90)  # sees 200 mm across at z = 0


def panel(half_mm: float, z_mm: float = 0.0, facing: float = 1.0, lean_mm: float = 0.0) -> Part:
    """Hang a square panel before the camera; `lean_mm` brings its right side nearer."""
    corners = np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]]) * half_mm
    depth = z_mm + lean_mm * (corners[:, 0] > 0)
    place = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])
    normals = np.tile([0.0, 0, facing], (4, 1))
    return Part("panel", "paper", 2, 2, np.c_[corners, depth], normals, place, place, np.array([[0, 1, 2], [0, 2, 3]]))


def seen(*parts: Part):
    return look(mesh_seen(parts, CAMERA, 100), whole(CAMERA, 100))


def test_a_panel_covers_its_own_pixels_once():
    assert len(seen(panel(50)).pixels) == 50 * 50


def test_the_nearer_hides_the_farther():
    assert set(seen(panel(50, z_mm=10), panel(50, z_mm=0)).part) == {0}


def test_what_turns_its_back_is_not_seen():
    assert len(seen(panel(50, facing=-1)).pixels) == 0


def test_up_is_up_and_right_is_right():
    points, _ = project(CAMERA, np.array([[50.0, 50.0, 0.0]]), 100)

    assert points[0] == pytest.approx([75, 25])


def test_places_are_true_to_perspective():
    leaning = seen(panel(50, lean_mm=50))
    first_of_row = leaning.pixels % 100
    middle = leaning.flat[np.abs(first_of_row - 50) <= 1, 0]

    assert middle.mean() == pytest.approx(
        1 / 2, abs=0.02
    )  # x = 0 stays the panel's middle, though its right looks larger


def test_strips_see_together_what_the_whole_frame_sees(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sight, "STRIP_PIXELS", 700)
    mesh, frame = mesh_seen((panel(40, lean_mm=30), panel(45, z_mm=-5)), CAMERA, 100), whole(CAMERA, 100)
    at_once, parts = look(mesh, frame), [(strip, look(mesh, strip)) for strip in strips(frame)]

    assert len(parts) == 15
    assert [p for strip, part in parts for p in part.pixels + strip.top * 100] == list(at_once.pixels)
    assert np.concatenate([part.flat for _, part in parts]) == pytest.approx(at_once.flat)
    assert np.concatenate([part.part for _, part in parts]).tolist() == at_once.part.tolist()


def test_places_run_from_edge_to_edge():
    flat = seen(panel(50)).flat

    assert (flat.min(), flat.max()) == pytest.approx((0.01, 0.99))


def test_slanted_slivers_leave_no_gap():
    """A panel cut into 200 slivers and turned by 30 degrees covers what it covers in one piece."""
    x = np.linspace(-1, 1, 201)
    turn = np.array([[np.cos(0.5), np.sin(0.5)], [-np.sin(0.5), np.cos(0.5)]])
    corners = np.concatenate([np.c_[x, np.full(201, y)] for y in (-1.0, 1.0)]) @ turn * 40
    n = np.arange(200)
    faces = np.concatenate([np.c_[n, n + 1, n + 202], np.c_[n, n + 202, n + 201]])
    normals = np.tile([0.0, 0, 1], (402, 1))
    fan = Part("fan", "paper", 2, 2, np.c_[corners, np.zeros(402)], normals, corners, corners, faces)
    whole_panel = replace(fan, faces=np.array([[0, 200, 401], [0, 401, 201]]))

    assert np.array_equal(seen(fan).pixels, seen(whole_panel).pixels)
    assert len(seen(fan).pixels) == pytest.approx(40 * 40, rel=0.01)
