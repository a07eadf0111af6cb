"""What pictures say of themselves, read back by others: Pillow finds it, lxml reads it."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from lxml import etree
from PIL import Image, IptcImagePlugin

from bindery.embargo import HELD, PROOF, RELEASED
from bindery.kit.archive import KitFile
from bindery.kit.desk import Kit
from bindery.kit.iptc import MOST_BYTES, NAMESPACES, with_words
from bindery.kit.pictures import jpeg_bytes
from tests.kit.made_by_hand import plain_png, stock_collection, stock_desk

ALT = {"fr": "Un jardin vu du ciel", "en": "A garden seen from the sky"}
CAPTION = {"fr": "Le jardin, « été » 2022.", "en": "The garden, summer 2022."}
DESCRIPTION = {"fr": "Deux moitiés, une pompe.", "en": "Two halves, a pump."}
CREDIT = {"fr": "dessin : Ada Semeur", "en": "drawing: Ada Semeur"}
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title><desc>d</desc><path d="M1 1"/></svg>'
)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def jpeg() -> bytes:
    return jpeg_bytes(Image.new("RGB", (30, 20), "#8fb4f5"))


def picture(path: str, data: bytes) -> KitFile:
    return KitFile(path, data, ALT, CAPTION, CREDIT, DESCRIPTION)


PICTURES = {
    "jpg": picture("covers/small-book-1-cover-flat-en-1000px.jpg", jpeg()),
    "png": picture("mockups/small-book-1-en-hero-white-1200px.png", plain_png(30, 20)),
    "svg": picture("figures/small-book-1-figure-01-en.svg", DRAWING),
}


def kit_in(state: str, folder) -> Kit:
    collection = stock_collection(folder)
    desks = [stock_desk(collection, code, state=state) for code in collection.languages]
    return Kit(collection, collection.volume(1), desks, (), ())


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return kit_in(PROOF, tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module", params=PICTURES)
def description(kit: Kit, request: pytest.FixtureRequest) -> etree._Element:
    """What each kind of file says, as the RDF in it."""
    return rdf_of(with_words(kit, PICTURES[request.param]))


def rdf_of(file: KitFile) -> etree._Element:
    if file.path.endswith(".svg"):
        packet = file.data
    else:
        info = Image.open(io.BytesIO(file.data)).info
        found = info["XML:com.adobe.xmp"] if file.path.endswith(".png") else info["xmp"]
        packet = found if isinstance(found, bytes) else found.encode()
    found = etree.fromstring(packet).find(".//rdf:Description", NAMESPACES)
    assert found is not None
    return found


def in_languages(description: etree._Element, name: str) -> dict[str, str]:
    return {item.get(XML_LANG): item.text for item in description.findall(f"{name}/rdf:Alt/rdf:li", NAMESPACES)}


def alone(description: etree._Element, name: str) -> str | None:
    return description.findtext(name, namespaces=NAMESPACES)


def iim_of(file: KitFile) -> dict[tuple[int, int], bytes]:
    return IptcImagePlugin.getiptcinfo(Image.open(io.BytesIO(file.data)))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dc:description", CAPTION),
        ("Iptc4xmpCore:AltTextAccessibility", ALT),
        ("Iptc4xmpCore:ExtDescrAccessibility", DESCRIPTION),
    ],
)
def test_captions_and_alternative_texts_are_told_in_every_language(description, name, said):
    told = in_languages(description, name)

    assert {code: told[code] for code in said} == said


def test_a_picture_of_one_language_speaks_that_one_first(description):
    assert in_languages(description, "dc:description")["x-default"] == CAPTION["en"]
    assert alone(description, "photoshop:Credit") == CREDIT["en"]


def test_a_picture_of_no_language_speaks_that_of_the_collection(kit):
    file = with_words(kit, replace(PICTURES["png"], path="mockups/small-book-1-row.png"))

    assert in_languages(rdf_of(file), "dc:description")["x-default"] == CAPTION["fr"]


def test_terms_of_use_name_the_credit(description):
    assert CREDIT["en"] in in_languages(description, "xmpRights:UsageTerms")["en"]


def test_pictures_are_headed_by_the_volume_and_covers_of_others_by_the_collection(kit):
    cover = replace(PICTURES["jpg"], path="collection/small-book-2-cover-flat-en-1000px.jpg")

    assert kit.volume.texts["en"].title in alone(rdf_of(with_words(kit, PICTURES["jpg"])), "photoshop:Headline")
    assert alone(rdf_of(with_words(kit, cover)), "photoshop:Headline") == kit.collection.titles["en"]


def test_figures_are_under_the_licence_of_the_book_and_lead_to_it(kit):
    told = rdf_of(with_words(kit, PICTURES["svg"]))

    assert in_languages(told, "dc:rights")["en"] == kit.collection.rights["en"]
    assert "creativecommons.org" in (alone(told, "xmpRights:WebStatement") or "")


def test_pictures_for_the_press_are_not_under_the_licence_of_the_book(kit):
    told = rdf_of(with_words(kit, PICTURES["jpg"]))

    assert kit.collection.rights["en"] not in in_languages(told, "dc:rights")["en"]
    assert alone(told, "xmpRights:WebStatement") is None


def test_pictures_say_when_and_by_whom_they_were_published(kit, description):
    assert alone(description, "photoshop:DateCreated") == kit.volume.modified.isoformat()
    assert alone(description, "photoshop:Source") == kit.collection.publisher.names["en"]


def test_what_no_camera_saw_says_so(kit):
    assert alone(rdf_of(with_words(kit, PICTURES["png"])), "Iptc4xmpExt:DigitalSourceType").endswith(
        "/algorithmicMedia"
    )


@pytest.mark.parametrize("state", [PROOF, HELD])
def test_instructions_tell_the_embargo_in_both_languages(state, tmp_path):
    told = alone(rdf_of(with_words(kit_in(state, tmp_path), PICTURES["png"])), "photoshop:Instructions")

    assert "15\u00a0novembre 2022" in told
    assert "15\u00a0November 2022" in told


def test_nothing_is_said_of_an_embargo_once_the_news_is_out(tmp_path):
    file = with_words(kit_in(RELEASED, tmp_path), PICTURES["jpg"])

    assert alone(rdf_of(file), "photoshop:Instructions") is None
    assert (2, 40) not in iim_of(file)


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_no_pixel_changes(kit, ending):
    before, after = (Image.open(io.BytesIO(f.data)) for f in (PICTURES[ending], with_words(kit, PICTURES[ending])))

    assert before.tobytes() == after.tobytes()
    assert before.info["icc_profile"] == after.info["icc_profile"]
    assert before.info["dpi"] == after.info["dpi"]


def test_a_drawing_draws_what_it_drew(kit):
    root = etree.fromstring(with_words(kit, PICTURES["svg"]).data)

    assert [etree.QName(child).localname for child in root] == ["title", "desc", "metadata", "path"]


def test_old_systems_find_caption_and_credit_in_a_jpeg(kit):
    told = iim_of(with_words(kit, PICTURES["jpg"]))

    assert told[1, 90] == b"\x1b%G"  # what follows is UTF-8
    assert told[2, 120].decode() == CAPTION["en"]
    assert told[2, 110].decode() == CREDIT["en"]
    assert told[2, 55] == b"20221115"


def test_old_systems_get_no_more_bytes_than_they_take(kit):
    long = dict.fromkeys(CAPTION, "très long " * 400)
    told = iim_of(with_words(kit, replace(PICTURES["jpg"], caption=long)))

    assert {number: len(told.get((2, number), b"")) <= most for number, most in MOST_BYTES.items()} == dict.fromkeys(
        MOST_BYTES, True
    )
    assert told[2, 120].decode().endswith(("très…", "long…"))


def test_a_jpeg_without_a_head_of_jfif_takes_the_words_too(kit):
    bare = jpeg()
    bare = bare[:2] + bare[4 + struct.unpack(">H", bare[4:6])[0] :]

    assert iim_of(with_words(kit, replace(PICTURES["jpg"], data=bare)))[2, 120].decode() == CAPTION["en"]


def test_the_head_of_jfif_stays_first(kit):
    assert with_words(kit, PICTURES["jpg"]).data[:4] == b"\xff\xd8\xff\xe0"


def test_every_chunk_of_a_png_keeps_its_sum(kit):
    data, at, kinds = with_words(kit, PICTURES["png"]).data, 8, []
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        kinds.append(body[:4])
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length]) == (zlib.crc32(body),)
        at += 12 + length

    assert kinds == [b"IHDR", b"iCCP", b"pHYs", b"iTXt", b"IDAT", b"IEND"]


@pytest.mark.parametrize(
    "file",
    [
        picture("logos/the-valley/the-valley-colour.png", plain_png(3, 3)),
        KitFile("README.txt", b"read me"),
        KitFile("covers/small-book-1-cover-print-fr.pdf", b"%PDF"),
        KitFile("covers/unsaid.png", plain_png(3, 3)),
    ],
    ids=lambda file: file.path,
)
def test_logos_and_what_is_no_picture_come_back_as_they_are(kit, file):
    assert with_words(kit, file) is file


def test_the_same_words_are_the_same_bytes(kit):
    assert [with_words(kit, file).data for file in PICTURES.values()] == [
        with_words(kit, file).data for file in PICTURES.values()
    ]


def test_a_volume_without_a_date_gives_none(kit):
    undated = replace(kit, volume=replace(kit.volume, modified=None))
    file = with_words(undated, PICTURES["jpg"])

    assert (2, 55) not in iim_of(file)
    assert alone(rdf_of(file), "photoshop:DateCreated") is None


def test_the_hour_is_told_with_its_zone(kit):
    at = datetime(2022, 11, 15, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    file = with_words(replace(kit, volume=replace(kit.volume, modified=at)), PICTURES["jpg"])

    assert iim_of(file)[2, 60] == b"093000+0100"
