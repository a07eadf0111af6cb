"""The open book shows these pages and this cover, the tablet this front: each in its place, neither dull nor burnt."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from bindery.mockup.compose import compose_scene
from bindery.mockup.geometry import scene_parts
from bindery.mockup.layers import read_baked
from bindery.mockup.png import png_bytes
from bindery.mockup.scenes import SCENES
from bindery.mockup.sight import project
from bindery.mockup.tablet import behind_glass
from tests.mockup.covers import plain_cover

WIDTH_PX = 400
CORNERS = ([0, 0, -1, -1], [0, -1, 0, -1])
WHITE, RED, BLUE, GREEN = (255, 255, 255), (230, 0, 0), (0, 0, 230), (0, 200, 0)
MARK = (0.3, 0.6)  # across and up, on each page and on the screen


def marked(size: tuple[int, int], colour: tuple[int, int, int], mark: tuple[float, float] = MARK) -> Image.Image:
    """Make a white picture with a mark of a tenth of its width."""
    picture = Image.new("RGB", size, WHITE)
    side, (x, y) = size[0] // 10, (mark[0] * size[0], (1 - mark[1]) * size[1])
    picture.paste(colour, (round(x - side / 2), round(y - side / 2), round(x + side / 2), round(y + side / 2)))
    return picture


def open_book() -> dict[str, Image.Image]:
    pages = {"book/verso": marked((340, 480), RED), "book/recto": marked((340, 480), BLUE)}
    return {"book": plain_cover(GREEN)} | pages


def with_tablet() -> dict[str, Image.Image]:
    shape = SCENES["tablet"].objects[1].shape
    return {"book": plain_cover(BLUE), "tablet": behind_glass(marked((340, 480), RED, (0.5, 0.5)), shape, "#000000")}


@pytest.fixture(scope="module")
def spread() -> Image.Image:
    return compose_scene(read_baked("spread"), open_book(), "transparent", WIDTH_PX)


@pytest.fixture(scope="module")
def tablet() -> Image.Image:
    return compose_scene(read_baked("tablet"), with_tablet(), "transparent", WIDTH_PX)


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture).astype(int)


def where(picture: Image.Image, colour: tuple[int, int, int]) -> np.ndarray:
    """Find the middle of what has a colour: (x, y)."""
    channel = int(np.argmax(colour))
    shown = pixels(picture)
    others = np.delete(shown[..., :3], channel, axis=2).max(axis=2)
    rows, columns = np.nonzero((shown[..., channel] - others > 90) & (shown[..., 3] == 255))
    return np.array([columns.mean(), rows.mean()])


def expected(scene: str, part: str, mark: tuple[float, float]) -> np.ndarray:
    """Find on the picture what is printed at a place of a part: (x, y)."""
    mesh = {each.name: each for each in scene_parts(SCENES[scene], {})}[part]
    nearest = np.argsort(np.linalg.norm(mesh.flat - mark, axis=1), kind="stable")[:12]
    known = np.c_[mesh.flat[nearest], np.ones(12)]
    place = np.array([*mark, 1.0]) @ np.linalg.lstsq(known, mesh.vertices[nearest], rcond=None)[0]
    return project(SCENES[scene].camera, place[None], WIDTH_PX)[0][0]


@pytest.mark.parametrize(("page", "colour"), [("verso", RED), ("recto", BLUE)])
def test_what_a_page_shows_is_seen_in_its_place(spread, page, colour):
    assert where(spread, colour) == pytest.approx(expected("spread", f"book/{page}", MARK), abs=5)


def test_what_the_screen_shows_is_seen_in_its_place(tablet):
    assert where(tablet, RED) == pytest.approx(expected("tablet", "tablet/glass", (0.5, 0.5)), abs=4)


@pytest.mark.parametrize("scene", ["spread", "tablet"])
def test_the_corners_are_transparent(scene, request):
    assert (pixels(request.getfixturevalue(scene))[CORNERS][:, 3] == 0).all()


@pytest.mark.parametrize("scene", ["spread", "tablet"])
def test_objects_cast_a_shadow(scene, request):
    alpha = pixels(request.getfixturevalue(scene))[..., 3]

    assert ((alpha > 40) & (alpha < 200)).sum() > 300


def test_paper_is_bright_but_not_burnt(spread):
    shown = pixels(spread)
    paper = shown[shown[..., 3] == 255][:, :3]

    assert np.percentile(paper, 75) > 225 and paper.max() < 255


def test_the_gutter_is_in_shade(spread):
    """Along a line through both pages, paper is darkest where they meet."""
    ends = [expected("spread", f"book/{page}", (across, 0.3)) for page, across in (("verso", 0.2), ("recto", 0.8))]
    line = [ends[0] + (ends[1] - ends[0]) * share for share in np.linspace(0, 1, 60)]
    light = np.array([pixels(spread)[round(y), round(x), 1] for x, y in line])

    assert 20 <= np.argmin(light) <= 40
    assert light.min() < 0.96 * np.median(light)


def test_the_ink_of_the_cover_shows_on_its_edges(spread):
    shown = pixels(spread)
    green = shown[..., 1] - np.maximum(shown[..., 0], shown[..., 2]) > 12

    assert (green & (shown[..., 3] == 255)).sum() > 30


def test_a_white_screen_is_lit_but_not_burnt(tablet):
    glass = expected("tablet", "tablet/glass", (0.5, 0.75)).round().astype(int)
    white = pixels(tablet)[glass[1], glass[0], :3]

    assert white.min() > 230 and white.max() < 255


def test_the_bezel_is_darker_than_the_rim(tablet):
    """From the screen's ground, which is black here, to the right: bezel, then metal."""
    start = expected("tablet", "tablet/glass", (0.98, 0.5)).round().astype(int)
    row = pixels(tablet)[start[1], start[0] :]
    seen = row[row[:, 3] == 255][:, 1]

    assert seen[0] < 70 < seen.max()


def test_the_same_pages_make_the_same_photograph():
    layers = read_baked("spread")
    first, second = (png_bytes(compose_scene(layers, open_book(), "white", 150)) for _ in range(2))

    assert first == second
