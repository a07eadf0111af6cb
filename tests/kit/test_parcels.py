"""The parcels of the kit: what is light, and what happens to a kit that is too heavy to be sent in one piece."""

from __future__ import annotations

import io
from random import Random
from zipfile import ZipFile

import pytest

from bindery.diagnostics import Source
from bindery.kit.archive import KitFile, zipped
from bindery.kit.parcels import FULL, LIGHT, NOTICES_BYTES, Parcel, is_light, parcels, split_told
from tests.kit.made_by_hand import plain_png

HEAVY = 100_000  # bytes
WEB, PRINT = plain_png(40, 30), plain_png(1201, 10)
RELEASE = KitFile("fr/guide-press-release-fr.html", b'<img src="../covers/guide-cover-fr-1000px.jpg">')
SHOWN = KitFile("covers/guide-cover-fr-1000px.jpg", WEB + bytes(HEAVY))
LARGE = KitFile("covers/guide-cover-fr-3000px.png", PRINT + bytes(HEAVY))
MOCKUP = KitFile("mockups/guide-fr-hero-white-3000px.png", PRINT + bytes(HEAVY))
FIGURE = KitFile("figures/guide-fig-1-fr.svg", Random(6).randbytes(HEAVY))
LICENCE = KitFile("LICENCE.txt", b"who may do what")
FILES = [MOCKUP, LARGE, LICENCE, SHOWN, RELEASE, FIGURE]


def packed(room_bytes: int = 10**9) -> list[Parcel]:
    limit_bytes = NOTICES_BYTES + room_bytes
    return list(parcels("guide-press-kit", FILES, {FULL: limit_bytes, LIGHT: 10**9}))


def paths(parcel: Parcel) -> set[str]:
    return {file.path for file in parcel.files}


def test_a_kit_travels_whole_and_light():
    assert [parcel.zip_name for parcel in packed()] == ["guide-press-kit.zip", "guide-press-kit-light.zip"]


def test_the_full_parcel_holds_everything():
    assert paths(packed()[0]) == {file.path for file in FILES}


def test_the_light_parcel_holds_texts_and_pictures_for_the_web():
    assert paths(packed()[1]) == {RELEASE.path, SHOWN.path, FIGURE.path, LICENCE.path}


@pytest.mark.parametrize(
    ("path", "light"),
    [
        ("mockups/guide-fr-hero-white-1200px.jpg", True),
        ("mockups/guide-fr-hero-white-3000px.jpg", False),
        ("mockups/guide-fr-hero-colour-1200px.jpg", False),
        ("mockups/guide-fr-hero-transparent-1200px.png", False),
        ("social/guide-social-1200x630-fr.png", True),
        ("social/guide-social-1080x1920-fr.png", False),
        ("social/guide-posts-fr-embargo.txt", True),
        ("logos/wallonie/wallonie-colour.svg", True),
        ("covers/guide-cover-flat-fr-1000px.jpg", True),
        ("covers/guide-cover-flat-fr-3000px.jpg", False),
        ("covers/guide-cover-print-fr.pdf", False),
        ("collection/guide-1-cover-flat-fr-1000px.jpg", False),
        ("figures/guide-figure-01-fr.svg", True),
        ("fr/guide-excerpt-fr.pdf", True),
    ],
)
def test_what_the_name_tells_of_a_file_decides_whether_it_is_light(path, light):
    assert is_light(KitFile(path, WEB)) == light


def test_a_kit_that_is_too_heavy_is_split_by_folder():
    parts = [paths(parcel) for parcel in packed(int(2.9 * HEAVY)) if parcel.holds == FULL]

    assert parts == [{RELEASE.path, SHOWN.path, LICENCE.path, LARGE.path}, {FIGURE.path, MOCKUP.path}]


def test_parts_are_named_and_counted():
    names = [parcel.zip_name for parcel in packed(int(2.9 * HEAVY)) if parcel.holds == FULL]

    assert names == ["guide-press-kit-part-1-of-2.zip", "guide-press-kit-part-2-of-2.zip"]


@pytest.mark.parametrize("room", [1.1, 1.5, 2.2, 2.9])
def test_no_part_is_heavier_than_its_limit_and_no_file_is_lost(room):
    parts = [parcel for parcel in packed(int(room * HEAVY) + 5_000) if parcel.holds == FULL]

    assert all(len(zipped(part.files, part.name, None)) <= part.limit_bytes - NOTICES_BYTES for part in parts)
    assert sorted(file.path for part in parts for file in part.files) == sorted(file.path for file in FILES)


def test_the_first_part_holds_what_the_papers_show():
    first = packed(int(1.5 * HEAVY))[0]

    assert {RELEASE.path, SHOWN.path} <= paths(first)


def test_a_split_is_told():
    told = [d.code for d in split_told(packed(int(2.9 * HEAVY)), Source("kit"))]

    assert told == ["press-kit-size"]


def test_a_kit_in_one_piece_tells_nothing():
    assert list(split_told(packed(), Source("kit"))) == []


def test_names_of_a_zip_are_those_of_its_top_folder():
    parcel = packed()[1]
    names = ZipFile(io.BytesIO(zipped(parcel.files, parcel.name, None))).namelist()

    assert {name.partition("/")[0] for name in names} == {"guide-press-kit-light"}
