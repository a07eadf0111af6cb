"""Remarks by page, with small pictures of the pages, and there and back through JSON."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from bindery.checks.layout import Remark
from bindery.checks.page_pictures import FRAME_COLOUR, WIDTH_PX, framed_pages
from bindery.checks.remarks import MOST_PICTURES, remarked_pages
from bindery.diagnostics import WARNING, Diagnostic, Source
from bindery.remarks import RemarkedPage, for_json, from_json, remarks_in

PLACE = (40.0, 60.0, 140.0, 80.0)


def said(line: int) -> Diagnostic:
    return Diagnostic(WARNING, "layout-torn", Source("chapter.md", line), f"en, p. {line}: torn", "move it")


def remark(page_index: int, line: int = 1) -> Remark:
    return Remark(page_index, PLACE, said(line))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_remarks_come_together_by_page():
    pages = remarked_pages([remark(3, 8), remark(3, 7), remark(5)])

    assert [(page.folio, [d.source.line for d in page.remarks]) for page in pages] == [("4", [7, 8]), ("6", [1])]


def test_without_a_file_there_are_no_pictures():
    assert [page.data_uri for page in remarked_pages([remark(3)])] == [""]


def test_a_picture_is_of_the_page_behind_the_cover(screen):
    (page,) = remarked_pages([remark(2)], screen, front_pages=1)

    assert page.picture == dict(framed_pages(screen, {3: [PLACE]}))[3]


def test_a_picture_is_three_hundred_pixels_wide_and_frames_the_place(screen):
    ((_, png),) = framed_pages(screen, {2: [PLACE]})
    picture = opened(png)
    scale = picture.width / (120 / 25.4 * 72)
    left, top = (round((side - 3) * scale) for side in PLACE[:2])

    assert picture.width == WIDTH_PX
    reds = [picture.getpixel((left, top + down)) for down in range(4)]
    assert all(abs(channel - frame) < 24 for red in reds for channel, frame in zip(red, FRAME_COLOUR, strict=True))


def test_a_frame_past_the_edge_stays_in_the_picture(screen):
    ((_, png),) = framed_pages(screen, {2: [(-50.0, -50.0, 5000.0, 5000.0)]})

    assert opened(png).getpixel((0, 0)) != (255, 255, 255)


def test_the_same_page_gives_the_same_bytes(screen):
    assert list(framed_pages(screen, {2: [PLACE]})) == list(framed_pages(screen, {2: [PLACE]}))


def test_no_more_pages_are_drawn_than_a_report_can_bear(monkeypatch, screen):
    monkeypatch.setattr("bindery.checks.remarks.MOST_PICTURES", 1)

    assert MOST_PICTURES > 1
    assert [bool(page.picture) for page in remarked_pages([remark(1), remark(2)], screen)] == [True, False]


@pytest.mark.parametrize("with_pictures", [True, False])
def test_remarks_come_back_from_json(with_pictures):
    layout = {"volume-1/en": (RemarkedPage("4", (said(7),), b"png"),), "volume-1/fr": ()}
    back = from_json(json.loads(json.dumps(for_json(layout, with_pictures))))

    assert remarks_in(back) == (said(7),)
    assert [page.picture for page in back["volume-1/en"]] == [b"png" if with_pictures else b""]
    assert back["volume-1/fr"] == ()


def test_a_picture_is_told_as_a_data_uri():
    assert RemarkedPage("4", (), b"png").data_uri == "data:image/png;base64,cG5n"
