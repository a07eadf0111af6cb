"""The zip of the kit: the same each time, and as plain as Windows and macOS want it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zipfile import ZipFile, ZipInfo

from bindery.kit.archive import KitFile, zipped
from tests.kit.made_by_hand import plain_png

NOON = datetime(2022, 11, 15, 12, 30, 8, tzinfo=UTC)
FILES = [
    KitFile("README.txt", b"read me"),
    KitFile("fr/release.pdf", b"%PDF"),
    KitFile("covers/cover.png", plain_png(20, 30), {"en": "a cover"}, {"en": "its caption"}, {"en": "who drew it"}),
]


def entries(archive: bytes) -> list[ZipInfo]:
    return ZipFile(io.BytesIO(archive)).infolist()


def test_the_order_of_the_files_changes_no_byte():
    assert zipped(FILES, "kit", NOON) == zipped(FILES[::-1], "kit", NOON)


def test_everything_lies_in_one_top_folder_the_readme_first():
    names = [entry.filename for entry in entries(zipped(FILES, "kit", NOON))]

    assert names == ["kit/README.txt", "kit/covers/cover.png", "kit/fr/release.pdf"]


def test_entries_carry_the_date_of_the_volume():
    assert {entry.date_time for entry in entries(zipped(FILES, "kit", NOON))} == {(2022, 11, 15, 12, 30, 8)}


def test_a_volume_without_a_date_gets_the_first_a_zip_can_tell():
    assert {entry.date_time for entry in entries(zipped(FILES, "kit", None))} == {(1980, 1, 1, 0, 0, 0)}


def test_entries_are_plain_files_that_all_may_read():
    assert {entry.external_attr >> 16 for entry in entries(zipped(FILES, "kit", NOON))} == {0o100644}


def test_files_come_back_as_they_went_in():
    archive = ZipFile(io.BytesIO(zipped(FILES, "kit", NOON)))

    assert {name.removeprefix("kit/"): archive.read(name) for name in archive.namelist()} == {
        file.path: file.data for file in FILES
    }


def test_a_picture_of_pixels_is_measured():
    assert FILES[2].size_px == (20, 30)


def test_a_drawing_is_a_picture_without_a_size():
    drawing = KitFile("figures/scale.svg", b"<svg/>")

    assert (drawing.is_picture, drawing.size_px) == (True, None)


def test_a_file_knows_its_first_folder():
    assert [file.folder for file in FILES] == ["", "fr", "covers"]
