"""The pictures of the kit: covers and mockups, with true words in every language."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from bindery.art.motifs import MOTIFS
from bindery.formats.mockup import GROUNDS
from bindery.kit.pictures import cover_name, covers, jpeg_bytes, mockup_files, scaled, shelf_covers
from bindery.kit.words import WORDS
from bindery.mockup.scenes import SCENES
from bindery.model import Collection
from bindery.shelf import ShelfCover
from tests.kit.made_by_hand import made, plain_png, stock_collection

SCENE_NAMES = ("hero", "stack", "row", "spread", "tablet")
PLAIN = plain_png(3, 2)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return stock_collection(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module")
def flat(collection: Collection) -> dict[str, bytes]:
    texts = [made(code) for code in collection.languages]
    return {file.path: file.data for file in covers(collection, collection.volume(1), texts)}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_covers_come_in_two_sizes_and_for_the_printer_in_every_language(flat):
    assert flat.keys() == {
        f"covers/small-book-1-cover-{each}"
        for code in ("fr", "en")
        for each in (f"flat-{code}-3000px.jpg", f"flat-{code}-1000px.jpg", f"print-{code}.pdf")
    }


def test_covers_are_as_long_as_their_names_say(flat):
    sizes = {path: max(opened(data).size) for path, data in flat.items() if path.endswith(".jpg")}

    assert all(path.endswith(f"-{edge_px}px.jpg") for path, edge_px in sizes.items())


def test_the_cover_of_the_printer_is_given_as_it_is(flat):
    assert flat["covers/small-book-1-cover-print-fr.pdf"] == made("fr").file("-cover.pdf")


def test_jpegs_tell_their_colours_and_their_size():
    picture = opened(jpeg_bytes(Image.new("RGB", (8, 8))))

    assert picture.info["icc_profile"]
    assert picture.info["dpi"] == (300, 300)


def test_jpegs_keep_colour_at_full_width():
    assert {(across, down) for _, across, down, _ in opened(jpeg_bytes(Image.new("RGB", (8, 8)))).layer} == {(1, 1)}


def test_the_edge_of_a_letter_survives_being_a_jpeg():
    edge = Image.new("RGB", (64, 64), "#16255c")
    edge.paste("#ff6b4a", (32, 0, 64, 64))

    written = opened(jpeg_bytes(edge))

    assert all(abs(a - b) <= 6 for a, b in zip(written.getpixel((33, 20)), (0xFF, 0x6B, 0x4A), strict=True))


@pytest.mark.parametrize(("size", "edge_px", "seen"), [((20, 40), 10, (5, 10)), ((20, 40), 400, (20, 40))])
def test_pictures_are_brought_down_and_never_up(size, edge_px, seen):
    assert scaled(Image.new("RGB", size), edge_px).size == seen


def test_the_cover_of_a_volume_made_elsewhere_is_said_to_be_ours(collection):
    elsewhere = replace(collection.volume(1), number=2, slug="small-book-2", texts={})
    both = replace(collection, volumes=(collection.volume(1), elsewhere))
    shelf = tuple(ShelfCover(number, "fr", plain_png(20, 30), b"") for number in (1, 2))
    captions = {file.path: file.caption for file in shelf_covers(both, shelf)}

    assert "n’est pas la couverture parue" in captions["collection/small-book-2-cover-flat-fr-1000px.jpg"]["fr"]
    assert "not the cover as published" in captions["collection/small-book-2-cover-flat-fr-1000px.jpg"]["en"]
    assert "parue" not in captions["collection/small-book-1-cover-flat-fr-1000px.jpg"]["fr"]


def test_the_words_of_a_cover_name_the_edition_it_is_of(collection):
    english = made("en")
    (cover, *_) = covers(collection, collection.volume(1), [english])

    assert cover.path == cover_name(collection.volume(1), "en", 3000)
    assert "édition en anglais" in cover.caption["fr"]
    assert "edition in English" in cover.caption["en"]
    assert collection.volume(1).texts["en"].title in cover.alt["fr"]


@pytest.mark.parametrize("language", WORDS)
def test_every_scene_and_every_ground_has_its_words(language):
    wanted = {f"scene-{scene}" for scene in {*SCENE_NAMES, *SCENES}} | {f"ground-{ground}" for ground in GROUNDS}

    assert wanted <= WORDS[language].keys()


@pytest.mark.parametrize("scene", SCENE_NAMES)
@pytest.mark.parametrize("ground", ["transparent", "white", "colour"])
def test_mockups_say_what_they_show_on_which_ground(collection, scene, ground):
    path = f"volume-1/mockups/small-book-1-en-{scene}-{ground}-1200px.png"
    (file,) = mockup_files(collection, collection.volume(1), ((path, PLAIN),))

    ending = "png" if ground == "transparent" else "jpg"
    assert file.path == f"mockups/small-book-1-en-{scene}-{ground}-1200px.{ending}"
    for code, words in WORDS.items():
        assert words[f"ground-{ground}"].replace("'", "’") in file.alt[code]
        assert collection.volume(1).texts["en"].title in file.caption[code]
        assert file.credit[code]
        assert "{" not in file.alt[code] + file.caption[code]


@pytest.mark.parametrize("language", WORDS)
def test_the_cover_of_each_volume_is_described_by_its_own_network(collection, language):
    volumes = [replace(collection.volume(1), number=number) for number in range(1, len(MOTIFS) + 1)]
    told = [next(covers(collection, volume, [made("fr")])).alt[language] for volume in volumes]

    assert len({re.sub(r"\d", "", alt) for alt in told}) == len(MOTIFS)


def test_scenes_are_told_apart(collection):
    paths = [f"volume-1/mockups/small-book-1-en-{scene}-white-1200px.png" for scene in SCENE_NAMES]
    files = list(mockup_files(collection, collection.volume(1), tuple((path, PLAIN) for path in paths)))

    assert len({file.alt["fr"] for file in files}) == len({file.alt["en"] for file in files}) == len(SCENE_NAMES)
