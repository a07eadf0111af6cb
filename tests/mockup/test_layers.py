"""Layers come back from their file as they went in, and holes are filled from their surroundings."""

from __future__ import annotations

import numpy as np
import pytest

from bindery.mockup.layers import BakedScene, calmed, enlarged, filled, packed, picked, unpacked


@pytest.fixture
def baked() -> BakedScene:
    slope = np.linspace(0, 1.5, 40 * 30 * 6, dtype=np.float32).reshape(40, 30, 6)
    return BakedScene("hero", "key", "renderer 1", {"book/cover": slope}, np.eye(25, 20, dtype=np.float32))


def test_light_survives_packing(baked):
    light = unpacked(packed(baked)).lights["book/cover"]

    assert np.abs(light - baked.lights["book/cover"]).max() < 1e-4


def test_shadow_survives_packing(baked):
    assert np.abs(unpacked(packed(baked)).shadow - baked.shadow).max() < 1e-4


def test_the_file_says_what_it_was_made_from(baked):
    back = unpacked(packed(baked))

    assert (back.scene, back.key, back.renderer) == ("hero", "key", "renderer 1")


def test_equal_layers_make_equal_files(baked):
    assert packed(baked) == packed(baked)


def test_filling_keeps_what_was_measured():
    values = np.arange(30, dtype=np.float32).reshape(5, 6, 1)
    weights = np.ones((5, 6), np.float32)
    weights[2, 3] = 0

    complete = filled(values * weights[..., None], weights)

    assert np.array_equal(complete[weights > 0], values[weights > 0])


def test_filling_takes_holes_from_their_surroundings():
    weights = np.ones((16, 16), np.float32)
    weights[4:9, 4:9] = 0

    complete = filled(0.7 * weights[..., None], weights)

    assert complete == pytest.approx(0.7)


def test_a_slope_is_read_between_its_points():
    slope = np.tile(np.arange(5, dtype=np.float32)[None, :, None], (3, 1, 1))

    assert picked(slope, np.array([0.0, 1.25, 9.0]), np.array([0.5, 1.0, 2.0])).ravel() == pytest.approx([0, 1.25, 4])


def test_an_even_layer_stays_even_when_enlarged():
    assert enlarged(np.full((7, 5, 1), 0.4, np.float32), (20, 31)) == pytest.approx(0.4)


def test_calming_takes_noise_away():
    noise = np.random.default_rng(6).uniform(-0.01, 0.01, (64, 64, 1)).astype(np.float32)
    calm = calmed(0.9 + noise, np.ones((64, 64), np.float32), 0.02)

    assert calm.std() < noise.std() / 4


def test_calming_leaves_edges_alone():
    edge = np.zeros((64, 64, 1), np.float32)
    edge[:, 32:] = 1

    assert np.array_equal(calmed(edge, np.ones((64, 64), np.float32), 0.02), edge)
