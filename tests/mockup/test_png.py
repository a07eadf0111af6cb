"""PNG files: every pixel as it was, the profile and the resolution beside them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from bindery.mockup.png import png_bytes, srgb_profile


def _noise(mode: str) -> Image.Image:
    shape = (37, 23, len(mode)) if len(mode) > 1 else (37, 23)
    return Image.fromarray(np.random.default_rng(6).integers(0, 256, shape, dtype=np.uint8))


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_picture_comes_back_pixel_by_pixel(mode: str) -> None:
    picture = _noise(mode)
    read = Image.open(io.BytesIO(png_bytes(picture)))

    assert (read.mode, read.size, read.tobytes()) == (mode, (23, 37), picture.tobytes())


def test_a_picture_says_its_resolution_and_its_profile() -> None:
    read = Image.open(io.BytesIO(png_bytes(_noise("RGB"))))

    assert [round(ppi) for ppi in read.info["dpi"]] == [300, 300]
    assert read.info["icc_profile"] == srgb_profile()
