"""The site as a build makes it: which files of the texts it gives away, and when."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from bindery.editions import MadeText
from bindery.embargo import HELD, PROOF, RELEASED
from bindery.exhibits import NOTHING, Made, light_kit, make_web
from bindery.jobs import Workplace
from bindery.load import load_collection
from bindery.pressroom import lint_text
from bindery.studio import Studio
from tests.stock import stock_book

PROJECT = Path(__file__).parent.parent
ZIP = "volume-1/press-kit/small-book-1-press-kit-light.zip"
GIVEN = "site/downloads/small-book-1-press-kit-light.zip"
KIT = Made(((ZIP, b"the light kit"), ("volume-1/press-kit/small-book-1-press-kit.zip", b"the full kit")))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(PROJECT, stock_book(tmp_path_factory.mktemp("stock")))


@pytest.fixture(scope="module")
def texts(place: Workplace) -> list[MadeText]:
    collection = load_collection(place.content, PROJECT).collection
    assert collection is not None
    volume, front = collection.volume(1), io.BytesIO()
    Image.new("RGB", (170, 240), "#16255c").save(front, "PNG")
    made = []
    for code, text in volume.texts.items():
        manuscript = lint_text(collection, volume, text, Studio(PROJECT))
        files = (("screen", f"x-{code}-screen.pdf", b"a PDF"), ("epub", f"x-{code}.epub", b"an e-book"))
        made.append(MadeText(1, code, (), files, manuscript, front_png=front.getvalue()))
    return made


def site(place: Workplace, texts: list[MadeText], state: str, kit: Made = KIT) -> dict[str, bytes]:
    made = make_web(place, "edition", texts, NOTHING, (), NOTHING, state, light_kit(kit))
    assert len(dict(made.files)) == len(made.files)
    return dict(made.files)


def test_a_released_site_gives_the_light_press_kit(place: Workplace, texts: list[MadeText]) -> None:
    files = site(place, texts, RELEASED)

    assert files[GIVEN] == b"the light kit"
    assert b"small-book-1-press-kit-light.zip" in files["site/en/volume-1/index.html"]


@pytest.mark.parametrize("state", [PROOF, HELD])
def test_a_press_kit_under_embargo_is_given_to_no_visitor(place: Workplace, texts: list[MadeText], state: str) -> None:
    assert not [path for path in site(place, texts, state) if path.endswith(".zip")]


def test_no_file_of_a_text_is_given_before_the_hour(place: Workplace, texts: list[MadeText]) -> None:
    assert not [path for path in site(place, texts, HELD) if path.startswith("site/downloads/")]


def test_a_site_made_without_a_press_kit_leads_to_none(place: Workplace, texts: list[MadeText]) -> None:
    files = site(place, texts, RELEASED, NOTHING)

    assert GIVEN not in files and b"press-kit" not in files["site/en/volume-1/index.html"]


def test_a_new_site_replaces_the_whole_of_the_one_before(place: Workplace, texts: list[MadeText]) -> None:
    assert make_web(place, "edition", texts, NOTHING, (), NOTHING, HELD).replaces == ("site/",)
