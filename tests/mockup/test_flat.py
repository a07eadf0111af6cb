"""A cover's PDF becomes the picture of what stays after the cut."""

from __future__ import annotations

import io

import pikepdf
import pytest

from bindery.mockup.flat import flat_picture


@pytest.fixture
def pdf() -> bytes:
    """A page of 120 × 84 points: green bleed of 6 points round a red trim whose lower half is blue."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(120, 84))
    page.TrimBox = pikepdf.Array([6, 6, 114, 78])
    drawing = b"0 1 0 rg 0 0 120 84 re f 1 0 0 rg 6 6 108 72 re f 0 0 1 rg 6 6 108 36 re f"
    page.Contents = document.make_stream(drawing)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_the_picture_has_the_trim_size(pdf):
    assert flat_picture(pdf, ppi=144).size == (216, 144)


def test_the_bleed_is_cut_off(pdf):
    colours = {colour for _, colour in flat_picture(pdf, ppi=144).getcolors()}

    assert colours == {(255, 0, 0), (0, 0, 255)}


def test_the_head_is_on_top(pdf):
    assert flat_picture(pdf, ppi=144).getpixel((10, 10)) == (255, 0, 0)


def test_a_box_may_be_given(pdf):
    assert flat_picture(pdf, trim_box=(6, 42, 114, 78), ppi=72).getcolors() == [(108 * 36, (255, 0, 0))]
