"""Files: nothing outside the content folder, nothing too large, nothing that is not text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from bindery.diagnostics import Source
from bindery.load.files import MAX_TEXT_BYTES, Reading, first_repeated, read_text

ASKED = Source("content/volume-1/volume.yaml", 7)


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    root = tmp_path / "content"
    root.mkdir()
    return Reading(root, tmp_path)


def written(reading: Reading, data: bytes) -> Path:
    path = reading.root / "text.md"
    path.write_bytes(data)
    return path


def test_text_comes_without_byte_order_mark_or_carriage_returns(reading: Reading) -> None:
    path = written(reading, b"\xef\xbb\xbfone\r\ntwo\rthree\n")

    assert read_text(reading, path, ASKED) == "one\ntwo\nthree\n"


def test_letters_are_composed(reading: Reading) -> None:
    path = written(reading, unicodedata.normalize("NFD", "été").encode())

    assert read_text(reading, path, ASKED) == unicodedata.normalize("NFC", "été")


def test_a_wrong_encoding_is_told_at_the_line_of_its_first_byte(reading: Reading) -> None:
    read_text(reading, written(reading, "un\ndeux\ncafé\n".encode("latin-1")), ASKED)

    assert [(d.code, str(d.source)) for d in reading.told] == [("bad-encoding", "content/text.md:3")]


def test_a_text_in_a_wrong_encoding_is_read_on(reading: Reading) -> None:
    assert read_text(reading, written(reading, b"caf\xe9 noir"), ASKED) == "caf\ufffd noir"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\uffff"])
def test_a_character_that_xml_forbids_is_told_and_replaced(reading: Reading, sign: str) -> None:
    text = read_text(reading, written(reading, f"one\ntwo {sign}\n".encode()), ASKED)

    assert text == "one\ntwo \ufffd\n"
    assert [(d.code, d.source.line) for d in reading.told] == [("bad-encoding", 2)]


def test_a_file_larger_than_the_bound_is_refused(reading: Reading) -> None:
    path = written(reading, b"a" * (MAX_TEXT_BYTES + 1))

    assert read_text(reading, path, ASKED) is None
    assert [(d.code, str(d.source)) for d in reading.told] == [("too-large", "content/text.md")]


def test_a_file_of_just_the_bound_is_read(reading: Reading) -> None:
    assert read_text(reading, written(reading, b"a" * MAX_TEXT_BYTES), ASKED) == "a" * MAX_TEXT_BYTES


@pytest.mark.parametrize("name", ["../secret.md", "folder/../../secret.md", "/secret.md"])
def test_a_path_that_leads_out_is_refused(reading: Reading, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")

    assert read_text(reading, reading.root / name, ASKED) is None
    assert [(d.code, d.source) for d in reading.told] == [("path-outside", ASKED)]


def test_a_link_that_leads_out_is_refused(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (reading.root / "link.md").symlink_to(tmp_path / "secret.md")

    assert read_text(reading, reading.root / "link.md", ASKED) is None
    assert [d.code for d in reading.told] == ["path-outside"]


def test_a_link_within_the_content_is_followed(reading: Reading) -> None:
    written(reading, b"text")
    (reading.root / "link.md").symlink_to("text.md")

    assert read_text(reading, reading.root / "link.md", ASKED) == "text"


def test_a_link_that_turns_in_a_circle_is_told(reading: Reading) -> None:
    (reading.root / "a.md").symlink_to("b.md")
    (reading.root / "b.md").symlink_to("a.md")

    assert read_text(reading, reading.root / "a.md", ASKED) is None
    assert len(reading.told) == 1


def test_a_name_in_other_capitals_is_hinted_at(reading: Reading) -> None:
    written(reading, b"text")
    read_text(reading, reading.root / "Text.md", ASKED)

    assert reading.told[0].hint == "there is `text.md`: capitals count"


def test_repeated_words_are_found_at_their_later_places() -> None:
    assert first_repeated(["a", "b", "a", "a"]) == {2: "a", 3: "a"}
