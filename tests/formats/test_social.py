"""Social visuals: exact pixels, every word, nothing vital near an edge or below the book, logos as large as asked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from bindery.art.social import SIZES, SocialCopy, SocialSize, fitted, social_context
from bindery.diagnostics import Source
from bindery.formats import social
from bindery.formats.social import social_copy, social_visuals
from bindery.mockup.png import png_bytes
from bindery.model import Collection
from bindery.pdf.layout import Layout
from tests.kit.made_by_hand import PROJECT, STUDIO, stock_collection

PX = 96 / 72
EDGES = {  # the part of a picture, in pixels, that no network covers or cuts: left, top, right, bottom
    "1200x630": (60, 35, 1140, 595),
    "1080x1080": (50, 40, 1030, 1040),
    "1080x1350": (50, 60, 1030, 1290),
    "1080x1920": (50, 250, 1030, 1670),
    "1600x900": (70, 50, 1530, 850),
}
LONG_TITLES = (
    "Comment rendre le citoyen acteur de son territoire\u202f?",
    "Nos territoires face aux données et à leur gouvernance",
)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return stock_collection(tmp_path_factory.mktemp("stock"))


@pytest.fixture(scope="module")
def copy(collection: Collection) -> SocialCopy:
    volume = collection.volume(1)
    return social_copy(collection, volume, volume.texts["fr"], "Partager une pompe\u202f: un livre gratuit")


@pytest.fixture(scope="module")
def hero() -> bytes:
    """A book of flat red, with a shadow about it, on nothing."""
    picture = Image.new("RGBA", (900, 900))
    brush = ImageDraw.Draw(picture)
    brush.rectangle((100, 120, 800, 860), fill=(0, 0, 0, 60))
    brush.rectangle((300, 150, 680, 840), fill=(255, 0, 0, 255))
    return png_bytes(picture)


@pytest.fixture(scope="module")
def visuals(collection: Collection, hero: bytes) -> dict[str, bytes]:
    volume = collection.volume(1)
    return dict(social_visuals(collection, volume, volume.texts["fr"], hero, STUDIO))


def laid_out(copy: SocialCopy, size: SocialSize, collection: Collection) -> Layout:
    values = social_context(copy, size, STUDIO.tokens, STUDIO.tokens.palette(6), 6)
    return STUDIO.lay_out(STUDIO.render("social/visual.html", **values), collection.root, Source(""))


def text_boxes(layout: Layout) -> Iterator[tuple[float, float, float, float]]:
    """Give the boxes of the words on the page, in pixels from its top left corner."""
    with pypdfium2.PdfDocument(layout.document.write_pdf()) as pdf:
        page = pdf[0]
        words, height = page.get_textpage(), page.get_height()
        for index in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(index)
            yield left * PX, (height - top) * PX, right * PX, (height - bottom) * PX


def text_of(layout: Layout) -> str:
    with pypdfium2.PdfDocument(layout.document.write_pdf()) as pdf:
        return pdf[0].get_textpage().get_text_bounded()


def plain(text: str) -> str:
    """Write a text without capitals, with spaces of one kind."""
    return " ".join(text.lower().split())


def pictures_in(box: Any) -> Iterator[Any]:
    """Give the boxes of the pictures that have words."""
    box = getattr(box, "_box", box)
    if box.element_tag == "img" and box.element.get("alt"):
        yield box
    for child in getattr(box, "children", ()):
        yield from pictures_in(child)


def test_visuals_are_named_for_their_volume_size_and_language(visuals: dict[str, bytes]) -> None:
    assert list(visuals) == [f"small-book-1-social-{size.name}-fr.png" for size in SIZES]


def test_visuals_have_exactly_the_pixels_of_their_names(visuals: dict[str, bytes]) -> None:
    sizes = {name: "{}x{}".format(*Image.open(io.BytesIO(png)).size) for name, png in visuals.items()}

    assert all(f"-{size}-" in name for name, size in sizes.items())


def test_visuals_are_in_srgb(visuals: dict[str, bytes]) -> None:
    assert all(Image.open(io.BytesIO(png)).info["icc_profile"] for png in visuals.values())


def test_the_same_words_and_book_give_the_same_bytes(
    collection: Collection, hero: bytes, visuals: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(social, "SIZES", SIZES[:1])
    volume = collection.volume(1)
    again = social_visuals(collection, volume, volume.texts["fr"], hero, STUDIO)

    assert again[0][1] == visuals[again[0][0]]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_the_book_stands_in_its_box(size: SocialSize, visuals: dict[str, bytes]) -> None:
    picture = Image.open(io.BytesIO(visuals[f"small-book-1-social-{size.name}-fr.png"])).convert("RGB")
    unlike = ImageChops.difference(picture, Image.new("RGB", picture.size, "#ff0000")).convert("L")
    left, top, right, bottom = unlike.point(lambda value: 255 * (value == 0)).getbbox()

    assert left >= size.book.left - 1
    assert top >= size.book.top - 1
    assert right <= size.book.left + size.book.width + 1
    assert bottom == pytest.approx(size.book.top + size.book.height, abs=2)


def test_no_shadow_lies_above_the_floor() -> None:
    book = Image.new("RGBA", (40, 100), (0, 0, 0, 60))
    lit = social._without_wall_shadow(book, 50)

    assert (lit.getpixel((20, 20))[3], lit.getpixel((20, 80))[3]) == (0, 60)


def test_every_word_is_on_the_visual(collection: Collection, copy: SocialCopy) -> None:
    said = plain(text_of(laid_out(copy, SIZES[0], collection)))
    words = (copy.series_label, copy.numeral, copy.title, copy.promise, copy.day, copy.month, copy.event, copy.place)

    assert not [text for text in (*words, copy.publisher, copy.support_sentence) if plain(text) not in said]


@pytest.mark.parametrize("title", LONG_TITLES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_words_keep_off_the_edges_and_off_the_book(
    size: SocialSize, title: str, collection: Collection, copy: SocialCopy
) -> None:
    promise = "Choisir la bonne forme et passer à l’acte\u00a0: un guide gratuit pour les communes et leurs voisines"
    left, top, right, bottom = EDGES[size.name]
    boxes = list(text_boxes(laid_out(replace(copy, title=title, promise=promise), size, collection)))
    book = size.book

    assert len(boxes) >= 8
    assert [box for box in boxes if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom] == []
    assert [box for box in boxes if box[2] > book.left and box[3] > book.top and box[1] < book.top + book.height] == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_head_and_foot_do_not_run_into_each_other(size: SocialSize, collection: Collection, copy: SocialCopy) -> None:
    long = replace(copy, title=LONG_TITLES[0], promise="Un guide gratuit " * 5)
    lines = len(fitted(long.title, size.title).lines) + len(fitted(long.promise, size.promise).lines)
    head = [box for box in text_boxes(laid_out(long, size, collection)) if box[1] < size.floor]

    assert len(head) >= lines + len((long.series_label, long.numeral))
    assert max(box[3] for box in head) <= size.floor - 14


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_logos_are_at_least_as_wide_as_their_owners_ask(
    size: SocialSize, collection: Collection, copy: SocialCopy
) -> None:
    page = laid_out(copy, size, collection).document.pages[0]
    asked = {logo.alt: logo.min_width_mm * 96 / 25.4 for logo in copy.logos}
    drawn = {box.element.get("alt"): box.width for box in pictures_in(page._page_box)}

    assert drawn.keys() == asked.keys()
    assert all(drawn[name] >= asked[name] - 0.01 for name in asked)


def test_a_volume_without_a_launch_tells_its_house_instead_of_a_day(collection: Collection) -> None:
    volume = replace(collection.volume(1), launch=None)
    copy = social_copy(collection, volume, volume.texts["en"], "A free book")
    said = text_of(laid_out(copy, SIZES[1], collection))

    assert "House of Tests" in said
    assert "2022" not in said


def test_the_first_of_a_month_is_written_as_the_language_wants(collection: Collection) -> None:
    volume = collection.volume(1)
    assert volume.launch is not None
    first = replace(volume, launch=replace(volume.launch, instant=volume.launch.instant.replace(day=1)))
    days = {code: social_copy(collection, first, volume.texts[code], "").day for code in ("fr", "en")}

    assert days == {"fr": "1er", "en": "1"}


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    sources = [PROJECT / "styles" / "social.css", *(PROJECT / "templates" / "social").glob("*.html")]

    assert not [path.name for path in sources if re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", path.read_text("utf-8"))]
