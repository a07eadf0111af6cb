"""The lists of the kit: what the manifest and the table of pictures say of a file is so."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256

import pytest

from bindery.kit.archive import KitFile
from bindery.kit.listing import images, licence_of, manifest
from tests.kit.made_by_hand import plain_png

COVER = KitFile("covers/cover.png", plain_png(20, 30), {"en": "a cover"}, {"en": "its caption"}, {"en": "who drew it"})
FILES = [KitFile("README.txt", b"read me"), KitFile("fr/release.pdf", b"%PDF"), COVER]


def listed() -> dict[str, dict[str, object]]:
    return {file["path"]: file for file in json.loads(manifest(FILES, {"volume": 1}).data)["files"]}


def rows() -> list[dict[str, str]]:
    table = io.StringIO(images(FILES, ["fr", "en"]).data.decode("utf-8-sig"))
    return list(csv.DictReader(table, delimiter=";"))


def test_the_manifest_proves_each_file():
    assert {(f["path"], f["bytes"], f["sha256"]) for f in listed().values()} == {
        (file.path, len(file.data), sha256(file.data).hexdigest()) for file in FILES
    }


def test_the_manifest_tells_the_size_and_the_words_of_a_picture():
    cover = listed()["covers/cover.png"]

    assert (cover["width_px"], cover["height_px"]) == (20, 30)
    assert (cover["alt"], cover["caption"], cover["credit"]) == (COVER.alt, COVER.caption, COVER.credit)


def test_the_order_of_the_files_changes_no_byte_of_the_manifest():
    assert manifest(FILES, {}).data == manifest(FILES[::-1], {}).data


def test_the_table_has_a_row_for_each_picture_and_for_nothing_else():
    assert [row["path"] for row in rows()] == ["covers/cover.png"]


def test_the_table_says_of_a_picture_what_the_manifest_says():
    row = rows()[0]

    assert (row["width_px"], row["height_px"], row["sha256"]) == ("20", "30", sha256(COVER.data).hexdigest())
    assert (row["alt_en"], row["caption_en"], row["credit_en"]) == ("a cover", "its caption", "who drew it")


def test_words_that_nobody_gave_leave_their_cell_empty():
    assert rows()[0]["alt_fr"] == ""


def test_the_table_opens_in_a_spreadsheet_with_its_accents():
    assert images(FILES, ["fr"]).data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("path", "licence"),
    [
        ("fr/guide-press-release-fr.pdf", "press-use"),
        ("fr/guide-excerpt-fr-embargo.pdf", "CC-BY-4.0"),
        ("covers/guide-cover-flat-fr-1000px.jpg", "press-use"),
        ("figures/guide-fig-1-fr.svg", "CC-BY-4.0"),
        ("logos/wallonie/wallonie-colour.svg", "owner"),
    ],
)
def test_a_file_is_under_the_licence_of_its_kind(path, licence):
    assert licence_of(path) == licence
