"""The figures of the book for the press: all of them, standing alone, with the words of the book."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from bindery.kit.archive import KitFile
from bindery.kit.desk import Kit
from bindery.kit.figures import SVG, figure_files, figures_of, unset_words
from tests.kit.figures_by_hand import kit_with_figures, with_photograph
from tests.kit.made_by_hand import picture_size

LANGUAGES = ("fr", "en")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return kit_with_figures(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module")
def files(kit: Kit) -> dict[str, KitFile]:
    return {file.path.removeprefix("figures/small-book-1-"): file for file in figure_files(kit)}


def svg(file: KitFile) -> etree._Element:
    return etree.fromstring(file.data)


def named(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f"{{{SVG}}}{name}")
    assert found is not None
    return found


def test_every_figure_comes_as_drawing_and_as_picture_in_every_language(kit, files):
    numbers = {label.number for label in kit.desks[0].made.manuscript.labels if label.kind == "fig"}

    assert {path for path in files if not path.endswith(".txt")} == {
        f"figure-0{number}-{code}.{ending}" for number in numbers for code in LANGUAGES for ending in ("svg", "png")
    }


def test_pictures_are_as_wide_as_asked_for(files):
    assert {picture_size(file.data)[0] for path, file in files.items() if path.endswith(".png")} == {2400}


def test_pictures_are_as_high_as_their_drawings_are_shaped(files):
    _, _, width, height = map(float, svg(files["figure-01-fr.svg"]).get("viewBox").split())

    assert picture_size(files["figure-01-fr.png"].data)[1] == round(2400 * height / width)


def test_pictures_stand_on_white(files):
    picture = Image.open(io.BytesIO(files["figure-01-fr.png"].data))

    assert picture.mode == "RGB"
    assert picture.getpixel((0, 0)) == picture.getpixel((picture.width - 1, picture.height - 1)) == (255, 255, 255)


def test_pictures_show_the_colours_of_the_drawing(files):
    colours = {colour for _, colour in Image.open(io.BytesIO(files["figure-01-fr.png"].data)).getcolors(1 << 20)}

    assert {(0x8F, 0xB4, 0xF5), (0x2F, 0x5B, 0xD0), (0xFF, 0x6B, 0x4A)} <= colours


def test_drawings_hold_no_text_and_ask_for_no_font(files):
    drawings = [svg(file) for path, file in files.items() if path.endswith(".svg")]

    assert not [element for root in drawings for element in root.iter(f"{{{SVG}}}text")]
    assert not [root for root in drawings if "font-family" in etree.tostring(root, encoding="unicode")]


def test_drawings_tell_the_words_they_show(files):
    told = {element.get("aria-label") for element in svg(files["figure-02-fr.svg"]).iter()}

    assert {"2021", "2022"} <= told


def test_drawings_are_named_by_their_alternative_text(files):
    assert named(svg(files["figure-01-en.svg"]), "title").text == "Two squares side by side, a disc between them"


def test_drawings_are_as_large_as_on_the_page_and_their_margins(files):
    assert svg(files["figure-01-fr.svg"]).get("width") == "114.48mm"  # 108 mm and 3 % on either side


def test_captions_are_the_numbered_ones_of_the_book_with_their_source(files):
    assert files["figure-01-fr.png"].caption == {
        "fr": "Figure\u00a01. Le plan du jardin. Source\u00a0: Ada Semeur.",
        "en": "Figure\u00a01. The plan of the garden. Source: Ada Semeur.",
    }


def test_both_languages_speak_of_a_picture_in_either(files):
    assert files["figure-01-fr.png"].alt == files["figure-01-en.png"].alt
    assert files["figure-01-fr.png"].alt.keys() == {"fr", "en"}


def test_a_figure_keeps_the_credit_its_author_gave(files):
    assert files["figure-01-fr.png"].credit == {"fr": "dessin des essais", "en": "drawn for the tests"}


def test_a_figure_without_a_credit_gets_that_of_the_pictures(files):
    assert files["figure-02-en.svg"].credit["en"].endswith("the Bindery publishing pipeline")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_tells_of_every_figure_on_lines_to_copy(kit, files, language):
    lines = files[f"figures-{language}.txt"].data.decode().split("\n")
    desk = next(desk for desk in kit.desks if desk.language == language)

    for figure in figures_of(desk.made.manuscript):
        assert any(figure.caption in line and figure.source in line for line in lines)
        assert any(line.endswith(figure.alt) for line in lines)


def test_figures_of_one_source_are_the_same_bytes(kit, files):
    assert {file.path.removeprefix("figures/small-book-1-"): file.data for file in figure_files(kit)} == {
        path: file.data for path, file in files.items()
    }


def test_a_text_without_figures_gives_no_file(tmp_path):
    kit = kit_with_figures(tmp_path)
    desks = [replace(desk, made=replace(desk.made, manuscript=None)) for desk in kit.desks]

    assert not list(figure_files(replace(kit, desks=desks)))


@pytest.mark.parametrize(("size", "seen"), [((3000, 1500), (2400, 1200)), ((300, 600), (300, 600))])
def test_a_photograph_is_never_enlarged_and_stays_jpeg(tmp_path, size, seen):
    file = io.BytesIO()
    Image.new("RGB", size, "#8fb4f5").save(file, "JPEG")
    kit = with_photograph(tmp_path, file.getvalue(), "garden.jpg")
    files = {file.path: file for file in figure_files(kit)}

    assert picture_size(files["figures/small-book-1-figure-01-fr.jpg"].data) == seen
    assert "figures/small-book-1-figure-01-fr.svg" not in files


def test_a_picture_that_lets_the_ground_through_stands_on_white(tmp_path):
    file = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(file, "PNG")
    kit = with_photograph(tmp_path, file.getvalue(), "garden.png")
    (picture,) = (file for file in figure_files(kit) if file.path.endswith("figure-01-fr.png"))

    assert Image.open(io.BytesIO(picture.data)).getpixel((9, 9)) == (255, 255, 255)


def test_drawings_of_the_house_keep_no_words_as_text(kit):
    assert not list(unset_words(kit))


def test_words_that_stay_text_are_told(tmp_path):
    kit = with_photograph(
        tmp_path, b'<svg xmlns="%s" viewBox="0 0 9 9"><text x="1 2" y="5">ab</text></svg>' % SVG.encode(), "odd.svg"
    )

    assert [(told.code, "`ab`" in told.message) for told in unset_words(kit)] == [("figure-words", True)] * 2
